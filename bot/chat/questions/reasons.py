"""Why somebody says 👎: three usual reasons as buttons, and words of one's own as a reply to the bot's request."""

import asyncio

from telegram import ForceReply, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler, CallbackQueryHandler, MessageHandler, filters

from bot.chat.context import Context
from bot.chat.html_text import safe
from bot.chat.permissions import allowed
from bot.chat.render import brief
from bot.chat.replying import send_parts
from bot.chat.screens import Rows, arguments, button, destination, show
from bot.chat.traffic.messages import reason_in
from bot.people.access import Action

REASONS = {"n": "Angkanya salah", "q": "Bukan yang saya tanya", "p": "Halamannya salah"}
OWN_WORDS = "w"
WHY = "Apa yang kurang tepat?"
KEPT = "Terima kasih, alasannya dicatat."
NOT_YOURS = "Tombol ini untuk yang baru menilai jawabannya."
LONGEST = 300


class _Reason(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return reason_in(message) is not None


def handlers() -> list[BaseHandler]:
    new = filters.UpdateType.MESSAGE & filters.TEXT & ~filters.COMMAND
    return [CallbackQueryHandler(take_button, r"^fr:\d+:\d+:[nqpw]$"), MessageHandler(new & _Reason(), take_words)]


async def ask_why(update: Update, context: Context, log_id: int) -> None:
    """Offer the reasons to who just said 👎, by name where others read along."""
    user = update.effective_user
    is_alone = update.effective_chat.type == ChatType.PRIVATE
    words = WHY if is_alone else f"{user.first_name}: {WHY[0].lower()}{WHY[1:]}"
    await send_parts(update, context, [safe(words)], InlineKeyboardMarkup(_rows(log_id, user.id)))


def _rows(log_id: int, user_id: int) -> Rows:
    data = f"fr:{log_id}:{user_id}"
    rows = [[button(words, f"{data}:{name}")] for name, words in REASONS.items()]
    return [*rows, [button("Tulis alasan", f"{data}:{OWN_WORDS}")]]


@allowed(Action.ASK, entry=True)
async def take_button(update: Update, context: Context) -> None:
    """One of the reasons, or the wish to write one."""
    log_id, user_id, which = arguments(update)
    if int(user_id) != update.effective_user.id:
        await update.callback_query.answer(NOT_YOURS, show_alert=True)
    elif which == OWN_WORDS:
        await _ask_for_words(update, context, int(log_id))
    else:
        await asyncio.to_thread(context.core.log.objection, int(log_id), int(user_id), REASONS[which])
        await show(update, f"👎 {REASONS[which]}. {KEPT}", [])


async def _ask_for_words(update: Update, context: Context, log_id: int) -> None:
    """The request ends with what `reason_in` reads from the reply: nothing has to be remembered."""
    await update.callback_query.answer()
    is_alone = update.effective_chat.type == ChatType.PRIVATE
    await context.bot.send_message(
        **destination(update),
        text=f"Balas pesan ini dengan alasannya, singkat saja.\n[alasan jawaban {log_id}]",
        reply_markup=ForceReply(input_field_placeholder="Yang kurang tepat …") if is_alone else None,
    )


@allowed(Action.ASK)
async def take_words(update: Update, context: Context) -> None:
    """A reason in somebody's own words."""
    message = update.effective_message
    words = brief(message.text, LONGEST)
    await asyncio.to_thread(context.core.log.objection, reason_in(message), update.effective_user.id, words)
    await message.reply_text(KEPT)
