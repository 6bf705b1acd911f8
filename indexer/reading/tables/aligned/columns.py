"""Pieces of text at their places -> the columns they stand in. Places are in any unit, downwards and to the right."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from indexer.reading.tables.figures import is_figure

Column = tuple[float, float]
_SPARSE = 5
_VALUE = re.compile(r"n/?a\.?|(?:Rp\.?\s*)?[-–—]|[<>≤≥±]?\s*\d[\d.,]*\s*[^\W\d_]{1,12}\.?", re.I)
_CURRENCY = re.compile(r"\(?(?:Rp|IDR|US\$|\$)\.?", re.I)
_AMOUNT = re.compile(r"\(?\d[\d.,]*(?:,?-)?\)?")
_ONE_FIGURE = re.compile(r"\S+|\d{1,3}(?: \d{3})+(?:,\d+)?|\S+ [-–—] \S*\d\S*|\d\S* %")


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands together on a line: from the next piece it is parted by clearly more than the space between words."""

    text: str
    left: float
    right: float
    bold: bool = False

    @property
    def span(self) -> Column:
        return (self.left, self.right)

    @property
    def letter(self) -> float:
        """How wide one letter of it is."""
        return (self.right - self.left) / len(self.text)


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """The pieces of one printed line from left to right (none: a blank line), and how far down the page it stands."""

    y: float
    pieces: tuple[Piece, ...]

    @property
    def texts(self) -> list[str]:
        return [piece.text for piece in self.pieces]


def pieces_of(lines: Sequence[PlacedLine]) -> list[Piece]:
    """The pieces of all these lines, line by line."""
    return [piece for line in lines for piece in line.pieces]


def to_pieces(words: Sequence[Piece], apart: Callable[[Piece, Piece], bool]) -> tuple[Piece, ...]:
    """The words of a line put together up to where two are `apart`. Figures beside each other stay single, however close they are:
    they may belong to two columns. An amount belongs to the currency before it, however far: that stands at the left of its column."""
    groups: list[list[Piece]] = []
    for word in words:
        is_amount_of = bool(groups) and _CURRENCY.fullmatch(groups[-1][-1].text) is not None and _AMOUNT.fullmatch(word.text)
        if groups and (is_amount_of or not apart(groups[-1][-1], word)):
            groups[-1].append(word)
        else:
            groups.append([word])
    pieces: list[Piece] = []
    for group in groups:
        text = " ".join(word.text for word in group)
        if _are_figures(text):
            pieces += group
        else:
            bold = all(word.bold for word in group)
            pieces.append(Piece(text, group[0].left, group[-1].right, bold))
    return tuple(pieces)


def _are_figures(text: str) -> bool:
    """Whether a text is several figures, not one with spaces in it, nor a span of them."""
    if _ONE_FIGURE.fullmatch(text) or _CURRENCY.match(text):
        return False
    return all(map(is_value, text.split()))


def overlap(piece: Piece, column: Column) -> float:
    return min(piece.right, column[1]) - max(piece.left, column[0])


def touching(pieces: Sequence[Piece], column: Column) -> list[Piece]:
    """Those of the pieces that stand in a column, or over a part of it."""
    return [piece for piece in pieces if overlap(piece, column) > 0]


def covered(piece: Piece, columns: Sequence[Column]) -> range:
    """The columns that a piece stands in: those it overlaps, else the nearest."""
    over = _overlapped(piece, columns)
    if over:
        return range(over[0], over[-1] + 1)
    nearest = max(range(len(columns)), key=lambda n: overlap(piece, columns[n]))
    return range(nearest, nearest + 1)


def _overlapped(piece: Piece, columns: Sequence[Column]) -> list[int]:
    return [n for n, column in enumerate(columns) if overlap(piece, column) > 0]


def find_columns(body: Sequence[PlacedLine], heads: Sequence[PlacedLine]) -> list[Column]:
    """The columns of these rows, left to right: where their pieces overlap each other, those aside that reach over several.

    What never stands beside each other (a dash in the middle of a column, its figures at the right) is one column, unless it
    has heads of its own. A head under which nothing stands has a column too.
    """
    dense = _dense(body)
    single = [piece.span for piece in pieces_of(body) if len(_overlapped(piece, dense)) < 2]
    columns = _without_needless(_joined(single), [*body, *heads])
    lowest = _lowest(columns, heads)
    bare = [head.span for head in lowest if not _overlapped(head, columns)]
    return _under_heads(columns, _joined(bare), lowest)


def _without_needless(columns: Sequence[Column], lines: Sequence[PlacedLine]) -> list[Column]:
    """The columns, neighbours as one where no line has something in both."""
    kept: list[Column] = []
    for column in columns:
        if kept and not _apart(kept[-1], column, lines):
            kept[-1] = (kept[-1][0], column[1])
        else:
            kept.append(column)
    return kept


def _lowest(columns: Sequence[Column], heads: Sequence[PlacedLine]) -> list[Piece]:
    """The heads of single columns: below them stands no other head, nor do heads of the columns to both their sides."""
    lowest = []
    for number, line in enumerate(heads):
        lower = pieces_of(heads[number + 1 :])
        for piece in line.pieces:
            has_head_below = bool(touching(lower, piece.span))
            if not has_head_below and not _are_headed_beside(piece, columns, lower):
                lowest.append(piece)
    return lowest


def _are_headed_beside(piece: Piece, columns: Sequence[Column], heads: Sequence[Piece]) -> bool:
    """Whether the nearest columns to both sides of a piece have one of these heads each."""
    left = [column for column in columns if column[1] <= piece.left]
    right = [column for column in columns if column[0] >= piece.right]
    if not left or not right:
        return False
    return bool(touching(heads, left[-1]) and touching(heads, right[0]))


def _under_heads(columns: Sequence[Column], bare: Sequence[Column], heads: Sequence[Piece]) -> list[Column]:
    """The columns, with those that have no head put together with the heads that have none below them: a head at the left of its
    column may stand over none of the figures at the right. None at all where it can't be told which belong together."""

    def lacks_other_half(column: Column) -> bool:
        if column in bare:
            return True
        return bool(bare) and not touching(heads, column)

    paired: list[Column] = []
    for is_half, group in groupby(sorted([*columns, *bare]), key=lacks_other_half):
        if not is_half:
            paired += group
            continue
        whole = _put_together(list(group), bare)
        if whole is None:
            return []
        paired += whole
    return paired


def _put_together(halves: Sequence[Column], bare: Sequence[Column]) -> list[Column] | None:
    """Heads (the `bare` ones) and columns in pairs, where they stand by turns; as they are where all are of one sort."""
    are_heads = [half in bare for half in halves]
    is_one_sort = len(set(are_heads)) == 1
    if is_one_sort:
        return list(halves)
    by_turns = all(one != other for one, other in pairwise(are_heads))
    if len(halves) % 2 or not by_turns:
        return None
    pairs = zip(halves[::2], halves[1::2], strict=True)
    return [(left[0], right[1]) for left, right in pairs]


def _dense(lines: Sequence[PlacedLine]) -> list[Column]:
    """Where something stands in more than a few of the lines."""
    few = len(lines) // _SPARSE
    edges = {edge for piece in pieces_of(lines) for edge in piece.span}
    zones: list[Column] = []
    for left, right in pairwise(sorted(edges)):
        if _filled_at((left + right) / 2, lines) <= few:
            continue
        if zones and zones[-1][1] == left:
            zones[-1] = (zones[-1][0], right)
        else:
            zones.append((left, right))
    return zones


def _filled_at(x: float, lines: Sequence[PlacedLine]) -> int:
    """On how many of the lines something stands at this place."""
    return sum(_stands_at(x, line) for line in lines)


def _stands_at(x: float, line: PlacedLine) -> bool:
    return any(piece.left < x < piece.right for piece in line.pieces)


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
    for line in lines:
        in_one = touching(line.pieces, one)
        in_other = touching(line.pieces, other)
        in_both = touching(in_one, other)
        if in_one and len(in_other) > len(in_both):
            return True
    return False


def is_value(text: str) -> bool:
    """Whether a text is a figure, with a unit or without, or stands where there is none."""
    return is_figure(text) or bool(_VALUE.fullmatch(text))


def figure_columns(rows: Sequence[PlacedLine], columns: Sequence[Column]) -> list[int]:
    """The columns in which nearly all that stands is figures."""
    are_values: list[list[bool]] = [[] for _ in columns]
    for piece in pieces_of(rows):
        column = covered(piece, columns)[0]
        are_values[column].append(is_value(piece.text))
    return [n for n, told in enumerate(are_values) if _nearly_all(told)]


def _nearly_all(told: Sequence[bool]) -> bool:
    return len(told) > 1 and sum(told) * 3 >= 2 * len(told)
