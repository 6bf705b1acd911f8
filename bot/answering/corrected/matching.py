"""Which checked answer a question asks for."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.corrected.likeness import Asked, asked, features, probability
from bot.journal.corrected import CorrectedStore, Status

LEAST = 0.9
"""How likely two questions have to ask the same: bench/corrected/fit.py, what is served of paraphrases and of near misses."""


@dataclass(frozen=True, slots=True)
class Known:
    """A wording of a question that was answered."""

    corrected_id: int
    asked: Asked


class Matcher:
    """Knows what is served, as it is now. Safe from several threads."""

    def __init__(self, store: CorrectedStore):
        self._store = store
        self._lock = threading.Lock()
        self._change = 0
        self._known: Sequence[Known] = ()

    def matches(self, question: str) -> list[int]:
        """The ids of those that a question asks for, the likeliest first."""
        known = self._current()
        if not known:
            return []
        typed = asked(question)
        found: dict[int, float] = {}
        for one in known:
            likely = likeness(typed, one.asked)
            if likely >= LEAST:
                found[one.corrected_id] = max(likely, found.get(one.corrected_id, 0.0))
        return sorted(found, key=lambda corrected_id: (-found[corrected_id], -corrected_id))

    def _current(self) -> Sequence[Known]:
        change = self._store.last_change()
        with self._lock:
            if change != self._change:
                served = self._store.all(Status.VALID)
                self._known = [Known(one.id, asked(question)) for one in served for question in one.questions]
                self._change = change
            return self._known


def same(question: Asked, known: Sequence[Asked]) -> bool:
    """Whether a question asks what one of these does."""
    return any(likeness(question, one) >= LEAST for one in known)


def likeness(question: Asked, known: Asked) -> float:
    """How likely a question asks what a known one does, 0..1; 0 where their facts differ."""
    found = features(question, known)
    return probability(found) if found else 0.0
