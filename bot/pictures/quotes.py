"""Which places of an entry can be looked at, and what is marked on a page of them."""

from collections.abc import Sequence

from bot.answering.assistant import NEAR
from bot.journal.entries import LogEntry, LoggedCitation


def sources(entry: LogEntry) -> Sequence[LoggedCitation]:
    """What can be looked at: what an answer cites; of a refusal the nearest places, where these may be what was asked for."""
    is_near = entry.refused and entry.confidence >= NEAR
    return entry.nearest if is_near else entry.citations


def quotes_on(entry: LogEntry, cited: LoggedCitation, number: int | None, turned: bool = False) -> tuple[str, ...]:
    """The words to be marked on a page: those cited first, then those of other citations from there; each once."""
    in_a_text_without_pages = turned and cited.page is None  # there they are looked for on whatever page is shown
    shown = []
    for other in sources(entry):
        same_page = in_a_text_without_pages or other.page == number
        if other.document_id == cited.document_id and same_page:
            shown.append(other)
    if cited in shown:
        shown.insert(0, cited)
    return tuple(dict.fromkeys(other.quote for other in shown if other.quote))
