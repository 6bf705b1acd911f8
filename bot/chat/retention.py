"""Lets what is kept too long go once a day, while the bot runs."""

import asyncio
import logging
from contextlib import suppress
from datetime import UTC, datetime

from bot.errors import BotError
from bot.journal.retention import Retention

log = logging.getLogger(__name__)

EVERY = 600.0
"""Seconds between looks whether a day is over."""


class Days:
    """One for each application. `run` it until `halt`."""

    def __init__(self, retention: Retention):
        self._retention = retention
        self._halted = asyncio.Event()

    def halt(self) -> None:
        self._halted.set()

    def close(self) -> None:
        self._retention.close()

    async def run(self) -> None:
        while not self._halted.is_set():
            try:
                await asyncio.to_thread(self._look)
            except BotError as error:
                log.warning("Masa simpan belum dapat diterapkan: %s", error)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._halted.wait(), EVERY)

    def _look(self) -> None:
        if not self._retention.is_due(datetime.now(UTC)):
            return
        gone = self._retention.run()
        if gone:
            log.info("%s tanya-jawab melewati masa simpan dan dihapus.", gone)
