"""The line in which questions wait: a few are answered at a time, everybody in turn, and who waits long is told the place."""

import asyncio
import bisect
import itertools
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

PATIENCE = 5.0
"""Seconds after which somebody who waits is told how many are before."""


class Halted(Exception):
    """The bot stops: whoever waited in line doesn't get to his turn."""


@dataclass(frozen=True, order=True)
class _Ticket:
    """A place in line: the lower, the sooner. `called` is set when it is this one's turn."""

    round: int
    number: int
    called: asyncio.Event = field(default_factory=asyncio.Event, compare=False)


class Line:
    """Lets `places` questions through at a time. Each person has one in a round, so nobody's third comes before another's first.

    For one event loop.
    """

    def __init__(self, places: int, patience: float = PATIENCE):
        self._free, self._patience = places, patience
        self._waiting: list[_Ticket] = []
        self._numbers = itertools.count()
        self._busy = 0
        self._round = 0
        self._halted = False
        self._last: dict[Hashable, int] = {}

    @asynccontextmanager
    async def turn(self, person: Hashable, tell: Callable[[int], None]) -> AsyncIterator[None]:
        """Waits for its turn, and has it for as long as the block runs. `tell` hears at most once how many are before it.

        Raises Halted.
        """
        ticket = self._join(person)
        try:
            await self._wait(ticket, tell)
            yield
        finally:
            self._leave(ticket)

    def halt(self) -> None:
        """Whoever waits, or comes yet, is sent away; who has his turn keeps it."""
        self._halted = True
        self._free += len(self._waiting)
        self._call()

    def _join(self, person: Hashable) -> _Ticket:
        own = max(self._round, self._last.get(person, -1) + 1)
        ticket = _Ticket(own, next(self._numbers))
        self._last[person] = own
        bisect.insort(self._waiting, ticket)
        self._call()
        return ticket

    async def _wait(self, ticket: _Ticket, tell: Callable[[int], None]) -> None:
        try:
            async with asyncio.timeout(self._patience):
                await ticket.called.wait()
        except TimeoutError:
            if not ticket.called.is_set():  # else it was called in the very moment in which patience ended
                tell(self._busy + self._waiting.index(ticket))
            await ticket.called.wait()
        if self._halted:
            raise Halted

    def _call(self) -> None:
        """Those whose turn it is."""
        while self._free and self._waiting:
            ticket = self._waiting.pop(0)
            self._free, self._busy, self._round = self._free - 1, self._busy + 1, ticket.round
            ticket.called.set()

    def _leave(self, ticket: _Ticket) -> None:
        if ticket.called.is_set():
            self._free, self._busy = self._free + 1, self._busy - 1
        else:  # cancelled while it waited
            self._waiting.remove(ticket)
        self._call()
        if not self._busy:
            self._round, self._last = 0, {}
