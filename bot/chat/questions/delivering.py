"""An answer's way to who asked: tried until it has surely arrived, for a day, and never sent again where it may have arrived."""

import asyncio
import logging
from collections import deque
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from telegram import ChatMember, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError
from telegram.ext import Application, BaseHandler, ChatMemberHandler, MessageHandler, filters

from bot.chat.context import Context
from bot.chat.html_text import safe, visible
from bot.chat.replying import changed, delete, reply, send_part
from bot.chat.screens import button
from bot.chat.traffic.processing import may_have_arrived, retry_after
from bot.errors import BotError
from bot.journal.deliveries import Deliveries
from bot.journal.entries import Delivery
from bot.models import Inquiry

log = logging.getLogger(__name__)

PAUSES = (5, 15, 60, 300, 900, 1800)
"""Seconds until an answer is tried again after so many attempts; the last one holds on."""
CLOSED_PAUSE = 3600
"""Seconds until a chat that is closed to the bot is tried; Telegram says when it opens, but not to a bot that was off then."""
GIVEN_UP_AFTER = timedelta(days=1)
UNCERTAIN = "Sambungan terputus saat jawaban dikirim. Bila jawabannya tidak muncul di atas, tekan tombol ini."
REFUSED = "Jawabannya ada, tetapi tidak dapat ditampilkan di Telegram. Silakan ajukan pertanyaannya lagi dengan lebih singkat."
CLOSED_TO_THE_BOT = ("not enough rights", "have no rights", "chat_write_forbidden")
"""How Telegram says that the bot may not write in a group (any more)."""
ABSENT = (ChatMember.LEFT, ChatMember.BANNED)


@dataclass
class Parcel:
    """An answer as it is to be shown, and how far it has come.

    The first of `parts` takes the place of the bot's message `earlier`, if there is one; once all have arrived, its messages `obsolete` go.
    `sent` are the ids of those that have arrived, None until the log was asked; `uncertain`: one more was sent, and nobody knows whether it
    arrived. The log may be busy after something was sent, so what is known here counts.
    """

    question: Inquiry
    log_id: int
    parts: list[str]
    markup: InlineKeyboardMarkup | None
    earlier: int | None = None
    obsolete: Sequence[int] = ()
    attempts: int = 0
    sent: list[int] | None = None
    uncertain: bool = False
    plain: bool = False


def handlers() -> list[BaseHandler]:
    return [
        MessageHandler(filters.StatusUpdate.MIGRATE, follow_group),
        ChatMemberHandler(chat_changed, ChatMemberHandler.MY_CHAT_MEMBER),
    ]


async def follow_group(update: Update, context: Context) -> None:
    """A group became a supergroup; Telegram says so in both, under either id."""
    message = update.effective_message
    old = message.migrate_from_chat_id or message.chat_id
    new = message.migrate_to_chat_id or message.chat_id
    await context.bot_data["delivering"].move(old, new)


async def chat_changed(update: Update, context: Context) -> None:
    """The bot was blocked or unblocked, taken out of a group or put back: then what waits for that is sent."""
    change = update.my_chat_member
    if change.new_chat_member.status not in ABSENT:
        context.bot_data["delivering"].open(change.chat.id)


class Delivering:
    """One for each application. What is still waiting at its end is sent after the next start.

    The answers of a chat wait for one another; the chats do not.
    """

    def __init__(self, deliveries: Deliveries):
        self.pauses = PAUSES
        self._deliveries = deliveries
        self._waiting: dict[int, deque[Parcel]] = {}
        self._awake: dict[int, asyncio.Event] = {}
        self._halted = False

    async def deliver(self, application: Application, parcel: Parcel) -> None:
        """Try once, and go on in the background if that is not the end of it."""
        chat_id = parcel.question.chat_id
        if chat_id in self._waiting:
            self._waiting[chat_id].append(parcel)
            self.open(chat_id)
            return
        pause = await self._attempt(application, parcel)
        if pause is not None and not self._halted:
            self._waiting[chat_id] = deque([parcel])
            application.create_task(self._keep_trying(application, chat_id, pause), name="delivery")

    def open(self, chat_id: int) -> None:
        """What waits for this chat is tried now."""
        if chat_id in self._awake:
            self._awake[chat_id].set()

    def open_all(self) -> None:
        """What waits is tried now: Telegram can be reached again."""
        for chat_id in self._awake:
            self.open(chat_id)

    def halt(self) -> None:
        self._halted = True
        self.open_all()

    async def move(self, chat_id: int, new_chat_id: int) -> None:
        """A group goes on under another id."""
        await asyncio.to_thread(self._deliveries.move, chat_id, new_chat_id)
        for parcel in self._waiting.get(chat_id, ()):
            parcel.question = replace(parcel.question, chat_id=new_chat_id)
        self.open(chat_id)

    async def _keep_trying(self, application: Application, chat_id: int, pause: float) -> None:
        waiting, awake = self._waiting[chat_id], self._awake.setdefault(chat_id, asyncio.Event())
        try:
            while waiting and not self._halted:
                with suppress(TimeoutError):
                    await asyncio.wait_for(awake.wait(), pause)
                awake.clear()
                if self._halted:
                    break
                pause = await self._attempt(application, waiting[0]) or 0
                if not pause:
                    waiting.popleft()
        finally:
            del self._waiting[chat_id], self._awake[chat_id]

    async def _attempt(self, application: Application, parcel: Parcel) -> float | None:
        """Seconds until the next attempt, more than 0; None where there is to be none."""
        parcel.attempts += 1
        usual = self.pauses[min(parcel.attempts, len(self.pauses)) - 1]
        try:
            return await self._sent(application, parcel, usual)
        except BotError as error:
            log.warning("Pengiriman jawaban %s tidak dapat dicatat: %s", parcel.log_id, error)
            return usual

    async def _sent(self, application: Application, parcel: Parcel, usual: float) -> float | None:
        try:
            await self._send(application, parcel)
        except ChatMigrated as error:
            await self.move(parcel.question.chat_id, error.new_chat_id)
            parcel.question = replace(parcel.question, chat_id=error.new_chat_id)
            return await self._sent(application, parcel, usual)
        except (BadRequest, Forbidden) as error:
            if isinstance(error, Forbidden) or _closed(error):
                return await self._later(parcel, Delivery.CLOSED, CLOSED_PAUSE, error)
            log.warning("Jawaban %s tidak diterima Telegram: %s", parcel.log_id, error)
            return await self._simplified(application, parcel, usual)
        except RetryAfter as error:
            return await self._later(parcel, Delivery.WAITING, max(usual, retry_after(error)), error)
        except TelegramError as error:
            return await self._later(parcel, Delivery.WAITING, usual, error)
        except BotError:
            raise
        except Exception as error:  # the chat's other answers wait for this one, so it must come to an end
            log.exception("Kesalahan saat mengirim jawaban %s.", parcel.log_id)
            return await self._later(parcel, Delivery.WAITING, usual, error)
        return None

    async def _simplified(self, application: Application, parcel: Parcel, usual: float) -> float | None:
        """Once more what Telegram refused, with neither form nor buttons; a sentence in its place if that is refused, too."""
        if not parcel.plain:
            parcel.plain, parcel.markup = True, None
            parcel.parts = [safe(visible(part)) for part in parcel.parts]
            return await self._sent(application, parcel, usual)
        with suppress(BadRequest):
            await reply(application.bot, parcel.question, [REFUSED], earlier=parcel.earlier)
        await self._end(parcel, Delivery.LOST)
        return None

    async def _send(self, application: Application, parcel: Parcel) -> None:
        """Every part that has not arrived. Where it is uncertain whether one has, a short line with a button takes the place of
        the rest: Telegram offers no way to ask, and the button shows the answer from the log."""
        if parcel.sent is None:
            progress = await asyncio.to_thread(self._deliveries.progress, parcel.question.key)
            parcel.sent, parcel.uncertain = list(progress.message_ids), progress.uncertain
        while len(parcel.sent) < len(parcel.parts) and not parcel.uncertain:
            await self._send_next(application, parcel)
        if parcel.uncertain:
            await self._offer(application, parcel)
        await self._end(parcel, Delivery.ARRIVED)
        await delete(application.bot, parcel.question.chat_id, parcel.obsolete)

    async def _send_next(self, application: Application, parcel: Parcel) -> None:
        number = len(parcel.sent) + 1
        part, under = parcel.parts[number - 1], parcel.markup if number == len(parcel.parts) else None
        if number == 1 and await self._changed(application, parcel, part, under):
            parcel.sent.append(parcel.earlier)
            return
        await asyncio.to_thread(self._deliveries.note, parcel.question.key, Delivery.SENDING, parcel.sent)
        await self._certainly(send_part(application.bot, parcel.question, part, under, quoting=number == 1), parcel)

    async def _changed(self, application: Application, parcel: Parcel, html: str, markup: InlineKeyboardMarkup | None) -> bool:
        if parcel.earlier is None:
            return False
        return await changed(application.bot, parcel.question.chat_id, parcel.earlier, html, markup)

    async def _certainly(self, sending: Coroutine[None, None, int], parcel: Parcel) -> None:
        """Send, and keep what is known of that. Raises TelegramError where it surely did not arrive."""
        try:
            parcel.sent.append(await sending)
        except TelegramError as error:
            parcel.uncertain = may_have_arrived(error)
            if not parcel.uncertain:
                await asyncio.to_thread(self._deliveries.note, parcel.question.key, Delivery.WAITING, parcel.sent)
                raise

    async def _offer(self, application: Application, parcel: Parcel) -> None:
        """In the place of the rest. May come twice, which does no harm; so it is sent until it surely has arrived."""
        shows_answer = InlineKeyboardMarkup([[button("Tampilkan jawaban", f"a:{parcel.log_id}")]])
        parcel.sent.append(await send_part(application.bot, parcel.question, UNCERTAIN, shows_answer, quoting=True))
        parcel.parts, parcel.uncertain = parcel.parts[: len(parcel.sent)], False

    async def _later(self, parcel: Parcel, delivery: Delivery, pause: float, error: Exception) -> float | None:
        """`pause`, or None once the answer is given up."""
        key = parcel.question.key
        progress = await asyncio.to_thread(self._deliveries.progress, key)
        if datetime.now(UTC) - progress.received_at > GIVEN_UP_AFTER:
            log.warning("Jawaban %s tidak sampai dalam sehari dan tidak dikirim lagi (%s).", parcel.log_id, error)
            await self._end(parcel, Delivery.LOST)
            return None
        if not parcel.uncertain:
            await asyncio.to_thread(self._deliveries.note, key, delivery, parcel.sent or progress.message_ids)
        if parcel.attempts == 1:
            log.warning("Jawaban %s belum terkirim (%s); dicoba lagi sampai sehari.", parcel.log_id, error)
        return pause

    async def _end(self, parcel: Parcel, delivery: Delivery) -> None:
        await asyncio.to_thread(self._deliveries.end, parcel.question.key, parcel.log_id, delivery, parcel.sent or ())


def _closed(error: BadRequest) -> bool:
    words = str(error).lower()
    return any(sign in words for sign in CLOSED_TO_THE_BOT)
