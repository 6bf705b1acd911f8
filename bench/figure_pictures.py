"""The picture of a page and the figures in it: recognised, kept in data/bench/pictures_seen, and looked at again where they stand."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from figure_kinds import NUMBER, numbers, plain
from PIL import Image

from indexer.reading.scans.ocr import DPI, see

KEPT = Path(__file__).parents[1] / "data" / "bench" / "pictures_seen"
SPARSE, ONE_LINE = 11, 7
"""Tesseract's modes: words wherever they stand (finds most figures of tables), and a picture of one line."""
Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""
AROUND, MOST_AROUND = 12, 90


@dataclass(frozen=True)
class Placed:
    """A number and where it stands."""

    number: str
    box: Box


class Picture:
    """A page as a viewer draws it."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        bitmap = page.render(scale=DPI / 72, grayscale=True)
        drawn = bitmap.to_numpy()
        self.gray = drawn.reshape(drawn.shape[:2])
        self._page = page
        self._to_pixels = bitmap.get_posconv(page).to_bitmap

    def seen(self, name: str) -> list[Placed]:
        """What recognition makes of it, one word after the other; kept under this name."""
        kept = KEPT / f"{name}.json"
        if kept.exists():
            return [Placed(text, tuple(box)) for text, box in json.loads(kept.read_text())]
        words = [Placed(word.text, word.box) for word in see(self.gray, SPARSE)]
        if words:  # none may be for want of time
            KEPT.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps([(word.number, word.box) for word in words]))
        return words

    def layer(self) -> list[Placed]:
        """The numbers of its text layer, as PDFium puts it together."""
        text = self._page.get_textpage()
        letters = [chr(pdfium_c.FPDFText_GetUnicode(text, n)) for n in range(text.count_chars())]
        places = NUMBER.finditer("".join(letter if len(letter) == 1 else " " for letter in letters))
        return [Placed(plain(place[0]), self._around(text, *place.span())) for place in places]

    def _around(self, text: pdfium.PdfTextPage, start: int, end: int) -> Box:
        boxes = np.array([text.get_charbox(n) for n in range(start, end)])
        corners = [
            self._to_pixels(boxes[:, 0].min(), boxes[:, 1].min()),
            self._to_pixels(boxes[:, 2].max(), boxes[:, 3].max()),
        ]
        across, down = zip(*corners, strict=True)
        return min(across), min(down), max(across), max(down)

    def again(self, box: Box) -> set[str]:
        """The figures that recognition sees when it looks at this place alone."""
        cut = self.cut(box, AROUND)
        if 0 in cut.shape:
            return set()
        enlarged = Image.fromarray(cut).resize((cut.shape[1] * 2, cut.shape[0] * 2), Image.Resampling.LANCZOS)
        padded = np.pad(np.array(enlarged), 40, constant_values=255)
        words = see(padded, ONE_LINE)
        return {plain(number) for word in words for number in numbers(word.text)}

    def cut(self, box: Box, around: int) -> np.ndarray:
        left, top, right, bottom = box
        rows = slice(max(0, int(top) - around), int(bottom) + around)
        return self.gray[rows, max(0, int(left) - around) : int(right) + around]

    def save(self, box: Box, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(self.cut(box, MOST_AROUND)).save(path)


def apart(places: Sequence[Placed]) -> list[Placed]:
    """The places without those that lie on one before them."""
    kept: list[Placed] = []
    for place in places:
        if not any(_overlap(place.box, other.box) for other in kept):
            kept.append(place)
    return kept


def _overlap(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0.5 * (one[2] - one[0]) and down > 0.5 * (one[3] - one[1])


def name_of(data: bytes, page: int) -> str:
    return f"{hashlib.sha256(data).hexdigest()[:16]}-{page}"
