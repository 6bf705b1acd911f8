"""How the bot replies: to a question with an answer in parts, and to whatever was received with one sentence."""

import asyncio
import logging
from collections.abc import Sequence

from telegram import Bot, InlineKeyboardMarkup, ReplyParameters, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden

from bot.chat.context import Context, question_of
from bot.chat.html_text import safe
from bot.chat.screens import destination, unless_unchanged
from bot.errors import BotError
from bot.models import Inquiry

log = logging.getLogger(__name__)

POPUP = 200
"""Characters Telegram takes in a popup."""
COMING = "Sudah saya terima, jawabannya menyusul."
"""What pops up where a button that asks is pressed twice."""
GONE_TOPICS = ("message thread not found", "topic_closed", "topic_deleted")
"""How Telegram says that nothing more can be written in a topic."""


async def reply(
    bot: Bot, question: Inquiry, parts: list[str], markup: InlineKeyboardMarkup | None = None, earlier: int | None = None
) -> list[int]:
    """Send HTML parts as replies to the question, in its thread; `markup` goes under the last. Returns the message ids.

    The first part takes over the bot's message `earlier`, unless that was deleted.
    """
    sent = []
    for number, part in enumerate(parts, 1):
        under = markup if number == len(parts) else None
        if number == 1 and earlier is not None and await changed(bot, question.chat_id, earlier, part, under):
            sent.append(earlier)
            continue
        sent.append(await send_part(bot, question, part, under, quoting=number == 1))
    return sent


async def send_part(bot: Bot, question: Inquiry, html: str, markup: InlineKeyboardMarkup | None, quoting: bool) -> int:
    """One message where the question was asked, `quoting`: as a reply to it. Returns its id.

    Where the topic was closed or deleted, it goes to the group's general topic.
    """
    topic = {"message_thread_id": question.thread_id}
    original = {"reply_parameters": _original(question)} if quoting else {}
    places = [topic | original]
    if question.thread_id is not None:
        places += [original, {}]  # a reply without a topic may go to that of what it replies to
    for place in places:
        try:
            sent = await bot.send_message(question.chat_id, html, ParseMode.HTML, reply_markup=markup, **place)
            return sent.message_id
        except BadRequest as error:
            if place is places[-1] or not _topic_is_gone(error):
                raise
    raise AssertionError("the last place returns or raises")


def _original(question: Inquiry) -> ReplyParameters | None:
    """None where the group got another id since: its messages are numbered anew."""
    chat_id, message_id = map(int, question.key.split(":")[:2])
    return ReplyParameters(message_id, allow_sending_without_reply=True) if chat_id == question.chat_id else None


def _topic_is_gone(error: BadRequest) -> bool:
    words = str(error).lower()
    return any(sign in words for sign in GONE_TOPICS)


async def changed(bot: Bot, chat_id: int, message_id: int, html: str, markup: InlineKeyboardMarkup | None) -> bool:
    """Whether the message shows this now. An edit whose fate was unknown and that was repeated may find its work done."""
    try:
        with unless_unchanged():
            await bot.edit_message_text(html, chat_id, message_id, parse_mode=ParseMode.HTML, reply_markup=markup)
    except BadRequest as error:
        log.info("Pesan %s tidak dapat diubah: %s", message_id, error)
        return False
    return True


async def delete(bot: Bot, chat_id: int, message_ids: Sequence[int]) -> None:
    """Take away messages of the bot's, where Telegram still lets it."""
    for message_id in message_ids:
        try:
            await bot.delete_message(chat_id, message_id)
        except (BadRequest, Forbidden) as error:
            log.info("Pesan %s tidak dapat dihapus: %s", message_id, error)


async def send_parts(
    update: Update, context: Context, parts: Sequence[str], markup: InlineKeyboardMarkup | None = None
) -> None:
    """Send HTML parts where an update came from; `markup` goes under the last."""
    for number, part in enumerate(parts, 1):
        under = markup if number == len(parts) else None
        await context.bot.send_message(**destination(update), text=part, parse_mode=ParseMode.HTML, reply_markup=under)


async def tell(received: object, context: Context, sentence: str) -> None:
    """One sentence to whoever asked, wrote or pressed. A question counts as dealt with then: it isn't taken up at the next start, and what was
    shown before its answer gives way to the sentence."""
    question = question_of(received)
    if question:
        sent = await reply(context.bot, question, [safe(sentence)], earlier=await _shown_in(context, question))
        await asyncio.to_thread(context.core.log.delivered, question.key, None, sent)
    elif isinstance(received, Update) and received.callback_query:
        await received.callback_query.answer(sentence[:POPUP], show_alert=True)
    elif isinstance(received, Update) and received.effective_message:
        await received.effective_message.reply_text(sentence)


async def _shown_in(context: Context, question: Inquiry) -> int | None:
    """None, too, where the log can't be read: the sentence comes nevertheless."""
    try:
        return await asyncio.to_thread(context.bot_data["deliveries"].shown_in, question.key)
    except BotError:
        return None
