"""The lines above the rows of an aligned table -> its head cells: wrapped heads whole, and heads over several columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.reading.tables.aligned.columns import Column, Piece, PlacedLine, covered, touching
from indexer.reading.tables.aligned.head_runs import head_runs, share_columns
from indexer.reading.tables.figures import is_figure
from indexer.reading.tables.source_cells import SourceCell

_OVER_SEVERAL = re.compile(r"target|rencana|realisasi|proyeksi|tahun|capaian|jumlah|pagu|anggaran|kebutuhan|alokasi", re.I)
_TOLERANCE = 0.25


@dataclass(slots=True)
class _Head:
    text: str
    columns: range


def head_rows(lines: Sequence[PlacedLine], columns: Sequence[Column]) -> list[list[SourceCell]]:
    """The rows of heads, each cell over its columns and, where nothing stands below it, down to the last row."""
    if not lines:
        return []
    chains: list[list[_Head]] = [[] for _ in columns]
    runs = list(head_runs(lines, columns))
    for number, line in enumerate(lines):
        for piece in line.pieces:
            reach = covered(piece, columns)
            is_of_run = any(number <= run.bottom and share_columns(reach, run.columns) for run in runs)
            if not is_of_run:
                _put(chains, piece.text, reach)
    for run in runs:
        _put_run(chains, run.columns, lines[: run.bottom + 1], columns)
    if not _agree(chains):
        return [_as_printed(line, columns) for line in lines]
    return _rows(chains)


def _put_run(chains: list[list[_Head]], run: range, lines: Sequence[PlacedLine], columns: Sequence[Column]) -> None:
    """Give the columns of a run their heads: level by level, each head over those columns that it stands in the middle of."""
    level: list[Piece] = []
    *higher, lowest = [_within(run, line, columns) for line in lines]
    for pieces in higher:
        figures = sum(is_figure(piece.text) for piece in pieces)
        if figures < 2:
            level += pieces
            continue
        _share(chains, run, level, columns)
        _share(chains, run, pieces, columns)
        level = []
    _share(chains, run, level, columns)
    for piece in lowest:
        _put(chains, piece.text, covered(piece, columns))


def _within(run: range, line: PlacedLine, columns: Sequence[Column]) -> list[Piece]:
    return [piece for piece in line.pieces if covered(piece, columns)[0] in run]


def _share(chains: list[list[_Head]], run: range, pieces: Sequence[Piece], columns: Sequence[Column]) -> None:
    """Part the run among the heads of one level: each over the columns it stands in the middle of, and heads that by their words
    are meant for several also over those that no other claims. No other head is stretched: a wrong one misleads."""
    heads = _stacked(pieces)
    own = [_covered_in(run, head, columns) for head in heads]
    following = [*(reach.start for reach in own[1:]), run.stop]
    parts: list[_Head] = []
    free = run.start
    for head, below, end in zip(heads, own, following, strict=False):
        if free == run.stop:  # more heads than columns
            parts[-1].text += f" {head.text}"
            continue
        part = _part(head, range(free, end), below, columns)
        parts.append(_Head(head.text, part))
        free = part.stop
    starts = [run.start, *(part.columns.start for part in parts[1:]), run.stop]
    for part, (start, stop) in zip(parts, pairwise(starts), strict=False):
        is_for_several = _OVER_SEVERAL.match(part.text)
        _put(chains, part.text, range(start, stop) if is_for_several else part.columns)


def _covered_in(run: range, head: Piece, columns: Sequence[Column]) -> range:
    """The columns of the run that a head stands in."""
    reach = covered(head, columns[run.start : run.stop])
    return range(run.start + reach.start, run.start + reach.stop)


def _part(head: Piece, free: range, own: range, columns: Sequence[Column]) -> range:
    """The columns among the `free` ones that a head stands in the middle of, as many as may be; its `own` stand right below it."""
    start = min(max(own.start, free.start), max(free.stop, free.start + 1) - 1)
    stop = max(min(own.stop, free.stop), start + 1)
    ends = range(stop, max(free.stop, stop) + 1)
    possible = [range(left, right) for left in range(free.start, start + 1) for right in ends]
    off = [_off_middle(head, part, columns) for part in possible]
    wide = max(columns[stop - 1][1] - columns[start][0], 1.0) / (stop - start)
    most = min(off) + _TOLERANCE * wide
    near = [part for part, far in zip(possible, off, strict=True) if far <= most]
    return max(near, key=len)


def _off_middle(head: Piece, part: range, columns: Sequence[Column]) -> float:
    """How far the middle of a head is from that of these columns."""
    return abs(head.left + head.right - columns[part[0]][0] - columns[part[-1]][1]) / 2


def _stacked(pieces: Sequence[Piece]) -> list[Piece]:
    """The heads of one level from left to right, those that stand below each other as one. `pieces` are in reading order."""
    heads: list[Piece] = []
    for piece in pieces:
        over = touching(heads, piece.span)
        if over:
            above = over[0]
            heads.remove(above)
            piece = Piece(f"{above.text} {piece.text}", min(above.left, piece.left), max(above.right, piece.right))
        heads.append(piece)
    return sorted(heads, key=lambda head: head.left)


def _put(chains: list[list[_Head]], text: str, columns: range) -> None:
    """Put a head under what stands above its columns; the next line of the same head goes on with it."""
    above = _lowest_over(chains, columns)
    if above is not None:
        above.text += f" {text}"
        return
    head = _Head(text, columns)
    for column in columns:
        chains[column].append(head)


def _lowest_over(chains: Sequence[Sequence[_Head]], columns: range) -> _Head | None:
    """The head over these columns and no others, if it is the lowest of each of them."""
    lowest = chains[columns[0]][-1:]
    if not lowest or lowest[0].columns != columns:
        return None
    is_lowest_of_each = all(chains[column][-1:] == lowest for column in columns)
    return lowest[0] if is_lowest_of_each else None


def _agree(chains: Sequence[Sequence[_Head]]) -> bool:
    """Whether every head stands in one row."""
    for chain in chains:
        for depth, head in enumerate(chain):
            if any(chains[column][depth : depth + 1] != [head] for column in head.columns):
                return False
    return True


def _rows(chains: Sequence[Sequence[_Head]]) -> list[list[SourceCell]]:
    deepest = max(map(len, chains))
    return [_row(chains, depth, deepest) for depth in range(deepest)]


def _row(chains: Sequence[Sequence[_Head]], depth: int, deepest: int) -> list[SourceCell]:
    cells = [_cell(chains, column, depth, deepest) for column in range(len(chains))]
    return [cell for cell in cells if cell is not None]


def _cell(chains: Sequence[Sequence[_Head]], column: int, depth: int, deepest: int) -> SourceCell | None:
    """The cell that begins in this column of a row of heads; None where one from the left or from above reaches in."""
    chain = chains[column]
    if not chain:
        return SourceCell("", deepest, head=True) if depth == 0 else None
    # The lowest head reaches down to the last row, where all its columns end with it.
    reaches_down = all(len(chains[beside]) == len(chain) for beside in chain[-1].columns)
    if depth >= len(chain):
        return None if reaches_down else SourceCell("", head=True)
    head = chain[depth]
    if head.columns.start != column:
        return None
    is_lowest = depth == len(chain) - 1
    height = deepest - depth if is_lowest and reaches_down else 1
    return SourceCell(head.text, height, len(head.columns), head=True)


def _as_printed(line: PlacedLine, columns: Sequence[Column]) -> list[SourceCell]:
    """One row for one line, for heads that fit no other way."""
    return [SourceCell(text, 1, len(reach), head=True) for text, reach in across(line.pieces, columns)]


def across(pieces: Sequence[Piece], columns: Sequence[Column]) -> list[tuple[str, range]]:
    """The texts of a line over all the columns, from left to right, "" where nothing stands."""
    placed: list[tuple[str, range]] = []
    end = 0
    for piece in pieces:
        text, reach = piece.text, covered(piece, columns)
        if reach.start < end:
            before, taken = placed.pop()
            text, reach = f"{before} {text}", range(taken.start, max(taken.stop, reach.stop))
        else:
            placed += _nothing_in(range(end, reach.start))
        placed.append((text, reach))
        end = reach.stop
    return placed + _nothing_in(range(end, len(columns)))


def _nothing_in(columns: range) -> list[tuple[str, range]]:
    return [("", range(column, column + 1)) for column in columns]
