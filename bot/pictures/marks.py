"""Where the words of a quote stand on a page. Pure: words with their boxes in, boxes out.

A quote was cleaned when it was read, and a page is printed: spaces, hyphens at the end of a line, punctuation and the order of a
table's cells differ. So letters and figures alone are compared, piece by piece, and of several places the one near the others counts.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from indexer.models import Word

Box = tuple[float, float, float, float]
"""Left, top, right and bottom as fractions of the page."""

_MARKS = re.compile(r"[\W_]+")
_PIECES = re.compile(r"\s*[|\n\f…]\s*")
_ENOUGH = 0.6
"""The share of a quote's letters that has to be found for it to be marked."""
_UNMISTAKABLE = 16
"""Letters from which on a piece is taken wherever it stands; shorter ones only beside the others."""
_BESIDE = 0.08
"""How far above or below the others a short piece may stand, as a share of the page's height."""
_GAP = 0.03
"""The widest space between two words of a line that is marked too, as a share of the page's width."""


class Printed:
    """The words of a page as one row of letters and figures."""

    def __init__(self, words: Sequence[Word]):
        self.words = words
        letters = [squeezed(word.text) for word in words]
        self.text = "".join(letters)
        self._starts = [0, *accumulate(map(len, letters))][: len(words)]
        self._edges = {*self._starts, len(self.text)}

    def places(self, piece: str) -> list[range]:
        """Every run of words that reads `piece` (squeezed); those that begin or end inside a word only where no other does."""
        found = list(_occurrences(piece, self.text))
        whole = [at for at in found if at in self._edges and at + len(piece) in self._edges]
        inside = found if len(piece) >= _UNMISTAKABLE else []
        return [self._run(at, at + len(piece)) for at in whole or inside]

    def _run(self, start: int, end: int) -> range:
        return range(bisect_right(self._starts, start) - 1, bisect_left(self._starts, end))

    def box(self, run: range) -> Box:
        """Around all words of a run."""
        lefts, tops, rights, bottoms = zip(*(self.words[at].box for at in run), strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)


def squeezed(text: str) -> str:
    """Only its letters and figures, in one form and case."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())


def find(quote: str, printed: Printed) -> tuple[Box, ...]:
    """A box for each line of the quote's words, in reading order; none when too little of it is on the page."""
    pieces = [piece for piece in _PIECES.split(quote) if squeezed(piece)]
    placed = [(len(letters), places) for piece in pieces for letters, places in _parts(piece.split(), printed)]
    chosen = _together([places for _, places in placed if places], printed)
    wanted = sum(length for length, _ in placed)
    got = sum(len(squeezed("".join(printed.words[at].text for at in run))) for run in chosen)
    marked = {at for run in chosen for at in run}
    return _lines(_closed(marked, printed.words), printed.words) if wanted and got >= _ENOUGH * wanted else ()


def _parts(words: Sequence[str], printed: Printed) -> Iterator[tuple[str, list[range]]]:
    """A piece whole, with the places it stands in, or where it stands in none in halves."""
    letters = squeezed("".join(words))
    places = printed.places(letters) if letters else []
    if places or len(words) < 2:
        yield letters, places
    else:
        yield from _parts(words[: len(words) // 2], printed)
        yield from _parts(words[len(words) // 2 :], printed)


def _together(placed: Sequence[list[range]], printed: Printed) -> list[range]:
    """One place for each piece, such that they are close to each other; pieces that are nowhere near are left out."""
    if not placed:
        return []
    first = min(placed, key=lambda places: (len(places), -len(places[0])))
    anchor = min(first, key=lambda run: sum(min(_distance(run, other, printed) for other in places) for places in placed))
    chosen: list[range] = []
    taken = set(anchor)
    for places in placed:
        free = [anchor] if places is first else [run for run in places if not taken & set(run)]
        nearest = min(free, key=lambda run: _distance(run, anchor, printed), default=None)
        if nearest and (_long(nearest, printed) or _apart(nearest, anchor, printed) <= _BESIDE):
            chosen.append(nearest)
            taken |= set(nearest)
    return chosen


def _long(run: range, printed: Printed) -> bool:
    return sum(len(printed.words[at].text) for at in run) >= _UNMISTAKABLE


def _apart(one: range, other: range, printed: Printed) -> float:
    """The space between two runs, from top to bottom; 0 where they stand side by side."""
    (_, top, _, bottom), (_, other_top, _, other_bottom) = printed.box(one), printed.box(other)
    return max(0.0, top - other_bottom, other_top - bottom)


def _distance(one: range, other: range, printed: Printed) -> float:
    """Mostly from top to bottom, so that cells of a row are nearer than the rows above and below."""
    (left, top, right, bottom), (other_left, other_top, other_right, other_bottom) = printed.box(one), printed.box(other)
    aside = max(0.0, left - other_right, other_left - right)
    return _apart(one, other, printed) * 10 + abs(top + bottom - other_top - other_bottom) + aside / 10


def _closed(marked: set[int], words: Sequence[Word]) -> list[int]:
    """In order, with what has no letters and stands between marked ones: "%" in a cell, a dash."""
    places = sorted(marked)
    for before, after in pairwise(places):
        between = range(before + 1, after)
        if not any(squeezed(words[at].text) for at in between):
            marked = marked | set(between)
    return sorted(marked)


def _lines(marked: Sequence[int], words: Sequence[Word]) -> tuple[Box, ...]:
    """The boxes of these words, those that follow each other on a line as one."""
    lines: list[Box] = []
    last = -2
    for at in marked:
        left, top, right, bottom = words[at].box
        if at == last + 1 and _same_line(lines[-1], words[at].box):
            before = lines.pop()
            left, top, right, bottom = before[0], min(before[1], top), max(before[2], right), max(before[3], bottom)
        lines.append((left, top, right, bottom))
        last = at
    return tuple(lines)


def _same_line(before: Box, box: Box) -> bool:
    shared = min(before[3], box[3]) - max(before[1], box[1])
    return shared > 0.5 * min(before[3] - before[1], box[3] - box[1]) and -_GAP < box[0] - before[2] < _GAP


def _occurrences(piece: str, text: str) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)
