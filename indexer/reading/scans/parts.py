"""Parts of a page looked at as a picture: a stamp where a date should be, a figure that another engine reads otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

import numpy as np

from indexer.reading.scans.cells import see_cells
from indexer.reading.scans.grid import find_grids, without_lines
from indexer.reading.scans.ocr import Box
from indexer.reading.scans.picture import Picture

_FIGURES = "0123456789.,-%()"


@dataclass(frozen=True, slots=True)
class Part:
    """What was seen in a part of a page: its text, "" where none was, and how sure (0..1) that is."""

    text: str
    confidence: float


def recognised_parts(gray: np.ndarray, boxes: Sequence[Box], figures: bool = False) -> list[Part]:
    """What stands in these parts of a page's picture (height x width, uint8, upright, best at 300 dots an inch): boxes are left, top,
    right and bottom as fractions (0..1) of it. With `figures` only the signs of figures are looked for.

    One call for all parts of a page is much faster than one for each. Tesseract must be installed.
    """
    height, width = gray.shape
    picture = Picture.of(gray).evenly_lit()
    bare = without_lines(picture.contrasted().gray, find_grids(picture.gray).lines)
    placed = [(left * width, top * height, right * width, bottom * height) for left, top, right, bottom in boxes]
    seen = see_cells(bare, placed, only=_FIGURES if figures else "")
    return [Part(" ".join(word.text for word in words), mean([word.confidence for word in words] or [0.0])) for words in seen]
