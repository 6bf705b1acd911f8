"""One PDF page -> what is drawn on it beside its glyphs: lines, filled shapes and pictures, and in which order; forms in forms too.

Coordinates are the page's own: points, y upwards.
"""

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from indexer.reading.pdf.shown.corners import (
    AS_IT_IS,
    EVERYTHING,
    THIN,
    Box,
    Matrix,
    Point,
    around,
    moved,
    overlap,
    rectangle_of,
    straight_parts,
    times,
    within,
)
from indexer.reading.pdf.shown.glyphs import Colour, prototype
from indexer.reading.pdf.shown.layers import HIDDEN_MARK

_ADDRESS, _INT, _FLOAT = ctypes.c_void_p, ctypes.c_int, ctypes.c_float
_count = prototype(pdfium_c.FPDFPage_CountObjects, _INT, _ADDRESS)
_object = prototype(pdfium_c.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
_inner_count = prototype(pdfium_c.FPDFFormObj_CountObjects, _INT, _ADDRESS)
_inner_object = prototype(pdfium_c.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, ctypes.c_ulong)
_type = prototype(pdfium_c.FPDFPageObj_GetType, _INT, _ADDRESS)
_bounds = prototype(pdfium_c.FPDFPageObj_GetBounds, _INT, _ADDRESS, *[_ADDRESS] * 4)
_matrix = prototype(pdfium_c.FPDFPageObj_GetMatrix, _INT, _ADDRESS, _ADDRESS)
_draw_mode = prototype(pdfium_c.FPDFPath_GetDrawMode, _INT, _ADDRESS, _ADDRESS, _ADDRESS)
_segments = prototype(pdfium_c.FPDFPath_CountSegments, _INT, _ADDRESS)
_segment = prototype(pdfium_c.FPDFPath_GetPathSegment, _ADDRESS, _ADDRESS, _INT)
_point = prototype(pdfium_c.FPDFPathSegment_GetPoint, _INT, _ADDRESS, _ADDRESS, _ADDRESS)
_segment_type = prototype(pdfium_c.FPDFPathSegment_GetType, _INT, _ADDRESS)
_fill = prototype(pdfium_c.FPDFPageObj_GetFillColor, _INT, _ADDRESS, *[_ADDRESS] * 4)
_stroke = prototype(pdfium_c.FPDFPageObj_GetStrokeColor, _INT, _ADDRESS, *[_ADDRESS] * 4)
_blends = prototype(pdfium_c.FPDFPageObj_HasTransparency, _INT, _ADDRESS)
_clip = prototype(pdfium_c.FPDFPageObj_GetClipPath, _ADDRESS, _ADDRESS)
_clips = prototype(pdfium_c.FPDFClipPath_CountPaths, _INT, _ADDRESS)
_clip_segments = prototype(pdfium_c.FPDFClipPath_CountPathSegments, _INT, _ADDRESS, _INT)
_clip_segment = prototype(pdfium_c.FPDFClipPath_GetPathSegment, _ADDRESS, _ADDRESS, _INT, _INT)
_marks = prototype(pdfium_c.FPDFPageObj_CountMarks, _INT, _ADDRESS)
_mark = prototype(pdfium_c.FPDFPageObj_GetMark, _ADDRESS, _ADDRESS, ctypes.c_ulong)
_mark_number = prototype(pdfium_c.FPDFPageObjMark_GetParamIntValue, _INT, _ADDRESS, ctypes.c_char_p, _ADDRESS)

_DEPTH = 6
_MOST_OBJECTS = 60_000
_MOST_SEGMENTS = 6_000
_OPAQUE = 250
_FAINT = 8
_MOST_CLIPS, _MOST_CLIP_SEGMENTS = 8, 40


@dataclass(frozen=True, slots=True)
class Shape:
    """Something filled, a picture or a shading, drawn as the `order`th of all. Only a `plain` one, a box of one colour that lets
    nothing through, is known to hide what lies under all of it; of others `colour` says nothing."""

    box: Box
    order: int
    plain: bool
    colour: Colour = (0, 0, 0, 0)
    picture: bool = False


@dataclass(frozen=True, slots=True)
class ShownText:
    """When a run of glyphs is drawn, the box that what is drawn there is cut to, and whether its layer is switched off."""

    order: int
    clip: Box
    hidden: bool


@dataclass(slots=True)
class Drawn:
    """`texts` by the address of the run; `shapes` in the order they are drawn."""

    lines: list[Box] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    texts: dict[int, ShownText] = field(default_factory=dict)


def drawn_on(page: pdfium.PdfPage, layers: bool = False) -> Drawn:
    """What is drawn on a page. `layers` says that the file has layers that are switched off."""
    walk = _Walk(layers)
    address = ctypes.cast(page.raw, _ADDRESS).value or 0
    objects = min(_count(address), _MOST_OBJECTS)
    for n in range(objects):
        walk.see(_object(address, n), AS_IT_IS, EVERYTHING, depth=0)
    return walk.drawn


@dataclass(slots=True)
class _Walk:
    """Goes through the objects of a page in the order they are drawn."""

    layers: bool
    drawn: Drawn = field(default_factory=Drawn)
    order: int = 0
    hidden: bool = False

    def see(self, item: int | None, matrix: Matrix, clip: Box, depth: int) -> None:
        if not item or self.order > _MOST_OBJECTS:
            return
        self.order += 1
        match _type(item):
            case pdfium_c.FPDF_PAGEOBJ_TEXT:
                self._see_text(item, matrix, clip)
            case pdfium_c.FPDF_PAGEOBJ_PATH:
                self._see_path(item, matrix, clip)
            case pdfium_c.FPDF_PAGEOBJ_IMAGE | pdfium_c.FPDF_PAGEOBJ_SHADING as kind:
                self._see_picture(item, matrix, clip, kind == pdfium_c.FPDF_PAGEOBJ_IMAGE)
            case pdfium_c.FPDF_PAGEOBJ_FORM:
                self._see_form(item, matrix, clip, depth)

    def _see_text(self, item: int, matrix: Matrix, clip: Box) -> None:
        own = within(clip, _clip_box(item, matrix))
        self.drawn.texts[item] = ShownText(self.order, own, self._is_hidden(item))

    def _is_hidden(self, item: int) -> bool:
        return self.hidden or (self.layers and _is_marked_hidden(item))

    def _see_form(self, item: int, matrix: Matrix, clip: Box, depth: int) -> None:
        if depth >= _DEPTH:
            return
        outer_hidden = self.hidden
        self.hidden = self._is_hidden(item)
        inner_clip = within(clip, _clip_box(item, matrix))
        inner = times(_matrix_of(item), matrix)
        for n in range(_inner_count(item)):
            self.see(_inner_object(item, n), inner, inner_clip, depth + 1)
        self.hidden = outer_hidden

    def _see_picture(self, item: int, matrix: Matrix, clip: Box, is_image: bool) -> None:
        if self._is_hidden(item):
            return
        box = within(clip, within(_box_of(item, matrix), _clip_box(item, matrix)))
        if box[0] < box[2] and box[1] < box[3]:
            self.drawn.shapes.append(Shape(box, self.order, plain=False, picture=is_image))

    def _see_path(self, item: int, matrix: Matrix, clip: Box) -> None:
        fill_rule, stroked = _INT(), _INT()
        _draw_mode(item, ctypes.addressof(fill_rule), ctypes.addressof(stroked))
        fill = _colour(_fill, item) if fill_rule.value else None
        stroke = _colour(_stroke, item) if stroked.value else None
        is_filled, is_stroked = fill is not None and fill[3] > _FAINT, stroke is not None and stroke[3] > _FAINT
        if not (is_filled or is_stroked) or self._is_hidden(item):
            return
        box = within(clip, _box_of(item, matrix))
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) <= THIN:
            if max(width, height) > THIN:
                self.drawn.lines.append(box)
            return
        outlines = _outlines(item, times(_matrix_of(item), matrix))
        if is_stroked:
            for outline in outlines:
                self.drawn.lines.extend(straight_parts(outline))
        if is_filled:
            self._see_fill(item, outlines, box, clip, fill or (0, 0, 0, 0))

    def _see_fill(self, item: int, outlines: Sequence[Sequence[Point]], box: Box, clip: Box, colour: Colour) -> None:
        """What is filled: thin boxes are lines, others cover what lies beneath."""
        boxes = [rectangle_of(outline) for outline in outlines]
        if not boxes or None in boxes:
            self.drawn.shapes.append(Shape(box, self.order, plain=False))
            return
        is_opaque = colour[3] >= _OPAQUE and not _blends(item)
        apart = len(boxes) == 1 or not overlap(boxes)
        for rectangle in boxes:
            left, bottom, right, top = within(clip, rectangle)
            if min(right - left, top - bottom) <= THIN:
                if max(right - left, top - bottom) > THIN:
                    self.drawn.lines.append((left, bottom, right, top))
            else:
                plain = is_opaque and apart
                self.drawn.shapes.append(Shape((left, bottom, right, top), self.order, plain, colour))


def _colour(ask: Callable[..., int], item: int) -> Colour:
    parts = (ctypes.c_uint * 4)(0, 0, 0, 255)
    start = ctypes.addressof(parts)
    ask(item, start, start + 4, start + 8, start + 12)
    return parts[0], parts[1], parts[2], parts[3]


def _matrix_of(item: int) -> Matrix:
    found = pdfium_c.FS_MATRIX(1, 0, 0, 1, 0, 0)
    _matrix(item, ctypes.addressof(found))
    return found.a, found.b, found.c, found.d, found.e, found.f


def _box_of(item: int, matrix: Matrix) -> Box:
    edges = (_FLOAT * 4)()  # left, bottom, right, top
    start = ctypes.addressof(edges)
    _bounds(item, start, start + 4, start + 8, start + 12)
    if matrix is AS_IT_IS:
        return edges[0], edges[1], edges[2], edges[3]
    corners = [moved(x, y, matrix) for x in (edges[0], edges[2]) for y in (edges[1], edges[3])]
    return around(corners)


def _clip_box(item: int, matrix: Matrix) -> Box:
    """The box around what an object is cut to. One that is cut to many shapes, or a curved one, counts as whole."""
    path = _clip(item)
    count = _clips(path) if path else 0
    box = EVERYTHING
    for n in range(min(count, _MOST_CLIPS)):
        segments = _clip_segments(path, n)
        if segments <= 0 or segments > _MOST_CLIP_SEGMENTS:
            continue
        points = [moved(*_point_of(_clip_segment(path, n, k)), matrix) for k in range(segments)]
        box = within(box, around(points))
    return box


def _point_of(segment: int | None) -> Point:
    place = (_FLOAT * 2)()
    if segment:
        start = ctypes.addressof(place)
        _point(segment, start, start + 4)
    return place[0], place[1]


def _outlines(item: int, matrix: Matrix) -> list[list[Point]]:
    """The corners of each part of a path; a part with curves, and a path of more parts than tables have, has none."""
    outlines: list[list[Point]] = []
    count = _segments(item)
    if count > _MOST_SEGMENTS:
        return []
    curved = False
    for n in range(count):
        segment = _segment(item, n)
        kind = _segment_type(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([])
            curved = False
        if kind == pdfium_c.FPDF_SEGMENT_BEZIERTO:
            curved = True
            outlines[-1].clear()
        if not curved:
            outlines[-1].append(moved(*_point_of(segment), matrix))
    return _without_last_moves(outlines)


def _without_last_moves(outlines: Sequence[list[Point]]) -> list[list[Point]]:
    """The outlines that have more than a beginning, and those with curves, which have nothing."""
    return [outline for outline in outlines if len(outline) != 1]


def _is_marked_hidden(item: int) -> bool:
    value = _INT()
    for n in range(_marks(item)):
        mark = _mark(item, n)
        if mark and _mark_number(mark, HIDDEN_MARK, ctypes.addressof(value)) and value.value:
            return True
    return False
