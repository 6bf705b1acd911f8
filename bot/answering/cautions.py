"""What an answer has to warn of, where it matters: that a document is no longer in force before what is quoted of it, that a figure may have been
misread beside the figure."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.doubtful_figures import figure_warnings
from bot.answering.validity_notices import notices
from bot.journal.paragraphs import CAUTION, marks_of, opens
from bot.models import Citation, Value
from indexer.library import Library


def with_cautions(text: str, values: Sequence[Value], citations: Sequence[Citation], library: Library) -> str:
    """The text of an answer whose marks name these citations, each warning once. Raises UnknownDocument."""
    paragraphs: list[str] = []
    warned: set[int] = set()
    said: set[str] = set()
    for paragraph in text.split("\n\n"):
        cited = _cited_in(paragraph, citations)
        fresh = [citation for citation in cited if citation.document.id not in warned]
        warned |= {citation.document.id for citation in fresh}
        paragraphs += [CAUTION + notice for notice in notices(fresh, library.document)]
        doubts = [doubt for doubt in _doubts(paragraph, cited, citations, library) if doubt not in said]
        said.update(doubts)
        paragraphs.append(_beside_its_figure(paragraph, values, doubts))
    return "\n\n".join(paragraphs)


def with_doubts(text: str, nearest: Sequence[Citation], library: Library) -> str:
    """A refusal, and beneath it what of the words that are nearest may have been misread. Raises UnknownDocument."""
    doubts = figure_warnings(text, nearest, library.pages)
    return "\n\n".join([text, *(CAUTION + doubt for doubt in doubts)])


def _cited_in(paragraph: str, citations: Sequence[Citation]) -> list[Citation]:
    marks = marks_of(paragraph)
    return [citation for citation in citations if citation.number in marks]


def _doubts(paragraph: str, cited: Sequence[Citation], citations: Sequence[Citation], library: Library) -> list[str]:
    """Of a paragraph that cites: its own words and those it cites. Of one that doesn't ("Selisih: …"): its words, on whatever page they stand."""
    bare = [replace(citation, quote="") for citation in citations]
    return figure_warnings(paragraph, cited or bare, library.pages)


def _beside_its_figure(paragraph: str, values: Sequence[Value], doubts: Sequence[str]) -> str:
    """Beneath the line of the value that opens a paragraph, else beneath the whole."""
    lines = [CAUTION + doubt for doubt in doubts]
    if not any(opens(paragraph, value.value) for value in values):
        return "\n".join([paragraph, *lines])
    first, *others = paragraph.split("\n")
    return "\n".join([first, *lines, *others])
