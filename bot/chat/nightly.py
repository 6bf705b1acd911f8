"""Lets the backups by the clock run while the bot does."""

import asyncio
import logging
from contextlib import suppress
from datetime import UTC, datetime

from bot.backup.nightly import Nightly
from bot.errors import BotError

log = logging.getLogger(__name__)

EVERY = 300.0
"""Seconds between looks whether one is due."""


class Nights:
    """One for each application. `run` it until `halt`; a backup that is being made then is finished."""

    def __init__(self, nightly: Nightly):
        self._nightly = nightly
        self._halted = asyncio.Event()

    def halt(self) -> None:
        self._halted.set()

    def close(self) -> None:
        self._nightly.close()

    async def run(self) -> None:
        while not self._halted.is_set():
            try:
                await asyncio.to_thread(self._look)
            except BotError as error:
                log.warning("Cadangan belum dapat dibuat: %s", error)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._halted.wait(), EVERY)

    def _look(self) -> None:
        if self._nightly.due(datetime.now(UTC)):
            self._nightly.run()
