"""What is said before an answer: the place in line, what is certain while it is being written. In one message, which the answer
then takes over."""

import asyncio
import functools
import logging
from collections.abc import Awaitable, Callable

from telegram.error import TelegramError

from bot.chat import render
from bot.errors import BotError

log = logging.getLogger(__name__)

INTERVAL = 1.0
"""Seconds between two changes of the message; Telegram wants no more than about one a second in a chat."""

Show = Callable[..., Awaitable[list[int]]]


class Partial:
    """`async with` keeps the message up to date; after it, `message_id` names it, None where nothing could be shown.

    A message that is there already is taken over: `message_id` as given. `keep(message_id)`, which may block, hears once which one says so, so that
    it is taken over also where no answer comes, or after a restart.

    `show` is called as show([html], earlier=message_id or None) and returns the id of the message in a list.
    """

    def __init__(self, show: Show, keep: Callable[[int], None], message_id: int | None = None):
        self.message_id = message_id
        self._keep = keep
        self._show, self._loop = show, asyncio.get_running_loop()
        self._html, self._ended = str, False
        self._news = asyncio.Event()

    def note(self, text: str) -> None:
        """The text so far. Called from the thread that answers; returns at once."""
        self._loop.call_soon_threadsafe(self._take, functools.partial(render.unfinished, text))

    def wait(self, ahead: int) -> None:
        """That so many questions come first."""
        self._take(functools.partial(render.waiting, ahead))

    def _take(self, html: Callable[[], str]) -> None:
        self._html = html
        self._news.set()

    async def __aenter__(self) -> None:
        self._showing = asyncio.create_task(self._keep_showing())

    async def __aexit__(self, *_: object) -> None:
        self._ended = True
        self._news.set()
        await self._showing  # what is under way must neither be forgotten nor overtake the answer

    async def _keep_showing(self) -> None:
        shown = ""
        try:
            while await self._news.wait() and not self._ended:
                self._news.clear()
                if (html := self._html()) != shown:
                    [self.message_id] = await self._show([html], earlier=self.message_id)
                    if not shown:
                        await asyncio.to_thread(self._keep, self.message_id)
                    shown = html
                    await asyncio.sleep(INTERVAL)
        except (TelegramError, BotError) as error:
            log.info("Jawaban tidak dapat ditampilkan selagi disusun: %s", error)
