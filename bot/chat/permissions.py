"""Where roles are checked: `allowed` stands before every handler, of a question as of a command, a button or a file.

Only /start does without, since whoever holds no role comes in by it, and the answer to buttons that no longer mean anything.
Whom an entry of the log concerns is decided here, too, for the buttons that name one: numbers can be guessed.
"""

import asyncio
import functools
import time
from collections.abc import Awaitable, Callable

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatType

from bot.answering import prompts
from bot.chat.context import Context, Core, Received, question_of, sender_id
from bot.chat.replying import tell
from bot.chat.screens import number_pressed
from bot.chat.traffic.messages import addressed
from bot.journal.entries import LogEntry
from bot.models import Role
from bot.people.access import Access, Action

BEYOND_ROLE = "Maaf, peran Anda tidak mencakup perintah itu. Ketik /bantuan untuk melihat yang bisa dipakai."
ASK_FOR_ACCESS = "ma"
"""What the button of whoever holds no role says."""
ONLY_PRIVATE = "Silakan kirim perintah itu lewat obrolan pribadi dengan saya."
UNNAMED = (
    "Saya tidak dapat mengenali penanya bila pesannya dikirim atas nama grup atau kanal. "
    "Silakan tulis dengan akun Anda sendiri, atau lewat obrolan pribadi dengan saya."
)
NOT_YOUR_ENTRY = "Tombol ini hanya untuk yang bertanya. Ajukan pertanyaannya sendiri, nanti saya jawab."

Handler = Callable[..., Awaitable[None]]


def allowed(action: Action, private: bool = False, entry: bool = False) -> Callable[[Handler], Handler]:
    """Only those whose role permits `action` get through; with `private` only outside groups. With `entry` the first number of the
    button is that of an entry of the log, which must concern whoever pressed it. Others are told, in one line."""

    def decorate(handler: Handler) -> Handler:
        @functools.wraps(handler)
        async def checked(received: Received, context: Context) -> None:
            role = await context.role(received)
            if role is None:
                await refuse_stranger(received, context)
            elif not Access.may(role, action):
                await tell(received, context, BEYOND_ROLE)
            elif private and received.effective_chat.type != ChatType.PRIVATE:
                await tell(received, context, ONLY_PRIVATE)
            elif entry and not await _concerned(received, context, role):
                await tell(received, context, NOT_YOUR_ENTRY)
            else:
                await handler(received, context)

        checked.permitted_by = action
        return checked

    return decorate


async def _concerned(update: Update, context: Context, role: Role) -> bool:
    """Whether the entry that a button names may be seen by who pressed it, where he pressed it."""
    core, user_id = context.core, update.effective_user.id
    entry = await asyncio.to_thread(core.log.entry, number_pressed(update))
    if may_see(entry, user_id, role, update.effective_chat.id):
        return True
    return await asyncio.to_thread(_told_of, core, entry, user_id)


def may_see(entry: LogEntry, user_id: int, role: Role, chat_id: int) -> bool:
    """Whom an entry concerns: who asked, those of the group in which it was asked, and who reads the log anyway.

    `chat_id` is the chat in which the button was pressed, as Telegram says; only what a button holds can be forged.
    """
    return user_id == entry.user_id or chat_id == entry.chat_id or Access.may(role, Action.READ_LOG)


def _told_of(core: Core, entry: LogEntry, user_id: int) -> bool:
    """Whether an answer, the machine's or another person's, was sent to this user by his wish, or was found later to what he asked."""
    if core.wishes.told_of(entry.id, user_id):
        return True
    return entry.again_of is not None and core.log.entry(entry.again_of).user_id == user_id


async def refuse_stranger(received: Received, context: Context) -> None:
    """One line an hour to whoever holds no role, and a popup for each button; in groups only if the bot was spoken to."""
    question = question_of(received)
    if question:  # its asker held a role when it was received; nothing more is to be done for it
        await asyncio.to_thread(context.core.log.delivered, question.key, None)
    elif received.callback_query:
        return await tell(received, context, prompts.text("tanpa_peran"))
    elif received.effective_message.sender_chat:
        return await _refuse_unnamed(received, context)
    elif not _spoken_to(received, context):
        return
    if context.core.strangers.wait(sender_id(received), time.time()):
        return
    if question or not _may_ask_for_access(received, context):
        return await tell(received, context, prompts.text("tanpa_peran"))
    asking = InlineKeyboardMarkup([[InlineKeyboardButton("Minta akses", callback_data=ASK_FOR_ACCESS)]])
    await received.effective_message.reply_text(prompts.text("tanpa_peran"), reply_markup=asking)


def _may_ask_for_access(update: Update, context: Context) -> bool:
    """Only alone with the bot: a button in a group is anybody's."""
    return context.core.settings.access_requests and update.effective_chat.type == ChatType.PRIVATE


async def _refuse_unnamed(update: Update, context: Context) -> None:
    """One line now and then to who writes as a group or a channel, so that nobody knows who it is."""
    spoken_to = addressed(update.effective_message, context.bot) and not update.effective_message.is_automatic_forward
    if spoken_to and not context.core.unnamed.wait(update.effective_chat.id, time.time()):
        await tell(update, context, UNNAMED)


def _spoken_to(update: Update, context: Context) -> bool:
    """Whether a person, and not another bot, addressed the bot."""
    user = update.effective_user
    if user is None or user.is_bot:
        return False
    return addressed(update.effective_message, context.bot)
