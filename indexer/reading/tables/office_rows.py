"""What the rows of office tables tell: whether they are a table at all, and from which of them each line of a Table comes."""

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.models import Cell, Row, Table
from indexer.reading.tables.source_cells import COVERED, SourceCell, spread

_WINDOW = 5000
_WORD = re.compile(r"[^\W\d_]{2}")
_ONLY_MARK = re.compile(r"[:;]|\(?[a-z0-9]{1,2}[.)]|[-•]")


def looks_laid_out(rows: Sequence[Sequence[SourceCell]]) -> bool:
    """Whether rows without lines around them are rather text put in its place, as in "Menimbang | : | a. | bahwa …". Numbers in
    the first of several columns are those of a table."""
    first = 0 if max(map(len, rows)) < 3 else 1
    with_marks = sum(_has_only_mark(row[first:]) for row in rows)
    return with_marks * 2 >= len(rows)


def _has_only_mark(cells: Sequence[SourceCell]) -> bool:
    """Whether one of the cells holds but a colon, the mark of an item, or a bullet."""
    return any(_ONLY_MARK.fullmatch(cell.text.strip()) for cell in cells)


def source_rows(cells: Sequence[Sequence[SourceCell]], table: Table) -> list[int]:
    """The index in `cells` of each line of the table that make_table(cells) gave (its titles, its heads with the line beneath, its
    body); -1 for the line beneath heads and for heads taken over from another table.

    Rows keep their order, and merely lose some, so that each is the next one with the same words.
    """
    sources = [_own(row) for row in spread(cells)]
    found: list[int] = []
    following = 0
    for words in _words_of_lines(table):
        if not words:
            found.append(-1)
            continue
        following = _next_with(words, sources, following)
        found.append(min(following, len(sources) - 1))
        following += 1
    return found


def _words_of_lines(table: Table) -> list[list[str]]:
    """What each line of a table says; the one beneath its heads says nothing."""
    lines = [[title] for title in table.titles]
    lines += map(_own, table.heads)
    if table.heads:
        lines.append([])
    lines += map(_own, table.body)
    return lines


def _next_with(words: list[str], sources: Sequence[list[str]], start: int) -> int:
    """The index of the next source with these words; `start` itself where none is near."""
    for n in range(start, min(start + _WINDOW, len(sources))):
        if sources[n] == words:
            return n
    return start


def breaks_before(cells: Sequence[Sequence[SourceCell]], table: Table, breaks: Sequence[int]) -> list[int]:
    """How many pages end before each line of the table and, last, after them all; `breaks` says the same of the rows in `cells`. Rows
    that are no line may have ended pages too."""
    found: list[int] = []
    counted = 0
    for source in source_rows(cells, table):
        found.append(sum(breaks[counted : source + 1]))
        counted = max(counted, source + 1)
    return [*found, sum(breaks[counted:])]


def row_label(rows: Sequence[Sequence[SourceCell]], at: int) -> str:
    """What the row at this index is about: the first words in it, or in one above whose cell reaches down to it."""
    for row in reversed(rows[: at + 1]):
        for cell in row:
            if _WORD.search(cell.text):
                return cell.text
    return ""


def under_section(table: Table, breaks: Sequence[int], section: str) -> tuple[Table, list[int]]:
    """The table and its `breaks`, with a row above its body that says what all of it belongs to: where it stood within another table, the
    row that it stood in."""
    if not section or not table.body:
        return table, list(breaks)
    title = Cell(" ".join(section.replace("|", "/").split()))
    row = (title, *[COVERED] * (table.width - 1))
    above = len(breaks) - 1 - len(table.body)
    return replace(table, body=(row, *table.body)), [*breaks[:above], 0, *breaks[above:]]


def _own(row: Row) -> list[str]:
    return [cell.text for cell in row if cell.own]
