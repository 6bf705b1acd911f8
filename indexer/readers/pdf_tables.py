"""Tables of a PDF, found by pdfplumber: by the lines drawn around their cells, or by the places of their words."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfplumber.page import Page as PdfPage
from pdfplumber.table import Table as RuledTable
from pdfplumber.utils.exceptions import PdfminerException

from indexer.models import DITTO
from indexer.readers.aligned_columns import Column
from indexer.readers.cleaning import normalise
from indexer.readers.pdf_aligned import AlignedTable, aligned_tables, may_go_on, may_have_aligned
from indexer.readers.pdf_lines import PrintedLine, Sheet
from indexer.readers.tables import Cell, Table, make_table

Box = tuple[float, float, float, float]
_CAPTION = re.compile(r"(?:Tabel|Daftar|Lampiran)\b", re.I)
_NEAR = 2.0
_LEAST_RULINGS = 6
_SPACE = 0.15
_HALF_LINE = 2
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


def may_have_tables(sheet: Sheet, before: Sheet | None = None) -> bool:
    """Whether a page is worth looking for tables on it: lines are drawn there, its text stands as in columns, or a table of the page
    `before` may go on."""
    if sheet.rulings >= _LEAST_RULINGS or may_have_aligned(sheet.lines):
        return True
    return before is not None and may_have_aligned(before.lines) and may_go_on(sheet.lines)


def find_tables(data: bytes, sheets: Mapping[int, Sheet]) -> Iterator[tuple[int, list[PlacedTable]]]:
    """Tables of the pages with these indices (from 0), in their order, page by page.

    Where only pypdf can parse a page, or the file, there are none: they stay in the text, line by line.
    """
    if not sheets:
        return
    try:
        pdf = pdfplumber.open(io.BytesIO(data), pages=[index + 1 for index in sheets])
        pages = dict(zip(sheets, pdf.pages, strict=True))
    except _UNPARSABLE:
        yield from ((index, []) for index in sheets)
        return
    continued: dict[int, Sequence[Column]] = {}
    with pdf:
        for index, page in pages.items():
            try:
                ruled, aligned = _on(page, sheets[index], continued.get(index, ()))
            except _UNPARSABLE:
                ruled, aligned = [], []
            page.close()
            if aligned:
                continued[index + 1] = aligned[-1].columns
            yield index, [*ruled, *(PlacedTable(found.table, found.box) for found in aligned)]


def _on(page: PdfPage, sheet: Sheet, continued: Sequence[Column]) -> tuple[list[PlacedTable], list[AlignedTable]]:
    """The ruled tables, and those without ruling in what these leave of the page."""
    found = page.find_tables() if sheet.rulings >= _LEAST_RULINGS else []
    ruled = [placed for table in found if (placed := _place(table))]
    free = [line for line in sheet.lines if not any(table.holds(line.x, line.y) for table in ruled)]
    if not continued and not may_have_aligned(free):
        return ruled, []
    words = page.extract_words(x_tolerance_ratio=_SPACE, y_tolerance=_HALF_LINE)
    outside = [word for word in words if not any(table.holds(word["x0"], word["bottom"]) for table in ruled)]
    spaces = [char for char in page.chars if char["text"].isspace()]
    return ruled, aligned_tables(outside, spaces, free, float(page.width), continued)


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
    sections = [[title] + [DITTO] * (table.width - 1) for title in table.titles]
    resumed = replace(table, titles=[], body=[*sections, *table.body])
    return taken if (taken := resumed.after(previous)).heads else table
