"""One entry of the log, with its verdict at hand, and the next one that has none."""

import asyncio

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.chat import render
from bot.chat.answer_log.typed import filters_of, first_line, words_in
from bot.chat.context import Context
from bot.chat.permissions import allowed
from bot.chat.replying import send_parts
from bot.chat.screens import Rows, arguments, button, in_rows, show
from bot.journal.entries import LogEntry, Verdict
from bot.people.access import Action

VERDICTS = tuple(Verdict)
ALL_REVIEWED = "Tidak ada lagi yang perlu ditinjau di sini."


def handlers() -> list[BaseHandler]:
    return [
        CallbackQueryHandler(open_entry, r"^lo:\d+:\d+$"),
        CallbackQueryHandler(judge, rf"^lv:\d+:[0-{len(VERDICTS) - 1}]:\d+$"),
        CallbackQueryHandler(open_next, r"^ln:\d+:\d+$"),
    ]


@allowed(Action.READ_LOG, private=True, entry=True)
async def open_entry(update: Update, context: Context) -> None:
    """One question with its answer, its sources and their quotes."""
    log_id, page = map(int, arguments(update))
    await _open(update, context, log_id, words_in(update), page)


@allowed(Action.REVIEW, private=True)
async def open_next(update: Update, context: Context) -> None:
    """What is to be reviewed after the entry that the button names, of what was asked for."""
    log_id, page = map(int, arguments(update))
    words = words_in(update)
    found = await asyncio.to_thread(context.core.reviews.next_unreviewed, log_id or None, filters_of(words))
    if found is None:
        await update.callback_query.answer(ALL_REVIEWED, show_alert=True)
    else:
        await _open(update, context, found, words, page)


@allowed(Action.REVIEW, private=True, entry=True)
async def judge(update: Update, context: Context) -> None:
    """A verdict, which the buttons show from now on."""
    log_id, which, page = map(int, arguments(update))
    core, user = context.core, update.effective_user
    words = words_in(update)
    await asyncio.to_thread(core.reviews.judge, log_id, VERDICTS[which], user.id, user.full_name)
    entry = await asyncio.to_thread(core.log.entry, log_id)
    first, *_ = await _told(update, context, entry, words)
    await show(update, first, _rows(entry, page))


async def _open(update: Update, context: Context, log_id: int, words: str, page: int) -> None:
    """Show it, and keep that it was seen by whom."""
    core, user = context.core, update.effective_user
    entry = await asyncio.to_thread(core.log.entry, log_id)
    subject = entry.user_name or "terminal"
    seen = (user.id, user.full_name, "melihat entri", subject, f"jawaban {log_id}", entry.user_id)
    await asyncio.to_thread(core.log.action, *seen)
    first, *rest = await _told(update, context, entry, words)
    await show(update, first, _rows(entry, page))
    await send_parts(update, context, rest)


async def _told(update: Update, context: Context, entry: LogEntry, words: str) -> list[str]:
    """The messages that show it, under what was asked for."""
    shown = entry if await context.permits(update, Action.SEE_NAMES) else entry.nameless
    return render.logged(shown, above=first_line(words) if words else "")


def _rows(entry: LogEntry, page: int) -> Rows:
    sources = [button(f"📄 {cited.number}", f"s:{entry.id}:{cited.number}") for cited in entry.citations]
    verdicts = [
        button(f"✓ {verdict}" if verdict == entry.verdict else verdict.capitalize(), f"lv:{entry.id}:{number}:{page}")
        for number, verdict in enumerate(VERDICTS)
    ]
    note = [button("Tulis catatan", f"lk:{entry.id}")] if entry.verdict else []
    last = [button("« Daftar", f"lp:{page}"), *note, button("Tinjau berikutnya", f"ln:{entry.id}:{page}")]
    return [*in_rows(sources, 4), *in_rows(verdicts, 2), last]
