"""In which order, how many at a time, and how often again: the traffic rules of the chat."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any
from weakref import WeakValueDictionary

import httpx
from telegram import Update
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.ext import AIORateLimiter, BaseUpdateProcessor

from bot.chat.traffic.inbox import TooSoon
from bot.models import Inquiry

log = logging.getLogger(__name__)

WORKING = 24
"""Chats served at the same time."""
WAITING = 10_000
"""Updates that may wait for their chat's turn; they hold no working turn while they do."""
FLOOD_RETRIES = 5
PAUSES = (0.5, 1, 2, 4, 8, 16, 30, 30)
"""Seconds between attempts when Telegram can't be reached or answers with a server error."""
UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class PerChat(BaseUpdateProcessor):
    """Updates of one chat in their order, those of different chats side by side. Buttons don't wait for answers."""

    def __init__(self):
        super().__init__(WAITING)
        self._turns: WeakValueDictionary[tuple, asyncio.Lock] = WeakValueDictionary()
        self._working = asyncio.Semaphore(WORKING)

    async def do_process_update(self, update: object, coroutine: Any) -> None:
        turn = self._turns.setdefault(_lane(update), asyncio.Lock())
        async with turn, self._working:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""


def _lane(update: object) -> tuple[int | None, str]:
    """What takes turns with one another: a chat's messages, and apart from them the presses of its buttons."""
    match update:
        case Inquiry(chat_id=chat_id) | TooSoon(question=Inquiry(chat_id=chat_id)):
            return chat_id, "messages"
        case Update(effective_chat=chat, callback_query=None) if chat:
            return chat.id, "messages"
        case Update(effective_chat=chat) if chat:
            return chat.id, "buttons"
    return None, "others"


class Courier(AIORateLimiter):
    """Every request to Telegram: kept within its limits, repeated after 429 and server errors.

    A request whose fate is unknown (sent, but no answer came) is repeated only where a repetition changes nothing; a message
    might arrive twice, so its sender has to decide (`may_have_arrived`).
    """

    def __init__(self):
        super().__init__(max_retries=FLOOD_RETRIES)

    async def process_request(
        self, callback: Callable, args: Any, kwargs: dict, endpoint: str, data: dict, rate_limit_args: int | None
    ) -> Any:
        if endpoint == "sendChatAction":  # "is typing" counts against nobody's limit, and is stale if it has to wait
            return await callback(*args, **kwargs)
        for pause in (*PAUSES, None):
            try:
                return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
            except BadRequest:
                raise
            except NetworkError as error:
                might_come_twice = endpoint.startswith("send") and may_have_arrived(error)
                if pause is None or might_come_twice:
                    raise
                log.warning("Telegram belum menjawab %s (%s); dicoba lagi %s detik lagi.", endpoint, error, pause)
                await asyncio.sleep(pause)


def may_have_arrived(error: TelegramError) -> bool:
    """Whether the request was sent and only its answer is missing, so that nobody knows whether it was carried out."""
    cause = error.__cause__
    return isinstance(cause, httpx.TransportError) and not isinstance(cause, UNSENT)
