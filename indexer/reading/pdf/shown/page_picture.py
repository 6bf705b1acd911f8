"""A page of PDFium's -> its picture: words and rulings in their places, as a viewer shows them."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pypdfium2 as pdfium

from indexer.reading.pdf.picture import Box, PagePicture, PrintedWord, Ruling
from indexer.reading.pdf.shown.drawn import Drawn, drawn_on
from indexer.reading.pdf.shown.glyphs import LETTERLESS, Glyphs, Run, glyphs_of
from indexer.reading.pdf.shown.overprints import struck, watermarked
from indexer.reading.pdf.shown.places import placed, turned_boxes
from indexer.reading.pdf.shown.typed import NOTHING, Typed
from indexer.reading.pdf.shown.visible import shown
from indexer.reading.pdf.words.putting import with_typed
from indexer.reading.pdf.words.raised import with_marks_apart
from indexer.reading.pdf.words.sideways import to_labels
from indexer.reading.pdf.words.touching import Line, Type, to_words

Doubted = Callable[[Glyphs], Sequence[int]]
_MOSTLY = 0.5
_SMALLEST = 0.5
_MIDDLE = 0.55
_LARGEST_TYPED, _BODY = 3.0, 11.0


def read_picture(page: pdfium.PdfPage, doubted: Doubted, typed: Typed = NOTHING, layers: bool = False) -> PagePicture:
    """The picture of a page, with what is `typed` on it; a glyph that is `doubted` is as one without a letter; `layers` says that some
    of the file's are switched off. Raises PdfiumError."""
    glyphs = glyphs_of(page)
    for n in doubted(glyphs):
        glyphs.letters[n] = LETTERLESS
    return _Made(page, glyphs, drawn_on(page, layers), typed).picture()


class _Made:
    """A picture while it is made."""

    def __init__(self, page: pdfium.PdfPage, glyphs: Glyphs, drawn: Drawn, typed: Typed) -> None:
        self._typed = typed
        self._paper = page.get_bbox()
        self._rotation = page.get_rotation()
        left, bottom, right, top = self._paper
        is_turned = self._rotation % 180 != 0
        self._width, self._height = (top - bottom, right - left) if is_turned else (right - left, top - bottom)
        self._glyphs, self._drawn = glyphs, drawn
        if glyphs.letters:
            seen = shown(page, glyphs, drawn, self._paper)
            self._directions = self._levelled(seen.seen)
            self._seen = seen.seen & (self._directions >= 0)
            self._faint = seen.faint
        else:
            self._seen = np.zeros(0, bool)
            self._directions = np.zeros(0, int)
            self._faint = np.zeros(0, bool)
        self._turned = self._main_turn()

    def picture(self) -> PagePicture:
        upright = self._turned % 180 == 0
        width, height = (self._width, self._height) if upright else (self._height, self._width)
        rulings = self._rulings()
        uprights = [ruling for ruling in rulings if not ruling.level]
        level = self._line(0)
        over = struck(level, [*(ruling for ruling in rulings if ruling.level), *self._strikes()])
        over |= watermarked(level, self._faint[self._in_direction(0)])
        words = with_marks_apart(to_words(level.only(~over) if over.any() else level, uprights))
        for direction in (90, 270, 180):
            words += self._labels(direction, width, height, rulings)
        largest = _LARGEST_TYPED * float(np.median([word.size for word in words] or [_BODY]))
        for text, box in zip(self._typed.texts, self._boxes([text.box for text in self._typed.texts]), strict=True):
            if text.size <= largest:  # else it is a stamp across the page
                words = with_typed(words, text.text, box, text.size, text.multiline)
        pictures = [shape.box for shape in self._drawn.shapes if shape.picture]
        fills = [shape.box for shape in self._drawn.shapes if not shape.picture and min(shape.colour[:3]) < 250]
        return PagePicture(
            width, height, tuple(words), tuple(rulings), self._boxes(pictures), self._boxes(fills), turned=self._turned
        )

    def _levelled(self, seen: np.ndarray) -> np.ndarray:
        """For each glyph how far clockwise its line is turned on the shown page; -1 for what is slanted across the others."""
        quarters = [run.quarter for run in self._glyphs.runs]
        directions = [-1 if quarter is None else (self._rotation - quarter) % 360 for quarter in quarters]
        found = np.array(directions)[self._glyphs.owners]
        slanted = found[seen] < 0
        if slanted.size and slanted.mean() > _MOSTLY:  # all of the page is askew
            found[:] = np.where(found < 0, 0, found)
        return found

    def _main_turn(self) -> int:
        """How far clockwise the page must be turned so that most of its text can be read."""
        directions = self._directions[self._seen]
        if not len(directions):
            return 0
        values, counts = np.unique(directions, return_counts=True)
        main = int(values[counts.argmax()])
        return (360 - main) % 360 if counts.max() > _MOSTLY * len(directions) else 0

    def _in_place(self, boxes: np.ndarray) -> np.ndarray:
        """Boxes of the page's own coordinates in those of the picture."""
        return turned_boxes(placed(boxes, self._paper, self._rotation), self._width, self._height, self._turned)

    def _boxes(self, boxes: Sequence[Box]) -> tuple[Box, ...]:
        if not boxes:
            return ()
        return tuple(tuple(box) for box in self._in_place(np.array(boxes, float)).tolist())

    def _rulings(self) -> list[Ruling]:
        if not self._drawn.lines:
            return []
        edges = self._in_place(np.array(self._drawn.lines, float)).tolist()
        return [Ruling(*edge) for edge in dict.fromkeys(map(tuple, edges))]

    def _strikes(self) -> Iterator[Ruling]:
        """The lines that are struck through text as a note."""
        for left, top, right, bottom in self._boxes(self._typed.struck):
            middle = top + _MIDDLE * (bottom - top)
            yield Ruling(left, middle, right, middle)

    def _line(self, direction: int) -> Line:
        """The seen glyphs whose lines are turned so far clockwise in the picture, turned so that they are level."""
        glyphs = self._glyphs
        kept = self._in_direction(direction)
        upright = self._turned % 180 == 0
        width, height = (self._width, self._height) if upright else (self._height, self._width)
        boxes = turned_boxes(self._in_place(glyphs.boxes), width, height, -direction)
        points = np.array([(run.x, run.y, run.x, run.y) for run in glyphs.runs], float).reshape(-1, 4)
        origins = turned_boxes(self._in_place(points), width, height, -direction)
        types = [_type(run, float(origin[3])) for run, origin in zip(glyphs.runs, origins, strict=True)]
        return Line(glyphs.letters, boxes, glyphs.owners, types).only(kept)

    def _in_direction(self, direction: int) -> np.ndarray:
        """Which of the glyphs are seen and turned so far clockwise in the picture."""
        return self._seen & ((self._directions + self._turned) % 360 == direction)

    def _labels(self, direction: int, width: float, height: float, rulings: Sequence[Ruling]) -> list[PrintedWord]:
        """Texts printed sideways among the others, each as one word at its place."""
        if not self._in_direction(direction).any():
            return []
        line = self._line(direction)
        if direction % 180:
            frame_width, frame_height = height, width
        else:
            frame_width, frame_height = width, height
        edges = np.array([(r.left, r.top, r.right, r.bottom) for r in rulings], float).reshape(-1, 4)
        turned = [Ruling(*edge) for edge in turned_boxes(edges, width, height, -direction).tolist()]
        labels = to_labels(to_words(line, [ruling for ruling in turned if not ruling.level]), turned)
        return [_turned_back(label, frame_width, frame_height, direction) for label in labels]


def _type(run: Run, baseline: float) -> Type:
    return Type(max(run.size, _SMALLEST), run.bold, baseline)


def _turned_back(word: PrintedWord, width: float, height: float, direction: int) -> PrintedWord:
    box = np.array([(word.left, word.top, word.right, word.bottom)])
    left, top, right, bottom = turned_boxes(box, width, height, direction)[0].tolist()
    return PrintedWord(word.text, left, top, right, bottom, bottom, word.size, word.bold)
