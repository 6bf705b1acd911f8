"""Lines in the order they are printed -> the order they are read, where the two are not the same: a footnote may be printed first, a
running head last, a right column before the left one."""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from typing import Protocol, TypeVar

import numpy as np

PARTS = 10
"""Lines that stand in columns are numbered: so many times the number of the part of the page, and that of the column."""
_FAR = 3.0
_LARGER = 1.3
_MOST_BLOCKS = 400
_OVERLAP = 0.35


class _Placed(Protocol):
    column: int

    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def baseline(self) -> float: ...
    @property
    def size(self) -> float: ...


L = TypeVar("L", bound=_Placed)


def in_reading_order(lines: Sequence[L]) -> list[L]:
    """The same lines. Those of one size printed one beneath the other stay together; of such blocks the upper comes before the lower where they
    stand over each other, the left before the right where they stand beside each other, and else the one that is printed first."""
    blocks = _blocks(lines)
    if not 1 < len(blocks) <= _MOST_BLOCKS:
        return list(lines)
    before = _before(blocks)
    if not np.tril(before).any():
        return list(lines)
    return [line for n in _sorted(before) for line in blocks[n]]


def _blocks(lines: Sequence[L]) -> list[list[L]]:
    blocks: list[list[L]] = []
    for line in lines:
        if blocks and _goes_on(blocks[-1][-1], line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _goes_on(above: _Placed, line: _Placed) -> bool:
    step = line.baseline - above.baseline
    small, large = sorted((line.size, above.size))
    return above.column == line.column and 0 < step < _FAR * large and large < _LARGER * small


def _before(blocks: Sequence[Sequence[_Placed]]) -> np.ndarray:
    """n x n: whether the one block must be read before the other."""
    left = np.array([min(line.left for line in block) for block in blocks])
    right = np.array([max(line.right for line in block) for block in blocks])
    top = np.array([min(line.baseline - 0.7 * line.size for line in block) for block in blocks])
    bottom = np.array([max(line.baseline for line in block) for block in blocks])
    common_x = np.minimum(right[:, None], right) - np.maximum(left[:, None], left)
    common_y = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    height = np.minimum((bottom - top)[:, None], bottom - top)
    above = (common_x > 1) & (common_y <= 1) & (top[:, None] < top)
    beside = (common_x <= 1) & (common_y > _OVERLAP * height) & (left[:, None] < left)
    columns = np.array([block[0].column for block in blocks])
    same_part = (columns[:, None] >= 0) & (columns >= 0) & (columns[:, None] // PARTS == columns // PARTS)
    next_column = same_part & (columns[:, None] < columns)
    return ((above | beside) & ~(same_part & (columns[:, None] > columns))) | next_column


def _sorted(before: np.ndarray) -> list[int]:
    """The numbers of the blocks, each after those that must come before it, else as they were."""
    waiting = before.sum(axis=0)
    ready = [int(n) for n in np.flatnonzero(waiting == 0)]
    heapify(ready)
    found: list[int] = []
    while ready:
        n = heappop(ready)
        found.append(n)
        for later in np.flatnonzero(before[n]):
            waiting[later] -= 1
            if waiting[later] == 0:
                heappush(ready, int(later))
    taken = set(found)
    return found + [n for n in range(len(before)) if n not in taken]
