"""ask(): search, refuse or compose, cite, log. The answering core; it knows neither Telegram nor a terminal."""

import time
from dataclasses import replace

from bot.answer_log import AnswerLog
from bot.citations import cite, heading_of, page_of
from bot.composers import Composer
from bot.models import Answer, Citation, Draft, Question
from bot.prompts import text
from indexer.library import Library


class Assistant:
    """Answers questions from one library with one composer; what `ask` returns is in the log already."""

    def __init__(self, library: Library, composer: Composer, log: AnswerLog):
        self._library, self._composer, self._log = library, composer, log

    def ask(self, question: Question) -> Answer:
        """`answer`, written into the log."""
        answer = self.answer(question)
        return replace(answer, log_id=self._log.record(answer, question))

    def answer(self, question: Question) -> Answer:
        """The answer to a question. Blocking, safe from several threads. Raises IndexerError when the library can't be read."""
        started = time.perf_counter()
        passages = tuple(self._library.search(question.text))
        draft = self._composer.compose(question.text, passages)
        body, citations = cite(draft, self._library.pages)
        refused = draft.refused or not citations
        return Answer(
            question=question.text,
            text=self._refusal() if refused else body,
            refused=refused,
            citations=() if refused else citations,
            passages=passages,
            composer=self._composer.name,
            ms=(time.perf_counter() - started) * 1000,
            log_id=None,
            nearest=self._nearest(draft) if refused else (),
            confidence=draft.confidence,
        )

    def _refusal(self) -> str:
        return text("penolakan" if self._library.documents() else "dokumen_kosong").strip()

    def _nearest(self, draft: Draft) -> tuple[Citation, ...]:
        """What came closest to an answer, for a refusal: marked as not an answer, but findable on its page."""
        found = []
        for number, passage, quote in draft.quotes:
            if page := page_of(quote, self._library.pages(passage.document.id), passage.chunk.pages):
                found.append(Citation(number, passage.document, page.number, heading_of(passage), quote))
        return tuple(found)
