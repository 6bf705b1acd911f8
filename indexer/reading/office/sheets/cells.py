"""A spreadsheet's cells, whatever format they come from -> text: captions, tables with heads, notes; each line knows its row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from indexer.models import Page
from indexer.reading.page.cleaning import normalise
from indexer.reading.tables.office_rows import source_rows
from indexer.reading.tables.table import Cell, Table, make_table

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
    """One line of text and the row in which it stands (0: in none)."""

    text: str
    row: int = 0


def sheet_page(grid: Grid, number: int | None, name: str = "") -> Page:
    """The page of one sheet. A name that says something is its heading."""
    lines = [_Written(f"## {name}"), _Written("")] if name and not _GENERIC.fullmatch(name) else []
    previous: Table | None = None
    blocks = list(_blocks(grid))
    for n, block in enumerate(blocks, 1):
        written, previous = _block(grid, block, previous, last=n == len(blocks))
        lines += [*written, _Written("")]
    lines = [below for above, below in pairwise([_Written(""), *lines]) if above.text or below.text]
    lines = lines[: len(lines) - (not lines[-1].text)] if grid.cells else []
    label = f"lembar {name}" if name else ""
    return Page(number, "\n".join(line.text for line in lines), label, tuple(line.row for line in lines))


def _blocks(grid: Grid) -> Iterator[list[int]]:
    """Rows that stand together: a row without anything, not even part of a merged cell, ends a block."""
    held, lowest = set(grid.cells), max(grid.cells, default=0)
    for top, left, bottom, _ in grid.merged:
        if left in grid.cells.get(top, ()):
            held.update(range(top, min(bottom, lowest) + 1))
    block: list[int] = []
    for row in sorted(held):
        if block and row > block[-1] + 1:
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _block(grid: Grid, rows: list[int], previous: Table | None, last: bool) -> tuple[list[_Written], Table | None]:
    """The lines of one block, and its table, whose heads the next block may go on under."""
    single = [_is_text(grid.cells.get(row, {})) for row in rows]
    first = next((n for n, alone in enumerate(single) if not alone), len(rows))
    end = next((n for n in range(len(rows), first, -1) if not single[n - 1]), first)
    above, below = (_texts(grid, part) for part in (rows[:first], rows[end:]))
    if first == end:
        return above if last else _caption(above), None
    made, cells = _table(grid, rows[first:end])
    table = made if above else made.after(previous)
    sources = source_rows(cells, table)
    lines = [
        _Written(line, 0 if source < 0 else rows[first + source]) for line, source in zip(table.lines(), sources, strict=True)
    ]
    titles = len(table.titles)
    caption = _caption([*above, *lines[:titles]])
    return [*caption, *lines[titles:], *([_Written("")] if below else []), *below], table if not below else None


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
    return [_Written(" ".join(cells[column] for column in sorted(cells)).replace("|", "/"), row) for row, cells in filled]


def _caption(lines: list[_Written]) -> list[_Written]:
    """What stands above a table: up to three lines are its heading, so that each of its rows is found under it."""
    titles = [line for line in lines if not (_LABEL.fullmatch(line.text) or _NOTE.match(line.text) or " : " in line.text)]
    caption = " ".join(line.text for line in titles)
    if not titles or len(titles) > _CAPTION_LINES or len(caption) > _CAPTION_LENGTH:
        return [*lines, _Written("")] if lines else []
    rest = [line for line in lines if line not in titles]
    return [_Written(f"### {caption}", titles[0].row), _Written(""), *rest, *([_Written("")] if rest else [])]


def _table(grid: Grid, rows: list[int]) -> tuple[Table, list[list[Cell]]]:
    """The table of these rows, without the columns that hold nothing, and the cells it was made of."""
    columns = sorted({column for row in rows for column in grid.cells.get(row, ())})
    spans, covered = _spans(grid, rows, columns)
    cells = []
    for row in rows:
        own = grid.cells.get(row, {})
        if section := _section(own, columns, [(row, column) in covered for column in columns]):
            cells.append([Cell(section, colspan=len(columns))])
            continue
        cells.append(
            [Cell(own.get(column, ""), *spans.get((row, column), (1, 1))) for column in columns if (row, column) not in covered]
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
