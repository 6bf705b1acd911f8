"""One document: what is known about it, what it does to others, its original file, and what Diskominfo may do with it."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.chat import render
from bot.chat.context import Context
from bot.chat.documents.listing import View
from bot.chat.permissions import allowed
from bot.chat.screens import Rows, button, destination, show
from bot.chat.uploads.held import show_held
from bot.people.access import Action
from indexer.errors import UnknownDocument
from indexer.library import Library
from indexer.models import Document, Relation

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
        related = {}
        for number in {document.amended_by, document.successor, *(relation.document for relation in relations)} - {None}:
            with suppress(UnknownDocument):  # removed since
                related[number] = library.document(number)
        return cls(document, library.versions(document_id), relations, related)


def handlers() -> list[BaseHandler]:
    return [CallbackQueryHandler(show_document, r"^di:\d+$"), CallbackQueryHandler(send_file, r"^df:\d+$")]


@allowed(Action.LIST)
async def show_document(update: Update, context: Context) -> None:
    await show_detail(update, context, int(update.callback_query.data.split(":")[1]))


async def show_detail(update: Update, context: Context, document_id: int) -> None:
    """What is known about a document, and what this person may do with it here. Raises UnknownDocument."""
    detail = await asyncio.to_thread(Detail.of, context.core.library, document_id)
    manages = await context.permits(update, Action.MANAGE_DOCUMENTS)
    if detail.document.status == "held":
        if not manages:
            raise UnknownDocument(UNPUBLISHED)
        return await show_held(update, context, document_id)
    rows = [[button("⬇️ Unduh berkas", f"df:{document_id}")], *_links(detail)]
    if manages and update.effective_chat.type == ChatType.PRIVATE:
        rows += _tools(detail)
    rows += [[button("« Daftar dokumen", f"d:{View()}")]]
    await show(update, _described(detail), rows)


def _links(detail: Detail) -> Rows:
    """A button for each document that stands in connection with this one."""
    labels = {
        relation.document: "Yang diubah" if relation.kind == "mengubah" else "Yang dicabut" for relation in detail.relations
    }
    labels |= {
        detail.document.successor: "Versi baru",
        detail.document.amended_by: f"{detail.document.validity} oleh".capitalize(),
    }
    return [
        [button(f"📄 {label}: {render.brief(other.title, 40)}", f"di:{number}")]
        for number, label in labels.items()
        if (other := detail.related.get(number))
    ][:MOST_RELATIONS]


def _tools(detail: Detail) -> Rows:
    number = detail.document.id
    if detail.document.status == "archived":
        return [[button("♻️ Pulihkan versi ini", f"dr:{number}")], [button("🕘 Semua versi", f"dv:{number}")]]
    rows = [[button("✏️ Perbaiki keterangan", f"de:{number}"), button("⚖️ Status berlaku", f"dl:{number}")]]
    older = [button(f"🕘 Versi ({len(detail.versions)})", f"dv:{number}")] if len(detail.versions) > 1 else []
    return [*rows, [*older, button("🗑 Hapus", f"dx:{number}")]]


def _described(detail: Detail) -> str:
    lines = [f"{name}: {escape(value, quote=False)}" for name, value in _facts(detail) if value]
    title = escape(detail.document.title or detail.document.name, quote=False)
    return "\n\n".join(filter(None, [f"<b>{title}</b>", "\n".join(lines), _effects(detail.relations)]))


def _facts(detail: Detail) -> Iterator[tuple[str, str]]:
    document = detail.document
    yield "Jenis", render.kind_name(document.kind)
    yield "Daerah", document.region
    yield "Periode", document.period
    yield "Status", _standing(detail)
    yield "Halaman", str(document.pages or "")
    yield "Berkas", document.name
    count = len(detail.versions)
    which = f" (versi ke-{count - _newer_versions(detail)} dari {count})" if count > 1 else ""
    yield "Diindeks", render.moment(datetime.fromisoformat(document.indexed_at)) + which


def _newer_versions(detail: Detail) -> int:
    """How many versions are newer."""
    return next((at for at, version in enumerate(detail.versions) if version.id == detail.document.id), 0)


def _standing(detail: Detail) -> str:
    document = detail.document
    if document.status == "archived":
        return "versi lama, tidak dipakai untuk menjawab"
    if not document.validity:
        return "" if document.kind in NEVER_IN_FORCE else "berlaku"
    by = detail.related.get(document.amended_by)
    return f"{document.validity} oleh {by.title}" if by else document.validity


def _effects(relations: Sequence[Relation]) -> str:
    """What a regulation changes and revokes."""
    lines = []
    for relation in relations[:MOST_RELATIONS]:
        act = " ".join(part for part in (relation.act, relation.region) if part)
        number = " ".join(
            [f"Nomor {relation.number}"] * bool(relation.number) + [f"Tahun {relation.year}"] * bool(relation.year)
        )
        about = f" tentang {render.brief(relation.title, 120)}" if relation.title else ""
        where = f" ({render.page_name(relation.page)})" if relation.page else ""
        lines.append(f"• {relation.kind.capitalize()} {act} {number}{about}{where}")
    return escape("\n".join(lines), quote=False)


@allowed(Action.LIST)
async def send_file(update: Update, context: Context) -> None:
    """The original file; where it lies, if it is too big to be sent."""
    core = context.core
    document = await asyncio.to_thread(core.library.document, int(update.callback_query.data.split(":")[1]))
    if document.status == "held" and not await context.permits(update, Action.MANAGE_DOCUMENTS):
        raise UnknownDocument(UNPUBLISHED)
    path = Path(document.path)
    await update.callback_query.answer()
    if not path.is_file():
        problem = f"Berkas {document.name} tidak ada lagi di folder dokumen; mintalah Diskominfo mengunggahnya kembali."
    elif path.stat().st_size > CLOUD_UPLOAD_LIMIT and not core.settings.telegram_local_mode:
        problem = f"Berkas ini terlalu besar untuk dikirim lewat Telegram. Letaknya di server: {path}"
    else:
        await context.bot.send_document(**destination(update), document=path, filename=document.name, **TRANSFER)
        return
    await context.bot.send_message(**destination(update), text=problem)
