"""Words in a font that doesn't say which letters its glyphs are: recognised from the picture of the page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import mean

import numpy as np

from indexer.reading.pdf.picture import PagePicture, PrintedWord
from indexer.reading.scans import ocr
from indexer.reading.scans.cells import see_cells

_UNKNOWN = re.compile("[\ufffd\ue000-\uefff\uf100-\uf8ff]")
_MOSTLY = 0.5
_ROOM = 6
"""Pixels around a word: that much more is cut off cells, where lines run."""
_SURE = 0.5


@dataclass(frozen=True, slots=True)
class Lettered:
    """A page's picture with the words that could be recognised in it, and how many could not."""

    picture: PagePicture
    lost: int = 0


def mostly_unknown(picture: PagePicture) -> bool:
    """Whether most of a page has no letters, so that all of it is better recognised."""
    unknown = sum(_count(word) for word in picture.words)
    return unknown > _MOSTLY * sum(len(word.text) for word in picture.words)


def has_unknown(picture: PagePicture) -> bool:
    """Whether a page has words without letters."""
    return any(_is_unknown(word) for word in picture.words)


def lettered(picture: PagePicture, gray: np.ndarray) -> Lettered:
    """The picture with its unknown words recognised from the page as it is shown (height x width, uint8); those that can't be are
    left out."""
    unknown = [word for word in picture.words if _is_unknown(word)]
    read = _read(unknown, picture, gray) if ocr.available() else [""] * len(unknown)
    texts = dict(zip(map(id, unknown), read, strict=True))
    words = [replace(word, text=texts.get(id(word), word.text)) for word in picture.words]
    kept = tuple(word for word in words if word.text)
    return Lettered(replace(picture, words=kept), lost=read.count(""))


def _count(word: PrintedWord) -> int:
    return len(_UNKNOWN.findall(word.text))


def _is_unknown(word: PrintedWord) -> bool:
    """Whether a word has glyphs without letters; one alone is taken for the mark of a list."""
    unknown = _count(word)
    return unknown > 1 or (unknown == 1 and len(word.text) > 1)


def _read(words: Sequence[PrintedWord], picture: PagePicture, gray: np.ndarray) -> list[str]:
    """What is recognised where these words stand; "" where that is nothing, or not sure."""
    upright = np.ascontiguousarray(np.rot90(gray, -(picture.turned // 90)))
    scale = upright.shape[1] / max(1.0, picture.width)
    height, width = upright.shape
    boxes = []
    for word in words:
        left, top, right, bottom = (edge * scale for edge in (word.left, word.top, word.right, word.bottom))
        boxes.append((max(0.0, left - _ROOM), max(0.0, top - _ROOM), min(width, right + _ROOM), min(height, bottom + _ROOM)))
    texts = []
    for seen in see_cells(upright, boxes):
        is_sure = bool(seen) and mean(word.confidence for word in seen) >= _SURE
        texts.append(" ".join(word.text for word in seen) if is_sure else "")
    return texts
