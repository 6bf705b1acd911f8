"""Cells of an Excel workbook whose formula has no value: a program wrote it, and no spreadsheet has opened it since."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence

from openpyxl.cell.rich_text import CellRichText
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from indexer.reading.office.sheets.formulas.book import Book, Place
from indexer.reading.office.sheets.formulas.values import Value

_FORMULA = rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*"
_WITHOUT_VALUE = re.compile(_FORMULA + rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</|</(?:\w+:)?c>)")
_OF_NOUGHT = re.compile(_FORMULA + rb"<(?:\w+:)?v>0(?:\.0)?</")
_OF_VALUE = re.compile(_FORMULA + rb"<(?:\w+:)?v>(?!\s*<|0(?:\.0)?<)")
_SHEETS = "xl/worksheets/sheet"


def fill_in(book: Workbook, data: bytes, with_formulas: Callable[[], Workbook]) -> dict[str, int]:
    """Gives the cells of `book` the values of their plain formulas where the file has none; the others are empty. How many of each sheet
    had none, by its title: those that are computed here too, since nobody has seen their values in a spreadsheet.

    Some programs write 0 for every value and ask whoever opens the file to calculate: there, 0 is none. `with_formulas` opens the
    same workbook once more, which takes as long as the first time.
    """
    sheets = _sheets(data)
    nought_is_none = _asks_to_calculate(book) and _any_has(_OF_NOUGHT, sheets) and not _any_has(_OF_VALUE, sheets)
    if not nought_is_none and not _any_has(_WITHOUT_VALUE, sheets):
        return {}
    asked = with_formulas()
    values = Book()
    for sheet in book.worksheets:
        _collect(sheet, asked[sheet.title], values, nought_is_none)
    computed = values.computed()
    return {sheet.title: _filled(sheet, asked[sheet.title], computed, nought_is_none) for sheet in book.worksheets}


def _sheets(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [package.read(name) for name in package.namelist() if name.startswith(_SHEETS)]


def _asks_to_calculate(book: Workbook) -> bool:
    return bool(book.calculation and book.calculation.fullCalcOnLoad)


def _any_has(pattern: re.Pattern[bytes], sheets: Sequence[bytes]) -> bool:
    return any(map(pattern.search, sheets))


def _collect(sheet: Worksheet, asked: Worksheet, values: Book, nought_is_none: bool) -> None:
    """Puts the values of a sheet into `values`, and the formulas that have none."""
    for (row, column), cell in asked._cells.items():
        if cell.data_type != "f":
            if cell.value is not None:
                values.put(sheet.title, row, column, cell.value)
        elif _is_missing(_stored(sheet, row, column), nought_is_none):
            formula = cell.value if isinstance(cell.value, str) else ""  # one of a whole area is more than a text
            values.ask(sheet.title, row, column, formula)
        else:
            values.put(sheet.title, row, column, _stored(sheet, row, column))


def _stored(sheet: Worksheet, row: int, column: int) -> object:
    value = sheet._cells[row, column].value
    return str(value) if isinstance(value, CellRichText) else value


def _is_missing(value: object, nought_is_none: bool) -> bool:
    if value is None or value == "":
        return True
    return nought_is_none and not isinstance(value, bool) and value == 0


def _filled(sheet: Worksheet, asked: Worksheet, computed: dict[Place, Value], nought_is_none: bool) -> int:
    """Puts the computed values into the cells of a sheet, and says how many of its formulas had none."""
    count = 0
    for (row, column), cell in asked._cells.items():
        if cell.data_type == "f" and _is_missing(_stored(sheet, row, column), nought_is_none):
            sheet._cells[row, column].value = computed.get((sheet.title.casefold(), row, column))
            count += 1
    return count
