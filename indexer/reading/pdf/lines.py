"""One PDF page -> its printed lines with place and type, in the order of the content stream, by pypdf's text visitor.

Coordinates are points from the top left of the page as it is shown (turned pages are turned back).
"""

import math
import re
from itertools import pairwise
from typing import Any, NamedTuple

from pypdf import PageObject

from indexer.reading.page.cleaning import normalise
from indexer.reading.printed.sheet import PrintedLine, Sheet

_BOLD = re.compile(r"bold|black|heavy", re.I)
_RULING = frozenset({b"re", b"l"})
_SAME_LINE = 0.3
_WIDE_LETTER = 0.65
_LONGEST_MARK = 5
_LEADER = re.compile(r"(?:\.\s?){5,}")
Matrix = tuple[float, float, float, float, float, float]


class _Part(NamedTuple):
    """A piece of text as it is printed, its place (`y` up, from the foot of the page) and type. Cheap: a page has thousands."""

    text: str
    x: float
    y: float
    size: float
    bold: bool


def read_sheet(page: PageObject) -> Sheet:
    """Raises pypdf's errors where the page can't be parsed."""
    parts: list[_Part] = []
    rulings = 0
    turn = _turn(page)

    def see_text(text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        if not text:
            return
        _, _, slant, height, x, y = _times(_times(tuple(tm), tuple(cm)), turn)
        parts.append(_Part(text, x, y, size * math.hypot(slant, height), _is_bold(font)))

    def see_operator(operator: bytes, *_: Any) -> None:
        nonlocal rulings
        rulings += operator in _RULING

    page.extract_text(visitor_text=see_text, visitor_operand_before=see_operator)
    height = float(page.mediabox.width if page.rotation % 180 else page.mediabox.height)
    return Sheet(tuple(_lines(parts, height)), height, rulings)


def _is_bold(font: dict[str, Any] | None) -> bool:
    return bool(font) and bool(_BOLD.search(str(font.get("/BaseFont", ""))))


def _lines(parts: list[_Part], height: float) -> list[PrintedLine]:
    """The visitor's parts put together up to each newline."""
    lines: list[PrintedLine] = []
    pieces: list[_Part] = []
    end = _Part("\n", 0.0, 0.0, 0.0, False)
    for part in [*parts, end]:
        for n, text in enumerate(part.text.split("\n")):
            if n:
                _add(lines, _line(pieces, height))
                pieces = []
            if text:
                pieces.append(_Part(text, part.x, part.y, part.size, part.bold))
    return lines


def _add(lines: list[PrintedLine], line: PrintedLine | None) -> None:
    """Add a line; what is printed to the right of the line before, as the text after a bullet, goes on with that line."""
    if line is None:
        return
    above = lines[-1] if lines else None
    if above is None or not above.text or not line.text:
        lines.append(line)
        return
    if _leads_from(above, line):
        above, line = line, above
        lines[-1] = above
    if line.x > above.x and _are_level(above, line):
        lines[-1] = _joined(above, line)
    else:
        lines.append(line)


def _leads_from(dots: PrintedLine, title: PrintedLine) -> bool:
    """Whether a line is the dots of a table of contents, printed before the title to their left."""
    return title.x < dots.x and _are_level(dots, title) and bool(_LEADER.match(dots.text))


def _are_level(above: PrintedLine, line: PrintedLine) -> bool:
    return abs(line.y - above.y) < _SAME_LINE * line.size


def _joined(left: PrintedLine, right: PrintedLine) -> PrintedLine:
    """Two lines that stand beside each other as one."""
    longer = max(left, right, key=lambda line: len(line.text))
    between = (right.x,) if _is_apart(left, right.x) else ()
    stops = (*left.stops, *between, *right.stops)
    return PrintedLine(f"{left.text} {right.text}", left.x, left.y, longer.size, left.bold and right.bold, stops=stops)


def _line(pieces: list[_Part], height: float) -> PrintedLine | None:
    """One line of its pieces; a blank line stays, since it parts paragraphs. None of no pieces."""
    if not pieces:
        return None
    inked = [piece for piece in pieces if piece.text.strip()]
    if not inked:
        return PrintedLine("", pieces[0].x, height - pieces[0].y, 0, False)
    first = inked[0]
    text = " ".join(normalise("".join(piece.text for piece in pieces)).split())
    longest = max(inked, key=lambda piece: len(piece.text))
    bold = all(piece.bold for piece in inked)
    return PrintedLine(text, first.x, height - first.y, round(longest.size, 1), bold, stops=_stops(inked))


def _stops(pieces: list[_Part]) -> tuple[float, ...]:
    """The places where pieces of a line begin that stand apart from the one before."""
    return tuple(after.x for before, after in pairwise(pieces) if _is_apart(before, after.x))


def _is_apart(before: _Part | PrintedLine, following: float) -> bool:
    """Whether the next text begins clearly to the right of where this one must end, if its letters are wide. After the mark of an
    item (a bullet, a number in brackets) it does so everywhere."""
    letters = len(before.text.strip())
    widest = before.size * (1 + _WIDE_LETTER * letters)
    return letters > _LONGEST_MARK and following - before.x > widest


def _turn(page: PageObject) -> Matrix:
    """The matrix that turns the page as it is shown, its lower left corner at 0, 0."""
    x0, y0, x1, y1 = (float(edge) for edge in page.mediabox)
    turns: dict[int, Matrix] = {
        90: (0, -1, 1, 0, -y0, x1),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, 1, -1, 0, y1, -x0),
    }
    return turns.get(page.rotation % 360, (1, 0, 0, 1, -x0, -y0))


def _times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )
