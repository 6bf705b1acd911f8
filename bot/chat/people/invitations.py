"""/undang: links that bring a role, and those that nobody has taken yet."""

import asyncio

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from bot.chat import render
from bot.chat.context import Context
from bot.chat.html_text import safe
from bot.chat.people.roles import in_words
from bot.chat.permissions import allowed
from bot.chat.screens import arguments, button, destination, in_rows, numbered, page_pressed, show, turning
from bot.models import ROLE_NAMES, Role
from bot.people.access import Action
from bot.people.invitations import Invitation

PAGE = 8
QUOTES = "\"'“”‘’ "
OPEN = "Undangan terbuka"


def handlers() -> list[BaseHandler]:
    return [
        CommandHandler("undang", invite, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(invite_chosen, r"^i:\w+$"),
        CallbackQueryHandler(list_open, r"^io:\d+$"),
        CallbackQueryHandler(withdraw, r"^ix:[0-9a-f]{16}$"),
    ]


@allowed(Action.INVITE, private=True)
async def invite(update: Update, context: Context) -> None:
    """/undang ROLE AGENCY makes a link, for nobody's member where no agency is named; without a role it offers them, and the open
    invitations."""
    wanted = context.args[0].lower() if context.args else ""
    if wanted in ROLE_NAMES:
        agency = " ".join(context.args[1:]).strip(QUOTES)
        return await _send_link(update, context, Role(wanted), agency)
    choices = [button(name, f"i:{role}") for role, name in ROLE_NAMES.items()]
    await show(update, "Undang sebagai apa?", [*in_rows(choices, 2), [button(OPEN, "io:0")]])


@allowed(Action.INVITE, private=True)
async def invite_chosen(update: Update, context: Context) -> None:
    await update.callback_query.answer()
    await _send_link(update, context, Role(update.callback_query.data.removeprefix("i:")))


async def _send_link(update: Update, context: Context, role: Role, typed: str = "") -> None:
    """Raises UnknownAgency where the list has no such name."""
    access, admin = context.core.access, update.effective_user
    agency = await asyncio.to_thread(context.core.agencies.spelled, typed)
    code = await asyncio.to_thread(access.invite, role, admin.id, agency=agency, by_name=admin.full_name)
    sentence = f"Undangan sebagai {in_words(role, agency)}, untuk satu orang, berlaku 7 hari. Teruskan tautan ini kepadanya:"
    await context.bot.send_message(**destination(update), text=f"{sentence}\n{context.bot.link}?start={code}")


@allowed(Action.INVITE, private=True)
async def list_open(update: Update, context: Context) -> None:
    """Whom an invitation waits for, by role: a number withdraws it."""
    await _show_open(update, context, page_pressed(update))


async def _show_open(update: Update, context: Context, page: int) -> None:
    invitations = await asyncio.to_thread(context.core.access.invitations)
    if not invitations:
        return await show(update, "Tidak ada undangan yang masih terbuka.", [])
    shown = numbered(invitations, page, PAGE)
    lines = [f"{number}. {_line(invitation)}" for number, invitation in shown]
    head = f"<b>{OPEN}</b> ({len(invitations)})"
    withdrawing = [button(f"Tarik {number}", f"ix:{invitation.mark}") for number, invitation in shown]
    rows = [*in_rows(withdrawing, 4), *turning("io:{}", page, len(invitations), PAGE)]
    await show(update, "\n".join([head, "", *lines]), rows)


def _line(invitation: Invitation) -> str:
    role = safe(in_words(invitation.role, invitation.agency))
    by = f"dari {safe(invitation.by)}" if invitation.by else "dari admin"
    return f"{role}, {by}, berlaku sampai {render.moment(invitation.expires_at)}"


@allowed(Action.INVITE, private=True)
async def withdraw(update: Update, context: Context) -> None:
    """From now on its link opens nothing."""
    (mark,) = arguments(update)
    admin = update.effective_user
    done = await asyncio.to_thread(context.core.access.withdraw, mark, admin.id, admin.full_name)
    if not done:
        return await update.callback_query.answer("Undangan itu sudah dipakai atau ditarik.", show_alert=True)
    await _show_open(update, context, 0)
