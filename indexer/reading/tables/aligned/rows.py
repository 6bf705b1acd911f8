"""The lines of an aligned table below its heads -> rows of cells: wrapped cells whole, section lines over the whole width."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import median

from indexer.reading.tables.aligned.columns import Column, PlacedLine, covered, figure_columns, is_value, steps_between
from indexer.reading.tables.aligned.heads import across
from indexer.reading.tables.table import Cell

_NUMBER = re.compile(r"\(?(?:\d{1,3}|[ivxl]{1,5}|[a-z])[.)]?|\d[\d.]*|[A-Z]", re.I)
SECTION_WORD = re.compile(
    r"(?:Sasaran|Tujuan|Misi|Sub[ -]?kegiatan|Kegiatan|Program|Urusan|Bidang|Unsur|Prioritas|Strategi)\b", re.I
)
_LETTERED = re.compile(r"[a-z][.)]\s")
_CLEARLY = 1.15
_NEAR = 8
_SPLITS = ("top", "bottom", "middle")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table: its texts with their columns; whether it begins a row, is a section, or goes on with a row."""

    y: float
    cells: tuple[tuple[str, range], ...]
    kind: str  # "row", "section" or "rest"


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What a line stands among: the lines above it, told already, and how far it is from the next ones (`step` from that above; inf
    where none is). `over_row`: the next one has the figures of a row."""

    above: Sequence[_Line]
    step: float
    below: float
    over_row: bool


def body_rows(lines: Sequence[PlacedLine], starts: Sequence[PlacedLine], columns: Sequence[Column]) -> list[list[Cell]]:
    """The rows of these lines; each of `starts` surely has the figures of a row of its own."""
    told = _told(lines, starts, columns)
    possible = [_grouped(told, split) for split in _SPLITS]
    rows = min(possible, key=lambda rows: _oddities(rows, len(columns)))
    return [_cells(row, len(columns)) for row in rows]


def _told(lines: Sequence[PlacedLine], starts: Sequence[PlacedLine], columns: Sequence[Column]) -> list[_Line]:
    """The lines with what they are."""
    kinds = _Kinds(lines, starts, columns)
    surely_rows = {id(line) for line in starts}
    told: list[_Line] = []
    for n, line in enumerate(lines):
        kind = "row"
        if id(line) not in surely_rows:
            kind = kinds.of(line, _surroundings(lines, n, told, surely_rows))
        told.append(_Line(line.y, tuple(across(line.pieces, columns)), kind))
    return told


def _surroundings(lines: Sequence[PlacedLine], n: int, told: Sequence[_Line], surely_rows: Container[int]) -> _Surroundings:
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
        firsts = [line.pieces[0].text for line in starts if covered(line.pieces[0], columns)[0] == 0]
        numbers = [text for text in firsts if _NUMBER.fullmatch(text)]
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
        nearest_is_row = around.over_row or around.step < around.below
        if nearest_is_row and self._leans(around):
            return True
        if goes_on(line.pieces[0].text):
            return True
        return self._is_close(around) and self._wraps(line, around.above)

    def _is_close(self, around: _Surroundings) -> bool:
        """Whether a line stands nearer to that above it than rows do."""
        return around.step < self._step / _CLEARLY

    def _leans(self, around: _Surroundings) -> bool:
        """Whether a line stands clearly nearer to one of its neighbours; without one above, than lines do at the most."""
        nearer = min(around.step, around.below)
        farther = max(around.step, around.below) if around.above else self._widest
        return _CLEARLY * nearer < farther

    def _alone(self, line: PlacedLine, reach: range, around: _Surroundings) -> str:
        """What a line with one text is."""
        text = line.pieces[0].text
        if around.above and around.above[-1].kind == "section" and goes_on(text):
            return "rest"
        if reach[0] > 0:
            return self._alone_inside(text, reach)
        if len(reach) > 1:
            return "section"
        if self._numbered:
            return "rest" if _NUMBER.fullmatch(text) else "section"
        if SECTION_WORD.match(text):
            return "section"
        if self._leans(around) or goes_on(text) or self._wraps(line, around.above):
            return "rest"
        return "section"

    def _alone_inside(self, text: str, reach: range) -> str:
        """What a line is whose one text stands after the first column."""
        if is_value(text) and reach[0] in self._figures:
            return "row"
        is_wide = len(reach) > 1 and len(reach) * 2 > len(self._columns)
        return "section" if is_wide else "rest"

    def _wraps(self, line: PlacedLine, above: Sequence[_Line]) -> bool:
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


def _text_above(reach: range, lines: Sequence[_Line]) -> str:
    """The lowest text that stands in just these columns; "" where none does."""
    for line in reversed(lines):
        for text, columns in line.cells:
            if text and columns == reach:
                return text
    return ""


def goes_on(text: str) -> bool:
    """Whether a text begins as no cell does, but the next line of a sentence."""
    begins_small = text.lstrip("(\"“'‘/&")[:1].islower()
    return begins_small and not _LETTERED.match(text)


def _grouped(lines: Sequence[_Line], split: str) -> list[list[_Line]]:
    """The lines row by row. Lines between two rows are parted where the distance is widest, else as `split` says: figures stand
    beside the first, the last or the middle line of a row."""
    rows: list[list[_Line]] = []
    waiting: list[_Line] = []
    before = 0
    for line in lines:
        if line.kind == "rest":
            waiting.append(line)
            continue
        count = len(waiting)
        if line.kind == "row" and waiting:
            if not rows:
                count = count if _is_left_over(waiting[-1], line, lines, split) else 0
            elif rows[-1][-1].kind == "section":
                count = count if _begins_within_sentence(waiting[0]) else 0
            else:
                count = _cut([rows[-1][-1], *waiting, line], split, before)
        _end_row(rows, waiting[:count])
        rows.append([*waiting[count:], line])
        before = len(waiting) - count
        waiting = []
    _end_row(rows, waiting)
    return rows


def _end_row(rows: list[list[_Line]], rest: Sequence[_Line]) -> None:
    """Put the rest of the last row to it; over the first it is one of its own."""
    if not rest:
        return
    if rows:
        rows[-1] += rest
    else:
        rows.append(list(rest))


def _begins_within_sentence(line: _Line) -> bool:
    first = next(text for text, _ in line.cells if text)
    return goes_on(first)


def _is_left_over(above: _Line, line: _Line, lines: Sequence[_Line], split: str) -> bool:
    """Whether a line over the first row ends a row of the page before: it stands as far from it as rows do."""
    steps = [after.y - before.y for before, after in pairwise(lines)]
    if max(steps) > _CLEARLY * min(steps):
        return (line.y - above.y) * _CLEARLY > max(steps)
    return split == "top"


def _cut(lines: Sequence[_Line], split: str, before: int) -> int:
    """How many of the lines between the first and the last belong to the first, which has `before` lines above it."""
    steps = [below.y - above.y for above, below in pairwise(lines)]
    widest = max(steps)
    if len(steps) > 1 and widest > _CLEARLY * sorted(steps)[-2]:
        return steps.index(widest)
    count = len(steps) - 1
    return {"top": count, "bottom": 0, "middle": min(before, count)}[split]


def _oddities(rows: Sequence[Sequence[_Line]], width: int) -> int:
    """How many cells begin as none does, in the middle of a sentence, or are empty in a column of texts."""
    full: list[list[str]] = []
    for row in rows:
        texts = [cell.text for cell in _cells(row, width)]
        if row[0].kind != "section" and len(texts) == width:
            full.append(texts)
    odd = 0
    for column in zip(*full, strict=True):
        odd += sum(map(goes_on, column))
        empty = column.count("")
        usually_filled = empty * 2 < len(column)
        if usually_filled and any(len(text.split()) > 2 for text in column):
            odd += empty
    return odd


def _cells(row: Sequence[_Line], width: int) -> list[Cell]:
    """The cells of one row: what stands in the same columns joined from top to bottom."""
    texts = [(text, reach) for line in row for text, reach in line.cells if text]
    if any(line.kind == "section" for line in row):
        return [Cell(" ".join(text for text, _ in texts), 1, width)]
    cells: list[Cell] = []
    end = 0
    for text, reach in _merged(texts):
        cells += [Cell("")] * (reach.start - end)
        cells.append(Cell(text, 1, len(reach)))
        end = reach.stop
    return cells + [Cell("")] * (width - end)


def _merged(texts: Sequence[tuple[str, range]]) -> list[tuple[str, range]]:
    """The texts from left to right, those that share a column joined."""
    merged: list[tuple[str, range]] = []
    for text, reach in sorted(texts, key=lambda placed: placed[1].start):
        if merged and reach.start < merged[-1][1].stop:
            above, taken = merged.pop()
            text, reach = _joined(above, text), range(taken.start, max(taken.stop, reach.stop))
        merged.append((text, reach))
    return merged


def _joined(above: str, below: str) -> str:
    """A hyphen at the end stays: in Indonesian it stands in a word (undang-undang) far more often than it divides one."""
    ends_in_hyphen = re.search(r"[^\W\d_]-$", above)
    return above + below if ends_in_hyphen else f"{above} {below}"
