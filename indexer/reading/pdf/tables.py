"""Tables of a PDF, found by pdfplumber: by the lines drawn around their cells, or by the places of their words."""

import io
from collections.abc import Iterator, Mapping, Sequence

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfplumber.page import Page as PdfPage
from pdfplumber.table import Table as RuledTable
from pdfplumber.utils.exceptions import PdfminerException

from indexer.reading.page.cleaning import normalise
from indexer.reading.pdf.aligned import AlignedTable, aligned_tables, may_go_on, may_have_aligned
from indexer.reading.printed.sheet import Sheet
from indexer.reading.printed.tables import PlacedTable, ruled_table
from indexer.reading.tables.aligned.columns import Column

_LEAST_RULINGS = 6
_SPACE = 0.15
_HALF_LINE = 2
_UNPARSABLE = (PDFException, PdfminerException, ValueError, KeyError, TypeError, IndexError, RecursionError)


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
