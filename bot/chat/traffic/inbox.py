"""What Telegram hands over, kept on disk before Telegram is told that we have it.

python-telegram-bot acknowledges a polled batch (or answers a webhook call) right after each update was put into the
application's queue. So the queue itself does the keeping: a question goes into the answer log, a sent file into the spool.
What stands there unfinished is taken up at the next start, and what Telegram sends a second time is recognised and dropped.
"""

import asyncio
import logging
import time
from dataclasses import dataclass

from telegram import Bot, Message, Update
from telegram.error import TelegramError

from bot.chat.traffic.messages import file_in, message_key, piece_in, question_in
from bot.chat.traffic.pieces import Held, Pieces, cut_off
from bot.chat.traffic.seen import Seen
from bot.chat.traffic.spool import Spool
from bot.chat.traffic.turns import Declined, Turns
from bot.chat.traffic.unreadable import MALFORMED, Unreadable
from bot.errors import StorageTrouble
from bot.journal.answer_log import AnswerLog
from bot.limits import Window
from bot.models import Inquiry
from bot.people.access import Access, Action

log = logging.getLogger(__name__)

LONGEST = 16_000
"""Characters of a question: four messages, which are searched for in under a second."""
TOO_LONG = (
    "Pesannya terlalu panjang untuk saya baca sebagai satu pertanyaan. Tolong tulis pertanyaannya dalam beberapa kalimat, ya."
)

NO_ROOM = "Berkas yang dikirim tidak dapat disimpan ({}); periksa ruang disk dan izin folder data di server."


@dataclass(frozen=True)
class Unkept:
    """A message that there was no way to keep, and why, in a sentence for the admins."""

    update: Update
    reason: str


class Inbox(asyncio.Queue):
    """The application's update queue. Questions of those who may ask come out as Inquiry, with TooSoon before what has to wait and
    Declined in the place of what isn't answered; what can't be kept as Unkept, all else as Update. A file with a question under it
    comes out as both."""

    def __init__(self, answers: AnswerLog, access: Access, spool: Spool, limit: Window, seen: Seen, unreadable: Unreadable):
        super().__init__()
        self._answers, self._access, self._spool = answers, access, spool
        self._seen, self._unreadable = seen, unreadable
        self._turns = Turns(limit, self._hand_on)
        self._pieces = Pieces(self._enter)
        self._halted = False

    async def put(self, item: object) -> None:
        """Raises TelegramError where the item can't be kept: then the poll is repeated instead of acknowledged."""
        if not isinstance(item, Update):
            return await super().put(item)
        if not self._seen.new(item.update_id):
            return
        try:
            await self._take_readable(item)
        except StorageTrouble as error:  # Telegram would send it again for ever, and nobody would know why nothing comes
            await super().put(Unkept(item, str(error)))
        except Exception as error:
            self._seen.forget(item.update_id)
            log.exception("Pesan masuk tidak dapat disimpan; Telegram akan mengirimnya lagi.")
            raise TelegramError("Pesan masuk tidak dapat disimpan.") from error

    async def ask(self, question: Inquiry) -> None:
        """Take in what a button asks, as if it were written now. Raises BotError where it can't be kept."""
        if await asyncio.to_thread(self._answers.receive, question):
            self._enter(question, time.time())

    async def _take_readable(self, update: Update) -> None:
        """Nothing for what was handled before a restart; what can't be read is set aside."""
        if await asyncio.to_thread(self._seen.handled, update.update_id):
            return
        try:
            if _from_someone(update):
                await self._take(update)
            else:
                await super().put(update)
        except MALFORMED as error:
            await asyncio.to_thread(self._unreadable.keep, update.to_dict(), error)

    async def restore(self, bot: Bot) -> None:
        """Put in what was left unfinished when the bot last stopped."""
        for question in await asyncio.to_thread(self._answers.pending):
            if cut_off(question.text):
                received = await asyncio.to_thread(self._answers.received_at, question.key)
                self._pieces.take(question, received.timestamp(), question.text)
            else:
                await super().put(question)
        for file in await asyncio.to_thread(self._spool.pending, bot):
            await super().put(file)

    def halt(self) -> None:
        """The bot stops: what still waits for its turn or for its end stays pending in the log."""
        self._halted = True

    async def _take(self, update: Update) -> None:
        """Of strangers nothing is kept: a handler tells them why."""
        message = update.effective_message
        held = self._pieces.begun(update.message)
        question = piece_in(message, update.get_bot()) if held else question_in(update, update.get_bot())
        to_be_kept = question is not None or file_in(update)
        if not to_be_kept or not await asyncio.to_thread(self._access.permits, update.effective_user.id, Action.ASK):
            return await super().put(update)
        whole = await asyncio.to_thread(self._kept, update, question, held) if question else None
        if whole:
            self._pieces.take(whole, _written(message), message.text or message.caption)
        if not message.text and await asyncio.to_thread(self._file_is_new, update):
            await super().put(update)

    def _kept(self, update: Update, question: Inquiry, held: Held | None) -> Inquiry | None:
        """A question that isn't known yet, which is kept now, with the other pieces of its text; None for one that is."""
        if update.edited_message:
            return self._answers.receive_edit(message_key(update.edited_message), question)
        if not self._answers.receive(question, held.question.key if held else None):
            return None
        return held.with_piece(question) if held else question

    def _file_is_new(self, update: Update) -> bool:
        """Whether what was sent besides the question isn't known yet; a file is kept then."""
        if not file_in(update):
            return update.message is not None
        try:
            return self._spool.keep(update)
        except OSError as error:
            raise StorageTrouble(NO_ROOM.format(error.strerror)) from error

    def _enter(self, question: Inquiry, written: float) -> None:
        """A question is whole."""
        if len(question.text) > LONGEST:
            self._hand_on(Declined(question, TOO_LONG))
        else:
            self._turns.enter(question, written)

    def _hand_on(self, item: object) -> None:
        if not self._halted:
            self.put_nowait(item)


def _written(message: Message) -> float:
    """When a message was written, or last edited, in seconds since the epoch."""
    return (message.edit_date or message.date).timestamp()


def _from_someone(update: Update) -> bool:
    """Whether it is a message of a person's, new or edited."""
    message = update.message or update.edited_message
    return message is not None and update.effective_user is not None
