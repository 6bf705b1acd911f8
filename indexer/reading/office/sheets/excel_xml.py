"""Excel's XML of 2003, as information systems still export it under the name .xls -> a page per sheet."""

from datetime import datetime

from lxml import etree

from indexer.errors import NoText
from indexer.models import Page, Reading
from indexer.reading.office.sheets.cells import Grid, sheet_page
from indexer.reading.office.sheets.number_formats import shown
from indexer.reading.office.xml import parse, whole_number

_SPACE = "{urn:schemas-microsoft-com:office:spreadsheet}"
_LAST_ROW = 1_048_576
_HIDDEN = "{urn:schemas-microsoft-com:office:excel}WorksheetOptions/{urn:schemas-microsoft-com:office:excel}Visible"
_NAMED = {
    "General Date": "dd/mm/yyyy h:mm", "Short Date": "dd/mm/yyyy", "Medium Date": "dd-mmm-yy", "Long Date": "dd mmmm yyyy",
    "Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%", "Scientific": "0.00E+00", "Currency": "#,##0.00",
}  # fmt: skip


def read_excel_xml(data: bytes) -> Reading:
    """Raises UnreadableDocument (broken) and NoText."""
    root = parse(data)
    formats = _formats(root)
    visible = [sheet for sheet in root.iter(f"{_SPACE}Worksheet") if not _is_hidden(sheet)]
    pages = tuple(_page(sheet, number, formats) for number, sheet in enumerate(visible, 1))
    if not any(page.text for page in pages):
        raise NoText("Lembar-lembar berkas Excel ini kosong; periksa berkasnya, lalu kirim kembali yang berisi.")
    return Reading(pages)


def _formats(root: etree._Element) -> dict[str | None, str]:
    """Id of a style -> the format code that it gives."""
    formats = {}
    for style in root.iter(f"{_SPACE}Style"):
        found = style.find(f"{_SPACE}NumberFormat")
        if found is not None:
            formats[style.get(f"{_SPACE}ID")] = found.get(f"{_SPACE}Format", "General")
    return formats


def _is_hidden(sheet: etree._Element) -> bool:
    said = sheet.findtext(_HIDDEN) or ""
    return said.startswith("SheetHidden")


def _page(sheet: etree._Element, number: int, formats: dict[str | None, str]) -> Page:
    grid, row = Grid(), 0
    for element in sheet.iter(f"{_SPACE}Row"):
        row, column = _count(element, "Index", row + 1), 0
        for cell in element.iterchildren(f"{_SPACE}Cell"):
            column = _count(cell, "Index", column + 1)
            data = cell.find(f"{_SPACE}Data")
            code = formats.get(cell.get(f"{_SPACE}StyleID"), "General")
            grid.put(row, column, "" if data is None else _value(data, _NAMED.get(code, code)))
            across, down = _count(cell, "MergeAcross", 0), _count(cell, "MergeDown", 0)
            if across or down:
                grid.merged.append((row, column, row + down, column + across))
            column += across
    return sheet_page(grid, number, sheet.get(f"{_SPACE}Name", ""))


def _value(data: etree._Element, code: str) -> str:
    text, kind = "".join(data.itertext()), data.get(f"{_SPACE}Type")
    try:
        if kind == "Number":
            return shown(float(text), code)
        if kind == "DateTime":
            return shown(datetime.fromisoformat(text), code)
    except ValueError:
        return text
    return text


def _count(element: etree._Element, name: str, default: int) -> int:
    count = whole_number(element.get(f"{_SPACE}{name}"), default, most_digits=7)
    return min(count, _LAST_ROW)
