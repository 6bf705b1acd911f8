"""The buttons under an answer that show a source: its page as a picture with the words marked, the pages beside it, its text."""

import asyncio
import logging
import time

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, Update
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Forbidden
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.chat import render
from bot.chat.context import Context, Core
from bot.chat.html_text import safe
from bot.chat.permissions import allowed
from bot.chat.replying import send_parts
from bot.chat.screens import Rows, arguments, button, destination, unless_unchanged
from bot.journal.entries import LogEntry, LoggedCitation
from bot.people.access import Action
from bot.pictures.cited_pages import Picture
from bot.pictures.quotes import quotes_on, sources
from indexer.errors import UnknownDocument
from indexer.models import Page

log = logging.getLogger(__name__)

NAME = 20
"""Characters of a page's name on a button."""


def handlers() -> list[BaseHandler]:
    return [
        CallbackQueryHandler(show_page, r"^s:\d+:\d+$"),
        CallbackQueryHandler(turn_page, r"^p:\d+:\d+:\d+$"),
        CallbackQueryHandler(show_text, r"^t:\d+:\d+$"),
    ]


@allowed(Action.ASK, entry=True)
async def show_page(update: Update, context: Context) -> None:
    """The cited page as a picture, as a reply to the answer; as text where there is no picture."""
    if await looked_at_too_often(update, context):
        return
    entry, cited = await _cited(update, context)
    await update.callback_query.answer()
    where = destination(update)
    await context.bot.send_chat_action(where["chat_id"], ChatAction.UPLOAD_PHOTO, message_thread_id=where["message_thread_id"])
    picture = await asyncio.to_thread(_picture, context.core, entry, cited, cited.page, turned=False)
    if picture is None:
        return await _send_text(update, context, cited)
    try:
        await context.bot.send_photo(**where, photo=picture.png, **_content(picture, entry, cited))
    except (BadRequest, Forbidden) as error:  # a group may allow no photos
        log.info("Gambar halaman tidak dapat dikirim: %s", error)
        await _send_text(update, context, cited)


@allowed(Action.ASK, entry=True)
async def turn_page(update: Update, context: Context) -> None:
    """The page before or after, in the place of the one shown."""
    if await looked_at_too_often(update, context):
        return
    entry, cited = await _cited(update, context)
    number = int(arguments(update)[2])
    picture = await asyncio.to_thread(_picture, context.core, entry, cited, number, turned=True)
    if picture is None:
        await update.callback_query.answer("Halaman itu tidak dapat ditampilkan.")
        return
    await update.callback_query.answer()
    content = _content(picture, entry, cited)
    markup = content.pop("reply_markup")
    if update.callback_query.message.is_accessible:
        with unless_unchanged():
            await update.callback_query.edit_message_media(InputMediaPhoto(picture.png, **content), reply_markup=markup)
    else:
        await context.bot.send_photo(**destination(update), photo=picture.png, reply_markup=markup, **content)


@allowed(Action.ASK, entry=True)
async def show_text(update: Update, context: Context) -> None:
    """The quoted passage in its surroundings, to be read and copied."""
    _, cited = await _cited(update, context)
    await update.callback_query.answer()
    await _send_text(update, context, cited)


async def _cited(update: Update, context: Context) -> tuple[LogEntry, LoggedCitation]:
    """The entry and its citation that a button speaks of."""
    log_id, number = map(int, arguments(update)[:2])
    entry = await asyncio.to_thread(context.core.log.entry, log_id)
    return entry, next(cited for cited in sources(entry) if cited.number == number)


async def looked_at_too_often(update: Update, context: Context) -> bool:
    """Whether this person has looked at too many pages in the last minute; then a popup says so."""
    wait = context.core.looking.wait(update.effective_user.id, time.time())
    if wait:
        await update.callback_query.answer(f"Mohon tunggu {wait} detik, lalu tekan lagi.")
    return bool(wait)


def _picture(core: Core, entry: LogEntry, cited: LoggedCitation, number: int | None, turned: bool) -> Picture | None:
    """None where the document is gone, or nothing can be drawn."""
    quotes = quotes_on(entry, cited, number, turned)
    heading = "" if turned else cited.heading
    try:
        return core.pictures.page(cited.document_id, number, quotes, heading, turned)
    except UnknownDocument:
        return None
    except Exception:  # whatever a file brings about, the text can still be shown
        log.exception("Halaman %s dari %s tidak dapat digambar", number, cited.document)
        return None


def _content(picture: Picture, entry: LogEntry, cited: LoggedCitation) -> dict:
    """Caption and buttons, as the bot's send methods take them."""
    caption, reference = safe(render.brief(picture.caption, 400)), safe(render.brief(picture.reference, 400))
    return {
        "caption": f"📄 <b>{caption}</b>\n\nUntuk nota dinas:\n<code>{reference}</code>",
        "parse_mode": ParseMode.HTML,
        "reply_markup": InlineKeyboardMarkup(_buttons(picture, entry, cited)),
    }


def _buttons(picture: Picture, entry: LogEntry, cited: LoggedCitation) -> Rows:
    """To the pages before and after, where there are any, and to the text."""
    data = f"{entry.id}:{cited.number}"
    rows = [[button("Teks", f"t:{data}")]]
    turns = _turns(picture, data)
    if turns:
        rows.insert(0, turns)
    return rows


def _turns(picture: Picture, data: str) -> list[InlineKeyboardButton]:
    if not picture.number or not picture.pages:
        return []
    before, after = [render.brief(name, NAME) for name in picture.beside]
    turns = []
    if picture.number > 1:
        turns.append(button(f"◀ {before or 'Sebelumnya'}", f"p:{data}:{picture.number - 1}"))
    if picture.number < picture.pages:
        turns.append(button(f"{after or 'Berikutnya'} ▶", f"p:{data}:{picture.number + 1}"))
    return turns


async def _send_text(update: Update, context: Context, cited: LoggedCitation) -> None:
    pages = await asyncio.to_thread(_pages, context.core, cited.document_id)
    await send_parts(update, context, render.source(cited, pages))


def _pages(core: Core, document_id: int) -> list[Page] | None:
    try:
        return core.library.pages(document_id)
    except UnknownDocument:
        return None
