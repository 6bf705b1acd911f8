"""Questions that this library answers, to be shown as examples: made of what stands in it, and asked before they are shown."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice

from bot.answering.library_state import state_of
from bot.answering.talk.made import questions_of
from bot.errors import BotError
from bot.journal.answer_log import AnswerLog
from bot.models import Answer, Inquiry
from indexer.library import Library

MOST = 3
"""Examples that are looked for."""
SECONDS = 3.0
"""How long is looked for them; what was found by then is kept."""
_FACT = "examples"


class Examples:
    """Kept in the log for each state of the library, so that they are made once, by whichever process needs them first. `answer` must
    not look for examples itself."""

    def __init__(self, library: Library, log: AnswerLog, answer: Callable[[Inquiry], Answer]):
        self._library, self._log, self._answer = library, log, answer
        self._looking = threading.Lock()

    def found(self) -> tuple[str, ...]:
        """At most MOST questions that are answered; none where there are none, or somebody is just looking for them."""
        state = state_of(self._library)
        kept = json.loads(self._log.recall(_FACT) or "{}")
        if kept.get("state") == state:
            return tuple(kept["questions"])
        if not self._looking.acquire(blocking=False):
            return ()
        try:
            questions = tuple(islice(self._answered(), MOST))
        finally:
            self._looking.release()
        with suppress(BotError):  # they are made again the next time
            self._log.remember(_FACT, json.dumps({"state": state, "questions": questions}, ensure_ascii=False))
        return questions

    def _answered(self) -> Iterator[str]:
        """The questions that get the answer they were made of, while there is time."""
        end = time.monotonic() + SECONDS
        for example in questions_of(self._library):
            if time.monotonic() > end:
                return
            answer = self._answer(Inquiry(example.question))
            if not answer.refused and example.answer in answer.text:
                yield example.question
