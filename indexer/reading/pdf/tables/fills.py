"""Boxes filled with colour beside each other, as the heads of many tables are -> the rulings that part them."""

from collections.abc import Iterator, Sequence

from indexer.reading.pdf.picture import Box, Ruling

_NEAR = 1.5
_LEAST = 6.0
_HIGHEST = 120.0
_MOST = 200


def fill_rulings(fills: Sequence[Box]) -> list[Ruling]:
    """The edges of all filled boxes that stand side by side; none of single ones, nor of those inside others (the ground of a
    paragraph in its cell)."""
    boxes = [box for box in dict.fromkeys(fills) if _is_cell(box)]
    if len(boxes) > _MOST:
        return []
    outer = [box for box in boxes if not any(_contains(other, box) for other in boxes)]
    rulings: list[Ruling] = []
    for box in outer:
        if any(_are_beside(box, other) for other in outer):
            rulings += _edges(box)
    return rulings


def _is_cell(box: Box) -> bool:
    left, top, right, bottom = box
    return right - left >= _LEAST and _LEAST <= bottom - top <= _HIGHEST


def _contains(outer: Box, inner: Box) -> bool:
    if outer == inner:
        return False
    left = outer[0] <= inner[0] + _NEAR
    right = outer[2] >= inner[2] - _NEAR
    is_larger = outer[2] - outer[0] > inner[2] - inner[0] or outer[3] - outer[1] > inner[3] - inner[1]
    return left and right and outer[1] <= inner[1] + _NEAR and outer[3] >= inner[3] - _NEAR and is_larger


def _are_beside(box: Box, other: Box) -> bool:
    touches = abs(box[2] - other[0]) <= _NEAR or abs(other[2] - box[0]) <= _NEAR
    common = min(box[3], other[3]) - max(box[1], other[1])
    return touches and common > _LEAST / 2


def _edges(box: Box) -> Iterator[Ruling]:
    left, top, right, bottom = box
    yield Ruling(left, top, right, top)
    yield Ruling(left, bottom, right, bottom)
    yield Ruling(left, top, left, bottom)
    yield Ruling(right, top, right, bottom)
