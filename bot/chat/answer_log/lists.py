"""How it goes, and lists of questions: the latest, the unanswered ones, and by what is typed behind /log."""

import asyncio
from dataclasses import dataclass

from telegram import InlineKeyboardButton, Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from bot.chat import render
from bot.chat.answer_log.typed import filters_of, first_line, tidy, words_in
from bot.chat.context import Context, Core
from bot.chat.html_text import safe
from bot.chat.permissions import allowed
from bot.chat.screens import Rows, arguments, button, in_rows, number_pressed, show, turning
from bot.journal.entries import HIDDEN_NAME, Counts, LogLine
from bot.journal.filters import Filters
from bot.journal.listing import LogList
from bot.people.access import Action

PAGE = 6
UNANSWERED = "belum terjawab 30 hari"
WAYS = {"t": "", "b": UNANSWERED}
"""What the buttons of the overview list."""


@dataclass(frozen=True)
class LogPage:
    """A page of a list, and how many entries that list has."""

    lines: list[LogLine]
    total: int

    @classmethod
    def of(cls, log_list: LogList, chosen: Filters, page: int) -> "LogPage":
        """The 0-based `page`, latest first."""
        return cls(log_list.lines(chosen, limit=PAGE, offset=page * PAGE), log_list.how_many(chosen))


def handlers() -> list[BaseHandler]:
    return [
        CommandHandler("log", find, filters.UpdateType.MESSAGE, has_args=True),
        CommandHandler("log", overview, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(overview, r"^l$"),
        CallbackQueryHandler(open_list, r"^l:[tb]:0$"),
        CallbackQueryHandler(turn, r"^lp:\d+$"),
    ]


@allowed(Action.READ_LOG, private=True)
async def overview(update: Update, context: Context) -> None:
    """How many questions, refusals and thumbs there were, and the way to the lists."""
    core = context.core
    summary = await asyncio.to_thread(core.log.summary)
    waiting = await asyncio.to_thread(core.log_list.how_many, Filters(unreviewed=True))
    lines = [f"<b>{days} hari terakhir</b>\n{_counts(counts)}" for days, counts in summary.items()]
    lines.append("Cari dengan kata: <code>/log salah 7d sampah</code>")
    rows = [
        [button("Terbaru", "l:t:0"), button("Belum terjawab", "l:b:0")],
        [button(f"Tinjau berikutnya ({waiting})", "ln:0:0"), *_desk(core)],
    ]
    await show(update, "\n\n".join(lines), rows)


def _counts(counts: Counts) -> str:
    return f"{counts.questions} pertanyaan, {counts.refused} belum terjawab\n👍 {counts.up} · 👎 {counts.down}"


def _desk(core: Core) -> list[InlineKeyboardButton]:
    """The page with all filters, where there is one that telephones reach."""
    settings = core.settings
    is_served = settings.public_url and settings.web != "tidak"
    return [InlineKeyboardButton("Buka meja", url=f"{settings.public_url}/log")] if is_served else []


@allowed(Action.READ_LOG, private=True)
async def find(update: Update, context: Context) -> None:
    """The list of what is typed behind the command."""
    await _show_list(update, context, tidy(" ".join(context.args)), page=0)


@allowed(Action.READ_LOG, private=True)
async def open_list(update: Update, context: Context) -> None:
    """The latest (t) or the unanswered (b) questions."""
    which, _ = arguments(update)
    await _show_list(update, context, WAYS[which], page=0)


@allowed(Action.READ_LOG, private=True)
async def turn(update: Update, context: Context) -> None:
    """Another page of the list, or back to it from an entry."""
    await _show_list(update, context, words_in(update), number_pressed(update))


async def _show_list(update: Update, context: Context, words: str, page: int) -> None:
    shown = await asyncio.to_thread(LogPage.of, context.core.log_list, filters_of(words), page)
    names = await context.permits(update, Action.SEE_NAMES)
    numbered = list(enumerate(shown.lines, page * PAGE + 1))
    lines = [_line(number, line, names) for number, line in numbered] or ["Tidak ada pertanyaan yang cocok."]
    head = f"{first_line(words)}\n{shown.total} pertanyaan"
    await show(update, "\n\n".join([head, *lines]), _rows(numbered, page, shown.total))


def _rows(numbered: list[tuple[int, LogLine]], page: int, total: int) -> Rows:
    openers = [button(str(number), f"lo:{line.id}:{page}") for number, line in numbered]
    file = [button("Unduh Excel", "lx")] if total else []
    return [*in_rows(openers, PAGE), *turning("lp:{}", page, total, PAGE), [*file, button("« Ringkasan", "l")]]


def _line(number: int, line: LogLine, names: bool) -> str:
    question = safe(render.brief(line.question, 200))
    asker = line.user_name if names else HIDDEN_NAME
    known = filter(None, [safe(render.asked_by(asker, line.asked_at)), line.verdict])
    head = f"{number}. {_mark(line)} {question}\n<i>{' · '.join(known)}</i>"
    return "\n".join([head, *(f"👎 {safe(render.brief(why, 100))}" for why in line.objections)])


def _mark(line: LogLine) -> str:
    if line.refused:
        return "❔"
    return render.opinion(line.feedback) or "💬"
