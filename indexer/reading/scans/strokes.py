"""What on a page is drawn and not written: long straight strokes, patches of solid colour."""

import cv2
import numpy as np

_LEAST_LINE = 90
_BLOCK, _DARKER = 41, 20
_LEAST_PATCH = 41
_WIDEST_PATCH, _HIGHEST_PATCH = 600, 250
_SOLID = 0.9
_DARK = 160
_GRAIN = 5
_EDGE = 8


def long_strokes(gray: np.ndarray) -> np.ndarray:
    """The pixels (255, else 0) of all that is as straight and long as a ruled line, be it an arrow."""
    ink = cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _BLOCK, _DARKER)
    bar = np.ones((1, _LEAST_LINE), np.uint8)
    return cv2.morphologyEx(ink, cv2.MORPH_OPEN, bar) | cv2.morphologyEx(ink, cv2.MORPH_OPEN, bar.T)


def whiten_patches(gray: np.ndarray) -> None:
    """Make the small solid patches of a picture white, as the boxes of a flow chart are: recognition would make letters of their
    grain. What has letters in it is not solid."""
    dark = (gray < _DARK).astype(np.uint8)
    dark = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((_GRAIN, _GRAIN), np.uint8))
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((_LEAST_PATCH, _LEAST_PATCH), np.uint8))
    boxes = cv2.connectedComponentsWithStats(solid, connectivity=8)[2]
    for left, top, width, height, area in boxes[1:].tolist():
        is_small = width <= _WIDEST_PATCH and height <= _HIGHEST_PATCH
        if is_small and area >= _SOLID * width * height:
            gray[max(0, top - _EDGE) : top + height + _EDGE, max(0, left - _EDGE) : left + width + _EDGE] = 255
