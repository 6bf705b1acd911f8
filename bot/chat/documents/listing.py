"""/dokumen: what is in the library, by kind and region."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from bot.chat import render
from bot.chat.context import Context
from bot.chat.permissions import allowed
from bot.chat.screens import button, in_rows, show, turning
from bot.people.access import Action
from indexer.models import KINDS, Document

PAGE = 8
MOST_BUTTONS = 90
"""Telegram takes a hundred under one message."""
NO_REGION = "Tanpa daerah"


@dataclass(frozen=True)
class View:
    """Which part of the list is on the screen. `kind` and `region` are places in the lists of those that occur, or None."""

    page: int = 0
    kind: int | None = None
    region: int | None = None

    @classmethod
    def of(cls, text: str) -> "View":
        page, kind, region = text.split(":")
        return cls(int(page), int(kind) if kind else None, int(region) if region else None)

    def __str__(self) -> str:
        return ":".join("" if value is None else str(value) for value in (self.page, self.kind, self.region))


def handlers() -> list[BaseHandler]:
    return [
        CommandHandler("dokumen", list_documents, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(list_documents, r"^d:\d+:\d*:\d*$"),
        CallbackQueryHandler(choose, r"^dc:[kr]:\d+:\d*:\d*$"),
    ]


@allowed(Action.LIST)
async def list_documents(update: Update, context: Context) -> None:
    """A page of the list, narrowed to a kind or region if one was chosen."""
    view = View.of(update.callback_query.data.removeprefix("d:")) if update.callback_query else View()
    documents = await asyncio.to_thread(context.core.library.documents)
    if not documents:
        return await show(update, "Belum ada dokumen di perpustakaan.", [])
    kinds, regions = _kinds(documents), _regions(documents)
    kind = kinds[view.kind] if view.kind is not None and view.kind < len(kinds) else None
    region = regions[view.region] if view.region is not None and view.region < len(regions) else None
    chosen = [d for d in _ordered(documents) if kind in (None, d.kind) and region in (None, d.region)]
    start = view.page * PAGE
    shown = list(enumerate(chosen[start : start + PAGE], start + 1))
    narrowed = [render.kind_name(kind)] if kind else []
    narrowed += [region or NO_REGION] if region is not None else []
    head = " · ".join([f"<b>Dokumen</b> ({len(chosen)})", *(escape(word, quote=False) for word in narrowed)])
    choosers = [("Jenis", "k", kinds), ("Daerah", "r", regions)]
    rows = [
        *in_rows((button(str(number), f"di:{document.id}") for number, document in shown), 4),
        *turning(f"d:{{}}:{str(view).split(':', 1)[1]}", view.page, len(chosen), PAGE),
        [button(label, f"dc:{letter}:{view}") for label, letter, values in choosers if len(values) > 1],
    ]
    await show(update, "\n\n".join([head, *_groups(shown)]), [row for row in rows if row])


def _ordered(documents: Sequence[Document]) -> list[Document]:
    return sorted(documents, key=lambda d: (_rank(d.kind), d.region, d.title.casefold(), d.id))


def _rank(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def _kinds(documents: Sequence[Document]) -> list[str]:
    return sorted({d.kind for d in documents}, key=_rank)


def _regions(documents: Sequence[Document]) -> list[str]:
    return sorted({d.region for d in documents})


def _groups(shown: Sequence[tuple[int, Document]]) -> list[str]:
    """The numbered documents under a head for each kind and region."""
    groups: dict[str, list[str]] = {}
    for number, document in shown:
        head = " · ".join(part for part in (render.kind_name(document.kind), document.region) if part)
        details = ", ".join(part for part in (document.period, f"{document.pages} hlm." if document.pages else "") if part)
        title = escape(render.brief(document.title or document.name, 150), quote=False)
        mark = f" [{document.validity}]" if document.validity else ""
        groups.setdefault(head, []).append(f"{number}. {title}{f' ({escape(details, quote=False)})' if details else ''}{mark}")
    return [f"<b>{escape(head, quote=False)}</b>\n" + "\n".join(lines) for head, lines in groups.items()]


@allowed(Action.LIST)
async def choose(update: Update, context: Context) -> None:
    """The kinds (k) or regions (r) there are, with how many documents each."""
    _, letter, rest = update.callback_query.data.split(":", 2)
    view = View.of(rest)
    documents = await asyncio.to_thread(context.core.library.documents)
    if letter == "k":
        counts = Counter(d.kind for d in documents)
        options = [
            (render.kind_name(name), counts[name], View(0, at, view.region)) for at, name in enumerate(_kinds(documents))
        ]
        question, everything = "Pilih jenis dokumen.", View(0, None, view.region)
    else:
        counts = Counter(d.region for d in documents)
        options = [(name or NO_REGION, counts[name], View(0, view.kind, at)) for at, name in enumerate(_regions(documents))]
        question, everything = "Pilih daerah.", View(0, view.kind, None)
    buttons = (button(f"{render.brief(name, 40)} ({count})", f"d:{to}") for name, count, to in options[:MOST_BUTTONS])
    await show(update, question, [*in_rows(buttons, 2), [button("Semua", f"d:{everything}")]])
