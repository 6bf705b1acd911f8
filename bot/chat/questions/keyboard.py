"""The buttons under an answer: its sources, what can be copied or seen besides, the bell under a refusal, and the thumbs."""

from collections.abc import Sequence

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.answering.citations import short_place
from bot.chat import render
from bot.chat.questions.choosing import choice_buttons
from bot.chat.questions.wishing import wish_button
from bot.chat.screens import Rows, button, in_rows
from bot.journal.entries import LogEntry, LoggedCitation
from bot.journal.memo import memo
from bot.journal.sources import page_name
from bot.pictures.quotes import sources

NARROW, LONGEST = 15, 24
"""Characters of a button of which three stand beside each other on a telephone, and of the longest: two of them do."""
THUMBS = (("👍", 1), ("👎", -1))


def keyboard(entry: LogEntry, opinion: int = 0, wished: bool = False) -> InlineKeyboardMarkup | None:
    """The buttons of an answer or a refusal; `opinion` (+1, -1, 0) is the thumb that is pressed, `wished` whether the bell is. None under a
    reply to small talk; under more about an answer its sources without thumbs."""
    rows = [*choice_buttons(entry), *_source_buttons(entry)]
    besides = _besides(entry)
    if besides:
        rows.append(besides)
    bell = wish_button(entry, wished)
    if bell:
        rows.append([bell])
    if not entry.talk:
        rows.append([_thumb(entry, sign, value, pressed=value == opinion) for sign, value in THUMBS])
    return InlineKeyboardMarkup(rows) if rows else None


def _besides(entry: LogEntry) -> list[InlineKeyboardButton]:
    """What can be copied, and what else the tables say that an answer comes from."""
    buttons = []
    copied = memo(entry)
    if copied:
        buttons.append(InlineKeyboardButton("📋 Salin", copy_text=CopyTextButton(copied)))
    if entry.other_years:
        buttons.append(button("📅 Tahun lain", f"y:{entry.id}"))
    if entry.tables:
        buttons.append(button("🖼 Lihat tabel", f"tb:{entry.id}"))
    return buttons


def _source_buttons(entry: LogEntry) -> Rows:
    by_page = _by_page(sources(entry))
    labels = [_source_label(cited) for cited in by_page]
    buttons = [button(label, f"s:{entry.id}:{first.number}") for label, (first, *_) in zip(labels, by_page, strict=True)]
    longest = max(map(len, labels), default=0)
    return in_rows(buttons, 3 if longest <= NARROW else 2)


def _by_page(shown: Sequence[LoggedCitation]) -> list[list[LoggedCitation]]:
    """What can be looked at, together where it stands on the same page: one picture marks it all."""
    pages: dict[tuple[int, int | None, int | None], list[LoggedCitation]] = {}
    for cited in shown:
        alone = cited.number if cited.page is None else None
        pages.setdefault((cited.document_id, cited.page, alone), []).append(cited)
    return list(pages.values())


def _source_label(on_page: Sequence[LoggedCitation]) -> str:
    first = on_page[0]
    name = short_place(page_name(first.page, first.place))
    numbers = ",".join(str(cited.number) for cited in on_page)
    return render.brief(f"📄 {numbers} · {name}", LONGEST) if name else f"📄 {numbers}"


def _thumb(entry: LogEntry, sign: str, value: int, pressed: bool) -> InlineKeyboardButton:
    return button(f"{sign} ✓" if pressed else sign, f"f:{entry.id}:{value}")
