"""Long messages: Telegram's apps cut them at 4,096 characters and send the pieces one right after the other."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

from telegram import Message

from bot.chat.traffic.messages import speaker, text_of
from bot.models import Inquiry

CUT = 2_048
"""From so many characters on a text may be a piece of a longer one: the apps cut in the second half of the 4,096, where a line ends."""
TOGETHER = 3.0
"""Seconds between two pieces, as they are dated, at most."""
PAUSE = 2.0
"""Seconds that such a text waits for what may follow."""


@dataclass(frozen=True)
class Held:
    """A question of which more may come; `written` is when its last piece was (seconds since the epoch)."""

    question: Inquiry
    written: float
    timer: asyncio.TimerHandle

    def with_piece(self, piece: Inquiry) -> Inquiry:
        """The question, longer by what a further message says."""
        return replace(self.question, text=f"{self.question.text} {piece.text}")


def cut_off(text: str) -> bool:
    """Whether a message is so long that it may be the piece of a longer one."""
    return len(text) >= CUT


class Pieces:
    """Holds long texts until no more follows, then calls `whole(question, written)`.

    One question of each person in each chat is held at most. The log knows which messages are pieces, so a stop loses nothing.
    """

    def __init__(self, whole: Callable[[Inquiry, float], None]):
        self._whole = whole
        self._held: dict[tuple[int | None, ...], Held] = {}

    def begun(self, message: Message | None) -> Held | None:
        """The question that a new message goes on with, if it does; it is held for a while longer then."""
        if message is None or not text_of(message):
            return None
        held = self._held.get(speaker(message))
        if held is None or message.date.timestamp() - held.written > TOGETHER:
            return None
        held.timer.cancel()
        return self._hold(held.question, held.written)

    def take(self, question: Inquiry, written: float, message: str) -> None:
        """A question, or one that has grown; `message` is all that was written last."""
        before = self._held.pop(_asker(question), None)
        if before:
            before.timer.cancel()
            if before.question.key != question.key:
                self._whole(before.question, before.written)
        if cut_off(message):
            self._hold(question, written)
        else:
            self._whole(question, written)

    def _hold(self, question: Inquiry, written: float) -> Held:
        timer = asyncio.get_running_loop().call_later(PAUSE, self._let_go, _asker(question))
        held = self._held[_asker(question)] = Held(question, written, timer)
        return held

    def _let_go(self, asker: tuple[int | None, ...]) -> None:
        held = self._held.pop(asker)
        self._whole(held.question, held.written)


def _asker(question: Inquiry) -> tuple[int | None, ...]:
    return question.chat_id, question.thread_id, question.user_id
