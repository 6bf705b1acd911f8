"""Cells with spans, as the formats have them -> a table: a rectangle of cells, its heads told from its body.

A cell that is there only because of rowspan or colspan repeats, so that those that don't stand in the order of the source, each once.
A section row (one cell over the whole width) carries its text once; the repetitions beside it have none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_high

from indexer.models import Cell, Row, Table

_LONGEST_REPETITION = 120
_WIDEST = 60
_LONGEST_HEAD = 150
_SHORT_HEAD = 60
_MOST_HEADS = 4
_NUMBER = r"[\s(<>≤≥≈±~+-]*(?:Rp|US\$|\$)?[\s.]*\d[\d.,\s]*[)%*]*"
_FIGURE = re.compile(rf"{_NUMBER}(?:[–-]{_NUMBER})?\s*(?:%|persen|ribu|juta|miliar|triliun)?\**", re.I)
_YEAR = re.compile(r"(?:tahun\s*)?(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)?\d\d)?\**", re.I)
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[ivx]{1,4}|[a-z])[.)]|\d{1,3}(?:\.\d+)*", re.I)
_INDEX = re.compile(r"\(?(\d{1,2})\)?")
_NOTHING, _COVERED = Cell(), Cell(repeats=True)


@dataclass(frozen=True, slots=True)
class SourceCell:
    """One cell as its format has it, in one place however many it covers; `head` when the format itself calls it a head."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    head: bool = False


def continued(table: Table, previous: Table | None) -> Table:
    """The table with the heads of the one it continues, when it has none of its own and the columns agree."""
    if table.heads or table.titles or previous is None or not previous.heads or previous.width != table.width:
        return table
    heads = tuple(tuple(repetition(cell) for cell in row) for row in previous.heads)
    return Table(heads=heads, body=tuple(_without_repeated(heads, table.body)))


def is_figure(text: str) -> bool:
    """Whether a text is a number, an amount or a year."""
    return bool(_FIGURE.fullmatch(text) or _YEAR.fullmatch(text))


def is_year(text: str) -> bool:
    """Whether a text is a year or a span of years."""
    return bool(_YEAR.fullmatch(text))


def make_table(rows: Sequence[Sequence[SourceCell]], heads_marked: bool = False) -> Table:
    """The table of these rows: spans spread out, empty and looping rows dropped, heads told from body.

    With `heads_marked` there are no heads but those that their cells say are ones.
    """
    rows = _within_reason(rows)
    grid = spread(rows)
    flags = [bool(row) and all(cell.head for cell in row) for row in rows]
    kept = [(row, flag) for n, (row, flag) in enumerate(zip(grid, flags, strict=True)) if _has_own(row) and not _loops(grid, n)]
    titles = []
    while len(kept) > 1 and len(kept[0][0]) > 1 and _is_section(kept[0][0]) and not kept[0][1]:
        titles.append(kept.pop(0)[0][0].text)
    grid, flags = [row for row, _ in kept], [flag for _, flag in kept]
    count = _marked(flags) if heads_marked else _count_heads(grid, flags)
    heads, body = grid[:count], grid[count:]
    if body and _is_index(body[0]):
        body = body[1:]
    return Table(tuple(titles), tuple(heads), tuple(_brief(row) for row in _without_repeated(heads, body)))


def _within_reason(rows: Sequence[Sequence[SourceCell]]) -> Sequence[Sequence[SourceCell]]:
    """The rows, those with hundreds of cells where the others have a few cut: there a machine has lost its place."""
    usual = median_high([len(row) for row in rows] or [0])
    return [row[:usual] if len(row) > max(_WIDEST, 2 * usual) else row for row in rows]


def spread(rows: Sequence[Sequence[SourceCell]]) -> list[Row]:
    """A rectangle of cells: every source cell once at its place, repeated where it reaches, empty ones where nothing stands."""
    grid: list[list[Cell]] = []
    hanging: dict[int, tuple[int, Cell]] = {}
    widest = max(map(len, rows), default=0)
    for number, cells in enumerate(rows):
        row: list[Cell] = []
        queue = list(cells)
        while queue or len(row) in hanging:
            column = len(row)
            if column in hanging:
                left, cell = hanging.pop(column)
                row.append(repetition(cell))
                if left > 1:
                    hanging[column] = (left - 1, cell)
                continue
            _place(queue.pop(0), row, hanging, rows_left=len(rows) - number, widest=widest)
        grid.append(row)
    width = max(map(len, grid), default=0)
    return [_filled_up(row, width) for row in grid]


def _filled_up(row: list[Cell], width: int) -> Row:
    """The row with empty cells up to this width. Where its first cell covers all others, these have no text."""
    row = row + [_NOTHING] * (width - len(row))
    first = row[0] if row else _NOTHING
    covers_all = width > 1 and first.own and all(cell == repetition(first) for cell in row[1:])
    return (first, *[_COVERED] * (width - 1)) if covers_all else tuple(row)


def _place(cell: SourceCell, row: list[Cell], hanging: dict[int, tuple[int, Cell]], rows_left: int, widest: int) -> None:
    """Put a cell and its repetitions to the right into the row, and note what hangs into the rows below.

    No cell spans more columns than some row has cells: machines write spans of hundreds.
    """
    placed = Cell(" ".join(cell.text.replace("|", "/").split()))
    below = min(max(cell.rowspan, 1), rows_left) - 1
    for repeat in range(min(max(cell.colspan, 1), widest)):
        if repeat and len(row) in hanging:
            break
        if below:
            hanging[len(row)] = (below, placed)
        row.append(repetition(placed) if repeat else placed)


def repetition(cell: Cell) -> Cell:
    """The cell as it repeats, and not at length: it is there to read the row, not to be quoted. An empty one is empty everywhere."""
    text = cell.text
    if not text or cell.repeats:
        return cell
    return Cell(text if len(text) <= _LONGEST_REPETITION else text[:_LONGEST_REPETITION].rsplit(" ", 1)[0] + "…", repeats=True)


def _has_own(row: Row) -> bool:
    """Whether anything stands in this row that is not repeated from elsewhere."""
    return any(cell.own for cell in row)


def _brief(row: Row) -> Row:
    """The row, where one cell runs over more than two columns without text in the third and on: no head is joined to it."""
    brief = list(row)
    for column in range(2, len(row)):
        runs_on = row[column] == row[column - 1] == repetition(row[column - 2])
        if runs_on and row[column].filled:
            brief[column] = _COVERED
    return tuple(brief)


def _without_repeated(heads: Sequence[Row], body: Sequence[Row]) -> list[Row]:
    """The body without the heads printed again, as where a table goes over pages."""
    said = {tuple(cell.text for cell in row) for row in heads}
    return [row for row in body if tuple(cell.text for cell in row) not in said]


def _loops(grid: Sequence[Row], n: int) -> bool:
    """Whether this row is at least the third of identical rows: what a machine that lost its place writes."""
    return n > 1 and grid[n] == grid[n - 1] == grid[n - 2]


def _is_section(row: Row) -> bool:
    return row[0].filled and all(cell == _COVERED for cell in row[1:])


def _is_index(row: Row) -> bool:
    """A row that only numbers the columns: (1) (2) (3)."""
    found = [(column, _INDEX.fullmatch(cell.text)) for column, cell in enumerate(row) if cell.own]
    if len(found) < 2 or not all(match for _, match in found):
        return False
    numbers = [int(match[1]) for _, match in found]
    bracketed = sum(row[column].text.startswith("(") for column, _ in found) * 2 > len(found)
    steps = all(after - before == 1 for before, after in pairwise(numbers))
    return steps and (bracketed or (numbers[0] == 1 and len(found) == len(row) > 2))


def _count_heads(grid: Sequence[Row], flags: list[bool]) -> int:
    """How many rows at the top are heads: by the format's own word, else by spans and by what stands in the cells."""
    if marked := _marked(flags):
        return marked
    for n, row in enumerate(grid[: _MOST_HEADS + 1]):
        if n and _is_index(row):
            return n
    if len(grid) < 2 or not _may_be_head(grid[0]):
        return 0
    count = 1
    while count < min(_MOST_HEADS, len(grid) - 1) and _continues_heads(grid[count - 1], grid[count], grid[count + 1]):
        count += 1
    return count


def _marked(flags: list[bool]) -> int:
    return next((n for n, flag in enumerate(flags) if not flag), len(flags))


def _may_be_head(row: Row) -> bool:
    filled = [cell for cell in row if cell.filled]
    own = [cell.text for cell in row if cell.own]
    figures = sum(is_figure(text) and not is_year(text) for text in own)
    long = any(len(text) > _LONGEST_HEAD or text.startswith(":") for text in own)
    begins_as_row = row[0].own and _ENUMERATOR.fullmatch(row[0].text)
    return len(filled) * 2 >= len(row) and not long and figures * 3 < len(filled) and not begins_as_row


def _continues_heads(above: Row, row: Row, below: Row) -> bool:
    """Whether this row belongs to the heads begun above it: under a merged head, or years and words over figures."""
    own = [(column, cell.text) for column, cell in enumerate(row) if cell.own]
    under_merged = [_is_merged(above, column) for column, _ in own]
    heads_alone = all(is_year(text) or not is_figure(text) for _, text in own)
    if len(own) > 1 and all(under_merged) and heads_alone:
        return True  # with nothing under the other heads, as where these are not merged over both rows
    if not _may_be_head(row) or _is_section(row):
        return False
    hangs = any(cell.repeats and cell.text == head.text for cell, head in zip(row, above, strict=True))
    begins_as_row = row[0].own and _ENUMERATOR.match(row[0].text)
    if hangs or (any(under_merged) and not begins_as_row):
        return all(
            merged or not above[column].filled or len(text) < _SHORT_HEAD
            for merged, (column, text) in zip(under_merged, own, strict=True)
        )
    years = [text for _, text in own if is_year(text)]
    figures = sum(_is_own_figure(cell) for cell in below)
    return len(years) * 2 > len(own) and figures * 2 >= len(years)


def _is_own_figure(cell: Cell) -> bool:
    """Whether a number or an amount stands here, and nowhere else."""
    return not cell.repeats and bool(_FIGURE.fullmatch(cell.text))


def _is_merged(row: Row, column: int) -> bool:
    """Whether the cell is part of a head over several columns."""
    cell = row[column]
    before = row[column - 1] if column else None
    after = row[column + 1] if column + 1 < len(row) else None
    from_the_left = cell.repeats and before is not None and before.text == cell.text
    to_the_right = after is not None and after == Cell(cell.text, repeats=True)
    return bool(cell.text) and (from_the_left or to_the_right)
