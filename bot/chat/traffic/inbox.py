"""What Telegram hands over, kept on disk before Telegram is told that we have it.

python-telegram-bot acknowledges a polled batch (or answers a webhook call) right after each update was put into the
application's queue. So the queue itself does the keeping: a question goes into the answer log, a sent file into the spool.
What stands there unfinished is taken up at the next start, and what Telegram sends a second time is recognised and dropped.
"""

import asyncio
import json
import logging
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from telegram import Bot, Message, Update
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.chat.traffic.limits import Window
from bot.journal.answer_log import AnswerLog
from bot.models import Question
from bot.people.access import Access, Action

log = logging.getLogger(__name__)

FETCHING = "ambil-"
EDIT_WINDOW = 600
"""Seconds after which an edited question is no longer answered anew."""


@dataclass(frozen=True)
class TooSoon:
    """A question beyond its asker's limit; another may come after so many seconds."""

    question: Question
    wait: int


class Spool:
    """Files people sent that are not in the library yet: one small JSON file each, holding the update."""

    def __init__(self, folder: Path):
        self._folder = folder

    def keep(self, update: Update) -> bool:
        """False if it is kept already. The file appears whole or not at all."""
        path = self._path(update.message)
        if path.exists():
            return False
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".tmp")
        draft.write_text(update.to_json(), encoding="utf-8")
        draft.replace(path)
        return True

    def done(self, message: Message) -> None:
        self._path(message).unlink(missing_ok=True)

    def room(self) -> tempfile.TemporaryDirectory:
        """A folder to fetch a file into."""
        return tempfile.TemporaryDirectory(prefix=FETCHING, dir=self._folder)

    def pending(self, bot: Bot) -> list[Update]:
        """What is kept, oldest first. What was half fetched when the bot stopped is thrown away: it is fetched again."""
        for left in self._folder.glob(f"{FETCHING}*"):
            shutil.rmtree(left)
        texts = [path.read_text(encoding="utf-8") for path in self._folder.glob("*.json")]
        updates = [Update.de_json(json.loads(text), bot) for text in texts]
        return sorted(updates, key=lambda update: update.update_id)

    def _path(self, message: Message) -> Path:
        return self._folder / f"{message.chat_id}_{message.message_id}.json"


class Inbox(asyncio.Queue):
    """The application's update queue. Questions of those who may ask come out as Question or TooSoon, all else as Update.

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

    def _kept(self, update: Update) -> Question | TooSoon | Update | None:
        """The item to be handled; None for what came a second time. Of strangers nothing is kept: a handler tells them why."""
        question = question_in(update, update.get_bot())
        to_be_kept = question is not None or file_in(update)
        if not to_be_kept or not self._access.permits(update.effective_user.id, Action.ASK):
            return update
        if question:
            return self._kept_question(update, question)
        return update if self._spool.keep(update) else None

    def _kept_question(self, update: Update, question: Question) -> Question | TooSoon | None:
        if update.edited_message and self._same_words(update.edited_message, question):
            return None
        if not self._answers.receive(question):
            return None
        written = update.effective_message.edit_date or update.effective_message.date
        wait = self._limit.wait(question.user_id, written.timestamp())
        return TooSoon(question, wait) if wait else question

    def _same_words(self, edited: Message, question: Question) -> bool:
        """Whether an edited message asks what it asked when it was answered."""
        answered = self._answers.answered(message_key(edited))
        if answered is None:
            return False
        return self._answers.entry(answered).question == question.text


def _from_someone(update: Update) -> bool:
    """Whether it is a message of a person's, new or edited."""
    message = update.message or update.edited_message
    return message is not None and update.effective_user is not None


def message_key(message: Message) -> str:
    return f"{message.chat_id}:{message.message_id}"


def file_in(update: Update) -> bool:
    """Whether a file or photo was sent to the bot alone."""
    message = update.message
    if message is None or message.chat.type != ChatType.PRIVATE:
        return False
    return bool(message.document or message.photo)


def question_in(update: Update, bot: Bot) -> Question | None:
    """The question an update holds: plain text to the bot alone, or in a group with its name or as a reply to it.

    An edited message counts within EDIT_WINDOW seconds; its key then ends with the time of the edit.
    """
    message = update.message or update.edited_message
    if message is None or not _in_words(message):
        return None
    if not addressed(message, bot) or correction_in(message):
        return None
    key = message_key(message)
    if update.edited_message:
        if (message.edit_date - message.date).total_seconds() > EDIT_WINDOW:
            return None
        key += f":{int(message.edit_date.timestamp())}"
    words = " ".join(_mention(bot).sub(" ", message.text).split())
    if not words:
        return None
    user = message.from_user
    thread = message.message_thread_id if message.is_topic_message else None
    return Question(words, user.id, user.full_name, message.chat_id, thread, key)


def _in_words(message: Message) -> bool:
    """Whether a person wrote something that is no command."""
    author = message.from_user
    if author is None or author.is_bot or not message.text:
        return False
    return not message.text.startswith("/")


def addressed(message: Message, bot: Bot) -> bool:
    """Whether the bot is spoken to: alone, by name, or by a reply."""
    if message.chat.type == ChatType.PRIVATE:
        return True
    if message.chat.type == ChatType.CHANNEL:
        return False
    if _replied_to(message, bot) is not None:
        return True
    words = message.text or message.caption or ""
    return _mention(bot).search(words) is not None


def _replied_to(message: Message, bot: Bot) -> Message | None:
    """The message of the bot's that this one replies to, if it does."""
    original = message.reply_to_message
    if original is None or original.from_user is None:
        return None
    return original if original.from_user.id == bot.id else None


CORRECTION = re.compile(r"\[(judul|daerah|periode) dokumen (\d+)\]$")
"""Ends the bot's request for a new title, region or period; the reply to it is no question."""


def correction_in(message: Message) -> tuple[str, int] | None:
    """Field and document id, if the message replies to such a request of the bot."""
    request = _replied_to(message, message.get_bot())
    found = CORRECTION.search(request.text or "") if request else None
    return (found[1], int(found[2])) if found else None


def _mention(bot: Bot) -> re.Pattern[str]:
    return re.compile(rf"@{re.escape(bot.username)}\b", re.IGNORECASE)
