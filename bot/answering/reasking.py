"""Questions that could not be answered are asked again when there are new documents.

Such an answer goes into the log as an entry of its own that names the refused one (`again_of`), so that its sources can be opened and
it can be marked like any other; no list and no count of what people asked includes it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from bot.answering.assistant import Assistant
from bot.answering.library_state import state_of
from bot.journal.answer_log import AnswerLog
from bot.journal.entries import Asked
from bot.models import Citation, Inquiry
from indexer.library import Library
from indexer.question.model import Intent
from indexer.question.understanding import understand
from indexer.question.words import read

DAYS = 90
"""How far back questions are asked again."""
MOST = 200
"""Questions asked again at a time, the newest ones."""
_STATE = "reasked_library"


@dataclass(frozen=True, slots=True)
class NowAnswered:
    """A question that was refused and is answered now. `log_ids` are the refused entries, oldest first, `answer_id` is the log id
    of the answer; `answer` is plain, with [n] marks."""

    question: str
    log_ids: tuple[int, ...]
    answer_id: int
    answer: str
    citations: tuple[Citation, ...]


class Reasking:
    """Asks again; which library it last did so with stands in the log, so that it is done once for each state of the library."""

    def __init__(self, assistant: Assistant, log: AnswerLog, library: Library):
        self._assistant, self._log, self._library = assistant, log, library

    @property
    def due(self) -> bool:
        """Whether the documents have changed since everything was asked again, by whomever they were changed."""
        return self._log.recall(_STATE) != state_of(self._library)

    def run(self, days: int = DAYS, go_on: Callable[[], bool] = lambda: True) -> list[NowAnswered]:
        """What was refused in the last `days` and is answered now, newest question first; each is in the log then.

        `go_on` is called before each question: it may wait, and ends the run with False; what is left is then still due. Raises
        IndexerError when the library can't be read, BotError when the log can't be.
        """
        state, found = state_of(self._library), []
        refused = unanswered(self._log.asked(datetime.now(UTC) - timedelta(days=days)))
        for group in refused[:MOST]:
            if not go_on():
                return found
            if answered := self._again(group):
                found.append(answered)
        self._log.remember(_STATE, state)
        return found

    def _again(self, group: list[Asked]) -> NowAnswered | None:
        question = Inquiry(group[-1].text)
        answer = self._assistant.answer(question)
        if answer.refused or answer.talk:
            return None
        return NowAnswered(
            question.text,
            tuple(asked.id for asked in group),
            self._log.record(answer, question, again_of=group[-1].id),
            answer.text,
            answer.citations,
        )


def askable(question: str) -> bool:
    """Whether a message asks about something: "halo" does not."""
    return understand(question).intent is Intent.QUESTION


def unanswered(log: Iterable[Asked]) -> list[list[Asked]]:
    """From the log, oldest first: the entries of each question that is still unanswered, together; the latest question first.

    A question counts as answered once somebody, or the machine, got an answer to it after it was refused. An answer that readers
    dislike counts only if the machine gave it: it would only give it again.
    """
    waiting: dict[str, list[Asked]] = {}
    for asked in log:
        key = same(asked.text)
        if not asked.refused:
            if asked.again_of or not asked.disliked:
                waiting.pop(key, None)
        elif askable(asked.text):
            waiting[key] = [*waiting.pop(key, []), asked]  # popped, so that it moves to the end
    return list(reversed(waiting.values()))


def fulfilled(log: Iterable[Asked], wishes: Collection[tuple[int, int]]) -> dict[int, list[tuple[int, int]]]:
    """For each user with wishes, the (refused log id, answer's log id) of those that came true, oldest first.

    `log` is oldest first, a wish is (refused log id, user id). It comes true with the next answer to the same question that is not
    disliked, unless that went to the same user: then it is known already.
    """
    wishers = defaultdict(set)
    for log_id, user_id in wishes:
        wishers[log_id].add(user_id)
    waiting: dict[str, list[tuple[int, int]]] = defaultdict(list)
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for asked in log:
        key = same(asked.text)
        if asked.refused:
            waiting[key] += [(asked.id, user_id) for user_id in wishers.get(asked.id, ())]
        elif not asked.disliked:
            for log_id, user_id in waiting.pop(key, []):
                if user_id != asked.user_id:
                    found[user_id].append((log_id, asked.id))
    return dict(found)


def asked_in_vain(log: Iterable[Asked]) -> set[tuple[int, int]]:
    """(refused log id, user id) of everybody whose question was refused."""
    return {(one.id, one.user_id) for one in log if one.refused and one.user_id is not None}


@lru_cache(maxsize=200_000)  # a year of a busy log, which is gone through every hour
def same(question: str) -> str:
    """What two ways to type one question have in common."""
    return read(question).whole.plain
