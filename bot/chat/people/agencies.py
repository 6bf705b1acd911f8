"""Whose agency (OPD) somebody is: asked once of a member without one, and changed by admins."""

import asyncio
import logging

from telegram import InlineKeyboardMarkup, Update
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CallbackQueryHandler, TypeHandler

from bot.chat import render
from bot.chat.context import Context, Core
from bot.chat.html_text import safe
from bot.chat.people.roles import name_of
from bot.chat.permissions import allowed
from bot.chat.screens import Rows, arguments, button, number_pressed, numbered, show, turning
from bot.models import Inquiry
from bot.people.access import Action
from bot.people.agencies import Agency

log = logging.getLogger(__name__)

PAGE = 8
QUESTION = "Anda dari OPD mana? Ini membantu kami menambah dokumen yang dibutuhkan; boleh dilewati."
KNOWN = "OPD Anda sudah tercatat. Bila keliru, mintalah admin mengubahnya lewat /pengguna."


def handlers() -> list[BaseHandler]:
    return [
        CallbackQueryHandler(turn_question, r"^ag:\d+$"),
        CallbackQueryHandler(choose_own, r"^aG:\d+$"),
        CallbackQueryHandler(choose_for, r"^ug:\d+:\d+$"),
        CallbackQueryHandler(set_for, r"^uG:\d+:\d+$"),
    ]


def afterwards() -> list[BaseHandler]:
    """What is done after a question was answered."""
    return [TypeHandler(Inquiry, offer)]


async def offer(question: Inquiry, context: Context) -> None:
    """Ask a member whose agency isn't known, once, where nobody else reads it, and after an answer."""
    core = context.core
    if await asyncio.to_thread(core.log.answered, question.key) is None:
        return
    agencies = await asyncio.to_thread(core.agencies.all)
    alone = question.chat_id == question.user_id
    if not agencies or not alone or not await asyncio.to_thread(core.access.ask_agency_now, question.user_id):
        return
    try:
        await context.bot.send_message(question.chat_id, QUESTION, reply_markup=InlineKeyboardMarkup(_own(agencies, 0)))
    except TelegramError as error:
        log.info("OPD tidak dapat ditanyakan: %s", error)


def _own(agencies: list[Agency], page: int) -> Rows:
    shown = [[button(render.brief(agency.name, 60), f"aG:{agency.id}")] for _, agency in numbered(agencies, page, PAGE)]
    return [*shown, *turning("ag:{}", page, len(agencies), PAGE), [button("Lewati", "aG:0")]]


@allowed(Action.ASK, private=True)
async def turn_question(update: Update, context: Context) -> None:
    await show(update, QUESTION, _own(await asyncio.to_thread(context.core.agencies.all), number_pressed(update)))


@allowed(Action.ASK, private=True)
async def choose_own(update: Update, context: Context) -> None:
    """0: to be passed over."""
    core, user = context.core, update.effective_user
    member = await asyncio.to_thread(core.access.user, user.id)
    if member and member.agency:
        return await update.callback_query.answer(KNOWN, show_alert=True)
    agency = await _chosen(core, number_pressed(update))
    if agency is None:
        return await show(update, "Baik, dilewati. Silakan lanjut bertanya.", [])
    await asyncio.to_thread(core.access.set_agency, user.id, agency.name, user.id, user.full_name)
    await show(update, f"Tercatat: {safe(agency.name)}. Terima kasih.", [])


@allowed(Action.MANAGE_USERS, private=True)
async def choose_for(update: Update, context: Context) -> None:
    user_id, page = map(int, arguments(update))
    user = await asyncio.to_thread(context.core.access.user, user_id)
    agencies = await asyncio.to_thread(context.core.agencies.all)
    back = [button("« Pengguna", "u:0")]
    if user is None:
        return await show(update, "Pengguna itu sudah tidak ada.", [back])
    shown = [[button(render.brief(one.name, 60), f"uG:{user_id}:{one.id}")] for _, one in numbered(agencies, page, PAGE)]
    rows = [*shown, *turning(f"ug:{user_id}:{{}}", page, len(agencies), PAGE), [button("Tanpa OPD", f"uG:{user_id}:0")], back]
    await show(update, f"OPD <b>{name_of(user)}</b>: {safe(user.agency or 'belum diketahui')}. Ubah menjadi apa?", rows)


@allowed(Action.MANAGE_USERS, private=True)
async def set_for(update: Update, context: Context) -> None:
    user_id, number = map(int, arguments(update))
    agency = await _chosen(context.core, number)
    name = agency.name if agency else ""
    admin = update.effective_user
    await asyncio.to_thread(context.core.access.set_agency, user_id, name, admin.id, admin.full_name)
    await show(update, f"OPD sekarang tercatat: {safe(name or 'tanpa OPD')}.", [[button("« Pengguna", "u:0")]])


async def _chosen(core: Core, number: int) -> Agency | None:
    """The agency of this id; None for 0, and for one that is in the list no more."""
    agencies = await asyncio.to_thread(core.agencies.all)
    return next((agency for agency in agencies if agency.id == number), None)
