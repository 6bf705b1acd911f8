"""Which lines of an aligned table begin a row, which are sections, and which go on with a row."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from math import inf
from statistics import median

from indexer.reading.tables.aligned.columns import Column, PlacedLine, covered, figure_columns, is_value
from indexer.reading.tables.aligned.distances import CLEARLY, steps_between
from indexer.reading.tables.aligned.heads import across
from indexer.reading.tables.aligned.line_signs import SECTION_WORD, goes_on

_NUMBER = re.compile(r"\(?(?:\d{1,3}|[ivxl]{1,5}|[a-z])[.)]?|\d[\d.]*|[A-Z]", re.I)
_NEAR = 8


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line of the table: its texts with their columns; whether it begins a row, is a section, or goes on with a row."""

    y: float
    cells: tuple[tuple[str, range], ...]
    kind: str  # "row", "section" or "rest"


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What a line stands among: the lines above it, told already, and how far it is from the next ones (`step` from that above; inf
    where none is). `over_row`: the next one has the figures of a row."""

    above: Sequence[ToldLine]
    step: float
    below: float
    over_row: bool


def told_lines(lines: Sequence[PlacedLine], starts: Sequence[PlacedLine], columns: Sequence[Column]) -> list[ToldLine]:
    """The lines with what they are."""
    kinds = _Kinds(lines, starts, columns)
    surely_rows = {id(line) for line in starts}
    told: list[ToldLine] = []
    for n, line in enumerate(lines):
        kind = "row"
        if id(line) not in surely_rows:
            kind = kinds.of(line, _surroundings(lines, n, told, surely_rows))
        told.append(ToldLine(line.y, tuple(across(line.pieces, columns)), kind))
    return told


def _surroundings(lines: Sequence[PlacedLine], n: int, told: Sequence[ToldLine], surely_rows: Container[int]) -> _Surroundings:
    line = lines[n]
    step = line.y - told[-1].y if told else inf
    if n + 1 == len(lines):
        as_above = line.y - lines[max(n - 1, 0)].y
        return _Surroundings(told, step, below=as_above, over_row=False)
    following = lines[n + 1]
    return _Surroundings(told, step, below=following.y - line.y, over_row=id(following) in surely_rows)


class _Kinds:
    """Tells what the lines are that don't surely begin a row."""

    def __init__(self, lines: Sequence[PlacedLine], starts: Sequence[PlacedLine], columns: Sequence[Column]) -> None:
        self._columns = columns
        self._figures = figure_columns(starts, columns)
        firsts = [line.texts[0] for line in starts if covered(line.pieces[0], columns)[0] == 0]
        numbers = list(filter(_NUMBER.fullmatch, firsts))
        self._numbered = len(numbers) * 2 > len(firsts)
        self._firsts_usual = len(firsts) * 5 >= len(starts) * 4
        self._widest = max(steps_between(lines), default=0.0)
        self._step = median(steps_between(starts) or [0.0])

    def of(self, line: PlacedLine, around: _Surroundings) -> str:
        """What a line is."""
        first = covered(line.pieces[0], self._columns)
        if len(line.pieces) == 1:
            return self._alone(line, first, around)
        if first[0] == 0 and self._is_code_and_title(line):
            return "section"
        if self._has_figure(line):
            return "row"
        if first[0] > 0:
            return self._without_first(line, around)
        text = line.pieces[0].text
        if self._numbered:
            return "row" if _NUMBER.fullmatch(text) else "rest"
        return "rest" if self._goes_with_row(line, around) else "row"

    def _is_code_and_title(self, line: PlacedLine) -> bool:
        return len(line.pieces) == 2 and len(covered(line.pieces[1], self._columns)) > 1

    def _has_figure(self, line: PlacedLine) -> bool:
        """Whether a value stands in a column of figures."""
        for piece in line.pieces:
            if is_value(piece.text) and covered(piece, self._columns)[0] in self._figures:
                return True
        return False

    def _without_first(self, line: PlacedLine, around: _Surroundings) -> str:
        """What a line of several texts is that has none in the first column."""
        if not self._firsts_usual:
            return "row"
        if self._is_close(around) or len(line.pieces) < 3 or goes_on(line.pieces[0].text):
            return "rest"
        return "row"

    def _goes_with_row(self, line: PlacedLine, around: _Surroundings) -> bool:
        """Whether a line of several texts, the first in the first column, belongs to the row of the line above it or below."""
        if goes_on(line.pieces[0].text):
            return True
        nearest_is_row = around.over_row or around.step < around.below
        if nearest_is_row and self._leans(around):
            return True
        return self._is_close(around) and self._wraps(line, around.above)

    def _is_close(self, around: _Surroundings) -> bool:
        """Whether a line stands nearer to that above it than rows do."""
        return around.step < self._step / CLEARLY

    def _leans(self, around: _Surroundings) -> bool:
        """Whether a line stands clearly nearer to one of its neighbours; without one above, than lines do at the most."""
        nearer = min(around.step, around.below)
        farther = max(around.step, around.below) if around.above else self._widest
        return CLEARLY * nearer < farther

    def _alone(self, line: PlacedLine, reach: range, around: _Surroundings) -> str:
        """What a line with one text is."""
        text = line.pieces[0].text
        is_below_section = bool(around.above) and around.above[-1].kind == "section"
        if is_below_section and goes_on(text):
            return "rest"
        if reach[0] > 0:
            return self._alone_inside(text, reach)
        if len(reach) > 1:
            return "section"
        if self._numbered:
            return "rest" if _NUMBER.fullmatch(text) else "section"
        if SECTION_WORD.match(text):
            return "section"
        is_rest = self._leans(around) or goes_on(text) or self._wraps(line, around.above)
        return "rest" if is_rest else "section"

    def _alone_inside(self, text: str, reach: range) -> str:
        """What a line is whose one text stands after the first column."""
        if is_value(text) and reach[0] in self._figures:
            return "row"
        is_wide = len(reach) > 1 and len(reach) * 2 > len(self._columns)
        return "section" if is_wide else "rest"

    def _wraps(self, line: PlacedLine, above: Sequence[ToldLine]) -> bool:
        """Whether each piece may go on with what stands above it: there its first word had no room any more."""
        for piece in line.pieces:
            reach = covered(piece, self._columns)
            text = _text_above(reach, above[-_NEAR:])
            if not text:
                return False
            left, right = self._columns[reach[0]][0], self._columns[reach[-1]][1]
            first_word = piece.text.split()[0]
            if (len(text) + 1 + len(first_word)) * piece.letter <= right - left:
                return False
        return True


def _text_above(reach: range, lines: Sequence[ToldLine]) -> str:
    """The lowest text that stands in just these columns; "" where none does."""
    for line in reversed(lines):
        for text, columns in line.cells:
            if text and columns == reach:
                return text
    return ""
