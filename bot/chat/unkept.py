"""What came in and could not be kept, since the disk is full or the log unusable: its sender is told, and the admins, once each."""

import asyncio
import logging
import time
from collections.abc import Hashable

from telegram.error import TelegramError
from telegram.ext import BaseHandler, TypeHandler

from bot.chat.context import Context
from bot.chat.traffic.inbox import Unkept
from bot.models import Role

log = logging.getLogger(__name__)

SORRY = (
    "Maaf, pesan Anda belum dapat diproses karena penyimpanan server penuh atau rusak. Pengelola sudah diberi tahu; silakan "
    "kirim lagi nanti."
)
_ADMINS: Hashable = "admins"
"""The key of all admins beside those of senders, which are numbers."""


def handlers() -> list[BaseHandler]:
    return [TypeHandler(Unkept, tell_unkept)]


async def tell_unkept(item: Unkept, context: Context) -> None:
    """The sender hears it, the next minutes' messages are passed over in silence."""
    if not context.core.troubles.wait(item.update.effective_user.id, time.monotonic()):
        await item.update.effective_message.reply_text(SORRY)
    await tell_admins(context, item.reason)


async def tell_admins(context: Context, reason: str) -> None:
    """What is wrong with the storage, in private; whoever can't be reached is left out."""
    if context.core.troubles.wait(_ADMINS, time.monotonic()):
        return
    log.warning("%s", reason)
    for user in await asyncio.to_thread(context.core.access.users):
        if user.role is Role.ADMIN:
            try:
                await context.bot.send_message(user.id, f"⚠️ {reason}")
            except TelegramError as error:
                log.info("Admin %s tidak dapat dihubungi: %s", user.id, error)
