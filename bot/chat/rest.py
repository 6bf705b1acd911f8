"""What no other part takes, and what goes wrong: a polite line each."""

import logging

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError
from telegram.ext import BaseHandler, CallbackQueryHandler, MessageHandler, filters

from bot.chat.context import Context
from bot.chat.permissions import allowed
from bot.chat.replying import tell
from bot.chat.traffic.messages import addressed
from bot.chat.unkept import SORRY, spoke_to_us, tell_admins
from bot.chat.unread import tell_unread
from bot.errors import BotError, StorageTrouble
from bot.people.access import Action
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


@allowed(Action.ASK)
async def take_message(update: Update, context: Context) -> None:
    """An unknown command, a voice or a sticker, a mention without a question."""
    message = update.effective_message
    if not addressed(message, context.bot):
        return
    if message.text and message.text.startswith("/"):
        await tell(update, context, "Perintah itu tidak saya kenal. Ketik /bantuan untuk melihat yang bisa dipakai.")
    elif message.text:
        await tell(update, context, "Silakan tulis pertanyaannya dalam satu pesan bersama nama saya.")
    else:
        await tell_unread(update, context)


async def take_button(update: Update, context: Context) -> None:
    """A button of an older version."""
    await update.callback_query.answer("Tombol ini sudah tidak berlaku. Ketik /bantuan untuk mulai lagi.", show_alert=True)


async def report_error(received: object, context: Context) -> None:
    """Log what went wrong and tell the person in one sentence, if that is still possible."""
    error = context.error
    _log(error)
    if isinstance(error, StorageTrouble):
        await tell_admins(context, str(error))
    nobody_waits = isinstance(received, Update) and not spoke_to_us(received, context)
    if nobody_waits or isinstance(error, TelegramError):
        return
    try:
        await tell(received, context, _sentence(error))
    except (TelegramError, BotError) as second:
        log.warning("Pemberitahuan gangguan tidak terkirim: %s", second)


def _log(error: Exception) -> None:
    """What is no fault of the program's in one line, all else with where it happened."""
    told = isinstance(error, BotError | IndexerError)
    from_network = isinstance(error, Forbidden | NetworkError) and not isinstance(error, BadRequest)
    if told or from_network:
        log.warning("%s", error)
    else:
        log.error("Kesalahan saat melayani pesan.", exc_info=error)


def _sentence(error: Exception) -> str:
    if isinstance(error, UnknownDocument):
        return GONE
    if isinstance(error, StorageTrouble):
        return SORRY
    if isinstance(error, BotError | IndexerError):
        return str(error)
    return APOLOGY
