"""The lines above the rows of an aligned table -> its head cells: wrapped heads whole, and heads over several columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from indexer.reading.tables.aligned.columns import Column, Piece, PlacedLine, covered, overlap
from indexer.reading.tables.table import SourceCell, is_figure

_SHORT = re.compile(r"[^\W\d_]{1,2}\.?|TW\.?\s*[IV]+|I{1,3}|IV|Rp\.?(?:\s*\(.+\))?", re.I)
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
    runs = list(_runs(lines, columns))
    for number, line in enumerate(lines):
        for piece in line.pieces:
            reach = covered(piece, columns)
            if not any(set(reach) & set(run) and number <= bottom for run, bottom in runs):
                _put(chains, piece.text, range(reach[0], reach[-1] + 1))
    for run, bottom in runs:
        _put_run(chains, run, lines[: bottom + 1], columns)
    return _rows(chains) if _agree(chains) else [_as_printed(line, columns) for line in lines]


def _runs(lines: Sequence[PlacedLine], columns: Sequence[Column]) -> Iterator[tuple[range, int]]:
    """Columns beside each other whose lowest heads are of one kind (years; K and Rp), with the line of these, where other heads
    stand above some of them."""
    lowest: dict[int, tuple[int, str]] = {}
    for number, line in enumerate(lines):
        for piece in line.pieces:
            reach = covered(piece, columns)
            if len(reach) == 1:
                lowest[reach[0]] = (number, piece.text)
    alike = {column: number for column, (number, text) in lowest.items() if is_figure(text) or _SHORT.fullmatch(text)}
    for (bottom, _), group in groupby(sorted(alike), key=lambda column: (alike[column], column - sorted(alike).index(column))):
        members = list(group)
        run = range(members[0], members[-1] + 1)
        above = [set(covered(piece, columns)) for line in lines[:bottom] for piece in line.pieces]
        if (
            len(run) > 1
            and any(reach & set(run) for reach in above)
            and all(reach <= set(run) or not reach & set(run) for reach in above)
        ):
            yield run, bottom


def _put_run(chains: list[list[_Head]], run: range, lines: Sequence[PlacedLine], columns: Sequence[Column]) -> None:
    """Give the columns of a run their heads: level by level, each head over those columns that it stands in the middle of."""
    level: list[Piece] = []
    for number, line in enumerate(lines):
        inside = [piece for piece in line.pieces if covered(piece, columns)[0] in run]
        last = number == len(lines) - 1
        if last or sum(is_figure(piece.text) for piece in inside) > 1:
            if level:
                _share(chains, run, level, columns)
                level = []
            if last:
                for piece in inside:
                    _put(chains, piece.text, covered(piece, columns))
            elif inside:
                _share(chains, run, inside, columns)
        else:
            level += inside


def _share(chains: list[list[_Head]], run: range, pieces: Sequence[Piece], columns: Sequence[Column]) -> None:
    """Part the run among the heads of one level: each over the columns it stands in the middle of, and heads that by their words
    are meant for several also over those that no other claims. No other head is stretched: a wrong one misleads."""
    heads = _stacked(pieces)
    own = [covered(head, columns[run.start : run.stop]) for head in heads]
    parts: list[range] = []
    texts: list[str] = []
    for n, (head, below) in enumerate(zip(heads, own, strict=True)):
        first = parts[-1].stop if parts else run.start
        if first == run.stop:  # more heads than columns
            texts[-1] += f" {head.text}"
            continue
        following = own[n + 1].start + run.start if n + 1 < len(own) else run.stop
        parts.append(_part(head, range(first, following), range(below.start + run.start, below.stop + run.start), columns))
        texts.append(head.text)
    for n, (text, part) in enumerate(zip(texts, parts, strict=True)):
        if _OVER_SEVERAL.match(text):
            part = range(part.start if n else run.start, parts[n + 1].start if n + 1 < len(parts) else run.stop)
        _put(chains, text, part)


def _part(head: Piece, free: range, own: range, columns: Sequence[Column]) -> range:
    """The columns among the `free` ones that a head stands in the middle of, as many as may be; its `own` stand right below it."""
    start = min(max(own.start, free.start), max(free.stop, free.start + 1) - 1)
    stop = max(min(own.stop, free.stop), start + 1)
    possible = [range(left, right) for left in range(free.start, start + 1) for right in range(stop, max(free.stop, stop) + 1)]
    off = [abs(head.left + head.right - columns[part[0]][0] - columns[part[-1]][1]) / 2 for part in possible]
    wide = max(columns[stop - 1][1] - columns[start][0], 1.0) / (stop - start)
    return max((part for part, far in zip(possible, off, strict=True) if far <= min(off) + _TOLERANCE * wide), key=len)


def _stacked(pieces: Sequence[Piece]) -> list[Piece]:
    """The heads of one level from left to right, those that stand below each other as one. `pieces` are in reading order."""
    heads: list[Piece] = []
    for piece in pieces:
        above = next((head for head in heads if overlap(piece, (head.left, head.right)) > 0), None)
        if above:
            heads.remove(above)
            piece = Piece(f"{above.text} {piece.text}", min(above.left, piece.left), max(above.right, piece.right))
        heads.append(piece)
    return sorted(heads, key=lambda head: head.left)


def _put(chains: list[list[_Head]], text: str, columns: range) -> None:
    """Put a head under what stands above its columns; the next line of the same head goes on with it."""
    above = chains[columns[0]][-1] if chains[columns[0]] else None
    if above and above.columns == columns and all(chains[column][-1:] == [above] for column in columns):
        above.text += f" {text}"
        return
    head = _Head(text, columns)
    for column in columns:
        chains[column].append(head)


def _agree(chains: Sequence[Sequence[_Head]]) -> bool:
    """Whether every head stands in one row."""
    return all(
        chains[column][depth : depth + 1] == [head]
        for chain in chains
        for depth, head in enumerate(chain)
        for column in head.columns
    )


def _rows(chains: Sequence[Sequence[_Head]]) -> list[list[SourceCell]]:
    deepest = max(map(len, chains))
    rows: list[list[SourceCell]] = []
    for depth in range(deepest):
        row = []
        for column, chain in enumerate(chains):
            if not chain:
                row += [SourceCell("", deepest, head=True)] if depth == 0 else []
            elif depth < len(chain) and chain[depth].columns[0] == column:
                last = depth == len(chain) - 1 and all(len(chains[beside]) == len(chain) for beside in chain[depth].columns)
                row.append(SourceCell(chain[depth].text, deepest - depth if last else 1, len(chain[depth].columns), head=True))
            elif depth >= len(chain) and not all(len(chains[beside]) == len(chain) for beside in chain[-1].columns):
                row.append(SourceCell("", head=True))
        rows.append(row)
    return rows


def _as_printed(line: PlacedLine, columns: Sequence[Column]) -> list[SourceCell]:
    """One row for one line, for heads that fit no other way."""
    return [SourceCell(text, 1, len(reach), head=True) for text, reach in across(line.pieces, columns)]


def across(pieces: Sequence[Piece], columns: Sequence[Column]) -> list[tuple[str, range]]:
    """The texts of a line over all the columns, from left to right, "" where nothing stands."""
    placed: list[tuple[str, range]] = []
    at = 0
    for piece in pieces:
        reach = covered(piece, columns)
        if reach[0] < at:
            text, taken = placed[-1]
            placed[-1] = (f"{text} {piece.text}", range(taken[0], max(taken[-1], reach[-1]) + 1))
        else:
            placed += [("", range(n, n + 1)) for n in range(at, reach[0])] + [(piece.text, reach)]
        at = placed[-1][1][-1] + 1
    return placed + [("", range(n, n + 1)) for n in range(at, len(columns))]
