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
    words = [Piece(word[0], word.start(), word.end()) for word in _WORD.finditer(line)]
    return to_pieces(words, _are_apart)


def _are_apart(before: Piece, after: Piece) -> bool:
    return after.left - before.right > 1


def _expanded(lines: Sequence[str]) -> Iterator[str]:
    """The lines with spaces for tabs. Where one tab parts cells, as in what is copied from a spreadsheet, it reaches over the longest."""
    for is_tabbed, group in groupby(lines, key=_is_tabbed):
        block = list(group)
        width = _TAB
        if is_tabbed and _have_alike_tabs(block):
            width = _longest_cell(block) + 2
        for line in block:
            yield line.expandtabs(width)


def _longest_cell(lines: Sequence[str]) -> int:
    return max(len(cell) for line in lines for cell in line.split("\t"))


def _is_tabbed(line: str) -> bool:
    return line.count("\t") >= _LEAST_CELLS - 1


def _have_alike_tabs(lines: Sequence[str]) -> bool:
    """Whether at least half of the lines have the same number of tabs."""
    counts = Counter(line.count("\t") for line in lines)
    _, most = counts.most_common(1)[0]
    return most * 2 >= len(lines)
