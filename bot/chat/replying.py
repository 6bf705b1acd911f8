"""How the bot replies: to a question with an answer in parts, and to whatever was received with one sentence."""

import asyncio
import logging
from collections.abc import Sequence

from telegram import Bot, InlineKeyboardMarkup, ReplyParameters, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.chat.context import Context, question_of
from bot.chat.html_text import safe
from bot.chat.screens import destination, unless_unchanged
from bot.models import Inquiry

log = logging.getLogger(__name__)

POPUP = 200
"""Characters Telegram takes in a popup."""


async def reply(
    bot: Bot, question: Inquiry, parts: list[str], markup: InlineKeyboardMarkup | None = None, earlier: int | None = None
) -> list[int]:
    """Send HTML parts as replies to the question, in its thread; `markup` goes under the last. Returns the message ids.

    The first part takes over the bot's message `earlier`, unless that was deleted.
    """
    original = ReplyParameters(int(question.key.split(":")[1]), allow_sending_without_reply=True)
    sent = []
    for number, part in enumerate(parts, 1):
        first, last = number == 1, number == len(parts)
        under = markup if last else None
        if first and earlier is not None and await _changed(bot, question.chat_id, earlier, part, under):
            sent.append(earlier)
            continue
        message = await bot.send_message(
            question.chat_id,
            part,
            ParseMode.HTML,
            message_thread_id=question.thread_id,
            reply_parameters=original if first else None,
            reply_markup=under,
        )
        sent.append(message.message_id)
    return sent


async def _changed(bot: Bot, chat_id: int, message_id: int, html: str, markup: InlineKeyboardMarkup | None) -> bool:
    """Whether the message shows this now. An edit whose fate was unknown and that was repeated may find its work done."""
    try:
        with unless_unchanged():
            await bot.edit_message_text(html, chat_id, message_id, parse_mode=ParseMode.HTML, reply_markup=markup)
    except BadRequest as error:
        log.info("Pesan %s tidak dapat diubah: %s", message_id, error)
        return False
    return True


async def send_parts(
    update: Update, context: Context, parts: Sequence[str], markup: InlineKeyboardMarkup | None = None
) -> None:
    """Send HTML parts where an update came from; `markup` goes under the last."""
    for number, part in enumerate(parts, 1):
        under = markup if number == len(parts) else None
        await context.bot.send_message(**destination(update), text=part, parse_mode=ParseMode.HTML, reply_markup=under)


async def tell(received: object, context: Context, sentence: str) -> None:
    """One sentence to whoever asked, wrote or pressed. A question counts as dealt with then: it isn't taken up at the next start."""
    question = question_of(received)
    if question:
        sent = await reply(context.bot, question, [safe(sentence)])
        await asyncio.to_thread(context.core.log.delivered, question.key, None, sent)
    elif isinstance(received, Update) and received.callback_query:
        await received.callback_query.answer(sentence[:POPUP], show_alert=True)
    elif isinstance(received, Update) and received.effective_message:
        await received.effective_message.reply_text(sentence)
