"""Tables of ODF documents -> rows of Cells."""

from collections.abc import Callable, Iterator

from lxml import etree

from indexer.reading.office.opendocument.styles import Styles, q
from indexer.reading.office.xml import whole_number
from indexer.reading.tables.office_rows import looks_laid_out
from indexer.reading.tables.source_cells import SourceCell

_GROUPS = {q(f"table:{name}") for name in ("table-header-rows", "table-rows", "table-row-group")}
_MOST_REPEATS = 200


def rows_of(table: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """The rows of a table in order, each with whether it is a head."""
    for child in table:
        if child.tag == q("table:table-row"):
            yield child, table.tag == q("table:table-header-rows")
        elif child.tag in _GROUPS:
            yield from rows_of(child)


def read_cells(table: etree._Element, text_of: Callable[[etree._Element], str]) -> list[list[SourceCell]]:
    """The rows of a table in a text or slide, without the places that merged cells cover."""
    return [_cells(row, head, text_of) for row, head in rows_of(table)]


def _cells(row: etree._Element, head: bool, text_of: Callable[[etree._Element], str]) -> list[SourceCell]:
    """The cells of a row. One that is repeated is read each time: the numbers in it go on."""
    cells = []
    for cell in row.iterchildren(q("table:table-cell")):
        rowspan = repeats(cell, "table:number-rows-spanned")
        colspan = repeats(cell, "table:number-columns-spanned")
        times = repeats(cell, "table:number-columns-repeated")
        for _ in range(min(times, _MOST_REPEATS)):
            cells.append(SourceCell(text_of(cell), rowspan, colspan, head))
    return cells


def nested_data(row: etree._Element, styles: Styles) -> list[etree._Element]:
    """The tables of data in the cells of a row, without those that stand in one of them or in a text box."""
    found: list[etree._Element] = []
    apart = set(row.iter(q("draw:text-box")))
    for table in row.iter(q("table:table")):
        is_within = not apart.isdisjoint(table.iterancestors())
        if not is_within and holds_data(table, styles):
            found.append(table)
            apart.add(table)
    return found


def holds_data(table: etree._Element, styles: Styles) -> bool:
    """Whether a table has rows and columns that are more than places for text."""
    cells = read_cells(table, lambda cell: "".join(cell.itertext()))
    if len(cells) < 2 or max(map(len, cells)) < 2:
        return False
    return styles.draws_lines(table) or not looks_laid_out(cells)


def page_ends(table: etree._Element) -> list[int]:
    """How many pages end before each row, and after the last."""
    ends, waiting = [], 0
    for element in table.iter(q("table:table-row"), q("text:soft-page-break")):
        if element.tag == q("text:soft-page-break"):
            waiting += 1
        elif next(element.iterancestors(q("table:table"))) is table:
            ends.append(waiting)
            waiting = 0
    return [*ends, waiting]


def repeats(element: etree._Element, attribute: str) -> int:
    """A count that an attribute gives; 1 where it doesn't."""
    return max(whole_number(element.get(q(attribute)), default=1, most_digits=8), 1)
