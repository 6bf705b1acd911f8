"""Tables as pipe rows: cells with spans -> a rectangle -> heads and body -> text.

A cell repeated because of rowspan or colspan begins with DITTO, so the cells without it stand in the order of the source,
each once. A section row (one cell over the whole width) carries its text once and bare DITTOs beside it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median_high

from indexer.models import DITTO

_LONGEST_DITTO = 120
_WIDEST = 60
_LONGEST_HEAD = 150
_SHORT_HEAD = 60
_MOST_HEADS = 4
_NUMBER = r"[\s(<>≤≥≈±~+-]*(?:Rp|US\$|\$)?[\s.]*\d[\d.,\s]*[)%*]*"
_FIGURE = re.compile(rf"{_NUMBER}(?:[–-]{_NUMBER})?\s*(?:%|persen|ribu|juta|miliar|triliun)?\**", re.I)
_YEAR = re.compile(r"(?:tahun\s*)?(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)?\d\d)?\**", re.I)
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[ivx]{1,4}|[a-z])[.)]|\d{1,3}(?:\.\d+)*", re.I)
_INDEX = re.compile(r"\(?(\d{1,2})\)?")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as its format has it; `head` when the format itself calls it a head."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length. `titles` are lines that stood in the table above its heads, over the whole width."""

    titles: list[str] = field(default_factory=list)
    heads: list[list[str]] = field(default_factory=list)
    body: list[list[str]] = field(default_factory=list)

    @property
    def width(self) -> int:
        return len((self.heads or self.body or [[]])[0])

    def after(self, previous: "Table | None") -> "Table":
        """This table with the heads of the one it continues, when it has none of its own and the columns agree."""
        if self.heads or self.titles or previous is None or not previous.heads or previous.width != self.width:
            return self
        heads = [[_ditto(cell) for cell in row] for row in previous.heads]
        return Table(heads=heads, body=_without_repeated(heads, self.body))

    @property
    def rows(self) -> list[list[str]]:
        """Head rows, a row of dashes (only when there are heads), body rows."""
        return [*self.heads, *([["---"] * self.width] if self.heads else []), *self.body]

    def lines(self) -> list[str]:
        """The titles and rows as lines of text."""
        return self.titles + ["| " + " | ".join(row) + " |" for row in self.rows]


def is_figure(text: str) -> bool:
    """Whether a text is a number, an amount or a year."""
    return bool(_FIGURE.fullmatch(text) or _YEAR.fullmatch(text))


def is_year(text: str) -> bool:
    """Whether a text is a year or a span of years."""
    return bool(_YEAR.fullmatch(text))


def make_table(rows: Sequence[Sequence[Cell]], heads_marked: bool = False) -> Table:
    """The table of these rows: spans spread out, empty and looping rows dropped, heads told from body.

    With `heads_marked` there are no heads but those that their cells say are ones.
    """
    rows = _within_reason(rows)
    grid = spread(rows)
    flags = [bool(row) and all(cell.head for cell in row) for row in rows]
    kept = [(row, flag) for n, (row, flag) in enumerate(zip(grid, flags, strict=True)) if _has_own(row) and not _loops(grid, n)]
    titles = []
    while len(kept) > 1 and len(kept[0][0]) > 1 and _is_section(kept[0][0]) and not kept[0][1]:
        titles.append(kept.pop(0)[0][0])
    grid, flags = [row for row, _ in kept], [flag for _, flag in kept]
    count = _marked(flags) if heads_marked else _count_heads(grid, flags)
    heads, body = grid[:count], grid[count:]
    if body and _is_index(body[0]):
        body = body[1:]
    return Table(titles, heads, [_brief(row) for row in _without_repeated(heads, body)])


def _within_reason(rows: Sequence[Sequence[Cell]]) -> Sequence[Sequence[Cell]]:
    """The rows, those with hundreds of cells where the others have a few cut: there a machine has lost its place."""
    usual = median_high([len(row) for row in rows] or [0])
    return [row[:usual] if len(row) > max(_WIDEST, 2 * usual) else row for row in rows]


def spread(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """A rectangle of texts: every cell once at its place, with DITTO before its repetitions, "" where nothing stands."""
    grid: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}
    widest = max(map(len, rows), default=0)
    for number, cells in enumerate(rows):
        row: list[str] = []
        queue = list(cells)
        while queue or len(row) in hanging:
            column = len(row)
            if column in hanging:
                left, text = hanging.pop(column)
                row.append(_ditto(text))
                if left > 1:
                    hanging[column] = (left - 1, text)
                continue
            cell = queue.pop(0)
            _place(cell, row, hanging, rows_left=len(rows) - number, widest=widest)
        grid.append(row)
    width = max(map(len, grid), default=0)
    for row in grid:
        row.extend([""] * (width - len(row)))
        if width > 1 and row[0] and not row[0].startswith(DITTO) and all(cell == _ditto(row[0]) for cell in row[1:]):
            row[1:] = [DITTO] * (width - 1)
    return grid


def _place(cell: Cell, row: list[str], hanging: dict[int, tuple[int, str]], rows_left: int, widest: int) -> None:
    """Put a cell and its repetitions to the right into the row, and note what hangs into the rows below.

    No cell spans more columns than some row has cells: machines write spans of hundreds.
    """
    text = " ".join(cell.text.replace("|", "/").replace(DITTO, "").split())
    below = min(max(cell.rowspan, 1), rows_left) - 1
    for repeat in range(min(max(cell.colspan, 1), widest)):
        if repeat and len(row) in hanging:
            break
        if below:
            hanging[len(row)] = (below, text)
        row.append(_ditto(text) if repeat else text)


def _ditto(text: str) -> str:
    """The text marked as a repetition, and not at length: it is there to read the row, not to be quoted."""
    if not text or text.startswith(DITTO):
        return text
    return DITTO + (text if len(text) <= _LONGEST_DITTO else text[:_LONGEST_DITTO].rsplit(" ", 1)[0] + "…")


def _has_own(row: list[str]) -> bool:
    """Whether anything stands in this row that is not repeated from elsewhere."""
    return any(cell and not cell.startswith(DITTO) for cell in row)


def _brief(row: list[str]) -> list[str]:
    """The row, with bare DITTOs where one cell runs over more than two columns: no head is joined to it."""
    brief = list(row)
    for column in range(2, len(row)):
        if row[column] == row[column - 1] == _ditto(row[column - 2]) and row[column]:
            brief[column] = DITTO
    return brief


def _without_repeated(heads: list[list[str]], body: list[list[str]]) -> list[list[str]]:
    """The body without the heads printed again, as where a table goes over pages."""
    plain = {tuple(cell.removeprefix(DITTO) for cell in row) for row in heads}
    return [row for row in body if tuple(cell.removeprefix(DITTO) for cell in row) not in plain]


def _loops(grid: list[list[str]], n: int) -> bool:
    """Whether this row is at least the third of identical rows: what a machine that lost its place writes."""
    return n > 1 and grid[n] == grid[n - 1] == grid[n - 2]


def _is_section(row: list[str]) -> bool:
    return bool(row[0]) and all(cell == DITTO for cell in row[1:])


def _is_index(row: list[str]) -> bool:
    """A row that only numbers the columns: (1) (2) (3)."""
    found = [(column, _INDEX.fullmatch(cell)) for column, cell in enumerate(row) if cell and not cell.startswith(DITTO)]
    if len(found) < 2 or not all(match for _, match in found):
        return False
    numbers = [int(match[1]) for _, match in found]
    bracketed = sum(row[column].startswith("(") for column, _ in found) * 2 > len(found)
    steps = all(after - before == 1 for before, after in pairwise(numbers))
    return steps and (bracketed or (numbers[0] == 1 and len(found) == len(row) > 2))


def _count_heads(grid: list[list[str]], flags: list[bool]) -> int:
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


def _may_be_head(row: list[str]) -> bool:
    cells = [cell for cell in row if cell]
    figures = sum(bool(_FIGURE.fullmatch(cell)) and not _YEAR.fullmatch(cell) for cell in cells)
    long = any(len(cell) > _LONGEST_HEAD or cell.startswith(":") for cell in cells)
    return len(cells) * 2 >= len(row) and not long and figures * 3 < len(cells) and not _ENUMERATOR.fullmatch(row[0])


def _continues_heads(above: list[str], row: list[str], below: list[str]) -> bool:
    """Whether this row belongs to the heads begun above it: under a merged head, or years and words over figures."""
    own = [(column, cell) for column, cell in enumerate(row) if cell and not cell.startswith(DITTO)]
    if len(own) > 1 and all(_is_merged(above, column) and (is_year(cell) or not is_figure(cell)) for column, cell in own):
        return True  # with nothing under the other heads, as where these are not merged over both rows
    if not _may_be_head(row) or _is_section(row):
        return False
    hangs = any(
        cell.startswith(DITTO) and cell.removeprefix(DITTO) == head.removeprefix(DITTO)
        for cell, head in zip(row, above, strict=True)
    )
    if hangs or (any(_is_merged(above, column) for column, _ in own) and not _ENUMERATOR.match(row[0])):
        return all(_is_merged(above, column) or not above[column] or len(cell) < _SHORT_HEAD for column, cell in own)
    years = [cell for _, cell in own if _YEAR.fullmatch(cell)]
    return len(years) * 2 > len(own) and sum(bool(_FIGURE.fullmatch(cell)) for cell in below) * 2 >= len(years)


def _is_merged(row: list[str], column: int) -> bool:
    """Whether the cell is part of a head over several columns."""
    text = row[column].removeprefix(DITTO)
    neighbours = row[column + 1 : column + 2] + ([row[column - 1]] if column else [])
    return bool(text) and (
        (row[column].startswith(DITTO) and column > 0 and row[column - 1].removeprefix(DITTO) == text)
        or (DITTO + text in neighbours[:1])
    )
