"""A spreadsheet's cells, whatever format they come from -> text: captions, tables with heads, notes; each line knows its row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from indexer.models import Page, Table
from indexer.reading.page.blocks import to_blocks
from indexer.reading.page.cleaning import normalise
from indexer.reading.page.lines import Line
from indexer.reading.page.page_text import page_of
from indexer.reading.tables.office_rows import source_rows
from indexer.reading.tables.source_cells import SourceCell
from indexer.reading.tables.table import continued, make_table

_GENERIC = re.compile(r"(?:sheet|lembar(?: kerja)?|table|tabel|worksheet)\s*\d*", re.I)
_NOTE = re.compile(r"(?:Sumber|Keterangan|Catatan)\b", re.I)
_LABEL = re.compile(r":.*|.*\w\s*:", re.S)
_WORD = re.compile(r"[^\W\d_]{3}")
_CAPTION_LINES, _CAPTION_LENGTH = 3, 200

Area = tuple[int, int, int, int]
"""First row, first column, last row and last column of merged cells, 1-based."""


@dataclass(slots=True)
class Grid:
    """The filled cells of a sheet as people see them: row -> column -> text, 1-based, and its merged areas."""

    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)

    def put(self, row: int, column: int, text: str) -> None:
        """Fills one cell; blank text leaves it empty."""
        text = " ".join(normalise(text).split())
        if text:
            self.cells.setdefault(row, {})[column] = text


@dataclass(frozen=True, slots=True)
class _Written:
    """A line, and the row in which it stands; of a table, the row of each line that it is drawn with (0: of none)."""

    line: Line
    rows: tuple[int, ...]

    @classmethod
    def text(cls, text: str, row: int = 0, level: int = 0) -> "_Written":
        return cls(Line(text, level=level), (row,))


def sheet_page(grid: Grid, number: int | None, name: str = "") -> Page:
    """The page of one sheet. A name that says something is its heading."""
    named = bool(name) and not _GENERIC.fullmatch(name) and bool(grid.cells)
    written = [_Written.text(name, level=2)] if named else []
    previous: Table | None = None
    stretches = list(_stretches(grid))
    for n, stretch in enumerate(stretches, 1):
        made, previous = _stretch(grid, stretch, previous, last=n == len(stretches))
        written += _apart(made)
    page = page_of(number, to_blocks(one.line for one in written), f"lembar {name}" if name else "")
    rows = iter([row for one in written for row in one.rows])
    lines = page.text.split("\n") if page.text else []
    return replace(page, rows=tuple(next(rows) if line else 0 for line in lines))


def _apart(written: Sequence[_Written]) -> list[_Written]:
    """The lines, with space above the first."""
    return [replace(one, line=replace(one.line, gap=True)) if not n else one for n, one in enumerate(written)]


def _stretches(grid: Grid) -> Iterator[list[int]]:
    """Rows that stand together: a row without anything, not even part of a merged cell, ends a stretch."""
    held, lowest = set(grid.cells), max(grid.cells, default=0)
    for top, left, bottom, _ in grid.merged:
        if left in grid.cells.get(top, ()):
            held.update(range(top, min(bottom, lowest) + 1))
    stretch: list[int] = []
    for row in sorted(held):
        if stretch and row > stretch[-1] + 1:
            yield stretch
            stretch = []
        stretch.append(row)
    if stretch:
        yield stretch


def _stretch(grid: Grid, rows: list[int], previous: Table | None, last: bool) -> tuple[list[_Written], Table | None]:
    """The lines of one stretch, and its table, whose heads the next stretch may go on under."""
    single = [_is_text(grid.cells.get(row, {})) for row in rows]
    first = next((n for n, alone in enumerate(single) if not alone), len(rows))
    end = next((n for n in range(len(rows), first, -1) if not single[n - 1]), first)
    above, below = (_texts(grid, part) for part in (rows[:first], rows[end:]))
    if first == end:
        return above if last else _caption(above), None
    made, cells = _table(grid, rows[first:end])
    table = made if above else continued(made, previous)
    sources = [0 if source < 0 else rows[first + source] for source in source_rows(cells, table)]
    titles = [_Written.text(title, row) for title, row in zip(table.titles, sources, strict=False)]
    written = _Written(Line(gap=True, table=replace(table, titles=())), tuple(sources[len(titles) :]))
    lines = [*_caption([*above, *titles]), written, *_apart(below)]
    return lines, None if below else table


def _is_text(cells: dict[int, str]) -> bool:
    """Whether a row is a line of text rather than one of a table: one cell, or a label with what it says ("Unit : Bappeda")."""
    texts = list(cells.values())
    if len(texts) < 2:
        return True
    if len(texts) > 3:
        return False
    return any(_LABEL.fullmatch(text) for text in texts[:2])


def _texts(grid: Grid, rows: Sequence[int]) -> list[_Written]:
    """Rows as lines of text."""
    filled = [(row, grid.cells[row]) for row in rows if row in grid.cells]
    return [_Written.text(" ".join(cells[column] for column in sorted(cells)).replace("|", "/"), row) for row, cells in filled]


def _caption(lines: list[_Written]) -> list[_Written]:
    """What stands above a table: up to three lines are its heading, so that each of its rows is found under it."""
    titles = [one for one in lines if _may_be_title(one.line.text)]
    caption = " ".join(one.line.text for one in titles)
    if not titles or len(titles) > _CAPTION_LINES or len(caption) > _CAPTION_LENGTH:
        return lines
    rest = [one for one in lines if one not in titles]
    return [_Written.text(caption, titles[0].rows[0], level=3), *_apart(rest)]


def _may_be_title(text: str) -> bool:
    return not (_LABEL.fullmatch(text) or _NOTE.match(text) or " : " in text)


def _table(grid: Grid, rows: list[int]) -> tuple[Table, list[list[SourceCell]]]:
    """The table of these rows, without the columns that hold nothing, and the cells it was made of."""
    columns = sorted({column for row in rows for column in grid.cells.get(row, ())})
    spans, covered = _spans(grid, rows, columns)
    cells = []
    for row in rows:
        own = grid.cells.get(row, {})
        if section := _section(own, columns, [(row, column) in covered for column in columns]):
            cells.append([SourceCell(section, colspan=len(columns))])
            continue
        cells.append(
            [
                SourceCell(own.get(column, ""), *spans.get((row, column), (1, 1)))
                for column in columns
                if (row, column) not in covered
            ]
        )
    return make_table(cells), cells


def _spans(
    grid: Grid, rows: list[int], columns: list[int]
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """How many rows and columns each merged cell covers, and the places that are covered by one."""
    spans, covered = {}, set()
    for top, left, bottom, right in grid.merged:
        is_filled = left in grid.cells.get(top, ())
        is_here = rows[0] <= top <= rows[-1]
        if not is_filled or not is_here:
            continue
        below = range(top, min(bottom, rows[-1]) + 1)
        beside = [column for column in columns if left <= column <= right]
        spans[top, left] = (len(below), len(beside))
        covered |= {(row, column) for row in below for column in beside} - {(top, left)}
    return spans, covered


def _section(cells: dict[int, str], columns: list[int], covered: list[bool]) -> str:
    """The text of a row that only names the rows below it: one cell at the left whose words run over the empty ones beside it."""
    if len(cells) != 1 or len(columns) < 3 or any(covered):
        return ""
    [(column, text)] = cells.items()
    names_rows = column in columns[:2] and _WORD.search(text)
    return text if names_rows else ""
