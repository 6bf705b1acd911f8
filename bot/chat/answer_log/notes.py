"""A note to a verdict, written as a reply to the bot's request."""

import asyncio

from telegram import ForceReply, Message, Update
from telegram.ext import BaseHandler, CallbackQueryHandler, MessageHandler, filters

from bot.chat.context import Context
from bot.chat.permissions import allowed
from bot.chat.screens import destination, number_pressed
from bot.chat.traffic.messages import note_in
from bot.people.access import Action

KEPT = "Catatan disimpan."


class _Note(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return note_in(message) is not None


def handlers() -> list[BaseHandler]:
    new = filters.UpdateType.MESSAGE & filters.TEXT & ~filters.COMMAND
    return [CallbackQueryHandler(ask_for_note, r"^lk:\d+$"), MessageHandler(new & _Note(), take_note)]


@allowed(Action.REVIEW, private=True, entry=True)
async def ask_for_note(update: Update, context: Context) -> None:
    """The request ends with what `note_in` reads from the reply: nothing has to be remembered."""
    await update.callback_query.answer()
    await context.bot.send_message(
        **destination(update),
        text=f"Balas pesan ini dengan catatannya, singkat saja.\n[catatan jawaban {number_pressed(update)}]",
        reply_markup=ForceReply(input_field_placeholder="Catatan …"),
    )


@allowed(Action.REVIEW, private=True)
async def take_note(update: Update, context: Context) -> None:
    message, user = update.effective_message, update.effective_user
    await asyncio.to_thread(context.core.reviews.annotate, note_in(message), message.text, user.id, user.full_name)
    await message.reply_text(KEPT)
