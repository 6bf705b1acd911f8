"""The tables of a period as a workbook: a sheet for each, behind one with the sentences."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.figures.sentences import summary
from bot.figures.tables import Cell, Table
from bot.journal.export import cell_value
from bot.journal.figures import Figures

LONGEST_NAME = 31
"""Characters that Excel takes for the name of a sheet."""
WIDTHS = (60, 16, 24, 48)
"""Of the columns, in characters: the first is what a row is of."""
WRAPPED = Alignment(wrap_text=True, vertical="top")


def workbook(figures: Figures, tables: Sequence[Table]) -> bytes:
    """An XLSX. Whatever begins like a formula is written as text."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Ringkasan"
    agency = figures.agency or "semua OPD"
    for row in ((f"Masa: {figures.period.name}",), (f"OPD: {agency}",), *((sentence,) for sentence in summary(figures))):
        _append(sheet, row)
    sheet.column_dimensions["A"].width = 100
    for table in tables:
        _add_sheet(book, table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _add_sheet(book: Workbook, table: Table) -> None:
    sheet = book.create_sheet(table.title[:LONGEST_NAME])
    sheet.freeze_panes = "A2"
    _append(sheet, table.heads)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in table.rows:
        _append(sheet, row)
    for number, width in enumerate(WIDTHS[: len(table.heads)], 1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _append(sheet: Worksheet, row: Sequence[Cell]) -> None:
    sheet.append([cell_value(cell) for cell in row])
    for cell in sheet[sheet.max_row]:
        cell.alignment = WRAPPED
