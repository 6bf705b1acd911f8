"""One PDF page -> its printed lines with place and type, in the order of the content stream, by pypdf's text visitor.

Coordinates are points from the top left of the page as it is shown (turned pages are turned back).
"""

import math
import re
from itertools import pairwise
from typing import Any

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


def read_sheet(page: PageObject) -> Sheet:
    """Raises pypdf's errors where the page can't be parsed."""
    parts: list[tuple[str, float, float, float, bool]] = []
    rulings = 0
    turn = _turn(page)

    def see_text(text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        if text:
            m = _times(_times(tuple(tm), tuple(cm)), turn)
            parts.append(
                (text, m[4], m[5], size * math.hypot(m[2], m[3]), bool(font and _BOLD.search(str(font.get("/BaseFont", "")))))
            )

    def see_operator(operator: bytes, *_: Any) -> None:
        nonlocal rulings
        rulings += operator in _RULING

    page.extract_text(visitor_text=see_text, visitor_operand_before=see_operator)
    height = float(page.mediabox.width if page.rotation % 180 else page.mediabox.height)
    return Sheet(tuple(_lines(parts, height)), height, rulings)


def _lines(parts: list[tuple[str, float, float, float, bool]], height: float) -> list[PrintedLine]:
    """The visitor's pieces put together up to each newline."""
    lines: list[PrintedLine] = []
    pieces: list[tuple[str, float, float, float, bool]] = []
    for text, x, y, size, bold in [*parts, ("\n", 0.0, 0.0, 0.0, False)]:
        first, *others = text.split("\n")
        for n, piece in enumerate([first, *others]):
            if n:
                _add(lines, _line(pieces, height))
                pieces = []
            if piece:
                pieces.append((piece, x, y, size, bold))
    return lines


def _add(lines: list[PrintedLine], line: PrintedLine | None) -> None:
    """Add a line; what is printed to the right of the line before, as the text after a bullet, goes on with that line.

    In tables of contents the dots may have been printed before the title to their left.
    """
    if line is None:
        return
    above = lines[-1] if lines else None
    if (
        above
        and line.text
        and _LEADER.match(above.text)
        and abs(line.y - above.y) < _SAME_LINE * line.size
        and line.x < above.x
    ):
        lines.pop()
        above, line = line, above
        lines.append(above)
    if above and above.text and line.text and abs(line.y - above.y) < _SAME_LINE * line.size and line.x > above.x:
        size = max(above, line, key=lambda part: len(part.text)).size
        between = (line.x,) if _is_apart(above.text, above.x, above.size, line.x) else ()
        stops = (*above.stops, *between, *line.stops)
        lines[-1] = PrintedLine(f"{above.text} {line.text}", above.x, above.y, size, above.bold and line.bold, stops=stops)
    else:
        lines.append(line)


def _line(pieces: list[tuple[str, float, float, float, bool]], height: float) -> PrintedLine | None:
    """One line of its pieces; a blank line stays, since it parts paragraphs."""
    text = " ".join(normalise("".join(piece[0] for piece in pieces)).split())
    inked = [piece for piece in pieces if piece[0].strip()]
    if not inked:
        return PrintedLine("", pieces[0][1], height - pieces[0][2], 0, False) if pieces else None
    size = max(inked, key=lambda piece: len(piece[0]))[3]
    stops = tuple(after[1] for before, after in pairwise(inked) if _is_apart(before[0], before[1], before[3], after[1]))
    return PrintedLine(text, inked[0][1], height - inked[0][2], round(size, 1), all(piece[4] for piece in inked), stops=stops)


def _is_apart(text: str, x: float, size: float, following: float) -> bool:
    """Whether the next text begins clearly to the right of where this one must end, if its letters are wide. After the mark of an
    item (a bullet, a number in brackets) it does so everywhere."""
    letters = len(text.strip())
    return letters > _LONGEST_MARK and following - x > size * (1 + _WIDE_LETTER * letters)


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
