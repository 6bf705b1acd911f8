"""/antrean: every file on its way into the library, and those that didn't get there."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from bot.chat import render
from bot.chat.context import Context, Core
from bot.chat.html_text import safe
from bot.chat.permissions import allowed
from bot.chat.screens import button, in_rows, numbered, page_pressed, show, turning
from bot.intake.jobs import Job, Status
from bot.intake.queue import KEPT_DAYS
from bot.people.access import Action
from indexer.models import Document

PAGE = 8
LONGEST = 150
"""Characters of a document's or file's name."""
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
    page = page_pressed(update)
    lines = await asyncio.to_thread(_lines, context.core)
    if not lines:
        return await show(update, "Antrean kosong: semua berkas sudah selesai.", [])
    shown = numbered(lines, page, PAGE)
    html = "\n\n".join([f"<b>Antrean</b> ({len(lines)})", *_groups(shown)])
    openers = [button(str(number), line.opens) for number, line in shown if line.opens]
    rows = [*in_rows(openers, 4), *turning("q:{}", page, len(lines), PAGE), [button("Muat ulang", f"q:{page}")]]
    await show(update, html, rows)


def _groups(shown: Sequence[tuple[int, Line]]) -> list[str]:
    """The numbered lines under their heads."""
    groups: dict[str, list[str]] = {}
    for number, line in shown:
        groups.setdefault(HEADS[line.head], []).append(f"{number}. {safe(line.text)}")
    return ["\n".join([f"<b>{head}</b>", *texts]) for head, texts in groups.items()]


def _lines(core: Core) -> list[Line]:
    """All there is to list: what waits for a word first, then what is worked on, what went wrong, and what nobody sent."""
    queue = core.uploads.queue
    lines = [_held(document, queue.about(document.id)) for document in core.library.held()]
    open_jobs: list[Job] = []
    for status in (Status.RUNNING, Status.WAITING, Status.OCR):
        open_jobs += queue.having(status)
    given_up = sorted(queue.given_up(), key=lambda job: job.status is Status.CANCELLED)
    lines += [_of(job) for job in [*open_jobs, *given_up]]
    known = {job.path.resolve() for job in open_jobs}
    strays = [path for path in core.library.waiting() if path.resolve() not in known]
    return lines + [Line("folder", render.brief(path.name, LONGEST)) for path in strays]


def _held(document: Document, job: Job | None) -> Line:
    """A document, and who sent it."""
    title = render.brief(document.title or document.name, LONGEST)
    return Line("held", title + _sender(job), f"ur:{document.id}")


def _of(job: Job) -> Line:
    """A file, who sent it, and what went wrong."""
    problem = f": {job.note}" if job.status is Status.FAILED else ""
    text = f"{render.brief(job.file_name, 80)}{_sender(job)}{problem}"
    return Line(job.status, render.brief(text, 240), f"uj:{job.id}")


def _sender(job: Job | None) -> str:
    if job is None or not job.user_name:
        return ""
    return f" ({job.user_name})"
