"""Tables of printed pages: made of ruled boxes, put in their place among the lines, continued from page to page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from indexer.models import Cell, Table
from indexer.reading.printed.sheet import PrintedLine
from indexer.reading.tables.source_cells import SourceCell
from indexer.reading.tables.table import continued, make_table

Box = tuple[float, float, float, float]
_CAPTION = re.compile(r"(?:Tabel|Daftar|Lampiran)\b", re.I)
_NEAR = 2.0


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table and its box (left, top, right, bottom) in points from the top left of the page."""

    table: Table
    box: Box

    def holds(self, x: float, y: float) -> bool:
        """Whether a point, such as the start of a line of text, is inside."""
        left, top, right, bottom = self.box
        return left - _NEAR <= x <= right + _NEAR and top - _NEAR <= y <= bottom + _NEAR


def ruled_table(cells: Sequence[tuple[Box, str]], near: float = _NEAR) -> Table | None:
    """The table of these boxes with their texts, spans told by the edges; None when the lines are only a frame around text.

    Edges closer than `near` are one edge.
    """
    lefts, tops = _edges((box[0] for box, _ in cells), near), _edges((box[1] for box, _ in cells), near)
    if len(lefts) < 2 or len(tops) < 2:
        return None
    rows: list[list[SourceCell]] = [[] for _ in tops]
    for (left, top, right, bottom), text in sorted(cells, key=lambda cell: cell[0][0]):
        columns = sum(left - near <= edge < right - near for edge in lefts)
        below = sum(top - near <= edge < bottom - near for edge in tops)
        rows[sum(edge <= top + near for edge in tops) - 1].append(SourceCell(text, below, columns))
    table = make_table(rows)
    return table if table.width > 1 else None


def _edges(values: Iterable[float], near: float) -> list[float]:
    """Sorted edges, those closer than a line's thickness as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > near:
            edges.append(value)
    return edges


def put_in_place(lines: Sequence[PrintedLine], tables: Sequence[PlacedTable]) -> list[PrintedLine]:
    """The lines with each table standing where its own lines stood in the order of the page."""
    kept: list[PrintedLine] = []
    waiting = list(tables)
    for line in lines:
        holder = next((placed for placed in tables if placed.holds(line.x, line.y)), None)
        if holder in waiting:
            waiting.remove(holder)
            kept.append(PrintedLine("", holder.box[0], holder.box[1], 0.0, False, holder.table))
        elif not holder:
            kept.append(line)
    return kept


def continue_tables(pages: Sequence[Sequence[PrintedLine]]) -> list[list[PrintedLine]]:
    """The pages, where a table without heads that goes on from the page before takes over that table's heads."""
    previous: Table | None = None
    continued = []
    for lines in pages:
        printed = [line for line in lines if line.text or line.table]
        if printed and (first := printed[0].table) and (table := _resumed(first, previous)) is not first:
            lines = [replace(line, table=table) if line is printed[0] else line for line in lines]
            printed = [line for line in lines if line.text or line.table]
        previous = printed[-1].table if printed else None
        continued.append(list(lines))
    return continued


def _resumed(table: Table, previous: Table | None) -> Table:
    """The table with the heads of the one on the page before. What stands over its first row is a section then, no title, unless
    it is a caption."""
    if table.heads or any(_CAPTION.match(title) for title in table.titles):
        return table
    sections = [(Cell(title), *[Cell(repeats=True)] * (table.width - 1)) for title in table.titles]
    resumed = continued(replace(table, titles=(), body=(*sections, *table.body)), previous)
    return resumed if resumed.heads else table
