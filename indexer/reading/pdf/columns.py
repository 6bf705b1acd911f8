"""Columns of running text on a page, as a magazine has them: those are read one after the other. The columns of a table, and labels
beside what they are labels of, are none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.reading.pdf.picture import PrintedWord, Ruling

_NARROWEST_GUTTER = 7.0
_FEWEST_LINES = 6
_FULL, _FEWEST_WORDS, _FEWEST_LETTERS = 0.72, 2.6, 0.7
_SAME_LINE = 0.5
_MOST_CROSSING = 1


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns from `top` to `bottom` of a page, parted at these places."""

    top: float
    bottom: float
    gutters: tuple[float, ...]

    def number(self, word: PrintedWord) -> int:
        """In which column a word stands."""
        return sum(word.left > gutter for gutter in self.gutters)

    def holds(self, word: PrintedWord) -> bool:
        return self.top <= word.baseline <= self.bottom


def find_columns(words: Sequence[PrintedWord], rulings: Sequence[Ruling], width: float) -> list[Columns]:
    """The parts of a page that are set in columns, top to bottom."""
    lines = _lines(words)
    if len(lines) < _FEWEST_LINES:
        return []
    found = []
    for part, free in _parts(lines, width):
        if columns := _columns(part, free, rulings):
            found.append(columns)
    return found


def _lines(words: Sequence[PrintedWord]) -> list[list[PrintedWord]]:
    """The words that stand level with each other, top to bottom."""
    lines: list[list[PrintedWord]] = []
    for word in sorted(words, key=lambda word: word.baseline):
        if lines and word.baseline - lines[-1][0].baseline < _SAME_LINE * lines[-1][0].size:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _parts(lines: Sequence[list[PrintedWord]], width: float) -> Iterator[tuple[list[list[PrintedWord]], np.ndarray]]:
    """Lines beneath each other that leave a gutter free together, and which points of the page's width they leave free."""
    everything = np.ones(max(1, int(width) + 1), bool)
    part: list[list[PrintedWord]] = []
    free = everything
    for line in lines:
        left_free = free & _left_free(line, len(everything))
        if part and not any(_gutters(left_free, [*part, line])):
            yield part, free
            part, left_free = [], _left_free(line, len(everything))
        part.append(line)
        free = left_free
    if part:
        yield part, free


def _left_free(line: Sequence[PrintedWord], points: int) -> np.ndarray:
    free = np.ones(points, bool)
    for word in line:
        free[max(0, int(word.left)) : max(0, int(word.right) + 1)] = False
    return free


def _gutters(free: np.ndarray, lines: Sequence[Sequence[PrintedWord]]) -> Iterator[float]:
    """The middles of what is free between words."""
    left = min(word.left for line in lines for word in line)
    right = max(word.right for line in lines for word in line)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], free, [False]]).astype(np.int8)))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start >= _NARROWEST_GUTTER and start > left and end < right:
            yield (start + end) / 2


def _columns(lines: Sequence[Sequence[PrintedWord]], free: np.ndarray, rulings: Sequence[Ruling]) -> Columns | None:
    """The columns that these lines make, if each holds running text."""
    if len(lines) < _FEWEST_LINES:
        return None
    gutters = tuple(_gutters(free, lines))
    if not gutters or len(gutters) > 3:
        return None
    top, bottom = lines[0][0].baseline - 1, lines[-1][0].baseline + lines[-1][0].size * _SAME_LINE
    columns = Columns(top, bottom, gutters)
    for number in range(len(gutters) + 1):
        column = [[word for word in line if columns.number(word) == number] for line in lines]
        if not _is_running_text([line for line in column if line]):
            return None
    crossing = [ruling for ruling in rulings if _crosses(ruling, columns)]
    return columns if len(crossing) <= _MOST_CROSSING else None


def _is_running_text(lines: Sequence[Sequence[PrintedWord]]) -> bool:
    if len(lines) < _FEWEST_LINES:
        return False
    left = min(word.left for line in lines for word in line)
    right = max(word.right for line in lines for word in line)
    lengths = [(max(w.right for w in line) - min(w.left for w in line)) / max(1.0, right - left) for line in lines]
    text = "".join(word.text for line in lines for word in line)
    letters = sum(char.isalpha() for char in text)
    words = sum(len(line) for line in lines) / len(lines)
    return float(np.median(lengths)) >= _FULL and words >= _FEWEST_WORDS and letters >= _FEWEST_LETTERS * len(text)


def _crosses(ruling: Ruling, columns: Columns) -> bool:
    """Whether a level ruling runs across a gutter, as the edge of a table's row does."""
    inside = ruling.level and columns.top < ruling.top < columns.bottom
    return inside and any(ruling.left < gutter < ruling.right for gutter in columns.gutters)
