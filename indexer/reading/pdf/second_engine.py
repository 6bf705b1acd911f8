"""A second engine reads the figures of a PDF, too: where it sees another digit than PDFium, somebody must look.

pdf-oxide has a parser and font tables of its own. Both place a glyph by the same matrices, so that glyphs are compared where they stand.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import pdf_oxide

from indexer.reading.pdf.glyphs import Glyphs

_CELL = 4.0
_SAME_PLACE = 1.0
"""Points."""
_Places = Mapping[tuple[int, int], Sequence[tuple[float, float, str]]]

pdf_oxide.disable_logging()


class SecondEngine:
    """A PDF in its hands. It has no say in what it can't read: none of its errors costs a page."""

    def __init__(self, data: bytes) -> None:
        self._pdf = _opened(data)

    def doubted(self, index: int, glyphs: Glyphs) -> list[int]:
        """The digits (indices of glyphs) of the page with this index that it sees otherwise."""
        digits = [n for n, letter in enumerate(glyphs.letters) if letter.isdecimal()]
        if self._pdf is None or not digits:
            return []
        places = _places(self._pdf, index)
        boxes = glyphs.boxes[digits].tolist()
        return [n for n, box in zip(digits, boxes, strict=True) if _is_another(glyphs.letters[n], box, places)]


def _opened(data: bytes) -> pdf_oxide.PdfDocument | None:
    try:
        return pdf_oxide.PdfDocument.from_bytes(data)
    except Exception:  # it may stumble over whatever PDFium can read
        return None


def _places(pdf: pdf_oxide.PdfDocument, index: int) -> _Places:
    """Its glyphs by the cell of a grid that their origins stand in; none of a page that it can't read."""
    places: dict[tuple[int, int], list[tuple[float, float, str]]] = defaultdict(list)
    try:
        chars = pdf.extract_chars(index)
    except Exception:  # the same
        return places
    for char in chars:
        x, y = char.origin_x, char.origin_y
        places[int(x // _CELL), int(y // _CELL)].append((x, y, char.char))
    return places


def _is_another(digit: str, box: Sequence[float], places: _Places) -> bool:
    """Whether glyphs of its begin where a digit stands (`box`: left, bottom, right, top), and none of them is that digit."""
    left, bottom, _, top = box
    columns = range(int((left - _SAME_PLACE) // _CELL), int((left + _SAME_PLACE) // _CELL) + 1)
    rows = range(int(bottom // _CELL), int(top // _CELL) + 1)
    seen = []
    for column in columns:
        for row in rows:
            for x, y, letter in places.get((column, row), ()):
                if abs(x - left) < _SAME_PLACE and bottom <= y <= top:
                    seen.append(letter)
    return bool(seen) and not any(digit in letter for letter in seen)
