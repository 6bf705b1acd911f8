"""Tables without ruling lines: found by the places of their texts, in plain text, in PDFs and on scans alike.

A figure under the wrong head is worse than a table read as text, so whatever is in doubt stays text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indexer.models import Table
from indexer.reading.tables.aligned.columns import Column, Piece, PlacedLine, covered, figure_columns, find_columns, is_value
from indexer.reading.tables.aligned.extent import beginning, fits, last_row, names_years, stands_apart, values
from indexer.reading.tables.aligned.heads import head_rows
from indexer.reading.tables.aligned.rows import body_rows
from indexer.reading.tables.aligned.texts import text_tables
from indexer.reading.tables.table import SourceCell, make_table

_NUMBERED = re.compile(r"(\(?\d{1,3}[.)]?)\s+([^\W\d].*)")
_LEAST_ROWS = 3
_MOST_BETWEEN = 6
_MOST_WIDE = 2
_FAR = 3.2
_LONG = 60
_TOP = 8
_WIDEST = 40


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table, the indices of the lines that it takes the place of, and the places of its columns."""

    lines: range
    table: Table
    columns: Sequence[Column] = ()


def find_aligned(lines: Sequence[PlacedLine], continued: Sequence[Column] = ()) -> list[Aligned]:
    """The tables on these lines of a page from top to bottom. `continued` are the columns of the table that the page before ended
    with: it may go on here, with a row only."""
    places = [n for n, line in enumerate(lines) if line.pieces]
    filled = [_as_prose(lines[n]) if len(lines[n].pieces) > _WIDEST else lines[n] for n in places]
    found: list[Aligned] = []
    end = 0
    for group in _groups(filled):
        columns = continued if group[0] < _TOP and not found else ()
        if group[0] >= end and (made := _figures_table(filled, group, end, columns)):
            found += [*_of_texts(filled, range(end, made.lines.start)), made]
            end = made.lines.stop
    found += _of_texts(filled, range(end, len(filled)))
    return [replace(made, lines=range(places[made.lines[0]], places[made.lines[-1]] + 1)) for made in found]


def _as_prose(line: PlacedLine) -> PlacedLine:
    """The line in one piece: more cells than any table has are words set wide."""
    text = " ".join(piece.text for piece in line.pieces)
    return PlacedLine(line.y, (Piece(text, line.pieces[0].left, line.pieces[-1].right),))


def _of_texts(lines: Sequence[PlacedLine], free: range) -> list[Aligned]:
    return [Aligned(reach, table) for reach, table in text_tables(lines, free)]


def _is_tabular(line: PlacedLine) -> bool:
    return len(line.pieces) > 2 and values(line) > 1 and not stands_apart(line)


def _groups(lines: Sequence[PlacedLine]) -> Iterator[list[int]]:
    """The indices of the lines of figures, those together that may be one table."""
    steps = [below.y - above.y for above, below in pairwise(lines)]
    # No median: cells in the middle of a row stand half a line off.
    usual = sorted(steps)[len(steps) * 3 // 4] if steps else 0.0
    group: list[int] = []
    for n in (n for n, line in enumerate(lines) if _is_tabular(line)):
        if group:
            last = group[-1]
            head = names_years(lines[n]) and not names_years(lines[last])
            without = sum(not values(line) for line in lines[last:n])
            if head or without > _MOST_BETWEEN or max(steps[last:n]) > _FAR * usual or _interrupted(lines[last : n + 1]):
                yield group
                group = []
        group.append(n)
    if group:
        yield group


def _interrupted(lines: Sequence[PlacedLine]) -> bool:
    """Whether something stands between two lines of figures that belongs to no table: a caption, running text."""
    left = min(lines[0].pieces[0].left, lines[-1].pieces[0].left)
    right = max(lines[0].pieces[-1].right, lines[-1].pieces[-1].right)
    wide = 0
    for line in lines[1:-1]:
        text = line.pieces[0].text
        if stands_apart(line):
            return True
        if len(line.pieces) == 1 and line.pieces[0].left < (left + right) / 2 < line.pieces[0].right:
            wide += 1
            if wide > _MOST_WIDE or (len(text) > _LONG and text[-1] in ".:;,"):
                return True
    return False


def _figures_table(
    lines: Sequence[PlacedLine], group: Sequence[int], start: int, continued: Sequence[Column]
) -> Aligned | None:
    """The table around these lines of figures, of which none before `start` is free; None when it is not sure to be one."""
    rows = list(group)
    while len(rows) > 1 and names_years(lines[rows[0]]) and not names_years(lines[rows[-1]]):
        rows.pop(0)
    lines = _numbers_apart(lines, rows)
    goes_on = bool(continued) and all(fits(lines[n], continued) for n in rows)
    if not goes_on and (len(group) < _LEAST_ROWS or len(rows) < _LEAST_ROWS - 1):
        return None
    first, top = beginning(lines, rows, start)
    columns = continued if goes_on else find_columns([lines[n] for n in rows], lines[top:first])
    if not goes_on and not _is_sure([lines[n] for n in rows], columns):
        return None
    last = last_row(lines, rows, columns)
    body = body_rows(lines[first : last + 1], [lines[n] for n in rows], columns)
    if not all(_is_clear(line, columns) for line in lines[first : last + 1]) or not _stand_alone(
        [lines[n] for n in rows], body
    ):
        return None
    table = make_table([*head_rows(lines[top:first], columns), *body], heads_marked=True)
    return Aligned(range(top, last + 1), table, columns) if table.width > 2 and (goes_on or len(table.body) > 1) else None


def _numbers_apart(lines: Sequence[PlacedLine], rows: Sequence[int]) -> Sequence[PlacedLine]:
    """The lines, the numbers that most rows begin with as pieces of their own, where they stand close to the text after them."""
    if sum(bool(_NUMBERED.match(lines[n].pieces[0].text)) for n in rows) * 3 < 2 * len(rows):
        return lines
    parted = []
    for line in lines:
        piece = line.pieces[0]
        if found := _NUMBERED.match(piece.text):
            letter = (piece.right - piece.left) / len(piece.text)
            number = Piece(found[1], piece.left, piece.left + letter * found.end(1))
            line = PlacedLine(
                line.y, (number, Piece(found[2], piece.left + letter * found.start(2), piece.right), *line.pieces[1:])
            )
        parted.append(line)
    return parted


def _is_sure(rows: Sequence[PlacedLine], columns: Sequence[Column]) -> bool:
    """Whether at least two columns are made of figures, and no row has two things where one belongs."""
    if len(columns) < 3 or not all(_is_clear(line, columns) for line in rows):
        return False
    figures = [n for n in figure_columns(rows, columns) if n]
    return len(figures) > 1 and sum(covered(piece, columns)[0] in figures for line in rows for piece in line.pieces) >= 2 * len(
        rows
    )


def _is_clear(line: PlacedLine, columns: Sequence[Column]) -> bool:
    """Whether no figure of a line shares its column with anything else on it."""
    reaches = [set(covered(piece, columns)) for piece in line.pieces]
    for n, piece in enumerate(line.pieces):
        if is_value(piece.text) and (
            len(reaches[n]) > 1 or any(reaches[n] & other for m, other in enumerate(reaches) if m != n)
        ):
            return False
    return True


def _stand_alone(rows: Sequence[PlacedLine], body: Sequence[Sequence[SourceCell]]) -> bool:
    """Whether each figure of these rows has a cell, in which nothing may stand but it and, below it, its unit."""
    cells = [cell.text for row in body for cell in row if cell.colspan == 1]
    figures = Counter(piece.text for line in rows for piece in line.pieces[1:] if is_value(piece.text))
    return not figures - Counter(cells) - Counter(cell.partition(" ")[0] for cell in cells)
