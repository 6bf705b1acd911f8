"""Tables without ruling on a PDF page: from its words with their places, where its lines look like such a table."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from indexer.models import Table
from indexer.reading.page.cleaning import normalise
from indexer.reading.printed.sheet import PrintedLine
from indexer.reading.tables.aligned.columns import Column, Piece, PlacedLine, to_pieces
from indexer.reading.tables.aligned.finding import find_aligned

Box = tuple[float, float, float, float]
Word = Mapping[str, Any]
_FIGURE = re.compile(r"(?:Rp\.?)?\d[\d.,]*%?|[-–—]|n/a", re.I)
_LEAST_LINES, _LEAST_FIGURES = 3, 6
_SAME_LINE = 0.3
_GAP = 0.7
_NEAR = 0.5
_FEW_SPACES = 10
_FOOT = 2
_TOP = 12


def may_go_on(lines: Sequence[PrintedLine]) -> bool:
    """Whether a row with figures stands near the top of a page, as where a table ends there that began before."""
    for line in lines[:_TOP]:
        figures = [word for word in line.text.split() if _FIGURE.fullmatch(word)]
        if len(figures) > 1:
            return True
    return False


def may_have_aligned(lines: Sequence[PrintedLine]) -> bool:
    """Whether several of a page's lines have several figures side by side, or are but a figure, as where cells are printed one by one;
    or texts begin at the same place inside several lines."""
    stops = Counter(round(stop) for line in lines for stop in line.stops)
    if max(stops.values(), default=0) >= _LEAST_LINES:
        return True
    found = figures = 0
    for line in lines:
        words = line.text.split()
        runs = _runs_of_figures(words)
        side_by_side = max(runs, default=0) > 1
        but_a_figure = len(runs) == len(words) == 1
        if side_by_side or but_a_figure:
            found += 1
            figures += sum(runs)
    return found >= _LEAST_LINES and figures >= _LEAST_FIGURES


def _runs_of_figures(words: Sequence[str]) -> list[int]:
    """How many figures stand in each row of figures without another word between."""
    runs = []
    for is_figure, run in groupby(words, key=lambda word: bool(_FIGURE.fullmatch(word))):
        if is_figure:
            runs.append(len(list(run)))
    return runs


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """A table, the box (left, top, right, bottom) of its lines over the whole width of the page, and its columns where the page ends
    with it, so that it may go on on the next."""

    table: Table
    box: Box
    columns: Sequence[Column]


def aligned_tables(
    words: Sequence[Word], spaces: Sequence[Word], sheet: Sequence[PrintedLine], width: float, continued: Sequence[Column]
) -> list[AlignedTable]:
    """The tables that these words (pdfplumber's, with x0, x1, top and bottom) make, top to bottom. `spaces` are those printed on the
    page: between cells stands none, but some programs print none at all. `continued` are the columns that the page before ended with.

    A table has the very letters of the lines in its box, those of the `sheet`, or it is none.
    """
    rows = _rows(words)
    if len(spaces) * _FEW_SPACES < len(words):
        spaces = ()
    found = []
    for made in find_aligned([PlacedLine(_middle(row), _pieces(row, spaces)) for row in rows], continued):
        held = rows[made.lines.start : made.lines.stop]
        top = _middle(held[0])
        bottom = _middle(held[-1]) + _size(held[-1]) / 2
        texts = [line.text for line in sheet if top <= line.y <= bottom]
        if _letters(texts) != _letters(word["text"] for row in held for word in row):
            continue
        ends_page = made.lines.stop + _FOOT >= len(rows)
        columns = made.columns if ends_page else ()
        found.append(AlignedTable(made.table, (0.0, top, width, bottom), columns))
    return found


def _letters(texts: Iterable[str]) -> Counter[str]:
    return Counter(letter for text in texts for letter in normalise(text) if not letter.isspace())


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """The words line by line, each from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word["top"] + word["bottom"]):
        if rows and _is_on_line(word, rows[-1]):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word["x0"]) for row in rows]


def _is_on_line(word: Word, row: Sequence[Word]) -> bool:
    """Whether a word, no higher than those of the row, stands on one line with its first."""
    return _middle([word]) - _middle(row) < _SAME_LINE * _size([word])


def _middle(row: Sequence[Word]) -> float:
    return (row[0]["top"] + row[0]["bottom"]) / 2


def _size(row: Sequence[Word]) -> float:
    return row[0]["bottom"] - row[0]["top"]


def _pieces(row: Sequence[Word], spaces: Sequence[Word]) -> tuple[Piece, ...]:
    """The words put together to cells: what a space was printed between belongs together, unless it is wide."""
    middle, size = _middle(row), _size(row)
    near = sorted(space["x0"] for space in spaces if abs(_middle([space]) - middle) < _SAME_LINE * size)

    def apart(before: Piece, after: Piece) -> bool:
        if after.left - before.right > _GAP * size:
            return True
        if not spaces:
            return False
        at = bisect_left(near, before.right - _NEAR)
        space_between = at < len(near) and near[at] < after.left
        return not space_between

    return to_pieces([Piece(normalise(word["text"]), word["x0"], word["x1"]) for word in row], apart)
