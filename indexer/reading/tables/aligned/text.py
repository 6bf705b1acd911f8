"""Plain text with columns set by spaces or tabs -> its lines, with the tables among them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from indexer.models import Table
from indexer.reading.tables.aligned.columns import Piece, PlacedLine, to_pieces
from indexer.reading.tables.aligned.finding import find_aligned

_WORD = re.compile(r"\S+")
_RULING = re.compile(r"[\W_]*[-=_*+–—]{3}[\W_]*")
_TAB = 8
_LEAST_CELLS = 3


def with_tables(lines: Sequence[str]) -> list[str | Table]:
    """The lines, with a table between empty lines in the place of its own; a line with bars is none of such a table."""
    kept: list[str | Table] = list(lines)
    y = 0
    placed: list[PlacedLine] = []
    for line in _expanded(lines):
        y += not _RULING.fullmatch(line)
        placed.append(PlacedLine(y, () if line.startswith("|") else _pieces(line)))
    for found in reversed(find_aligned(placed)):
        kept[found.lines.start : found.lines.stop] = ["", found.table, ""]
    return kept


def _pieces(line: str) -> tuple[Piece, ...]:
    if not any(char.isalnum() for char in line):
        return ()
    return to_pieces([Piece(word[0], word.start(), word.end()) for word in _WORD.finditer(line)], _are_apart)


def _are_apart(before: Piece, after: Piece) -> bool:
    return after.left - before.right > 1


def _expanded(lines: Sequence[str]) -> Iterator[str]:
    """The lines with spaces for tabs. Where one tab parts cells, as in what is copied from a spreadsheet, it reaches over the longest."""
    for tabbed, group in groupby(lines, key=lambda line: line.count("\t") >= _LEAST_CELLS - 1):
        block = list(group)
        counts = Counter(line.count("\t") for line in block)
        single = tabbed and counts.most_common(1)[0][1] * 2 >= len(block)
        widest = max(len(cell) for line in block for cell in line.split("\t")) + 2 if single else _TAB
        yield from (line.expandtabs(widest) for line in block)
