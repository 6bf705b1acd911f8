"""Questions that this library answers, to be shown as examples: made of what stands in it, and asked before they are shown."""

import json
import logging
from collections.abc import Callable

from bot.answering.library_state import state_of
from bot.answering.talk.made import Example, questions_of
from bot.errors import BotError
from bot.journal.answer_log import AnswerLog
from bot.models import Answer, Inquiry
from indexer.errors import IndexerError
from indexer.library import Library

log = logging.getLogger(__name__)

MOST = 3
"""Examples that are looked for."""
_FACT = "examples"


class Examples:
    """Kept in the log for each state of the library, where every process reads them. `make` asks many questions: in the background."""

    def __init__(self, library: Library, log: AnswerLog, answer: Callable[[Inquiry], Answer]):
        self._library, self._log, self._answer = library, log, answer

    def found(self) -> tuple[str, ...]:
        """At most MOST questions that are answered; none where none were made yet, or they can't be read: nothing fails for want of them."""
        try:
            return tuple(self._kept(state_of(self._library)) or ())
        except (BotError, IndexerError) as error:
            log.warning("Contoh pertanyaan tidak dapat dibaca: %s", error)
            return ()

    def make(self, go_on: Callable[[], bool] = lambda: True) -> None:
        """Look for them where the library has changed since it was last done. Blocking.

        `go_on` is called before each question that is tried: it may wait, and ends the search with False; then nothing is kept.
        Raises IndexerError when the library can't be read, BotError when the log can't be.
        """
        state, questions = state_of(self._library), []
        if self._kept(state) is not None:
            return
        for example in questions_of(self._library):
            if len(questions) == MOST:
                break
            if not go_on():
                return
            if self._is_answered(example):
                questions.append(example.question)
        self._log.remember(_FACT, json.dumps({"state": state, "questions": questions}, ensure_ascii=False))

    def _kept(self, state: str) -> list[str] | None:
        """The questions made for this state of the library; None where that is still to be done."""
        kept = json.loads(self._log.recall(_FACT) or "{}")
        return kept["questions"] if kept.get("state") == state else None

    def _is_answered(self, example: Example) -> bool:
        """Whether its question gets the answer that it was made of."""
        answer = self._answer(Inquiry(example.question))
        return not answer.refused and example.answer in answer.text
