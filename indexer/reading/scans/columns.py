"""Pages set in two columns: their lines, which recognition joins across the gutter, in reading order."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from indexer.reading.scans.ocr import Seen

_FEWEST_LINES = 8
_SHARE = 0.5
_MIDDLE = (0.3, 0.7)
_WIDE = 1.0
_FULL = 0.5


def in_reading_order(lines: Sequence[list[Seen]]) -> list[list[Seen]]:
    """The lines, those of the left column before those of the right between lines over the whole width."""
    gutter = _gutter(lines)
    if gutter is None:
        return list(lines)
    ordered: list[list[Seen]] = []
    left: list[list[Seen]] = []
    right: list[list[Seen]] = []
    for line in lines:
        if any(word.box[0] < gutter < word.box[2] for word in line):
            ordered += [*left, *right, line]
            left, right = [], []
            continue
        if in_left := _left(line, gutter):
            left.append(in_left)
        if in_right := _right(line, gutter):
            right.append(in_right)
    return [*ordered, *left, *right]


def _gutter(lines: Sequence[list[Seen]]) -> float | None:
    """Where the white between two columns is, in pixels from the left.

    Words must fill the columns: what stands beside each other in a table without ruling, a list or a table of contents does not.
    """
    if len(lines) < _FEWEST_LINES:
        return None
    begin = min(line[0].box[0] for line in lines)
    end = max(line[-1].box[2] for line in lines)
    starts = [start for line in lines for start in _starts(line)]
    inner = [start for start in starts if _is_in_middle(start, begin, end)]
    if len(inner) < _FEWEST_LINES:
        return None
    gutter = median(inner)
    divided = [line for line in lines if _is_divided(line, gutter)]
    if len(divided) < max(_FEWEST_LINES, _SHARE * len(lines)):
        return None
    in_left = median(_width(_left(line, gutter)) for line in divided)
    in_right = median(_width(_right(line, gutter)) for line in divided)
    fills_left = in_left / (gutter - begin) >= _FULL
    fills_right = in_right / (end - gutter) >= _FULL
    return gutter if fills_left and fills_right else None


def _is_in_middle(x: float, begin: float, end: float) -> bool:
    """Whether a place is far enough from both edges of the text to be that of a gutter."""
    least, most = _MIDDLE
    return least < (x - begin) / (end - begin) < most


def _is_divided(line: Sequence[Seen], gutter: float) -> bool:
    """Whether a line has words on both sides of the gutter, and none reaches into it."""
    left, right = _left(line, gutter), _right(line, gutter)
    if not left or not right:
        return False
    return left[-1].box[2] < gutter < right[0].box[0]


def _width(words: Sequence[Seen]) -> float:
    return sum(word.box[2] - word.box[0] for word in words)


def _starts(line: Sequence[Seen]) -> list[float]:
    """Where something begins anew in a line: shortly before the words that follow a gap wider than the letters are high."""
    high = max(word.box[3] - word.box[1] for word in line)
    starts = []
    for before, after in pairwise(line):
        gap = after.box[0] - before.box[2]
        if gap > _WIDE * high:
            starts.append(after.box[0] - high / 2)
    return starts


def _left(line: Sequence[Seen], gutter: float) -> list[Seen]:
    return [word for word in line if word.box[0] < gutter]


def _right(line: Sequence[Seen], gutter: float) -> list[Seen]:
    return [word for word in line if word.box[0] >= gutter]
