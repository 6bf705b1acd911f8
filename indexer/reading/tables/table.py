"""Cells with spans, as the formats have them -> a table: a rectangle of cells, its heads told from its body."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_high

from indexer.models import Row, Table
from indexer.reading.tables.head_rows import count_heads, is_section, numbers_columns
from indexer.reading.tables.source_cells import COVERED, SourceCell, repetition, spread

_WIDEST = 60


@dataclass(frozen=True, slots=True)
class _Spread:
    """A row of the rectangle, and whether its format calls all of it heads."""

    cells: Row
    marked: bool


def continued(table: Table, previous: Table | None) -> Table:
    """The table with the heads of the one it continues, when it has none of its own and the columns agree."""
    has_own_heads = bool(table.heads or table.titles)
    if has_own_heads or previous is None or not previous.heads or previous.width != table.width:
        return table
    heads = tuple(_repeated(row) for row in previous.heads)
    return Table(heads=heads, body=tuple(_without_repeated(heads, table.body)))


def _repeated(row: Row) -> Row:
    return tuple(repetition(cell) for cell in row)


def make_table(rows: Sequence[Sequence[SourceCell]], heads_marked: bool = False) -> Table:
    """The table of these rows: spans spread out, empty and looping rows dropped, heads told from body.

    With `heads_marked` there are no heads but those that their cells say are ones.
    """
    kept = _worth_keeping(_within_reason(rows))
    titles = _take_titles(kept)
    grid = [row.cells for row in kept]
    marked = _count_marked(kept)
    count = marked if marked or heads_marked else count_heads(grid)
    heads, body = grid[:count], grid[count:]
    if body and numbers_columns(body[0]):
        body = body[1:]
    body = [_brief(row) for row in _without_repeated(heads, body)]
    return Table(tuple(titles), tuple(heads), tuple(body))


def _within_reason(rows: Sequence[Sequence[SourceCell]]) -> Sequence[Sequence[SourceCell]]:
    """The rows, those with hundreds of cells where the others have a few cut: there a machine has lost its place."""
    usual = median_high([len(row) for row in rows] or [0])
    widest = max(_WIDEST, 2 * usual)
    return [row[:usual] if len(row) > widest else row for row in rows]


def _worth_keeping(rows: Sequence[Sequence[SourceCell]]) -> list[_Spread]:
    """The rows spread out, without those that are empty or loop."""
    grid = spread(rows)
    kept = []
    for n, source in enumerate(rows):
        if _has_own(grid[n]) and not _loops(grid, n):
            marked = bool(source) and all(cell.head for cell in source)
            kept.append(_Spread(grid[n], marked))
    return kept


def _take_titles(rows: list[_Spread]) -> list[str]:
    """Take away the rows at the top that are no more than a title over the whole width. At least one row stays."""
    titles = []
    while len(rows) > 1 and _is_title(rows[0]):
        titles.append(rows.pop(0).cells[0].text)
    return titles


def _is_title(row: _Spread) -> bool:
    return len(row.cells) > 1 and not row.marked and is_section(row.cells)


def _count_marked(rows: Sequence[_Spread]) -> int:
    """How many rows at the top their format calls heads."""
    for n, row in enumerate(rows):
        if not row.marked:
            return n
    return len(rows)


def _has_own(row: Row) -> bool:
    """Whether anything stands in this row that is not repeated from elsewhere."""
    return any(cell.own for cell in row)


def _loops(grid: Sequence[Row], n: int) -> bool:
    """Whether this row is at least the third of identical rows: what a machine that lost its place writes."""
    return n > 1 and grid[n] == grid[n - 1] == grid[n - 2]


def _brief(row: Row) -> Row:
    """The row, where one cell runs over more than two columns without text in the third and on: no head is joined to it."""
    brief = list(row)
    for column in range(2, len(row)):
        runs_on = row[column] == row[column - 1] == repetition(row[column - 2])
        if runs_on and row[column].filled:
            brief[column] = COVERED
    return tuple(brief)


def _without_repeated(heads: Sequence[Row], body: Sequence[Row]) -> list[Row]:
    """The body without the heads printed again, as where a table goes over pages."""
    said = {_texts(row) for row in heads}
    return [row for row in body if _texts(row) not in said]


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(cell.text for cell in row)
