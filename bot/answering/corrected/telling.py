"""Who got no good answer before is told the checked one, once."""

import html
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from bot.answering.citations import short_place
from bot.answering.corrected.checking import cited_page
from bot.answering.corrected.likeness import Known
from bot.answering.corrected.serving import served
from bot.errors import BotError
from bot.journal.corrected.store import CorrectedStore
from bot.journal.corrected.values import Corrected, Failed, Status, ToTell, Written
from bot.journal.entries import By
from bot.journal.sources import page_name, short_title
from bot.models import Answer, Citation
from indexer.language.shortening import shortened
from indexer.library import Library

DAYS = 90
"""How far back questions are looked at."""
READ = 60
"""Of all questions that somebody asked in vain, those that are read beside each wording of one that is answered now."""
LONGEST = 2400
"""Characters of an answer that a message has room for, with its question and its sources."""
LONGEST_QUESTION = 400
HEAD = "📌 <b>Pertanyaan Anda sudah dijawab koordinator</b>"


@dataclass(frozen=True, slots=True)
class Kept:
    """A checked answer that was saved, and how many people are told of it."""

    id: int
    told: int


class Correcting:
    """Saves what a coordinator writes: made for one page or one sheet, since it keeps the questions that were asked in vain, with what they say.
    Raises BotError where the log can't be used, IndexerError where the library can't be."""

    def __init__(self, store: CorrectedStore, library: Library):
        self._store, self._library = store, library
        self._known = lru_cache(1)(Known)  # each answer of a sheet is held against all of them

    def add(self, written: Written, by: By) -> Kept:
        """Save a new one; who asked in vain before is told of it."""
        now = datetime.now(UTC)
        preview = Corrected(0, written, Status.VALID, "", 0, now, by.name, now)
        told = [_to_tell(failed, served(preview, failed[-1].question, self._library)) for failed in self._failed(preview, by)]
        return Kept(self._store.add(written, by, told), len(told))

    def approve(self, corrected_id: int, by: By) -> None:
        """Serve one again as it is written. Raises BotError where a quote stands on its page no more, or the day until which it holds is over."""
        written = self._store.one(corrected_id).written
        if written.valid_until and written.valid_until < date.today():
            raise BotError("Masa berlakunya sudah habis; ubah tanggalnya dahulu.")
        cited = tuple(cited_page(self._library, one.document_id, one.page, one.quote) for one in written.citations)
        self._store.change(corrected_id, replace(written, citations=cited), by)

    def _failed(self, corrected: Corrected, by: By) -> list[list[Failed]]:
        """The questions of each person that it answers, oldest first, but of who wrote it."""
        failed = self._store.failed(datetime.now(UTC) - timedelta(days=DAYS))
        of_others = [one for one in failed if one.user_id != by.user_id]
        asking = self._asking(corrected, of_others)
        return _of_each(one for one in of_others if one.log_id == corrected.written.from_answer or one.question in asking)

    def _asking(self, corrected: Corrected, failed: Sequence[Failed]) -> set[str]:
        """Those of these questions, as they were typed, that ask what it answers."""
        typed = tuple(dict.fromkeys(one.question for one in failed))
        if not typed:
            return set()
        known, sameness = self._known(typed), self._library.sameness
        return {typed[one.place] for question in corrected.questions for one in known.alike(question, sameness, READ)}


def _of_each(failed: Iterable[Failed]) -> list[list[Failed]]:
    by_person: defaultdict[int, list[Failed]] = defaultdict(list)
    for one in failed:
        by_person[one.user_id].append(one)
    return list(by_person.values())


def _to_tell(failed: Sequence[Failed], answer: Answer) -> ToTell:
    """What one person reads: `answer` is to the last of his questions."""
    *earlier, last = failed
    return ToTell(
        failed=last,
        earlier=tuple(one.log_id for one in earlier),
        answer=answer,
        message=_message(last, answer),
        buttons=_buttons(answer),
    )


def _message(failed: Failed, answer: Answer) -> str:
    """As Telegram takes it."""
    question = html.escape(shortened(failed.question, LONGEST_QUESTION), quote=False)
    text = html.escape(shortened(answer.text, LONGEST), quote=False)
    sources = "\n".join(f"[{cited.number}] {html.escape(_source(cited), quote=False)}" for cited in answer.citations)
    return f"{HEAD}\n❓ {question}\n\n{text}\n\n<b>Sumber</b>\n{sources}"


def _source(cited: Citation) -> str:
    name = short_title(cited.document.title or cited.document.name)
    return " — ".join(filter(None, [name, page_name(cited.page, cited.place)]))


def _buttons(answer: Answer) -> tuple[str, ...]:
    """The labels of the buttons that open its pages, in the order of its citations."""
    return tuple(
        f"📄 {cited.number} · {short_place(page_name(cited.page, cited.place))}".rstrip(" ·") for cited in answer.citations
    )
