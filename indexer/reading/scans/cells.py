"""The words in the cells of a ruled table. Cut apart and set below each other, so that no line runs from one cell into the next."""

from collections.abc import Iterable, Iterator, Sequence
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
_LEAST_COLUMN = 4
_LAST_FEW = 6
_NEAR = 15.0
_SHADED, _GRAIN = 235, 0.75


def see_cells(bare: np.ndarray, cells: Sequence[Box], only: str = "") -> list[list[Seen]]:
    """The words of each cell, in reading order, on a page whose lines are taken out; made of the signs in `only`, if it names some.

    The cells of a column are recognised together: of 11 amounts in a faint table 5 were read right among all cells, 9 among their own.
    """
    seen: list[list[Seen]] = [[] for _ in cells]
    inked = [index for index, cell in enumerate(cells) if _has_ink(crop(bare, cell, _INSIDE))]
    for column in _grouped(cells, inked):
        for indices in _stacks(cells, column):
            stack, tops = _set_below([_on_white(crop(bare, cells[index], _INSIDE)) for index in indices])
            for word in see(stack, layout=_ONE_BLOCK, only=only):
                middle = (word.box[1] + word.box[3]) / 2
                part = max(0, int(np.searchsorted(tops, middle, side="right")) - 1)
                seen[indices[part]].append(_moved_back(word, cells[indices[part]], tops[part]))
    return seen


def by_column(cells: Sequence[Box], indices: Iterable[int]) -> list[list[int]]:
    """The indices of cells that begin and end at the same places together, each group from top to bottom."""
    columns: list[list[int]] = []
    for index in sorted(indices, key=lambda index: (round(cells[index][0]), cells[index][1])):
        fitting = [column for column in columns[-_LAST_FEW:] if _are_alike(cells[column[-1]], cells[index])]
        if fitting:
            fitting[-1].append(index)
        else:
            columns.append([index])
    return [sorted(column) for column in columns]


def _grouped(cells: Sequence[Box], indices: Sequence[int]) -> list[list[int]]:
    """The columns, those of few cells all together: each group takes a start of Tesseract."""
    columns = by_column(cells, indices)
    large = [column for column in columns if len(column) >= _LEAST_COLUMN]
    small = sorted(index for column in columns if len(column) < _LEAST_COLUMN for index in column)
    return [*large, small] if small else large


def _are_alike(cell: Box, other: Box) -> bool:
    return abs(cell[0] - other[0]) <= _NEAR and abs(cell[2] - other[2]) <= 2 * _NEAR


def _has_ink(part: np.ndarray) -> bool:
    return (part < _INK_LEVEL).sum() >= _LEAST_INK


def _on_white(part: np.ndarray) -> np.ndarray:
    """A part whose ground is shaded made as white as the others: Tesseract parts ink from paper at one level for all of them."""
    ground = float(np.median(part))
    if ground >= _SHADED:
        return part
    return np.clip(part * (255 / max(1.0, _GRAIN * ground)), 0, 255).astype(np.uint8)


def _moved_back(word: Seen, cell: Box, top_of_part: int) -> Seen:
    """The word at its place on the page: in the column its cell begins at this height."""
    dx = cell[0] + _INSIDE - _SPACE
    dy = cell[1] + _INSIDE - top_of_part
    left, top, right, bottom = word.box
    return replace(word, box=(left + dx, top + dy, right + dx, bottom + dy))


def _stacks(cells: Sequence[Box], indices: Sequence[int]) -> Iterator[list[int]]:
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
