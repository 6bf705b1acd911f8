"""In which order, how many at a time, and how often again: the traffic rules of the chat."""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any
from weakref import WeakValueDictionary

import httpx
from telegram import Update
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, BaseUpdateProcessor

from bot.chat.traffic.connection import CutOff
from bot.chat.traffic.turns import Declined, TooSoon
from bot.errors import BotError
from bot.journal.deliveries import Deliveries
from bot.models import Inquiry

log = logging.getLogger(__name__)

WORKING = 24
"""Questions answered at the same time."""
WAITING = 10_000
"""Updates that may wait for their chat's turn; their number is no limit on the work, which traffic/line.py is."""
PAUSES = (0.5, 1, 2, 4, 8, 15)
"""Seconds between attempts when Telegram can't be reached or answers with a server error."""
LONGEST_HOLD = 30
"""Seconds of a 429 that a request waits; told to wait longer, its sender decides."""
AT_THE_START = ("getMe", "deleteWebhook", "setWebhook")
"""Where a refused token is wrong. Later it was right, and whatever refuses it is being restarted."""
UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class PerChat(BaseUpdateProcessor):
    """Updates of one chat in their order, those of different chats side by side. Buttons don't wait for answers.

    What computes waits in traffic/line.py, and only for as long as it does: a chat that waits for Telegram holds up no other.
    """

    def __init__(self, deliveries: Deliveries):
        super().__init__(WAITING)
        self._turns: WeakValueDictionary[tuple, asyncio.Lock] = WeakValueDictionary()
        self._deliveries = deliveries

    async def do_process_update(self, update: object, coroutine: Any) -> None:
        turn = self._turns.setdefault(_lane(update), asyncio.Lock())
        async with turn:
            if isinstance(update, Update):
                with suppress(BotError):  # on a full disk, what needs no disk goes on
                    await asyncio.to_thread(self._deliveries.begin, update.update_id)
            await coroutine

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""


def _lane(update: object) -> tuple[int | None, str]:
    """What takes turns with one another: a chat's messages, and apart from them the presses of its buttons."""
    match update:
        case Inquiry(chat_id=chat_id):
            return chat_id, "messages"
        case TooSoon(question=Inquiry(chat_id=chat_id)) | Declined(question=Inquiry(chat_id=chat_id)):
            return chat_id, "notices"
        case Update(effective_chat=chat, callback_query=None) if chat:
            return chat.id, "messages"
        case Update(effective_chat=chat) if chat:
            return chat.id, "buttons"
    return None, "others"


class Courier(AIORateLimiter):
    """Every request to Telegram: kept within its limits, repeated after 429 and server errors.

    A request whose fate is unknown (sent, but no answer came) is repeated only where a repetition changes nothing; a message
    might arrive twice, so its sender has to decide (`may_have_arrived`). A 429 holds up requests to its own chat only, which is
    why AIORateLimiter, which would hold up all, never sees one.
    """

    def __init__(self):
        super().__init__()
        self.pauses = PAUSES
        self._free_at: dict[int | None, float] = {}

    async def process_request(
        self, callback: Callable, args: Any, kwargs: dict, endpoint: str, data: dict, rate_limit_args: int | None
    ) -> Any:
        if endpoint == "sendChatAction":  # "is typing" counts against nobody's limit, and is stale if it has to wait
            return await callback(*args, **kwargs)
        for pause in (*self.pauses, None):
            try:
                return await self._once_free(callback, args, kwargs, endpoint, data)
            except BadRequest as error:
                if endpoint == "answerCallbackQuery" and "too old" in str(error):
                    return True  # the popup is lost; what the button does is not
                raise
            except (NetworkError, InvalidToken) as error:
                if pause is None or _is_final(error, endpoint):
                    raise
                log.warning("Telegram belum menjawab %s (%s); dicoba lagi %s detik lagi.", endpoint, error, pause)
                await asyncio.sleep(pause)

    async def _once_free(self, callback: Callable, args: Any, kwargs: dict, endpoint: str, data: dict) -> Any:
        """Raises RetryAfter where Telegram wants a longer wait than LONGEST_HOLD."""
        chat_id = data.get("chat_id")

        async def caught() -> Any:
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                return error

        while True:
            await asyncio.sleep(self._free_at.get(chat_id, 0) - time.monotonic())
            result = await super().process_request(caught, (), {}, endpoint, data, None)
            if not isinstance(result, RetryAfter):
                self._free_at.pop(chat_id, None)
                return result
            seconds = retry_after(result)
            if seconds > LONGEST_HOLD:
                raise result
            log.info("Telegram meminta jeda %s detik untuk satu obrolan.", seconds)
            if chat_id is not None:
                self._free_at[chat_id] = time.monotonic() + seconds
            else:
                await asyncio.sleep(seconds)


def _is_final(error: TelegramError, endpoint: str) -> bool:
    """Whether to repeat the request is wrong, or for its sender to decide."""
    if isinstance(error, InvalidToken):
        return endpoint in AT_THE_START
    return endpoint.startswith("send") and may_have_arrived(error)


def retry_after(error: RetryAfter) -> float:
    """Seconds until Telegram takes another request."""
    asked = error.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)


def may_have_arrived(error: TelegramError) -> bool:
    """Whether the request was sent and only its answer is missing, so that nobody knows whether it was carried out."""
    if isinstance(error, CutOff):
        return True
    cause = error.__cause__
    return isinstance(cause, httpx.TransportError) and not isinstance(cause, UNSENT)
