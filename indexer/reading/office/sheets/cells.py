"""A spreadsheet's cells, whatever format they come from -> text: captions, tables with heads, notes; each line knows its row."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import chain

from indexer.models import Page, Table
from indexer.reading.office.raised import flat
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
    """The filled cells of a sheet as people see them: row -> column -> text, 1-based, and its merged areas. `boxes` are the texts that lie
    on it, each with the row at which its box begins; `unseen` are rows without cells that part nothing, as they are hidden."""

    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    boxes: list[tuple[int, str]] = field(default_factory=list)
    unseen: set[int] = field(default_factory=set)

    def put(self, row: int, column: int, text: str) -> None:
        """Fills one cell; blank text leaves it empty."""
        text = flat(" ".join(normalise(text).split()))
        if text:
            self.cells.setdefault(row, {})[column] = text

    def hide(self, rows: Set[int], columns: Set[int]) -> int:
        """Takes away what stands in hidden rows and columns, and says how many of them held something. What a merged cell says is still
        seen where some of it is."""
        self.merged = [self._moved(area, rows, columns) for area in self.merged]
        held_columns = {column for cells in self.cells.values() for column in cells} & columns
        held_rows = set(self.cells) & rows
        for row in held_rows:
            del self.cells[row]
        for row, cells in [*self.cells.items()]:
            seen = {column: text for column, text in cells.items() if column not in columns}
            self.cells[row] = seen
            if not seen:
                del self.cells[row]
        self.unseen |= rows
        return len(held_rows) + len(held_columns)

    def _moved(self, area: Area, rows: Set[int], columns: Set[int]) -> Area:
        """A merged area without the hidden rows and columns at its top and left; its text goes along."""
        top, left, bottom, right = area
        first_row = next((row for row in range(top, bottom + 1) if row not in rows), top)
        first_column = next((column for column in range(left, right + 1) if column not in columns), left)
        if (first_row, first_column) == (top, left) or left not in self.cells.get(top, ()):
            return area
        text = self.cells[top].pop(left)
        self.cells.setdefault(first_row, {})[first_column] = text
        return (first_row, first_column, bottom, right)


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
    written = _written(grid)
    says_something = bool(name) and not _GENERIC.fullmatch(name)
    if says_something and grid.cells:
        written = [_Written.text(name, level=2), *written]
    written += _of_boxes(grid)
    label = f"lembar {name}" if name else ""
    page = page_of(number, to_blocks(one.line for one in written), label)
    return replace(page, rows=_rows_of_lines(page.text, written))


def _written(grid: Grid) -> list[_Written]:
    """The lines of a sheet, stretch by stretch."""
    written: list[_Written] = []
    previous: Table | None = None
    stretches = list(_stretches(grid))
    for n, stretch in enumerate(stretches, 1):
        made, previous = _stretch(grid, stretch, previous, last=n == len(stretches))
        written += _apart(made)
    return written


def _of_boxes(grid: Grid) -> list[_Written]:
    """The lines of text boxes, which lie anywhere on a sheet, below what stands in its cells."""
    texts = [(row, " ".join(normalise(text).split()).replace("|", "/")) for row, text in grid.boxes]
    return [_Written(Line(text, gap=True), (row,)) for row, text in texts if text]


def _rows_of_lines(text: str, written: Sequence[_Written]) -> tuple[int, ...]:
    """The row of each line of the page's text; 0 for the empty ones between."""
    if not text:
        return ()
    rows = chain.from_iterable(one.rows for one in written)
    return tuple(next(rows) if line else 0 for line in text.split("\n"))


def _apart(written: Sequence[_Written]) -> list[_Written]:
    """The lines, with space above the first."""
    if not written:
        return []
    first, *others = written
    return [replace(first, line=replace(first.line, gap=True)), *others]


def _stretches(grid: Grid) -> Iterator[list[int]]:
    """Rows that stand together: a row without anything, not even part of a merged cell, ends a stretch."""
    held, lowest = set(grid.cells), max(grid.cells, default=0)
    for top, left, bottom, _ in grid.merged:
        if left in grid.cells.get(top, ()):
            held.update(set(range(top, min(bottom, lowest) + 1)) - grid.unseen)
    stretch: list[int] = []
    for row in sorted(held):
        if stretch and any(between not in grid.unseen for between in range(stretch[-1] + 1, row)):
            yield stretch
            stretch = []
        stretch.append(row)
    if stretch:
        yield stretch


def _stretch(grid: Grid, rows: list[int], previous: Table | None, last: bool) -> tuple[list[_Written], Table | None]:
    """The lines of one stretch, and its table, whose heads the next stretch may go on under."""
    of_table = _rows_of_table(grid, rows)
    if not of_table:
        lines = _texts(grid, rows)
        return lines if last else _caption(lines), None
    above = _texts(grid, rows[: of_table.start])
    below = _texts(grid, rows[of_table.stop :])
    made, cells = _table(grid, rows[of_table.start : of_table.stop])
    table = made if above else continued(made, previous)
    sources = [_source_row(rows, of_table.start, source) for source in source_rows(cells, table)]
    titles = [_Written.text(title, row) for title, row in zip(table.titles, sources, strict=False)]
    written = _Written(Line(gap=True, table=replace(table, titles=())), tuple(sources[len(titles) :]))
    lines = [*_caption([*above, *titles]), written, *_apart(below)]
    return lines, None if below else table


def _rows_of_table(grid: Grid, rows: Sequence[int]) -> range:
    """Which of the rows are a table's: from the first to the last that is no line of text."""
    tabular = [n for n, row in enumerate(rows) if not _is_text(grid.cells.get(row, {}))]
    return range(tabular[0], tabular[-1] + 1) if tabular else range(0)


def _source_row(rows: Sequence[int], first: int, source: int) -> int:
    """The row of the sheet that a line of the table comes from, which begins with the `first` of these rows; 0 where none is."""
    return 0 if source < 0 else rows[first + source]


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
    written = []
    for row in rows:
        cells = grid.cells.get(row, {})
        if cells:
            text = " ".join(cells[column] for column in sorted(cells))
            written.append(_Written.text(text.replace("|", "/"), row))
    return written


def _caption(lines: list[_Written]) -> list[_Written]:
    """What stands above a table: up to three lines are its heading, so that each of its rows is found under it."""
    titles = [one for one in lines if _may_be_title(one.line.text)]
    if not 0 < len(titles) <= _CAPTION_LINES:
        return lines
    caption = " ".join(one.line.text for one in titles)
    if len(caption) > _CAPTION_LENGTH:
        return lines
    rest = [one for one in lines if one not in titles]
    return [_Written.text(caption, titles[0].rows[0], level=3), *_apart(rest)]


def _may_be_title(text: str) -> bool:
    return not (_LABEL.fullmatch(text) or _NOTE.match(text) or " : " in text)


def _table(grid: Grid, rows: list[int]) -> tuple[Table, list[list[SourceCell]]]:
    """The table of these rows, without the columns that hold nothing, and the cells it was made of."""
    filled = chain.from_iterable(grid.cells.get(row, ()) for row in rows)
    columns = sorted(set(filled))
    spans, covered = _spans(grid, rows, columns)
    cells = []
    for row in rows:
        own = grid.cells.get(row, {})
        free = [column for column in columns if (row, column) not in covered]
        section = _section(own, columns) if free == columns else ""
        if section:
            cells.append([SourceCell(section, colspan=len(columns))])
        else:
            cells.append([SourceCell(own.get(column, ""), *spans.get((row, column), (1, 1))) for column in free])
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
        below = [row for row in range(top, min(bottom, rows[-1]) + 1) if row not in grid.unseen]
        beside = [column for column in columns if left <= column <= right]
        spans[top, left] = (len(below), len(beside))
        covered |= {(row, column) for row in below for column in beside} - {(top, left)}
    return spans, covered


def _section(cells: dict[int, str], columns: list[int]) -> str:
    """The text of a row that only names the rows below it: one cell at the left whose words run over the empty ones beside it."""
    if len(cells) != 1 or len(columns) < 3:
        return ""
    [(column, text)] = cells.items()
    names_rows = column in columns[:2] and _WORD.search(text)
    return text if names_rows else ""
