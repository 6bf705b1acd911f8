"""The tables of a page put in their places among its lines, in the order in which it is read."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from indexer.reading.pdf.picture import Box, PagePicture, PrintedWord
from indexer.reading.pdf.tables.finding import PageTables, is_in
from indexer.reading.printed.sheet import PrintedLine, Sheet
from indexer.reading.printed.tables import PlacedTable

_MARK = "\ufdd0tabel{}\ufdd1"
"""Unicode keeps these two for programs: no text has them, and where one has, they are taken out."""
_MARKED = re.compile(r"\s*\ufdd0tabel(\d+)\ufdd1\s*")
_NO_MARKS = dict.fromkeys(map(ord, "\ufdd0\ufdd1"))


def sheet_with_tables(picture: PagePicture, found: PageTables, sheet_of: Callable[[PagePicture], Sheet]) -> Sheet:
    """The lines of a page, each of its tables as one of them where its own words stood; `sheet_of` makes the lines of words. What stands
    in a table whose rows can't be told apart are lines that say so."""
    sheet = sheet_of(replace(picture, words=_marked(picture.words, found)))
    lines: list[PrintedLine] = []
    for line in sheet.lines:
        lines += _parted(line, found)
    return replace(sheet, lines=tuple(lines))


def _marked(words: Sequence[PrintedWord], found: PageTables) -> tuple[PrintedWord, ...]:
    """The words outside all tables, and one in the place of each table."""
    kept: list[PrintedWord] = []
    waiting = dict(enumerate(found.tables))
    for word in words:
        number = _table_of(word, found)
        if number is None:
            kept.append(replace(word, text=word.text.translate(_NO_MARKS)))
        elif number in waiting:
            kept.append(_mark(word, number, waiting.pop(number)))
    return tuple(kept)


def _table_of(word: PrintedWord, found: PageTables) -> int | None:
    if any(is_in(word, box) for box in found.undivided):
        return None
    for number, placed in enumerate(found.tables):
        if is_in(word, placed.box):
            return number
    return None


def _mark(word: PrintedWord, number: int, placed: PlacedTable) -> PrintedWord:
    """A word that stands for a table, at its top, as high as the first of its words."""
    left, top, right, _ = placed.box
    rise = word.top - top
    mark = replace(word, text=_MARK.format(number), left=left, right=right, raised=False)
    return replace(mark, top=top, bottom=word.bottom - rise, baseline=word.baseline - rise)


def _parted(line: PrintedLine, found: PageTables) -> list[PrintedLine]:
    """A line; what it says before and after a table, and that table, where one stands on it."""
    texts = _MARKED.split(line.text)
    is_undivided = any(_holds(box, line) for box in found.undivided)
    parts = []
    for n, text in enumerate(texts):
        if n % 2:
            placed = found.tables[int(text)]
            left, top, _, _ = placed.box
            parts.append(PrintedLine("", left, top, 0.0, False, placed.table))
        elif text:
            parts.append(replace(line, text=text, undivided=is_undivided))
    return parts


def _holds(box: Box, line: PrintedLine) -> bool:
    left, top, right, bottom = box
    return left <= line.x <= right and top <= line.y <= bottom
