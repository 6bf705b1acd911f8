"""Glyphs in the order they are printed -> words: letters that touch on one baseline, whether a space is printed between them or not."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from indexer.reading.pdf.picture import PrintedWord, Ruling
from indexer.reading.pdf.words.close import rejoined

_SAME_BASELINE = 0.12
_GAP, _GAP_OF_RUNS = 0.15, 0.05
_SPACE_OF_FIGURES = 0.24
_NO_SPACE = 0.12
_BACK = 0.5
_AFTER_NUMBERS = frozenset(".)")
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z])[.)]")
"""The number of an item: what follows it close by is its text."""
_MARKS = frozenset(".,")
_IN_FIGURES = frozenset("0123456789.,")
_DOUBLED_ACROSS, _DOUBLED_IN_RUN, _DOUBLED_OF_ADVANCE, _DOUBLED_DOWN = 0.3, 0.12, 0.6, 0.25
_CELL = 0.5
_LEAST_SPACED = 4
_WIDEST_SPACED = 1.2
_WORD_OF_SPACED = 1.6
_EDGE = 1.0


@dataclass(frozen=True, slots=True)
class Type:
    """How a run is set: its size in points, whether it is bold, and where its line stands."""

    size: float
    bold: bool
    baseline: float


@dataclass(frozen=True, slots=True)
class Line:
    """Glyphs of one direction, turned so that it is to the right: `boxes` (n x 4: left, top, right, bottom), `owners` the index of each
    one's type."""

    letters: list[str]
    boxes: np.ndarray
    owners: np.ndarray
    types: Sequence[Type]

    def only(self, kept: np.ndarray) -> "Line":
        """Those of its glyphs that are `kept` (a mask)."""
        letters = [letter for letter, is_kept in zip(self.letters, kept.tolist(), strict=True) if is_kept]
        return Line(letters, self.boxes[kept], self.owners[kept], self.types)


def to_words(line: Line, uprights: Sequence[Ruling] = ()) -> list[PrintedWord]:
    """The words of these glyphs, in their order; what was drawn twice to look bold is there once. No word goes across one of the
    upright rulings."""
    if not line.letters:
        return []
    line = _once(line)
    places = line.boxes.tolist()
    words = [_word(line, places, members, space) for members, space in _cut_at(uprights, line, _groups(line))]
    return list(_unspaced(rejoined(words)))


def _groups(line: Line) -> Iterator[tuple[list[int], bool]]:
    """The indices of the glyphs of each word, and whether a space is printed before it."""
    members: list[int] = []
    space = starts_with_space = False
    last, last_left, last_right, last_owner = "", 0.0, 0.0, -1
    last_type = line.types[0]
    glyphs = zip(line.letters, line.boxes.tolist(), line.owners.tolist(), strict=True)
    for n, (letter, (left, _, right, _), owner) in enumerate(glyphs):
        if letter.isspace():
            space = True
            continue
        kind = line.types[owner]
        gap = (left - last_right) / kind.size
        same_run = owner == last_owner
        if letter in _IN_FIGURES and last in _IN_FIGURES:
            is_one = same_run or letter in _MARKS or (last in _MARKS and line.letters[members[0]].isdigit())
            touches = gap < (_NO_SPACE if space else _SPACE_OF_FIGURES if is_one else _GAP)
        else:
            touches = not space and gap < (_GAP if same_run else _GAP_OF_RUNS)
            if touches and not same_run and last in _AFTER_NUMBERS and letter.isalpha():
                touches = not _NUMBER.fullmatch("".join([line.letters[k] for k in members]))
        goes_on = touches and gap > -_BACK and left > last_left - _NO_SPACE * kind.size
        if not (members and goes_on and abs(kind.baseline - last_type.baseline) < _SAME_BASELINE * last_type.size):
            if members:
                yield members, starts_with_space
            members, starts_with_space = [], space
        members.append(n)
        space = False
        last, last_left, last_right, last_owner, last_type = letter, left, right, owner, kind
    if members:
        yield members, starts_with_space


def _word(line: Line, places: Sequence[Sequence[float]], members: Sequence[int], space: bool) -> PrintedWord:
    text = "".join([line.letters[n] for n in members])
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    first, last = members[0], members[-1]
    kind, last_kind = line.types[line.owners[first]], line.types[line.owners[last]]
    left, top, right, bottom = places[first]
    right = max(right, places[last][2])
    return PrintedWord(text, left, top, right, bottom, kind.baseline, kind.size, kind.bold and last_kind.bold, space=space)


def _cut_at(
    uprights: Sequence[Ruling], line: Line, groups: Iterator[tuple[list[int], bool]]
) -> Iterator[tuple[list[int], bool]]:
    """The groups; one that an upright ruling runs through is two."""
    if not uprights:
        yield from groups
        return
    edges = np.array([(ruling.left, ruling.top, ruling.right, ruling.bottom) for ruling in uprights])
    for members, space in groups:
        boxes = line.boxes
        left, right = boxes[members[0], 0] + _EDGE, boxes[members[-1], 2] - _EDGE
        middle = (boxes[members[0], 1] + boxes[members[0], 3]) / 2
        crossing = (edges[:, 0] > left) & (edges[:, 2] < right) & (edges[:, 1] < middle) & (edges[:, 3] > middle)
        if len(members) == 1 or not crossing.any():
            yield members, space
            continue
        at = float(edges[crossing][0, [0, 2]].mean())
        centres = boxes[members][:, [0, 2]].mean(axis=1)
        before = [n for n, centre in zip(members, centres, strict=True) if centre < at]
        after = [n for n, centre in zip(members, centres, strict=True) if centre >= at]
        if before:
            yield before, space
        if after:
            yield after, False


def _once(line: Line) -> Line:
    """The glyphs without those that are printed again at nearly the same place."""
    types, owners = line.types, line.owners
    sizes = np.array([max(kind.size, 0.1) for kind in types])[owners]
    across, down = line.boxes[:, 0], np.array([kind.baseline for kind in types])[owners]
    advance = line.boxes[:, 2] - line.boxes[:, 0]
    codes = np.array([hash(letter) % 999_983 for letter in line.letters], np.int64)
    again = np.zeros(len(codes), bool)
    for shift_x, shift_y in ((0, 0), (0.5, 0), (0, 0.5), (0.5, 0.5)):
        column = np.floor(across / (sizes * _CELL) + shift_x).astype(np.int64)
        row = np.floor(down / (sizes * _CELL) + shift_y).astype(np.int64)
        keys = (codes * 1_000_003 + column) * 1_000_003 + row
        order = np.lexsort((across, keys))
        first, second = order[:-1], order[1:]
        same = keys[first] == keys[second]
        first, second = first[same], second[same]
        apart = np.where(owners[first] == owners[second], _DOUBLED_IN_RUN, _DOUBLED_ACROSS)
        near_x = np.abs(across[first] - across[second]) < np.minimum(apart * sizes[first], _DOUBLED_OF_ADVANCE * advance[first])
        near_y = np.abs(down[first] - down[second]) < _DOUBLED_DOWN * sizes[first]
        doubled = near_x & near_y
        again[np.maximum(first[doubled], second[doubled])] = True
    again &= np.array([not letter.isspace() for letter in line.letters])
    return line.only(~again) if again.any() else line


def _unspaced(words: Sequence[PrintedWord]) -> Iterator[PrintedWord]:
    """The words; letters that were set apart for looks ("P E R A T U R A N") are one again."""
    run: list[PrintedWord] = []
    for word in words:
        if run and _is_next_letter(run[-1], word):
            run.append(word)
            continue
        yield from _joined(run)
        run = []
        if _is_letter(word):
            run = [word]
        else:
            yield word
    yield from _joined(run)


def _is_letter(word: PrintedWord) -> bool:
    return len(word.text) == 1 and (word.text.isalpha() or word.text in "&/-.,:")


def _is_next_letter(last: PrintedWord, word: PrintedWord) -> bool:
    if not _is_letter(word) or abs(word.baseline - last.baseline) > _SAME_BASELINE * last.size:
        return False
    return -_NO_SPACE < (word.left - last.right) / last.size < _WIDEST_SPACED


def _joined(run: Sequence[PrintedWord]) -> Iterator[PrintedWord]:
    """Single letters in a row as the words they spell, if they are enough to tell."""
    if len(run) < _LEAST_SPACED:
        yield from run
        return
    gaps = [after.left - before.right for before, after in zip(run, run[1:], strict=False)]
    usual = sorted(gaps)[len(gaps) // 2]
    spelled = [run[0]]
    for gap, letter in zip(gaps, run[1:], strict=True):
        if gap > _WORD_OF_SPACED * max(usual, _NO_SPACE * letter.size):
            yield _spelled(spelled)
            spelled = []
        spelled.append(letter)
    yield _spelled(spelled)


def _spelled(letters: Sequence[PrintedWord]) -> PrintedWord:
    return replace(letters[0], text="".join(letter.text for letter in letters), right=letters[-1].right)
