"""/log for coordinators: how it goes, the latest questions, the unanswered ones, and each of them opened."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from bot.chat import render
from bot.chat.context import Context
from bot.chat.html_text import safe
from bot.chat.permissions import allowed
from bot.chat.replying import send_parts
from bot.chat.screens import arguments, button, in_rows, show, turning
from bot.journal.answer_log import AnswerLog
from bot.journal.entries import Counts, LogLine
from bot.people.access import Action

PAGE = 6
DAYS = 30
UNANSWERED = "b"
"""The list of the unanswered ones, as callbacks name it; that of the latest is "t"."""


@dataclass(frozen=True)
class LogPage:
    """A page of one of the lists, and how many entries that list has."""

    lines: list[LogLine]
    total: int

    @classmethod
    def of(cls, log: AnswerLog, unanswered: bool, page: int) -> "LogPage":
        """The 0-based `page` of what is unanswered of the last days, or else of all there is; latest first."""
        since = datetime.now(UTC) - timedelta(days=DAYS) if unanswered else None
        lines = log.lines(since, unanswered, limit=PAGE, offset=page * PAGE)
        return cls(lines, log.how_many(since, unanswered))


def handlers() -> list[BaseHandler]:
    return [
        CommandHandler("log", overview, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(overview, r"^l$"),
        CallbackQueryHandler(list_entries, r"^l:[tb]:\d+$"),
        CallbackQueryHandler(show_entry, r"^le:\d+:[tb]:\d+$"),
    ]


@allowed(Action.READ_LOG, private=True)
async def overview(update: Update, context: Context) -> None:
    """How many questions, refusals and thumbs there were, and the way to the lists."""
    summary = await asyncio.to_thread(context.core.log.summary)
    lines = [f"<b>{days} hari terakhir</b>\n{_counts(counts)}" for days, counts in summary.items()]
    await show(update, "\n\n".join(lines), [[button("Terbaru", "l:t:0"), button("Belum terjawab", "l:b:0")]])


def _counts(counts: Counts) -> str:
    return f"{counts.questions} pertanyaan, {counts.refused} belum terjawab\n👍 {counts.up} · 👎 {counts.down}"


@allowed(Action.READ_LOG, private=True)
async def list_entries(update: Update, context: Context) -> None:
    """A page of the latest (t) or the unanswered (b) questions."""
    which, page = arguments(update)
    unanswered, page = which == UNANSWERED, int(page)
    shown = await asyncio.to_thread(LogPage.of, context.core.log, unanswered, page)
    numbered = list(enumerate(shown.lines, page * PAGE + 1))
    head = f"Belum terjawab, {DAYS} hari terakhir" if unanswered else "Pertanyaan terbaru"
    lines = [_line(number, line) for number, line in numbered]
    openers = [button(str(number), f"le:{line.id}:{which}:{page}") for number, line in numbered]
    rows = [*in_rows(openers, PAGE), *turning(f"l:{which}:{{}}", page, shown.total, PAGE), [button("« Ringkasan", "l")]]
    await show(update, f"<b>{head}</b>\n\n" + ("\n\n".join(lines) or "Belum ada pertanyaan."), rows)


def _line(number: int, line: LogLine) -> str:
    mark = "❔" if line.refused else render.opinion(line.feedback) or "💬"
    question = safe(render.brief(line.question, 200))
    asked = safe(render.asked_by(line.user_name, line.asked_at))
    reasons = "".join(f"\n👎 {safe(render.brief(why, 100))}" for why in line.objections)
    return f"{number}. {mark} {question}\n<i>{asked}</i>{reasons}"


@allowed(Action.READ_LOG, private=True, entry=True)
async def show_entry(update: Update, context: Context) -> None:
    """One question with its answer, its sources and their quotes."""
    log_id, which, page = arguments(update)
    entry = await asyncio.to_thread(context.core.log.entry, int(log_id))
    back = [button("« Daftar", f"l:{which}:{page}")]
    sources = [button(f"📄 {cited.number}", f"s:{entry.id}:{cited.number}") for cited in entry.citations]
    first, *rest = render.logged(entry)
    await show(update, first, [*in_rows(sources, 4), back])
    await send_parts(update, context, rest)
