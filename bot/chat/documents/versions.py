"""A document's versions and whether it is in force: for Diskominfo to restore an older one, and to say what holds."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.chat import render
from bot.chat.context import Context
from bot.chat.documents.detail import show_detail
from bot.chat.html_text import safe
from bot.chat.permissions import allowed
from bot.chat.screens import arguments, button, in_rows, number_pressed, numbered, show, turning
from bot.chat.uploads.held import leave_to_queue
from bot.intake.jobs import Task
from bot.people.access import Action
from indexer.models import Document, State

PAGE = 8
VALIDITIES = {"b": "", "u": "diubah", "c": "dicabut"}
"""As callbacks name them."""


def handlers() -> list[BaseHandler]:
    return [
        CallbackQueryHandler(list_versions, r"^dv:\d+$"),
        CallbackQueryHandler(restore, r"^dr:\d+$"),
        CallbackQueryHandler(choose_validity, r"^dl:\d+$"),
        CallbackQueryHandler(choose_successor, r"^ds:\d+:[uc]:\d+$"),
        CallbackQueryHandler(set_validity, r"^dS:\d+:[buc]:\d+$"),
    ]


@allowed(Action.MANAGE_DOCUMENTS, private=True)
async def list_versions(update: Update, context: Context) -> None:
    """All versions of a document, newest first."""
    document_id = number_pressed(update)
    versions = await asyncio.to_thread(context.core.library.versions, document_id)
    lines = [f"{number}. {_version(version)}" for number, version in enumerate(versions, 1)]
    openers = [button(str(number), f"di:{version.id}") for number, version in enumerate(versions, 1)]
    html = "<b>Versi dokumen ini</b>, yang terbaru di atas\n\n" + "\n".join(lines)
    await show(update, html, [*in_rows(openers, 4), [button("« Kembali", f"di:{document_id}")]])


def _version(document: Document) -> str:
    pages = f", {document.pages} hlm." if document.pages else ""
    since = render.day(datetime.fromisoformat(document.indexed_at))
    state = {State.ARCHIVED: "diarsipkan", State.HELD: "menunggu ditinjau"}.get(document.status, "<b>dipakai</b>")
    return f"{safe(document.title)} ({since}{pages}): {state}"


@allowed(Action.MANAGE_DOCUMENTS, private=True)
async def restore(update: Update, context: Context) -> None:
    document = await asyncio.to_thread(context.core.library.document, number_pressed(update))
    if document.status != State.ARCHIVED:
        return await update.callback_query.answer("Versi ini sudah dipakai.", show_alert=True)
    await leave_to_queue(update, context, Task.RESTORE, document)


@allowed(Action.MANAGE_DOCUMENTS, private=True)
async def choose_validity(update: Update, context: Context) -> None:
    document = await asyncio.to_thread(context.core.library.document, number_pressed(update))
    choices = [
        button("Berlaku", f"dS:{document.id}:b:0"),
        button("Diubah", f"ds:{document.id}:u:0"),
        button("Dicabut", f"ds:{document.id}:c:0"),
    ]
    question = f"Bagaimana status <b>{safe(document.title)}</b>?"
    await show(update, question, [choices, [button("« Kembali", f"di:{document.id}")]])


@allowed(Action.MANAGE_DOCUMENTS, private=True)
async def choose_successor(update: Update, context: Context) -> None:
    """Which document changed or revoked it: a page of those there are, likely ones first."""
    document_id, letter, page = arguments(update)
    document = await asyncio.to_thread(context.core.library.document, int(document_id))
    others = _likely(document, await asyncio.to_thread(context.core.library.documents))
    shown = numbered(others, int(page), PAGE)
    lines = [f"{number}. {safe(render.brief(other.title, 150))}" for number, other in shown]
    openers = [button(str(number), f"dS:{document_id}:{letter}:{other.id}") for number, other in shown]
    rows = [
        *in_rows(openers, 4),
        *turning(f"ds:{document_id}:{letter}:{{}}", int(page), len(others), PAGE),
        [button("Tanpa menyebut dokumennya", f"dS:{document_id}:{letter}:0")],
        [button("« Kembali", f"dl:{document_id}")],
    ]
    title = safe(document.title)
    question = f"<b>{title}</b> {VALIDITIES[letter]} oleh dokumen mana?"
    await show(update, "\n\n".join([question, "\n".join(lines)]), rows)


def _likely(document: Document, others: Sequence[Document]) -> list[Document]:
    """Everything else; of the same kind and region first, then the latest."""
    rest = [other for other in others if other.id != document.id]
    return sorted(rest, key=lambda other: (other.kind != document.kind, other.region != document.region, -other.id))


@allowed(Action.MANAGE_DOCUMENTS, private=True)
async def set_validity(update: Update, context: Context) -> None:
    document_id, letter, other = arguments(update)
    user = update.effective_user
    validity, amended_by = VALIDITIES[letter], int(other) or None
    set_validity = context.core.uploads.set_validity
    await asyncio.to_thread(set_validity, int(document_id), validity, amended_by, user.id, user.full_name)
    await show_detail(update, context, int(document_id))
