"""The lines of the names of rows -> the names, each of one line or several, as they were broken to fit their column."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from indexer.reading.tables.aligned.columns import Column, PlacedLine, covered
from indexer.reading.tables.aligned.line_signs import goes_on

_MARKED = re.compile(r"(?:\(?\d{1,3}[.)]|[a-zA-Z][.)]|[-•–*▪])\s*\S")
_LABELLED = re.compile(r"[A-Z][a-z]+\s?:")
_WIDE_GAP = 1.5
_NEAR_GAP = 1.12
_LETTERS_HIGH = 1.7
_SLACK = 2


def name_blocks(names: Sequence[PlacedLine], columns: Sequence[Column]) -> list[list[PlacedLine]]:
    """The names of rows, each of one line or several."""
    blocks: list[list[PlacedLine]] = []
    step = _close_step(names)
    for n, line in enumerate(names):
        if blocks and _continues(names[n - 1], line, names, columns, step):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _close_step(lines: Sequence[PlacedLine]) -> float:
    """How far lines of one cell stand apart: the least distance, but for what stands nearly beside each other."""
    steps = [below.y - above.y for above, below in pairwise(lines)]
    if not steps:
        return 0.0
    letter = median(piece.letter for line in lines for piece in line.pieces)
    return min((step for step in steps if step >= _LETTERS_HIGH * letter), default=max(steps))


def _continues(
    above: PlacedLine, line: PlacedLine, names: Sequence[PlacedLine], columns: Sequence[Column], step: float
) -> bool:
    """Whether a line of names goes on with the one above it: its first word had no room there."""
    first = line.pieces[0]
    column = covered(first, columns)
    if line.y - above.y > _WIDE_GAP * step or _begins_anew(first.text):
        return False
    if goes_on(first.text):
        return True
    if line.y - above.y > _NEAR_GAP * step:
        return False
    ends = [piece for piece in above.pieces if covered(piece, columns)[0] == column[0]]
    if not ends or first.bold != ends[0].bold:
        return False
    right = _right_end(names, column, columns)
    word = first.text.split()[0]
    letter = max(first.letter, ends[-1].letter)
    return ends[-1].right + (len(word) + _SLACK) * letter > right


def _begins_anew(text: str) -> bool:
    """Whether a text begins with the mark of an item, or with what kind of row it is, behind which a colon stands."""
    return bool(_MARKED.match(text) or _LABELLED.match(text))


def _right_end(lines: Sequence[PlacedLine], own: range, columns: Sequence[Column]) -> float:
    """Up to where a line in these columns may run: as near to their right side as the texts are to the left, or further."""
    pieces = [piece for line in lines for piece in line.pieces if covered(piece, columns) == own]
    left, right = columns[own[0]][0], columns[own[-1]][1]
    margin = min(piece.left for piece in pieces) - left
    return max(right - margin, max(piece.right for piece in pieces))
