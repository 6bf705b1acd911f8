"""What Telegram hands over, kept on disk before Telegram is told that we have it.

python-telegram-bot acknowledges a polled batch (or answers a webhook call) right after each update was put into the
application's queue. So the queue itself does the keeping: a question goes into the answer log, a sent file into the spool.
What stands there unfinished is taken up at the next start, and what Telegram sends a second time is recognised and dropped.
"""

import asyncio
import logging
from dataclasses import dataclass

from telegram import Bot, Message, Update
from telegram.error import TelegramError

from bot.chat.traffic.limits import Window
from bot.chat.traffic.messages import file_in, message_key, question_in
from bot.chat.traffic.spool import Spool
from bot.journal.answer_log import AnswerLog
from bot.models import Inquiry
from bot.people.access import Access, Action

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class TooSoon:
    """A question beyond its asker's limit; another may come after so many seconds."""

    question: Inquiry
    wait: int


class Inbox(asyncio.Queue):
    """The application's update queue. Questions of those who may ask come out as Inquiry or TooSoon, all else as Update.

    The limit goes by the time a question was written, not by when it arrives: after an outage many arrive at once.
    """

    def __init__(self, answers: AnswerLog, access: Access, spool: Spool, limit: Window):
        super().__init__()
        self._answers, self._access, self._spool, self._limit = answers, access, spool, limit

    async def put(self, item: object) -> None:
        """Raises TelegramError where the item can't be kept: then the poll is repeated instead of acknowledged."""
        if isinstance(item, Update) and _from_someone(item):
            try:
                item = await asyncio.to_thread(self._kept, item)
            except Exception as error:
                log.exception("Pesan masuk tidak dapat disimpan; Telegram akan mengirimnya lagi.")
                raise TelegramError("Pesan masuk tidak dapat disimpan.") from error
        if item is not None:
            await super().put(item)

    async def restore(self, bot: Bot) -> None:
        """Put in what was left unfinished when the bot last stopped."""
        questions = await asyncio.to_thread(self._answers.pending)
        files = await asyncio.to_thread(self._spool.pending, bot)
        for item in [*questions, *files]:
            await super().put(item)

    def _kept(self, update: Update) -> Inquiry | TooSoon | Update | None:
        """The item to be handled; None for what came a second time. Of strangers nothing is kept: a handler tells them why."""
        question = question_in(update, update.get_bot())
        to_be_kept = question is not None or file_in(update)
        if not to_be_kept or not self._access.permits(update.effective_user.id, Action.ASK):
            return update
        if question:
            return self._kept_question(update, question)
        return update if self._spool.keep(update) else None

    def _kept_question(self, update: Update, question: Inquiry) -> Inquiry | TooSoon | None:
        if update.edited_message and self._same_words(update.edited_message, question):
            return None
        if not self._answers.receive(question):
            return None
        written = update.effective_message.edit_date or update.effective_message.date
        wait = self._limit.wait(question.user_id, written.timestamp())
        return TooSoon(question, wait) if wait else question

    def _same_words(self, edited: Message, question: Inquiry) -> bool:
        """Whether an edited message asks what it asked when it was answered."""
        answered = self._answers.answered(message_key(edited))
        if answered is None:
            return False
        return self._answers.entry(answered).question == question.text


def _from_someone(update: Update) -> bool:
    """Whether it is a message of a person's, new or edited."""
    message = update.message or update.edited_message
    return message is not None and update.effective_user is not None
