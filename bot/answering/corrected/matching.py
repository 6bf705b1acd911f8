"""Which checked answer a question asks for."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.corrected.likeness import PERHAPS, Known
from bot.journal.corrected.store import CorrectedStore
from bot.journal.corrected.values import Status
from indexer.library import Library


@dataclass(frozen=True, slots=True)
class Match:
    """A checked answer, and how likely its question is what is asked."""

    corrected_id: int
    likely: float


class Matcher:
    """Knows what is served, as it is now. Safe from several threads."""

    def __init__(self, store: CorrectedStore, library: Library):
        self._store, self._library = store, library
        self._lock = threading.Lock()
        self._change = 0
        self._known = Known(())
        self._ids: Sequence[int] = ()

    def matches(self, question: str) -> list[Match]:
        """Those that a question may ask for, the likeliest first, each once."""
        known, ids = self._current()
        if not ids:
            return []
        found: dict[int, Match] = {}
        for one in known.alike(question, self._library.sameness, least=PERHAPS):
            found.setdefault(ids[one.place], Match(ids[one.place], one.likely))
        return list(found.values())

    def _current(self) -> tuple[Known, Sequence[int]]:
        """The questions of what is served, in each of their wordings, and the id of each."""
        change = self._store.last_change()
        with self._lock:
            if change != self._change:
                served = self._store.all(Status.VALID)
                self._known = Known([question for one in served for question in one.questions])
                self._ids = [one.id for one in served for _ in one.questions]
                self._change = change
            return self._known, self._ids
