"""A screen: one message with buttons that is sent by a command and then changed in place by its buttons."""

from collections.abc import Iterable

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
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
    row = [button(label, data.format(to)) for label, to in (("◀ Sebelumnya", page - 1), ("Berikutnya ▶", page + 1)) if 0 <= to <= last]
    return [row] if row else []


async def show(update: Update, html: str, rows: Rows) -> None:
    """Change the screen whose button was pressed, or send a new one."""
    markup = InlineKeyboardMarkup(rows) if rows else None
    if update.callback_query is None:
        await update.effective_message.reply_html(html, reply_markup=markup)
        return
    await update.callback_query.answer()
    try:
        await update.callback_query.edit_message_text(html, ParseMode.HTML, reply_markup=markup)
    except BadRequest as error:
        if "not modified" not in str(error):  # pressed twice: it shows already what it should
            raise
