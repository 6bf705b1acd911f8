"""Which glyphs of a page a viewer shows: not those without colour, in the colour of what lies beneath them, covered, cut off, or in a
layer that is switched off. Where that can't be told from what is drawn, the page is drawn with and without them."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from indexer.reading.pdf.shown.corners import EVERYTHING
from indexer.reading.pdf.shown.drawn import Drawn, Shape, ShownText
from indexer.reading.pdf.shown.glyphs import CLIP_ONLY, UNSEEN, Glyphs
from indexer.reading.pdf.shown.places import Box, inside, placed

_FAINT = 13
_CONTRAST, _FAINT_CONTRAST = 24, 105
_PALE = 180
_DRAWN_AT = 1.5
_MOST_PIXELS = 3_000_000
_CHANGED = 12
_LEAST_CHANGED = 0.02
_PAGE_SHARE = 0.5
_CUT = 0.5
_UNKNOWN = ShownText(order=0, clip=EVERYTHING, hidden=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """For each glyph whether it is seen, and whether it is but a little darker than what it lies on, or lighter, as a watermark is."""

    seen: np.ndarray
    faint: np.ndarray


def shown(page: pdfium.PdfPage, glyphs: Glyphs, drawn: Drawn, paper: Box) -> Shown:
    """How the glyphs of a page are seen. `paper` is the part of the page that is shown.

    Text without colour over a picture of the page is what an earlier recognition saw there: it counts as seen.
    """
    centres = (glyphs.boxes[:, :2] + glyphs.boxes[:, 2:]) / 2
    texts = [drawn.texts.get(run.address, _UNKNOWN) for run in glyphs.runs]
    orders = np.array([text.order for text in texts])[glyphs.owners]
    clips = np.array([text.clip for text in texts])[glyphs.owners]
    cut = ((centres < clips[:, :2]) | (centres > clips[:, 2:])).any(axis=1)
    without_colour = np.array([_is_without_colour(glyphs, n, text) for n, text in enumerate(texts)])[glyphs.owners]
    ground, covered = _layered(centres, orders, drawn.shapes)
    contrast = _contrast(glyphs, ground, drawn.shapes)
    alike = contrast < _CONTRAST
    clips_only = np.array([run.mode == CLIP_ONLY for run in glyphs.runs])[glyphs.owners]
    hidden = cut | without_colour | (alike & (ground < 0) & ~covered)
    unsure = ~hidden & (covered | alike | clips_only)
    if unsure.any():
        hidden |= unsure & ~_makes_a_difference(page, glyphs, unsure, paper)
    if hidden.any():
        hidden &= ~_recognised_before(hidden, centres, drawn, paper)
    off_paper = ~inside(centres, paper)
    partly_cut = (cut & hidden) | off_paper
    return Shown(~_whole_words(hidden | off_paper, partly_cut, glyphs), faint=(contrast > 0) & (contrast < _FAINT_CONTRAST))


def _whole_words(hidden: np.ndarray, cut: np.ndarray, glyphs: Glyphs) -> np.ndarray:
    """What is hidden, where a word that is cut through is hidden or shown as a whole: half a figure is another figure."""
    if not cut.any() or cut.all():
        return hidden
    spaces = np.array([letter.isspace() for letter in glyphs.letters])
    begins = np.ones(len(hidden), bool)
    begins[1:] = spaces[1:] | spaces[:-1] | (np.diff(glyphs.owners) != 0)
    words = np.cumsum(begins) - 1
    share_cut = np.bincount(words, cut) / np.bincount(words)
    is_cut_through = ((share_cut > 0) & (share_cut < 1))[words]
    return np.where(is_cut_through, (share_cut > _CUT)[words], hidden)


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


def _contrast(glyphs: Glyphs, ground: np.ndarray, shapes: Sequence[Shape]) -> np.ndarray:
    """How far (0 to 255) the colour of each glyph is from that of what it lies on. It is not known for pictures, and what lets through
    what is beneath it: 0 for pale glyphs there, which may be lost on it, and 255 for others."""
    plain = np.array([shape.plain for shape in shapes] + [True])
    beneath = np.array([shape.colour[:3] for shape in shapes] + [(255, 255, 255)])
    colours = np.array([run.colour for run in glyphs.runs])[glyphs.owners]
    contrast = np.abs(colours[:, :3] - beneath[ground]).max(axis=1) * colours[:, 3] / 255
    is_pale = colours[:, :3].min(axis=1) > _PALE
    return np.where(plain[ground], contrast, np.where(is_pale, 0, 255))


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
