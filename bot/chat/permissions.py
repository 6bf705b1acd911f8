"""Where roles are checked: `allowed` stands before every handler, of a question as of a command, a button or a file.

Only /start does without, since whoever holds no role comes in by it, and the answer to buttons that no longer mean anything.
"""

import asyncio
import functools
import time
from collections.abc import Awaitable, Callable

from telegram import Update
from telegram.constants import ChatType

from bot.answering import prompts
from bot.chat.context import Context, Received, question_of, sender_id
from bot.chat.replying import tell
from bot.chat.traffic.messages import addressed
from bot.people.access import Access, Action

BEYOND_ROLE = "Maaf, peran Anda tidak mencakup perintah itu. Ketik /bantuan untuk melihat yang bisa dipakai."
ONLY_PRIVATE = "Silakan kirim perintah itu lewat obrolan pribadi dengan saya."

Handler = Callable[..., Awaitable[None]]


def allowed(action: Action, private: bool = False) -> Callable[[Handler], Handler]:
    """Only those whose role permits `action` get through; with `private` only outside groups. Others are told, in one line."""

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
            else:
                await handler(received, context)

        checked.permitted_by = action
        return checked

    return decorate


async def refuse_stranger(received: Received, context: Context) -> None:
    """One line an hour to whoever holds no role, and a popup for each button; in groups only if the bot was spoken to."""
    question = question_of(received)
    if question:  # its asker held a role when it was received; nothing more is to be done for it
        await asyncio.to_thread(context.core.log.delivered, question.key, None)
    elif received.callback_query:
        return await tell(received, context, prompts.text("tanpa_peran"))
    elif not _spoken_to(received, context):
        return
    if not context.core.strangers.wait(sender_id(received), time.time()):
        await tell(received, context, prompts.text("tanpa_peran"))


def _spoken_to(update: Update, context: Context) -> bool:
    """Whether a person, and not another bot, addressed the bot."""
    user = update.effective_user
    if user is None or user.is_bot:
        return False
    return addressed(update.effective_message, context.bot)
