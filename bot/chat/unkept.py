"""What came in and could not be kept, since the disk is full or the log unusable: its sender is told, and the admins, once each."""

import asyncio
import logging
import time
from collections.abc import Hashable

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import BaseHandler, TypeHandler

from bot.chat.context import Context, Core
from bot.chat.replying import tell
from bot.chat.traffic.inbox import Unkept
from bot.chat.traffic.messages import addressed
from bot.errors import BotError
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
    """The sender hears it, if he spoke to the bot; the next minutes' messages are passed over in silence."""
    await tell_admins(context, item.reason)
    sender = item.update.effective_user
    if spoke_to_us(item.update, context) and not context.core.troubles.wait(sender.id, time.monotonic()):
        await tell(item.update, context, SORRY)


def spoke_to_us(update: Update, context: Context) -> bool:
    """Whether somebody waits for a reply: what colleagues say to each other in a group gets none."""
    if update.callback_query:
        return True
    message = update.effective_message
    return bool(message and update.effective_user and addressed(message, context.bot))


async def tell_admins(context: Context, reason: str) -> None:
    """What is wrong with the storage, in private; whoever can't be reached is left out."""
    if context.core.troubles.wait(_ADMINS, time.monotonic()):
        return
    log.warning("%s", reason)
    for user_id in await asyncio.to_thread(_admins, context.core):
        try:
            await context.bot.send_message(user_id, f"⚠️ {reason}")
        except TelegramError as error:
            log.info("Admin %s tidak dapat dihubungi: %s", user_id, error)


def _admins(core: Core) -> list[int]:
    """Where the log can't be read, those whom the settings name."""
    try:
        return [user.id for user in core.access.users() if user.role is Role.ADMIN]
    except BotError:
        return sorted(core.settings.admin_ids)
