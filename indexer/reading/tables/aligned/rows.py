"""The lines of an aligned table below its heads -> rows of cells: wrapped cells whole, section lines over the whole width."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import median

from indexer.reading.tables.aligned.columns import Column, PlacedLine, covered, figure_columns, is_value
from indexer.reading.tables.aligned.heads import across
from indexer.reading.tables.table import SourceCell

_NUMBER = re.compile(r"\(?(?:\d{1,3}|[ivxl]{1,5}|[a-z])[.)]?|\d[\d.]*|[A-Z]", re.I)
SECTION_WORD = re.compile(
    r"(?:Sasaran|Tujuan|Misi|Sub[ -]?kegiatan|Kegiatan|Program|Urusan|Bidang|Unsur|Prioritas|Strategi)\b", re.I
)
_CLEARLY = 1.15
_NEAR = 8
_SPLITS = ("top", "bottom", "middle")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table: its texts with their columns; whether it begins a row, is a section, or goes on with a row."""

    y: float
    cells: tuple[tuple[str, range], ...]
    kind: str  # "row", "section" or "rest"


def body_rows(lines: Sequence[PlacedLine], starts: Sequence[PlacedLine], columns: Sequence[Column]) -> list[list[SourceCell]]:
    """The rows of these lines; each of `starts` surely has the figures of a row of its own."""
    kinds = _Kinds(lines, starts, columns)
    surely = {id(line) for line in starts}
    told: list[_Line] = []
    for n, line in enumerate(lines):
        below = lines[n + 1].y - line.y if n + 1 < len(lines) else line.y - lines[max(n - 1, 0)].y
        kind = "row" if id(line) in surely else kinds.of(line, told, below, n + 1 < len(lines) and id(lines[n + 1]) in surely)
        told.append(_Line(line.y, tuple(across(line.pieces, columns)), kind))
    rows = min((_grouped(told, split) for split in _SPLITS), key=lambda rows: _oddities(rows, len(columns)))
    return [_cells(row, len(columns)) for row in rows]


class _Kinds:
    """Tells what the lines are that don't surely begin a row."""

    def __init__(self, lines: Sequence[PlacedLine], starts: Sequence[PlacedLine], columns: Sequence[Column]) -> None:
        self._columns = columns
        self._figures = figure_columns(starts, columns)
        firsts = [line.pieces[0].text for line in starts if covered(line.pieces[0], columns)[0] == 0]
        self._numbered = sum(bool(_NUMBER.fullmatch(text)) for text in firsts) * 2 > len(firsts)
        self._firsts_usual = len(firsts) * 5 >= len(starts) * 4
        self._widest = max((b.y - a.y for a, b in pairwise(lines)), default=0.0)
        self._step = median([b.y - a.y for a, b in pairwise(starts)] or [0.0])

    def of(self, line: PlacedLine, above: Sequence[_Line], below: float, over_row: bool) -> str:
        """What a line is below those told already, `below` over the next, which may be that of the figures of a row."""
        step = line.y - above[-1].y if above else inf
        reaches = [covered(piece, self._columns) for piece in line.pieces]
        leans = _CLEARLY * min(step, below) < (max(step, below) if above else self._widest)
        if len(line.pieces) == 1:
            return self._alone(line, reaches[0], above, leans)
        if reaches[0][0] == 0 and len(line.pieces) == 2 and len(reaches[1]) > 1:  # a code and a title
            return "section"
        if any(is_value(piece.text) and reach[0] in self._figures for piece, reach in zip(line.pieces, reaches, strict=True)):
            return "row"
        text, close = line.pieces[0].text, step < self._step / _CLEARLY
        if reaches[0][0] > 0:
            return "rest" if self._firsts_usual and (close or len(line.pieces) < 3 or goes_on(text)) else "row"
        if self._numbered:
            return "row" if _NUMBER.fullmatch(text) else "rest"
        belongs = leans and (over_row or step < below)
        return "rest" if belongs or goes_on(text) or (close and self._wraps(line, above)) else "row"

    def _alone(self, line: PlacedLine, reach: range, above: Sequence[_Line], leans: bool) -> str:
        """What a line with one text is; `leans`: it stands clearly nearer to one of its neighbours."""
        text = line.pieces[0].text
        if above and above[-1].kind == "section" and goes_on(text):
            return "rest"
        if reach[0] > 0:
            if is_value(text) and reach[0] in self._figures:
                return "row"
            return "section" if len(reach) > 1 and len(reach) * 2 > len(self._columns) else "rest"
        if len(reach) > 1:
            return "section"
        if self._numbered:
            return "rest" if _NUMBER.fullmatch(text) else "section"
        own = not SECTION_WORD.match(text) and (leans or goes_on(text) or self._wraps(line, above))
        return "rest" if own else "section"

    def _wraps(self, line: PlacedLine, above: Sequence[_Line]) -> bool:
        """Whether each piece may go on with what stands above it: there its first word had no room any more."""
        for piece in line.pieces:
            reach = covered(piece, self._columns)
            text = next(
                (text for told in reversed(above[-_NEAR:]) for text, columns in told.cells if text and columns == reach), ""
            )
            left, right = self._columns[reach[0]][0], self._columns[reach[-1]][1]
            letter = (piece.right - piece.left) / len(piece.text)
            if not text or (len(text) + 1 + len(piece.text.split()[0])) * letter <= right - left:
                return False
        return True


def goes_on(text: str) -> bool:
    """Whether a text begins as no cell does, but the next line of a sentence."""
    return text.lstrip("(\"“'‘/&")[:1].islower() and not re.match(r"[a-z][.)]\s", text)


def _grouped(lines: Sequence[_Line], split: str) -> list[list[_Line]]:
    """The lines row by row. Lines between two rows are parted where the distance is widest, else as `split` says: figures stand
    beside the first, the last or the middle line of a row."""
    rows: list[list[_Line]] = []
    waiting: list[_Line] = []
    before = 0
    for line in [*lines, None]:
        if line and line.kind == "rest":
            waiting.append(line)
            continue
        count = len(waiting)
        if line and line.kind == "row" and waiting:
            if not rows:
                count *= _is_left_over(waiting[-1], line, lines, split)
            elif rows[-1][-1].kind == "section":
                count *= goes_on(next(text for text, _ in waiting[0].cells if text))
            else:
                count = _cut([rows[-1][-1], *waiting, line], split, before)
        if waiting[:count]:
            rows[-1:] = [[*(rows[-1] if rows else []), *waiting[:count]]]
        before = len(waiting) - count
        if line:
            rows.append([*waiting[count:], line])
            waiting = []
    return rows


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
    texts = [[cell.text for cell in _cells(row, width)] for row in rows if row[0].kind != "section"]
    full = [row for row in texts if len(row) == width]
    odd = sum(goes_on(text) for row in full for text in row)
    for column in range(width):
        filled = [bool(row[column]) for row in full]
        if any(len(row[column].split()) > 2 for row in full) and sum(filled) * 2 > len(filled):
            odd += filled.count(False)
    return odd


def _cells(row: Sequence[_Line], width: int) -> list[SourceCell]:
    """The cells of one row: what stands in the same columns joined from top to bottom."""
    if any(line.kind == "section" for line in row):
        return [SourceCell(" ".join(text for line in row for text, _ in line.cells if text), 1, width)]
    cells = [(text, reach) for line in row for text, reach in line.cells if text]
    merged: list[tuple[str, range]] = []
    for text, reach in sorted(cells, key=lambda cell: cell[1][0]):
        if merged and reach[0] <= merged[-1][1][-1]:
            above, taken = merged.pop()
            text, reach = _joined(above, text), range(taken[0], max(taken[-1], reach[-1]) + 1)
        merged.append((text, reach))
    placed: list[SourceCell] = []
    at = 0
    for text, reach in merged:
        placed += [SourceCell("")] * (reach[0] - at) + [SourceCell(text, 1, len(reach))]
        at = reach[-1] + 1
    return placed + [SourceCell("")] * (width - at)


def _joined(above: str, below: str) -> str:
    """A hyphen at the end stays: in Indonesian it stands in a word (undang-undang) far more often than it divides one."""
    return above + below if re.search(r"[^\W\d_]-$", above) else f"{above} {below}"
