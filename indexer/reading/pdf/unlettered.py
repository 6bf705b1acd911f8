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

from indexer.reading.pdf.glyphs import UNKNOWN
from indexer.reading.pdf.picture import PagePicture, PrintedWord
from indexer.reading.scans import ocr
from indexer.reading.scans.cells import see_cells

_UNKNOWN = re.compile(f"[\ufffd\ue000-\uefff\uf100-\uf8ff{UNKNOWN}]")
_MOSTLY = 0.5
_ROOM = 6
"""Pixels around a word: that much more is cut off cells, where lines run."""
_SIZES = (1.0, 0.75, 1.4)
"""Each word is looked at in several sizes: recognition errs otherwise in each."""
_CLEAR, _CERTAIN = 0.5, 0.75
_FEWEST_VOTES = 3


@dataclass(frozen=True, slots=True)
class Lettered:
    """A page's picture with the words that could be recognised in it, how many could not, and those that may be other than they
    were recognised."""

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
    doubtful = tuple(guess.text for guess in guesses if guess.text and not guess.certain)
    return Lettered(replace(picture, words=tuple(word for word in words if word.text)), lost, doubtful)


def _count(word: PrintedWord) -> int:
    return 0 if word.text.isascii() else len(_UNKNOWN.findall(word.text))


def _is_unknown(word: PrintedWord) -> bool:
    """Whether a word has glyphs without letters; one of a private font alone is taken for the mark of a list."""
    return _count(word) > 1 or (_count(word) == 1 and (len(word.text) > 1 or bool(re.match(f"[{UNKNOWN}]", word.text))))


def _without_mark(word: PrintedWord) -> PrintedWord:
    return word if word.text.isascii() else replace(word, text=re.sub(f"[{UNKNOWN}]", "", word.text))


def _guesses(words: Sequence[PrintedWord], picture: PagePicture, gray: np.ndarray) -> list[_Guess]:
    readings = [_read(words, picture, gray, size) for size in _SIZES]
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


def _read(words: Sequence[PrintedWord], picture: PagePicture, gray: np.ndarray, size: float) -> list[str]:
    """What is recognised where these words stand, in a picture so many times as large."""
    upright = np.ascontiguousarray(np.rot90(gray, -(picture.turned // 90)))
    if size != 1:
        upright = cv2.resize(upright, None, fx=size, fy=size, interpolation=cv2.INTER_AREA)
    scale = upright.shape[1] / max(1.0, picture.width)
    height, width = upright.shape
    boxes = []
    for word in words:
        left, top, right, bottom = (edge * scale for edge in (word.left, word.top, word.right, word.bottom))
        boxes.append((max(0.0, left - _ROOM), max(0.0, top - _ROOM), min(width, right + _ROOM), min(height, bottom + _ROOM)))
    return ["".join(word.text for word in seen) for seen in see_cells(upright, boxes)]
