"""Where the words of a quote stand on a page. Pure: words with their boxes in, boxes out.

A quote was cleaned when it was read, and a page is printed: spaces, hyphens at the end of a line, punctuation and the order of a
table's cells differ. So letters and figures alone are compared, piece by piece, and of several places the one near the others counts.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

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
        whole = [at for at in found if self._edges.issuperset((at, at + len(piece)))]
        inside = found if len(piece) >= _UNMISTAKABLE else []
        return [self._run(at, at + len(piece)) for at in whole or inside]

    def _run(self, start: int, end: int) -> range:
        return range(bisect_right(self._starts, start) - 1, bisect_left(self._starts, end))

    def letters(self, run: range) -> str:
        """What a run of words reads, squeezed."""
        return squeezed("".join(self.words[at].text for at in run))

    def box(self, run: range) -> Box:
        """Around all words of a run."""
        lefts, tops, rights, bottoms = zip(*(self.words[at].box for at in run), strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)


def squeezed(text: str) -> str:
    """Only its letters and figures, in one form and case."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())


def find(quote: str, printed: Printed) -> tuple[Box, ...]:
    """A box for each line of the quote's words, in reading order; none when too little of it is on the page."""
    parts: list[_Part] = []
    for piece in _PIECES.split(quote):
        parts += _parts(piece.split(), printed)
    wanted = sum(len(part.letters) for part in parts)
    if not wanted:
        return ()
    chosen = _together([part.places for part in parts if part.places], printed)
    got = sum(len(printed.letters(run)) for run in chosen)
    if got < _ENOUGH * wanted:
        return ()
    marked = set(chain.from_iterable(chosen))
    return _lines(_closed(marked, printed.words), printed.words)


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a quote or some words of it: their letters, and the runs of printed words that read so."""

    letters: str
    places: list[range]


def _parts(words: Sequence[str], printed: Printed) -> Iterator[_Part]:
    """A piece whole, or where it stands nowhere in halves."""
    letters = squeezed("".join(words))
    places = printed.places(letters) if letters else []
    if places or len(words) < 2:
        yield _Part(letters, places)
    else:
        half = len(words) // 2
        yield from _parts(words[:half], printed)
        yield from _parts(words[half:], printed)


def _together(placed: Sequence[list[range]], printed: Printed) -> list[range]:
    """One place for each piece, such that they are close to each other; pieces that are nowhere near are left out."""
    if not placed:
        return []
    surest = min(placed, key=lambda places: (len(places), -len(places[0])))
    anchor = min(surest, key=lambda run: _distance_to_all(run, placed, printed))
    chosen: list[range] = []
    taken = set(anchor)
    for places in placed:
        if places is surest:
            chosen.append(anchor)
            continue
        free = [run for run in places if taken.isdisjoint(run)]
        nearest = min(free, key=lambda run: _distance(run, anchor, printed), default=None)
        if nearest and _belongs(nearest, anchor, printed):
            chosen.append(nearest)
            taken.update(nearest)
    return chosen


def _distance_to_all(run: range, placed: Sequence[list[range]], printed: Printed) -> float:
    """How far a run is from the nearest place of each piece, together."""
    total = 0.0
    for places in placed:
        total += min(_distance(run, other, printed) for other in places)
    return total


def _belongs(run: range, anchor: range, printed: Printed) -> bool:
    """Whether a run is unmistakable, or near enough to the anchor."""
    return _long(run, printed) or _apart(run, anchor, printed) <= _BESIDE


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
