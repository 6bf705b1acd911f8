"""Tables of a PDF, found by pdfplumber: by the lines drawn around their cells, or by the places of their words."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfplumber.page import Page as PdfPage
from pdfplumber.table import Table as RuledTable
from pdfplumber.utils.exceptions import PdfminerException

from indexer.reading.page.cleaning import normalise
from indexer.reading.page.divided import joined_lines
from indexer.reading.pdf.aligned import AlignedTable, aligned_tables, may_go_on, may_have_aligned
from indexer.reading.printed.sheet import Sheet
from indexer.reading.printed.tables import Box, PlacedTable, ruled_table
from indexer.reading.tables.aligned.columns import Column

_LEAST_RULINGS = 6
_SPACE = 0.15
_HALF_LINE = 2
_UNPARSABLE = (PDFException, PdfminerException, ValueError, KeyError, TypeError, IndexError, RecursionError)


@dataclass(frozen=True, slots=True)
class _Found:
    """The tables of a page: those with lines around their cells, and those without."""

    ruled: list[PlacedTable]
    aligned: list[AlignedTable]

    @property
    def placed(self) -> list[PlacedTable]:
        return [*self.ruled, *(PlacedTable(made.table, made.box) for made in self.aligned)]


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
            found = _found_on(page, sheets[index], continued.get(index, ()))
            page.close()
            if found.aligned:
                continued[index + 1] = found.aligned[-1].columns
            yield index, found.placed


def _found_on(page: PdfPage, sheet: Sheet, continued: Sequence[Column]) -> _Found:
    """The tables of a page; none of one that can't be parsed. `continued` are the columns that the page before ended with."""
    try:
        ruled = _ruled_tables(page) if sheet.rulings >= _LEAST_RULINGS else []
        return _Found(ruled, _aligned_outside(ruled, page, sheet, continued))
    except _UNPARSABLE:
        return _Found([], [])


def _ruled_tables(page: PdfPage) -> list[PlacedTable]:
    placed = [_place(ruled) for ruled in page.find_tables()]
    return [table for table in placed if table is not None]


def _aligned_outside(
    ruled: Sequence[PlacedTable], page: PdfPage, sheet: Sheet, continued: Sequence[Column]
) -> list[AlignedTable]:
    """The tables without ruling in what those with ruling leave of the page."""
    free = [line for line in sheet.lines if _is_outside(ruled, line.x, line.y)]
    if not continued and not may_have_aligned(free):
        return []
    words = page.extract_words(x_tolerance_ratio=_SPACE, y_tolerance=_HALF_LINE)
    outside = [word for word in words if _is_outside(ruled, word["x0"], word["bottom"])]
    spaces = [char for char in page.chars if char["text"].isspace()]
    return aligned_tables(outside, spaces, free, float(page.width), continued)


def _is_outside(tables: Sequence[PlacedTable], x: float, y: float) -> bool:
    return not any(table.holds(x, y) for table in tables)


def _place(ruled: RuledTable) -> PlacedTable | None:
    """The table with its place; None when its lines are only a frame around text."""
    cells: list[tuple[Box, str]] = []
    for row, texts in zip(ruled.rows, ruled.extract(), strict=True):
        for box, text in zip(row.cells, texts, strict=True):
            if box:
                cells.append((box, joined_lines(normalise(text or "").split("\n"))))
    table = ruled_table(cells)
    return PlacedTable(table, ruled.bbox) if table else None
