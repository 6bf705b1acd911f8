"""Blanks for a date or a number that were filled in on paper: looked at as a picture, since the page's text knows nothing of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from indexer.language.dates import MONTH, YEAR
from indexer.reading.pdf.picture import Box, PagePicture, PrintedWord
from indexer.reading.scans import ocr
from indexer.reading.scans.handwriting import HANDWRITTEN
from indexer.reading.scans.parts import recognised_parts

_FILLER = re.compile(r"[.…_:,]+")
_REST_OF_DATE = re.compile(rf"(?:{MONTH}|{YEAR})\b", re.I)
_DATE = re.compile(rf"\d{{1,2}} {MONTH} {YEAR}", re.I)
_DAY, _NUMBER = re.compile(r"\d{1,2}"), re.compile(r"\d{1,4}")
_GAP, _LONGEST = 1.5, 14.0
_ABOVE, _BELOW, _LEVEL = 1.7, 0.8, 0.3
"""Of the size of type: how far from the baseline handwriting reaches, and words of one line may be."""
_INK, _SPECK = 140, 20
_LEAST_HEIGHT, _LEAST_WIDTH = 0.35, 0.4
_FLAT = 6
_WHITE = 24
_SURE = 0.85
_ADVANCE = 0.5


@dataclass(frozen=True, slots=True)
class Blank:
    """Room for a date or a number after the word with this index, and what may be meant by what stands in it."""

    after: int
    box: Box
    meant: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class FilledIn:
    """A page's picture with what stands in its blanks, which of that may be misread, and how many could not be read at all."""

    picture: PagePicture
    doubtful: tuple[str, ...] = ()
    unread: int = 0


def find_blanks(picture: PagePicture) -> list[Blank]:
    """The blanks of "pada tanggal …" and "NOMOR … TAHUN" in which no text stands, in the order of the page."""
    words = picture.words
    found = []
    for n, word in enumerate(words):
        said = word.text.casefold().rstrip(":.…")
        is_date = said == "tanggal" and n > 0 and words[n - 1].text.casefold() == "pada"
        if is_date or said == "nomor":
            blank = _blank(picture, n, is_date=is_date)
            found += [blank] if blank else []
    return found


def _blank(picture: PagePicture, n: int, is_date: bool) -> Blank | None:
    word = picture.words[n]
    following = _next_on_line(picture.words, word)
    left = word.right + 1
    right = following.left - 1 if following else min(picture.width, word.right + _LONGEST * word.size)
    box = (left, word.baseline - _ABOVE * word.size, right, word.baseline + _BELOW * word.size)
    if right - left < _GAP * word.size:
        return None
    if is_date and following is None:
        return Blank(n, box, _DATE)
    if is_date and following and _REST_OF_DATE.match(following.text):
        return Blank(n, box, _DAY)
    is_number = not is_date and following and following.text.casefold() == "tahun"
    return Blank(n, box, _NUMBER) if is_number else None


def _next_on_line(words: Sequence[PrintedWord], word: PrintedWord) -> PrintedWord | None:
    """The nearest word to the right of one, on its line, dots to write on left out."""
    level = [other for other in words if abs(other.baseline - word.baseline) < _LEVEL * word.size and other.left >= word.right]
    said = [other for other in level if not _FILLER.fullmatch(other.text)]
    return min(said, key=lambda other: other.left, default=None)


def filled_in(picture: PagePicture, blanks: Sequence[Blank], gray: np.ndarray) -> FilledIn:
    """The picture with what stands in its blanks on the page as it is shown (height x width, uint8): a date or number that was surely
    read, in doubt nevertheless, or a mark for handwriting."""
    upright = without_words(np.rot90(gray, -(picture.turned // 90)), picture)
    words = list(picture.words)
    doubtful = []
    unread = 0
    for blank in reversed(blanks):
        part = _with_room(_part(upright, picture, blank.box))
        if part is None:
            continue
        text = _read(part, blank.meant)
        if text:
            doubtful.append(text)
        else:
            unread += 1
        put = list(_words(text or HANDWRITTEN, words[blank.after], blank.box))
        words[blank.after + 1 : blank.after + 1] = put
    kept = [word for word in words if not (_FILLER.fullmatch(word.text) and any(_is_in(word, blank.box) for blank in blanks))]
    is_changed = bool(doubtful or unread)
    return FilledIn(replace(picture, words=tuple(kept)) if is_changed else picture, tuple(doubtful), unread)


def without_words(gray: np.ndarray, picture: PagePicture) -> np.ndarray:
    """A copy of the page, turned as its picture is, with the words that it holds as text made white."""
    bare = gray.copy()
    scale = bare.shape[1] / picture.width
    for word in picture.words:
        left, top, right, bottom = (edge * scale for edge in (word.left - 1, word.top - 1, word.right + 1, word.bottom + 1))
        bare[max(0, int(top)) : max(0, int(bottom) + 1), max(0, int(left)) : max(0, int(right) + 1)] = 255
    return bare


def _part(gray: np.ndarray, picture: PagePicture, box: Box) -> np.ndarray:
    scale = gray.shape[1] / picture.width
    left, top, right, bottom = (max(0, round(edge * scale)) for edge in box)
    return gray[top:bottom, left:right]


def _with_room(part: np.ndarray) -> np.ndarray | None:
    """What is written in a part of a page, with white around it; None where nothing is, or but a line or the edge of a stamp."""
    high = part.shape[0] / (_ABOVE + _BELOW)  # the size of type in pixels
    count, labels, boxes, _ = cv2.connectedComponentsWithStats((part < _INK).astype(np.uint8), connectivity=8)
    written = [n for n in range(1, count) if _is_written(boxes[n], part.shape, high)]
    if sum(boxes[n][cv2.CC_STAT_WIDTH] for n in written) < _LEAST_WIDTH * high:
        return None
    inked = cv2.dilate(np.isin(labels, written).astype(np.uint8), np.ones((5, 5), np.uint8))
    return np.pad(np.where(inked > 0, part, 255).astype(np.uint8), _WHITE, constant_values=255)


def _is_written(box: np.ndarray, shape: tuple[int, ...], high: float) -> bool:
    """Whether a piece of ink may be a letter: as high as one, no line, not cut off by the edges of the part."""
    left, top, width, height, area = box.tolist()
    is_whole = left > 0 and top > 0 and left + width < shape[1] and top + height < shape[0]
    return is_whole and area >= _SPECK and height >= _LEAST_HEIGHT * high and width <= _FLAT * height


def _read(part: np.ndarray, meant: re.Pattern[str]) -> str:
    """What was surely read, if it is what may be meant; else ""."""
    if not ocr.available():
        return ""
    seen = recognised_parts(part, [(0.0, 0.0, 1.0, 1.0)])[0]
    text = " ".join(seen.text.split()).strip(" .,:")
    return text if seen.confidence >= _SURE and meant.fullmatch(text) else ""


def _words(text: str, before: PrintedWord, box: Box) -> Iterator[PrintedWord]:
    """The words of a text that stands in a box, level with the word before it."""
    left = box[0] + 1
    for word in text.split():
        right = left + _ADVANCE * before.size * len(word)
        yield replace(before, text=word, left=left, right=right, raised=False, space=True)
        left = right + _ADVANCE * before.size / 2


def _is_in(word: PrintedWord, box: Box) -> bool:
    left, top, right, bottom = box
    return left <= word.left and word.right <= right and top <= word.baseline <= bottom
