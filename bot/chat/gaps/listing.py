"""/celah: the largest open gaps for who decides about them, one's own for everybody else; and one of them opened."""

import asyncio
from datetime import date

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from bot.chat import render
from bot.chat.context import Context, Core
from bot.chat.html_text import safe
from bot.chat.permissions import allowed
from bot.chat.screens import Rows, button, in_rows, number_pressed, show
from bot.errors import NotAllowed
from bot.journal.gaps.model import PROPOSED, Counted, Gap, GapQuestion
from bot.people.access import Action
from bot.people.assignments import in_words

LARGEST = 10
SHOWN = 8
"""Questions that an opened gap shows."""
NONE_OPEN = "Tidak ada celah yang terbuka: semua pertanyaan sudah terjawab atau diputuskan."
NONE_YOURS = "Belum ada pertanyaan yang ditugaskan kepada Anda."


def handlers() -> list[BaseHandler]:
    return [
        CommandHandler("celah", list_gaps, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(list_gaps, r"^gl$"),
        CallbackQueryHandler(open_gap, r"^go:\d+$"),
    ]


@allowed(Action.ASK, private=True)
async def list_gaps(update: Update, context: Context) -> None:
    """New questions are grouped before, so that what was asked a minute ago is there."""
    core, user_id = context.core, update.effective_user.id
    if await context.permits(update, Action.REVIEW):
        await asyncio.to_thread(core.gap_rounds.run)
        gaps = await asyncio.to_thread(core.gaps.all)
        head = f"<b>Celah terbuka</b> ({len(gaps)}): pertanyaan yang belum dapat dijawab, yang terbesar dahulu"
        return await _show_list(update, gaps[:LARGEST], head, NONE_OPEN)
    gaps = await asyncio.to_thread(core.assignments.of, user_id)
    await _show_list(update, gaps, "<b>Ditugaskan kepada Anda</b>", NONE_YOURS)


async def _show_list(update: Update, gaps: list[Gap], head: str, none: str) -> None:
    if not gaps:
        return await show(update, none, [])
    lines = [f"{number}. {_line(gap)}" for number, gap in enumerate(gaps, 1)]
    openers = [button(str(number), f"go:{gap.id}") for number, gap in enumerate(gaps, 1)]
    await show(update, "\n\n".join([head, *lines]), in_rows(openers, 5))


def _line(gap: Gap) -> str:
    return f"<b>{safe(gap.name)}</b> — {gap.waiting} pertanyaan, {gap.askers} penanya\n<i>{safe(standing(gap))}</i>"


def standing(gap: Gap) -> str:
    """ "ditugaskan kepada Dinas Kesehatan, tenggat 3 Maret 2026"."""
    words = str(gap.status)
    if gap.status.is_open and gap.assignee:
        words += f" kepada {gap.assignee}"
    if gap.due_on and gap.status.is_open:
        words += f", tenggat {in_words(gap.due_on)}"
    return f"{words} (lewat)" if gap.overdue(date.today()) else words


@allowed(Action.ASK, private=True)
async def open_gap(update: Update, context: Context) -> None:
    await show_gap(update, context, number_pressed(update))


async def show_gap(update: Update, context: Context, gap_id: int) -> None:
    """Raises NotAllowed where it is somebody else's."""
    core, user_id = context.core, update.effective_user.id
    decides = await context.permits(update, Action.REVIEW)
    html = await asyncio.to_thread(_opened, core, gap_id, user_id)
    gap = await asyncio.to_thread(core.gaps.gap, gap_id)
    await show(update, html, _deciding(gap) if decides else [[button("« Daftar", "gl")]])


def _opened(core: Core, gap_id: int, user_id: int) -> str:
    gap = core.gaps.gap(gap_id)
    if not core.assignments.concerns(gap, user_id):
        raise NotAllowed("Celah ini tidak ditugaskan kepada Anda.")
    blocks = [f"<b>{safe(gap.name)}</b>\n<i>{safe(standing(gap))}</i>", _questions(core.gaps.questions(gap_id))]
    blocks += _counted("Yang bertanya", core.gaps.agencies(gap_id))
    blocks += _counted("Dokumen terdekat", core.gaps.nearest_documents(gap_id))
    proposals = [event for event in core.gaps.history(gap_id) if event.what == PROPOSED]
    blocks += [f"💡 {safe(event.name)}: {safe(render.brief(event.detail, 300))}" for event in proposals[:3]]
    if gap.status.is_open and gap.assignee:
        blocks.append(f"Balas pesan ini untuk mengusulkan jawaban.\n[celah {gap.id}]")
    return "\n\n".join(blocks)


def _questions(questions: list[GapQuestion]) -> str:
    lines = []
    for one in questions[:SHOWN]:
        mark = f"✓ ({safe(one.answered_how)}) " if one.answered_how else ""
        lines.append(f"• {mark}{safe(render.brief(one.question, 200))}")
    if len(questions) > SHOWN:
        lines.append(f"… dan {len(questions) - SHOWN} lainnya")
    return "\n".join(lines)


def _counted(head: str, counted: list[Counted]) -> list[str]:
    """A line; none where nothing was counted."""
    named = ", ".join(f"{safe(one.name)} ({one.times})" for one in counted)
    return [f"{head}: {named}"] if named else []


def _deciding(gap: Gap) -> Rows:
    back = [button("« Daftar", "gl")]
    if not gap.status.is_open:
        return [[button("Buka lagi", f"gr:{gap.id}")], back]
    assigning = [button("Tugaskan ke OPD", f"ga:{gap.id}:0"), button("Tugaskan ke orang", f"gp:{gap.id}:0")]
    closing = [button("Sudah terjawab", f"gk:{gap.id}:y"), button("Tidak akan dijawab", f"gk:{gap.id}:n")]
    return [assigning, closing, back]
