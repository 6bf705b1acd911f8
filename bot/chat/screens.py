"""A screen: one message with buttons that is sent by a command and then changed in place by its buttons."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

Rows = list[list[InlineKeyboardButton]]
T = TypeVar("T")


def button(label: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=data)


def in_rows(buttons: Iterable[InlineKeyboardButton], width: int) -> Rows:
    buttons = list(buttons)
    return [buttons[start : start + width] for start in range(0, len(buttons), width)]


def turning(data: str, page: int, total: int, size: int) -> Rows:
    """The row that turns pages, if there are several; `data` is a callback with {} for the 0-based page."""
    last = max(0, (total - 1) // size)
    row = []
    if 0 <= page - 1 <= last:
        row.append(button("◀ Sebelumnya", data.format(page - 1)))
    if page + 1 <= last:
        row.append(button("Berikutnya ▶", data.format(page + 1)))
    return [row] if row else []


def numbered(items: Sequence[T], page: int, size: int) -> list[tuple[int, T]]:
    """The items of a 0-based page, with the numbers they have in the whole list, from 1."""
    start = page * size
    return list(enumerate(items[start : start + size], start + 1))


def arguments(update: Update) -> list[str]:
    """What the button that was pressed says beside its name: "7" and "u" where its callback is "ds:7:u"."""
    _, *words = update.callback_query.data.split(":")
    return words


def number_pressed(update: Update) -> int:
    """The number that comes first in it."""
    return int(arguments(update)[0])


def page_pressed(update: Update) -> int:
    """The same, for a list that begins with a command: its first page then."""
    return number_pressed(update) if update.callback_query else 0


async def show(update: Update, html: str, rows: Rows) -> None:
    """Change the screen whose button was pressed, or send a new one."""
    query = update.callback_query
    markup = InlineKeyboardMarkup(rows) if rows else None
    if not query:
        await update.effective_message.reply_html(html, reply_markup=markup)
        return
    await query.answer()
    if query.message.is_accessible:
        with unless_unchanged():
            await query.edit_message_text(html, ParseMode.HTML, reply_markup=markup)
    else:
        await update.get_bot().send_message(**destination(update), text=html, parse_mode=ParseMode.HTML, reply_markup=markup)


@contextmanager
def unless_unchanged() -> Iterator[None]:
    """Editing a message to what it shows already is no error: a button was pressed twice."""
    try:
        yield
    except BadRequest as error:
        if "not modified" not in str(error):
            raise


def destination(update: Update) -> dict:
    """Where to answer an update, as the bot's send methods take it: chat, topic, and what the answer replies to.

    Works for the buttons of messages that Telegram no longer hands out, too.
    """
    query = update.callback_query
    message = query.message if query else update.effective_message
    in_topic = message.is_accessible and message.is_topic_message
    return {
        "chat_id": message.chat.id,
        "message_thread_id": message.message_thread_id if in_topic else None,
        "reply_parameters": ReplyParameters(message.message_id, allow_sending_without_reply=True),
    }
