"""A grid and the words on its page -> the table it is, if it is one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indexer.models import Table
from indexer.reading.pdf.picture import Box, PrintedWord
from indexer.reading.pdf.tables.band_rows import table_rows
from indexer.reading.pdf.tables.bands import Rows, rows_in
from indexer.reading.pdf.tables.cells import FilledCell, fill
from indexer.reading.pdf.tables.grid import Grid
from indexer.reading.pdf.tables.headed import rows_below
from indexer.reading.pdf.tables.rules import NEAR
from indexer.reading.tables.figures import is_amount
from indexer.reading.tables.table import make_table

_LEAST_WHOLE = 0.6
_MOST_HEAD_BANDS = 4
_MIDDLE = 0.3
_SLIVER = 8.0
_LOW = 6.0
_UNFILLED = re.compile(r"(?:[.…_]\s?){5,}|…|:\s*$|^(?:[a-z\d][.)]\s*){2,}$")
_FORM = 0.25
_NUMBERS_NAMED = re.compile(r"(?:No|Nomor)\b\.?(?: Urut)?", re.I)


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table, its box, where its columns begin and end, and the boxes of what stands in it whose rows can't be told apart."""

    table: Table
    box: Box
    edges: tuple[float, ...]
    undivided: tuple[Box, ...] = ()


def ruled_table(
    grid: Grid, words: Iterable[PrintedWord], before: Sequence[float] = (), goes_on: bool = False
) -> RuledTable | None:
    """The table that this grid begins; None of a frame around text, of boxes joined by arrows, of a form that is not filled in. `before`
    are the edges of the columns that a table above it or on the page before has: it may go on here. `words` are those of the page that
    are in no other table. `goes_on` says that it stands right below the end of the page before: it has heads of its own only if they are
    surely heads."""
    if grid.whole < _LEAST_WHOLE:
        return None
    if _has_none_or_most(grid.lefts, before):
        grid = grid.with_columns(before)
    words = list(words)
    inside = [word for word in words if _is_in(word, grid.box)]
    cells = fill(grid, inside)
    narrow = _needless_edges(grid, cells)
    low = _needless_tops(grid, cells)
    if narrow or low:
        grid = grid.without_edges(narrow).without_tops(low)
        cells = fill(grid, inside)
    beside = _filled_beside(grid, cells)
    if max(beside, default=0) < 2 or _is_form(cells):
        return None
    bands = [rows_in(_alone_in(row, cells)) for row in range(len(grid.tops) - 1)]
    rows = table_rows(grid, cells, bands)
    box = grid.box
    is_rest = goes_on and _are_same(grid.lefts, before)
    below = rows_below(grid.lefts, box[3], words) if _may_be_heads(bands, cells) else None
    if below:
        rows = [[replace(cell, head=True) for cell in row] for row in rows] + below.rows
        box = (box[0], box[1], box[2], below.bottom)
    elif not is_rest and not _is_table(beside, cells):
        return None
    table = make_table(rows, heads_marked=is_rest and not _has_own_heads(cells))
    if table.width < 2 or not (table.heads or table.body):
        return None
    undivided = [row for row, band in enumerate(bands) if band is Rows.UNKNOWN]
    return RuledTable(table, box, grid.lefts, tuple(_box_of(row, grid) for row in undivided))


def _has_none_or_most(lefts: Sequence[float], before: Sequence[float]) -> bool:
    """Whether no rule parts columns here, or most of those are drawn that the table before has; few of them are another table's."""
    return len(lefts) == 2 or len(lefts) * 2 > len(before)


def _are_same(lefts: Sequence[float], edges: Sequence[float]) -> bool:
    return len(lefts) == len(edges) and all(abs(left - edge) <= NEAR for left, edge in zip(lefts, edges, strict=True))


def _has_own_heads(cells: Sequence[FilledCell]) -> bool:
    """Whether the first row is surely one of heads: all that stands in it is bold, or its first cell names the numbers of rows."""
    first = [cell for cell in cells if cell.place.rows.start == 0 and cell.lines]
    if not first:
        return False
    if _NUMBERS_NAMED.fullmatch(first[0].text):
        return True
    return all(word.bold for cell in first for line in cell.lines for word in line.words)


def _needless_edges(grid: Grid, cells: Sequence[FilledCell]) -> list[int]:
    """The edges at the left of slivers: columns too narrow for a letter, as where the rules of heads and body are drawn a little apart."""
    filled = {cell.place.columns.start for cell in cells if len(cell.place.columns) == 1 and cell.lines}
    widths = [right - left for left, right in pairwise(grid.lefts)]
    return [n for n, width in enumerate(widths) if n > 0 and width < _SLIVER and n not in filled]


def _needless_tops(grid: Grid, cells: Sequence[FilledCell]) -> list[int]:
    """The edges at the top of rows too low for a letter, as where a thick rule is drawn beside the thin ones."""
    filled = {cell.place.rows.start for cell in cells if len(cell.place.rows) == 1 and cell.lines}
    heights = [bottom - top for top, bottom in pairwise(grid.tops)]
    return [n for n, height in enumerate(heights) if n > 0 and height < _LOW and n not in filled]


def _is_in(word: PrintedWord, box: Box) -> bool:
    left, top, right, bottom = box
    return left <= (word.left + word.right) / 2 <= right and top <= word.baseline - _MIDDLE * word.size <= bottom


def _box_of(row: int, grid: Grid) -> Box:
    return (grid.lefts[0], grid.tops[row], grid.lefts[-1], grid.tops[row + 1])


def _is_form(cells: Sequence[FilledCell]) -> bool:
    """Whether the cells are those of a form: dotted lines, and names of what is to be filled in behind a colon."""
    texts = [text for cell in cells if (text := cell.text)]
    unfilled = sum(bool(_UNFILLED.search(text)) for text in texts)
    return unfilled >= _FORM * len(texts)


def _may_be_heads(bands: Sequence[Rows], cells: Sequence[FilledCell]) -> bool:
    """Whether all of a grid may be but heads: a few rows without figures."""
    if len(bands) > _MOST_HEAD_BANDS:
        return False
    return not any(is_amount(line.text) for cell in cells for line in cell.lines)


def _filled_beside(grid: Grid, cells: Sequence[FilledCell]) -> list[int]:
    """How many texts stand beside each other in each row."""
    beside = [0] * (len(grid.tops) - 1)
    for cell in cells:
        if cell.lines:
            for row in cell.place.rows:
                beside[row] += 1
    return beside


def _is_table(beside: Sequence[int], cells: Sequence[FilledCell]) -> bool:
    """Whether several rows have texts beside each other, be they parted by rules or only by their baselines."""
    filled = sum(count > 1 for count in beside)
    lines = max((len(cell.lines) for cell in cells), default=0)
    return filled > 1 or (filled == 1 and lines > 1)


def _alone_in(row: int, cells: Sequence[FilledCell]) -> list[FilledCell]:
    return [cell for cell in cells if cell.place.rows == range(row, row + 1)]
