"""What the rows of office tables tell: whether they are a table at all, and from which of them each line of a Table comes."""

import re
from collections.abc import Sequence

from indexer.models import Row, Table
from indexer.reading.tables.source_cells import SourceCell, spread

_WINDOW = 5000
_ONLY_MARK = re.compile(r"[:;]|\(?[a-z0-9]{1,2}[.)]|[-•]")


def looks_laid_out(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows without lines around them are rather text put in its place, as in "Menimbang | : | a. | bahwa …". Numbers in
    the first of several columns are those of a table."""
    first = 0 if max(map(len, rows)) < 3 else 1
    return sum(any(_ONLY_MARK.fullmatch(text.strip()) for text in row[first:]) for row in rows) * 2 >= len(rows)


def source_rows(cells: Sequence[Sequence[SourceCell]], table: Table) -> list[int]:
    """The index in `cells` of each line of the table that make_table(cells) gave (its titles, its heads with the line beneath, its
    body); -1 for the line beneath heads and for heads taken over from another table.

    Rows keep their order, and merely lose some, so that each is the next one with the same words.
    """
    sources = [_own(row) for row in spread(cells)]
    beneath = [[]] if table.heads else []
    wanted = [[title] for title in table.titles] + [*map(_own, table.heads)] + beneath + [*map(_own, table.body)]
    found, place = [], 0
    for words in wanted:
        if not words:
            found.append(-1)
            continue
        place = next((n for n in range(place, min(place + _WINDOW, len(sources))) if sources[n] == words), place)
        found.append(min(place, len(sources) - 1))
        place += 1
    return found


def breaks_before(cells: Sequence[Sequence[SourceCell]], table: Table, breaks: Sequence[int]) -> list[int]:
    """How many pages end before each line of the table and, last, after them all; `breaks` says the same of the rows in `cells`. Rows
    that are no line may have ended pages too."""
    found, at = [], 0
    for source in source_rows(cells, table):
        found.append(sum(breaks[at : source + 1]))
        at = max(at, source + 1)
    return [*found, sum(breaks[at:])]


def _own(row: Row) -> list[str]:
    return [cell.text for cell in row if cell.own]
