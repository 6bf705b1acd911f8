"""A draft's quotes -> citations: each is found again, word for word, on a page of its document, or dropped."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from bot.journal.sources import UNSURE
from bot.models import Citation, Draft
from indexer.models import Page, Passage

_SURE = 0.7
"""From this confidence on of the recognition a page says nothing of it: below, about every tenth letter may be wrong."""
_MARK = re.compile(r"\s?\[(\d{1,3})\]")
PagesOf = Callable[[int, Sequence[int | None]], Sequence[Page]]
"""Gives those pages of a document, by its id, that have one of these numbers."""


def stands_in(quote: str, text: str) -> re.Match[str] | None:
    """Where the words of a quote stand in a text, in order and whole; punctuation, white space and marks may differ."""
    words = re.findall(r"[^\W_]+", quote)
    if not words:
        return None
    return re.search(r"(?<![^\W_])" + r"[\W_]+".join(map(re.escape, words)) + r"(?![^\W_])", text)


def page_of(quote: str, pages: Sequence[Page], likely: Sequence[int | None]) -> Page | None:
    """The page among the likely ones that a quote stands on; None when it stands on none of them."""
    for page in pages:
        if page.number in likely and stands_in(quote, page.text):
            return page
    return None


def place_of(page: Page, quote: str) -> str:
    """What people call the place of a quote: the page's label or number, for a sheet with the row in which the quote begins."""
    name = page.label
    if not name and page.number is not None:
        name = f"hlm. {page.number}"
    row = _row_of(page, quote)
    if row:
        name += f", baris {row}"
    is_unsure = page.confidence is not None and page.confidence < _SURE
    return name + UNSURE if is_unsure else name


def _row_of(page: Page, quote: str) -> int:
    """The row of a sheet in which a quote begins; 0 where it has none, or the page is no sheet."""
    found = stands_in(quote, page.text) if page.rows else None
    if found is None:
        return 0
    line = page.text.count("\n", 0, found.start())
    return page.rows[line] if line < len(page.rows) else 0


def short_place(place: str) -> str:
    """The name of a place in few words, for a button: "lembar Target", "hlm. 12 (iv)"."""
    name = re.sub(r", baris \d+$", "", place.removesuffix(UNSURE))
    return re.sub(r"\(tercetak (.+)\)$", r"(\1)", name)


def cite(draft: Draft, pages_of: PagesOf) -> tuple[str, tuple[Citation, ...]]:
    """The draft's text with marks renumbered 1.. in order of appearance, and the citation of each mark left.

    A quote that does not stand on a page of its passage loses its mark; a
    paragraph of the text (paragraphs have an empty line between them) that loses all its marks is dropped.
    """
    cited = (_citation(number, passage, quote, pages_of) for number, passage, quote in draft.quotes)
    found = {citation.number: citation for citation in cited if citation}
    paragraphs = []
    order: list[int] = []
    for paragraph in draft.text.split("\n\n"):
        stated = dict.fromkeys(map(int, _MARK.findall(paragraph)))
        marks = [mark for mark in stated if mark in found]
        has_lost_all = bool(stated) and not marks
        if has_lost_all:
            continue
        order = list(dict.fromkeys([*order, *marks]))
        paragraphs.append(_MARK.sub(partial(_renumbered, order), paragraph))
    citations = tuple(replace(found[mark], number=number) for number, mark in enumerate(order, 1))
    return "\n\n".join(paragraphs), citations


def _citation(number: int, passage: Passage, quote: str, pages_of: PagesOf) -> Citation | None:
    """None for a quote that stands on no page of its passage."""
    page = page_of(quote, pages_of(passage.document.id, passage.chunk.pages), passage.chunk.pages)
    if page is None:
        return None
    return Citation(number, passage.document, page.number, heading_of(passage, quote), quote, place_of(page, quote))


def _renumbered(order: Sequence[int], mark: re.Match[str]) -> str:
    """A mark with its place in `order` as its number; nothing where it has none."""
    number = int(mark[1])
    return f" [{order.index(number) + 1}]" if number in order else ""


def of_undivided_table(passage: Passage, quote: str) -> bool:
    """Whether a quote is a line of a table whose rows can't be told apart, and what is asked is a value of it: where to look, but no
    words to be shown."""
    for evidence in passage.evidence:
        words = [said for _, said in evidence.span.quotes]
        if evidence.undivided and quote in words:
            return True
    return False


def heading_of(passage: Passage, quote: str) -> str:
    """Where a quote of a passage stands in its document, for people: the innermost two headings above it. The span that it is
    taken from, or begins with, knows the nearest; a passage has only those above its first line."""
    heading, longest = passage.chunk.heading, 0
    for span in passage.chunk.spans:
        beginnings = [len(words) for _, words in span.quotes if quote.startswith(words)]
        length = max(beginnings, default=0)
        if length > longest:
            heading, longest = span.heading, length
    return " › ".join(heading[-2:])
