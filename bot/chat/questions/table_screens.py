"""What the tables say besides that an answer comes from: its row for other years, and the rows themselves as a picture."""

import asyncio
import logging

from telegram import Update
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Forbidden
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.chat import render
from bot.chat.context import Context
from bot.chat.html_text import split
from bot.chat.permissions import allowed
from bot.chat.questions.pages import looked_at_too_often
from bot.chat.replying import send_parts
from bot.chat.screens import destination, number_pressed
from bot.journal.entries import LogEntry
from bot.people.access import Action
from bot.pictures.tables import drawn_table

log = logging.getLogger(__name__)

CAPTION = 1024
"""Characters that Telegram takes beneath a photo."""
NO_PHOTOS = "Gambar tabel tidak dapat dikirim di sini; tekan tombol 📄 untuk membacanya sebagai teks."


def handlers() -> list[BaseHandler]:
    return [CallbackQueryHandler(show_years, r"^y:\d+$"), CallbackQueryHandler(show_tables, r"^tb:\d+$")]


@allowed(Action.ASK, entry=True)
async def show_years(update: Update, context: Context) -> None:
    """The figures of the answer's row, a line each year."""
    entry = await asyncio.to_thread(context.core.log.entry, number_pressed(update))
    await update.callback_query.answer()
    await send_parts(update, context, render.years(entry))


@allowed(Action.ASK, entry=True)
async def show_tables(update: Update, context: Context) -> None:
    """The rows that the answer shows, as pictures."""
    if await looked_at_too_often(update, context):
        return
    entry = await asyncio.to_thread(context.core.log.entry, number_pressed(update))
    pictures = await asyncio.to_thread(_drawn, entry)
    where = destination(update)
    await context.bot.send_chat_action(where["chat_id"], ChatAction.UPLOAD_PHOTO, message_thread_id=where["message_thread_id"])
    caption = split("\n".join(render.source_lines(entry.citations)), CAPTION)[0]
    try:
        for picture in pictures:
            await context.bot.send_photo(**where, photo=picture, caption=caption, parse_mode=ParseMode.HTML)
    except (BadRequest, Forbidden) as error:  # a group may allow no photos
        log.info("Gambar tabel tidak dapat dikirim: %s", error)
        await update.callback_query.answer(NO_PHOTOS, show_alert=True)
    else:
        await update.callback_query.answer()


def _drawn(entry: LogEntry) -> list[bytes]:
    return [picture for table in entry.tables for picture in drawn_table(table)]
