"""What people read of questions that can be answered now, and the buttons under it."""

import asyncio
from collections.abc import Sequence

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.chat import render
from bot.chat.context import Context, Core
from bot.chat.html_text import safe, split
from bot.chat.permissions import allowed
from bot.chat.questions.keyboard import keyboard
from bot.chat.replying import send_parts
from bot.chat.screens import Rows, arguments, button, in_rows, number_pressed, numbered, show, turning
from bot.journal.entries import LogEntry
from bot.people.access import Action

PAGE = 6
BRIEF = 400
"""Characters of an answer where several are told of."""


def handlers() -> list[BaseHandler]:
    return [
        CallbackQueryHandler(list_news, r"^n:\d+:\d+:\d+$"),
        CallbackQueryHandler(show_entry, r"^ne:\d+:\d+:\d+:\d+$"),
        CallbackQueryHandler(show_answer, r"^na:\d+$"),
    ]


def told(entries: Sequence[LogEntry]) -> tuple[list[str], InlineKeyboardMarkup]:
    """What an asker reads: of one question the answer, of several each in brief with a button that opens it."""
    if len(entries) == 1:
        (entry,) = entries
        how = "dokumennya ada" if entry.corrected_id is None else "koordinator sudah menjawabnya"
        head = f"🔔 Anda pernah bertanya:\n<b>{safe(entry.question)}</b>\n\nSekarang {how}."
        return _headed(head, entry), keyboard(entry)
    what = "Jawabannya" if any(entry.corrected_id for entry in entries) else "Dokumennya"
    blocks = [f"🔔 {what} sekarang ada untuk pertanyaan Anda yang dulu belum terjawab:"]
    openers = []
    for number, entry in enumerate(entries, 1):
        question = safe(render.brief(entry.question, 200))
        answer = safe(render.brief(render.readable(entry.answer), BRIEF))
        blocks.append(f"{number}. <b>{question}</b>\n{answer}\n<i>{_source(entry)}</i>")
        openers.append(button(f"Jawaban {number}", f"na:{entry.id}"))
    return split("\n\n".join(blocks)), InlineKeyboardMarkup(in_rows(openers, 3))


def _headed(head: str, entry: LogEntry) -> list[str]:
    """The messages that show an answer under a head of its own."""
    return split("\n\n".join([head, *render.answer(entry)]))


def _source(entry: LogEntry) -> str:
    return render.where(entry.citations[0])


@allowed(Action.ASK, entry=True)
async def show_answer(update: Update, context: Context) -> None:
    """One of several answers an asker was told about, with its sources."""
    entry = await asyncio.to_thread(context.core.log.entry, number_pressed(update))
    await update.callback_query.answer()
    await send_parts(update, context, _headed(f"<b>{safe(entry.question)}</b>", entry), keyboard(entry))


@allowed(Action.READ_LOG, private=True)
async def list_news(update: Update, context: Context) -> None:
    """Another page of what coordinators were told."""
    first, last, page = map(int, arguments(update))
    html, rows = await asyncio.to_thread(listed, context.core, first, last, page)
    await show(update, html, rows)


def listed(core: Core, first: int, last: int, page: int) -> tuple[str, Rows]:
    """A page of the answers found again whose log ids lie between `first` and `last`."""
    found = core.log.asked_again(first, last)
    blocks = [f"🔔 <b>Dulu belum terjawab, sekarang terjawab</b> ({len(found)} pertanyaan, karena ada dokumen baru)"]
    openers = []
    for number, answer_id in numbered(found, page, PAGE):
        entry = core.log.entry(answer_id)
        blocks.append(f"{number}. {safe(render.brief(entry.question, 200))}\n<i>{_source(entry)}</i>")
        openers.append(button(str(number), f"ne:{answer_id}:{first}:{last}:{page}"))
    rows = [*in_rows(openers, PAGE), *turning(f"n:{first}:{last}:{{}}", page, len(found), PAGE)]
    return "\n\n".join(blocks), rows


@allowed(Action.READ_LOG, private=True, entry=True)
async def show_entry(update: Update, context: Context) -> None:
    """One of them: answer, sources, and the way back."""
    answer_id, first, last, page = map(int, arguments(update))
    entry = await asyncio.to_thread(context.core.log.entry, answer_id)
    sources = [button(f"📄 {cited.number}", f"s:{entry.id}:{cited.number}") for cited in entry.citations]
    back = [button("« Daftar", f"n:{first}:{last}:{page}")]
    opening, *rest = _headed(f"❓ <b>{safe(entry.question)}</b>", entry)
    await show(update, opening, [*in_rows(sources, 4), back])
    await send_parts(update, context, rest)
