"""What Telegram shows of the bot: its description, and in each person's menu the commands that the role permits.

Telegram allows few changes of these, so what is set already is left alone: the descriptions are asked for, and what stands in a menu
is remembered in the log.
"""

import asyncio
import json
import logging

from telegram import (
    Bot,
    BotCommandScope,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    MenuButton,
    MenuButtonDefault,
    MenuButtonWebApp,
    WebAppInfo,
)
from telegram.error import TelegramError

from bot.answering import prompts
from bot.journal.answer_log import AnswerLog
from bot.models import Role
from bot.people.access import Access, Action

log = logging.getLogger(__name__)

EVERYBODY = (("start", "Mulai, atau pakai undangan"), ("bantuan", "Cara memakai asisten ini"))
BY_ACTION = (
    (Action.LIST, ("dokumen", "Lihat dokumen yang tersedia")),
    (Action.UPLOAD, ("unggah", "Tautan untuk mengirim berkas besar")),
    (Action.UPLOAD, ("antrean", "Lihat antrean unggahan")),
    (Action.REVIEW, ("celah", "Pertanyaan yang belum dapat dijawab")),
    (Action.READ_LOG, ("log", "Pertanyaan terbaru dan yang belum terjawab")),
    (Action.INVITE, ("undang", "Buat tautan undangan")),
    (Action.MANAGE_USERS, ("pengguna", "Lihat pengguna dan cabut akses")),
    (Action.ASK, ("data_saya", "Lihat atau hapus data Anda yang disimpan")),
)
SIGN_IN = ("masuk", "Tautan masuk ke meja koordinator")
DESK = "Meja"
"""What the menu button says that opens the desk."""
NO_MENU = "[]"
"""What is remembered of a person whose menu is everybody's."""
NO_DESK = ""
"""What is remembered of a person whose menu button is everybody's."""


async def describe(bot: Bot) -> None:
    """What people read before they write: in the empty chat, and on the bot's page."""
    long, short = prompts.text("profil"), prompts.text("profil_singkat")
    try:
        if (await bot.get_my_description()).description != long:
            await bot.set_my_description(long)
        if (await bot.get_my_short_description()).short_description != short:
            await bot.set_my_short_description(short)
    except TelegramError as error:  # nothing else depends on it; tried again at the next start
        log.warning("Keterangan bot tidak dapat diatur: %s", error)


class Menus:
    """The menus of one installation; what was set last is remembered in `answers`, for each bot by itself. `desk` is the address of the
    coordinators' desk, "" where there is none; only one with https can be opened by a button. `roles` are those for which menus were set since
    the start."""

    def __init__(self, answers: AnswerLog, desk: str = ""):
        self.roles: dict[int, Role] = {}
        self._log, self._desk = answers, desk

    async def register_all(self, bot: Bot, access: Access) -> None:
        """Everybody's commands, and those of each known user."""
        users = await asyncio.to_thread(access.users)
        everybody = self._set(bot, BotCommandScopeDefault(), EVERYBODY)
        await asyncio.gather(everybody, *(self.register(bot, user.id, user.role) for user in users))

    async def register(self, bot: Bot, user_id: int, role: Role | None) -> None:
        """One user's commands; without a role, everybody's again."""
        permitted = [command for action, command in BY_ACTION if Access.may(role, action)]
        sits_there = bool(self._desk) and Access.may(role, Action.READ_LOG)
        if sits_there:
            permitted.append(SIGN_IN)
        await self._set(bot, BotCommandScopeChat(user_id), (*EVERYBODY, *permitted) if role else ())
        is_opened = sits_there and self._desk.startswith("https://")
        await self._set_button(bot, user_id, f"{self._desk}/telegram" if is_opened else NO_DESK)
        self.roles.pop(user_id, None)
        if role:
            self.roles[user_id] = role

    async def _set(self, bot: Bot, scope: BotCommandScope, menu: tuple[tuple[str, str], ...]) -> None:
        """`menu` is the commands with their descriptions; none: everybody's."""
        whose = scope.chat_id if isinstance(scope, BotCommandScopeChat) else "semua"
        name, wanted = f"menu {bot.id} {whose}", json.dumps(menu)
        if (await asyncio.to_thread(self._log.recall, name) or NO_MENU) == wanted:
            return
        try:
            await (bot.set_my_commands(menu, scope) if menu else bot.delete_my_commands(scope))
        except TelegramError as error:  # a user who never wrote to the bot has no menu yet; nothing else depends on it
            log.info("Menu perintah tidak dapat diatur: %s", error)
        else:
            await asyncio.to_thread(self._log.remember, name, wanted)

    async def _set_button(self, bot: Bot, user_id: int, opens: str) -> None:
        """`opens` is the page that one user's menu button opens; NO_DESK: his commands again."""
        name = f"tombol {bot.id} {user_id}"
        if (await asyncio.to_thread(self._log.recall, name) or NO_DESK) == opens:
            return
        button: MenuButton = MenuButtonWebApp(DESK, WebAppInfo(opens)) if opens else MenuButtonDefault()
        try:
            await bot.set_chat_menu_button(user_id, button)
        except TelegramError as error:  # as with the commands
            log.info("Tombol menu tidak dapat diatur: %s", error)
        else:
            await asyncio.to_thread(self._log.remember, name, opens)
