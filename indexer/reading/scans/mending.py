"""What Tesseract's Indonesian data gets wrong at the joints of a list, told by the markers around it."""

import re
from collections.abc import Sequence
from itertools import pairwise

_MARKER = re.compile(r"(\(?)(\d{1,3}|[A-Za-z])([.)]) ?(?=\S)")
_TWICE = re.compile(r"([A-Z])([a-z])(?=[.)] \S)")
_BEFORE_NEXT = re.compile(r"[:,](\s+(?:dan|atau|dan/atau))?$")
_FIRST = ("1", "a", "A")
_JOINING = ("dan", "atau", "dan/atau")
"""What stands alone on a line between two items."""


def mended(lines: Sequence[str]) -> list[str]:
    """The lines of a page with "C." or "Cc." between b. and d. as "c.", and semicolons between items: the data don't know that sign and give a
    colon or a comma for it. Without them items would be taken for one sentence."""
    texts = _small_markers(lines)
    for index, (text, following) in enumerate(pairwise(list(texts))):
        marker = _MARKER.match(following)
        if not marker or marker[2] in _FIRST:
            continue
        end = index
        if index > 0 and text in _JOINING:
            end = index - 1
        texts[end] = _BEFORE_NEXT.sub(r";\1", texts[end])
    return texts


def _small_markers(lines: Sequence[str]) -> list[str]:
    texts, expected = [], ""
    for text in lines:
        text = _small_marker(text, expected)
        marker = _MARKER.match(text)
        if marker and marker[2].isalpha():
            expected = chr(ord(marker[2]) + 1) if marker[2].islower() else ""
        texts.append(text)
    return texts


def _small_marker(text: str, expected: str) -> str:
    """The line with the `expected` letter as its marker, where it was read as a capital or as both."""
    twice = _TWICE.match(text)
    if twice and twice[1].lower() == twice[2] == expected:
        text = text[1:]
    marker = _MARKER.match(text)
    if not marker:
        return text
    letter = marker[2]
    is_capital = letter.isupper() and letter.lower() == expected
    if not is_capital:
        return text
    return text[: marker.start(2)] + expected + text[marker.end(2) :]
