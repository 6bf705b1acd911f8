"""One PDF page -> the glyphs printed on it, as PDFium places them.

PDFium is called through plain C prototypes: a page has thousands of glyphs, and pypdfium2's own take three times as long.
"""

import ctypes
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from indexer.reading.pdf.shown.ticks import ticked

_BOLD = re.compile(r"bold|black|heavy", re.I)
_LONGEST_NAME = 128
_HYPHEN = 2
_LEVEL = 3.0
_FIRST_UNKNOWN = 0xF0000
LETTERLESS = "\ufffd"
"""Stands for a glyph whose letter isn't known."""
UNKNOWN = "\U000f0000-\U000fffff"
"""What stands for glyphs without letters, as a range of a regular expression."""
_ADDRESS = ctypes.c_void_p
_INT = ctypes.c_int


def prototype(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The same function of PDFium's, called with addresses as plain numbers."""
    address = ctypes.cast(function, _ADDRESS).value
    return ctypes.CFUNCTYPE(result, *arguments)(address)


_letter = prototype(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint, _ADDRESS, _INT)
_owner = prototype(pdfium_c.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INT)
_place = prototype(pdfium_c.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)
_without_letter = prototype(pdfium_c.FPDFText_HasUnicodeMapError, _INT, _ADDRESS, _INT)
_origin = prototype(pdfium_c.FPDFText_GetCharOrigin, _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS)
_matrix = prototype(pdfium_c.FPDFText_GetMatrix, _INT, _ADDRESS, _INT, _ADDRESS)
_size = prototype(pdfium_c.FPDFText_GetFontSize, ctypes.c_double, _ADDRESS, _INT)
_mode = prototype(pdfium_c.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)
_font = prototype(pdfium_c.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
_font_name = prototype(pdfium_c.FPDFFont_GetBaseFontName, ctypes.c_size_t, _ADDRESS, _ADDRESS, ctypes.c_size_t)
_fill = prototype(pdfium_c.FPDFPageObj_GetFillColor, _INT, _ADDRESS, *[_ADDRESS] * 4)
_stroke = prototype(pdfium_c.FPDFPageObj_GetStrokeColor, _INT, _ADDRESS, *[_ADDRESS] * 4)

_OUTLINED_TOO = 2
STROKED, UNSEEN, CLIP_ONLY = (1, 5), 3, 7
"""Text rendering modes: outlines alone; nothing; a shape to draw through."""
Colour = tuple[int, int, int, int]
"""Red, green, blue and opacity, 0 to 255."""


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs that one operator of the page shows, in one type: `address` is PDFium's text object. `slant` is how far, in degrees
    counterclockwise, its line is turned in the page's own coordinates; `x` and `y` are the origin of its first glyph there."""

    address: int
    size: float
    slant: float
    x: float
    y: float
    mode: int
    colour: Colour
    bold: bool
    font: int
    face: str

    @property
    def quarter(self) -> int | None:
        """0, 90, 180 or 270 where the line is nearly level or upright; None where it is slanted."""
        nearest = round(self.slant / 90) * 90
        return nearest % 360 if abs(self.slant - nearest) <= _LEVEL else None


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The glyphs of a page in the order they are printed, spaces too. `boxes` (n x 4, left, bottom, right, top in the page's own
    coordinates) hold each one's advance and the height of its type, `owners` the index of its run. A glyph that no letter is known
    for is LETTERLESS, or one of UNKNOWN: the same where the glyph is."""

    letters: list[str]
    boxes: np.ndarray
    owners: np.ndarray
    runs: list[Run]


@dataclass(slots=True)
class _Runs:
    """The runs met so far, by their addresses."""

    text: int
    runs: list[Run] = field(default_factory=list)
    known: dict[int, int] = field(default_factory=dict)
    fonts: dict[int, tuple[int, str]] = field(default_factory=dict)

    def index(self, address: int, glyph: int) -> int:
        """The index of the run with this address, that the glyph with that index begins if it is new."""
        found = self.known.get(address)
        if found is None:
            found = self.known[address] = len(self.runs)
            self.runs.append(self._run(address, glyph))
        return found

    def _run(self, address: int, glyph: int) -> Run:
        x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium_c.FS_MATRIX()
        _origin(self.text, glyph, ctypes.addressof(x), ctypes.addressof(y))
        _matrix(self.text, glyph, ctypes.addressof(matrix))
        size = _size(self.text, glyph) * math.hypot(matrix.c, matrix.d)
        slant = math.degrees(math.atan2(matrix.b, matrix.a))
        mode = _mode(address)
        font, face = self._font(address)
        bold = bool(_BOLD.search(face)) or mode == _OUTLINED_TOO
        return Run(address, size, slant, x.value, y.value, mode, _colour(address, mode), bold, font, face)

    def _font(self, address: int) -> tuple[int, str]:
        """The number of a run's font on its page, and its name."""
        font = _font(address)
        if font not in self.fonts:
            name = ctypes.create_string_buffer(_LONGEST_NAME)
            if font:
                _font_name(font, ctypes.addressof(name), _LONGEST_NAME)
            self.fonts[font] = len(self.fonts), name.value.decode("utf-8", "replace")
        return self.fonts[font]


def glyphs_of(page: pdfium.PdfPage) -> Glyphs:
    """The glyphs of a page. Raises PdfiumError where PDFium can't make out its text."""
    textpage = page.get_textpage()
    try:
        return _glyphs(textpage)
    finally:
        textpage.close()


def _glyphs(textpage: pdfium.PdfTextPage) -> Glyphs:
    text = ctypes.cast(textpage.raw, _ADDRESS).value or 0
    count = max(0, pdfium_c.FPDFText_CountChars(textpage.raw))
    places = (pdfium_c.FS_RECTF * max(1, count))()
    place, width = ctypes.addressof(places), ctypes.sizeof(pdfium_c.FS_RECTF)
    runs = _Runs(text)
    letters: list[str] = []
    owners: list[int] = []
    kept: list[int] = []
    for n in range(count):
        address = _owner(text, n)
        if not address:  # a space or a line's end that PDFium thought of itself
            continue
        _place(text, n, place + n * width)
        owner = runs.index(address, n)
        code = _letter(text, n)
        letters.append(_unknown(runs.runs[owner].font, code) if _without_letter(text, n) else _as_letter(code))
        owners.append(owner)
        kept.append(n)
    _join_ligatures(letters, owners, kept, places)
    boxes = np.frombuffer(places, np.float32).reshape(-1, 4)[kept]  # left, top, right, bottom
    faces = [run.face for run in runs.runs]
    return Glyphs(ticked(letters, owners, faces), _upright_boxes(boxes), np.array(owners, np.int32), runs.runs)


def _join_ligatures(letters: list[str], owners: list[int], kept: list[int], places: Any) -> None:
    """Letters that one glyph stands for have one box: they are one item."""
    n = 1
    while n < len(kept):
        place, before = places[kept[n]], places[kept[n - 1]]
        is_same = place.left == before.left and place.right == before.right and place.top == before.top
        if is_same and owners[n] == owners[n - 1]:
            letters[n - 1] += letters[n]
            del letters[n], owners[n], kept[n]
        else:
            n += 1


def _upright_boxes(boxes: np.ndarray) -> np.ndarray:
    """The boxes with their lesser edges first, as far apart as figures go."""
    boxes = np.nan_to_num(boxes.astype(np.float64), nan=0.0, posinf=1e6, neginf=-1e6)
    xs, ys = np.sort(boxes[:, [0, 2]], axis=1), np.sort(boxes[:, [1, 3]], axis=1)
    return np.column_stack([xs[:, 0], ys[:, 0], xs[:, 1], ys[:, 1]])


def _unknown(font: int, code: int) -> str:
    """A stand-in for a glyph that has a place in its font but no letter."""
    return chr(_FIRST_UNKNOWN + font % 16 * 0x1000 + code % 0x1000)


def _as_letter(code: int) -> str:
    if code == _HYPHEN:
        return "-"
    if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return LETTERLESS
    return chr(code)


def _colour(address: int, mode: int) -> Colour:
    parts = (ctypes.c_uint * 4)(0, 0, 0, 255)
    start = ctypes.addressof(parts)
    ask = _stroke if mode in STROKED else _fill
    ask(address, start, start + 4, start + 8, start + 12)
    return parts[0], parts[1], parts[2], parts[3]
