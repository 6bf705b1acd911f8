"""Which checked answer a question asks for."""

import threading
from collections.abc import Sequence

from bot.answering.corrected.likeness import Known
from bot.journal.corrected.store import CorrectedStore
from bot.journal.corrected.values import Status
from indexer.library import Library


class Matcher:
    """Knows what is served, as it is now. Safe from several threads."""

    def __init__(self, store: CorrectedStore, library: Library):
        self._store, self._library = store, library
        self._lock = threading.Lock()
        self._change = 0
        self._known = Known(())
        self._ids: Sequence[int] = ()

    def matches(self, question: str) -> list[int]:
        """The ids of those that a question asks for, the likeliest first."""
        known, ids = self._current()
        if not ids:
            return []
        alike = known.alike(question, self._library.sameness)
        return list(dict.fromkeys(ids[one.place] for one in alike))

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
