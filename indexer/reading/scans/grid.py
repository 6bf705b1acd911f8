"""Tables ruled on a scanned page: the boxes of their cells, found by the lines around them."""

from dataclasses import dataclass

import cv2
import numpy as np

from indexer.reading.scans.ocr import Box
from indexer.reading.scans.ruling import Ruling, find_ruling
from indexer.reading.scans.strokes import whiten_patches

_LEAST_TABLE = (250, 80)
_LEAST_CELL = 24
_MOST_CELLS = 1_500
_THICK = 3
_AROUND = 7
_MOST_SLANT = 0.06
"""Share of a table's longer side by which its corners may be off: by more it is not slanted, but has no cell in a corner."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its box, and those of its cells in reading order, in pixels. `level` are the boxes that the cells would have
    if the sheet had been photographed straight on: there the cells of a column begin at one edge."""

    box: Box
    cells: tuple[Box, ...]
    level: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """The ruled tables of a page, top to bottom, and the pixels (255, else 0) of all its lines."""

    grids: list[Grid]
    lines: np.ndarray


def find_grids(even: np.ndarray) -> Ruled:
    """The ruled tables of a level page, `even` its picture before what is faint was made white."""
    ruling = find_ruling(even)
    drawn = _drawn(ruling, even.shape)
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    grids: list[Grid] = []
    for label in sorted(range(1, count), key=lambda label: -boxes[label][cv2.CC_STAT_AREA]):
        left, top, width, height = (int(value) for value in boxes[label][:4])
        outer = (left, top, left + width, top + height)
        is_small = width < _LEAST_TABLE[0] or height < _LEAST_TABLE[1]
        if is_small or any(_within(outer, grid.box) for grid in grids):
            continue
        lines = labels[top : top + height, left : left + width] == label
        cells = _cells(lines, left, top)
        if len(cells) > 1:
            grids.append(Grid(outer, tuple(cells), tuple(_level(cells, lines, left, top))))
    cells_in_all = sum(len(grid.cells) for grid in grids)
    if cells_in_all > _MOST_CELLS:  # hatching, a map, a chessboard
        grids = []
    around = np.ones((_AROUND, _AROUND), np.uint8)
    return Ruled(sorted(grids, key=lambda grid: grid.box[1]), cv2.dilate(drawn | ruling.strokes, around))


def without_lines(gray: np.ndarray, lines: np.ndarray) -> np.ndarray:
    """A copy of a page's picture without its lines and solid patches."""
    bare = gray.copy()
    whiten_patches(bare)
    bare[lines > 0] = 255
    return bare


def _drawn(ruling: Ruling, shape: tuple[int, ...]) -> np.ndarray:
    """The lines as a picture (255 on 0)."""
    drawn = np.zeros(shape, np.uint8)
    for line in ruling.across:
        _draw(drawn, list(zip(line.along, line.off, strict=True)))
    for line in ruling.down:
        _draw(drawn, list(zip(line.off, line.along, strict=True)))
    return drawn


def _draw(drawn: np.ndarray, points: list[tuple[float, float]]) -> None:
    cv2.polylines(drawn, [np.array(points).round().astype(np.int32)], isClosed=False, color=255, thickness=_THICK)


def _cells(ruling: np.ndarray, left: int, top: int) -> list[Box]:
    """The areas that the lines enclose, row by row."""
    room = np.pad(~ruling, 1, constant_values=True).astype(np.uint8)
    count, _, boxes, _ = cv2.connectedComponentsWithStats(room, connectivity=4)
    height, width = room.shape
    cells = []
    for x, y, w, h, _ in boxes[1:count].tolist():
        is_inside = x > 0 and y > 0 and x + w < width and y + h < height
        if is_inside and min(w, h) >= _LEAST_CELL:
            cells.append((left + x - 1.0, top + y - 1.0, left + x + w - 1.0, top + y + h - 1.0))
    return sorted(cells, key=lambda cell: (cell[1], cell[0]))


def _level(cells: list[Box], ruling: np.ndarray, left: int, top: int) -> list[Box]:
    """The boxes with the slant of the table's outline taken out; as they are where the outline is no slanted rectangle."""
    height, width = ruling.shape
    below, beside = np.nonzero(ruling)
    ends = (beside + below).argmin(), (beside - below).argmax(), (beside + below).argmax(), (beside - below).argmin()
    corners = np.array([(beside[end], below[end]) for end in ends], np.float32)
    straight = np.array([(0, 0), (width - 1, 0), (width - 1, height - 1), (0, height - 1)], np.float32)
    if np.abs(corners - straight).max() > _MOST_SLANT * max(width, height):
        return cells
    lift = cv2.getPerspectiveTransform(corners, straight)
    levelled = []
    for x0, y0, x1, y1 in cells:
        middle, centre = (x0 + x1) / 2 - left, (y0 + y1) / 2 - top
        edges = np.array([[[x0 - left, centre], [middle, y0 - top], [x1 - left, centre], [middle, y1 - top]]], np.float32)
        west, north, east, south = cv2.perspectiveTransform(edges, lift)[0] + (left, top)
        levelled.append((float(west[0]), float(north[1]), float(east[0]), float(south[1])))
    return levelled


def _within(inner: Box, outer: Box) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]
