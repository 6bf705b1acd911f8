"""Excel workbooks -> a page per visible sheet. openpyxl opens the file; formulas count with the values Excel left in it."""

import io
import warnings
import zipfile
from xml.etree.ElementTree import ParseError

import openpyxl
from lxml import etree
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from indexer.errors import NoText, OverLimit, UnreadableDocument
from indexer.models import Metadata, Page, Reading
from indexer.reading.office.properties import sensible_title
from indexer.reading.office.sheets.cells import Grid, sheet_page
from indexer.reading.office.sheets.number_formats import shown

_MOST_XML = 40_000_000
_MOST_ROWS = 50_000


def read_xlsx(data: bytes) -> Reading:
    """Raises UnreadableDocument (broken), NoText (nothing in it) and OverLimit (tables of tens of thousands of rows)."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        size = sum(part.file_size for part in package.infolist() if part.filename.startswith("xl/worksheets/sheet"))
    if size > _MOST_XML:
        raise OverLimit(
            "Lembar kerja ini terlalu besar; simpan bagian yang diperlukan sebagai berkas tersendiri, lalu kirim lagi."
        )
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")  # what it will not keep when saving
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
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
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    pages = [_page(sheet, number) for number, sheet in enumerate(visible, 1)]
    if sum(len(page.rows) for page in pages) > _MOST_ROWS:
        raise OverLimit(
            f"Berkas Excel ini berisi lebih dari {_MOST_ROWS:_} baris; kirim bagian yang diperlukan saja.".replace("_", ".")
        )
    if not any(page.text for page in pages):
        raise NoText("Lembar-lembar berkas Excel ini kosong; periksa berkasnya, lalu kirim kembali yang berisi.")
    return Reading(tuple(pages), Metadata(title=sensible_title(book.properties.title)))


def _page(sheet: Worksheet, number: int) -> Page:
    grid = Grid(merged=[(area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges])
    # The public iterators go over the whole rectangle, which one stray cell in the last row makes endless.
    for (row, column), cell in sheet._cells.items():
        if cell.value is not None:
            grid.put(row, column, shown(cell.value, cell.number_format))
    return sheet_page(grid, number, " ".join(sheet.title.split()))
