"""/start and /bantuan: the door."""

import asyncio
import logging
import time

from telegram import Bot, Update, User
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CommandHandler, filters

from bot.answering import prompts
from bot.chat.context import Context, Core
from bot.chat.html_text import safe
from bot.chat.people.roles import in_words
from bot.chat.people.welcome import welcome
from bot.chat.permissions import allowed, refuse_stranger
from bot.chat.screens import destination
from bot.errors import InvalidInvitation
from bot.models import Role
from bot.people.access import Action

log = logging.getLogger(__name__)


def handlers() -> list[BaseHandler]:
    new = filters.UpdateType.MESSAGE
    return [CommandHandler("start", start, new), CommandHandler("bantuan", show_help, new)]


async def start(update: Update, context: Context) -> None:
    """/start welcomes; /start CODE takes an invitation first."""
    role, user, core = await context.role(update), update.effective_user, context.core
    if context.args and update.effective_chat.type == ChatType.PRIVATE:
        before = role
        try:
            role = await asyncio.to_thread(core.access.redeem, context.args[0], user.id, user.full_name)
        except InvalidInvitation as error:
            if role or not core.wrong_codes.wait(user.id, time.time()):
                await update.message.reply_text(str(error))
            return
        await core.menus.register(context.bot, user.id, role)
        if role != before:
            await _tell_inviter(context.bot, core, user, role)
    if role is None:
        return await refuse_stranger(update, context)
    await welcome(context.bot, core, destination(update), user.first_name, role)


async def _tell_inviter(bot: Bot, core: Core, user: User, role: Role) -> None:
    """Who made the invitation hears that it was taken; a terminal made it where nobody did."""
    joined = await asyncio.to_thread(core.access.user, user.id)
    if joined is None or joined.invited_by is None:
        return
    try:
        await bot.send_message(joined.invited_by, f"{user.full_name} bergabung sebagai {in_words(role, joined.agency)}.")
    except TelegramError as error:  # gone, or blocked the bot: it stands in /pengguna all the same
        log.info("Kabar bergabung tidak terkirim: %s", error)


@allowed(Action.ASK)
async def show_help(update: Update, context: Context) -> None:
    role = await context.role(update)
    questions = await asyncio.to_thread(context.core.assistant.examples.found)
    await update.message.reply_html(safe(prompts.with_examples(f"bantuan_{role}", questions)))
