"""How often something may happen."""

import math
from collections import deque
from collections.abc import Hashable

MANY = 10_000
"""Keys after which a window forgets those whose events are all over."""


class Window:
    """At most `count` events per key within `seconds`."""

    def __init__(self, count: int, seconds: float):
        self._count, self._seconds = count, seconds
        self._events: dict[Hashable, deque[float]] = {}

    def wait(self, key: Hashable, now: float) -> int:
        """0 when the event may happen at `now` (seconds; it counts then), else after how many whole seconds it may."""
        events = self._recent(key, now)
        if len(events) >= self._count:
            return math.ceil(events[0] + self._seconds - now)
        events.append(now)
        return 0

    def turn(self, key: Hashable, now: float) -> float:
        """When the next event may happen: at `now` (seconds), or once those before it leave room. It counts then."""
        events = self._recent(key, now)
        full = len(events) >= self._count
        due = max(now, events[-self._count] + self._seconds) if full else now
        events.append(due)
        return due

    def _recent(self, key: Hashable, now: float) -> deque[float]:
        """When those of a key's events happened, or are to, that still count."""
        start = now - self._seconds
        if len(self._events) > MANY:
            self._forget(start)
        events = self._events.setdefault(key, deque())
        while events and events[0] <= start:
            events.popleft()
        return events

    def _forget(self, start: float) -> None:
        """The keys whose events are all over."""
        self._events = {key: times for key, times in self._events.items() if times[-1] > start}
