"""Whether the text that a PDF carries for a page is text, or must be recognised from its picture."""

import re
from enum import Enum

from indexer.language.wordlists import words
from indexer.reading.pdf.shown.pages import ShownPages
from indexer.reading.printed.sheet import Sheet

_WORD = re.compile(r"(?![A-Z]{2,6}\b|Rp)[^\W\d_]{2,}")
_COMMON = words("words_of_every_page")
_LIKE_A_WORD = re.compile(r"(?:[^\W\d_aiueo]{0,3}[aiueo]{1,3})+[^\W\d_aiueo]{0,3}", re.I)
_PAGE_SHARE = 0.5
_FEWEST_WORDS = 20
_MOST_MARKS = 80
_NOT_ALIKE = 0.5
_LEAST = (0.02, 0.7)
"""Shares of common words and of words that look like one."""
_LEAST_OVER_IMAGE = (0.04, 0.85)


class Use(Enum):
    """What a page's own text is good for."""

    TEXT = "it is the page's text, or the page is empty"
    LITTLE = "none, or a few words over a picture of the page: the page may hold more"
    GARBAGE = "letters, but no words"


def use_of(sheet: Sheet, index: int, shown: ShownPages) -> Use:
    """What the text of a sheet, of the page with this index, is good for. Raises UnreadableDocument where PDFium can't show the page."""
    text = "\n".join(line.text for line in sheet.lines)
    words = len(text.split())
    if not words:
        return Use.TEXT if shown.is_blank(index) else Use.LITTLE
    if words >= _FEWEST_WORDS and not is_garbage(text, over_image=True):
        return Use.TEXT  # good enough wherever it lies: the page needn't be opened
    over_image = shown.image_share(index) >= _PAGE_SHARE
    if is_garbage(text, over_image):
        return Use.GARBAGE
    is_little = words < _FEWEST_WORDS
    return Use.LITTLE if is_little and over_image else Use.TEXT


def is_garbage(text: str, over_image: bool = False) -> bool:
    """Whether a page's text is letters without words, as a font without its table of letters or a failed recognition leaves it.

    Indonesian has a common word in every third to tenth place, and hardly a word without vowels or with four consonants in a row; tables
    have fewer of the first, names more of the second, so both must be wrong, or the second hopeless; abbreviations don't count. Text that
    lies over a picture of the page comes from an earlier recognition, and has to be better.
    """
    found = _WORD.findall(text)
    if len(found) < _FEWEST_WORDS:
        return not found and _is_all_marks(text)
    common = sum(word.casefold() in _COMMON for word in found) / len(found)
    alike = sum(bool(_LIKE_A_WORD.fullmatch(word)) for word in found) / len(found)
    if alike < _NOT_ALIKE:
        return True
    least_common, least_alike = _LEAST_OVER_IMAGE if over_image else _LEAST
    return common < least_common and alike < least_alike


def _is_all_marks(text: str) -> bool:
    """Whether a text without words is not even a table of figures, and too long for a line drawn with dots."""
    if re.search(r"\d", text):
        return False
    return sum(not char.isspace() for char in text) > _MOST_MARKS
