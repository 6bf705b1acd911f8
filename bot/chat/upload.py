"""A sent file on its way into the library, with one message that says how far it is."""

import asyncio
import logging
import time
from pathlib import Path

from telegram import Message, Update
from telegram.error import TelegramError
from telegram.ext import BaseHandler, MessageHandler, filters

from bot.access import Action
from bot.chat.context import Context, allowed
from bot.errors import RejectedUpload
from indexer.models import IndexReport

log = logging.getLogger(__name__)

CLOUD_LIMIT = 20_000_000
LOCAL_LIMIT = 2_000_000_000
FETCH_TIMEOUT = 1800
"""Seconds a self-hosted Bot API server may take to fetch a file of 2 GB from Telegram."""
DOWNLOAD_PAUSE = 60
EDIT_INTERVAL = 1.5
SELF_HOSTED = "Pilihan lain: server Bot API sendiri, dengan pengaturan TELEGRAM_BASE_URL dan TELEGRAM_LOCAL_MODE."
UNITS = {"dibaca": "halaman", "diindeks": "bagian"}


def handlers() -> list[BaseHandler]:
    sent = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & filters.Document.ALL
    return [MessageHandler(sent, receive)]


@allowed(Action.ASK)
async def receive(update: Update, context: Context) -> None:
    """Check the file and let it take its place in the queue; questions of the same chat needn't wait for it."""
    message = update.message
    if refusal := await _refusal(update, context):
        await message.reply_text(refusal, do_quote=True)
        await asyncio.to_thread(context.core.spool.done, update)
        return
    name = message.document.file_name
    progress = Progress(await message.reply_text(f"{name} diterima, menunggu giliran.", do_quote=True), name)
    context.application.create_task(_take_in(update, context, progress), update=update)


async def _refusal(update: Update, context: Context) -> str | None:
    core, document = context.core, update.message.document
    if not core.access.may(await context.role(update), Action.UPLOAD):
        return "Terima kasih. Dokumen baru dimasukkan oleh Diskominfo; silakan teruskan berkas ini kepada mereka."
    limit = LOCAL_LIMIT if core.settings.telegram_local_mode else CLOUD_LIMIT
    try:
        core.uploads.check(document.file_name or "", document.file_size, limit)
    except RejectedUpload as error:
        too_big = document.file_size and document.file_size > limit == CLOUD_LIMIT
        return f"{error} {SELF_HOSTED}" if too_big else str(error)
    return None


async def _take_in(update: Update, context: Context, progress: "Progress") -> None:
    """Fetch and index, one file at a time, and say how it ended. What a restart cuts off begins again from the spool."""
    core, name = context.core, update.message.document.file_name
    async with core.indexing:
        if not context.application.running:
            return
        try:
            ending = _ending(name, await _add(update, context, progress))
        except TelegramError as error:
            log.warning("Berkas %s tidak dapat diambil dari Telegram: %s", name, error)
            ending = f"{name} tidak dapat diambil dari Telegram; silakan kirim ulang."
        except Exception:
            log.exception("Berkas %s gagal dimasukkan.", name)
            ending = f"{name} gagal dimasukkan karena gangguan di server; silakan kirim ulang, atau hubungi pengelolanya."
        try:
            await progress.finish(ending)
        finally:
            await asyncio.to_thread(core.spool.done, update)


async def _add(update: Update, context: Context, progress: "Progress") -> IndexReport:
    core, document, user = context.core, update.message.document, update.effective_user
    with core.spool.room() as folder:
        path = Path(folder) / "berkas"
        file = await document.get_file(read_timeout=FETCH_TIMEOUT)
        await file.download_to_drive(path, read_timeout=DOWNLOAD_PAUSE)
        async with progress:
            return await asyncio.to_thread(core.uploads.add, path, document.file_name, user.id, user.full_name, progress.note)


def _ending(name: str, report: IndexReport) -> str:
    if report.status == "failed":
        return f"{name} tidak dapat dimasukkan. {report.error}"
    if report.status == "unchanged":
        return report.error or " ".join(report.notes) or f"{name} sudah ada di perpustakaan."
    pages = f"{report.pages} halaman, " if report.pages else ""
    return f"Selesai: {name}, {pages}{report.chunks} bagian, {max(1, round(report.seconds))} detik."


class Progress:
    """One message that is edited while work goes on: `async with` keeps it up to date, `finish` writes the last words."""

    def __init__(self, message: Message, name: str):
        self._message, self._name = message, name
        self._text = self._shown = message.text
        self._edited_at = -EDIT_INTERVAL
        self._finished = asyncio.Event()

    def note(self, stage: str, done: int, total: int) -> None:
        """How far the work is; called from its thread."""
        if total:
            self._text = f"{self._name}: {stage} {done}/{total} {UNITS.get(stage, '')}".rstrip()

    async def __aenter__(self) -> None:
        self._showing = asyncio.create_task(self._keep_showing())

    async def __aexit__(self, *_: object) -> None:
        self._finished.set()
        await self._showing  # an edit under way must not overtake the last one

    async def finish(self, text: str) -> None:
        """The last words; as a new message if the old one is gone."""
        await asyncio.sleep(max(0.0, self._edited_at + EDIT_INTERVAL - time.monotonic()))
        self._text = text
        if not await self._edit():
            await self._message.get_bot().send_message(self._message.chat_id, text)

    async def _keep_showing(self) -> None:
        while not self._finished.is_set():
            try:
                await asyncio.wait_for(self._finished.wait(), EDIT_INTERVAL)
            except TimeoutError:
                await self._edit()

    async def _edit(self) -> bool:
        """False if the message can't be edited."""
        if self._text == self._shown:
            return True
        self._shown, self._edited_at = self._text, time.monotonic()
        try:
            await self._message.edit_text(self._shown)
        except TelegramError as error:
            log.info("Pesan kemajuan tidak dapat diubah: %s", error)
            return False
        return True
