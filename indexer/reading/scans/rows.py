"""Rows that no line parts: in a cell that is ruled around many rows their figures stand below each other, level with those beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from indexer.reading.scans.figures import mended_figure
from indexer.reading.scans.ocr import Box, Seen

_FEWEST_ROWS = 2
_FEWEST_COLUMNS = 2
_LEVEL = 0.6
_NEAR = 12.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its box, and the words in it."""

    box: Box
    words: list[Seen]


def parted(cells: Sequence[Cell]) -> list[Cell] | None:
    """The cells, those of rows that only their baselines tell apart cut into these; None where the rows can't be told apart."""
    kept: list[Cell] = []
    for _, group in groupby(sorted(cells, key=lambda cell: (cell.box[1], cell.box[0])), key=_Rows()):
        row = list(group)
        cut = _cut(row)
        if cut is None:
            return None
        kept += cut
    return kept


class _Rows:
    """Tells in which row of the ruling a cell begins: one after the other, those that begin level in one."""

    def __init__(self) -> None:
        self._top = -_NEAR * 2
        self._row = 0

    def __call__(self, cell: Cell) -> int:
        if cell.box[1] - self._top > _NEAR:
            self._row += 1
            self._top = cell.box[1]
        return self._row


def _cut(row: Sequence[Cell]) -> list[Cell] | None:
    """The cells of one row of the ruling, in as many rows as figures stand below each other; None where these are not level."""
    figures = [cell for cell in row if _holds_figures_only(cell)]
    if len(figures) < _FEWEST_COLUMNS:
        return list(row)
    middles = _middles(max(figures, key=lambda cell: len(_lines(cell))))
    high = median(word.box[3] - word.box[1] for cell in figures for word in cell.words)
    for cell in figures:
        if any(_row_of(middle, middles, high) is None for middle in _middles(cell)):
            return None
    return [part for cell in row for part in _parts(cell, middles, high)]


def _holds_figures_only(cell: Cell) -> bool:
    lines = _lines(cell)
    texts = [" ".join(word.text for word in line) for line in lines]
    return len(lines) >= _FEWEST_ROWS and all(mended_figure(text) is not None for text in texts)


def _parts(cell: Cell, middles: Sequence[float], high: float) -> list[Cell]:
    """The cell cut into the rows; what stands between two of them goes on from the one above."""
    edges = [cell.box[1], *(middle - high for middle in middles[1:]), cell.box[3]]
    words: list[list[Seen]] = [[] for _ in middles]
    for line in _lines(cell):
        row = sum(middle <= _middle(line) + _LEVEL * high for middle in middles)
        words[max(0, row - 1)] += line
    left, _, right, _ = cell.box
    return [Cell((left, edges[n], right, edges[n + 1]), inside) for n, inside in enumerate(words)]


def _row_of(middle: float, middles: Sequence[float], high: float) -> int | None:
    nearest = min(range(len(middles)), key=lambda n: abs(middles[n] - middle))
    return nearest if abs(middles[nearest] - middle) <= _LEVEL * high else None


def _lines(cell: Cell) -> list[list[Seen]]:
    return [list(line) for _, line in groupby(cell.words, key=lambda word: word.line)]


def _middles(cell: Cell) -> list[float]:
    return [_middle(line) for line in _lines(cell)]


def _middle(line: Sequence[Seen]) -> float:
    return median((word.box[1] + word.box[3]) / 2 for word in line)
