"""Pictures on pages of text that are text themselves: recognised, their lines put where they stand on the page."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import mean

import numpy as np

from indexer.models import Word
from indexer.reading.pdf.picture import Box, PagePicture
from indexer.reading.pdf.shown.blanks import without_words
from indexer.reading.pdf.shown.pages import ShownPages
from indexer.reading.printed.sheet import PrintedLine, Sheet
from indexer.reading.scans import ocr
from indexer.reading.scans.insets import LOOK_DPI, Inset, inset
from indexer.reading.scans.page import Scan
from indexer.reading.scans.pages import recognise

_LEAST_AREA, _LEAST_SIDE = 0.02, 30.0
_RUNNING = 3
_SURE = 0.6
_FEW_WORDS = 3.5
_NEAR = 3.0


@dataclass(frozen=True, slots=True)
class _Place:
    """A picture that is text: its box on the page with this index, and what it looks like, by which the same one is known again."""

    index: int
    box: Box
    look: bytes


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a picture, and its box."""

    box: Box
    lines: tuple[PrintedLine, ...]


@dataclass(frozen=True, slots=True)
class SetIn:
    """What was recognised in the pictures of a page of text. `words` are those of the page's own text too."""

    pictures: tuple[_Lines, ...]
    confidence: float
    words: tuple[Word, ...]
    doubtful: tuple[str, ...]
    handwritten: int

    def placed_on(self, sheet: Sheet) -> Sheet:
        """The sheet with the lines of each picture after those that stand above it."""
        lines = list(sheet.lines)
        for picture in self.pictures:
            at = _place_among(lines, picture.box)
            lines[at:at] = picture.lines
        return replace(sheet, lines=tuple(lines))


class Insets:
    """The pictures on the pages of text of one document. `lost` counts, for pages by index, those with text that was not read."""

    def __init__(self, shown: ShownPages) -> None:
        self._shown = shown
        self._pages: dict[int, PagePicture] = {}
        self._places: list[_Place] = []
        self.lost: Counter[int] = Counter()

    def look(self, index: int, picture: PagePicture) -> None:
        """Take note of the pictures of a page that are text, to be read later; this takes no recognition."""
        boxes = [box for box in dict.fromkeys(picture.images) if _is_large(box, picture)]
        if not boxes:
            return
        gray = self._bare(index, picture, LOOK_DPI)
        for box in boxes:
            part = _part(gray, box, picture.width)
            match inset(part, _own_letters(picture, box)):
                case Inset.TEXT:
                    self._pages[index] = picture
                    self._places.append(_Place(index, box, part.tobytes()))
                case Inset.LABELLED:
                    self.lost[index] += 1

    def read(self) -> dict[int, SetIn]:
        """What was recognised, by the index of the page. What is the same on many pages is a running mark, as of an electronic
        signature, and left out."""
        times = Counter(place.look for place in self._places)
        self._places = [place for place in self._places if times[place.look] < _RUNNING]
        by_look = {place.look: place for place in self._places}
        firsts = list(by_look.values())
        if not ocr.available():
            self.lost.update(place.index for place in self._places)
            return {}
        scans = recognise(range(len(firsts)), lambda n: self._drawn(firsts[n]), lambda: None)
        found = dict(zip(by_look, scans, strict=True))
        by_page: dict[int, list[tuple[_Place, Scan]]] = defaultdict(list)
        for place in self._places:
            scan = found[place.look]
            if scan.words and (scan.confidence or 0.0) >= _SURE:
                by_page[place.index].append((place, scan))
            else:
                self.lost[place.index] += 1
        return {index: _set_in(self._pages[index], read) for index, read in by_page.items()}

    def _drawn(self, place: _Place) -> np.ndarray:
        picture = self._pages[place.index]
        return _part(self._bare(place.index, picture, ocr.DPI), place.box, picture.width)

    def _bare(self, index: int, picture: PagePicture, dpi: int) -> np.ndarray:
        """The page upright, without the words that it holds as text."""
        gray = self._shown.picture(index, dpi)
        return without_words(np.rot90(gray, -(picture.turned // 90)), picture)


def _is_large(box: Box, picture: PagePicture) -> bool:
    left, top, right, bottom = box
    area = (right - left) * (bottom - top) / (picture.width * picture.height)
    return area >= _LEAST_AREA and min(right - left, bottom - top) >= _LEAST_SIDE


def _own_letters(picture: PagePicture, box: Box) -> int:
    """How many letters of the page's own text stand on a picture."""
    left, top, right, bottom = box
    inside = [word for word in picture.words if left <= word.left <= right and top <= word.baseline <= bottom]
    return sum(len(word.text) for word in inside)


def _part(gray: np.ndarray, box: Box, width: float) -> np.ndarray:
    scale = gray.shape[1] / width
    left, top, right, bottom = (max(0, round(edge * scale)) for edge in box)
    return np.ascontiguousarray(gray[top:bottom, left:right])


def _set_in(picture: PagePicture, read: Sequence[tuple[_Place, Scan]]) -> SetIn:
    size = _body(picture)
    own = [Word(word.text, _fractions((word.left, word.top, word.right, word.bottom), picture)) for word in picture.words]
    seen = [Word(word.text, _fractions(_within(word.box, place.box), picture)) for place, scan in read for word in scan.words]
    return SetIn(
        tuple(_Lines(place.box, _lines(scan.sheet, place.box, size)) for place, scan in read),
        round(mean(scan.confidence or 0.0 for _, scan in read), 3),
        (*own, *seen),
        tuple(figure for _, scan in read for figure in scan.doubtful),
        sum(scan.handwritten for _, scan in read),
    )


def _body(picture: PagePicture) -> float:
    """The size of most of a page's type."""
    sizes: Counter[float] = Counter()
    for word in picture.words:
        sizes[round(word.size, 1)] += len(word.text)
    return max(sizes, key=lambda size: sizes[size], default=11.0)


def _lines(sheet: Sheet, box: Box, size: float) -> tuple[PrintedLine, ...]:
    """The lines of a picture in their places on the page. Few words here and there, as in the boxes of a diagram, are lines of which
    nobody can tell which belong together."""
    left, top, _, bottom = box
    scale = (bottom - top) / max(1.0, sheet.height)
    counts = [len(line.text.split()) for line in sheet.lines if line.text]
    is_scattered = bool(counts) and mean(counts) < _FEW_WORDS and not any(line.table for line in sheet.lines)
    return tuple(
        replace(
            line,
            x=left + line.x * scale,
            y=top + line.y * scale,
            size=size if line.text else 0.0,
            undivided=line.undivided or is_scattered,
        )
        for line in sheet.lines
    )


def _place_among(lines: Sequence[PrintedLine], box: Box) -> int:
    """Where in the order of a page a picture stands: after the last line that is above it and does not begin to its right."""
    _, top, right, _ = box
    above = [n for n, line in enumerate(lines) if line.y <= top + _NEAR and line.x < right]
    return above[-1] + 1 if above else 0


def _within(share: Box, box: Box) -> Box:
    """A box given as fractions of another, in points of the page."""
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    return left + share[0] * width, top + share[1] * height, left + share[2] * width, top + share[3] * height


def _fractions(box: Box, picture: PagePicture) -> Box:
    """A box as fractions of the page as a viewer shows it, which is not turned as its picture is."""
    left, right = box[0] / picture.width, box[2] / picture.width
    top, bottom = box[1] / picture.height, box[3] / picture.height
    for _ in range(picture.turned // 90):
        left, top, right, bottom = top, 1 - right, bottom, 1 - left
    return tuple(round(min(1.0, max(0.0, edge)), 4) for edge in (left, top, right, bottom))
