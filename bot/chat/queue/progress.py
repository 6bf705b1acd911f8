"""One message a file that is edited while it goes its way."""

import asyncio
import logging
import time

from telegram import Bot, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.chat.queue import screens as upload_screens
from bot.chat.queue.screens import Screen
from bot.chat.screens import unless_unchanged
from bot.intake.jobs import Job
from bot.intake.queue import UploadQueue

log = logging.getLogger(__name__)

EDIT_INTERVAL = 1.5
"""Seconds between two edits; Telegram counts them against the chat's limit."""


async def tell(bot: Bot, queue: UploadQueue, job: Job, screen: Screen) -> Job:
    """Show how a job stands in its message; in a new one if it has none yet, or that is gone. Never fails."""
    html, rows = screen
    if job.chat_id is None:
        return job
    shape = {"text": html, "parse_mode": ParseMode.HTML, "reply_markup": InlineKeyboardMarkup(rows) if rows else None}
    try:
        if job.message_id and await _edited(bot, job, shape):
            return job
        message = await bot.send_message(job.chat_id, **shape)
    except TelegramError as error:
        log.info("Kabar tentang %s tidak terkirim: %s", job.file_name, error)
        return job
    return await asyncio.to_thread(queue.tell_in, job, message.message_id)


async def _edited(bot: Bot, job: Job, shape: dict) -> bool:
    try:
        with unless_unchanged():
            await bot.edit_message_text(chat_id=job.chat_id, message_id=job.message_id, **shape)
    except BadRequest as error:
        log.info("Pesan tentang %s tidak dapat diubah: %s", job.file_name, error)
        return False
    return True


class Progress:
    """`async with` keeps a running job's message up to date, with `interval` seconds between two edits; `job` is the job with its
    message."""

    def __init__(self, bot: Bot, queue: UploadQueue, job: Job, interval: float):
        self._bot, self._queue, self.job, self._interval = bot, queue, job, interval
        self._now = self._shown = upload_screens.working(job)
        self._told_at = -interval
        self._finished = asyncio.Event()

    def note(self, stage: str, done: int, total: int) -> None:
        """How far the work is; called from its thread."""
        if total:
            self._now = upload_screens.working(self.job, stage, done, total)

    async def __aenter__(self) -> "Progress":
        self.job = await tell(self._bot, self._queue, self.job, self._shown)
        self._showing = asyncio.create_task(self._keep_showing())
        return self

    async def __aexit__(self, *_: object) -> None:
        """Returns when the last edit is over, and long enough ago for another one."""
        self._finished.set()
        await self._showing
        await asyncio.sleep(max(0.0, self._told_at + self._interval - time.monotonic()))

    async def _keep_showing(self) -> None:
        while not self._finished.is_set():
            try:
                await asyncio.wait_for(self._finished.wait(), self._interval)
            except TimeoutError:
                if self._now != self._shown:
                    self._shown, self._told_at = self._now, time.monotonic()
                    self.job = await tell(self._bot, self._queue, self.job, self._shown)
