"""What is typed after the bot has asked for a title, but without a reply to it: the person says whether it is that or a question.

The message stays pending in the log until then: a restart takes it for the question it may be, so nothing is lost.
"""

import asyncio
import time

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import BaseHandler, CallbackQueryHandler, TypeHandler

from bot.chat.context import Context, Requested
from bot.chat.documents.corrections import as_known, correct
from bot.chat.html_text import safe
from bot.chat.permissions import allowed
from bot.chat.replying import reply
from bot.chat.screens import arguments, button
from bot.models import Inquiry
from bot.people.access import Action

DEALT_WITH = "Pesan itu sudah saya tangani."


class _Typed(TypeHandler):
    """The next message of a chat in which the bot has asked for something."""

    def __init__(self, requested: dict[int, Requested]):
        super().__init__(Inquiry, ask_which)
        self._requested = requested

    def check_update(self, update: object) -> bool:
        if not isinstance(update, Inquiry):
            return False
        request = self._requested.get(update.chat_id)
        return request is not None and time.monotonic() < request.until


def handlers(requested: dict[int, Requested]) -> list[BaseHandler]:
    """To be added before what answers questions."""
    return [_Typed(requested), CallbackQueryHandler(take_word, r"^dn:\d+:\w+:\d+:[tq]$")]


@allowed(Action.MANAGE_DOCUMENTS)
async def ask_which(question: Inquiry, context: Context) -> None:
    core = context.core
    request = core.requested.pop(question.chat_id)
    message_id = question.key.split(":")[1]
    core.doubtful[_key(question.chat_id, message_id)] = question
    data = f"dn:{request.document_id}:{request.field}:{message_id}"
    choices = [button(f"{request.field.capitalize()} baru", f"{data}:t"), button("Pertanyaan", f"{data}:q")]
    words = f"Ini {request.field} baru untuk “{safe(request.title)}”, atau pertanyaan?"
    await reply(context.bot, question, [words], InlineKeyboardMarkup([choices]))


def _key(chat_id: int, message_id: str) -> str:
    return f"{chat_id}:{message_id}"


@allowed(Action.MANAGE_DOCUMENTS, private=True)
async def take_word(update: Update, context: Context) -> None:
    """The person's word about it."""
    document_id, field, message_id, which = arguments(update)
    query, core = update.callback_query, context.core
    question = core.doubtful.pop(_key(update.effective_chat.id, message_id), None)
    if question is None:
        return await query.answer(DEALT_WITH, show_alert=True)
    if which == "t":
        await correct(update, context, int(document_id), as_known(field, question.text))
        return await asyncio.to_thread(core.log.delivered, question.key, None)
    await query.answer("Baik, saya carikan jawabannya.")
    await context.application.update_queue.put(question)
