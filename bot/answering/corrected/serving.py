"""Checked answers, served to who asks what they answer."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from bot.answering.cautions import with_cautions
from bot.answering.corrected.checking import doubt
from bot.answering.corrected.likeness import LEAST
from bot.answering.corrected.matching import Match, Matcher
from bot.answering.corrected.wording import unpunctuated
from bot.journal.corrected.store import CorrectedStore
from bot.journal.corrected.values import Corrected
from bot.models import Answer, Citation, Inquiry
from indexer.language.dates import month_name
from indexer.language.shortening import shortened
from indexer.library import Library

COMPOSER = "koordinator"
"""Who wrote such an answer, in the log and in JSON: no person."""
MARK = "✅ Jawaban yang diperiksa koordinator, {}."
MARK_OF_OTHER_WORDS = "✅ Jawaban yang diperiksa koordinator, {}, atas pertanyaan “{}”"
"""Where it was asked in other words, so that who reads it sees whether it is what he asked."""
LONGEST_QUESTION = 300
"""Characters of the checked question that are shown."""
OFFERED = 2
"""Checked questions that are offered beside an answer, at most."""
_MARKED = re.compile(r"\[\d{1,3}\]")


class CorrectedAnswers:
    """What is served of one library. Safe from several threads; raises IndexerError where that can't be read, BotError where the log can't be."""

    def __init__(self, store: CorrectedStore, library: Library, today: Callable[[], date] = date.today):
        self._store, self._library, self._today = store, library, today
        self._matcher = Matcher(store, library)

    def near(self, text: str) -> list[Match]:
        """What a question that was understood as `text` asks for, or may ask for, the likeliest first."""
        return self._matcher.matches(text)

    def answer(self, question: Inquiry, near: Sequence[Match]) -> Answer | None:
        """The checked answer that a question surely asks for; None where there is none. One that doesn't hold any more is put aside, to be looked
        at again."""
        for match in near:
            if match.likely < LEAST:
                continue
            corrected = self._store.one(match.corrected_id)
            why = doubt(corrected, self._library, self._today())
            if not why:
                return served(corrected, question.text, self._library)
            self._store.doubt(match.corrected_id, why)
        return None

    def offered(self, near: Sequence[Match]) -> tuple[str, ...]:
        """The questions of those that may be meant, where none surely is."""
        may_be_meant = [self._store.one(match.corrected_id) for match in near if match.likely < LEAST]
        holding = [one for one in may_be_meant[:OFFERED] if not doubt(one, self._library, self._today())]
        return tuple(one.written.question for one in holding)


def served(corrected: Corrected, question: str, library: Library) -> Answer:
    """A checked answer that holds, as it is shown to who asked `question`."""
    written = corrected.written
    citations = tuple(
        Citation(number, library.document(cited.document_id), cited.page, "", cited.quote, cited.place)
        for number, cited in enumerate(written.citations, 1)
    )
    text = with_cautions(_with_marks(written.answer, len(citations)), (), citations, library)
    return Answer(
        question=question,
        text=f"{text}\n\n{_mark(corrected, question)}",
        refused=False,
        citations=citations,
        passages=(),
        composer=COMPOSER,
        ms=0.0,
        log_id=None,
        confidence=1.0,
        corrected_id=corrected.id,
    )


def _mark(corrected: Corrected, question: str) -> str:
    day = _written(corrected.checked_at.astimezone().date())
    if unpunctuated(question) in map(unpunctuated, corrected.questions):
        return MARK.format(day)
    return MARK_OF_OTHER_WORDS.format(day, shortened(corrected.written.question, LONGEST_QUESTION))


def _with_marks(answer: str, sources: int) -> str:
    """An answer with the marks of its sources at its end, where it has none of its own."""
    if _MARKED.search(answer):
        return answer
    return f"{answer} {' '.join(f'[{number}]' for number in range(1, sources + 1))}"


def _written(day: date) -> str:
    return f"{day.day} {month_name(day.month)} {day.year}"
