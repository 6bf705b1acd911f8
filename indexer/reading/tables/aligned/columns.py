"""Pieces of text at their places -> the columns they stand in. Places are in any unit, downwards and to the right."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.reading.tables.table import is_figure

Column = tuple[float, float]
_SPARSE = 5
_VALUE = re.compile(r"n/?a\.?|(?:Rp\.?\s*)?[-–—]|[<>≤≥±]?\s*\d[\d.,]*\s*[^\W\d_]{1,12}\.?", re.I)
_ONE_FIGURE = re.compile(r"\S+|\d{1,3}(?: \d{3})+(?:,\d+)?|\S+ [-–—] \S*\d\S*|\d\S* %")


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands together on a line: from the next piece it is parted by clearly more than the space between words."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """The pieces of one printed line from left to right (none: a blank line), and how far down the page it stands."""

    y: float
    pieces: tuple[Piece, ...]


def to_pieces(words: Sequence[Piece], apart: Callable[[Piece, Piece], bool]) -> tuple[Piece, ...]:
    """The words of a line put together up to where two are `apart`. Figures beside each other stay single, however close they are:
    they may belong to two columns."""
    groups: list[list[Piece]] = []
    for word in words:
        if groups and not apart(groups[-1][-1], word):
            groups[-1].append(word)
        else:
            groups.append([word])
    pieces: list[Piece] = []
    for group in groups:
        text = " ".join(word.text for word in group)
        pieces += group if _are_figures(text) else [Piece(text, group[0].left, group[-1].right)]
    return tuple(pieces)


def _are_figures(text: str) -> bool:
    """Whether a text is several figures, not one with spaces in it, nor a span of them."""
    return all(map(is_value, text.split())) and not _ONE_FIGURE.fullmatch(text)


def overlap(piece: Piece, column: Column) -> float:
    return min(piece.right, column[1]) - max(piece.left, column[0])


def covered(piece: Piece, columns: Sequence[Column]) -> range:
    """The columns that a piece stands in: those it overlaps, else the nearest."""
    over = [n for n, column in enumerate(columns) if overlap(piece, column) > 0]
    if over:
        return range(over[0], over[-1] + 1)
    nearest = max(range(len(columns)), key=lambda n: overlap(piece, columns[n]))
    return range(nearest, nearest + 1)


def find_columns(body: Sequence[PlacedLine], heads: Sequence[PlacedLine]) -> list[Column]:
    """The columns of these rows, left to right: where their pieces overlap each other, those aside that reach over several.

    What never stands beside each other (a dash in the middle of a column, its figures at the right) is one column, unless it
    has heads of its own. A head under which nothing stands has a column too.
    """
    pieces = [piece for line in body for piece in line.pieces]
    dense = _dense(body)
    single = [piece for piece in pieces if sum(overlap(piece, zone) > 0 for zone in dense) < 2]
    columns = _joined([(piece.left, piece.right) for piece in single])
    n = 1
    while n < len(columns):
        if _apart(columns[n - 1], columns[n], [*body, *heads]):
            n += 1
        else:
            columns[n - 1 : n + 1] = [(columns[n - 1][0], columns[n][1])]
    lowest = _lowest(columns, heads)
    bare = [head for head in lowest if all(overlap(head, column) <= 0 for column in columns)]
    return _under_heads(columns, _joined([(head.left, head.right) for head in bare]), lowest)


def _lowest(columns: Sequence[Column], heads: Sequence[PlacedLine]) -> list[Piece]:
    """The heads of single columns: below them stands no other head, nor do heads of the columns to both their sides."""
    lowest = []
    for number, line in enumerate(heads):
        lower = [piece for below in heads[number + 1 :] for piece in below.pieces]
        for piece in line.pieces:
            left = [column for column in columns if column[1] <= piece.left][-1:]
            right = [column for column in columns if column[0] >= piece.right][:1]
            between = left and right and all(any(overlap(head, beside) > 0 for head in lower) for beside in left + right)
            if not between and not any(overlap(head, (piece.left, piece.right)) > 0 for head in lower):
                lowest.append(piece)
    return lowest


def _under_heads(columns: Sequence[Column], bare: Sequence[Column], heads: Sequence[Piece]) -> list[Column]:
    """The columns, with those that have no head put together with the heads that have none below them: a head at the left of its
    column may stand over none of the figures at the right. None at all where it can't be told which belong together."""
    paired: list[Column] = []
    waiting: list[tuple[Column, bool]] = []

    def pair() -> bool:
        kinds = [is_bare for _, is_bare in waiting]
        if all(kinds) or not any(kinds):
            paired.extend(column for column, _ in waiting)
        elif len(kinds) % 2 or any(one == other for one, other in pairwise(kinds)):
            return False
        else:
            edges = [column for column, _ in waiting]
            paired.extend((left[0], right[1]) for left, right in zip(edges[::2], edges[1::2], strict=True))
        waiting.clear()
        return True

    for column in sorted([*columns, *bare]):
        is_bare = column in bare
        if is_bare or (bare and not any(overlap(piece, column) > 0 for piece in heads)):
            waiting.append((column, is_bare))
        elif pair():
            paired.append(column)
        else:
            return []
    return paired if pair() else []


def _dense(lines: Sequence[PlacedLine]) -> list[Column]:
    """Where something stands in more than a few of the lines."""
    few = len(lines) // _SPARSE
    edges = sorted({edge for line in lines for piece in line.pieces for edge in (piece.left, piece.right)})
    zones: list[Column] = []
    for left, right in zip(edges, edges[1:], strict=False):
        middle = (left + right) / 2
        count = sum(any(piece.left < middle < piece.right for piece in line.pieces) for line in lines)
        if count <= few:
            continue
        if zones and zones[-1][1] == left:
            zones[-1] = (zones[-1][0], right)
        else:
            zones.append((left, right))
    return zones


def _joined(intervals: Sequence[Column]) -> list[Column]:
    joined: list[Column] = []
    for left, right in sorted(intervals):
        if joined and left < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return joined


def _apart(one: Column, other: Column, lines: Sequence[PlacedLine]) -> bool:
    """Whether some line has a piece in the one column and another piece in the other."""
    return any(
        any(overlap(piece, one) > 0 for piece in line.pieces)
        and any(overlap(piece, other) > 0 and overlap(piece, one) <= 0 for piece in line.pieces)
        for line in lines
    )


def is_value(text: str) -> bool:
    """Whether a text is a figure, with a unit or without, or stands where there is none."""
    return is_figure(text) or bool(_VALUE.fullmatch(text))


def figure_columns(rows: Sequence[PlacedLine], columns: Sequence[Column]) -> list[int]:
    """The columns in which nearly all that stands is figures."""
    values: list[list[bool]] = [[] for _ in columns]
    for line in rows:
        for piece in line.pieces:
            values[covered(piece, columns)[0]].append(is_value(piece.text))
    return [n for n, column in enumerate(values) if len(column) > 1 and sum(column) * 3 >= 2 * len(column)]
