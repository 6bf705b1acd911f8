"""Aligned tables of texts only, such as who is who in a team. They look much like lists, signatures and text in two columns, so only
what can be nothing else counts."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, dropwhile, pairwise
from statistics import median

from indexer.models import Table
from indexer.reading.tables.aligned.columns import Column, Piece, PlacedLine, find_columns, is_value
from indexer.reading.tables.aligned.distances import steps_between
from indexer.reading.tables.aligned.line_signs import goes_on, is_enumerator, is_signed, stands_apart
from indexer.reading.tables.aligned.rows import body_rows
from indexer.reading.tables.table import make_table

_NO_CELL = re.compile(r"\A:|[:,;]\Z")
_LEAST_ROWS = 3
_LEAST_GAP = 3
_LONGEST_CELL = 60
_USUAL_CELL = 40
_BEGINS = 0.9
_FAR = 2.2
_AFTER = 4


def text_tables(lines: Sequence[PlacedLine], free: range) -> Iterator[tuple[range, Table]]:
    """The tables of texts on the lines with these indices."""
    for block in _blocks(lines, free):
        following = lines[block.stop : min(block.stop + _AFTER, free.stop)]
        if any(is_signed(line) for line in following):
            continue
        table = _table(lines[block.start : block.stop])
        if table:
            yield block, table


def _blocks(lines: Sequence[PlacedLine], free: range) -> Iterator[range]:
    """Lines below each other that begin at the same places, with the lines between them on which a cell goes on."""
    steps = steps_between(lines[free.start : free.stop])
    far = _FAR * median(steps or [1.0])
    start = None
    for n in free:
        line = lines[n]
        if start is not None:
            is_far = line.y - lines[n - 1].y > far
            if not is_far and _goes_with(line, lines[start]):
                continue
            yield range(start, n)
            start = None
        if len(line.pieces) > 1 and not stands_apart(line):
            start = n
    if start is not None:
        yield range(start, free.stop)


def _goes_with(line: PlacedLine, first: PlacedLine) -> bool:
    """Whether every piece of a line begins, or figures end, where one of the first line does; alone on its line it is the rest of a
    cell."""
    if stands_apart(line) or len(line.pieces) > len(first.pieces):
        return False
    near = _letter(first)
    if not all(_is_in_line(piece, first, near) for piece in line.pieces):
        return False
    if len(line.pieces) > 1:
        return True
    alone = line.pieces[0]
    is_indented = alone.left > first.pieces[0].left + near
    return is_indented or goes_on(alone.text)


def _is_in_line(piece: Piece, first: PlacedLine, near: float) -> bool:
    """Whether a piece begins at most so `near` to where one of the first line does, or is a figure that ends so."""
    is_figure = is_value(piece.text)
    for other in first.pieces:
        if abs(piece.left - other.left) <= near:
            return True
        if is_figure and abs(piece.right - other.right) <= near:
            return True
    return False


def _letter(line: PlacedLine) -> float:
    return median(piece.letter for piece in line.pieces)


def _table(lines: Sequence[PlacedLine]) -> Table | None:
    counts = Counter(len(line.pieces) for line in lines)
    width, _ = counts.most_common(1)[0]
    rows = [line for line in lines if len(line.pieces) == width]
    if width < 2 or len(rows) < _LEAST_ROWS:
        return None
    columns = find_columns(rows, [])
    if len(columns) != width:
        return None
    if not _is_sure(rows, columns):
        return None
    table = make_table(body_rows(lines, rows, columns))
    said = len(table.heads) + len(table.body)
    is_large = table.width > 1 and said >= _LEAST_ROWS - bool(table.heads)
    return table if is_large else None


def _is_sure(rows: Sequence[PlacedLine], columns: Sequence[Column]) -> bool:
    """Whether columns of texts stand well apart, and nothing in them looks like contents, a list or running text."""
    by_column = [_texts_at(n, rows) for n in range(len(columns))]
    if _counts_pages(by_column[-1]):
        return False
    told = list(dropwhile(_are_enumerators, by_column))
    if len(told) < 2:
        return False
    gaps = [right[0] - left[1] for left, right in pairwise(columns)]
    narrowest = min(gaps)
    if narrowest < _LEAST_GAP * _letter(rows[0]):
        return False
    cells = list(chain.from_iterable(told))
    return _are_cells(cells)


def _texts_at(n: int, rows: Sequence[PlacedLine]) -> list[str]:
    return [line.texts[n] for line in rows]


def _are_enumerators(texts: Sequence[str]) -> bool:
    """Whether a column may hold but the numbers of the rows."""
    return sum(map(is_enumerator, texts)) * 2 >= len(texts)


def _are_cells(texts: Sequence[str]) -> bool:
    """Whether texts begin, end and are short as what stands in cells."""
    if any(map(_NO_CELL.search, texts)):
        return False
    begin_so = sum(map(_begins_as_cell, texts))
    if begin_so < _BEGINS * len(texts):
        return False
    lengths = sorted(map(len, texts))
    usual, longest = lengths[len(lengths) // 2], lengths[-1]
    return usual <= _USUAL_CELL and longest <= _LONGEST_CELL


def _begins_as_cell(text: str) -> bool:
    return text[0].isupper() or is_value(text)


def _counts_pages(texts: Sequence[str]) -> bool:
    """Whether a column may be the pages of a table of contents: whole numbers, none smaller than the one before."""
    numbers = [int(text) for text in texts if text.isdigit()]
    return len(numbers) >= len(texts) - 1 and numbers == sorted(numbers)
