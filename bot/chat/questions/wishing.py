"""The bell under a refusal: who presses it is told once the documents hold the answer."""

import asyncio

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.answering.reasking import askable
from bot.chat.context import Context
from bot.chat.permissions import allowed
from bot.chat.screens import button, number_pressed, unless_unchanged
from bot.journal.entries import LogEntry
from bot.people.access import Action

LABELS = {False: "🔔 Kabari saya bila dokumennya ada", True: "🔔 Akan dikabari ✓"}
PROMISED = "Baik. Bila dokumennya sudah ada, jawabannya saya kirim lewat obrolan pribadi. Tekan lagi untuk membatalkan."
TAKEN_BACK = "Baik, tidak jadi saya kabari."


def handlers() -> list[BaseHandler]:
    return [CallbackQueryHandler(wish, r"^w:\d+$")]


def wish_button(entry: LogEntry, stands: bool = False) -> InlineKeyboardButton | None:
    """The bell for a refusal; None under an answer, and where nothing was asked. `stands`: it was pressed."""
    if not entry.refused or not askable(entry.asked or entry.question):
        return None
    return button(LABELS[stands], _data(entry.id))


@allowed(Action.ASK, entry=True)
async def wish(update: Update, context: Context) -> None:
    """Keep a wish; pressed again, take it back. In a group, where the buttons belong to all, only the popup shows it."""
    query, core = update.callback_query, context.core
    log_id = number_pressed(update)
    stands = await asyncio.to_thread(core.wishes.toggle, log_id, update.effective_user.id)
    await query.answer(PROMISED if stands else TAKEN_BACK, show_alert=stands)
    if update.effective_chat.type != ChatType.PRIVATE or not query.message.is_accessible:
        return
    if query.message.reply_markup:
        with unless_unchanged():
            await query.edit_message_reply_markup(_relabelled(query.message.reply_markup, log_id, stands))


def _relabelled(markup: InlineKeyboardMarkup, log_id: int, stands: bool) -> InlineKeyboardMarkup:
    """The same buttons, but for the bell."""
    bell = button(LABELS[stands], _data(log_id))
    rows = []
    for known in markup.inline_keyboard:
        rows.append([bell if other.callback_data == bell.callback_data else other for other in known])
    return InlineKeyboardMarkup(rows)


def _data(log_id: int) -> str:
    return f"w:{log_id}"
