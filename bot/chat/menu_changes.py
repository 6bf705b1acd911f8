"""Menus follow roles that were changed elsewhere than in the chat: at the desk, or in a terminal, which may be another process."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress

from telegram.ext import Application

from bot.chat.commands import Menus
from bot.errors import BotError
from bot.models import Role
from bot.people.access import Access

log = logging.getLogger(__name__)

EVERY = 5.0
"""Seconds between looks at who holds which role."""


class MenuChanges:
    """One for each application. `run` it until `halt`."""

    def __init__(self, menus: Menus, access: Access):
        self.every = EVERY
        self._menus, self._access = menus, access
        self._halted = asyncio.Event()

    def halt(self) -> None:
        self._halted.set()

    def close(self) -> None:
        """Nothing was opened here."""

    async def run(self, application: Application) -> None:
        while not self._halted.is_set():
            try:
                await self._follow(application)
            except BotError as error:
                log.warning("Menu perintah belum dapat disesuaikan: %s", error)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._halted.wait(), self.every)

    async def _follow(self, application: Application) -> None:
        """Sets the menus of those who hold another role than when theirs was set."""
        roles = await asyncio.to_thread(self._roles)
        shown = self._menus.roles
        for user_id in shown.keys() | roles.keys():
            role = roles.get(user_id)
            if role is not shown.get(user_id):
                await self._menus.register(application.bot, user_id, role)

    def _roles(self) -> Mapping[int, Role]:
        return {user.id: user.role for user in self._access.users()}
