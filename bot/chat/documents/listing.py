"""/dokumen: what is in the library, by kind and region."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import InlineKeyboardButton, Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from bot.chat import render
from bot.chat.context import Context
from bot.chat.html_text import safe
from bot.chat.permissions import allowed
from bot.chat.screens import Rows, arguments, button, in_rows, numbered, show, turning
from bot.people.access import Action
from indexer.models import KINDS, Document

PAGE = 8
MOST_BUTTONS = 90
"""Telegram takes a hundred under one message."""
SEARCH_HINT = "Mencari satu dokumen? Tulis kata dari judul, jenis, daerah, atau tahunnya di belakang perintah, misalnya: /dokumen renstra dinkes"
NO_REGION = "Tanpa daerah"


@dataclass(frozen=True)
class View:
    """Which part of the list is on the screen. `kind` and `region` count in the lists of those that occur, or None."""

    page: int = 0
    kind: int | None = None
    region: int | None = None

    @classmethod
    def of(cls, text: str) -> "View":
        page, kind, region = text.split(":")
        return cls(int(page), int(kind) if kind else None, int(region) if region else None)

    def __str__(self) -> str:
        return f"{self.page}:{self.narrowing}"

    @property
    def narrowing(self) -> str:
        """The view but for its page."""
        kind = "" if self.kind is None else self.kind
        region = "" if self.region is None else self.region
        return f"{kind}:{region}"


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
    extra = await _removed_ones(update, context)
    if not documents:
        return await show(update, "Belum ada dokumen di perpustakaan.", extra)
    kinds, regions = _kinds(documents), _regions(documents)
    kind, region = _chosen(kinds, view.kind), _chosen(regions, view.region)
    found = _narrowed(documents, kind, region)
    shown = numbered(found, view.page, PAGE)
    hint = [SEARCH_HINT] if len(documents) > PAGE else []
    html = "\n\n".join([_head(len(found), kind, region), *groups(shown), *hint])
    openers = [button(str(number), f"di:{document.id}") for number, document in shown]
    turners = turning(f"d:{{}}:{view.narrowing}", view.page, len(found), PAGE)
    await show(update, html, [*in_rows(openers, 4), *turners, *_choosers(view, kinds, regions), *extra])


async def _removed_ones(update: Update, context: Context) -> Rows:
    """The button that leads to what was removed, for those who may bring it back."""
    manages = await context.permits(update, Action.MANAGE_DOCUMENTS)
    if not manages or update.effective_chat.type != ChatType.PRIVATE:
        return []
    removed = await asyncio.to_thread(context.core.library.removed)
    return [[button(f"🗑 Terhapus ({len(removed)})", "db:0")]] if removed else []


def _chosen(names: Sequence[str], at: int | None) -> str | None:
    """The name a view speaks of; None where it speaks of none, or of one that occurs no more."""
    if at is None or at >= len(names):
        return None
    return names[at]


def _narrowed(documents: Sequence[Document], kind: str | None, region: str | None) -> list[Document]:
    """Those of this kind and region (None: any), in the order of the list."""
    found = []
    for document in documents:
        other_kind = kind is not None and document.kind != kind
        other_region = region is not None and document.region != region
        if not other_kind and not other_region:
            found.append(document)
    return sorted(found, key=_order)


def _order(document: Document) -> tuple:
    return _rank(document.kind), document.region, document.title.casefold(), document.id


def _rank(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def _kinds(documents: Sequence[Document]) -> list[str]:
    return sorted({document.kind for document in documents}, key=_rank)


def _regions(documents: Sequence[Document]) -> list[str]:
    return sorted({document.region for document in documents})


def _head(count: int, kind: str | None, region: str | None) -> str:
    """How many documents there are, and to what the list is narrowed."""
    words = [f"<b>Dokumen</b> ({count})"]
    if kind:
        words.append(safe(render.kind_name(kind)))
    if region is not None:
        words.append(safe(region or NO_REGION))
    return " · ".join(words)


def groups(shown: Sequence[tuple[int, Document]]) -> list[str]:
    """The numbered documents under a head for each kind and region."""
    groups: dict[str, list[str]] = {}
    for number, document in shown:
        head = " · ".join(filter(None, [render.kind_name(document.kind), document.region]))
        groups.setdefault(head, []).append(f"{number}. {_line(document)}")
    return ["\n".join([f"<b>{safe(head)}</b>", *lines]) for head, lines in groups.items()]


def _line(document: Document) -> str:
    """Title, period, pages, and whether it is no longer in force."""
    line = safe(render.brief(document.title or document.name, 150))
    pages = f"{document.pages} hlm." if document.pages else ""
    details = ", ".join(filter(None, [document.period, pages]))
    if details:
        line += f" ({safe(details)})"
    if document.validity:
        line += f" [{document.validity}]"
    return line


def _choosers(view: View, kinds: Sequence[str], regions: Sequence[str]) -> Rows:
    """The row that narrows the list, by what there are several of."""
    row = []
    if len(kinds) > 1:
        row.append(button("Jenis", f"dc:k:{view}"))
    if len(regions) > 1:
        row.append(button("Daerah", f"dc:r:{view}"))
    return [row] if row else []


@allowed(Action.LIST)
async def choose(update: Update, context: Context) -> None:
    """The kinds (k) or regions (r) there are, with how many documents each."""
    letter, *rest = arguments(update)
    view = View.of(":".join(rest))
    documents = await asyncio.to_thread(context.core.library.documents)
    if letter == "k":
        question, options = "Pilih jenis dokumen.", _kind_options(documents, view)
        everything = replace(view, page=0, kind=None)
    else:
        question, options = "Pilih daerah.", _region_options(documents, view)
        everything = replace(view, page=0, region=None)
    buttons = [option.button() for option in options[:MOST_BUTTONS]]
    await show(update, question, [*in_rows(buttons, 2), [button("Semua", f"d:{everything}")]])


@dataclass(frozen=True)
class Option:
    """A kind or region to choose: how many documents it has, and the list it leads to."""

    name: str
    count: int
    view: View

    def button(self) -> InlineKeyboardButton:
        return button(f"{render.brief(self.name, 40)} ({self.count})", f"d:{self.view}")


def _kind_options(documents: Sequence[Document], view: View) -> list[Option]:
    counts = Counter(document.kind for document in documents)
    return [
        Option(render.kind_name(kind), counts[kind], replace(view, page=0, kind=at))
        for at, kind in enumerate(_kinds(documents))
    ]


def _region_options(documents: Sequence[Document], view: View) -> list[Option]:
    counts = Counter(document.region for document in documents)
    return [
        Option(region or NO_REGION, counts[region], replace(view, page=0, region=at))
        for at, region in enumerate(_regions(documents))
    ]
