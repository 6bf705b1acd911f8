"""Tables of printed pages: made of ruled boxes, put in their place among the lines, continued from page to page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from indexer.models import Cell, Table
from indexer.reading.printed.sheet import PrintedLine
from indexer.reading.tables.source_cells import COVERED, SourceCell
from indexer.reading.tables.table import continued, make_table

Box = tuple[float, float, float, float]
_CAPTION = re.compile(r"(?:Tabel|Daftar|Lampiran)\b", re.I)
_NEAR = 2.0


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table and its box (left, top, right, bottom) in points from the top left of the page."""

    table: Table
    box: Box


def ruled_table(cells: Sequence[tuple[Box, str]], near: float = _NEAR) -> Table | None:
    """The table of these boxes with their texts, spans told by the edges; None when the lines are only a frame around text.

    Edges closer than `near` are one edge.
    """
    lefts = _edges((box[0] for box, _ in cells), near)
    tops = _edges((box[1] for box, _ in cells), near)
    if len(lefts) < 2 or len(tops) < 2:
        return None
    rows: list[list[SourceCell]] = [[] for _ in tops]
    for (left, top, right, bottom), text in sorted(cells, key=lambda cell: cell[0][0]):
        row = sum(edge <= top + near for edge in tops) - 1
        rowspan = _edges_within(tops, top, bottom, near)
        colspan = _edges_within(lefts, left, right, near)
        rows[row].append(SourceCell(text, rowspan, colspan))
    table = make_table(rows)
    return table if table.width > 1 else None


def _edges_within(edges: Sequence[float], start: float, end: float, near: float) -> int:
    """How many of the edges stand from one side of a box up to the other, without the one it ends with."""
    return sum(start - near <= edge < end - near for edge in edges)


def _edges(values: Iterable[float], near: float) -> list[float]:
    """Sorted edges, those closer than a line's thickness as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > near:
            edges.append(value)
    return edges


def continue_tables(pages: Sequence[Sequence[PrintedLine]]) -> list[list[PrintedLine]]:
    """The pages, where a table without heads that goes on from the page before takes over that table's heads."""
    previous: Table | None = None
    continued_pages = []
    for lines in pages:
        page = _with_first_resumed(lines, previous)
        previous = _last_table(page)
        continued_pages.append(page)
    return continued_pages


def _with_first_resumed(lines: Sequence[PrintedLine], previous: Table | None) -> list[PrintedLine]:
    """The lines of a page; a table before all text has the heads of the table that the page before ended with, if it goes on."""
    page = list(lines)
    for n, line in enumerate(page):
        if line.table:
            page[n] = replace(line, table=_resumed(line.table, previous))
            return page
        if line.text:
            return page
    return page


def _last_table(lines: Sequence[PrintedLine]) -> Table | None:
    """The table that a page ends with; None where text follows it, or none is there."""
    for line in reversed(lines):
        if line.text or line.table:
            return line.table
    return None


def _resumed(table: Table, previous: Table | None) -> Table:
    """The table with the heads of the one on the page before. What stands over its first row is a section then, no title, unless
    it is a caption."""
    has_caption = any(_CAPTION.match(title) for title in table.titles)
    if table.heads or has_caption:
        return table
    beside = [COVERED] * (table.width - 1)
    sections = [(Cell(title), *beside) for title in table.titles]
    resumed = continued(replace(table, titles=(), body=(*sections, *table.body)), previous)
    return resumed if resumed.heads else table
