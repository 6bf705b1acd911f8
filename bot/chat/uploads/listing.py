"""/antrean: every file on its way into the library, and those that didn't get there."""

import asyncio
from dataclasses import dataclass
from html import escape

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from bot.chat import render
from bot.chat.context import Context, Core
from bot.chat.permissions import allowed
from bot.chat.screens import button, in_rows, show, turning
from bot.intake.jobs import Job, Status
from bot.intake.queue import KEPT_DAYS
from bot.people.access import Action
from indexer.models import Document

PAGE = 8
HEADS = {
    "held": "👀 Perlu ditinjau",
    "running": "⏳ Sedang dikerjakan",
    "waiting": "🕓 Menunggu giliran",
    "ocr": "📷 Menunggu Tesseract dipasang",
    "failed": f"⚠️ Gagal, {KEPT_DAYS} hari terakhir",
    "cancelled": f"🗑 Dibatalkan, {KEPT_DAYS} hari terakhir",
    "folder": "📁 Di folder dokumen, belum diindeks (jalankan `tanya index`)",
}


@dataclass(frozen=True)
class Line:
    """A file of the list; `opens` is what its button does, "" where there is nothing to do here."""

    head: str
    text: str
    opens: str = ""


def handlers() -> list[BaseHandler]:
    return [
        CommandHandler("antrean", list_uploads, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(list_uploads, r"^q:\d+$"),
    ]


@allowed(Action.UPLOAD, private=True)
async def list_uploads(update: Update, context: Context) -> None:
    """A page of the list; a number opens the file's screen with what may be done."""
    page = int(update.callback_query.data.split(":")[1]) if update.callback_query else 0
    lines = await asyncio.to_thread(_lines, context.core)
    if not lines:
        return await show(update, "Antrean kosong: semua berkas sudah selesai.", [])
    start = page * PAGE
    shown = list(enumerate(lines[start : start + PAGE], start + 1))
    groups: dict[str, list[str]] = {}
    for number, line in shown:
        groups.setdefault(HEADS[line.head], []).append(f"{number}. {escape(line.text, quote=False)}")
    blocks = [f"<b>Antrean</b> ({len(lines)})", *(f"<b>{head}</b>\n" + "\n".join(texts) for head, texts in groups.items())]
    openers = (button(str(number), line.opens) for number, line in shown if line.opens)
    rows = [*in_rows(openers, 4), *turning("q:{}", page, len(lines), PAGE), [button("Muat ulang", f"q:{page}")]]
    await show(update, "\n\n".join(blocks), rows)


def _lines(core: Core) -> list[Line]:
    queue = core.uploads.queue
    held = [Line("held", _held(document, queue.about(document.id)), f"ur:{document.id}") for document in core.library.held()]
    open_jobs = [job for status in (Status.RUNNING, Status.WAITING, Status.OCR) for job in queue.having(status)]
    over = sorted(queue.given_up(), key=lambda job: job.status is Status.CANCELLED)
    jobs = [Line(job.status, _of(job), f"uj:{job.id}") for job in [*open_jobs, *over]]
    known = {job.path.resolve() for job in open_jobs}
    folder = [Line("folder", _brief(path.name)) for path in core.library.waiting() if path.resolve() not in known]
    return [*held, *jobs, *folder]


def _held(document: Document, job: Job | None) -> str:
    return _brief(document.title or document.name) + (f" ({job.user_name})" if job and job.user_name else "")


def _of(job: Job) -> str:
    """A file, who sent it, and what went wrong."""
    sender = f" ({job.user_name})" if job.user_name else ""
    problem = f": {job.note}" if job.status is Status.FAILED else ""
    return render.brief(f"{render.brief(job.file_name, 80)}{sender}{problem}", 240)


def _brief(text: str) -> str:
    return render.brief(text, 150)
