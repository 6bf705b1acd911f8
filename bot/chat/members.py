"""Coming in, help, and who else is here: /start, /bantuan, /undang, /pengguna."""

import asyncio
import time

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from bot.answering import prompts
from bot.chat import commands, render
from bot.chat.context import Context
from bot.chat.html_text import safe
from bot.chat.permissions import allowed, refuse_stranger
from bot.chat.screens import button, destination, in_rows, number_pressed, numbered, page_pressed, show, turning
from bot.errors import InvalidInvitation
from bot.models import Role
from bot.people.access import Action, User

PAGE = 8
ROLE_NAMES = {Role.OPD: "OPD", Role.DISKOMINFO: "Diskominfo", Role.KOORDINATOR: "Koordinator", Role.ADMIN: "Admin"}


def handlers() -> list[BaseHandler]:
    new = filters.UpdateType.MESSAGE
    return [
        CommandHandler("start", start, new),
        CommandHandler("bantuan", show_help, new),
        CommandHandler("undang", invite, new),
        CommandHandler("pengguna", list_users, new),
        CallbackQueryHandler(invite_chosen, r"^i:\w+$"),
        CallbackQueryHandler(list_users, r"^u:\d+$"),
        CallbackQueryHandler(confirm_revoke, r"^ux:\d+$"),
        CallbackQueryHandler(revoke, r"^uX:\d+$"),
    ]


async def start(update: Update, context: Context) -> None:
    """/start welcomes; /start CODE takes an invitation first."""
    role, user = await context.role(update), update.effective_user
    if context.args and update.effective_chat.type == ChatType.PRIVATE:
        code = context.args[0]
        try:
            role = await asyncio.to_thread(context.core.access.redeem, code, user.id, user.full_name)
        except InvalidInvitation as error:
            if role or not context.core.wrong_codes.wait(user.id, time.time()):
                await update.message.reply_text(str(error))
            return
        await commands.register(context.bot, user.id, role)
    if role is None:
        return await refuse_stranger(update, context)
    greeting = f"Selamat datang, {safe(user.first_name)}. Peran Anda: <b>{ROLE_NAMES[role]}</b>."
    await update.message.reply_html(f"{greeting}\n\n{safe(await _with_examples('selamat_datang', context))}")


@allowed(Action.ASK)
async def show_help(update: Update, context: Context) -> None:
    role = await context.role(update)
    await update.message.reply_html(safe(await _with_examples(f"bantuan_{role}", context)))


async def _with_examples(name: str, context: Context) -> str:
    """A text with questions that are answered here."""
    questions = await asyncio.to_thread(context.core.assistant.examples.found)
    return prompts.with_examples(name, questions)


@allowed(Action.INVITE, private=True)
async def invite(update: Update, context: Context) -> None:
    """/undang ROLE makes a link; without a role it offers them."""
    wanted = context.args[0].lower() if context.args else ""
    if wanted in ROLE_NAMES:
        return await _send_link(update, context, Role(wanted))
    choices = [button(name, f"i:{role}") for role, name in ROLE_NAMES.items()]
    await show(update, "Undang sebagai apa?", in_rows(choices, 2))


@allowed(Action.INVITE, private=True)
async def invite_chosen(update: Update, context: Context) -> None:
    await update.callback_query.answer()
    await _send_link(update, context, Role(update.callback_query.data.removeprefix("i:")))


async def _send_link(update: Update, context: Context, role: Role) -> None:
    code = await asyncio.to_thread(context.core.access.invite, role, update.effective_user.id)
    sentence = f"Undangan sebagai {ROLE_NAMES[role]}, untuk satu orang, berlaku 7 hari. Teruskan tautan ini kepadanya:"
    await context.bot.send_message(**destination(update), text=f"{sentence}\n{context.bot.link}?start={code}")


@allowed(Action.MANAGE_USERS, private=True)
async def list_users(update: Update, context: Context) -> None:
    """/pengguna, and its pages."""
    await _show_users(update, context, page_pressed(update))


async def _show_users(update: Update, context: Context, page: int) -> None:
    users = await asyncio.to_thread(context.core.access.users)
    lines, rows = [f"<b>Pengguna</b> ({len(users)})\n"], []
    for _, user in numbered(users, page, PAGE):
        lines.append(f"• {_name(user)} — {ROLE_NAMES[user.role]}, {_since(user)}")
        if user.since:
            rows.append([button(f"Cabut akses {render.brief(user.name, 40)}", f"ux:{user.id}")])
    await show(update, "\n".join(lines), rows + turning("u:{}", page, len(users), PAGE))


def _name(user: User) -> str:
    return safe(user.name or f"ID {user.id}")


def _since(user: User) -> str:
    return f"sejak {render.moment(user.since)}" if user.since else "ditetapkan di pengaturan"


@allowed(Action.MANAGE_USERS, private=True)
async def confirm_revoke(update: Update, context: Context) -> None:
    user_id = number_pressed(update)
    users = {user.id: user for user in await asyncio.to_thread(context.core.access.users)}
    user = users.get(user_id)
    if user is None:
        return await _show_users(update, context, 0)
    rows = [[button("Ya, cabut", f"uX:{user_id}"), button("Batal", "u:0")]]
    await show(update, f"Cabut akses <b>{_name(user)}</b> ({ROLE_NAMES[user.role]})?", rows)


@allowed(Action.MANAGE_USERS, private=True)
async def revoke(update: Update, context: Context) -> None:
    user_id = number_pressed(update)
    await asyncio.to_thread(context.core.access.revoke, user_id, update.effective_user.id)
    await commands.register(context.bot, user_id, None)
    await _show_users(update, context, 0)
