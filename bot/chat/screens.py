"""A screen: one message with buttons that is sent by a command and then changed in place by its buttons."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

Rows = list[list[InlineKeyboardButton]]


def button(label: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=data)


def in_rows(buttons: Iterable[InlineKeyboardButton], width: int) -> Rows:
    buttons = list(buttons)
    return [buttons[start : start + width] for start in range(0, len(buttons), width)]


def turning(data: str, page: int, total: int, size: int) -> Rows:
    """The row that turns pages, if there are several; `data` is a callback with {} for the 0-based page."""
    last = max(0, (total - 1) // size)
    ways = (("◀ Sebelumnya", page - 1), ("Berikutnya ▶", page + 1))
    row = [button(label, data.format(to)) for label, to in ways if 0 <= to <= last]
    return [row] if row else []


async def show(update: Update, html: str, rows: Rows) -> None:
    """Change the screen whose button was pressed, or send a new one."""
    query, markup = update.callback_query, InlineKeyboardMarkup(rows) if rows else None
    if query:
        await query.answer()
    if query and query.message.is_accessible:
        with unless_unchanged():
            await query.edit_message_text(html, ParseMode.HTML, reply_markup=markup)
    elif query:
        await update.get_bot().send_message(**destination(update), text=html, parse_mode=ParseMode.HTML, reply_markup=markup)
    else:
        await update.effective_message.reply_html(html, reply_markup=markup)


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
    message = update.callback_query.message if update.callback_query else update.effective_message
    topic = message.message_thread_id if message.is_accessible and message.is_topic_message else None
    reply = ReplyParameters(message.message_id, allow_sending_without_reply=True)
    return {"chat_id": message.chat.id, "message_thread_id": topic, "reply_parameters": reply}
