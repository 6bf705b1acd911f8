"""Which updates came already: Telegram sends a batch again where it doesn't know that we have it."""

from collections import deque

from bot.journal.deliveries import Deliveries

MANY = 10_000
"""Updates remembered of this process; a batch holds a hundred."""


class Seen:
    """Those of this process are remembered here, those that began to be handled in log.db, for the next one."""

    def __init__(self, deliveries: Deliveries):
        self._deliveries = deliveries
        self._order, self._ids = deque[int](), set[int]()

    def new(self, update_id: int) -> bool:
        """Whether this process sees it for the first time; from now on it doesn't."""
        if update_id in self._ids:
            return False
        self._ids.add(update_id)
        self._order.append(update_id)
        if len(self._order) > MANY:
            self._ids.discard(self._order.popleft())
        return True

    def forget(self, update_id: int) -> None:
        """It could not be kept: when it comes again, it is new."""
        self._ids.discard(update_id)

    def handled(self, update_id: int) -> bool:
        """Whether a process before this one began to handle it."""
        return self._deliveries.begun(update_id)
