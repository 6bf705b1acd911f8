"""What no other part takes, and what goes wrong: a polite line each."""

import asyncio
import logging
from html import escape

from telegram import Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError
from telegram.ext import BaseHandler, CallbackQueryHandler, MessageHandler, filters

from bot.chat.context import Context, refuse_stranger
from bot.chat.questions import ask
from bot.chat.traffic.inbox import addressed
from bot.errors import BotError
from bot.models import Question
from indexer.errors import IndexerError, UnknownDocument

log = logging.getLogger(__name__)

GONE = "Dokumen itu sudah tidak ada di perpustakaan. Buka /dokumen untuk melihat yang ada."
APOLOGY = "Maaf, ada gangguan di server. Silakan coba lagi beberapa saat lagi."


def handlers() -> list[BaseHandler]:
    """To be added last."""
    return [
        MessageHandler(filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL, take_message),
        CallbackQueryHandler(take_button),
    ]


async def take_message(update: Update, context: Context) -> None:
    """A stranger's message, an unknown command, a picture, a mention without a question."""
    message = update.effective_message
    if not addressed(message, context.bot):
        return
    if await context.role(update) is None:
        return await refuse_stranger(update, context)
    private = message.chat.type == ChatType.PRIVATE
    if message.text and message.text.startswith("/"):
        sentence = "Perintah itu tidak saya kenal. Ketik /bantuan untuk melihat yang bisa dipakai."
        await message.reply_text(sentence, do_quote=not private)
    elif message.text:
        await message.reply_text("Silakan tulis pertanyaannya dalam satu pesan bersama nama saya.", do_quote=not private)
    elif private:
        await message.reply_text("Maaf, saya baru bisa membaca pesan teks. Silakan tulis pertanyaannya.")


async def take_button(update: Update, context: Context) -> None:
    """A button of an older version."""
    await update.callback_query.answer("Tombol ini sudah tidak berlaku. Ketik /bantuan untuk mulai lagi.", show_alert=True)


async def report_error(update: object, context: Context) -> None:
    """Log what went wrong and tell the person in one sentence, if that is still possible."""
    error = context.error
    known = isinstance(error, BotError | IndexerError)
    if known or isinstance(error, Forbidden | NetworkError) and not isinstance(error, BadRequest):
        log.warning("%s", error)
    else:
        log.error("Kesalahan saat melayani pesan.", exc_info=error)
    if isinstance(error, TelegramError):
        return
    sentence = GONE if isinstance(error, UnknownDocument) else str(error) if known else APOLOGY
    try:
        await _tell(update, context, sentence)
    except TelegramError as second:
        log.warning("Pemberitahuan gangguan tidak terkirim: %s", second)


async def _tell(update: object, context: Context, sentence: str) -> None:
    if isinstance(update, Question):
        # The question counts as dealt with: otherwise each restart would fail on it again.
        sent = await ask.reply(context.bot, update, [escape(sentence, quote=False)])
        await asyncio.to_thread(context.core.log.delivered, update.key, None, sent)
    elif isinstance(update, Update) and update.callback_query:
        await update.callback_query.answer(sentence[:200], show_alert=True)
    elif isinstance(update, Update) and update.effective_message:
        await update.effective_message.reply_text(sentence)
