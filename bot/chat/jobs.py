"""What runs beside the chat, from the application's start to its stop."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Protocol

from telegram.ext import Application

from bot.errors import BotError

log = logging.getLogger(__name__)

EVERY = 300.0
"""Seconds between looks whether it is time for something that is done once a day."""


class Job(Protocol):
    """One for each application. `run` it until `halt`, which may come from any thread; then `close` it."""

    async def run(self, application: Application) -> None: ...

    def halt(self) -> None: ...

    def close(self) -> None: ...


class Regularly:
    """Looks now and then whether something blocking is due at the moment (aware), and does it; what has begun at the stop is finished. `trouble`
    is what is logged, with the reason, where that goes wrong: it is tried again at the next look."""

    def __init__(
        self, is_due: Callable[[datetime], bool], work: Callable[[], object], trouble: str, close: Callable[[], object]
    ):
        self.close, self.every = close, EVERY
        self._is_due, self._work, self._trouble = is_due, work, trouble
        self._halted = asyncio.Event()

    def halt(self) -> None:
        self._halted.set()

    async def run(self, application: Application) -> None:
        while not self._halted.is_set():
            try:
                await asyncio.to_thread(self._look)
            except BotError as error:
                log.warning("%s: %s", self._trouble, error)
            except Exception:  # whatever it is, it is no reason never to look again
                log.exception("%s; dicoba lagi nanti.", self._trouble)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._halted.wait(), self.every)

    def _look(self) -> None:
        if self._is_due(datetime.now(UTC)):
            self._work()
