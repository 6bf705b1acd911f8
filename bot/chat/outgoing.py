"""Sends what others have written into the outbox of log.db, perhaps in another process: privately, and at most once."""

import asyncio
import logging
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError
from telegram.ext import Application

from bot.chat.html_text import split
from bot.chat.traffic.processing import may_have_arrived, retry_after
from bot.errors import BotError
from bot.journal.entries import Delivery
from bot.journal.outbox import Message, Outbox
from bot.people.access import Access

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between looks whether there is something to send."""
PAUSE = 60.0
"""Seconds until a message that surely didn't arrive is tried again; every request was repeated for half a minute by then."""
GIVEN_UP_AFTER = timedelta(days=3)
"""A weekend without a network loses nothing."""


class Outgoing:
    """One for each application. `run` it until `halt`; what is left then is sent after the next start."""

    def __init__(self, outbox: Outbox, access: Access):
        self.pause = PAUSE
        self._outbox, self._access = outbox, access
        self._halted = asyncio.Event()

    def halt(self) -> None:
        self._halted.set()

    def close(self) -> None:
        self._outbox.close()

    async def run(self, application: Application) -> None:
        while not self._halted.is_set():
            try:
                await self._send_all(application)
            except BotError as error:
                log.warning("Kabar yang menunggu belum dapat dikirim: %s", error)
            except Exception:  # of one message; the others are to be sent all the same
                log.exception("Satu kabar tidak dapat dikirim.")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._halted.wait(), EVERY)

    async def _send_all(self, application: Application) -> None:
        while not self._halted.is_set():
            message = await asyncio.to_thread(self._outbox.claim)
            if message is None:
                return
            await self._send(application, message)

    async def _send(self, application: Application, message: Message) -> None:
        if await asyncio.to_thread(self._access.role, message.user_id) is None:
            await self._end(message, Delivery.LOST)
            return
        try:
            arrived = await _sent(application, message)
        except (BadRequest, ChatMigrated, Forbidden) as error:
            log.info("Kabar untuk %s tidak dapat dikirim: %s", message.user_id, error)
            await self._end(message, Delivery.CLOSED if isinstance(error, Forbidden) else Delivery.LOST)
        except TelegramError as error:
            await self._later(message, error)
        else:
            await self._end(message, arrived)

    async def _later(self, message: Message, error: TelegramError) -> None:
        now = datetime.now(UTC)
        if now - message.written_at > GIVEN_UP_AFTER:
            log.warning("Kabar untuk %s tidak sampai dan tidak dikirim lagi: %s", message.user_id, error)
            await self._end(message, Delivery.LOST)
            return
        log.warning("Kabar untuk %s belum terkirim: %s", message.user_id, error)
        asked = retry_after(error) if isinstance(error, RetryAfter) else 0.0
        await asyncio.to_thread(self._outbox.give_back, message, now + timedelta(seconds=max(asked, self.pause)))

    async def _end(self, message: Message, state: Delivery) -> None:
        await asyncio.to_thread(self._outbox.end, message, state)


async def _sent(application: Application, message: Message) -> Delivery:
    """Raises TelegramError where nothing of it has arrived, for sure: it would be read twice else."""
    parts = split(message.html)
    for number, part in enumerate(parts, 1):
        under = _markup(message) if number == len(parts) else None
        try:
            await application.bot.send_message(message.user_id, part, ParseMode.HTML, reply_markup=under)
        except TelegramError as error:
            if number == 1 and not may_have_arrived(error):
                raise
            log.warning("Kabar untuk %s mungkin tidak sampai seluruhnya: %s", message.user_id, error)
            return Delivery.SENDING
    return Delivery.ARRIVED


def _markup(message: Message) -> InlineKeyboardMarkup | None:
    rows = [[_button(label, target)] for label, target in message.buttons]
    return InlineKeyboardMarkup(rows) if rows else None


def _button(label: str, target: str) -> InlineKeyboardButton:
    if target.startswith("https://"):
        return InlineKeyboardButton(label, url=target)
    return InlineKeyboardButton(label, callback_data=target)
