""" "Terhapus": removed documents, which Diskominfo may bring back for a while."""

import asyncio

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.chat import render
from bot.chat.context import Context
from bot.chat.documents.listing import View
from bot.chat.html_text import safe
from bot.chat.permissions import allowed
from bot.chat.screens import button, in_rows, number_pressed, numbered, show, turning
from bot.chat.uploads.held import leave_to_queue
from bot.intake.jobs import Task
from bot.people.access import Action
from indexer.models import Removed

PAGE = 8
BACK = button("« Daftar dokumen", f"d:{View()}")


def handlers() -> list[BaseHandler]:
    return [CallbackQueryHandler(list_removed, r"^db:\d+$"), CallbackQueryHandler(bring_back, r"^dB:\d+$")]


@allowed(Action.MANAGE_DOCUMENTS, private=True)
async def list_removed(update: Update, context: Context) -> None:
    """What was removed, by whom and when, the latest first."""
    page = number_pressed(update)
    removed = await asyncio.to_thread(context.core.library.removed)
    if not removed:
        return await show(update, "Tidak ada dokumen terhapus yang masih dapat dikembalikan.", [[BACK]])
    shown = numbered(removed, page, PAGE)
    lines = [f"{number}. {_line(one)}" for number, one in shown]
    head = f"<b>Terhapus</b> ({len(removed)})"
    openers = [button(f"Kembalikan {number}", f"dB:{one.id}") for number, one in shown]
    await show(update, "\n\n".join([head, *lines]), [*in_rows(openers, 2), *turning("db:{}", page, len(removed), PAGE), [BACK]])


def _line(removed: Removed) -> str:
    title, by = safe(render.brief(removed.title, 150)), safe(removed.by or "pengelola server")
    return f"{title} ({safe(removed.name)})\ndihapus oleh {by}, {render.moment(removed.at)}; sampai {render.day(removed.until)}"


@allowed(Action.MANAGE_DOCUMENTS, private=True)
async def bring_back(update: Update, context: Context) -> None:
    """Left to the queue: its file is indexed anew."""
    removed = await asyncio.to_thread(context.core.uploads.removed, number_pressed(update))
    await leave_to_queue(update, context, Task.RETURN, removed)
