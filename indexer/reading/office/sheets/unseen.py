"""Which rows and columns of an Excel sheet somebody has hidden. What a filter or a folded group hides comes back with one click and is
read; so are rows that only a filter leaves out of the view."""

from collections.abc import Iterator

from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

_LAST_COLUMN = 16_384


def hidden_rows(sheet: Worksheet) -> set[int]:
    """The rows that are hidden for good, 1-based."""
    hidden = {row for row, line in sheet.row_dimensions.items() if _is_hidden(line.hidden, line.ht, line.outlineLevel)}
    return {row for row in hidden if not any(top <= row <= bottom for top, bottom in _filtered(sheet))}


def hidden_columns(sheet: Worksheet) -> set[int]:
    """The columns that are hidden for good, 1-based."""
    hidden: set[int] = set()
    for column in sheet.column_dimensions.values():
        if _is_hidden(column.hidden, column.width, column.outlineLevel):
            hidden.update(range(column.min or 1, min(column.max or 1, _LAST_COLUMN) + 1))
    return hidden


def _is_hidden(hidden: bool, size: float | None, outline: int | None) -> bool:
    is_folded = bool(outline)
    return (bool(hidden) or size == 0) and not is_folded


def _filtered(sheet: Worksheet) -> Iterator[tuple[int, int]]:
    """The first and last rows that a filter at work looks at."""
    filters = [sheet.auto_filter, *(table.autoFilter for table in sheet.tables.values())]
    for one in filters:
        if one is not None and one.ref and one.filterColumn:
            _, top, _, bottom = range_boundaries(one.ref)
            yield top, bottom
