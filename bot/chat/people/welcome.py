"""The welcome of whoever holds a role: what that permits, and a few questions that the library can answer."""

import asyncio
import re
import time

from telegram import Bot, InlineKeyboardMarkup, Message, Update
from telegram.constants import ParseMode
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.answering import prompts
from bot.chat.context import Context, Core
from bot.chat.html_text import safe
from bot.chat.permissions import allowed
from bot.chat.replying import COMING
from bot.chat.screens import button, destination, number_pressed
from bot.models import ROLE_NAMES, Inquiry, Role
from bot.people.access import Action

MOST_EXAMPLES = 3
TYPE_IT = "Pertanyaan itu sudah tidak dapat saya baca dari sini; silakan ketik saja."


def handlers() -> list[BaseHandler]:
    return [CallbackQueryHandler(ask_example, r"^ct:\d$")]


async def welcome(bot: Bot, core: Core, where: dict, first_name: str, role: Role) -> None:
    """Send it; `where` is as of `destination`. In groups without examples, whose buttons anybody could press."""
    parts = [
        f"Selamat datang, {safe(first_name)}. Peran Anda: <b>{ROLE_NAMES[role]}</b>.",
        safe(prompts.text(f"selamat_datang_{role}")),
    ]
    private = where["chat_id"] > 0
    examples = (await asyncio.to_thread(core.assistant.examples.found))[:MOST_EXAMPLES] if private else ()
    lines = [f"{number}. {safe(question)}" for number, question in enumerate(examples, 1)]
    if lines:
        parts.append("\n".join(["Coba tekan salah satu nomornya:", *lines]))
    row = [button(str(number), f"ct:{number}") for number in range(1, len(examples) + 1)]
    markup = InlineKeyboardMarkup([row]) if row else None
    await bot.send_message(**where, text="\n\n".join(parts), parse_mode=ParseMode.HTML, reply_markup=markup)


@allowed(Action.ASK, private=True)
async def ask_example(update: Update, context: Context) -> None:
    """Ask a question of the welcome as if it had been typed: it is written out, and what is written is answered."""
    query, core, user = update.callback_query, context.core, update.effective_user
    question = _line(query.message, number_pressed(update))
    if not question:
        return await query.answer(TYPE_IT, show_alert=True)
    if core.buttons_asked.wait((user.id, question), time.time()):
        return await query.answer(COMING)
    await query.answer()
    written = await context.bot.send_message(**destination(update), text=f"❓ {question}")
    key = f"{written.chat_id}:{written.message_id}"
    asked = Inquiry(question, user.id, user.full_name, written.chat_id, None, key)
    await context.application.update_queue.ask(asked)


def _line(message: Message, number: int) -> str:
    """What stands in the welcome behind this number; "" where Telegram doesn't hand the message out any more."""
    text = message.text if message.is_accessible else ""
    found = re.search(rf"^{number}\. (.+)$", text or "", re.MULTILINE)
    return found[1] if found else ""
