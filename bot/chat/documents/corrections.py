"""What Diskominfo may change about a document: remove it, after confirming, and correct what is known about it."""

import asyncio
import time

from telegram import ForceReply, Message, Update
from telegram.ext import BaseHandler, CallbackQueryHandler, MessageHandler, filters

from bot.chat import render
from bot.chat.context import Context, Requested
from bot.chat.documents.detail import show_detail
from bot.chat.documents.listing import View
from bot.chat.html_text import safe
from bot.chat.permissions import allowed
from bot.chat.screens import arguments, button, destination, in_rows, number_pressed, show
from bot.chat.traffic.messages import correction_in
from bot.people.access import Action
from indexer.library import KEPT_DAYS
from indexer.models import KINDS, NATIONAL, Metadata

WAITED = 600.0
"""Seconds after a request within which what is typed without a reply may be its answer."""
FIELDS = {"judul": "title", "daerah": "region", "periode": "period"}
LONGEST = 300


class _Correction(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return correction_in(message) is not None


def handlers() -> list[BaseHandler]:
    new = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & filters.TEXT & ~filters.COMMAND
    return [
        CallbackQueryHandler(confirm_removal, r"^dx:\d+$"),
        CallbackQueryHandler(remove, r"^dX:\d+$"),
        CallbackQueryHandler(choose_field, r"^de:\d+$"),
        CallbackQueryHandler(choose_kind, r"^dk:\d+$"),
        CallbackQueryHandler(set_kind, r"^dK:\d+:\w+$"),
        CallbackQueryHandler(set_region, r"^dR:\d+:(?:\d+|n)$"),
        CallbackQueryHandler(ask_for, r"^dw:\d+:\w+$"),
        MessageHandler(new & _Correction(), take_correction),
    ]


@allowed(Action.MANAGE_DOCUMENTS, private=True)
async def confirm_removal(update: Update, context: Context) -> None:
    document = await asyncio.to_thread(context.core.library.document, number_pressed(update))
    title, name = safe(document.title), safe(document.name)
    question = f"Hapus <b>{title}</b>? Berkas {name} disisihkan {KEPT_DAYS} hari, lalu dihapus dari server."
    await show(update, question, [[button("Ya, hapus", f"dX:{document.id}"), button("Batal", f"di:{document.id}")]])


@allowed(Action.MANAGE_DOCUMENTS, private=True)
async def remove(update: Update, context: Context) -> None:
    user = update.effective_user
    document = await asyncio.to_thread(context.core.uploads.remove, number_pressed(update), user.id, user.full_name)
    done = f"<b>{safe(document.title)}</b> sudah dihapus."
    await show(update, done, [[button("🗑 Terhapus", "db:0"), button("« Daftar dokumen", f"d:{View()}")]])


@allowed(Action.MANAGE_DOCUMENTS, private=True)
async def choose_field(update: Update, context: Context) -> None:
    document = await asyncio.to_thread(context.core.library.document, number_pressed(update))
    asked = [button(name.capitalize(), f"dw:{document.id}:{name}") for name in FIELDS]
    rows = in_rows([asked[0], button("Jenis", f"dk:{document.id}"), *asked[1:]], 2)
    await show(
        update,
        f"Apa yang diperbaiki pada <b>{safe(document.title)}</b>?",
        [*rows, [button("« Kembali", f"di:{document.id}")]],
    )


@allowed(Action.MANAGE_DOCUMENTS, private=True)
async def choose_kind(update: Update, context: Context) -> None:
    document_id = number_pressed(update)
    kinds = [button(render.kind_name(kind), f"dK:{document_id}:{kind}") for kind in KINDS]
    await show(update, "Pilih jenis dokumennya.", [*in_rows(kinds, 3), [button("« Kembali", f"de:{document_id}")]])


@allowed(Action.MANAGE_DOCUMENTS, private=True)
async def set_kind(update: Update, context: Context) -> None:
    document_id, kind = arguments(update)
    await correct(update, context, int(document_id), Metadata(kind=kind))


@allowed(Action.MANAGE_DOCUMENTS, private=True)
async def set_region(update: Update, context: Context) -> None:
    """One of the regions that a held document may be of, or none in particular."""
    document_id, which = arguments(update)
    asking = await asyncio.to_thread(context.core.library.doubts, int(document_id))
    choices = dict(enumerate(asking.regions))
    region = NATIONAL if which == "n" else choices.get(int(which), "")
    await correct(update, context, int(document_id), Metadata(region=region))


@allowed(Action.MANAGE_DOCUMENTS, private=True)
async def ask_for(update: Update, context: Context) -> None:
    """Ask for the new words; the request ends with what `correction_in` reads from the reply: nothing has to be remembered."""
    document_id, field = arguments(update)
    document = await asyncio.to_thread(context.core.library.document, int(document_id))
    await update.callback_query.answer()
    context.core.requested[update.effective_chat.id] = Requested(document.id, document.title, field, time.monotonic() + WAITED)
    await context.bot.send_message(
        **destination(update),
        text=f"Balas pesan ini dengan {field} yang benar untuk “{document.title}”.\n[{field} dokumen {document.id}]",
        reply_markup=ForceReply(input_field_placeholder=f"{field.capitalize()} yang benar"),
    )


@allowed(Action.MANAGE_DOCUMENTS, private=True)
async def take_correction(update: Update, context: Context) -> None:
    context.core.requested.pop(update.effective_chat.id, None)
    field, document_id = correction_in(update.message)
    await correct(update, context, document_id, as_known(field, update.message.text))


def as_known(field: str, text: str) -> Metadata:
    """What was typed, as what is known of a document."""
    return Metadata(**{FIELDS[field]: render.brief(text, LONGEST)})


async def correct(update: Update, context: Context, document_id: int, metadata: Metadata) -> None:
    """Correct, and show the document as it is now known."""
    user = update.effective_user
    await asyncio.to_thread(context.core.uploads.correct, document_id, metadata, user.id, user.full_name)
    await show_detail(update, context, document_id)
