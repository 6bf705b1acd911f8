"""OpenDocument spreadsheets -> a page per visible sheet, with what of them was not read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from indexer.models import Loss, Page
from indexer.reading.office.opendocument.styles import Styles, q
from indexer.reading.office.opendocument.tables import repeats, rows_of
from indexer.reading.office.opendocument.text import read_paragraph
from indexer.reading.office.sheets.cells import Grid, sheet_page
from indexer.reading.office.sheets.formulas.book import Book, Place
from indexer.reading.office.sheets.formulas.values import Value
from indexer.reading.office.sheets.losses import ReadSheet, losses_of
from indexer.reading.office.sheets.number_formats import shown

_MOST_REPEATS = 200
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_SHAPES = (q("draw:frame"), q("draw:custom-shape"), q("draw:g"))
_FORMULA = re.compile(r"\w*:?=")
_REFERENCE = re.compile(r"\[([^\[\]]*)\]")
_NUMBERS = {"float": "General", "percentage": "0.00%", "currency": "#,##0.00"}


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with its place (1-based), and how many rows and columns it is repeated in."""

    element: etree._Element
    row: int
    column: int
    high: int
    wide: int


def read_sheets(body: etree._Element, styles: Styles) -> tuple[tuple[Page, ...], tuple[Loss, ...]]:
    """The pages of an office:spreadsheet in order, and what of it stays unread."""
    tables = body.findall(q("table:table"))
    computed = _computed(tables)
    sheets: list[ReadSheet] = []
    apart: list[str] = []
    for table in tables:
        if not styles.of(table, "table", "table:style-name").hidden:
            sheets.append(_read(table, len(sheets) + 1, styles, computed))
        elif _says_something(table):
            apart.append(_name(table))
    return tuple(sheet.page for sheet in sheets), losses_of(sheets, apart)


def _name(table: etree._Element) -> str:
    return table.get(q("table:name"), "")


def _says_something(table: etree._Element) -> bool:
    return any("".join(paragraph.itertext()).strip() for paragraph in table.iter(q("text:p")))


def _read(table: etree._Element, number: int, styles: Styles, computed: dict[Place, Value]) -> ReadSheet:
    """Cells as LibreOffice last showed them."""
    grid = Grid()
    without_value = 0
    for cell in _cells(table):
        text = _text(cell.element, styles)
        if _lacks_value(cell.element):
            without_value += 1
            text = shown(computed.get((_name(table).casefold(), cell.row, cell.column)))
        if text.strip():
            _put(grid, cell, text)
            _merge(grid, cell)
        grid.boxes += _boxes(cell.element, cell.row, styles)
    hidden = grid.hide(_hidden_rows(table, last=max(grid.cells, default=0)), _hidden_columns(table))
    for shapes in table.iterchildren(q("table:shapes")):
        grid.boxes += _boxes(shapes, 0, styles)
    return ReadSheet(_name(table), sheet_page(grid, number, _name(table)), hidden, without_value)


def _cells(table: etree._Element) -> Iterator[_Cell]:
    """The cells that are no part of a merged one beside them."""
    row = 1
    for element, _ in rows_of(table):
        if row > _LAST_ROW:
            return
        high = repeats(element, "table:number-rows-repeated")
        column = 1
        for cell in element.iterchildren(q("table:table-cell"), q("table:covered-table-cell")):
            wide = repeats(cell, "table:number-columns-repeated")
            if cell.tag == q("table:table-cell"):
                yield _Cell(cell, row, column, high, wide)
            column += wide
        row += high


def _text(cell: etree._Element, styles: Styles) -> str:
    """What a cell shows, without what is struck out; the value of one that a program wrote without its text."""
    if styles.of(cell, "table-cell", "table:style-name").struck:
        return ""
    paragraphs = [read_paragraph(paragraph, styles).text for paragraph in cell.iterchildren(q("text:p"))]
    if paragraphs:
        return " ".join(paragraphs)
    code = _NUMBERS.get(cell.get(q("office:value-type"), ""))
    value = _value(cell)
    return "" if code is None or value is None else shown(value, code)


def _value(cell: etree._Element) -> Value:
    """What a cell holds; None where it is empty."""
    if cell.get(q("office:value-type")) in _NUMBERS:
        try:
            return float(cell.get(q("office:value"), ""))
        except ValueError:
            return None
    return "\n".join("".join(paragraph.itertext()) for paragraph in cell.iterchildren(q("text:p"))) or None


def _lacks_value(cell: etree._Element) -> bool:
    return bool(cell.get(q("table:formula"))) and _value(cell) is None and not cell.get(q("office:value-type"))


def _computed(tables: Sequence[etree._Element]) -> dict[Place, Value]:
    """The values of the formulas that have none."""
    if not any(_lacks_value(cell.element) for table in tables for cell in _cells(table)):
        return {}
    book = Book()
    for table in tables:
        for cell in _cells(table):
            _collect(cell, _name(table), book)
    return book.computed()


def _collect(cell: _Cell, sheet: str, book: Book) -> None:
    """Puts the value of a cell into the book, or its formula where it has none."""
    if _lacks_value(cell.element):
        book.ask(sheet, cell.row, cell.column, _as_in_excel(cell.element.get(q("table:formula"), "")))
        return
    value = _value(cell.element)
    if value is None:
        return
    for column in range(cell.column, cell.column + min(cell.wide, _MOST_REPEATS)):
        book.put(sheet, cell.row, column, value)


def _as_in_excel(formula: str) -> str:
    """A formula ("of:=SUM([.A1:.A3];2)") in the way that Excel writes it."""
    parts = _FORMULA.sub("=", formula, count=1).split('"')
    for n in range(0, len(parts), 2):  # the others are texts
        parts[n] = _REFERENCE.sub(_reference, parts[n].replace(";", ","))
    return '"'.join(parts)


def _reference(found: re.Match[str]) -> str:
    cells = []
    sheet = ""
    for part in found[1].split(":"):
        named, _, cell = part.rpartition(".")
        sheet = sheet or named.lstrip("$").strip("'")
        cells.append(cell)
    return f"'{sheet}'!{':'.join(cells)}" if sheet else ":".join(cells)


def _boxes(parent: etree._Element, row: int, styles: Styles) -> list[tuple[int, str]]:
    """The texts of the shapes that hang on a cell or a sheet."""
    found = []
    for shape in parent.iterchildren(*_SHAPES):
        found += [(row, read_paragraph(paragraph, styles).text) for paragraph in shape.iter(q("text:p"))]
    return found


def _hidden_rows(table: etree._Element, last: int) -> set[int]:
    """The rows up to the `last` that somebody has hidden; what a filter or a folded group hides is read."""
    hidden: set[int] = set()
    row = 1
    for element, _ in rows_of(table):
        high = repeats(element, "table:number-rows-repeated")
        if _is_hidden(element):
            hidden.update(range(row, min(row + high, last + 1)))
        row += high
    return hidden


def _hidden_columns(table: etree._Element) -> set[int]:
    hidden: set[int] = set()
    column = 1
    for element in table.iter(q("table:table-column")):
        wide = repeats(element, "table:number-columns-repeated")
        if _is_hidden(element):
            hidden.update(range(column, min(column + wide, _LAST_COLUMN + 1)))
        column += wide
    return hidden


def _is_hidden(element: etree._Element) -> bool:
    groups = element.iterancestors(q("table:table-row-group"), q("table:table-column-group"))
    is_folded = any(group.get(q("table:display")) == "false" for group in groups)
    return element.get(q("table:visibility")) == "collapse" and not is_folded


def _put(grid: Grid, cell: _Cell, text: str) -> None:
    """Fills a cell and those it is repeated in. Programs repeat empty ones to the edge."""
    for down in range(min(cell.high, _MOST_REPEATS)):
        for right in range(min(cell.wide, _MOST_REPEATS)):
            grid.put(cell.row + down, cell.column + right, text)


def _merge(grid: Grid, cell: _Cell) -> None:
    """Notes the area of a cell that covers others."""
    high = min(repeats(cell.element, "table:number-rows-spanned"), _LAST_ROW)
    broad = min(repeats(cell.element, "table:number-columns-spanned"), _LAST_COLUMN)
    if high * broad > 1:
        grid.merged.append((cell.row, cell.column, cell.row + high - 1, cell.column + broad - 1))
