"""What PDFium shows on a page: words and ruled lines with their places. Everything else is made from this, once.

Coordinates are points from the top left of the page as it is shown: cropped, turned as the page says.
"""

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """Letters without space between them, on one baseline. `left` to `right` is its advance, `top` to `bottom` the height of its type,
    `baseline` where it stands, `size` that of its type in points. `raised` says that it is a mark set higher and smaller than what
    it follows. `space` says that a space was printed before it, in the order of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    bold: bool = False
    raised: bool = False
    space: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line, level or upright, be it drawn as a line, an edge of a box or a thin box."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def level(self) -> bool:
        return self.right - self.left >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as it is shown: its words in the order they are printed, its rulings, the boxes of its pictures and of what is filled
    with colour, and how far (0, 90, 180 or 270 degrees clockwise) most of its text must be turned to be read; what is given here is turned so
    already."""

    width: float
    height: float
    words: tuple[PrintedWord, ...]
    rulings: tuple[Ruling, ...]
    images: tuple[Box, ...] = ()
    fills: tuple[Box, ...] = ()
    turned: int = 0
