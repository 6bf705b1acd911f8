"""/dokumen WORDS: a document by words of its title, kind, region, period or file name."""

import asyncio
import re
from collections.abc import Sequence

from rapidfuzz import fuzz
from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from bot.chat import render
from bot.chat.context import Context
from bot.chat.documents.detail import show_detail
from bot.chat.documents.listing import View, groups
from bot.chat.html_text import safe
from bot.chat.permissions import allowed
from bot.chat.screens import button, in_rows, numbered, show
from bot.people.access import Action
from indexer.models import Document

MOST = 8
ALIKE = 80.0
"""How alike, 0 to 100, two words are of which one is the other mistyped: a letter more, less, other or swapped in seven."""
SHORTEST_BEGINNING = 3
"""Letters with which a word may be left off, as in "kab"."""


def handlers() -> list[BaseHandler]:
    """To be added before the list, which takes the command without words."""
    return [CommandHandler("dokumen", find, filters.UpdateType.MESSAGE, has_args=True)]


@allowed(Action.LIST)
async def find(update: Update, context: Context) -> None:
    """The documents that fit best; the only one at once."""
    typed = " ".join(context.args)
    documents = await asyncio.to_thread(context.core.library.documents)
    found, whole = matching(documents, typed)
    if len(found) == 1 and whole:
        return await show_detail(update, context, found[0].id)
    everything = [button("« Semua dokumen", f"d:{View()}")]
    if not found:
        nothing = f"Tidak ada dokumen yang cocok dengan “{safe(render.brief(typed, 100))}”. Coba kata lain dari judulnya."
        return await show(update, nothing, [everything])
    shown = numbered(found[:MOST], 0, MOST)
    openers = [button(str(number), f"di:{document.id}") for number, document in shown]
    html = "\n\n".join([_head(typed, len(found), whole), *groups(shown)])
    await show(update, html, [*in_rows(openers, 4), everything])


def _head(typed: str, count: int, whole: bool) -> str:
    words = safe(render.brief(typed, 100))
    if not whole:
        return f"Tidak ada yang memuat semua kata dari “{words}”. Yang paling dekat:"
    if count > MOST:
        return f"<b>{count} dokumen</b> cocok dengan “{words}”; ini {MOST} yang pertama. Tambahkan kata untuk mempersempit."
    return f"<b>{count} dokumen</b> cocok dengan “{words}”."


def matching(documents: Sequence[Document], typed: str) -> tuple[list[Document], bool]:
    """Those that have most of the words that were typed, the best first; whether they have all of them."""
    wanted = _words(typed)
    scores = {document.id: _scores(wanted, _known(document)) for document in documents}
    most = max((_hits(found) for found in scores.values()), default=0)
    if most == 0:
        return [], False
    found = [document for document in documents if _hits(scores[document.id]) == most]
    found.sort(key=lambda document: (-sum(scores[document.id]), document.title.casefold()))
    return found, most == len(wanted)


def _scores(wanted: Sequence[str], known: set[str]) -> list[float]:
    return [_score(word, known) for word in wanted]


def _hits(scores: Sequence[float]) -> int:
    """How many of the words a document has."""
    return sum(score > 0 for score in scores)


def _known(document: Document) -> set[str]:
    """The words by which people know a document."""
    kind = render.kind_name(document.kind)
    return set(_words(" ".join([document.title, kind, document.region, document.period, document.name])))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _score(word: str, known: set[str]) -> float:
    """How well a word fits the likest of those, 0 to 100; 0 where it fits none. A year or number fits itself only."""
    if word in known:
        return 100.0
    if word.isdecimal():
        return 0.0
    if len(word) >= SHORTEST_BEGINNING and any(other.startswith(word) for other in known):
        return 90.0
    best = max((fuzz.ratio(word, other) for other in known), default=0.0)
    return best if best >= ALIKE else 0.0
