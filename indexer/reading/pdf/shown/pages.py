"""The pages of a PDF as they are shown: drawn by PDFium, with what is on them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from indexer.errors import UnreadableDocument
from indexer.reading.pdf.picture import PagePicture
from indexer.reading.pdf.shown.blanks import filled_in, find_blanks
from indexer.reading.pdf.shown.page_picture import read_picture
from indexer.reading.pdf.shown.second_engine import SecondEngine
from indexer.reading.pdf.shown.typed import NOTHING, Typed
from indexer.reading.pdf.shown.unlettered import has_unknown, lettered, mostly_unknown
from indexer.reading.scans.ocr import DPI

_MOST_PIXELS = 16_000_000
_BROKEN = (IndexError, ValueError, ArithmeticError, TypeError, RecursionError)
"""What places and sizes that make no sense lead to: they cost the page that has them."""
_DEPTH = 3
_DARK, _LEAST_INK = 128, 0.002
_INK = (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_SHADING, pdfium_c.FPDF_PAGEOBJ_TEXT)


class ShownPages:
    """A PDF, opened when the first page is wanted; indices are from 0. Every method raises UnreadableDocument where PDFium can't
    make out the page. PDFium is not thread-safe."""

    def __init__(self, data: bytes, layers: bool = False) -> None:
        """`layers` says that some of the file's layers are switched off, and marked so. `unread` counts, for pages by index, the words
        without letters that could not be recognised, `by_hand` the blanks filled in by hand, `doubtful` has the figures that may be
        others."""
        self._data = data
        self._layers = layers
        self._second = SecondEngine(data)
        self.unread: dict[int, int] = {}
        self.doubtful: dict[int, tuple[str, ...]] = {}
        self.by_hand: dict[int, int] = {}
        self._pdf: pdfium.PdfDocument | None = None

    def __enter__(self) -> "ShownPages":
        return self

    def __exit__(self, *_: object) -> None:
        if self._pdf:
            self._pdf.close()

    def picture(self, index: int, dpi: int = DPI) -> np.ndarray:
        """The page in grey (height x width, uint8) at this resolution, that for recognition, or as near to it as memory allows.

        White where it can't be drawn: it holds nothing that could be recognised.
        """
        try:
            with self._page(index) as page:
                width, height = page.get_size()
                scale = min(dpi / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
                drawn = page.render(scale=scale, grayscale=True).to_numpy()
                return drawn.reshape(drawn.shape[:2]).copy()
        except UnreadableDocument:
            return np.full((1, 1), 255, np.uint8)

    def image_share(self, index: int) -> float:
        """The share of the page (0..1) that its largest picture covers."""
        with self._page(index) as page:
            width, height = page.get_size()
            images = page.get_objects([pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH)
            boxes = [image.get_bounds() for image in images]
        areas = ((right - left) * (top - bottom) for left, bottom, right, top in boxes)
        return min(1.0, max(areas, default=0.0) / max(1.0, width * height))

    def is_blank(self, index: int) -> bool:
        """Whether nothing at all is drawn on the page."""
        with self._page(index) as page:
            return next(iter(page.get_objects(_INK, max_depth=_DEPTH)), None) is None

    def read(self, index: int, typed: Typed = NOTHING) -> PagePicture:
        """What stands on the page, and where, with what is `typed` on it. Words in a font without letters, or with a digit that a second
        engine sees otherwise, are recognised; where most are, there are none, so that all of the page is. So is what stands in blanks."""
        with self._page(index) as page:
            picture = read_picture(page, partial(self._second.doubted, index), typed, self._layers)
        return self._filled_in(index, self._with_letters(index, picture))

    def _filled_in(self, index: int, picture: PagePicture) -> PagePicture:
        """The picture with what stands in its blanks for dates and numbers."""
        blanks = find_blanks(picture)
        if not blanks:
            return picture
        found = filled_in(picture, blanks, self.picture(index))
        if found.unread:
            self.by_hand[index] = found.unread
        if found.doubtful:
            self.doubtful[index] = (*self.doubtful.get(index, ()), *found.doubtful)
        return found.picture

    def _with_letters(self, index: int, picture: PagePicture) -> PagePicture:
        """The picture with its words without letters recognised; without words where most of them are such."""
        if not has_unknown(picture):
            return picture
        if mostly_unknown(picture):
            return replace(picture, words=())
        found = lettered(picture, self.picture(index))
        if found.lost:
            self.unread[index] = found.lost
        if found.doubtful:
            self.doubtful[index] = found.doubtful
        return found.picture

    def has_ink(self, index: int) -> bool:
        """Whether there is more to see on the page than specks."""
        return float((self.picture(index) < _DARK).mean()) > _LEAST_INK

    @contextmanager
    def _page(self, index: int) -> Iterator[pdfium.PdfPage]:
        try:
            self._pdf = self._pdf or pdfium.PdfDocument(self._data)
            page = self._pdf[index]
            try:
                yield page
            finally:
                page.close()
        except (pdfium.PdfiumError, *_BROKEN) as error:
            raise UnreadableDocument(f"Halaman {index + 1} PDF ini rusak; ekspor ulang, lalu kirim lagi.") from error
