"""The words in the cells of a ruled table. Cut apart and set below each other, so that no line runs from one cell into the next."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from indexer.reading.scans.ocr import Box, Seen, see
from indexer.reading.scans.picture import crop

_ONE_BLOCK = 6
_INSIDE = 4
_SPACE = 30
_MOST_HEIGHT = 8_000
_INK_LEVEL = 128
_LEAST_INK = 12


def see_cells(bare: np.ndarray, cells: Sequence[Box]) -> list[list[Seen]]:
    """The words of each cell, in reading order, on a page whose lines are taken out."""
    seen: list[list[Seen]] = [[] for _ in cells]
    inked = [index for index, cell in enumerate(cells) if _has_ink(crop(bare, cell, _INSIDE))]
    for indices in _columns(cells, inked):
        column, tops = _set_below([crop(bare, cells[index], _INSIDE) for index in indices])
        for word in see(column, layout=_ONE_BLOCK):
            middle = (word.box[1] + word.box[3]) / 2
            part = int(np.searchsorted(tops, middle, side="right")) - 1
            seen[indices[part]].append(_moved_back(word, cells[indices[part]], tops[part]))
    return seen


def _has_ink(part: np.ndarray) -> bool:
    return (part < _INK_LEVEL).sum() >= _LEAST_INK


def _moved_back(word: Seen, cell: Box, top_of_part: int) -> Seen:
    """The word at its place on the page: in the column its cell begins at this height."""
    dx = cell[0] + _INSIDE - _SPACE
    dy = cell[1] + _INSIDE - top_of_part
    left, top, right, bottom = word.box
    return replace(word, box=(left + dx, top + dy, right + dx, bottom + dy))


def _columns(cells: Sequence[Box], indices: Sequence[int]) -> Iterator[list[int]]:
    """The indices in groups whose cells together are no higher than Tesseract can take."""
    group: list[int] = []
    height = 0.0
    for index in indices:
        more = cells[index][3] - cells[index][1] + _SPACE
        if group and height + more > _MOST_HEIGHT:
            yield group
            group, height = [], 0.0
        group.append(index)
        height += more
    if group:
        yield group


def _set_below(parts: Sequence[np.ndarray]) -> tuple[np.ndarray, list[int]]:
    """The parts as one picture with white between them, and where each begins."""
    tops = [_SPACE]
    for part in parts:
        tops.append(tops[-1] + part.shape[0] + _SPACE)
    column = np.full((tops[-1], max(part.shape[1] for part in parts) + 2 * _SPACE), 255, np.uint8)
    for part, top in zip(parts, tops, strict=False):
        column[top : top + part.shape[0], _SPACE : _SPACE + part.shape[1]] = part
    return column, tops[:-1]
