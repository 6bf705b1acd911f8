"""One document: what is known about it, what it does to others, its original file, and what Diskominfo may do with it."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.chat import render
from bot.chat.context import Context
from bot.chat.documents.listing import View
from bot.chat.html_text import safe
from bot.chat.permissions import allowed
from bot.chat.screens import Rows, button, destination, number_pressed, show
from bot.chat.uploads.held import show_held
from bot.journal.sources import page_name
from bot.people.access import Action
from indexer.errors import UnknownDocument
from indexer.library import Library, unread
from indexer.models import Document, Relation, State

CLOUD_UPLOAD_LIMIT = 50_000_000
"""Bytes a bot may send through Telegram's own server."""
TRANSFER = {"write_timeout": 600, "read_timeout": 600}
MOST_RELATIONS = 8
UNPUBLISHED = "Dokumen ini belum diterbitkan; tanyakan kepada Diskominfo."
NEVER_IN_FORCE = ("laporan", "berita", "lainnya")


@dataclass(frozen=True)
class Detail:
    """A document with what stands in connection with it; `related` are the documents among those, by id."""

    document: Document
    versions: Sequence[Document]
    relations: Sequence[Relation]
    related: dict[int, Document]

    @classmethod
    def of(cls, library: Library, document_id: int) -> "Detail":
        """Raises UnknownDocument."""
        document, relations = library.document(document_id), library.relations(document_id)
        mentioned = {document.amended_by, document.successor}
        mentioned |= {relation.document for relation in relations}
        related = {}
        for number in mentioned - {None}:
            with suppress(UnknownDocument):  # removed since
                related[number] = library.document(number)
        return cls(document, library.versions(document_id), relations, related)

    @property
    def version(self) -> int:
        """Its number among the versions, of which the oldest is 1 and the newest stands first."""
        for newer, version in enumerate(self.versions):
            if version.id == self.document.id:
                return len(self.versions) - newer
        return len(self.versions)


def handlers() -> list[BaseHandler]:
    return [CallbackQueryHandler(show_document, r"^di:\d+$"), CallbackQueryHandler(send_file, r"^df:\d+$")]


@allowed(Action.LIST)
async def show_document(update: Update, context: Context) -> None:
    await show_detail(update, context, number_pressed(update))


async def show_detail(update: Update, context: Context, document_id: int) -> None:
    """What is known about a document, and what this person may do with it here. Raises UnknownDocument."""
    detail = await asyncio.to_thread(Detail.of, context.core.library, document_id)
    manages = await context.permits(update, Action.MANAGE_DOCUMENTS)
    if detail.document.status == State.HELD:
        if not manages:
            raise UnknownDocument(UNPUBLISHED)
        return await show_held(update, context, document_id)
    rows = [[button("⬇️ Unduh berkas", f"df:{document_id}")], *_links(detail)]
    if manages and update.effective_chat.type == ChatType.PRIVATE:
        rows += _tools(detail)
    rows.append([button("« Daftar dokumen", f"d:{View()}")])
    await show(update, _described(detail), rows)


def _links(detail: Detail) -> Rows:
    """A button for each document that stands in connection with this one."""
    labels = {}
    for relation in detail.relations:
        labels[relation.document] = "Yang diubah" if relation.kind == "mengubah" else "Yang dicabut"
    labels[detail.document.successor] = "Versi baru"
    labels[detail.document.amended_by] = f"{detail.document.validity} oleh".capitalize()
    rows = []
    for number, label in labels.items():
        if number in detail.related:
            title = render.brief(detail.related[number].title, 40)
            rows.append([button(f"📄 {label}: {title}", f"di:{number}")])
    return rows[:MOST_RELATIONS]


def _tools(detail: Detail) -> Rows:
    """What Diskominfo may do with it."""
    number = detail.document.id
    if detail.document.status == State.ARCHIVED:
        return [[button("♻️ Pulihkan versi ini", f"dr:{number}")], [button("🕘 Semua versi", f"dv:{number}")]]
    correct = button("✏️ Perbaiki keterangan", f"de:{number}")
    validity = button("⚖️ Status berlaku", f"dl:{number}")
    remove = button("🗑 Hapus", f"dx:{number}")
    if len(detail.versions) <= 1:
        return [[correct, validity], [remove]]
    return [[correct, validity], [button(f"🕘 Versi ({len(detail.versions)})", f"dv:{number}"), remove]]


def _described(detail: Detail) -> str:
    title = safe(detail.document.title or detail.document.name)
    known = [f"{name}: {safe(value)}" for name, value in _particulars(detail) if value]
    return "\n\n".join(filter(None, [f"<b>{title}</b>", "\n".join(known), _effects(detail.relations)]))


def _particulars(detail: Detail) -> Iterator[tuple[str, str]]:
    """What is known about a document, as label and value; empty where it isn't known."""
    document = detail.document
    yield "Jenis", render.kind_name(document.kind)
    yield "Daerah", document.region
    yield "Periode", document.period
    yield "Nomor", document.number
    yield "Tanggal", _day(document.date)
    yield "Tanggal peristiwa", _day(document.event)
    yield "Status", _standing(detail)
    yield "Halaman", str(document.pages or "")
    yield "Berkas", document.name
    yield "Tidak terbaca", unread(document.losses)
    indexed = render.moment(datetime.fromisoformat(document.indexed_at))
    count = len(detail.versions)
    yield "Diindeks", f"{indexed} (versi ke-{detail.version} dari {count})" if count > 1 else indexed


def _day(iso: str) -> str:
    """ "2024-12-31" as people write it."""
    return render.day(datetime.fromisoformat(iso)) if iso else ""


def _standing(detail: Detail) -> str:
    """Whether it is in force, and what changed that; empty where that means nothing."""
    document = detail.document
    if document.status == State.ARCHIVED:
        return "versi lama, tidak dipakai untuk menjawab"
    if document.validity:
        by = detail.related.get(document.amended_by)
        return f"{document.validity} oleh {by.title}" if by else document.validity
    return "" if document.kind in NEVER_IN_FORCE else "berlaku"


def _effects(relations: Sequence[Relation]) -> str:
    """What a regulation changes and revokes."""
    return safe("\n".join(map(_effect, relations[:MOST_RELATIONS])))


def _effect(relation: Relation) -> str:
    act = " ".join(filter(None, [relation.act, relation.region]))
    line = f"• {relation.kind.capitalize()} {act} "
    if relation.number:
        line += f"Nomor {relation.number}"
    if relation.number and relation.year:
        line += " "
    if relation.year:
        line += f"Tahun {relation.year}"
    if relation.title:
        line += f" tentang {render.brief(relation.title, 120)}"
    if relation.page:
        line += f" ({page_name(relation.page)})"
    return line


@allowed(Action.LIST)
async def send_file(update: Update, context: Context) -> None:
    """The original file; where it lies, if it is too big to be sent."""
    core = context.core
    document = await asyncio.to_thread(core.library.document, number_pressed(update))
    if document.status == State.HELD and not await context.permits(update, Action.MANAGE_DOCUMENTS):
        raise UnknownDocument(UNPUBLISHED)
    path = Path(document.path)
    await update.callback_query.answer()
    if problem := _cannot_send(document, path, core.settings.telegram_local_mode):
        await context.bot.send_message(**destination(update), text=problem)
    else:
        await context.bot.send_document(**destination(update), document=path, filename=document.name, **TRANSFER)


def _cannot_send(document: Document, path: Path, local_mode: bool) -> str:
    """Why the file can't be sent; empty where it can."""
    if not path.is_file():
        return f"Berkas {document.name} tidak ada lagi di folder dokumen; mintalah Diskominfo mengunggahnya kembali."
    if path.stat().st_size > CLOUD_UPLOAD_LIMIT and not local_mode:
        return f"Berkas ini terlalu besar untuk dikirim lewat Telegram. Letaknya di server: {path}"
    return ""
