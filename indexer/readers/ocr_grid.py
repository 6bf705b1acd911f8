"""Tables ruled on a scanned page: the boxes of their cells, found by the lines around them."""

from dataclasses import dataclass

import cv2
import numpy as np

from indexer.readers.ocr import Box

_LEAST_LINE = 90
_GAP = 25
_LEAST_TABLE = (250, 80)
_LEAST_CELL = 24
_MOST_CELLS = 1_500
_LINE_WIDTH = 5


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its box, and those of its cells in reading order, in pixels."""

    box: Box
    cells: tuple[Box, ...]


def take_grids(gray: np.ndarray) -> tuple[list[Grid], np.ndarray]:
    """The ruled tables of a level page, top to bottom, and the page without any long line, in a copy."""
    ink = cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 20)
    across, down = _lines(ink, (1, 0)), _lines(ink, (0, 1))
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(across | down, connectivity=8)
    grids: list[Grid] = []
    for label in sorted(range(1, count), key=lambda label: -boxes[label][cv2.CC_STAT_AREA]):
        left, top, width, height = (int(value) for value in boxes[label][:4])
        outer = (left, top, left + width, top + height)
        if width >= _LEAST_TABLE[0] and height >= _LEAST_TABLE[1] and not any(_within(outer, grid.box) for grid in grids):
            cells = _cells(labels[top : top + height, left : left + width] == label, left, top)
            if len(cells) > 1:
                grids.append(Grid(outer, tuple(cells)))
    if sum(len(grid.cells) for grid in grids) > _MOST_CELLS:  # hatching, a map, a chessboard
        grids = []
    bare = gray.copy()
    bare[cv2.dilate(across | down, np.ones((_LINE_WIDTH, _LINE_WIDTH), np.uint8)) > 0] = 255
    return sorted(grids, key=lambda grid: grid.box[1]), bare


def _lines(ink: np.ndarray, way: tuple[int, int]) -> np.ndarray:
    """The pixels of long lines in one direction, small breaks closed."""

    def bar(length: int) -> np.ndarray:
        return np.ones((1 + way[1] * (length - 1), 1 + way[0] * (length - 1)), np.uint8)

    kept = cv2.morphologyEx(ink, cv2.MORPH_OPEN, bar(_LEAST_LINE))
    return cv2.dilate(kept, bar(_GAP))


def _cells(ruling: np.ndarray, left: int, top: int) -> list[Box]:
    """The areas that the lines enclose, row by row."""
    room = np.pad(~ruling, 1, constant_values=True).astype(np.uint8)
    count, _, boxes, _ = cv2.connectedComponentsWithStats(room, connectivity=4)
    height, width = room.shape
    cells = []
    for x, y, w, h, _ in boxes[1:count].tolist():
        outside = x == 0 or y == 0 or x + w == width or y + h == height
        if not outside and w >= _LEAST_CELL and h >= _LEAST_CELL:
            cells.append((left + x - 1.0, top + y - 1.0, left + x + w - 1.0, top + y + h - 1.0))
    return sorted(cells, key=lambda cell: (cell[1], cell[0]))


def _within(inner: Box, outer: Box) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]
