"""What coordinators decide about a gap by buttons: whose it is and until when, closed, opened again."""

import asyncio
from datetime import date, timedelta

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.chat import render
from bot.chat.context import Context, Core
from bot.chat.gaps.listing import show_gap
from bot.chat.html_text import safe
from bot.chat.permissions import allowed
from bot.chat.screens import Rows, arguments, button, in_rows, number_pressed, numbered, show, turning
from bot.errors import BotError
from bot.journal.entries import By
from bot.journal.gaps.model import Status
from bot.people.access import Action
from bot.people.assignments import Assignee

PAGE = 8
AGENCY, PERSON = "a", "p"
DEADLINES = {"3 hari": 3, "1 minggu": 7, "2 minggu": 14, "1 bulan": 30, "Tanpa tenggat": 0}
"""What is offered, in days."""
CLOSING = {"y": Status.ANSWERED, "n": Status.DECLINED}
REASONS = {
    "y": ("Dokumennya sudah ada", "Sudah dijawab langsung kepada penanya"),
    "n": ("Bukan urusan daerah", "Dokumennya tidak akan dibuat", "Bukan pertanyaan"),
}


def handlers() -> list[BaseHandler]:
    return [
        CallbackQueryHandler(choose_agency, r"^ga:\d+:\d+$"),
        CallbackQueryHandler(choose_person, r"^gp:\d+:\d+$"),
        CallbackQueryHandler(choose_deadline, r"^gd:\d+:[ap]:\d+$"),
        CallbackQueryHandler(assign, r"^gA:\d+:[ap]:\d+:\d+$"),
        CallbackQueryHandler(choose_reason, r"^gk:\d+:[yn]$"),
        CallbackQueryHandler(close, r"^gK:\d+:[yn]:\d$"),
        CallbackQueryHandler(reopen, r"^gr:\d+$"),
    ]


@allowed(Action.REVIEW, private=True)
async def choose_agency(update: Update, context: Context) -> None:
    gap_id, page = map(int, arguments(update))
    agencies = await asyncio.to_thread(context.core.agencies.all)
    rows = [[button(render.brief(one.name, 60), f"gd:{gap_id}:{AGENCY}:{one.id}")] for _, one in numbered(agencies, page, PAGE)]
    none = "" if agencies else "\n\nDaftar OPD masih kosong; admin mengisinya di server dengan `tanya agencies`."
    await show(
        update, f"OPD mana yang dapat menjawabnya?{none}", _with_turning(rows, f"ga:{gap_id}", page, len(agencies), gap_id)
    )


@allowed(Action.REVIEW, private=True)
async def choose_person(update: Update, context: Context) -> None:
    gap_id, page = map(int, arguments(update))
    users = await asyncio.to_thread(context.core.access.users)
    shown = [(user.id, Assignee(user).name, user.agency) for _, user in numbered(users, page, PAGE)]
    labels = [(user_id, f"{name} ({agency})" if agency else name) for user_id, name, agency in shown]
    rows = [[button(render.brief(label, 60), f"gd:{gap_id}:{PERSON}:{user_id}")] for user_id, label in labels]
    await show(update, "Siapa yang dapat menjawabnya?", _with_turning(rows, f"gp:{gap_id}", page, len(users), gap_id))


def _with_turning(rows: Rows, data: str, page: int, total: int, gap_id: int) -> Rows:
    return [*rows, *turning(f"{data}:{{}}", page, total, PAGE), [button("« Celah", f"go:{gap_id}")]]


@allowed(Action.REVIEW, private=True)
async def choose_deadline(update: Update, context: Context) -> None:
    gap_id, kind, who = arguments(update)
    to = await asyncio.to_thread(_assignee, context.core, kind, int(who))
    offered = [button(label, f"gA:{gap_id}:{kind}:{who}:{days}") for label, days in DEADLINES.items()]
    rows = [*in_rows(offered, 2), [button("« Celah", f"go:{gap_id}")]]
    await show(update, f"Tugaskan kepada <b>{safe(to.name)}</b>. Sampai kapan?", rows)


@allowed(Action.REVIEW, private=True)
async def assign(update: Update, context: Context) -> None:
    gap_id, kind, who, days = arguments(update)
    to = await asyncio.to_thread(_assignee, context.core, kind, int(who))
    due_on = date.today() + timedelta(days=int(days)) if int(days) else None
    await asyncio.to_thread(context.core.assignments.assign, int(gap_id), to, due_on, by(update))
    await show_gap(update, context, int(gap_id))


def _assignee(core: Core, kind: str, number: int) -> Assignee:
    """Raises BotError where that agency or person is gone."""
    if kind == AGENCY:
        agency = next((one.name for one in core.agencies.all() if one.id == number), None)
        if agency:
            return Assignee(agency=agency)
        raise BotError("OPD itu sudah tidak ada di daftar; pilih yang lain.")
    user = next((user for user in core.access.users() if user.id == number), None)
    if user is None:
        raise BotError("Orang itu sudah tidak punya akses; pilih yang lain.")
    return Assignee(user)


@allowed(Action.REVIEW, private=True)
async def choose_reason(update: Update, context: Context) -> None:
    gap_id, outcome = arguments(update)
    rows = [[button(reason, f"gK:{gap_id}:{outcome}:{number}")] for number, reason in enumerate(REASONS[outcome])]
    await show(update, f"Tutup sebagai “{CLOSING[outcome]}”. Mengapa?", [*rows, [button("« Celah", f"go:{gap_id}")]])


@allowed(Action.REVIEW, private=True)
async def close(update: Update, context: Context) -> None:
    gap_id, outcome, number = arguments(update)
    reason = REASONS[outcome][min(int(number), len(REASONS[outcome]) - 1)]
    await asyncio.to_thread(context.core.gaps.close_as, int(gap_id), CLOSING[outcome], reason, by(update))
    await show_gap(update, context, int(gap_id))


@allowed(Action.REVIEW, private=True)
async def reopen(update: Update, context: Context) -> None:
    gap_id = number_pressed(update)
    await asyncio.to_thread(context.core.gaps.reopen, gap_id, by(update))
    await show_gap(update, context, gap_id)


def by(update: Update) -> By:
    return By(update.effective_user.id, update.effective_user.full_name)
