"""The commands Telegram offers each person in its menu: those the role permits."""

import asyncio
import logging

from telegram import Bot, BotCommandScope, BotCommandScopeChat, BotCommandScopeDefault
from telegram.error import TelegramError

from bot.models import Role
from bot.people.access import Access, Action

log = logging.getLogger(__name__)

EVERYBODY = (("start", "Mulai, atau pakai undangan"), ("bantuan", "Cara memakai asisten ini"))
BY_ACTION = (
    (Action.LIST, ("dokumen", "Lihat dokumen yang tersedia")),
    (Action.UPLOAD, ("unggah", "Tautan untuk mengirim berkas besar")),
    (Action.UPLOAD, ("antrean", "Lihat antrean unggahan")),
    (Action.READ_LOG, ("log", "Pertanyaan terbaru dan yang belum terjawab")),
    (Action.INVITE, ("undang", "Buat tautan undangan")),
    (Action.MANAGE_USERS, ("pengguna", "Lihat pengguna dan cabut akses")),
)


async def register_all(bot: Bot, access: Access) -> None:
    """Everybody's commands, and those of each known user."""
    users = await asyncio.to_thread(access.users)
    await asyncio.gather(_set(bot, BotCommandScopeDefault(), None), *(register(bot, user.id, user.role) for user in users))


async def register(bot: Bot, user_id: int, role: Role | None) -> None:
    """One user's commands; without a role, everybody's again."""
    await _set(bot, BotCommandScopeChat(user_id), role)


async def _set(bot: Bot, scope: BotCommandScope, role: Role | None) -> None:
    permitted = [command for action, command in BY_ACTION if Access.may(role, action)]
    menu_of_one = isinstance(scope, BotCommandScopeChat)
    try:
        if role is None and menu_of_one:
            await bot.delete_my_commands(scope)
        else:
            await bot.set_my_commands([*EVERYBODY, *permitted], scope)
    except TelegramError as error:  # a user who never wrote to the bot has no menu yet; nothing else depends on it
        log.info("Menu perintah tidak dapat diatur: %s", error)
