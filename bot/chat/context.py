"""What every handler needs: the core, who is speaking, and what that person may do."""

import asyncio
import functools
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from telegram import Update
from telegram.ext import CallbackContext, ExtBot

from bot.answering import prompts
from bot.answering.assistant import Assistant
from bot.chat.queue.fetching import Fetching
from bot.chat.queue.worker import Worker
from bot.chat.traffic.inbox import Spool, addressed
from bot.chat.traffic.limits import Window
from bot.intake.upload_links import Links
from bot.intake.uploads import Uploads
from bot.journal.answer_log import AnswerLog
from bot.journal.review import Review
from bot.journal.wishes import Wishes
from bot.models import Role
from bot.people.access import Access, Action
from bot.pictures.cited_pages import Pictures
from bot.settings import Settings
from indexer.library import Library

BEYOND_ROLE = "Maaf, peran Anda tidak mencakup perintah itu. Ketik /bantuan untuk melihat yang bisa dipakai."
STRANGER_SILENCE = 3600.0
WRONG_CODE_SILENCE = 60.0
REDIRECTED_SILENCE = 10.0
PAGES_A_MINUTE = 30


@dataclass(frozen=True)
class Core:
    """The synchronous parts the chat stands on, and what it remembers while it runs."""

    settings: Settings
    assistant: Assistant
    library: Library
    log: AnswerLog
    access: Access
    review: Review
    uploads: Uploads
    spool: Spool
    worker: Worker
    wishes: Wishes
    pictures: Pictures
    links: Links | None = None
    fetching: Fetching = field(default_factory=Fetching)
    looking: Window = field(default_factory=lambda: Window(PAGES_A_MINUTE, 60.0))
    strangers: Window = field(default_factory=lambda: Window(1, STRANGER_SILENCE))
    wrong_codes: Window = field(default_factory=lambda: Window(1, WRONG_CODE_SILENCE))
    redirected: Window = field(default_factory=lambda: Window(1, REDIRECTED_SILENCE))


class Context(CallbackContext[ExtBot, dict, dict, dict]):
    """python-telegram-bot's context with the core in reach."""

    @property
    def core(self) -> Core:
        return self.bot_data["core"]

    async def role(self, update: Update) -> Role | None:
        return await asyncio.to_thread(self.core.access.role, update.effective_user.id) if update.effective_user else None


Handler = Callable[[Update, Context], Awaitable[None]]


def allowed(action: Action, private: bool = False) -> Callable[[Handler], Handler]:
    """Only those whose role permits `action` get through; with `private` only outside groups. Others are told, in one line."""

    def decorate(handler: Handler) -> Handler:
        @functools.wraps(handler)
        async def checked(update: Update, context: Context) -> None:
            role = await context.role(update)
            if role is None:
                await refuse_stranger(update, context)
            elif not context.core.access.may(role, action):
                await _say(update, BEYOND_ROLE)
            elif private and update.effective_chat.type != "private":
                await _say(update, "Silakan kirim perintah itu lewat obrolan pribadi dengan saya.")
            else:
                await handler(update, context)

        return checked

    return decorate


async def refuse_stranger(update: Update, context: Context) -> None:
    """One line an hour to whoever holds no role; in groups only if the bot was spoken to."""
    user, spoken_to = update.effective_user, update.callback_query or addressed(update.effective_message, context.bot)
    if not user or user.is_bot or not spoken_to:
        return
    if update.callback_query or not context.core.strangers.wait(user.id, time.time()):
        await _say(update, prompts.text("tanpa_peran"))


async def _say(update: Update, sentence: str) -> None:
    if update.callback_query:
        await update.callback_query.answer(sentence[:200], show_alert=True)
    else:
        await update.effective_message.reply_text(sentence, do_quote=update.effective_chat.type != "private")
