"""Tables of a Word document -> rows of Cells, with the pages their rows end on."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from indexer.reading.office.word.styles import Styles, has_borders
from indexer.reading.office.word.text import PAGE_END, RENDERED_END, letters, qn
from indexer.reading.page.paged_lines import OBJECT
from indexer.reading.tables.office_rows import looks_laid_out
from indexer.reading.tables.source_cells import SourceCell

_BREAK = re.compile(f"[{PAGE_END}{RENDERED_END}]")
_MOST_COLUMNS = 60
"""That a cell may span, so that a number no one wrote can't fill the memory."""


@dataclass(slots=True)
class Row:
    """One row: its cells, the paragraphs of each, the tables of data within them, and how many pages end before it and within it."""

    cells: list[SourceCell]
    paragraphs: list[list[str]]
    nested: list[etree._Element] = field(default_factory=list)
    breaks_before: int = 0
    breaks_within: int = 0


def read_rows(table: etree._Element, paragraphs_of: Callable[[etree._Element], list[str]], styles: Styles) -> list[Row]:
    """The rows of a w:tbl; `paragraphs_of` reads a cell. Heads are those the author repeats on every page."""
    rows: list[Row] = []
    owners: dict[int, tuple[int, int]] = {}
    heights: dict[tuple[int, int], int] = {}
    headed = 0
    for element in _rows(table):
        row, column = Row([], []), _number(element, "w:trPr/w:gridBefore", 0)
        row.cells += [SourceCell("")] * column
        for cell in element.iter(qn("w:tc")):
            if next(cell.iterancestors(qn("w:tbl"))) is not table:
                continue
            span, merge = _number(cell, "w:tcPr/w:gridSpan", 1), cell.find(qn("w:tcPr/w:vMerge"))
            paragraphs = paragraphs_of(cell)
            continues = merge is not None and merge.get(qn("w:val")) != "restart" and column in owners
            if continues and not "".join(paragraphs).strip():
                heights[owners[column]] += 1
            else:
                owners[column] = (len(rows), len(row.cells))
                heights[owners[column]] = 1
                row.cells.append(SourceCell(" ".join(_BREAK.sub(" ", text) for text in paragraphs), colspan=span))
                _count_breaks(row, paragraphs)
            row.paragraphs.append([_BREAK.sub("", text) for text in paragraphs])
            row.nested += nested_data(cell, styles)
            column += span
        headed = len(rows) + 1 if headed == len(rows) and _is_head(element) else headed
        rows.append(row)
    return _spanned(rows, heights, headed)


def _spanned(rows: list[Row], heights: dict[tuple[int, int], int], headed: int) -> list[Row]:
    """The rows with the height of each cell; heads reach as far down as their tallest cell."""
    ends = [at + height for (at, _), height in heights.items() if at < headed]
    reach = max(ends, default=0)
    has_body = reach < len(rows)
    for at, row in enumerate(rows):
        is_head = has_body and at < reach
        for n, cell in enumerate(row.cells):
            row.cells[n] = SourceCell(cell.text.replace(OBJECT, ""), heights.get((at, n), 1), cell.colspan, is_head)
    return rows


def own_paragraphs(cell: etree._Element, styles: Styles) -> list[etree._Element]:
    """The paragraphs of a cell, those of a table within it that only puts text in its place too; none of text boxes, and none of a cell
    that was deleted."""
    if cell.find(qn("w:tcPr/w:cellDel")) is not None:
        return []
    apart = {*cell.iter(qn("w:txbxContent")), *nested_data(cell, styles)}
    paragraphs = cell.iter(qn("w:p"))
    return [paragraph for paragraph in paragraphs if apart.isdisjoint(paragraph.iterancestors())]


def nested_data(cell: etree._Element, styles: Styles) -> list[etree._Element]:
    """The tables of data within a cell, without those that stand in one of them or in a text box."""
    found: list[etree._Element] = []
    apart = set(cell.iter(qn("w:txbxContent")))
    for table in cell.iter(qn("w:tbl")):
        is_within = not apart.isdisjoint(table.iterancestors())
        if not is_within and _holds_data(table, styles):
            found.append(table)
            apart.add(table)
    return found


def _holds_data(table: etree._Element, styles: Styles) -> bool:
    """Whether a table has rows and columns that are more than places for text."""
    rows = [_row_texts(row, table) for row in _rows(table)]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    return _draws_lines(table, styles) or not looks_laid_out(rows)


def _row_texts(row: etree._Element, table: etree._Element) -> list[SourceCell]:
    cells = [cell for cell in row.iter(qn("w:tc")) if next(cell.iterancestors(qn("w:tbl"))) is table]
    return [SourceCell(letters(cell)) for cell in cells]


def is_layout(table: etree._Element, rows: list[Row], styles: Styles) -> bool:
    """Whether a table only puts text in its place: a box, a letterhead, or "Menimbang : a. …" in columns without lines."""
    if len(rows) < 2:
        return True
    widest = max(len(row.cells) for row in rows)
    if widest < 2:
        return True
    if _draws_lines(table, styles):
        return False
    return looks_laid_out([row.cells for row in rows])


def _draws_lines(table: etree._Element, styles: Styles) -> bool:
    """Whether a table has lines, by its style or its own properties, or those of any of its cells."""
    mark = table.find(qn("w:tblPr/w:tblStyle"))
    if mark is not None and styles.named(mark.get(qn("w:val"), "")).bordered:
        return True
    drawn = [*table.iterfind(qn("w:tblPr/w:tblBorders")), *table.iter(qn("w:tcBorders"))]
    return any(has_borders(borders) for borders in drawn)


def _rows(table: etree._Element) -> list[etree._Element]:
    """Those of the table itself, not of tables in its cells, without those that were deleted."""
    rows = [row for row in table.iter(qn("w:tr")) if next(row.iterancestors(qn("w:tbl"))) is table]
    return [row for row in rows if row.find(qn("w:trPr/w:del")) is None]


def _is_head(row: etree._Element) -> bool:
    mark = row.find(qn("w:trPr/w:tblHeader"))
    return mark is not None and mark.get(qn("w:val"), "1") not in ("0", "false", "off")


def _count_breaks(row: Row, paragraphs: list[str]) -> None:
    """Cells lie beside each other, so that the one with most breaks tells how many pages the row runs over."""
    text = "\n".join(paragraphs)
    first = _BREAK.search(text)
    before = int(bool(first) and not text[: first.start()].strip())
    row.breaks_before = max(row.breaks_before, before)
    row.breaks_within = max(row.breaks_within, len(_BREAK.findall(text)) - before)


def _number(parent: etree._Element, path: str, default: int) -> int:
    found = parent.find(qn(path))
    value = "" if found is None else found.get(qn("w:val"), "")
    is_number = value.isascii() and value.isdigit()
    return min(int(value), _MOST_COLUMNS) if is_number else default
