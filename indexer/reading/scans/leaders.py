"""Dotted leaders, as tables of contents have them: taken out before recognition, which would make letters and columns of them."""

from collections.abc import Sequence

import cv2
import numpy as np

from indexer.reading.scans.ocr import Box, Seen

_LARGEST_DOT = 14
_LEAST_INK = 4
_WIDEST_SPACE = 45
_LEAST_LENGTH = 200
_MARK = "....."
"""What is put in the place of a leader: dots enough for the line to be known as one of contents."""


def take_leaders(gray: np.ndarray) -> list[Box]:
    """The boxes of the leaders on a level page; their dots are made white in the picture that is given."""
    count, labels, boxes, _ = cv2.connectedComponentsWithStats((gray < 128).astype(np.uint8), connectivity=8)
    small = (boxes[:, cv2.CC_STAT_WIDTH] <= _LARGEST_DOT) & (boxes[:, cv2.CC_STAT_HEIGHT] <= _LARGEST_DOT)
    dots = (small & (boxes[:, cv2.CC_STAT_AREA] >= _LEAST_INK)).astype(np.uint8)[labels]
    joined = cv2.morphologyEx(dots, cv2.MORPH_CLOSE, np.ones((1, _WIDEST_SPACE), np.uint8))
    runs = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, _LEAST_LENGTH), np.uint8))
    found = cv2.connectedComponentsWithStats(runs, connectivity=8)[2][1:, :4].tolist()
    leaders = []
    for left, top, width, height in found:
        if height > _LARGEST_DOT:
            continue
        area = slice(max(0, top - _LARGEST_DOT), top + height + _LARGEST_DOT), slice(left, left + width)
        gray[area][cv2.dilate(dots[area], np.ones((5, 5), np.uint8)) > 0] = 255
        leaders.append((float(left), float(top), float(left + width), float(top + height)))
    return leaders


def with_leaders(line: Sequence[Seen], leaders: Sequence[Box]) -> str:
    """The text of a line, with a mark where a leader stood in it."""
    top = min(word.box[1] for word in line)
    bottom = max(word.box[3] for word in line)
    lowest = bottom + (bottom - top) / 4
    placed = [(word.box[0], word.text) for word in line]
    for box in leaders:
        middle = (box[1] + box[3]) / 2
        if top <= middle <= lowest:
            placed.append((box[0], _MARK))
    return " ".join(text for _, text in sorted(placed))
