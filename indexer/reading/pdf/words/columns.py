"""Columns of running text on a page, as a magazine has them: those are read one after the other. The columns of a table, and labels
beside what they are labels of, are none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

import numpy as np

from indexer.reading.pdf.picture import PrintedWord, Ruling

_NARROWEST_GUTTER = 7.0
_FEWEST_LINES = 6
_FULL, _FEWEST_WORDS, _FEWEST_LETTERS = 0.72, 2.6, 0.7
_SAME_LINE = 0.5
_MOST_CROSSING = 1
_MOST_GUTTERS, _MOST_STRIPS = 3, 9


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a page whose lines are read one after the other."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, word: PrintedWord) -> bool:
        return self.left < word.left <= self.right and self.top <= word.baseline <= self.bottom


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns from `top` to `bottom` of a page, in the order they are read: `strips`; a heading over some of them is one, too."""

    top: float
    bottom: float
    strips: tuple[Strip, ...]

    def number(self, word: PrintedWord) -> int:
        """In which strip a word stands."""
        return next((n for n, strip in enumerate(self.strips) if strip.holds(word)), len(self.strips) - 1)

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
    """The columns that these lines make, if each holds running text, or a heading over columns that do."""
    if len(lines) < _FEWEST_LINES:
        return None
    gutters = tuple(_gutters(free, lines))
    if not gutters or len(gutters) > _MOST_GUTTERS:
        return None
    whole = Strip(-inf, lines[0][0].baseline - 1, inf, lines[-1][0].baseline + lines[-1][0].size * _SAME_LINE)
    strips: list[Strip] = []
    for strip in _cut(whole, gutters):
        inside = _within(strip, lines)
        found = [strip] if _is_running_text(inside) else _strips_below_heading(strip, inside, len(free))
        if not found:
            return None
        strips += found
    crossing = [ruling for ruling in rulings if _crosses(ruling, whole, gutters)]
    if len(strips) > _MOST_STRIPS or len(crossing) > _MOST_CROSSING:
        return None
    return Columns(whole.top, whole.bottom, tuple(strips))


def _cut(strip: Strip, gutters: Sequence[float]) -> list[Strip]:
    edges = [strip.left, *gutters, strip.right]
    return [Strip(left, strip.top, right, strip.bottom) for left, right in pairwise(edges)]


def _within(strip: Strip, lines: Sequence[Sequence[PrintedWord]]) -> list[list[PrintedWord]]:
    """What of these lines stands between the sides of a strip."""
    inside = [[word for word in line if strip.left < word.left <= strip.right] for line in lines]
    return [line for line in inside if line]


def _strips_below_heading(strip: Strip, lines: Sequence[Sequence[PrintedWord]], points: int) -> list[Strip]:
    """The heading, in larger type, and the columns of running text beneath that a strip consists of; none where it doesn't."""
    lines = _lines([word for line in lines for word in line])
    at, gutters = _gutters_from_below(lines, points)
    if at == 0 or not gutters or len(gutters) > _MOST_GUTTERS:
        return []
    edge = lines[at][0].baseline - lines[at][0].size
    columns = _cut(Strip(strip.left, edge, strip.right, strip.bottom), gutters)
    if not all(_is_running_text(_within(column, lines[at:])) for column in columns):
        return []
    text_size = float(np.median([word.size for line in lines[at:] for word in line]))
    is_heading = all(word.size > text_size for line in lines[:at] for word in line)
    return [Strip(strip.left, strip.top, strip.right, edge), *columns] if is_heading else []


def _gutters_from_below(lines: Sequence[Sequence[PrintedWord]], points: int) -> tuple[int, tuple[float, ...]]:
    """The index of the uppermost line from which on all leave gutters free, and those."""
    found: tuple[int, tuple[float, ...]] = 0, ()
    free = np.ones(points, bool)
    for at in range(len(lines) - 1, -1, -1):
        free &= _left_free(lines[at], points)
        if gutters := tuple(_gutters(free, lines[at:])):
            found = at, gutters
    return found


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


def _crosses(ruling: Ruling, strip: Strip, gutters: Sequence[float]) -> bool:
    """Whether a level ruling runs across a gutter, as the edge of a table's row does."""
    inside = ruling.level and strip.top < ruling.top < strip.bottom
    return inside and any(ruling.left < gutter < ruling.right for gutter in gutters)
