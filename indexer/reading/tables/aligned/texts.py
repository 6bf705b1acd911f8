"""Aligned tables of texts only, such as who is who in a team. They look much like lists, signatures and text in two columns, so only
what can be nothing else counts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import dropwhile, pairwise
from statistics import median

from indexer.models import Table
from indexer.reading.tables.aligned.columns import Column, PlacedLine, find_columns, is_value
from indexer.reading.tables.aligned.extent import is_enumerator, is_signed, stands_apart
from indexer.reading.tables.aligned.rows import body_rows, goes_on
from indexer.reading.tables.table import make_table

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
        if not any(is_signed(line) for line in following) and (table := _table(lines[block.start : block.stop])):
            yield block, table


def _blocks(lines: Sequence[PlacedLine], free: range) -> Iterator[range]:
    """Lines below each other that begin at the same places, with the lines between them on which a cell goes on."""
    far = _FAR * median([below.y - above.y for above, below in pairwise(lines[free.start : free.stop])] or [1.0])
    start = last = None
    for n in free:
        line = lines[n]
        if start is not None and (lines[n].y - lines[n - 1].y > far or not _goes_with(line, lines[start])):
            yield range(start, last + 1)
            start = None
        if len(line.pieces) > 1 and not stands_apart(line):
            start, last = n if start is None else start, n
        elif start is not None:
            last = n
    if start is not None:
        yield range(start, last + 1)


def _goes_with(line: PlacedLine, first: PlacedLine) -> bool:
    """Whether every piece of a line begins, or figures end, where one of the first line does; alone on its line it is the rest of a
    cell."""
    if stands_apart(line) or len(line.pieces) > len(first.pieces):
        return False
    lefts = [piece.left for piece in first.pieces]
    rights = [piece.right for piece in first.pieces]
    for piece in line.pieces:
        places = [(piece.left, lefts), *([(piece.right, rights)] if is_value(piece.text) else [])]
        if not any(abs(at - other) <= _letter(first) for at, others in places for other in others):
            return False
    alone = len(line.pieces) == 1
    return not alone or line.pieces[0].left > lefts[0] + _letter(first) or goes_on(line.pieces[0].text)


def _letter(line: PlacedLine) -> float:
    return median((piece.right - piece.left) / len(piece.text) for piece in line.pieces)


def _table(lines: Sequence[PlacedLine]) -> Table | None:
    usual = Counter(len(line.pieces) for line in lines).most_common(1)[0][0]
    rows = [line for line in lines if len(line.pieces) == usual]
    if len(rows) < _LEAST_ROWS or usual < 2:
        return None
    columns = find_columns(rows, [])
    if len(columns) != usual or not _is_sure(rows, columns):
        return None
    table = make_table(body_rows(lines, rows, columns))
    enough = len(table.heads) + len(table.body) >= _LEAST_ROWS - bool(table.heads)
    return table if table.width > 1 and enough else None


def _is_sure(rows: Sequence[PlacedLine], columns: Sequence[Column]) -> bool:
    gaps = [right[0] - left[1] for left, right in pairwise(columns)]
    by_column = [[line.pieces[n].text for line in rows] for n in range(len(columns))]
    told = list(dropwhile(lambda texts: sum(map(is_enumerator, texts)) * 2 >= len(texts), by_column))
    cells = [text for texts in told for text in texts]
    if len(told) < 2 or min(gaps) < _LEAST_GAP * _letter(rows[0]):
        return False
    if _counts_pages([line.pieces[-1].text for line in rows]):
        return False
    if any(text.startswith(":") or text.endswith((":", ",", ";")) for text in cells):
        return False
    begins = sum(text[0].isupper() or is_value(text) for text in cells)
    lengths = sorted(map(len, cells))
    return begins >= _BEGINS * len(cells) and lengths[-1] <= _LONGEST_CELL and lengths[len(lengths) // 2] <= _USUAL_CELL


def _counts_pages(texts: Sequence[str]) -> bool:
    """Whether a column may be the pages of a table of contents: whole numbers, none smaller than the one before."""
    numbers = [int(text) for text in texts if text.isdigit()]
    return len(numbers) >= len(texts) - 1 and numbers == sorted(numbers)
