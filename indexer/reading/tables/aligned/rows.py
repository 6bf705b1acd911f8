"""The lines of an aligned table below its heads -> rows of cells: wrapped cells whole, section lines over the whole width."""

import re
from collections.abc import Sequence
from itertools import pairwise

from indexer.reading.tables.aligned.columns import Column, PlacedLine
from indexer.reading.tables.aligned.distances import CLEARLY
from indexer.reading.tables.aligned.line_signs import goes_on
from indexer.reading.tables.aligned.row_kinds import ToldLine, told_lines
from indexer.reading.tables.source_cells import SourceCell

_SPLITS = ("top", "bottom", "middle")


def body_rows(lines: Sequence[PlacedLine], starts: Sequence[PlacedLine], columns: Sequence[Column]) -> list[list[SourceCell]]:
    """The rows of these lines; each of `starts` surely has the figures of a row of its own."""
    told = told_lines(lines, starts, columns)
    possible = [_grouped(told, split) for split in _SPLITS]
    rows = min(possible, key=lambda rows: _oddities(rows, len(columns)))
    return [_cells(row, len(columns)) for row in rows]


def _grouped(lines: Sequence[ToldLine], split: str) -> list[list[ToldLine]]:
    """The lines row by row. Lines between two rows are parted where the distance is widest, else as `split` says: figures stand
    beside the first, the last or the middle line of a row."""
    rows: list[list[ToldLine]] = []
    waiting: list[ToldLine] = []
    before = 0
    for line in lines:
        if line.kind == "rest":
            waiting.append(line)
            continue
        count = len(waiting)
        if line.kind == "row" and waiting:
            if not rows:
                count = count if _is_left_over(waiting[-1], line, lines, split) else 0
            elif rows[-1][-1].kind == "section":
                count = count if _begins_within_sentence(waiting[0]) else 0
            else:
                count = _cut([rows[-1][-1], *waiting, line], split, before)
        _end_row(rows, waiting[:count])
        rows.append([*waiting[count:], line])
        before = len(waiting) - count
        waiting = []
    _end_row(rows, waiting)
    return rows


def _end_row(rows: list[list[ToldLine]], rest: Sequence[ToldLine]) -> None:
    """Put the rest of the last row to it; over the first it is one of its own."""
    if not rest:
        return
    if rows:
        rows[-1] += rest
    else:
        rows.append(list(rest))


def _begins_within_sentence(line: ToldLine) -> bool:
    first = next(text for text, _ in line.cells if text)
    return goes_on(first)


def _is_left_over(above: ToldLine, line: ToldLine, lines: Sequence[ToldLine], split: str) -> bool:
    """Whether a line over the first row ends a row of the page before: it stands as far from it as rows do."""
    steps = [after.y - before.y for before, after in pairwise(lines)]
    if max(steps) > CLEARLY * min(steps):
        return (line.y - above.y) * CLEARLY > max(steps)
    return split == "top"


def _cut(lines: Sequence[ToldLine], split: str, before: int) -> int:
    """How many of the lines between the first and the last belong to the first, which has `before` lines above it."""
    steps = [below.y - above.y for above, below in pairwise(lines)]
    widest = max(steps)
    if len(steps) > 1 and widest > CLEARLY * sorted(steps)[-2]:
        return steps.index(widest)
    count = len(steps) - 1
    return {"top": count, "bottom": 0, "middle": min(before, count)}[split]


def _oddities(rows: Sequence[Sequence[ToldLine]], width: int) -> int:
    """How many cells begin as none does, in the middle of a sentence, or are empty in a column of texts."""
    full: list[list[str]] = []
    for row in rows:
        if row[0].kind == "section":
            continue
        texts = [cell.text for cell in _cells(row, width)]
        if len(texts) == width:
            full.append(texts)
    odd = 0
    for column in zip(*full, strict=True):
        odd += sum(map(goes_on, column))
        empty = column.count("")
        usually_filled = empty * 2 < len(column)
        if usually_filled and any(len(text.split()) > 2 for text in column):
            odd += empty
    return odd


def _cells(row: Sequence[ToldLine], width: int) -> list[SourceCell]:
    """The cells of one row: what stands in the same columns joined from top to bottom."""
    texts = [(text, reach) for line in row for text, reach in line.cells if text]
    if any(line.kind == "section" for line in row):
        return [SourceCell(" ".join(text for text, _ in texts), 1, width)]
    cells: list[SourceCell] = []
    end = 0
    for text, reach in _merged(texts):
        cells += [SourceCell("")] * (reach.start - end)
        cells.append(SourceCell(text, 1, len(reach)))
        end = reach.stop
    return cells + [SourceCell("")] * (width - end)


def _merged(texts: Sequence[tuple[str, range]]) -> list[tuple[str, range]]:
    """The texts from left to right, those that share a column joined."""
    merged: list[tuple[str, range]] = []
    for text, reach in sorted(texts, key=lambda placed: placed[1].start):
        if merged and reach.start < merged[-1][1].stop:
            above, taken = merged.pop()
            text, reach = _joined(above, text), range(taken.start, max(taken.stop, reach.stop))
        merged.append((text, reach))
    return merged


def _joined(above: str, below: str) -> str:
    """A hyphen at the end stays: in Indonesian it stands in a word (undang-undang) far more often than it divides one."""
    ends_in_hyphen = re.search(r"[^\W\d_]-$", above)
    return above + below if ends_in_hyphen else f"{above} {below}"
