"""A question: typing and answer; and the thumbs under the answer."""

import asyncio
import functools
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from telegram import Bot, Update
from telegram.constants import ChatAction, ChatType
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CallbackQueryHandler, TypeHandler

from bot.chat import render
from bot.chat.context import Context, Core
from bot.chat.permissions import allowed
from bot.chat.questions.delivering import Parcel
from bot.chat.questions.keyboard import keyboard
from bot.chat.questions.reasons import ask_why
from bot.chat.questions.streaming import Partial
from bot.chat.replying import reply, send_parts, tell
from bot.chat.screens import arguments, number_pressed, unless_unchanged
from bot.chat.traffic.line import Halted
from bot.chat.traffic.messages import edited, message_of
from bot.chat.traffic.turns import Declined, TooSoon
from bot.models import Inquiry
from bot.people.access import Action

log = logging.getLogger(__name__)

TYPING_INTERVAL = 4.5
THANKS = {1: "Terima kasih, senang bisa membantu.", -1: "Terima kasih, akan kami tinjau.", 0: "Penilaian ditarik."}
ONE_BY_ONE = "Sebentar ya, pertanyaannya saya jawab satu per satu."


def handlers() -> list[BaseHandler]:
    return [
        TypeHandler(Inquiry, answer),
        TypeHandler(TooSoon, slow_down),
        TypeHandler(Declined, decline),
        CallbackQueryHandler(take_feedback, r"^f:\d+:-?1$"),
        CallbackQueryHandler(show_again, r"^a:\d+$"),
    ]


@allowed(Action.ASK)
async def answer(question: Inquiry, context: Context) -> None:
    """Answer one received question, unless it was composed already before a restart: then only send it. What was edited is answered
    in the place of the earlier answer.

    Whoever is alone with the bot sees the text grow; in groups, where Telegram allows few messages a minute, it comes whole.
    """
    core, deliveries = context.core, context.bot_data["deliveries"]
    earlier = await asyncio.to_thread(core.log.replies, message_of(question.key), question.key) if edited(question.key) else []
    shown = await asyncio.to_thread(deliveries.shown_in, question.key) or next(iter(earlier), None)
    keep = functools.partial(deliveries.show, question.key)
    partial = Partial(functools.partial(reply, context.bot, question), keep, shown)
    log_id = await asyncio.to_thread(core.log.answered, question.key)
    if log_id is None:
        try:
            log_id = await _answered(question, context, partial)
        except Halted:
            return
    entry = await asyncio.to_thread(core.log.entry, log_id)
    parcel = Parcel(question, log_id, render.answer(entry), keyboard(entry), partial.message_id, earlier[1:])
    await context.bot_data["delivering"].deliver(context.application, parcel)


async def _answered(question: Inquiry, context: Context, partial: Partial) -> int:
    """Log id of the answer, for which the question waits in line. Raises Halted."""
    core, alone = context.core, question.chat_id == question.user_id
    question = replace(question, role=await context.role(question))
    async with partial, core.line.turn(question.user_id, partial.wait), typing(context.bot, question):
        answered = await asyncio.to_thread(core.assistant.ask, question, partial.note if alone else None)
    return answered.log_id


@allowed(Action.ASK)
async def slow_down(item: TooSoon, context: Context) -> None:
    """A kind word before answers that have to wait."""
    await reply(context.bot, item.question, [ONE_BY_ONE])


@allowed(Action.ASK)
async def decline(item: Declined, context: Context) -> None:
    """A sentence instead of an answer, where it wasn't said already."""
    if item.sentence:
        await tell(item, context, item.sentence)
    else:
        await asyncio.to_thread(context.core.log.delivered, item.question.key, None)


@asynccontextmanager
async def typing(bot: Bot, question: Inquiry) -> AsyncIterator[None]:
    """Show "sedang mengetik" for as long as the block runs."""

    async def show() -> None:
        while True:
            try:
                await bot.send_chat_action(question.chat_id, ChatAction.TYPING, message_thread_id=question.thread_id)
            except TelegramError as error:
                log.debug("Tanda mengetik tidak terkirim: %s", error)
            await asyncio.sleep(TYPING_INTERVAL)

    shown = asyncio.create_task(show())
    try:
        yield
    finally:
        shown.cancel()


@allowed(Action.ASK, entry=True)
async def take_feedback(update: Update, context: Context) -> None:
    """Store a thumb, and ask why one is down; the same one again takes it back. In a group, where the buttons belong to all, only the popup
    shows it."""
    query, core, user_id = update.callback_query, context.core, update.effective_user.id
    log_id, value = map(int, arguments(update))
    opinion = await asyncio.to_thread(_judge, core, log_id, user_id, value)
    await query.answer(THANKS[opinion])
    if update.effective_chat.type == ChatType.PRIVATE and query.message.is_accessible:
        entry = await asyncio.to_thread(core.log.entry, log_id)
        wished = await asyncio.to_thread(core.wishes.stands, log_id, user_id)
        with unless_unchanged():
            await query.edit_message_reply_markup(keyboard(entry, opinion, wished))
    if opinion < 0:
        await ask_why(update, context, log_id)


def _judge(core: Core, log_id: int, user_id: int, value: int) -> int:
    """Store a thumb, or take it back if it was pressed already; what stands now."""
    before = core.log.entry(log_id).feedback
    core.log.feedback(log_id, user_id, value)
    if core.log.entry(log_id).feedback != before:
        return value
    core.log.feedback(log_id, user_id, 0)  # nothing changed: the thumb was pressed already
    return 0


@allowed(Action.ASK, entry=True)
async def show_again(update: Update, context: Context) -> None:
    """The answer from the log, for someone to whom it may not have come."""
    query = update.callback_query
    entry = await asyncio.to_thread(context.core.log.entry, number_pressed(update))
    await query.answer()
    await send_parts(update, context, render.answer(entry), keyboard(entry))
    if query.message.is_accessible:
        with unless_unchanged():
            await query.edit_message_reply_markup(None)
