"""A second engine reads the figures of a PDF, too: where it sees another digit than PDFium, somebody must look.

pdf-oxide has a parser and font tables of its own. Both place a glyph by the same matrices, so that glyphs are compared where they stand.
"""

import math
from collections.abc import Sequence, Set
from typing import Any

import pdf_oxide

from indexer.reading.pdf.shown.glyphs import Glyphs

_SAME_PLACE = 1.0
"""Points."""
_DIGITS = frozenset("0123456789")

pdf_oxide.disable_logging()


class SecondEngine:
    """A PDF in its hands. It has no say in what it can't read: none of its errors costs a page."""

    def __init__(self, data: bytes) -> None:
        self._pdf = _opened(data)

    def doubted(self, index: int, glyphs: Glyphs) -> list[int]:
        """The digits (indices of glyphs) of the page with this index that it sees otherwise."""
        digits = [n for n, letter in enumerate(glyphs.letters) if letter in _DIGITS]
        if self._pdf is None or not digits:
            return []
        theirs = _chars(self._pdf, index)
        agreed = _places(theirs)
        missed = [n for n in digits if not _is_agreed(glyphs, n, agreed)]
        return [n for n in missed if _is_another(glyphs.letters[n], glyphs.boxes[n], theirs)]


def _opened(data: bytes) -> pdf_oxide.PdfDocument | None:
    try:
        return pdf_oxide.PdfDocument.from_bytes(data)
    except Exception:  # it may stumble over whatever PDFium can read
        return None


def _chars(pdf: pdf_oxide.PdfDocument, index: int) -> Sequence[Any]:
    """Its glyphs of a page; none of one that it can't read."""
    try:
        return pdf.extract_chars(index)
    except Exception:  # the same
        return ()


def _places(chars: Sequence[Any]) -> Set[tuple[str, int, int]]:
    """The digits among them with the whole points that their origins are nearest to."""
    places = set()
    for char in chars:
        letter = char.char
        if letter in _DIGITS:
            places.add((letter, round(char.origin_x), round(char.origin_y)))
    return places


def _is_agreed(glyphs: Glyphs, n: int, places: Set[tuple[str, int, int]]) -> bool:
    """Whether it sees the same digit begin there, as far as can be told without much ado: on a level line, to a point."""
    letter, x, y = glyphs.letters[n], glyphs.boxes[n][0], glyphs.runs[glyphs.owners[n]].y
    for near_x in (round(x), math.floor(x), math.ceil(x)):
        for near_y in (round(y), math.floor(y), math.ceil(y)):
            if (letter, near_x, near_y) in places:
                return True
    return False


def _is_another(digit: str, box: Sequence[float], chars: Sequence[Any]) -> bool:
    """Whether glyphs of its begin where a digit stands (`box`: left, bottom, right, top), and none of them is that digit."""
    left, bottom, _, top = box
    seen = [char.char for char in chars if abs(char.origin_x - left) < _SAME_PLACE and bottom <= char.origin_y <= top]
    return bool(seen) and not any(digit in letter for letter in seen)
