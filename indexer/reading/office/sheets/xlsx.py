"""Excel workbooks -> a page per visible sheet. openpyxl opens the file; formulas count with the values Excel left in it."""

import io
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from xml.etree.ElementTree import ParseError

import openpyxl
from lxml import etree
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from indexer.errors import NoText, OverLimit, UnreadableDocument
from indexer.models import Metadata, Reading
from indexer.reading.office.attachments import attachments
from indexer.reading.office.properties import sensible_title
from indexer.reading.office.raised import LOWERED, RAISED, Piece, joined
from indexer.reading.office.sheets.cells import Grid, sheet_page
from indexer.reading.office.sheets.losses import ReadSheet, losses_of
from indexer.reading.office.sheets.missing_values import fill_in
from indexer.reading.office.sheets.number_formats import shown
from indexer.reading.office.sheets.shapes import Box, boxes_of_sheets
from indexer.reading.office.sheets.unseen import hidden_columns, hidden_rows

_MOST_XML = 40_000_000
_MOST_ROWS = 50_000
_HEIGHTS = {"superscript": RAISED, "subscript": LOWERED}


def read_xlsx(data: bytes) -> Reading:
    """Raises UnreadableDocument (broken), NoText (nothing in it) and OverLimit (tables of tens of thousands of rows)."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        _check_size(package)
        boxes = boxes_of_sheets(package)
        attached = attachments(package)
    book = _opened(data)
    without_value = fill_in(book, data, lambda: _opened(data, formulas=True))
    struck = _struck_fonts(book)
    sheets: list[ReadSheet] = []
    apart: list[str] = []
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            found = _read(sheet, len(sheets) + 1, boxes.get(sheet.title, ()), struck)
            sheets.append(replace(found, without_value=without_value.get(sheet.title, 0)))
        elif _holds_something(sheet):
            apart.append(sheet.title)
    _check_rows(sheets)
    metadata = Metadata(title=sensible_title(book.properties.title))
    return Reading(tuple(sheet.page for sheet in sheets), metadata, (*losses_of(sheets, apart), *attached))


def _check_rows(sheets: Sequence[ReadSheet]) -> None:
    if sum(len(sheet.page.rows) for sheet in sheets) > _MOST_ROWS:
        raise OverLimit(
            f"Berkas Excel ini berisi lebih dari {_MOST_ROWS:_} baris; kirim bagian yang diperlukan saja.".replace("_", ".")
        )
    if not any(sheet.page.text for sheet in sheets):
        raise NoText("Lembar-lembar berkas Excel ini kosong; periksa berkasnya, lalu kirim kembali yang berisi.")


def _check_size(package: zipfile.ZipFile) -> None:
    size = sum(part.file_size for part in package.infolist() if part.filename.startswith("xl/worksheets/sheet"))
    if size > _MOST_XML:
        raise OverLimit(
            "Lembar kerja ini terlalu besar; simpan bagian yang diperlukan sebagai berkas tersendiri, lalu kirim lagi."
        )


def _opened(data: bytes, formulas: bool = False) -> Workbook:
    """The workbook with the values of its cells, or with their `formulas`."""
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")  # what it will not keep when saving
            return openpyxl.load_workbook(io.BytesIO(data), data_only=not formulas, keep_links=False, rich_text=not formulas)
    except (
        InvalidFileException,
        ParseError,
        etree.XMLSyntaxError,
        KeyError,
        ValueError,
        TypeError,
        zipfile.BadZipFile,
    ) as error:
        raise UnreadableDocument("Berkas Excel ini rusak; simpan ulang dari Excel, lalu kirim lagi.") from error


def _struck_fonts(book: Workbook) -> frozenset[int]:
    """The fonts that strike text out."""
    return frozenset(number for number, font in enumerate(book._fonts) if font.strike)


def _read(sheet: Worksheet, number: int, boxes: Sequence[Box], struck: frozenset[int]) -> ReadSheet:
    grid = Grid(merged=[(area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges])
    # The public iterators go over the whole rectangle, which one stray cell in the last row makes endless.
    for (row, column), cell in sheet._cells.items():
        if cell.value is not None:
            grid.put(row, column, _text(cell, is_struck=cell._style.fontId in struck))
    hidden = grid.hide(hidden_rows(sheet), hidden_columns(sheet))
    grid.boxes += [(box.row, box.text) for box in boxes]
    return ReadSheet(sheet.title, sheet_page(grid, number, " ".join(sheet.title.split())), hidden)


def _text(cell: Cell, is_struck: bool) -> str:
    """What a cell shows, without what is struck out."""
    if isinstance(cell.value, CellRichText):
        return joined(_piece(run, is_struck) for run in cell.value)
    return "" if is_struck else shown(cell.value, cell.number_format)


def _piece(run: str | TextBlock, is_struck: bool) -> Piece:
    """A stretch of a cell's text; one without type of its own has that of the cell."""
    if isinstance(run, str):
        return Piece("" if is_struck else run)
    if run.font.strike:
        return Piece("")
    return Piece(run.text, _HEIGHTS.get(run.font.vertAlign, 0))


def _holds_something(sheet: Worksheet) -> bool:
    return any(cell.value is not None for cell in sheet._cells.values())
