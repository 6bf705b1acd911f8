"""Which glyphs of a page a viewer shows: not those without colour, in the colour of what lies beneath them, covered, cut off, or in a
layer that is switched off. Where that can't be told from what is drawn, the page is drawn with and without them."""

import ctypes
from collections.abc import Sequence

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from indexer.reading.pdf.drawn import EVERYTHING, Drawn, Shape, ShownText
from indexer.reading.pdf.glyphs import CLIP_ONLY, UNSEEN, Glyphs
from indexer.reading.pdf.places import Box, inside, placed

_FAINT = 13
_CONTRAST = 24
_PALE = 180
_DRAWN_AT = 1.5
_MOST_PIXELS = 3_000_000
_CHANGED = 12
_LEAST_CHANGED = 0.02
_PAGE_SHARE = 0.5
_UNKNOWN = ShownText(order=0, clip=EVERYTHING, hidden=False)


def shown(page: pdfium.PdfPage, glyphs: Glyphs, drawn: Drawn, paper: Box) -> np.ndarray:
    """For each glyph whether it is seen. `paper` is the part of the page that is shown.

    Text without colour over a picture of the page is what an earlier recognition saw there: it counts as seen.
    """
    centres = (glyphs.boxes[:, :2] + glyphs.boxes[:, 2:]) / 2
    texts = [drawn.texts.get(run.address, _UNKNOWN) for run in glyphs.runs]
    orders = np.array([text.order for text in texts])[glyphs.owners]
    clips = np.array([text.clip for text in texts])[glyphs.owners]
    cut = ((centres < clips[:, :2]) | (centres > clips[:, 2:])).any(axis=1)
    without_colour = np.array([_is_without_colour(glyphs, n, text) for n, text in enumerate(texts)])[glyphs.owners]
    ground, covered = _layered(centres, orders, drawn.shapes)
    alike = _may_look_like(glyphs, ground, drawn.shapes)
    clips_only = np.array([run.mode == CLIP_ONLY for run in glyphs.runs])[glyphs.owners]
    hidden = cut | without_colour | (alike & (ground < 0) & ~covered)
    unsure = ~hidden & (covered | alike | clips_only)
    if unsure.any():
        hidden |= unsure & ~_makes_a_difference(page, glyphs, unsure, paper)
    if hidden.any():
        hidden &= ~_recognised_before(hidden, centres, drawn, paper)
    return ~hidden & inside(centres, paper)


def _is_without_colour(glyphs: Glyphs, number: int, text: ShownText) -> bool:
    run = glyphs.runs[number]
    return run.mode == UNSEEN or run.colour[3] < _FAINT or text.hidden


def _layered(centres: np.ndarray, orders: np.ndarray, shapes: Sequence[Shape]) -> tuple[np.ndarray, np.ndarray]:
    """For each glyph the index of the shape it lies on (-1: the paper), and whether a later one lies on it."""
    ground = np.full(len(centres), -1)
    covered = np.zeros(len(centres), bool)
    for n, shape in enumerate(shapes):
        within = inside(centres, shape.box)
        if within.any():
            is_later = orders < shape.order
            ground[within & ~is_later] = n
            covered |= within & is_later
    return ground, covered


def _may_look_like(glyphs: Glyphs, ground: np.ndarray, shapes: Sequence[Shape]) -> np.ndarray:
    """For each glyph whether it has the colour of what it lies on, or may have it: that of a picture is not known, nor that of what
    lets through what is beneath it. PDFium tells white of what is filled with a pattern."""
    plain = np.array([shape.plain for shape in shapes] + [True])
    beneath = np.array([shape.colour[:3] for shape in shapes] + [(255, 255, 255)])
    colours = np.array([run.colour[:3] for run in glyphs.runs])[glyphs.owners]
    contrast = np.abs(colours - beneath[ground]).max(axis=1)
    is_pale = colours.min(axis=1) > _PALE
    return np.where(plain[ground], contrast < _CONTRAST, is_pale)


def _recognised_before(hidden: np.ndarray, centres: np.ndarray, drawn: Drawn, paper: Box) -> np.ndarray:
    """Which of the unseen glyphs are the text of a picture of the page: no fewer than are seen, over pictures that cover the page."""
    found = np.zeros(len(hidden), bool)
    pictures = [shape.box for shape in drawn.shapes if shape.picture]
    area = sum((right - left) * (top - bottom) for left, bottom, right, top in pictures)
    page_area = (paper[2] - paper[0]) * (paper[3] - paper[1])
    if area < _PAGE_SHARE * page_area or hidden.mean() < 0.5:
        return found
    for box in pictures:
        found |= inside(centres, box)
    return found & hidden


def _makes_a_difference(page: pdfium.PdfPage, glyphs: Glyphs, unsure: np.ndarray, paper: Box) -> np.ndarray:
    """For each glyph whether the page looks otherwise where it stands when those that are `unsure` are taken off it."""
    runs = [glyphs.runs[n].address for n in np.unique(glyphs.owners[unsure])]
    width, height = page.get_size()
    scale = min(_DRAWN_AT, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    whole = _picture(page, scale)
    _switch(runs, on=False)
    bare = _picture(page, scale)
    _switch(runs, on=True)
    changed = np.abs(whole.astype(np.int16) - bare.astype(np.int16)).max(axis=2) > _CHANGED
    boxes = np.rint(placed(glyphs.boxes, paper, page.get_rotation()) * scale).astype(int).clip(0)
    found = np.zeros(len(unsure), bool)
    for n in np.flatnonzero(unsure):
        left, top, right, bottom = boxes[n]
        part = changed[top : bottom + 1, left : right + 1]
        found[n] = part.size > 0 and part.mean() >= _LEAST_CHANGED
    return found


def _picture(page: pdfium.PdfPage, scale: float) -> np.ndarray:
    return page.render(scale=scale).to_numpy()[:, :, :3].copy()


def _switch(runs: Sequence[int], on: bool) -> None:
    for address in runs:
        pdfium_c.FPDFPageObj_SetIsActive(ctypes.cast(address, pdfium_c.FPDF_PAGEOBJECT), on)
