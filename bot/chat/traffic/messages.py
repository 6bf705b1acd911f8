"""What a message holds: a question, a file, the correction of a document; and whether it is meant for the bot."""

import re

from telegram import Bot, Message, Update
from telegram.constants import ChatType

from bot.models import Inquiry

EDIT_WINDOW = 600
"""Seconds after which an edited question is no longer answered anew."""
CORRECTION = re.compile(r"\[(judul|daerah|periode) dokumen (\d+)\]$")
"""Ends the bot's request for a new title, region or period; the reply to it is no question."""


def message_key(message: Message) -> str:
    return f"{message.chat_id}:{message.message_id}"


def file_in(update: Update) -> bool:
    """Whether a file or photo was sent to the bot alone."""
    message = update.message
    if message is None or message.chat.type != ChatType.PRIVATE:
        return False
    return bool(message.document or message.photo)


def question_in(update: Update, bot: Bot) -> Inquiry | None:
    """The question an update holds: plain text to the bot alone, or in a group with its name or as a reply to it.

    An edited message counts within EDIT_WINDOW seconds; its key then ends with the time of the edit.
    """
    message = update.message or update.edited_message
    if message is None or not _in_words(message):
        return None
    if not addressed(message, bot) or correction_in(message):
        return None
    if update.edited_message and _edited_late(message):
        return None
    words = " ".join(_mention(bot).sub(" ", message.text).split())
    if not words:
        return None
    user = message.from_user
    thread = message.message_thread_id if message.is_topic_message else None
    return Inquiry(words, user.id, user.full_name, message.chat_id, thread, _question_key(update))


def _edited_late(message: Message) -> bool:
    return (message.edit_date - message.date).total_seconds() > EDIT_WINDOW


def _question_key(update: Update) -> str:
    edited = update.edited_message
    if edited:
        return f"{message_key(edited)}:{int(edited.edit_date.timestamp())}"
    return message_key(update.message)


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


def correction_in(message: Message) -> tuple[str, int] | None:
    """Field and document id, if the message replies to such a request of the bot."""
    request = _replied_to(message, message.get_bot())
    found = CORRECTION.search(request.text or "") if request else None
    return (found[1], int(found[2])) if found else None


def _mention(bot: Bot) -> re.Pattern[str]:
    return re.compile(rf"@{re.escape(bot.username)}\b", re.IGNORECASE)
