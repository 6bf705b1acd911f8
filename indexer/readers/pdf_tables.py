"""Ruled tables of a PDF, found by pdfplumber on the pages that have enough lines drawn on them."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pdfplumber
from pdfplumber.table import Table as RuledTable

from indexer.readers.cleaning import normalise
from indexer.readers.pdf_lines import PrintedLine
from indexer.readers.tables import Cell, Table, make_table

Box = tuple[float, float, float, float]
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


def find_tables(data: bytes, pages: Sequence[int]) -> dict[int, list[PlacedTable]]:
    """Tables of the pages with these indices (from 0), top to bottom. Raises pdfplumber's errors."""
    if not pages:
        return {}
    with pdfplumber.open(io.BytesIO(data), pages=[index + 1 for index in pages]) as pdf:
        found = {}
        for index, page in zip(pages, pdf.pages, strict=True):
            found[index] = [placed for table in page.find_tables() if (placed := _place(table))]
            page.close()
        return found


def _place(ruled: RuledTable) -> PlacedTable | None:
    """The table with its spans; None when the lines are only a frame around text."""
    boxes = [box for row in ruled.rows for box in row.cells if box]
    lefts, tops = _edges(box[0] for box in boxes), _edges(box[1] for box in boxes)
    if len(lefts) < 2 or len(tops) < 2:
        return None
    rows = []
    for ruled_row, texts in zip(ruled.rows, ruled.extract(), strict=True):
        cells = zip(ruled_row.cells, texts, strict=True)
        rows.append([_cell(box, normalise(text or ""), lefts, tops) for box, text in cells if box])
    table = make_table(rows)
    return PlacedTable(table, ruled.bbox) if table.width > 1 else None


def _cell(box: Box, text: str, lefts: Sequence[float], tops: Sequence[float]) -> Cell:
    left, top, right, bottom = box
    columns = sum(left - _NEAR <= edge < right - _NEAR for edge in lefts)
    rows = sum(top - _NEAR <= edge < bottom - _NEAR for edge in tops)
    return Cell(text, rows, columns)


def _edges(values: Iterable[float]) -> list[float]:
    """Sorted edges, those closer than a line's thickness as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
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
        if printed and (first := printed[0].table) and (table := first.after(previous)) is not first:
            lines = [replace(line, table=table) if line is printed[0] else line for line in lines]
            printed = [line for line in lines if line.text or line.table]
        previous = printed[-1].table if printed else None
        continued.append(list(lines))
    return continued
