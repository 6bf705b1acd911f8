"""A held document's screen: published, put in an older one's place, or set aside; and a screen that shows a job."""

import asyncio
from pathlib import Path

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.chat.context import Context
from bot.chat.html_text import safe
from bot.chat.permissions import allowed
from bot.chat.queue.worker import preview
from bot.chat.screens import arguments, button, number_pressed, show
from bot.intake.jobs import Task
from bot.people.access import Action
from indexer.models import Document, Removed, State

GONE = "Dokumen ini sudah tidak menunggu ditinjau."
UNDER_WAY = {Task.ADD: "dimasukkan", Task.PUBLISH: "diterbitkan", Task.RESTORE: "dipulihkan", Task.RETURN: "dikembalikan"}
BACK = button("« Antrean", "q:0")


def handlers() -> list[BaseHandler]:
    return [
        CallbackQueryHandler(open_held, r"^ur:\d+$"),
        CallbackQueryHandler(open_job, r"^uj:\d+$"),
        CallbackQueryHandler(publish, r"^up:\d+:\d+$"),
        CallbackQueryHandler(discard, r"^ud:\d+$"),
    ]


@allowed(Action.UPLOAD, private=True)
async def open_held(update: Update, context: Context) -> None:
    await show_held(update, context, number_pressed(update))


async def show_held(update: Update, context: Context, document_id: int) -> None:
    """The preview of a held document. Raises UnknownDocument."""
    core = context.core
    job = await asyncio.to_thread(core.uploads.queue.about, document_id)
    html, rows = await asyncio.to_thread(preview, core.library, document_id, job)
    await show(update, html, [*rows, [BACK]])


@allowed(Action.UPLOAD, private=True)
async def open_job(update: Update, context: Context) -> None:
    """One file of the queue."""
    core = context.core
    job = await asyncio.to_thread(core.uploads.queue.job, number_pressed(update))
    html, rows = await core.worker.screen(job)
    await show(update, html, [*rows, [BACK]])


@allowed(Action.UPLOAD, private=True)
async def publish(update: Update, context: Context) -> None:
    document_id, replaces = map(int, arguments(update))
    document = await asyncio.to_thread(context.core.library.document, document_id)
    if document.status != State.HELD:
        return await update.callback_query.answer(GONE, show_alert=True)
    await leave_to_queue(update, context, Task.PUBLISH, document, replaces or None)


async def leave_to_queue(
    update: Update, context: Context, task: Task, document: Document | Removed, replaces: int | None = None
) -> None:
    """Have a document published, restored or brought back. It takes a while: the message whose button was pressed then tells how far it is."""
    query, core, user = update.callback_query, context.core, update.effective_user
    where = (query.message.chat.id, query.message.message_id)
    who, path = (user.id, user.full_name), Path(document.path)
    job = await asyncio.to_thread(core.uploads.queue.ask, task, document.id, path, who, where, replaces)
    asked_elsewhere = (job.chat_id, job.message_id) != where
    if asked_elsewhere:
        name, other = safe(document.name), safe(job.user_name)
        return await show(update, f"{name} sedang {UNDER_WAY[job.task]} oleh {other}.", [[BACK]])
    await query.answer(f"Sedang {UNDER_WAY[task]}.")
    core.worker.wake()
    await core.worker.tell_turn(context.bot, job.id)


@allowed(Action.UPLOAD, private=True)
async def discard(update: Update, context: Context) -> None:
    user = update.effective_user
    document_id = number_pressed(update)
    document = await asyncio.to_thread(context.core.uploads.discard, document_id, user.id, user.full_name)
    job = await asyncio.to_thread(context.core.uploads.queue.about, document_id)
    if job:
        html, rows = await context.core.worker.screen(job)
    else:
        html, rows = safe(f"{document.name} disisihkan."), []
    await show(update, html, [*rows, [BACK]])
