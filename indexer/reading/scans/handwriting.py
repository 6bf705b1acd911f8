"""Numbers and dates that were filled in by hand: told from print by how sure, how high and how thick what was seen is.

Recognition knows print only. Of handwriting it makes letters at random, mostly unsurely: "63" becomes "C3" or "£3".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import mean, median

import cv2
import numpy as np

from indexer.reading.scans.cells import by_column
from indexer.reading.scans.ocr import Box, Seen
from indexer.reading.scans.picture import crop

HANDWRITTEN = "[tulisan tangan]"
"""What stands in the text where something written by hand couldn't be read."""

_UNSURE, _RATHER_UNSURE, _SURE = 0.6, 0.85, 0.8
_HIGHER = 1.15
_HIGHER_WITH_BRACKETS = 1.5
"""Of the height of capitals: printed brackets alone reach to 1.35 of it."""
_THINNER = 0.7
_MOST_WORDS, _SHORT = 6, 3
_FEWEST_SIZES = 5
_INK_LEVEL = 140
_LEAST_INK = 10
_NUMBER = re.compile(r"[(\"']*\d[\d.,/-]*[)\"'%;:]*")
_MARKER = re.compile(r"\(?\d{1,3}[.)]")
"""What an item begins with: "(1)", "12."."""
_EVEN = re.compile(r"[A-Z0-9]{2,}")
_BRACKET = re.compile(r"[()\[\]{}]")


@dataclass(frozen=True, slots=True)
class Read:
    """Lines of words with a mark for what was written by hand, how many such places there are, and the figures among them that
    were read, but may be wrong."""

    lines: list[list[Seen]]
    count: int
    doubtful: tuple[str, ...]


def mark_in_lines(lines: Sequence[list[Seen]], bare: np.ndarray) -> Read:
    """The lines of print, each looked through for words that were filled in."""
    height = _height_of_print([word for line in lines for word in line])
    found = [word for line in lines for word in _filled_in(line, bare, height)]
    return _marked(lines, found, keeps_numbers=True)


def mark_in_cells(cells: Sequence[list[Seen]], boxes: Sequence[Box]) -> Read:
    """The cells of tables, in these boxes, each looked at as a whole: a form has print in one cell and what is filled in in the next.
    In a column where one was filled in surely, another need not look so unsure."""
    height = _height_of_print([word for cell in cells for word in cell])
    found: list[Seen] = []
    for column in by_column(boxes, range(len(boxes))):
        in_column = [cells[index] for index in column if cells[index]]
        if any(_is_filled_in(cell, height, _UNSURE) for cell in in_column):
            found += [word for cell in in_column if _is_filled_in(cell, height, _RATHER_UNSURE) for word in cell]
    return _marked(cells, found, keeps_numbers=False)


def _height_of_print(words: Sequence[Seen]) -> float:
    """How high capitals and figures are that were surely read, in pixels; 0 where there are too few."""
    heights = [_height(word) for word in words if word.confidence >= _SURE and _EVEN.fullmatch(word.text)]
    return median(heights) if len(heights) >= _FEWEST_SIZES else 0.0


def _filled_in(line: Sequence[Seen], bare: np.ndarray, height: float) -> list[Seen]:
    """The words of a line of print that are not printed, as far as can be told."""
    found = []
    for word in line:
        if word is line[0] and _MARKER.fullmatch(word.text):
            continue  # often smaller and unsurer than the words of its item
        others = [other for other in line if other is not word and len(other.text) > 1]
        in_print = len(others) > 1 and mean(other.confidence for other in others) >= _SURE
        if not in_print or len(word.text) < 2 or not _has_digit(word):
            continue
        is_unsure = word.confidence < _UNSURE and height and _is_higher(word, height)
        if is_unsure or _is_thinner(word, others, bare):
            found.append(word)
    return found


def _is_thinner(word: Seen, others: Sequence[Seen], bare: np.ndarray) -> bool:
    """Whether the strokes of a word are much thinner than those of the words beside it."""
    thick = [_stroke(other, bare) for other in others]
    return 0 < _stroke(word, bare) <= _THINNER * median(thick)


def _is_filled_in(cell: Sequence[Seen], height: float, unsure: float) -> bool:
    """Whether a cell says something with a figure, higher than print is, of which recognition was less sure than `unsure`."""
    if not height or len(cell) > _MOST_WORDS or mean(word.confidence for word in cell) >= unsure:
        return False
    says_more = sum(len(word.text) for word in cell) > _SHORT and any(map(_has_digit, cell))
    is_figure = all(map(_is_plain_number, cell))
    heights = [_height(word) for word in cell if not _BRACKET.search(word.text)]
    if not says_more or is_figure or not heights:
        return False
    return median(heights) >= _HIGHER * height


def _is_higher(word: Seen, height: float) -> bool:
    """Whether a word is higher than print is, whose capitals are `height` high."""
    most = _HIGHER_WITH_BRACKETS if _BRACKET.search(word.text) else _HIGHER
    return _height(word) >= most * height


def _has_digit(word: Seen) -> bool:
    return any(char.isdigit() for char in word.text)


def _marked(lines: Sequence[list[Seen]], found: Sequence[Seen], keeps_numbers: bool) -> Read:
    """The lines with one mark for words beside each other that were found, or with a number that they seem to be, in doubt."""
    places = {id(word) for word in found}
    marked, doubtful, count = [], [], 0
    for line in lines:
        kept: list[Seen] = []
        goes_on = False
        for word in line:
            is_found = id(word) in places
            is_kept = keeps_numbers and _is_plain_number(word)
            count += is_found and not goes_on
            if is_found and is_kept:
                doubtful.append(word.text.strip(".,/-;:()\"'"))
            if not is_found or is_kept:
                kept.append(word)
            elif not goes_on or kept[-1].text != HANDWRITTEN:
                kept.append(replace(word, text=HANDWRITTEN))
            goes_on = is_found
        marked.append(kept)
    return Read(marked, count, tuple(doubtful))


def _is_plain_number(word: Seen) -> bool:
    return bool(_NUMBER.fullmatch(word.text))


def _height(word: Seen) -> float:
    return word.box[3] - word.box[1]


def _stroke(word: Seen, bare: np.ndarray) -> float:
    """How thick the strokes of a word are, in pixels: across a stroke the mean distance to its edge is a quarter of its width."""
    ink = (crop(bare, word.box) < _INK_LEVEL).astype(np.uint8)
    if ink.sum() < _LEAST_INK:
        return 0.0
    distances = cv2.distanceTransform(np.pad(ink, 1), cv2.DIST_L2, 5)
    return 4 * float(distances[distances > 0].mean()) - 1
