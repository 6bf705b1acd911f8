""" "Minta akses": a stranger asks for a role, and one admin decides."""

import asyncio
import logging

from telegram import Bot, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.chat.context import Context, Core
from bot.chat.html_text import safe
from bot.chat.people.welcome import welcome
from bot.chat.permissions import allowed
from bot.chat.screens import Rows, arguments, button, show
from bot.chat.traffic.processing import may_have_arrived
from bot.models import ROLE_NAMES, Role
from bot.people.access import Action
from bot.people.requests import Request

log = logging.getLogger(__name__)

OFFERED = (Role.OPD, Role.DISKOMINFO, Role.KOORDINATOR)
"""An admin is made by an invitation only, on purpose."""
REFUSE = "tolak"
IS_OFF = "Permintaan akses tidak dibuka di sini; mintalah tautan undangan kepada Diskominfo."
IS_IN = "Anda sudah punya akses. Silakan langsung bertanya."
WAIT = "Permintaan Anda sudah saya teruskan; saya kabari di sini begitu diputuskan. Anda dapat meminta lagi besok."
PASSED_ON = "Permintaan Anda sudah saya teruskan kepada admin; saya kabari di sini begitu diputuskan."
OVER = "Permintaan itu sudah tidak tersimpan."
NOBODY = "Admin belum dapat saya hubungi; mintalah tautan undangan kepada Diskominfo."
REFUSED = "Mohon maaf, permintaan akses Anda belum dapat diterima; silakan hubungi Diskominfo."


def handlers() -> list[BaseHandler]:
    offered = "|".join([*OFFERED, REFUSE])
    return [CallbackQueryHandler(ask_for_access, r"^ma$"), CallbackQueryHandler(decide, rf"^mt:\d+:(?:{offered})$")]


async def ask_for_access(update: Update, context: Context) -> None:
    """Who presses it holds no role yet: open to everybody, once a day."""
    query, core, user = update.callback_query, context.core, update.effective_user
    if not core.settings.access_requests:
        return await query.answer(IS_OFF, show_alert=True)
    if await context.role(update):
        return await query.answer(IS_IN, show_alert=True)
    request = await asyncio.to_thread(core.requests.ask, user.id, user.full_name, user.username or "")
    if request is None:
        return await query.answer(WAIT, show_alert=True)
    told = await _tell_admins(context.bot, core, request)
    if not told:
        await asyncio.to_thread(core.requests.take_back, request.id)
    await query.answer(PASSED_ON if told else NOBODY, show_alert=True)


async def _tell_admins(bot: Bot, core: Core, request: Request) -> bool:
    """Whether at least one of them has it, as far as is known."""
    admins = await asyncio.to_thread(core.access.permitted, Action.INVITE)
    told = False
    for admin in admins:
        try:
            await bot.send_message(
                admin.id, _asked(request), ParseMode.HTML, reply_markup=InlineKeyboardMarkup(_choices(request))
            )
            told = True
        except TelegramError as error:
            log.info("Permintaan akses tidak sampai kepada admin %s: %s", admin.id, error)
            told = told or may_have_arrived(error)
    return told


def _asked(request: Request) -> str:
    account = f"@{request.username}" if request.username else "tanpa nama pengguna"
    return f"🙋 <b>{safe(request.name)}</b> ({safe(account)}, ID {request.user_id}) meminta akses."


def _choices(request: Request) -> Rows:
    accepting = [[button(f"Terima sebagai {ROLE_NAMES[role]}", f"mt:{request.id}:{role}")] for role in OFFERED]
    return [*accepting, [button("Tolak", f"mt:{request.id}:{REFUSE}")]]


@allowed(Action.INVITE, private=True)
async def decide(update: Update, context: Context) -> None:
    """The first admin's word counts; another one is told what it was."""
    core, admin = context.core, update.effective_user
    number, word = arguments(update)
    role = None if word == REFUSE else Role(word)
    first = await asyncio.to_thread(core.requests.decide, int(number), role, admin.id, admin.full_name)
    request = await asyncio.to_thread(core.requests.request, int(number))
    if request is None:
        return await update.callback_query.answer(OVER, show_alert=True)
    if first:
        await _tell_applicant(context.bot, core, request)
    await show(update, f"{_asked(request)}\n\n{_decided(request)}", [])


def _decided(request: Request) -> str:
    outcome = f"Diterima sebagai {ROLE_NAMES[request.role]}" if request.role else "Ditolak"
    return f"{outcome} oleh {safe(request.decided_by_name)}."


async def _tell_applicant(bot: Bot, core: Core, request: Request) -> None:
    """Who was invited meanwhile is welcome whatever was decided."""
    try:
        role = await asyncio.to_thread(core.access.role, request.user_id)
        if role is None:
            await bot.send_message(request.user_id, REFUSED)
            return
        await core.menus.register(bot, request.user_id, role)
        await welcome(bot, core, {"chat_id": request.user_id}, request.name, role)
    except TelegramError as error:  # blocked the bot meanwhile; the next /start welcomes
        log.info("Keputusan atas permintaan akses tidak terkirim: %s", error)
