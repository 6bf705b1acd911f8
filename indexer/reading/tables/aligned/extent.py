"""Where an aligned table begins and ends among the lines around its figures: heads, sections and wrapped cells belong to it."""

import re
from collections.abc import Sequence

from indexer.reading.tables.aligned.columns import Column, Piece, PlacedLine, covered, is_value, overlap, pieces_of, touching
from indexer.reading.tables.aligned.distances import CLEARLY, LOOSE, gap_above, hangs, leading, steps_between, widest_gap
from indexer.reading.tables.aligned.line_signs import (
    SECTION_WORD,
    goes_on,
    has_figure_beside,
    is_enumerator,
    is_no_row,
    is_numbered_row,
    stands_apart,
    values,
)

_SECTION = re.compile(rf"{SECTION_WORD.pattern}|(?:Dinas|Badan)\b|\d+(?:\.\d+)+\s|[A-Z]\.\s|[IVX]+\.\s", re.I)
_MOST_SECTIONS = 3
_MOST_PENDING = 2
_MOST_HEADS = 7
_LONG = 60
_SHORT = 3
_NEAR = 1.25


def beginning(lines: Sequence[PlacedLine], rows: Sequence[int], start: int) -> tuple[int, int]:
    """Where the body and where the heads above it begin. Sections may stand between the heads and the first row."""
    first = _first_row(lines, rows, start)
    if first > start and gap_above(lines, first) <= widest_gap(lines, rows):
        first = _wrapped_above(lines, first, rows, start)
    section = _first_section(lines, first, rows, start)
    top = _first_head(lines, section, rows, start)
    if top < section:
        return section, top
    while section < first and not _SECTION.match(lines[section].pieces[0].text):
        section += 1
    if section < first:
        return section, section
    return first, _first_head(lines, first, rows, start)


def _first_row(lines: Sequence[PlacedLine], rows: Sequence[int], start: int) -> int:
    """Where the body begins: rows with a number before them, or with one figure only, may stand over the first that has several."""
    first = rows[0]
    step = widest_gap(lines, rows)
    for n in range(rows[0] - 1, start - 1, -1):
        line = lines[n]
        if gap_above(lines, n + 1) > step or is_no_row(line):
            break
        if is_numbered_row(line) or has_figure_beside(line):
            first = n
    return first


def _wrapped_above(lines: Sequence[PlacedLine], first: int, rows: Sequence[int], start: int) -> int:
    """Where the row whose figures stand on the `first` line begins: cells that are wrapped may begin above them."""
    row = lines[first]
    step = gap_above(lines, first)
    most = CLEARLY * max(step, leading(lines[first : rows[-1] + 1]))
    top = first
    while top > start and _may_be_wrapped(lines[top - 1], row) and gap_above(lines, top) <= most:
        top -= 1
    if top == first or top == 0:
        return top
    gap = gap_above(lines, top)
    if gap > most:
        return top
    if gap > step / CLEARLY and _is_rest_of_cell(row, lines[first - 1]):
        return top
    return first


def _is_rest_of_cell(row: PlacedLine, above: PlacedLine) -> bool:
    """Whether what stands on a row below the first text of the line above goes on with that text; or nothing stands there."""
    below = touching(row.pieces, above.pieces[0].span)
    return not below or goes_on(below[0].text)


def _first_section(lines: Sequence[PlacedLine], first: int, rows: Sequence[int], start: int) -> int:
    """Where the lines over the `first` row that may be sections begin."""
    left = min(lines[n].pieces[0].left for n in rows)
    names_end = max(lines[n].pieces[0].right for n in rows)
    section = first
    highest = max(start, first - _MOST_SECTIONS)
    while section > highest and _may_be_section(lines[section - 1], left):
        if _ends_head(lines, section - 1, names_end):
            break
        section -= 1
    return section


def _ends_head(lines: Sequence[PlacedLine], n: int, names_end: float) -> bool:
    """Whether a line is the last word of the head above it, that of the names of the rows, which end at `names_end`."""
    piece = lines[n].pieces[0]
    if piece.right > names_end or not hangs(lines, n):
        return False
    return not _SECTION.match(piece.text)


def _may_be_wrapped(line: PlacedLine, row: PlacedLine) -> bool:
    """Whether a line may belong to wrapped cells of the row below it: to any but its number."""
    if len(line.pieces) > 2:
        return False
    number = row.pieces[0]
    if is_enumerator(number.text) and line.pieces[0].left <= number.right:
        return False
    return not any(map(is_value, line.texts))


def _may_be_section(line: PlacedLine, left: float) -> bool:
    """Whether a line is but one text that begins where the rows do, at `left`, and ends as no sentence or list does."""
    piece = line.pieces[0]
    if len(line.pieces) > 1 or piece.left > left + piece.letter:
        return False
    return piece.text[-1] not in ".:;," and not stands_apart(line)


def _first_head(lines: Sequence[PlacedLine], first: int, rows: Sequence[int], start: int) -> int:
    """Where the heads above the body begin; `first` when there are none."""
    step = widest_gap(lines, rows)
    left = min(lines[n].pieces[0].left for n in rows)
    names = _widest_text([lines[n] for n in rows])
    near = _NEAR * max(steps_between(lines[rows[0] : rows[-1] + 1]), default=step / LOOSE)
    top = first
    for n in range(first - 1, max(start, first - _MOST_HEADS) - 1, -1):
        heads = lines[top:first]
        if not heads:
            most = step
        elif _are_names_headed(names, heads):
            most = near
        else:
            most = LOOSE * near
        if gap_above(lines, n + 1) > most or stands_apart(lines[n]):
            break
        if len(lines[n].pieces) == 1 and not _may_be_head(lines[n].pieces[0], heads, left, names):
            break
        top = n
    while top < first and len(lines[top].pieces) == 1 and not _stand_beside(lines[top + 1 : first]):
        top += 1
    return top


def _widest_text(rows: Sequence[PlacedLine]) -> Piece | None:
    """The widest of the texts that are no figures, as the names of rows are."""
    texts = [piece for piece in pieces_of(rows) if not is_value(piece.text)]
    return max(texts, key=lambda piece: piece.right - piece.left, default=None)


def _are_names_headed(names: Piece | None, heads: Sequence[PlacedLine]) -> bool:
    """Whether one of these heads begins over the names of the rows, if they have names."""
    if names is None:
        return True
    return any(piece.left < names.right for piece in pieces_of(heads))


def _may_be_head(piece: Piece, heads: Sequence[PlacedLine], left: float, names: Piece | None) -> bool:
    """Whether a text alone on its line may be a head, with the `heads` below it over rows that begin at `left`."""
    stands_over_figures_too = names is not None and piece.left < names.right < piece.right
    if stands_over_figures_too or piece.right < left:
        return False
    is_sentence = len(piece.text) > _LONG or piece.text[-1] in ".;,"
    if is_sentence:
        return False
    begins_as_rows = piece.left <= left + piece.letter
    return not begins_as_rows or _stand_beside(heads)


def _stand_beside(lines: Sequence[PlacedLine]) -> bool:
    """Whether some of the lines have texts beside each other."""
    return any(len(line.pieces) > 1 for line in lines)


def last_row(lines: Sequence[PlacedLine], rows: Sequence[int], columns: Sequence[Column]) -> int:
    """Where the table ends: with the wrapped cells of its last row, and with rows that are numbered or have a figure, below a
    section perhaps."""
    last = rows[-1]
    left = min(lines[n].pieces[0].left for n in rows)
    step = widest_gap(lines, rows)
    for n in range(rows[-1] + 1, len(lines)):
        line = lines[n]
        gap = gap_above(lines, n)
        if gap > step or is_no_row(line):
            break
        if n - last <= _MOST_PENDING and _may_be_section_between(line, left):
            if n == last + 1 and SECTION_WORD.match(line.pieces[0].text):
                last = n
            continue
        is_near = n == last + 1 and gap <= step / LOOSE
        is_rest = is_near and _may_be_rest(line, columns)
        if not is_rest and not _is_further_row(line, columns):
            break
        may_be_wide = len(line.pieces) > 1
        if not all(_has_room(piece, columns, wide=may_be_wide) for piece in line.pieces):
            break
        last = n
    return last


def _may_be_section_between(line: PlacedLine, left: float) -> bool:
    text = line.pieces[0].text
    if len(text) <= _SHORT or text[:1].islower():
        return False
    return _may_be_section(line, left)


def _is_further_row(line: PlacedLine, columns: Sequence[Column]) -> bool:
    """Whether a line begins in the first column and has a figure, or a number and more than one text."""
    begins_left = covered(line.pieces[0], columns)[0] == 0
    if not begins_left or len(line.pieces) < 2:
        return False
    if values(line):
        return True
    return is_enumerator(line.pieces[0].text) and len(line.pieces) > 2


def _may_be_rest(line: PlacedLine, columns: Sequence[Column]) -> bool:
    """Whether a line begins as the wrapped cells of the row above it do."""
    begins_left = covered(line.pieces[0], columns)[0] == 0
    return not begins_left or line.pieces[0].text[:1].islower()


def fits(line: PlacedLine, columns: Sequence[Column]) -> bool:
    """Whether every piece of a line stands in a column of its own, and nearly all of these columns are told apart by it."""
    taken: set[int] = set()
    for piece in line.pieces:
        column = covered(piece, columns)[0]
        if column in taken or overlap(piece, columns[column]) <= 0:
            return False
        if not _has_room(piece, columns):
            return False
        taken.add(column)
    return True


def _has_room(piece: Piece, columns: Sequence[Column], wide: bool = False) -> bool:
    """Whether a piece stands between the columns to the left and to the right of its own; a `wide` one may begin the line and stand
    in several."""
    reach = covered(piece, columns)
    may_be_wide = wide and reach.start == 0
    if len(reach) > 1 and not may_be_wide:
        return False
    before, after = columns[: reach.start], columns[reach.stop :]
    if before and piece.left < before[-1][1]:
        return False
    return not after or piece.right <= after[0][0]
