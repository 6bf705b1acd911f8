"""Pictures set into pages of text: whether one is text itself, as a scanned table pasted into a report, told before it costs recognition."""

from dataclasses import dataclass
from enum import Enum

import cv2
import numpy as np

LOOK_DPI = 150
"""The resolution at which a picture is looked at to tell what it is."""

_INK = 175
_PAPER = 200
_LEAST_PAPER = 0.55
_SMALLEST, _HIGHEST, _WIDEST = 5, 32, 40
_BESIDE = 9
_FEWEST_IN_ROW = 3
_ONE_ROW = 1.8
_FEWEST_LETTERS, _FEWEST_TOLD = 60, 40
_LEAST_AREA = 0.042
_LEAST_OF_INK = 0.2


class Inset(Enum):
    """What a picture on a page of text is."""

    WORDLESS = "a photo, a logo, a signature"
    LABELLED = "letters among other things, as on a chart or a map"
    TEXT = "mostly text: a table, a diagram of words, a paragraph"


@dataclass(frozen=True, slots=True)
class _Letters:
    """What stands in rows, as letters do: how many signs, the share of the picture that their boxes take, and of its ink."""

    count: int
    area: float
    of_ink: float


def inset(gray: np.ndarray, own: int = 0) -> Inset:
    """What the picture (height x width, uint8, at LOOK_DPI) is, if the page has so many letters of its `own` on it, which are made white.
    Where it has more than are left, they are the picture's text. Of 76 pictures in real documents those of text had over 75 letters in
    rows, on 0.045 of their area and more; charts had them on less than 0.04, photos had hardly any."""
    if not gray.size:
        return Inset.WORDLESS
    letters = _letters(gray)
    is_on_paper = float((gray >= _PAPER).mean()) >= _LEAST_PAPER
    if letters.count < max(_FEWEST_TOLD, own) or not is_on_paper:
        return Inset.WORDLESS
    is_filled = letters.area >= _LEAST_AREA and letters.of_ink >= _LEAST_OF_INK
    return Inset.TEXT if is_filled and letters.count >= _FEWEST_LETTERS else Inset.LABELLED


def _letters(gray: np.ndarray) -> _Letters:
    ink = (gray < _INK).astype(np.uint8)
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    widths, heights, areas = boxes[:, cv2.CC_STAT_WIDTH], boxes[:, cv2.CC_STAT_HEIGHT], boxes[:, cv2.CC_STAT_AREA]
    is_letter = (heights >= _SMALLEST) & (heights <= _HIGHEST) & (widths <= _WIDEST)
    is_letter[0] = False
    in_letters = is_letter[labels]
    joined = cv2.dilate(in_letters.astype(np.uint8), np.ones((1, _BESIDE), np.uint8))
    _, runs, run_boxes, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    run_of = np.zeros(len(boxes), int)
    run_of[labels[in_letters]] = runs[in_letters]
    counts = np.bincount(run_of[is_letter], minlength=len(run_boxes))
    is_row = counts >= _FEWEST_IN_ROW
    if is_letter.any():
        is_row &= run_boxes[:, cv2.CC_STAT_HEIGHT] <= _ONE_ROW * np.median(heights[is_letter]) + _SMALLEST
    in_rows = is_letter & is_row[run_of]
    area = float((widths * heights)[in_rows].sum()) / gray.size
    of_ink = float(areas[in_rows].sum()) / max(1, int(ink.sum()))
    return _Letters(int(in_rows.sum()), area, of_ink)
