"""/log for coordinators: how it goes, the latest questions, the unanswered ones, and each of them opened."""

import asyncio
from html import escape

from telegram import Update
from telegram.constants import ParseMode
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from bot.chat import render
from bot.chat.context import Context, allowed
from bot.chat.screens import button, destination, in_rows, show, turning
from bot.journal.answer_log import Counts, LogEntry
from bot.people.access import Action

PAGE = 6
DAYS = 30


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
    summary = await asyncio.to_thread(context.core.review.summary)
    lines = [f"<b>{days} hari terakhir</b>\n{_counts(counts)}" for days, counts in summary.items()]
    await show(update, "\n\n".join(lines), [[button("Terbaru", "l:t:0"), button("Belum terjawab", "l:b:0")]])


def _counts(counts: Counts) -> str:
    return f"{counts.questions} pertanyaan, {counts.refused} belum terjawab\n👍 {counts.up} · 👎 {counts.down}"


@allowed(Action.READ_LOG, private=True)
async def list_entries(update: Update, context: Context) -> None:
    """A page of the latest (t) or the unanswered (b) questions."""
    _, which, page = update.callback_query.data.split(":")
    start, review = int(page) * PAGE, context.core.review
    wanted = start + PAGE + 1  # one more, to know whether there is a next page
    entries = await asyncio.to_thread(*((review.latest, wanted) if which == "t" else (review.unanswered, wanted, DAYS)))
    shown = entries[start : start + PAGE]
    head = "Pertanyaan terbaru" if which == "t" else f"Belum terjawab, {DAYS} hari terakhir"
    lines = [_line(number, entry) for number, entry in enumerate(shown, start + 1)] or ["Belum ada pertanyaan."]
    openers = (button(str(number), f"le:{entry.id}:{which}:{page}") for number, entry in enumerate(shown, start + 1))
    rows = [*in_rows(openers, PAGE), *turning(f"l:{which}:{{}}", int(page), len(entries), PAGE), [button("« Ringkasan", "l")]]
    await show(update, f"<b>{head}</b>\n\n" + "\n\n".join(lines), rows)


def _line(number: int, entry: LogEntry) -> str:
    mark = "❔" if entry.refused else render.opinion(entry) or "💬"
    asked = f"{entry.user_name or 'terminal'}, {render.moment(entry.asked_at)}"
    return f"{number}. {mark} {escape(render.brief(entry.question, 200), quote=False)}\n<i>{escape(asked, quote=False)}</i>"


@allowed(Action.READ_LOG, private=True)
async def show_entry(update: Update, context: Context) -> None:
    """One question with its answer, its sources and their quotes."""
    _, log_id, which, page = update.callback_query.data.split(":")
    entry = await asyncio.to_thread(context.core.log.entry, int(log_id))
    back = [button("« Daftar", f"l:{which}:{page}")]
    sources = (button(f"📄 {cited.number}", f"s:{entry.id}:{cited.number}") for cited in entry.citations)
    first, *rest = render.logged(entry)
    await show(update, first, [*in_rows(sources, 4), back])
    for part in rest:
        await context.bot.send_message(**destination(update), text=part, parse_mode=ParseMode.HTML)
