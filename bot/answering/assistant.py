"""ask(): search, refuse or compose, cite, log. The answering core; it knows neither Telegram nor a terminal."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.answering.cautions import with_cautions, with_doubts
from bot.answering.choices import MOST, of_other_regions, of_region_left
from bot.answering.citations import cite, heading_of, of_undivided_table, page_of, place_of
from bot.answering.composer import Composer
from bot.answering.conversation import SILENCE, Conversation, Heard
from bot.answering.corrected.matching import Match
from bot.answering.corrected.serving import CorrectedAnswers
from bot.answering.extractive.joint import merged
from bot.answering.outline.outlines import Outlined, Outlines
from bot.answering.outline.summarizer import Summarizer
from bot.answering.prompts import text
from bot.answering.recalled import NO_OTHERS, recalled, said
from bot.answering.searches import Searches
from bot.answering.table_rows import other_years, shown_tables
from bot.answering.talk.examples import Examples
from bot.answering.talk.replies import Replies
from bot.journal.answer_log import AnswerLog
from bot.models import Answer, Citation, Draft, Inquiry
from indexer.library import Library
from indexer.models import Passage
from indexer.question.courtesy import without_courtesy
from indexer.question.model import ABOUT_ANSWER, Intent, Question

NEAR = 0.25
"""From this confidence on a refusal shows the nearest words, marked as no answer; below, only where to look."""

NEW_TOPIC = "Baik, kita mulai topik baru. Silakan ajukan pertanyaannya."


class Assistant:
    """Answers questions from one library with one composer; what `ask` returns is in the log already."""

    def __init__(
        self, library: Library, composer: Composer, log: AnswerLog, summarizer: Summarizer | None = None,
        corrected: CorrectedAnswers | None = None,
    ):  # fmt: skip
        self._library, self._composer, self._log, self._corrected = library, composer, log, corrected
        self._outlines = Outlines(library, summarizer)
        self.examples = Examples(library, log, self.answer)
        self._replies = Replies(library, self.examples)

    def ask(self, question: Inquiry, on_text: Callable[[str], None] | None = None) -> Answer:
        """`answer`, written into the log."""
        answer = self.answer(question, on_text)
        if answer.refused:
            answer = replace(answer, example=next(iter(self.examples.found()), ""))
        return replace(answer, log_id=self._log.record(answer, question))

    def answer(self, question: Inquiry, on_text: Callable[[str], None] | None = None) -> Answer:
        """The answer to a question. Blocking, safe from several threads. Raises IndexerError when the library can't be read.

        `on_text` gets what is certain of it while it is being written, as Composer.compose has it, in this thread.
        """
        started = time.perf_counter()
        searches = Searches(self._library)
        heard = Conversation(self._library, self._log, searches).hear(question)
        asked = heard.question
        near = self._near_checked(heard)
        checked = self._checked(question, heard, near)
        if checked:
            return replace(checked, ms=(time.perf_counter() - started) * 1000)
        outlined = self._outlined(question, on_text)
        if outlined:
            return self._answered(question, outlined.asked, outlined.passages, outlined.draft, started)
        if asked.intent in ABOUT_ANSWER:
            return recalled(asked.intent, question, heard.last, self._library)
        if asked.intent is not Intent.QUESTION and (asked.talk or self._library.searchable):
            return self._reply(question, asked)
        passages = _found(searches, heard)
        others = () if heard.within or heard.shown else of_other_regions(asked, passages)
        parts = [(part, _found(searches, replace(heard, question=part))) for part in asked.parts]
        draft = self._composer.compose(asked, passages, on_text, parts)
        if draft.refused and heard.shown:
            return said(Intent.OTHERS, question, NO_OTHERS)
        found = tuple(merged(passages, parts))
        answer = replace(self._answered(question, _in_full(heard, question), found, draft, started), about=heard.about)
        offered = self._corrected.offered(near) if near else ()
        if answer.refused:
            return self._reply(question, asked) if asked.talk else replace(answer, choices=(*offered, *heard.others)[:MOST])
        left = of_region_left(heard.talked_of, asked, answer.citations)
        if left:
            answer = replace(answer, text=f"{left.notice}\n\n{answer.text}")
            others = tuple(dict.fromkeys([left.question, *others]))
        others = tuple(dict.fromkeys([*offered, *heard.others, *others]))[:MOST]
        years = other_years(answer.values, answer.citations, [(asked, passages), *parts])
        return replace(answer, choices=others, other_years=years, tables=shown_tables(answer.citations, found))

    def _near_checked(self, heard: Heard) -> list[Match]:
        """What a coordinator has checked that is near: nothing where the documents of the conversation alone are asked, or what else there is."""
        is_about_answer = heard.question.intent in ABOUT_ANSWER or heard.shown or heard.within
        if self._corrected is None or is_about_answer:
            return []
        return self._corrected.near(heard.question.text)

    def _checked(self, question: Inquiry, heard: Heard, near: Sequence[Match]) -> Answer | None:
        """What a coordinator has checked, where that is asked."""
        found = self._corrected.answer(question, near) if near else None
        return replace(found, asked=_in_full(heard, question), about=heard.about) if found else None

    def _answered(
        self, question: Inquiry, asked: str, passages: tuple[Passage, ...], draft: Draft, started: float
    ) -> Answer:  # fmt: skip
        """A draft as an answer: its quotes found again on their pages, with what has to be said besides."""
        body, citations = cite(draft, self._library.pages)
        refused = draft.refused or not citations
        nearest = self._nearest(draft) if refused else ()
        if refused:
            shown = with_doubts(self._refusal(passages, draft), nearest, self._library)
        else:
            shown = with_cautions(body, draft.values, citations, self._library)
        return Answer(
            question=question.text,
            text=shown,
            refused=refused,
            citations=() if refused else citations,
            passages=passages,
            composer=draft.composer or self._composer.name,
            ms=(time.perf_counter() - started) * 1000,
            log_id=None,
            nearest=nearest,
            confidence=draft.confidence,
            notes=draft.notes,
            asked=asked,
            reason=draft.reason,
            values=() if refused else draft.values,
        )

    def _outlined(self, question: Inquiry, on_text: Callable[[str], None] | None) -> Outlined | None:
        """What a document or a part of it holds, where that is asked."""
        cited = self._log.cited_last(question, datetime.now(UTC) - SILENCE)
        return self._outlines.compose(question.text, cited, on_text)

    def _reply(self, question: Inquiry, asked: Question) -> Answer:
        """The reply to a message that asks nothing ("halo", "topik baru"), or not so that it is understood: no answer, and no refusal to be
        looked into."""
        is_new_topic = asked.intent is Intent.NEW_TOPIC
        reply = NEW_TOPIC if is_new_topic else self._replies.to(question.text, asked, question.role)
        talk = asked.talk or asked.intent
        return Answer(question.text, reply, False, (), (), "", 0.0, None, talk=talk)

    def _refusal(self, passages: Sequence[Passage], draft: Draft) -> str:
        """What is said instead of an answer: also when there are no documents, or none that this program can read yet."""
        if not passages:
            return text("pustaka_lama" if self._library.outdated() else "dokumen_kosong").strip()
        if draft.confidence < NEAR:
            return _with_reason("penolakan", draft)
        for _, nearest, quote in draft.quotes[:1]:
            if of_undivided_table(nearest, quote):
                return text("penolakan_tabel").strip()
        return _with_reason("penolakan_dekat", draft)

    def _nearest(self, draft: Draft) -> tuple[Citation, ...]:
        """What came closest to an answer, for a refusal: where to look, and the words themselves when they are near enough."""
        found = []
        for number, passage, quote in draft.quotes:
            if page := page_of(quote, self._library.pages(passage.document.id, passage.chunk.pages), passage.chunk.pages):
                is_near = draft.confidence >= NEAR
                shown = quote if is_near and not of_undivided_table(passage, quote) else ""
                heading = heading_of(passage, quote)
                found.append(Citation(number, passage.document, page.number, heading, shown, place_of(page, quote)))
        return tuple(found)


def _found(searches: Searches, heard: Heard) -> list[Passage]:
    """The passages for a question; those of the documents of the conversation, where it is asked of these."""
    if heard.shown:
        return [_without(passage, heard.shown) for passage in searches.every(heard.question)]
    if not heard.within:
        return searches.best(heard.question)
    return [passage for passage in searches.every(heard.question) if passage.document.id in heard.within]


def _without(passage: Passage, shown: Sequence[str]) -> Passage:
    """A passage without the spans whose words were quoted already."""
    left = (one for one in passage.evidence if not any(words in quote for _, words in one.span.quotes for quote in shown))
    return replace(passage, evidence=tuple(left))


def _with_reason(refusal: str, draft: Draft) -> str:
    """A text that refuses, and why, where that is certain."""
    return f"{text(refusal).strip()} {draft.reason}".rstrip()


def _in_full(heard: Heard, question: Inquiry) -> str:
    """The question as it was understood; "" where that is what was typed."""
    return heard.text if heard.text != without_courtesy(question.text) else ""
