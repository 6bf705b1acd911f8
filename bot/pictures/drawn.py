"""A page drawn from its text: what stands around a quote, about one screen of it, with headings, lists and tables."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from bot.pictures.canvas import LINE, MARGIN, SIZE, Canvas, wrapped
from bot.pictures.fonts import drawable, font
from bot.pictures.grid import NumberedLine, cells_of, draw_table
from bot.pictures.marks import squeezed
from bot.pictures.sheet import Sheet
from indexer.models import Page
from indexer.reading.page.page_text import is_rule

WIDTH, WIDEST, COLUMN = 1200, 2400, 170
"""Pixels that a page is wide at least and at most, and that a column of a table wants."""
BEFORE, AFTER = 500, 2500
"""Characters drawn before and after the line in which the quote begins."""
_LONGEST = 700
"""Characters of a line that are drawn, except of the one in which the quote begins."""
_CUT = NumberedLine(0, "…")
"""The sign that something stands above."""


def draw(page: Page, quote: str = "") -> Sheet:
    """The surroundings of the quote, or the beginning of the page. Rows of a sheet are numbered as they are there."""
    texts = page.text.split("\n")
    rows = page.rows or (0,) * len(texts)
    lines = [NumberedLine(row, text) for row, text in zip(rows, texts, strict=False)]
    at = line_of(quote, page.text)
    start = at - _fitting(lines[:at][::-1], BEFORE)
    end = at + 1 + _fitting(lines[at + 1 :], AFTER)
    around = _above(lines, start) + lines[start:end]
    shown = [_drawn(line, whole=line == lines[at]) for line in around]
    columns = max((len(cells_of(line.text)) for line in shown), default=0)
    wanted = 2 * MARGIN + COLUMN * columns
    canvas = Canvas(min(WIDEST, max(WIDTH, wanted)))
    for is_row, block in groupby(shown, key=lambda line: line.is_row):
        if is_row:
            draw_table(canvas, list(block))
        else:
            _prose(canvas, [line.text for line in block])
    return canvas.painted()


def _drawn(line: NumberedLine, whole: bool) -> NumberedLine:
    """A line as far as it is drawn."""
    text = line.text if whole else _shortened(line)
    return replace(line, text=drawable(text))


def _shortened(line: NumberedLine) -> str:
    """The beginning of a long line; what is left of a row still is one."""
    if len(line.text) <= _LONGEST:
        return line.text
    beginning = line.text[:_LONGEST]
    return f"{beginning} |" if line.is_row else beginning


def _fitting(lines: Sequence[NumberedLine], room: int) -> int:
    """How many of these lines go into `room` characters; an empty one counts as much as a short one."""
    for count, line in enumerate(lines):
        if room <= 0:
            return count
        room -= min(len(line.text), _LONGEST) + 20
    return len(lines)


def line_of(quote: str, text: str) -> int:
    """The 0-based line of `text` in which a quote begins, letters and figures alone compared; 0 where it stands nowhere."""
    letters = [squeezed(line) for line in text.split("\n")]
    found = "".join(letters).find(squeezed(quote)) if quote else -1
    if found < 0:
        return 0
    for at, line in enumerate(letters):
        if found < len(line):
            return at
        found -= len(line)
    return 0


def _above(lines: Sequence[NumberedLine], start: int) -> list[NumberedLine]:
    """What a page that is cut at `start` needs to be understood: the headings above, and a table's heads or a sign of the cut."""
    path = _headings(lines[:start])
    heads = _heads(lines, start)
    if heads:
        return [*path, *heads]
    is_cut = any(line.text.strip() and line not in path for line in lines[:start])
    return [*path, _CUT] if is_cut else path


def _headings(lines: Sequence[NumberedLine]) -> list[NumberedLine]:
    """The path of headings that what follows these lines stands under."""
    path: list[NumberedLine] = []
    for line in reversed(lines):
        level = _level(line.text)
        is_above = bool(level) and (not path or level < _level(path[0].text))
        if is_above:
            path.insert(0, line)
    return path


def _level(text: str) -> int:
    """Of a heading, 1 for the highest; 0 for any other line."""
    return len(text) - len(text.lstrip("#"))


def _heads(lines: Sequence[NumberedLine], start: int) -> list[NumberedLine]:
    """The head rows of a table that is cut at `start`, as far as they stand before it."""
    first = start
    while 0 < first < len(lines) and lines[first - 1].is_row:
        first -= 1
    for at in range(first, len(lines)):
        if not lines[at].is_row:
            break
        if is_rule(lines[at].text):
            return list(lines[first : min(start, at + 1)])
    return []


def _prose(canvas: Canvas, lines: Sequence[str]) -> None:
    for line in lines:
        is_heading = line.startswith("#")
        bare = line.lstrip("#").strip() if is_heading else line.rstrip()
        if not bare:
            canvas.y += LINE // 2
            continue
        face = font(SIZE, bold=is_heading)
        indent = MARGIN + 12 * (len(bare) - len(bare.lstrip()))
        for words in wrapped(bare.split(), face, canvas.width - MARGIN - indent):
            canvas.put(words, indent, canvas.y, face)
            canvas.y += LINE
        canvas.y += LINE // 4
