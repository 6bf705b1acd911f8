"""Coordinators and admins get the report of a month on the 1st, as a file, and on Monday a few lines on the week before."""

import asyncio
import logging
from contextlib import suppress
from datetime import datetime

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.ext import Application

from bot.chat.context import Core
from bot.chat.digest import digest
from bot.chat.traffic.processing import may_have_arrived
from bot.figures.due import file_name, month_due, week_due
from bot.journal.counting import FigureStore
from bot.journal.outbox import tell_later
from bot.journal.periods import Period
from bot.journal.store import LogStore
from bot.people.access import Action

log = logging.getLogger(__name__)

LOOKS = 600.0
"""Seconds between looks whether something is due."""
_DIGEST = "digest_told"


class Reports:
    """One for each application. `run` it until `halt`; what is due then is sent after the next start. What was sent is remembered for each
    person, and a month or week that ended before the log began is none of ours."""

    def __init__(self, core: Core):
        self.clock, self.looks = _now, LOOKS
        self._core = core
        self._figures, self._store = FigureStore(core.settings.log_path), LogStore(core.settings.log_path)
        self._halted = asyncio.Event()

    def halt(self) -> None:
        self._halted.set()

    def close(self) -> None:
        self._figures.close()
        self._store.close()

    async def run(self, application: Application) -> None:
        """What goes wrong is logged and tried again at the next look."""
        while not self._halted.is_set():
            try:
                await self._look(application)
            except Exception:
                log.exception("Laporan belum dapat dikirim; dicoba lagi nanti.")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._halted.wait(), self.looks)

    async def _look(self, application: Application) -> None:
        now = self.clock()
        month, week = month_due(now), week_due(now)
        if month and await asyncio.to_thread(self._has_begun, month):
            await self._send_report(application, month)
        if week and self._core.settings.weekly_digest and await asyncio.to_thread(self._has_begun, week):
            await asyncio.to_thread(self._tell_digest, week)

    def _has_begun(self, period: Period) -> bool:
        first = self._figures.begins()
        return first is not None and first <= period.last

    async def _send_report(self, application: Application, month: Period) -> None:
        waiting = await asyncio.to_thread(self._waiting, month)
        if not waiting:
            return
        pdf = await asyncio.to_thread(self._report, month)
        for user_id in waiting:
            if not self._halted.is_set():
                await self._send(application, user_id, month, pdf)

    def _waiting(self, month: Period) -> list[int]:
        """Who hasn't been sent the report."""
        readers = [user.id for user in self._core.access.permitted(Action.REVIEW)]
        return [user_id for user_id in readers if self._core.log.recall(_fact(user_id)) != _key(month)]

    def _report(self, month: Period) -> bytes:
        from bot.figures.report import monthly  # takes a moment and much memory, once a month

        core = self._core
        return monthly(self._figures, core.library, core.settings, month, self.clock().date())

    async def _send(self, application: Application, user_id: int, month: Period, pdf: bytes) -> None:
        core, fact = self._core, _fact(user_id)
        before = await asyncio.to_thread(core.log.recall, fact) or ""
        # Noted before it is sent: a stop in between must not send it twice.
        await asyncio.to_thread(core.log.remember, fact, _key(month))
        caption = f"Laporan penggunaan Tanya Masterplan, {month.name}."
        try:
            await application.bot.send_document(user_id, pdf, caption=caption, filename=file_name(month))
        except (BadRequest, ChatMigrated, Forbidden) as error:
            log.info("Laporan untuk %s tidak dapat dikirim: %s", user_id, error)
        except TelegramError as error:
            log.warning("Laporan untuk %s belum terkirim: %s", user_id, error)
            if not may_have_arrived(error):
                await asyncio.to_thread(core.log.remember, fact, before)

    def _tell_digest(self, week: Period) -> None:
        """Into the outbox, which sends a message of this name once to each."""
        core, name = self._core, str(week.first)
        if core.log.recall(_DIGEST) == name:
            return
        html, buttons = digest(self._figures.of(week)), self._to_desk()
        with self._store.writing() as db:
            for user in core.access.permitted(Action.REVIEW):
                tell_later(db, user.id, html, f"pekan {name}", buttons)
        core.log.remember(_DIGEST, name)

    def _to_desk(self) -> list[tuple[str, str]]:
        settings = self._core.settings
        has_page = settings.web != "tidak" and settings.is_https
        return [("Buka meja koordinator", f"{settings.desk_url}/angka")] if has_page else []


def _now() -> datetime:
    return datetime.now().astimezone()


def _fact(user_id: int) -> str:
    return f"report {user_id}"


def _key(month: Period) -> str:
    return f"{month.first:%Y-%m}"
