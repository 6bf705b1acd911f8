"""Words in a font that doesn't say which letters its glyphs are: recognised from the picture of the page.

Recognition alone takes a 7 for a 1 and is sure of it. But the same glyph is the same letter wherever it stands: what most of the words
it stands in were recognised as decides.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from indexer.reading.pdf.picture import Box, PagePicture, PrintedWord
from indexer.reading.pdf.shown.glyphs import UNKNOWN
from indexer.reading.scans import ocr
from indexer.reading.scans.cells import see_cells

_UNKNOWN = re.compile(f"[\ufffd\ue000-\uefff\uf100-\uf8ff{UNKNOWN}]")
_MOSTLY = 0.5
_MOST_PIXELS = 40_000_000
_ROOM = 6
"""Pixels around a word: that much more is cut off cells, where lines run."""
_HEIGHTS = (18.0, 21.0, 25.0)
"""Each word is looked at with its figures so many pixels high. Tesseract is best with them; higher ones, as of body text at 300 dots
an inch, it takes for others: a 7 for a 1."""
_HEIGHT_OF_SIZE = 0.72
_CLEAR, _CERTAIN = 0.5, 0.75
_FEWEST_VOTES = 3
_FIGURE = re.compile(r"\d(?:[\d.,]*\d)?")


@dataclass(frozen=True, slots=True)
class Lettered:
    """A page's picture with the words that could be recognised in it, how many could not, and the figures that may be other than
    they were recognised."""

    picture: PagePicture
    lost: int = 0
    doubtful: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Guess:
    """What a word is taken for ("" for nothing), and whether that is certain."""

    text: str
    certain: bool


def mostly_unknown(picture: PagePicture) -> bool:
    """Whether most of a page has no letters, so that all of it is better recognised."""
    unknown = sum(_count(word) for word in picture.words)
    return unknown > _MOSTLY * sum(len(word.text) for word in picture.words)


def has_unknown(picture: PagePicture) -> bool:
    """Whether a page has words without letters."""
    return any(_count(word) for word in picture.words)


def lettered(picture: PagePicture, gray: np.ndarray) -> Lettered:
    """The picture with its unknown words recognised from the page as it is shown (height x width, uint8); those that can't be are
    left out."""
    unknown = [word for word in picture.words if _is_unknown(word)]
    guesses = _guesses(unknown, picture, gray) if unknown and ocr.available() else [_Guess("", certain=False)] * len(unknown)
    found = dict(zip(map(id, unknown), guesses, strict=True))
    words = [replace(word, text=found[id(word)].text) if id(word) in found else _without_mark(word) for word in picture.words]
    lost = sum(not guess.text for guess in guesses)
    doubtful = tuple(figure for guess in guesses if not guess.certain for figure in _FIGURE.findall(guess.text))
    return Lettered(replace(picture, words=tuple(word for word in words if word.text)), lost, doubtful)


def _count(word: PrintedWord) -> int:
    return 0 if word.text.isascii() else len(_UNKNOWN.findall(word.text))


def _is_unknown(word: PrintedWord) -> bool:
    """Whether a word has glyphs without letters; one of a private font alone is taken for the mark of a list."""
    return _count(word) > 1 or (_count(word) == 1 and (len(word.text) > 1 or bool(re.match(f"[{UNKNOWN}]", word.text))))


def _without_mark(word: PrintedWord) -> PrintedWord:
    return word if word.text.isascii() else replace(word, text=re.sub(f"[{UNKNOWN}]", "", word.text))


def _guesses(words: Sequence[PrintedWord], picture: PagePicture, gray: np.ndarray) -> list[_Guess]:
    readings = [_read(words, picture, gray, height) for height in _HEIGHTS]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for texts in readings:
        for word, text in zip(words, texts, strict=True):
            if len(text) == len(word.text):
                for glyph, letter in zip(word.text, text, strict=True):
                    votes[glyph][letter] += 1
    return [_guess(word.text, [texts[n] for texts in readings], votes) for n, word in enumerate(words)]


def _guess(glyphs: str, readings: Sequence[str], votes: Mapping[str, Counter[str]]) -> _Guess:
    """What a word is by the votes for each of its glyphs; where one has none, what most readings of the word say."""
    letters = []
    certain = True
    for glyph in glyphs:
        if not _UNKNOWN.match(glyph):
            letters.append(glyph)
            continue
        counted = votes.get(glyph, Counter())
        letter, most = (counted.most_common(1) or [("", 0)])[0]
        if glyph == "\ufffd" or not most or most < _CLEAR * counted.total():
            text, times = Counter(readings).most_common(1)[0]
            return _Guess(text, certain=False) if times > 1 else _Guess("", certain=False)
        certain &= most >= _CERTAIN * counted.total() and counted.total() >= _FEWEST_VOTES
        letters.append(letter)
    return _Guess("".join(letters), certain)


def _read(words: Sequence[PrintedWord], picture: PagePicture, gray: np.ndarray, height: float) -> list[str]:
    """What is recognised where these words stand, with figures of this height in pixels."""
    upright = np.ascontiguousarray(np.rot90(gray, -(picture.turned // 90)))
    by_size: dict[int, list[int]] = defaultdict(list)
    for n, word in enumerate(words):
        by_size[max(1, round(word.size))].append(n)
    texts = [""] * len(words)
    for size, members in by_size.items():
        wanted = height / (_HEIGHT_OF_SIZE * size)  # pixels a point
        page = _scaled(upright, wanted * picture.width / upright.shape[1])
        scale = page.shape[1] / picture.width
        boxes = [_box(words[n], scale, page) for n in members]
        for n, seen in zip(members, see_cells(page, boxes), strict=True):
            texts[n] = "".join(word.text for word in seen)
    return texts


def _scaled(gray: np.ndarray, factor: float) -> np.ndarray:
    """A picture so many times as large, or as large as memory allows."""
    factor = min(factor, (_MOST_PIXELS / gray.size) ** 0.5)
    return cv2.resize(gray, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC)


def _box(word: PrintedWord, scale: float, page: np.ndarray) -> Box:
    """Where a word stands in a picture with so many pixels a point, with room around it."""
    height, width = page.shape
    left, top, right, bottom = (edge * scale for edge in (word.left, word.top, word.right, word.bottom))
    return max(0.0, left - _ROOM), max(0.0, top - _ROOM), min(width, right + _ROOM), min(height, bottom + _ROOM)
