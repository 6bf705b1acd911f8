"""/pengguna: who is here, and taking a role away."""

import asyncio

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from bot.chat import render
from bot.chat.context import Context
from bot.chat.html_text import safe
from bot.chat.people.roles import in_words, name_of
from bot.chat.permissions import allowed
from bot.chat.screens import button, number_pressed, numbered, page_pressed, show, turning
from bot.people.access import Action, User

PAGE = 8


def handlers() -> list[BaseHandler]:
    return [
        CommandHandler("pengguna", list_users, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(list_users, r"^u:\d+$"),
        CallbackQueryHandler(confirm_revoke, r"^ux:\d+$"),
        CallbackQueryHandler(revoke, r"^uX:\d+$"),
    ]


@allowed(Action.MANAGE_USERS, private=True)
async def list_users(update: Update, context: Context) -> None:
    """/pengguna, and its pages."""
    await _show_users(update, context, page_pressed(update))


async def _show_users(update: Update, context: Context, page: int) -> None:
    access = context.core.access
    users, invitations = await asyncio.to_thread(access.users), await asyncio.to_thread(access.invitations)
    agencies = await asyncio.to_thread(context.core.agencies.all)
    lines, rows = [f"<b>Pengguna</b> ({len(users)})\n"], []
    for _, user in numbered(users, page, PAGE):
        lines.append(f"• {name_of(user)} — {_standing(user)}")
        if user.since:
            rows.append([button(f"Cabut akses {render.brief(user.name, 40)}", f"ux:{user.id}")])
            if agencies:
                rows[-1].append(button("Ubah OPD", f"ug:{user.id}:0"))
    rows += turning("u:{}", page, len(users), PAGE)
    if invitations:
        rows.append([button(f"Undangan terbuka ({len(invitations)})", "io:0")])
    await show(update, "\n".join(lines), rows)


def _standing(user: User) -> str:
    """ "OPD (Dinas Kesehatan), sejak 3 Maret 2026 pukul 09.00"."""
    since = f"sejak {render.moment(user.since)}" if user.since else "ditetapkan di pengaturan"
    return f"{safe(in_words(user.role, user.agency))}, {since}"


@allowed(Action.MANAGE_USERS, private=True)
async def confirm_revoke(update: Update, context: Context) -> None:
    user = await asyncio.to_thread(context.core.access.user, number_pressed(update))
    if user is None:
        return await _show_users(update, context, 0)
    rows = [[button("Ya, cabut", f"uX:{user.id}"), button("Batal", "u:0")]]
    await show(update, f"Cabut akses <b>{name_of(user)}</b> ({safe(in_words(user.role, user.agency))})?", rows)


@allowed(Action.MANAGE_USERS, private=True)
async def revoke(update: Update, context: Context) -> None:
    user_id, admin = number_pressed(update), update.effective_user
    await asyncio.to_thread(context.core.access.revoke, user_id, admin.id, admin.full_name)
    await context.core.menus.register(context.bot, user_id, None)
    await _show_users(update, context, 0)
