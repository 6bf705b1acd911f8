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
    tables = []
    taken: set[int] = set()
    for found in find_aligned([PlacedLine(_middle(row), _pieces(row)) for row in rows]):
        tables.append((found.table, rows[found.lines.start][0]))
        taken |= {id(word) for row in rows[found.lines.start : found.lines.stop] for word in row}
    return [line for line in lines if id(line[0]) not in taken], tables


def _rows(lines: Sequence[list[Seen]]) -> list[list[Seen]]:
    """The words of lines at one height together, from left to right."""
    rows: list[list[Seen]] = []
    for line in sorted(lines, key=_middle):
        if rows and _middle(line) - _middle(rows[-1]) < _SAME_LINE * min(_height(line), _height(rows[-1])):
            rows[-1] = sorted([*rows[-1], *line], key=lambda word: word.box[0])
        else:
            rows.append(list(line))
    return rows


def _middle(line: Sequence[Seen]) -> float:
    return median((word.box[1] + word.box[3]) / 2 for word in line)


def _height(line: Sequence[Seen]) -> float:
    return median(word.box[3] - word.box[1] for word in line)


def _pieces(row: Sequence[Seen]) -> tuple[Piece, ...]:
    wide = _GAP * _height(row)
    words = [Piece(normalise(word.text).replace("|", ""), word.box[0], word.box[2]) for word in row]
    return to_pieces([word for word in words if word.text], lambda before, after: after.left - before.right > wide)
