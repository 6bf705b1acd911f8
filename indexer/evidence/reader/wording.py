"""A span as the reader reads it: in its place, within a few hundred characters. Pure.

What is trained on must be what is read: the program that makes practice pairs uses this file too, and a change here wants a reader taught anew.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from indexer.evidence.opened import opened
from indexer.language.mentions import mentions
from indexer.models import Document, Span

OWN, BEFORE, ABOVE, TITLE = 420, 200, 180, 110
"""Characters at most of a span itself with what it opens, of the sentences before it, of the headings and lines above it, and of its document's
title."""
CELL = 110
"""Characters at most of a cell or a column's head."""
BETWEEN = "; "
NEAREST_HEADINGS, NEAREST_SENTENCES = 3, 2


@dataclass(frozen=True, slots=True)
class InPlace:
    """What is read of a span; `own` characters of it, at its beginning, are the span's own. `cells` are the characters of what of it may be
    asked for by itself: each of a row's cells, without its head, and none, (0, 0), of one that is empty or left out; each of the mentions
    of another span, none of those that are cut off."""

    text: str
    own: int
    cells: tuple[tuple[int, int], ...] = ()


def in_place(spans: Sequence[Span], at: int, document: Document, asked: Collection[str]) -> InPlace:
    """The span `spans[at]` of a chunk with what it opens, what stands before it, above it, and what its document is. `asked` are the terms of
    the question: of a row that is too long the columns whose heads say them are kept."""
    span = spans[at]
    own, cells = _row(span, asked) if span.kind == "row" else (_with_what_it_opens(spans, at), _mentions(span))
    around = (_before(spans, at), _above(span), _document(document))
    return InPlace(" | ".join(filter(None, (own, *around))), len(own), cells)


def _with_what_it_opens(spans: Sequence[Span], at: int) -> str:
    """A span, and behind a line that announces a list or stands over something as much of that as can be read."""
    below = [spans[place].text for place in opened(spans, at)]
    return " ".join([spans[at].text, *below])[:OWN]


def _mentions(span: Span) -> tuple[tuple[int, int], ...]:
    return tuple((min(one.start, OWN), min(one.end, OWN)) for one in mentions(span.text))


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


def _row(span: Span, asked: Collection[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A row as "head: cell" each, in its order, and where its cells stand in that; where it is too long, what names it and the columns that are
    asked first."""
    has_heads = len(span.heads) == len(span.cells)
    heads = span.heads if has_heads else ("",) * len(span.cells)
    labelled = [_cell(head, cell) for head, cell in zip(heads, span.cells, strict=True)]
    kept = _that_fit(labelled, _by_need(span, asked))
    parts: list[str] = []
    places = [(0, 0)] * len(labelled)
    end = 0
    for place in kept:
        parts.append(labelled[place])
        end += len(labelled[place])
        if cell := span.cells[place][:CELL]:
            places[place] = (min(end - len(cell), OWN), min(end, OWN))
        end += len(BETWEEN)
    return BETWEEN.join(parts)[:OWN], tuple(places)


def _that_fit(cells: Sequence[str], by_need: Sequence[int]) -> list[int]:
    """The places of those cells that are read, in the row's order: all that say something or, where these are too long, as many as fit, those
    first that are needed most."""
    if sum(map(len, cells)) <= OWN:
        return [place for place, cell in enumerate(cells) if cell]
    kept: list[int] = []
    room = OWN
    for place in by_need:
        if cells[place] and len(cells[place]) + len(BETWEEN) <= room:
            kept.append(place)
            room -= len(cells[place]) + len(BETWEEN)
    return sorted(kept)


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
