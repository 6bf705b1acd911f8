"""Tables without ruling on a scanned page: from the words of its lines, which recognition joins over the columns or parts at them."""

from collections.abc import Sequence
from statistics import median

from indexer.models import Table
from indexer.reading.page.cleaning import normalise
from indexer.reading.scans.ocr import Seen
from indexer.reading.tables.aligned.columns import Piece, PlacedLine, to_pieces
from indexer.reading.tables.aligned.finding import find_aligned

_SAME_LINE = 0.4
_GAP = 0.9
"""Of the height of the letters, without what they leave free above and below: a little less than the size of the type."""


def take_tables(lines: Sequence[list[Seen]]) -> tuple[list[list[Seen]], list[tuple[Table, Seen]]]:
    """The lines that stand in no such table, and the tables, each with its first word."""
    rows = _rows(lines)
    placed = [PlacedLine(_middle(row), _pieces(row)) for row in rows]
    tables = []
    taken: set[int] = set()
    for found in find_aligned(placed):
        tables.append((found.table, rows[found.lines.start][0]))
        for row in rows[found.lines.start : found.lines.stop]:
            taken.update(id(word) for word in row)
    outside = [line for line in lines if id(line[0]) not in taken]
    return outside, tables


def _rows(lines: Sequence[list[Seen]]) -> list[list[Seen]]:
    """The words of lines at one height together, from left to right."""
    rows: list[list[Seen]] = []
    for line in sorted(lines, key=_middle):
        if rows and _are_at_one_height(rows[-1], line):
            rows[-1] = sorted([*rows[-1], *line], key=lambda word: word.box[0])
        else:
            rows.append(list(line))
    return rows


def _are_at_one_height(above: Sequence[Seen], line: Sequence[Seen]) -> bool:
    lower = min(_height(line), _height(above))
    return _middle(line) - _middle(above) < _SAME_LINE * lower


def _middle(line: Sequence[Seen]) -> float:
    return median((word.box[1] + word.box[3]) / 2 for word in line)


def _height(line: Sequence[Seen]) -> float:
    return median(word.box[3] - word.box[1] for word in line)


def _pieces(row: Sequence[Seen]) -> tuple[Piece, ...]:
    wide = _GAP * _height(row)
    words = []
    for word in row:
        text = normalise(word.text).replace("|", "")
        if text:
            words.append(Piece(text, word.box[0], word.box[2]))
    return to_pieces(words, lambda before, after: after.left - before.right > wide)
