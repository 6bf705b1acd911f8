"""Cells with spans, as the formats have them -> a rectangle of cells.

A cell that is there only because of rowspan or colspan repeats, so that those that don't stand in the order of the source, each once.
A section row (one cell over the whole width) carries its text once; the repetitions beside it have none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.language.shortening import ELLIPSIS, cut_at_word
from indexer.models import Cell, Row

COVERED = Cell(repeats=True)
"""A place that a cell from elsewhere covers, without its text."""
_NOTHING = Cell()
_LONGEST_REPETITION = 120


@dataclass(frozen=True, slots=True)
class SourceCell:
    """One cell as its format has it, in one place however many it covers; `head` when the format itself calls it a head."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class _Hanging:
    """A cell that covers this column of the next rows, too."""

    cell: Cell
    rows: int


def spread(rows: Sequence[Sequence[SourceCell]]) -> list[Row]:
    """A rectangle of cells: every source cell once at its place, repeated where it reaches, empty ones where nothing stands."""
    grid: list[list[Cell]] = []
    hanging: dict[int, _Hanging] = {}
    widest = max(map(len, rows), default=0)
    for number, cells in enumerate(rows):
        row: list[Cell] = []
        for cell in cells:
            _fill_from_above(row, hanging)
            _put(cell, row, hanging, rows_left=len(rows) - number, widest=widest)
        _fill_from_above(row, hanging)
        grid.append(row)
    width = max(map(len, grid), default=0)
    return [_filled_up(row, width) for row in grid]


def repetition(cell: Cell) -> Cell:
    """The cell as it repeats, and not at length: it is there to read the row, not to be quoted. An empty one is empty everywhere."""
    if not cell.own:
        return cell
    if len(cell.text) <= _LONGEST_REPETITION:
        return Cell(cell.text, repeats=True)
    return Cell(cut_at_word(cell.text, _LONGEST_REPETITION) + ELLIPSIS, repeats=True)


def _fill_from_above(row: list[Cell], hanging: dict[int, _Hanging]) -> None:
    """Put what hangs into the row from above where the row has come to, until a place is free."""
    while len(row) in hanging:
        column = len(row)
        from_above = hanging.pop(column)
        row.append(repetition(from_above.cell))
        if from_above.rows > 1:
            hanging[column] = _Hanging(from_above.cell, from_above.rows - 1)


def _put(source: SourceCell, row: list[Cell], hanging: dict[int, _Hanging], rows_left: int, widest: int) -> None:
    """Put a cell and its repetitions to the right into the row, and note what hangs into the rows below.

    No cell spans more columns than some row has cells: machines write spans of hundreds.
    """
    cell = Cell(" ".join(source.text.replace("|", "/").split()))
    rows = min(max(source.rowspan, 1), rows_left)
    columns = min(max(source.colspan, 1), widest)
    for nth in range(columns):
        column = len(row)
        if nth == 0:
            row.append(cell)
        elif column in hanging:
            return
        else:
            row.append(repetition(cell))
        if rows > 1:
            hanging[column] = _Hanging(cell, rows - 1)


def _filled_up(row: list[Cell], width: int) -> Row:
    """The row with empty cells up to this width. Where its first cell covers all others, these have no text."""
    row = row + [_NOTHING] * (width - len(row))
    if _is_one_cell(row):
        return (row[0], *[COVERED] * (width - 1))
    return tuple(row)


def _is_one_cell(row: Sequence[Cell]) -> bool:
    """Whether the first of several cells covers all others."""
    if len(row) < 2 or not row[0].own:
        return False
    repeated = repetition(row[0])
    return all(cell == repeated for cell in row[1:])
