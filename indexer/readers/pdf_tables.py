"""Ruled tables of a PDF, found by pdfplumber on the pages that have enough lines drawn on them."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfplumber.table import Table as RuledTable
from pdfplumber.utils.exceptions import PdfminerException

from indexer.readers.cleaning import normalise
from indexer.readers.pdf_lines import PrintedLine
from indexer.readers.tables import Cell, Table, make_table

Box = tuple[float, float, float, float]
_NEAR = 2.0
_UNPARSABLE = (PDFException, PdfminerException, ValueError, KeyError, TypeError, IndexError, RecursionError)


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table and its box (left, top, right, bottom) in points from the top left of the page."""

    table: Table
    box: Box

    def holds(self, x: float, y: float) -> bool:
        """Whether a point, such as the start of a line of text, is inside."""
        left, top, right, bottom = self.box
        return left - _NEAR <= x <= right + _NEAR and top - _NEAR <= y <= bottom + _NEAR


def find_tables(data: bytes, pages: Sequence[int]) -> Iterator[tuple[int, list[PlacedTable]]]:
    """Tables of the pages with these indices (from 0), top to bottom, page by page.

    Where only pypdf can parse a page, or the file, there are none: they stay in the text, line by line.
    """
    if not pages:
        return
    try:
        pdf = pdfplumber.open(io.BytesIO(data), pages=[index + 1 for index in pages])
        ruled = dict(zip(pages, pdf.pages, strict=True))
    except _UNPARSABLE:
        yield from ((index, []) for index in pages)
        return
    with pdf:
        for index, page in ruled.items():
            try:
                tables = [placed for table in page.find_tables() if (placed := _place(table))]
            except _UNPARSABLE:
                tables = []
            page.close()
            yield index, tables


def _place(ruled: RuledTable) -> PlacedTable | None:
    cells = [
        (box, normalise(text or ""))
        for row, texts in zip(ruled.rows, ruled.extract(), strict=True)
        for box, text in zip(row.cells, texts, strict=True)
        if box
    ]
    table = ruled_table(cells)
    return PlacedTable(table, ruled.bbox) if table else None


def ruled_table(cells: Sequence[tuple[Box, str]], near: float = _NEAR) -> Table | None:
    """The table of these boxes with their texts, spans told by the edges; None when the lines are only a frame around text.

    Edges closer than `near` are one edge.
    """
    lefts, tops = _edges((box[0] for box, _ in cells), near), _edges((box[1] for box, _ in cells), near)
    if len(lefts) < 2 or len(tops) < 2:
        return None
    rows: list[list[Cell]] = [[] for _ in tops]
    for (left, top, right, bottom), text in sorted(cells, key=lambda cell: cell[0][0]):
        columns = sum(left - near <= edge < right - near for edge in lefts)
        below = sum(top - near <= edge < bottom - near for edge in tops)
        rows[sum(edge <= top + near for edge in tops) - 1].append(Cell(text, below, columns))
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
        if printed and (first := printed[0].table) and (table := first.after(previous)) is not first:
            lines = [replace(line, table=table) if line is printed[0] else line for line in lines]
            printed = [line for line in lines if line.text or line.table]
        previous = printed[-1].table if printed else None
        continued.append(list(lines))
    return continued
