"""Files sent to the bot: fetched at once, then left to the queue; and the buttons of the message that says how far each is."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CallbackQueryHandler, MessageHandler, filters

from bot.chat.context import Context, Core
from bot.chat.permissions import allowed
from bot.chat.queue import screens as upload_screens
from bot.chat.queue.fetching import fetch, name_of, whole_album
from bot.chat.screens import number_pressed
from bot.chat.traffic.messages import message_key
from bot.chat.unread import tell_unread
from bot.errors import RejectedUpload
from bot.intake.uploads import FAULT, NO_ROOM
from bot.people.access import Action

log = logging.getLogger(__name__)

CLOUD_LIMIT = 20_000_000
LOCAL_LIMIT = 2_000_000_000
OTHER_WAYS = (
    "Cara lain: mintalah pengelola server menaruhnya di folder yang dipantau `tanya watch` (atau menjalankan `tanya index`), "
    "atau memasang server Bot API sendiri (TELEGRAM_BASE_URL dan TELEGRAM_LOCAL_MODE)."
)


def handlers() -> list[BaseHandler]:
    sent = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & (filters.Document.ALL | filters.PHOTO) & ~filters.ANIMATION
    return [
        MessageHandler(sent, receive),
        CallbackQueryHandler(stop_fetching, r"^uf:-?\d+:\d+$"),
        CallbackQueryHandler(cancel, r"^uc:\d+$"),
        CallbackQueryHandler(again, r"^ua:\d+$"),
    ]


@dataclass(frozen=True)
class Sent:
    """One document as it was sent: several messages where it is an album."""

    messages: list[Message]
    at: datetime

    @property
    def name(self) -> str:
        return name_of(self.messages)

    @property
    def keys(self) -> list[str]:
        return [message_key(message) for message in self.messages]


@allowed(Action.ASK)
async def receive(update: Update, context: Context) -> None:
    """Check what was sent and begin to fetch it; questions of the same chat needn't wait for it."""
    message, core = update.message, context.core
    if not await context.permits(update, Action.UPLOAD):
        await tell_unread(update, context)
        return await asyncio.to_thread(core.spool.done, message)
    refusal = await _refusal(update, context)
    if refusal:
        await message.reply_text(refusal, do_quote=True)
        return await asyncio.to_thread(core.spool.done, message)
    sent_at = datetime.now(UTC)  # by our clock: what one chat sends in a second has one date, and comes here in its order
    if message.photo and message.media_group_id:
        album = core.fetching.albums.setdefault(message.media_group_id, [])
        album.append(update)
        if len(album) > 1:
            return
        work = _take_album(album, sent_at, context)
    else:
        work = _take_in(Sent([message], sent_at), context)
    core.fetching.begin(message_key(message), context.application.create_task(work, update=update))


async def _refusal(update: Update, context: Context) -> str | None:
    """Why a file isn't fetched, with the ways there are for one that is too big."""
    core, document, user = context.core, update.message.document, update.effective_user
    limit = LOCAL_LIMIT if core.settings.telegram_local_mode else CLOUD_LIMIT
    size = document.file_size if document else None
    try:
        core.uploads.check(size, limit)
    except RejectedUpload as error:
        if not size:
            return str(error)
        if core.links is None:
            return f"{error} {OTHER_WAYS}"
        link = await asyncio.to_thread(core.links.create, user.id, user.full_name, update.effective_chat.id)
        return f"{error} Unggah lewat tautan sekali pakai ini: {link}\n\n{OTHER_WAYS}"
    return None


async def _take_album(album: list[Update], sent_at: datetime, context: Context) -> None:
    messages = await whole_album(album)
    context.core.fetching.albums.pop(messages[0].media_group_id)
    await _take_in(Sent(messages, sent_at), context)


async def _take_in(sent: Sent, context: Context) -> None:
    """Fetch one document and queue it. What a restart cuts off begins again from the spool."""
    core = context.core
    if await asyncio.to_thread(core.uploads.queue.known, sent.keys):  # we were stopped before the spool was told
        return await asyncio.to_thread(_done, core, sent.messages)
    text, rows = upload_screens.fetching(sent.name, sent.keys[0])
    notice = await sent.messages[0].reply_html(text, do_quote=True, reply_markup=InlineKeyboardMarkup(rows))
    ending = None
    try:
        async with core.fetching.room:
            await _queue(sent, notice, context)
    except asyncio.CancelledError:
        if core.fetching.halted:
            return
        ending = f"{sent.name} dibatalkan sebelum diambil; kirim ulang bila jadi dimasukkan."
    except Exception as error:
        ending = _what_went_wrong(sent.name, error)
    await asyncio.to_thread(_done, core, sent.messages)
    if ending:
        await notice.edit_text(ending)


def _what_went_wrong(name: str, error: Exception) -> str:
    """A sentence for whoever sent the file; the log says more."""
    match error:
        case TelegramError():
            log.warning("Berkas %s tidak dapat diambil dari Telegram: %s", name, error)
            return f"{name} tidak dapat diambil dari Telegram; silakan kirim ulang."
        case RejectedUpload():
            return f"{name} tidak dapat dimasukkan. {error}"
        case OSError():
            log.error("Berkas %s tidak dapat disimpan.", name, exc_info=error)
            return f"{name} tidak dapat dimasukkan. {NO_ROOM}"
        case _:
            log.error("Berkas %s tidak dapat diambil.", name, exc_info=error)
            return f"{name} tidak dapat dimasukkan. {FAULT}"


async def _queue(sent: Sent, notice: Message, context: Context) -> None:
    core, user = context.core, sent.messages[0].from_user
    with core.spool.room() as room:
        path = await fetch(sent.messages, Path(room))
        core.fetching.over(sent.keys[0])
        job = await asyncio.to_thread(
            core.uploads.queue.put,
            path,
            sent.name,
            user.id,
            user.full_name,
            notice.chat_id,
            source="telegram",
            keys=sent.keys,
            message_id=notice.message_id,
            sent_at=sent.at,
        )
    core.worker.wake()
    await core.worker.tell_turn(context.bot, job.id)


def _done(core: Core, messages: list[Message]) -> None:
    for message in messages:
        core.spool.done(message)


@allowed(Action.UPLOAD, private=True)
async def stop_fetching(update: Update, context: Context) -> None:
    """Stop a download; one that is just over is stopped where it is now."""
    query, core = update.callback_query, context.core
    key = query.data.removeprefix("uf:")
    if task := core.fetching.tasks.get(key):
        task.cancel()
        return await query.answer("Dibatalkan.")
    job = await asyncio.to_thread(core.uploads.queue.known, [key])
    await _stop(update, context, job.id if job else 0)


@allowed(Action.UPLOAD, private=True)
async def cancel(update: Update, context: Context) -> None:
    """Stop a job, wherever it is."""
    await _stop(update, context, number_pressed(update))


async def _stop(update: Update, context: Context, job_id: int) -> None:
    user = update.effective_user
    words = await context.core.worker.cancel(context.bot, job_id, user.id, user.full_name)
    await update.callback_query.answer(words)


@allowed(Action.UPLOAD, private=True)
async def again(update: Update, context: Context) -> None:
    """Queue a file once more that failed or was set aside."""
    query, core, user = update.callback_query, context.core, update.effective_user
    job = await asyncio.to_thread(core.uploads.again, number_pressed(update), user.id, user.full_name)
    await query.answer("Masuk antrean lagi." if job else "Berkas ini sudah tidak disisihkan; lihat /antrean.")
    if job:
        core.worker.wake()
        await core.worker.tell_turn(context.bot, job.id)
