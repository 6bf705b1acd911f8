"""Columns beside each other with heads of one kind, such as the years under "Target"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.reading.tables.aligned.columns import Column, PlacedLine, covered, pieces_of
from indexer.reading.tables.figures import is_figure

_SHORT = re.compile(r"[^\W\d_]{1,2}\.?|TW\.?\s*[IV]+|I{1,3}|IV|Rp\.?(?:\s*\(.+\))?", re.I)


@dataclass(frozen=True, slots=True)
class Run:
    """Columns beside each other whose lowest heads are of one kind and stand on one line, that with the index `bottom`."""

    columns: range
    bottom: int


def head_runs(lines: Sequence[PlacedLine], columns: Sequence[Column]) -> Iterator[Run]:
    """Columns beside each other whose lowest heads are of one kind (years; K and Rp), with the line of these, where other heads
    stand above some of them."""
    for run in _beside_each_other(_short_heads(lines, columns)):
        above = [covered(piece, columns) for piece in pieces_of(lines[: run.bottom])]
        if len(run.columns) > 1 and _is_headed(run.columns, above):
            yield run


def _short_heads(lines: Sequence[PlacedLine], columns: Sequence[Column]) -> dict[int, int]:
    """The columns whose lowest head of their own is a figure or a short sign -> the index of its line."""
    found: dict[int, int] = {}
    for number, line in enumerate(lines):
        for piece in line.pieces:
            reach = covered(piece, columns)
            if len(reach) > 1:
                continue
            if is_figure(piece.text) or _SHORT.fullmatch(piece.text):
                found[reach.start] = number
            else:
                found.pop(reach.start, None)
    return found


def _beside_each_other(bottoms: Mapping[int, int]) -> list[Run]:
    """Columns -> the lines of their lowest heads; in runs where neighbours have them on one line."""
    runs: list[Run] = []
    for column in sorted(bottoms):
        bottom = bottoms[column]
        first = column
        if runs and runs[-1].bottom == bottom and runs[-1].columns.stop == column:
            first = runs.pop().columns.start
        runs.append(Run(range(first, column + 1), bottom))
    return runs


def _is_headed(run: range, above: Sequence[range]) -> bool:
    """Whether heads stand above columns of the run, and none of them above others too."""
    over_run = [reach for reach in above if share_columns(reach, run)]
    inside = [reach for reach in over_run if run.start <= reach.start and reach.stop <= run.stop]
    return bool(over_run) and len(inside) == len(over_run)


def share_columns(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop
