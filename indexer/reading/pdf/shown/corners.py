"""Boxes, corners and matrices of what is drawn on a page, in its own coordinates: y upwards."""

from collections.abc import Sequence

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
AS_IT_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYTHING: Box = (-1e9, -1e9, 1e9, 1e9)
THIN = 3.0
"""What is no thicker, in points, is a line."""
_SQUARE = 0.6
_MOST_COMPARED = 50


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does what one does, then the other."""
    if then is AS_IT_IS:
        return first
    a, b, c, d, e, f = first
    return (
        a * then[0] + b * then[2],
        a * then[1] + b * then[3],
        c * then[0] + d * then[2],
        c * then[1] + d * then[3],
        e * then[0] + f * then[2] + then[4],
        e * then[1] + f * then[3] + then[5],
    )


def moved(x: float, y: float, matrix: Matrix) -> Point:
    """Where a matrix puts a point."""
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def around(points: Sequence[Point]) -> Box:
    """The box around points, of which there is at least one."""
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def within(one: Box, other: Box) -> Box:
    """What two boxes have in common; upside down where that is nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def rectangle_of(outline: Sequence[Point]) -> Box | None:
    """The box that an outline is, or None where it is another shape."""
    if len(outline) not in (2, 4, 5):
        return None
    left, bottom, right, top = box = around(outline)
    for x, y in outline:
        at_corner = min(x - left, right - x) < _SQUARE and min(y - bottom, top - y) < _SQUARE
        if not at_corner:
            return None
    return box


def straight_parts(outline: Sequence[Point]) -> list[Box]:
    """The level and upright sides of an outline."""
    sides = []
    corners = [*outline, outline[0]] if len(outline) == 4 and rectangle_of(outline) else list(outline)
    for n in range(len(corners) - 1):
        left, bottom, right, top = side = around(corners[n : n + 2])
        if min(right - left, top - bottom) < _SQUARE and max(right - left, top - bottom) > THIN:
            sides.append(side)
    return sides


def overlap(boxes: Sequence[Box]) -> bool:
    """Whether boxes of one path lie over each other, as a frame's two: what is filled is between them."""
    if len(boxes) > _MOST_COMPARED:
        return False
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            left, bottom, right, top = within(one, other)
            if left < right and bottom < top:
                return True
    return False
