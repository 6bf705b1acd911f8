"""Questions beyond their asker's limit: kept, and handed on one after the other as their time comes."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.limits import Window
from bot.models import Inquiry

MOST = 20
"""Questions of one person that may wait."""
TOO_MANY = (
    f"Sudah {MOST} pertanyaan Anda yang menunggu giliran. Setelah itu terjawab, kirimkan lagi yang ini dan seterusnya, ya."
)


@dataclass(frozen=True)
class TooSoon:
    """A question beyond its asker's limit, the first that waits. The question itself is handed on when its time has come."""

    question: Inquiry


@dataclass(frozen=True)
class Declined:
    """A question that is not answered, and the sentence that says why; "" where that was said already."""

    question: Inquiry
    sentence: str


@dataclass
class _Line:
    """One person's questions that wait, each with the time it is due (of the loop's clock); `full` once somebody was told so."""

    waiting: deque[tuple[float, Inquiry]] = field(default_factory=deque)
    full: bool = False


class Turns:
    """Hands on the questions of each person in their order, no faster than the limit; also what there is to say about it.

    The limit goes by the time a question was written, not by when it arrives: after an outage many arrive at once. What waits when the
    bot stops is still pending in the log.
    """

    def __init__(self, limit: Window, hand_on: Callable[[Inquiry | TooSoon | Declined], None]):
        self._limit, self._hand_on = limit, hand_on
        self._lines: dict[int | None, _Line] = {}

    def enter(self, question: Inquiry, written: float) -> None:
        """Hand on a question, now or later; `written` is when, in seconds since the epoch by Telegram's clock."""
        line = self._lines.get(question.user_id)
        if line and len(line.waiting) >= MOST:
            self._hand_on(Declined(question, "" if line.full else TOO_MANY))
            line.full = True
            return
        delay = self._delay(question, written)
        if not line and delay <= 0:
            return self._hand_on(question)
        if not line:
            line = self._lines[question.user_id] = _Line()
            self._hand_on(TooSoon(question))
            self._wake_up(question.user_id, delay)
        line.full = False
        line.waiting.append((asyncio.get_running_loop().time() + delay, question))

    def _delay(self, question: Inquiry, written: float) -> float:
        """Seconds until a question's turn. Our clock may be slow: a message isn't younger than now."""
        age = max(0.0, time.time() - written)
        return self._limit.turn(question.user_id, written) - written - age

    def _wake_up(self, user_id: int | None, delay: float) -> None:
        asyncio.get_running_loop().call_later(max(0.0, delay), self._hand_on_due, user_id)

    def _hand_on_due(self, user_id: int | None) -> None:
        loop, line = asyncio.get_running_loop(), self._lines[user_id]
        while line.waiting and line.waiting[0][0] <= loop.time():
            self._hand_on(line.waiting.popleft()[1])
        if line.waiting:
            self._wake_up(user_id, line.waiting[0][0] - loop.time())
        else:
            del self._lines[user_id]
