"""Buttons under an answer that ask what may have been meant, as if it were typed."""

import asyncio
import time
from collections.abc import Sequence
from os.path import commonprefix

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.chat.context import Context
from bot.chat.permissions import allowed
from bot.chat.render import brief
from bot.chat.replying import COMING, POPUP
from bot.chat.screens import Rows, arguments, button, destination
from bot.journal.entries import LogEntry
from bot.models import Inquiry
from bot.people.access import Action

LONGEST = 60
"""Characters of a button."""


def handlers() -> list[BaseHandler]:
    return [CallbackQueryHandler(ask_choice, r"^c:\d+:\d+$")]


def choice_buttons(entry: LogEntry) -> Rows:
    """A row for each question that may have been meant."""
    labels = telling(entry.choices)
    return [[button(brief(label, LONGEST), f"c:{entry.id}:{number}")] for number, label in enumerate(labels)]


def telling(questions: Sequence[str]) -> list[str]:
    """What tells questions apart: each without the words that all begin and end with; a question alone is told whole."""
    said = [question.rstrip("?").split() for question in questions]
    if len(said) < 2:
        return list(questions)
    start = len(commonprefix(said))
    end = len(commonprefix([words[start:][::-1] for words in said]))
    return [" ".join(words[start : len(words) - end]) or question for words, question in zip(said, questions, strict=True)]


@allowed(Action.ASK, entry=True)
async def ask_choice(update: Update, context: Context) -> None:
    """Ask the question of the button; its answer comes as a reply to the message that has the button."""
    query, core, user = update.callback_query, context.core, update.effective_user
    log_id, number = map(int, arguments(update))
    entry = await asyncio.to_thread(core.log.entry, log_id)
    chosen = entry.choices[number]
    if core.buttons_asked.wait((user.id, query.data), time.time()):
        return await query.answer(COMING)
    await query.answer(brief(chosen, POPUP))
    message, thread_id = query.message, destination(update)["message_thread_id"]
    key = f"{message.chat.id}:{message.message_id}:c{query.id}"
    await context.application.update_queue.ask(Inquiry(chosen, user.id, user.full_name, message.chat.id, thread_id, key))
