"""Tables without ruling lines: found by the places of their texts, in plain text, in PDFs and on scans alike.

A figure under the wrong head is worse than a table read as text, so whatever is in doubt stays text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from indexer.models import Cell, Row, Table
from indexer.reading.tables.aligned.columns import (
    Column,
    Piece,
    PlacedLine,
    covered,
    figure_columns,
    find_columns,
    is_value,
    pieces_of,
)
from indexer.reading.tables.aligned.distances import steps_between
from indexer.reading.tables.aligned.extent import beginning, fits, last_row
from indexer.reading.tables.aligned.heads import head_rows
from indexer.reading.tables.aligned.line_signs import is_enumerator, names_years, stands_apart, values
from indexer.reading.tables.aligned.rows import body_rows
from indexer.reading.tables.aligned.texts import text_tables
from indexer.reading.tables.source_cells import SourceCell
from indexer.reading.tables.table import make_table

_NUMBERED = re.compile(r"(\(?\d{1,3}[.)]?)\s+([^\W\d].*)")
_MONEY = re.compile(r"Rp\.?\s?\d{1,3}(?:[.,]\d{3})+(?:,-|,\d\d)?", re.I)
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
    numbers = [n for n, line in enumerate(lines) if line.pieces]
    filled = [_as_prose(lines[n]) for n in numbers]
    found: list[Aligned] = []
    end = 0
    for group in _groups(filled):
        if group[0] < end:
            continue
        may_continue = group[0] < _TOP and not found
        made = _figures_table(filled, group, end, continued if may_continue else ())
        if made:
            found += [*_of_texts(filled, range(end, made.lines.start)), made]
            end = made.lines.stop
    found += _of_texts(filled, range(end, len(filled)))
    return [_on_page(made, numbers) for made in found]


def undivided_lines(lines: Sequence[PlacedLine], found: Sequence[Aligned]) -> list[range]:
    """The indices of lines on which figures stand in several columns that could not be told apart: in none of the tables `found`."""
    numbers = [n for n, line in enumerate(lines) if line.pieces]
    taken = {n for made in found for n in made.lines}
    undivided = []
    for group in _groups([_as_prose(lines[n]) for n in numbers]):
        rows = [numbers[n] for n in group]
        named = [n for n in rows if _is_name_with_figures(lines[n])]
        if len(named) >= _LEAST_ROWS and not taken.intersection(range(rows[0], rows[-1] + 1)):
            undivided.append(range(rows[0], rows[-1] + 1))
    return undivided


def _is_name_with_figures(line: PlacedLine) -> bool:
    """Whether several figures stand behind a name, and hardly anything else, as in a paragraph whose words are set wide."""
    figures = values(line)
    return not is_value(line.texts[0]) and figures > 1 and figures * 2 >= len(line.pieces) - 1


def _on_page(made: Aligned, numbers: Sequence[int]) -> Aligned:
    """The table with the indices of its lines among all, of which the filled ones have these `numbers`."""
    first, last = made.lines[0], made.lines[-1]
    return replace(made, lines=range(numbers[first], numbers[last] + 1))


def _as_prose(line: PlacedLine) -> PlacedLine:
    """The line, in one piece where it has more of them than any table has cells: those are words set wide."""
    if len(line.pieces) <= _WIDEST:
        return line
    text = " ".join(piece.text for piece in line.pieces)
    return PlacedLine(line.y, (Piece(text, line.pieces[0].left, line.pieces[-1].right),))


def _of_texts(lines: Sequence[PlacedLine], free: range) -> list[Aligned]:
    return [Aligned(reach, table) for reach, table in text_tables(lines, free)]


def _is_tabular(line: PlacedLine) -> bool:
    """Whether a line has several figures, or an amount of money between texts."""
    if len(line.pieces) < 3 or stands_apart(line):
        return False
    return values(line) > 1 or any(map(_MONEY.fullmatch, line.texts))


def _groups(lines: Sequence[PlacedLine]) -> Iterator[list[int]]:
    """The indices of the lines of figures, those together that may be one table."""
    far = _FAR * _usual_step(lines)
    group: list[int] = []
    for n, line in enumerate(lines):
        if not _is_tabular(line):
            continue
        if group and _parts_tables(lines[group[-1] : n + 1], far):
            yield group
            group = []
        group.append(n)
    if group:
        yield group


def _usual_step(lines: Sequence[PlacedLine]) -> float:
    """How far lines stand apart. No median: cells in the middle of a row stand half a line off."""
    steps = sorted(steps_between(lines))
    return steps[len(steps) * 3 // 4] if steps else 0.0


def _parts_tables(lines: Sequence[PlacedLine], far: float) -> bool:
    """Whether the first and the last of these lines, both of figures, belong to two tables."""
    begins_anew = names_years(lines[-1]) and not names_years(lines[0])
    if begins_anew or max(steps_between(lines)) > far:
        return True
    without_figures = [line for line in lines[:-1] if not values(line)]
    return len(without_figures) > _MOST_BETWEEN or _interrupted(lines)


def _interrupted(lines: Sequence[PlacedLine]) -> bool:
    """Whether something stands between two lines of figures that belongs to no table: a caption, running text."""
    left = min(lines[0].pieces[0].left, lines[-1].pieces[0].left)
    right = max(lines[0].pieces[-1].right, lines[-1].pieces[-1].right)
    middle = (left + right) / 2
    wide = 0
    for line in lines[1:-1]:
        if stands_apart(line):
            return True
        piece = line.pieces[0]
        if len(line.pieces) > 1 or not piece.left < middle < piece.right:
            continue
        wide += 1
        is_running_text = len(piece.text) > _LONG and piece.text[-1] in ".:;,"
        if is_running_text or wide > _MOST_WIDE:
            return True
    return False


def _figures_table(
    lines: Sequence[PlacedLine], group: Sequence[int], start: int, continued: Sequence[Column]
) -> Aligned | None:
    """The table around these lines of figures, of which none before `start` is free; None when it is not sure to be one."""
    rows = _without_heads(lines, group)
    lines = _numbers_apart(lines, rows)
    figures = [lines[n] for n in rows]
    continues = bool(continued) and all(fits(line, continued) for line in figures)
    has_rows_enough = len(group) >= _LEAST_ROWS and len(rows) >= _LEAST_ROWS - 1
    if not continues and not has_rows_enough:
        return None
    first, top = beginning(lines, rows, start)
    columns = continued
    if not continues:
        columns = find_columns(figures, lines[top:first])
        if not _is_sure(figures, columns):
            return None
    last = last_row(lines, rows, columns)
    inside = lines[first : last + 1]
    if not all(_is_clear(line, columns) for line in inside):
        return None
    body = body_rows(inside, figures, columns)
    if not _stand_alone(figures, body):
        return None
    table = make_table([*head_rows(lines[top:first], columns), *body], heads_marked=True)
    is_long = continues or len(table.body) > 1
    if table.width < 3 or not is_long:
        return None
    return Aligned(range(top, last + 1), _with_numbers_joined(table), columns)


def _with_numbers_joined(table: Table) -> Table:
    """The table, the numbers before its names in one column with these where one head stands over both."""
    if not table.heads or table.width < 3 or not all(_is_one_head(row) for row in table.heads):
        return table
    numbers = [row[0].text for row in table.body if row[0].own and not row[1].repeats]
    if not numbers or not all(map(is_enumerator, numbers)):
        return table
    heads = tuple((row[0], *row[2:]) for row in table.heads)
    return replace(table, heads=heads, body=tuple(_joined_first(row) for row in table.body))


def _is_one_head(row: Row) -> bool:
    return row[1].repeats and row[1].text == row[0].text


def _joined_first(row: Row) -> Row:
    number, name, *others = row
    text = number.text if name.repeats else f"{number.text} {name.text}".strip()
    return (Cell(text, repeats=number.repeats), *others)


def _without_heads(lines: Sequence[PlacedLine], group: Sequence[int]) -> Sequence[int]:
    """The lines of figures without the years above them: where the last line has other figures, those are heads."""
    if names_years(lines[group[-1]]):
        return group
    heads = 0
    while heads < len(group) - 1 and names_years(lines[group[heads]]):
        heads += 1
    return group[heads:]


def _numbers_apart(lines: Sequence[PlacedLine], rows: Sequence[int]) -> Sequence[PlacedLine]:
    """The lines, the numbers that most rows begin with as pieces of their own, where they stand close to the text after them."""
    numbered = [n for n in rows if _NUMBERED.match(lines[n].pieces[0].text)]
    if len(numbered) * 3 < 2 * len(rows):
        return lines
    return [_number_apart(line) for line in lines]


def _number_apart(line: PlacedLine) -> PlacedLine:
    """The line with the number that it begins with, if it does, as a piece of its own."""
    piece = line.pieces[0]
    found = _NUMBERED.match(piece.text)
    if not found:
        return line
    number = Piece(found[1], piece.left, piece.left + piece.letter * found.end(1))
    text = Piece(found[2], piece.left + piece.letter * found.start(2), piece.right)
    return PlacedLine(line.y, (number, text, *line.pieces[1:]))


def _is_sure(rows: Sequence[PlacedLine], columns: Sequence[Column]) -> bool:
    """Whether at least two columns are made of figures, or one of amounts of money, and no row has two things where one belongs."""
    if len(columns) < 3 or not all(_is_clear(line, columns) for line in rows):
        return False
    figures = [n for n in figure_columns(rows, columns) if n > 0]
    in_figures = [piece for piece in pieces_of(rows) if covered(piece, columns)[0] in figures]
    if len(figures) == 1:
        return all(_MONEY.fullmatch(piece.text) for piece in in_figures) and len(in_figures) == len(rows)
    return len(figures) > 1 and len(in_figures) >= 2 * len(rows)


def _is_clear(line: PlacedLine, columns: Sequence[Column]) -> bool:
    """Whether no figure of a line shares its column with anything else on it."""
    reaches = [covered(piece, columns) for piece in line.pieces]
    taken = Counter(chain.from_iterable(reaches))
    for piece, reach in zip(line.pieces, reaches, strict=True):
        has_own_column = len(reach) == 1 and taken[reach[0]] == 1
        if not has_own_column and is_value(piece.text):
            return False
    return True


def _stand_alone(rows: Sequence[PlacedLine], body: Sequence[Sequence[SourceCell]]) -> bool:
    """Whether each figure of these rows has a cell, in which nothing may stand but it and, below it, its unit."""
    cells = [cell.text for row in body for cell in row if cell.colspan == 1]
    without_units = [cell.partition(" ")[0] for cell in cells]
    figures = Counter(piece.text for line in rows for piece in line.pieces[1:] if is_value(piece.text))
    return not figures - Counter(cells) - Counter(without_units)
