"""Tables that no rules part: from the words outside all ruled ones, by their places."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.models import Table
from indexer.reading.page.cleaning import normalise
from indexer.reading.pdf.picture import Box, PrintedWord
from indexer.reading.pdf.tables.cells import CellLine, to_lines
from indexer.reading.tables.aligned.columns import Column, Piece, PlacedLine, to_pieces
from indexer.reading.tables.aligned.finding import find_aligned, undivided_lines

_GAP = 0.7
_FEW_SPACES = 10
_FOOT = 2


@dataclass(frozen=True, slots=True)
class UnruledTable:
    """A table, the box of its lines over the whole width of the page, and its columns where the page ends with it, so that it may go on
    on the next."""

    table: Table
    box: Box
    columns: Sequence[Column]


@dataclass(frozen=True, slots=True)
class Unruled:
    """The tables top to bottom, and the boxes of lines with figures in several columns that can't be told apart."""

    tables: Sequence[UnruledTable]
    undivided: Sequence[Box]


def unruled_tables(words: Sequence[PrintedWord], width: float, continued: Sequence[Column]) -> Unruled:
    """The tables that these words make. `continued` are the columns that the page before ended with."""
    words = [word for word in words if normalise(word.text).strip()]
    rows = to_lines(words)
    spaces = sum(word.space for word in words)
    spaced = spaces * _FEW_SPACES >= len(words)
    lines = [PlacedLine(row.baseline, _pieces(row, spaced)) for row in rows]
    aligned = find_aligned(lines, continued)
    found = []
    for made in aligned:
        ends_page = made.lines.stop + _FOOT >= len(rows)
        found.append(UnruledTable(made.table, _box(rows, made.lines, width), made.columns if ends_page else ()))
    return Unruled(found, [_box(rows, reach, width) for reach in undivided_lines(lines, aligned)])


def _box(rows: Sequence[CellLine], reach: range, width: float) -> Box:
    """The box of these lines, over the whole width of the page."""
    top = min(word.top for word in rows[reach.start].words)
    bottom = max(word.bottom for word in rows[reach.stop - 1].words)
    return (0.0, top, width, bottom)


def _pieces(row: CellLine, spaced: bool) -> tuple[Piece, ...]:
    """The words put together to cells: what a space was printed between belongs together, unless it is wide. Where none is printed at all
    (`spaced` is False) the width of the gap decides."""
    words = sorted(row.words, key=lambda word: word.left)
    unspaced = {id(word) for word in words if not word.space} if spaced else set()
    pieces = [Piece(normalise(word.text), word.left, word.right) for word in words]
    without_space = {id(piece) for piece, word in zip(pieces, words, strict=True) if id(word) in unspaced}

    def apart(before: Piece, after: Piece) -> bool:
        return after.left - before.right > _GAP * row.size or id(after) in without_space

    return to_pieces(pieces, apart)
