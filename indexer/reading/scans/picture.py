"""A page as a picture, and how it is put right for recognition: cut out, upright, evenly lit. Each step knows the way back."""

from dataclasses import dataclass

import cv2
import numpy as np

from indexer.models import Word
from indexer.reading.scans.ocr import Box, Seen
from indexer.reading.scans.strokes import long_strokes

_LONG_SIDE = 3500
_MOST_ENLARGED = 3.0
_MOST_PIXELS = 16_000_000
_SMALL = 800
_WIDEST_SKEW = 10.0
_LEAST_SKEW = 0.1
_SHARPER = 3.0
_SHEET_SHARE = 0.3
_DARKER_AROUND = 35
_SMOOTHING = 1.0
_BLACK, _WHITE = 60, 245


@dataclass(frozen=True, slots=True)
class Picture:
    """`gray` is what is recognised (height x width, uint8, dark on light); `back` (3 x 3) leads from its pixels to fractions of the
    page as a viewer shows it."""

    gray: np.ndarray
    back: np.ndarray

    @classmethod
    def of(cls, gray: np.ndarray) -> "Picture":
        height, width = gray.shape
        return cls(gray, np.diag([1 / width, 1 / height, 1.0]))

    def word(self, seen: Seen) -> Word:
        """The word with its box on the page as a viewer shows it."""
        left, top, right, bottom = seen.box
        corners = np.array([[[left, top], [right, top], [right, bottom], [left, bottom]]], dtype=float)
        placed = cv2.perspectiveTransform(corners, self.back)[0].clip(0, 1)
        (left, top), (right, bottom) = placed.min(axis=0).tolist(), placed.max(axis=0).tolist()
        return Word(seen.text, (round(left, 4), round(top, 4), round(right, 4), round(bottom, 4)))

    def turned(self, quarters: int) -> "Picture":
        """Turned clockwise."""
        if not quarters:
            return self
        height, width = self.gray.shape
        quarter = np.array([[0, -1, height], [1, 0, 0], [0, 0, 1]], dtype=float)
        return self._moved(quarter, (height, width)).turned(quarters - 1)

    def sized(self) -> "Picture":
        """As large as letters need to be: a small picture enlarged, a huge one reduced."""
        height, width = self.gray.shape
        larger = min(_MOST_ENLARGED, max(1.0, _LONG_SIDE / max(height, width)))
        factor = min(larger, (_MOST_PIXELS / (height * width)) ** 0.5)
        size = (max(1, round(width * factor)), max(1, round(height * factor)))
        if size == (width, height):
            return self
        smaller = np.diag([width / size[0], height / size[1], 1.0])
        way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
        return Picture(cv2.resize(self.gray, size, interpolation=way), self.back @ smaller)

    def straightened(self) -> "Picture":
        """With its lines level."""
        angle = _skew(self.gray)
        if abs(angle) < _LEAST_SKEW:
            return self
        height, width = self.gray.shape
        turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1), [0, 0, 1]])
        return self._moved(turn, (width, height))

    def cut_out(self) -> "Picture":
        """The sheet of paper alone, flat, where a photo shows it on a darker ground; else as it is."""
        corners = _sheet(self.gray)
        if corners is None:
            return self
        sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
        width, height = round(max(sides[0], sides[2])), round(max(sides[1], sides[3]))
        flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
        return self._moved(cv2.getPerspectiveTransform(corners, flat), (width, height))

    def evenly_lit(self) -> "Picture":
        """Without shadows, grain and the colour of the paper: each spot divided by the light of the paper around it."""
        height, width = self.gray.shape
        small = cv2.resize(self.gray, (max(1, width // 4), max(1, height // 4)), interpolation=cv2.INTER_AREA)
        paper = cv2.medianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), 31)
        light = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
        even = cv2.GaussianBlur(cv2.divide(self.gray, cv2.max(light, 1), scale=255), (0, 0), _SMOOTHING)
        return Picture(even, self.back)

    def contrasted(self) -> "Picture":
        """Black on white. What is fainter than _WHITE stays: printers low on toner print letters with gaps."""
        levels = ((np.arange(256) - _BLACK) * 255.0 / (_WHITE - _BLACK)).clip(0, 255).astype(np.uint8)
        return Picture(cv2.LUT(self.gray, levels), self.back)

    def _moved(self, matrix: np.ndarray, size: tuple[int, int]) -> "Picture":
        moved = cv2.warpPerspective(self.gray, matrix, size, flags=cv2.INTER_CUBIC, borderValue=255)
        return Picture(moved, self.back @ np.linalg.inv(matrix))


def _skew(gray: np.ndarray) -> float:
    """By how many degrees (counterclockwise) to turn the picture so that its rows of ink are sharpest."""
    height, width = gray.shape
    factor = _SMALL / max(height, width)
    small = cv2.resize(gray, (max(1, round(width * factor)), max(1, round(height * factor))), interpolation=cv2.INTER_AREA)
    ink = 255.0 - small.astype(np.float32)
    middle = (small.shape[1] / 2, small.shape[0] / 2)

    def sharpness(angle: float) -> float:
        turn = cv2.getRotationMatrix2D(middle, float(angle), 1)
        return float((np.diff(cv2.warpAffine(ink, turn, small.shape[::-1]).sum(axis=1)) ** 2).sum())

    rough = max(np.arange(-_WIDEST_SKEW, _WIDEST_SKEW + 0.1, 0.5), key=sharpness)
    return float(max(np.arange(rough - 0.5, rough + 0.51, 0.05), key=sharpness))


def reads_across(gray: np.ndarray) -> bool:
    """Whether the text of a level page surely runs across it: its rows of ink are much sharper than its columns."""
    strokes = cv2.dilate(long_strokes(gray), np.ones((5, 5), np.uint8))
    factor = _SMALL / max(gray.shape)
    small = cv2.resize(
        np.where(strokes > 0, 255, gray).astype(np.uint8), None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA
    )
    ink = 255.0 - small.astype(np.float32)
    height, width = small.shape
    rows = (np.diff(ink.sum(axis=1)) ** 2).sum() / width
    columns = (np.diff(ink.sum(axis=0)) ** 2).sum() / height
    return bool(rows >= _SHARPER * columns)


def _sheet(gray: np.ndarray) -> np.ndarray | None:
    """The corners of the sheet of paper (4 x 2, float32, clockwise from the top left), where it lies on a darker ground."""
    factor = _SMALL / max(gray.shape)
    small = cv2.GaussianBlur(cv2.resize(gray, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), (5, 5), 0)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    light = cv2.threshold(closed, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1]
    outlines = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]
    largest = max(outlines, key=cv2.contourArea, default=None)
    if largest is None or cv2.contourArea(largest) < _SHEET_SHARE * small.size:
        return None
    hull = cv2.convexHull(largest)
    corners = cv2.approxPolyDP(hull, 0.03 * cv2.arcLength(hull, True), True)
    if len(corners) != 4:
        return None
    inside = cv2.fillConvexPoly(np.zeros_like(small), corners, 255)
    if inside.all() or _contrast(closed, inside) < _DARKER_AROUND:
        return None
    points = corners.reshape(4, 2).astype(np.float32) / factor
    sums, differences = points.sum(axis=1), np.diff(points, axis=1)[:, 0]
    order = [sums.argmin(), differences.argmin(), sums.argmax(), differences.argmax()]
    return points[order] if len(set(order)) == 4 else None


def _contrast(gray: np.ndarray, inside: np.ndarray) -> float:
    """By how much a picture is lighter where `inside` isn't 0 than elsewhere."""
    return gray[inside > 0].mean() - gray[inside == 0].mean()


def crop(gray: np.ndarray, box: Box, margin: int = 0) -> np.ndarray:
    """The part of a picture in the box, without a margin inside it."""
    left, top, right, bottom = (round(edge) for edge in box)
    return gray[top + margin : bottom - margin, left + margin : right - margin]
