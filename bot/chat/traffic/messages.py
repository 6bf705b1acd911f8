"""What a message holds: a question, a file, the correction of a document; and whether it is meant for the bot."""

import re

from telegram import Bot, Message, Update
from telegram.constants import ChatType

from bot.answering.captions import asks
from bot.chat.traffic.unreadable import NAMELESS
from bot.models import Inquiry

EDIT_WINDOW = 600
"""Seconds after which an edited question is no longer answered anew."""
CORRECTION = re.compile(r"\[(judul|daerah|periode) dokumen (\d+)\]$")
"""Ends the bot's request for a new title, region or period; the reply to it is no question."""
REASON = re.compile(r"\[alasan jawaban (\d+)\]$")
"""Ends its request for the reason of a 👎, likewise."""
NOTE = re.compile(r"\[catatan jawaban (\d+)\]$")
"""Ends its request for a note to a verdict, likewise."""
GAP = re.compile(r"\[celah (\d+)\]$")
"""Ends what it tells of a gap; the reply to it proposes an answer."""


def message_key(message: Message) -> str:
    return f"{message.chat_id}:{message.message_id}"


def message_of(key: str) -> str:
    """The key of the message that a question's key names: without the time of its edit."""
    return ":".join(key.split(":")[:2])


def edited(key: str) -> bool:
    """Whether a question's key ends with the time of an edit."""
    last = key.split(":")[2:]
    return bool(last) and last[0].isdigit()


def file_in(update: Update) -> bool:
    """Whether a file or photo was sent to the bot alone. Telegram calls an animation a document, too; it is none."""
    message = update.message
    if message is None or message.chat.type != ChatType.PRIVATE or message.animation:
        return False
    return bool(message.document or message.photo)


def question_in(update: Update, bot: Bot) -> Inquiry | None:
    """The question an update holds: plain text, or a caption that asks, to the bot alone, or in a group with its name or as a reply
    to it.

    An edited message counts within EDIT_WINDOW seconds; its key then ends with the time of the edit.
    """
    message = update.message or update.edited_message
    if message is None or not words_of(message):
        return None
    if not addressed(message, bot) or _is_requested(message):
        return None
    if update.edited_message and _edited_late(message):
        return None
    return _inquiry(message, _question_key(update), bot)


def piece_in(message: Message, bot: Bot) -> Inquiry | None:
    """What goes on with a question that is known already, in a group without naming the bot again."""
    return _inquiry(message, message_key(message), bot)


def _inquiry(message: Message, key: str, bot: Bot) -> Inquiry | None:
    replied_to, replied_text = _context(message)
    words = " ".join(_mention(bot).sub(" ", words_of(message)).split()) or replied_text
    if not words:
        return None
    chat_id, thread, user_id = speaker(message)
    name = message.from_user.full_name or NAMELESS
    return Inquiry(words, user_id, name, chat_id, thread, key, replied_to, replied_text)


def speaker(message: Message) -> tuple[int, int | None, int]:
    """Who wrote a message where: chat, topic, person."""
    thread = message.message_thread_id if message.is_topic_message else None
    return message.chat_id, thread, message.from_user.id


def _context(message: Message) -> tuple[int | None, str]:
    """The id of the message that this one replies to, and what a person wrote in it, or the part of that which is quoted."""
    original = message.reply_to_message
    if original is None:
        return None, ""
    by_person = original.from_user is not None and not original.from_user.is_bot
    quoted = message.quote.text if message.quote else original.text or original.caption or ""
    return original.message_id, " ".join(quoted.split()) if by_person else ""


def _edited_late(message: Message) -> bool:
    return (message.edit_date - message.date).total_seconds() > EDIT_WINDOW


def _question_key(update: Update) -> str:
    edited = update.edited_message
    if edited:
        return f"{message_key(edited)}:{int(edited.edit_date.timestamp())}"
    return message_key(update.message)


def words_of(message: Message) -> str:
    """What a person says that may be a question: a text that is no command, a caption that asks; else ""."""
    if _from_person(message) and message.caption and asks(message.caption):
        return message.caption
    return text_of(message)


def text_of(message: Message) -> str:
    """The text a person wrote, if it is no command."""
    text = message.text or ""
    return text if _from_person(message) and not text.startswith("/") else ""


def _from_person(message: Message) -> bool:
    """Whether somebody wrote it who can be told: no bot, and nobody who speaks as a group or a channel."""
    author = message.from_user
    return author is not None and not author.is_bot and message.sender_chat is None


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


def reason_in(message: Message) -> int | None:
    """The log id of the answer whose 👎 the message gives a reason for, if it replies to such a request of the bot."""
    return _number_in_request(message, REASON)


def note_in(message: Message) -> int | None:
    """The log id of the answer whose verdict the message gives a note to, likewise."""
    return _number_in_request(message, NOTE)


def _number_in_request(message: Message, request: re.Pattern[str]) -> int | None:
    original = _replied_to(message, message.get_bot())
    found = request.search(original.text or "") if original else None
    return int(found[1]) if found else None


def gap_in(message: Message) -> int | None:
    """The gap that the message proposes an answer for, if it replies to what the bot told of one."""
    return _number_in_request(message, GAP)


def _is_requested(message: Message) -> bool:
    """Whether the bot has asked for these words, which then are no question."""
    answered = (correction_in(message), reason_in(message), note_in(message), gap_in(message))
    return any(what is not None for what in answered)


def _mention(bot: Bot) -> re.Pattern[str]:
    return re.compile(rf"@{re.escape(bot.username)}\b", re.IGNORECASE)
