"""Excel's XML of 2003, as information systems still export it under the name .xls -> a page per sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from indexer.errors import NoText
from indexer.models import Reading
from indexer.reading.office.raised import LOWERED, RAISED, Piece, joined
from indexer.reading.office.sheets.cells import Grid, sheet_page
from indexer.reading.office.sheets.losses import ReadSheet, losses_of
from indexer.reading.office.sheets.number_formats import shown
from indexer.reading.office.xml import parse, whole_number

_SPACE = "{urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_HTML = "{http://www.w3.org/TR/REC-html40}"
_HEIGHTS = {f"{_HTML}Sup": RAISED, f"{_HTML}Sub": LOWERED}
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_HIDDEN = f"{_EXCEL}WorksheetOptions/{_EXCEL}Visible"
_NAMED = {
    "General Date": "dd/mm/yyyy h:mm", "Short Date": "dd/mm/yyyy", "Medium Date": "dd-mmm-yy", "Long Date": "dd mmmm yyyy",
    "Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%", "Scientific": "0.00E+00", "Currency": "#,##0.00",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Style:
    """The format code that a style gives, and whether it strikes out."""

    code: str = "General"
    struck: bool = False


def read_excel_xml(data: bytes) -> Reading:
    """Raises UnreadableDocument (broken) and NoText."""
    root = parse(data)
    styles = _styles(root)
    sheets: list[ReadSheet] = []
    apart: list[str] = []
    for sheet in root.iter(f"{_SPACE}Worksheet"):
        if not _is_hidden(sheet):
            sheets.append(_read(sheet, len(sheets) + 1, styles))
        elif next(sheet.iter(f"{_SPACE}Data"), None) is not None:
            apart.append(_name(sheet))
    if not any(sheet.page.text for sheet in sheets):
        raise NoText("Lembar-lembar berkas Excel ini kosong; periksa berkasnya, lalu kirim kembali yang berisi.")
    return Reading(tuple(sheet.page for sheet in sheets), losses=losses_of(sheets, apart))


def _styles(root: etree._Element) -> dict[str | None, _Style]:
    """The styles by their ids."""
    styles = {}
    for style in root.iter(f"{_SPACE}Style"):
        found, font = style.find(f"{_SPACE}NumberFormat"), style.find(f"{_SPACE}Font")
        code = "General" if found is None else found.get(f"{_SPACE}Format", "General")
        struck = font is not None and font.get(f"{_SPACE}StrikeThrough") == "1"
        styles[style.get(f"{_SPACE}ID")] = _Style(_NAMED.get(code, code), struck)
    return styles


def _is_hidden(sheet: etree._Element) -> bool:
    said = sheet.findtext(_HIDDEN) or ""
    return said.startswith("SheetHidden")


def _name(sheet: etree._Element) -> str:
    return sheet.get(f"{_SPACE}Name", "")


def _read(sheet: etree._Element, number: int, styles: dict[str | None, _Style]) -> ReadSheet:
    grid, row = Grid(), 0
    rows: set[int] = set()
    for element in sheet.iter(f"{_SPACE}Row"):
        row, column = _count(element, "Index", row + 1), 0
        if element.get(f"{_SPACE}Hidden") == "1":
            rows.update(range(row, row + _count(element, "Span", 0) + 1))
        for cell in element.iterchildren(f"{_SPACE}Cell"):
            column = _count(cell, "Index", column + 1)
            data = cell.find(f"{_SPACE}Data")
            style = styles.get(cell.get(f"{_SPACE}StyleID"), _Style())
            grid.put(row, column, "" if data is None or style.struck else _value(data, style.code))
            across, down = _count(cell, "MergeAcross", 0), _count(cell, "MergeDown", 0)
            if across or down:
                grid.merged.append((row, column, row + down, column + across))
            column += across
    is_filtered = next(sheet.iter(f"{_EXCEL}AutoFilterColumn"), None) is not None
    hidden = grid.hide(set() if is_filtered else rows, _hidden_columns(sheet))
    return ReadSheet(_name(sheet), sheet_page(grid, number, _name(sheet)), hidden)


def _hidden_columns(sheet: etree._Element) -> set[int]:
    hidden: set[int] = set()
    column = 0
    for element in sheet.iter(f"{_SPACE}Column"):
        column = _count(element, "Index", column + 1)
        last = min(column + _count(element, "Span", 0), _LAST_COLUMN)
        if element.get(f"{_SPACE}Hidden") == "1":
            hidden.update(range(column, last + 1))
        column = last
    return hidden


def _value(data: etree._Element, code: str) -> str:
    text, kind = joined(_pieces(data, 0)), data.get(f"{_SPACE}Type")
    try:
        if kind == "Number":
            return shown(float(text), code)
        if kind == "DateTime":
            return shown(datetime.fromisoformat(text), code)
    except ValueError:
        return text
    return text


def _pieces(element: etree._Element, height: int) -> Iterator[Piece]:
    """The text of a cell, which may have type of its own as in HTML."""
    yield Piece(element.text or "", height)
    for child in element:
        if child.tag != f"{_HTML}S":
            yield from _pieces(child, _HEIGHTS.get(child.tag, height))
        yield Piece(child.tail or "", height)


def _count(element: etree._Element, name: str, default: int) -> int:
    count = whole_number(element.get(f"{_SPACE}{name}"), default, most_digits=7)
    return min(count, _LAST_ROW)
