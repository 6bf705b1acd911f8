"""What is listed, as a file for Excel."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from telegram import Update
from telegram.constants import FileSizeLimit
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.chat.answer_log.typed import filters_of, words_in
from bot.chat.context import Context
from bot.chat.permissions import allowed
from bot.chat.screens import destination
from bot.journal import export
from bot.journal.filters import Filters
from bot.journal.listing import LogList
from bot.masking import masked
from bot.people.access import Action

COMING = "Berkasnya sedang disiapkan …"
TOO_LARGE = "Berkasnya terlalu besar untuk Telegram; persempit, misalnya /log 30d, atau unduh dari meja koordinator."


def handlers() -> list[BaseHandler]:
    return [CallbackQueryHandler(send_file, r"^lx$")]


@allowed(Action.READ_LOG, private=True)
async def send_file(update: Update, context: Context) -> None:
    """Write it in a thread of its own, and keep who got what."""
    words, core, user = words_in(update), context.core, update.effective_user
    names = await context.permits(update, Action.SEE_NAMES)
    await update.callback_query.answer(COMING)
    with _room() as path:
        count = await asyncio.to_thread(_write, core.log_list, filters_of(words), path, names)
        if path.stat().st_size > FileSizeLimit.FILESIZE_UPLOAD:
            await context.bot.send_message(**destination(update), text=TOO_LARGE)
            return
        detail = f"{count} catatan, XLSX"
        await asyncio.to_thread(core.log.action, user.id, user.full_name, "mengunduh log", masked(words) or "semua", detail)
        await context.bot.send_document(**destination(update), document=path, caption=f"{count} catatan.")


@contextmanager
def _room() -> Iterator[Path]:
    """Where the file lies until it is sent."""
    with TemporaryDirectory() as folder:
        yield Path(folder) / f"log-tanya-{datetime.now():%Y-%m-%d}.xlsx"


def _write(log_list: LogList, chosen: Filters, path: Path, names: bool) -> int:
    entries = log_list.stream(chosen)
    return export.write(entries if names else (entry.nameless for entry in entries), "xlsx", path)
