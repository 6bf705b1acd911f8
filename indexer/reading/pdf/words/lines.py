"""The picture of a page -> its lines with place and type, in the order they are read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.reading.page.cleaning import normalise
from indexer.reading.pdf.picture import PagePicture, PrintedWord
from indexer.reading.pdf.words.columns import Columns, find_columns
from indexer.reading.pdf.words.order import PARTS, in_reading_order
from indexer.reading.printed.sheet import PrintedLine, Sheet

_SAME_LINE = 0.3
_APART = 1.5
_LONGEST_MARK = 5
_LEADER = re.compile(r"(?:\.\s?){5,}")


@dataclass(slots=True)
class PlacedLine:
    """A line while it is put together: its words, left to right, and the column that it stands in (-1: none)."""

    words: list[PrintedWord]
    column: int

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max([word.right for word in self.words])

    @property
    def baseline(self) -> float:
        return self.words[0].baseline

    @property
    def size(self) -> float:
        return self.words[0].size


def sheet_of(picture: PagePicture) -> Sheet:
    """The lines of a page, and how many rulings it has."""
    columns = find_columns(picture.words, picture.rulings, picture.width)
    lines = in_reading_order(_lines(picture.words, columns))
    printed = [line for line in map(_printed, lines) if line.text]
    return Sheet(tuple(printed), picture.height, len(picture.rulings))


def _lines(words: Sequence[PrintedWord], columns: Sequence[Columns]) -> list[PlacedLine]:
    """The words put together in the order they are printed: what stands to the right of the line before, as the text after a bullet,
    goes on with that line."""
    lines: list[PlacedLine] = []
    for word in words:
        column = _column(word, columns)
        above = lines[-1] if lines else None
        if above and above.column == column and _goes_on(above, word):
            above.words.append(word)
        elif above and above.column == column and _leads_from(above, word):
            above.words.insert(0, word)
        else:
            lines.append(PlacedLine([word], column))
    return lines


def _column(word: PrintedWord, columns: Sequence[Columns]) -> int:
    for n, part in enumerate(columns):
        if part.holds(word):
            return PARTS * n + part.number(word)
    return -1


def _goes_on(above: PlacedLine, word: PrintedWord) -> bool:
    last = above.words[-1]
    if word.raised:
        return True
    is_level = abs(word.baseline - above.baseline) < _SAME_LINE * min(word.size, above.size)
    return is_level and word.left > last.left


def _leads_from(dots: PlacedLine, word: PrintedWord) -> bool:
    """Whether a line is the dots of a table of contents, printed before the title to their left."""
    is_level = abs(word.baseline - dots.baseline) < _SAME_LINE * word.size
    return is_level and word.right < dots.left and bool(_LEADER.match(dots.words[-1].text))


def _printed(line: PlacedLine) -> PrintedLine:
    words = [line.words[0], *(word for word in line.words[1:] if not word.raised)]
    pieces = [words[0].text]
    stops: list[float] = []
    start = words[0].left
    for before, word in zip(words, words[1:], strict=False):
        gap = word.left - before.right
        pieces.append(word.text)
        if gap > _APART * word.size:
            if before.right - start > _LONGEST_MARK * word.size / 2:
                stops.append(word.left)
            start = word.left
    text = " ".join(normalise(" ".join(pieces)).split())
    longest = max(words, key=lambda word: len(word.text))
    bold = all(word.bold for word in words)
    return PrintedLine(text, line.left, line.baseline, round(longest.size, 1), bold, stops=tuple(stops))
