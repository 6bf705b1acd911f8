"""A span as the reader reads it: in its place, within a few hundred characters. Pure.

What is trained on must be what is read: the program that makes practice pairs uses this file too, and a change here wants a reader taught anew.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from indexer.models import Document, Span

OWN, BEFORE, ABOVE, TITLE = 420, 200, 180, 110
"""Characters at most of a span itself, of the sentences before it, of the headings and lines above it, and of its document's title."""
CELL = 110
"""Characters at most of a cell or a column's head."""
NEAREST_HEADINGS, NEAREST_SENTENCES = 3, 2


@dataclass(frozen=True, slots=True)
class InPlace:
    """What is read of a span; `own` characters of it, at its beginning, are the span's own."""

    text: str
    own: int


def in_place(spans: Sequence[Span], at: int, document: Document, asked: Collection[str]) -> InPlace:
    """The span `spans[at]` of a chunk with what stands before it, above it, and what its document is. `asked` are the terms of the question: of
    a row that is too long the columns whose heads say them are kept."""
    span = spans[at]
    own = _row(span, asked) if span.kind == "row" else span.text[:OWN]
    around = (_before(spans, at), _above(span), _document(document))
    return InPlace(" | ".join(filter(None, (own, *around))), len(own))


def _before(spans: Sequence[Span], at: int) -> str:
    """The end of the sentences right before a sentence."""
    if spans[at].kind != "sentence":
        return ""
    before = []
    for span in reversed(spans[max(0, at - NEAREST_SENTENCES) : at]):
        if span.kind != "sentence":
            break
        before.insert(0, span.text)
    return " ".join(before)[-BEFORE:]


def _above(span: Span) -> str:
    """The nearest headings and the lines that a list stands under, innermost last."""
    lines = (*span.heading[-NEAREST_HEADINGS:], *span.parents)
    return " › ".join(lines)[-ABOVE:]


def _document(document: Document) -> str:
    known = (document.title[:TITLE], document.region, document.period, document.date)
    return " · ".join(filter(None, known))


def _row(span: Span, asked: Collection[str]) -> str:
    """A row as "head: cell" each, in its order; where that is too long, what names it and the columns that are asked first."""
    has_heads = len(span.heads) == len(span.cells)
    heads = span.heads if has_heads else ("",) * len(span.cells)
    cells = [_cell(head, cell) for head, cell in zip(heads, span.cells, strict=True)]
    if sum(map(len, cells)) <= OWN:
        return "; ".join(filter(None, cells))[:OWN]
    kept: set[int] = set()
    room = OWN
    for place in _by_need(span, asked):
        if len(cells[place]) + 2 <= room:
            kept.add(place)
            room -= len(cells[place]) + 2
    return "; ".join(cell for place, cell in enumerate(cells) if place in kept and cell)


def _cell(head: str, cell: str) -> str:
    """A cell under its head; "" for nothing under nothing."""
    if not head:
        return cell[:CELL]
    return f"{head[:CELL]}: {cell[:CELL] or '-'}"


def _by_need(span: Span, asked: Collection[str]) -> list[int]:
    """The places of a row's cells, those first that say most: what names the row, then columns by how much of the question their heads say."""
    columns = span.traits.columns
    if len(columns) != len(span.cells):
        return list(range(len(span.cells)))

    def need(place: int) -> tuple[bool, int]:
        column = columns[place]
        said = sum(word in asked for word in {*column.words.split(), *column.years})
        names_the_row = not column.value and not column.numbering
        return not names_the_row, -said

    return sorted(range(len(span.cells)), key=need)
