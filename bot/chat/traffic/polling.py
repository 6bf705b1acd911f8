"""Asking Telegram for updates, watched: python-telegram-bot gives up for good at the first 401 or 404, and a proxy or a Bot API
server that restarts answers so, too."""

import asyncio
import json
import logging
import time
from collections.abc import Callable
from typing import Any

from telegram.error import NetworkError, TimedOut

from bot.chat.traffic.connection import Connection
from bot.chat.traffic.unreadable import Unreadable

log = logging.getLogger(__name__)

PAUSES = (1, 2, 5, 10, 20, 30)
"""Seconds until the next call after so many that failed; the last one holds on."""
PATIENCE = 600.0
"""Seconds of refused calls after which a new process may do better than this one."""
REASONS = {401: "token ditolak", 404: "token ditolak", 409: "token yang sama dipakai program lain"}
REFUSED = (401, 404)
NOTHING = b'{"ok": true, "result": []}'


class Refused(NetworkError):
    """Telegram, or what stands before it, says that it doesn't know this bot."""


class Polling(Connection):
    """The connection for getUpdates. A call that fails is logged once, and repeated after growing pauses for as long as it takes.

    Where nothing but refusals comes for `patience` seconds, `refused` becomes True and `give_up` is called; `back` is called at the first
    call that doesn't fail after one that did.
    """

    def __init__(self, unreadable: Unreadable):
        super().__init__(connection_pool_size=2)  # at the stop one more call overlaps the poll that is being cut off
        self.pauses, self.patience = PAUSES, PATIENCE
        self.give_up: Callable[[], None] = lambda: None
        self.back: Callable[[], None] = lambda: None
        self.refused = False
        self._unreadable = unreadable
        self._failures, self._refused_since = 0, None

    async def do_request(self, **request: Any) -> tuple[int, bytes]:
        """The pause is made here, where a stop cuts it short, and TimedOut tells python-telegram-bot to call again at once."""
        parting = request["request_data"].parameters.get("timeout") == 0
        try:
            return 200, await self._updates(request)
        except (NetworkError, OSError) as error:
            if parting:  # tells Telegram at the stop what was fetched; that is on disk, and known when it comes again
                return 200, NOTHING
            self._note(error)
            await asyncio.sleep(self.pauses[min(self._failures, len(self.pauses)) - 1])
            raise TimedOut(str(error)) from error

    async def _updates(self, request: dict) -> bytes:
        code, payload = await super().do_request(**request)
        if code in REFUSED:
            raise Refused(REASONS[code])
        if code != 200:
            raise NetworkError(REASONS.get(code, f"kode {code}"))
        updates = json.loads(payload)["result"]
        sifted = await asyncio.to_thread(self._unreadable.sifted, updates) if updates else []
        self._recovered()
        return json.dumps({"ok": True, "result": sifted}).encode()

    def _note(self, error: Exception) -> None:
        self._failures += 1
        if self._failures == 1:
            log.warning("Pesan baru tidak dapat diambil dari Telegram (%s); dicoba terus.", error)
        if not isinstance(error, Refused):
            self._refused_since = None
            return
        now = time.monotonic()
        self._refused_since = self._refused_since or now
        if now - self._refused_since >= self.patience:
            self.refused = True
            self.give_up()

    def _recovered(self) -> None:
        if self._failures:
            log.info("Pesan baru dari Telegram masuk lagi.")
            self.back()
        self._failures, self._refused_since = 0, None
