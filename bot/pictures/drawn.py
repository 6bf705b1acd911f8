"""A page drawn from its text: what stands around a quote, about one screen of it, with headings, lists and tables."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, takewhile

from PIL import Image, ImageDraw

from bot.pictures.fonts import Font, drawable, font
from bot.pictures.marks import squeezed
from bot.pictures.sheet import Sheet
from indexer.models import Page, Word
from indexer.reading.page.page_text import is_rule, row_cells

SIZE = 30
WIDTH, WIDEST = 1200, 2400
MARGIN, LINE = 60, 44
TALLEST = 2400
BEFORE, AFTER = 500, 2500
"""Characters drawn before and after the line in which the quote begins."""
_PADDING = 10
_LONGEST = 700
"""Characters of a line that are drawn, except of the one in which the quote begins."""
_HEAD, _EDGE = (226, 232, 240), (150, 160, 175)

_Line = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""
_Owners = dict[tuple[int, int], tuple[int, int]]
"""A cell of a table (row, column), and the one it is merged with: the first of them."""


@dataclass
class _Canvas:
    """What is to be drawn, from top to bottom; `y` is where the next line comes."""

    width: int
    y: int = MARGIN
    words: list[tuple[str, int, int, Font]] = field(default_factory=list)
    shades: list[_Line] = field(default_factory=list)
    edges: list[_Line] = field(default_factory=list)


def draw(page: Page, quote: str = "") -> Sheet:
    """The surroundings of the quote, or the beginning of the page. Rows of a sheet are numbered as they are there."""
    numbered = page.rows or (0,) * (page.text.count("\n") + 1)
    lines = list(zip(numbered, page.text.split("\n"), strict=False))
    at = line_of(quote, page.text)
    start, end = at - _fitting(lines[:at][::-1], BEFORE), at + 1 + _fitting(lines[at + 1 :], AFTER)
    around = _above(lines, start) + lines[start:end]
    shown = [(row, drawable(text if (row, text) == lines[at] else _shortened(text))) for row, text in around]
    columns = max((len(_cells(text)) for _, text in shown), default=0)
    canvas = _Canvas(min(WIDEST, max(WIDTH, 2 * MARGIN + 170 * columns)))
    for is_row, block in groupby(shown, key=lambda line: row_cells(line[1]) is not None):
        if is_row:
            _table(canvas, list(block))
        else:
            _prose(canvas, [text for _, text in block])
    return _painted(canvas)


def _shortened(text: str) -> str:
    """A line as far as it is drawn; what is left of a row still is one."""
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST] + (" |" if row_cells(text) is not None else "")


def _fitting(lines: Sequence[tuple[int, str]], room: int) -> int:
    """How many of these lines go into `room` characters; an empty one counts as much as a short one."""
    count = 0
    while count < len(lines) and room > 0:
        room -= min(len(lines[count][1]), _LONGEST) + 20
        count += 1
    return count


def line_of(quote: str, text: str) -> int:
    """The 0-based line of `text` in which a quote begins, letters and figures alone compared; 0 where it stands nowhere."""
    letters = [squeezed(line) for line in text.split("\n")]
    found = "".join(letters).find(squeezed(quote)) if quote else -1
    for at, line in enumerate(letters):
        if found < len(line):
            return at if found >= 0 else 0
        found -= len(line)
    return 0


def _above(lines: Sequence[tuple[int, str]], start: int) -> list[tuple[int, str]]:
    """What a page that is cut at `start` needs to be understood: the headings above, and a table's heads or a sign of the cut."""
    path: list[tuple[int, str]] = []
    for row, text in reversed(lines[:start]):
        if (level := _level(text)) and (not path or level < _level(path[0][1])):
            path.insert(0, (row, text))
    cut = any(line[1].strip() and line not in path for line in lines[:start])
    return [*path, *(_heads(lines, start) or [(0, "…")] * cut)]


def _level(text: str) -> int:
    """Of a heading, 1 for the highest; 0 for any other line."""
    return len(text) - len(text.lstrip("#"))


def _heads(lines: Sequence[tuple[int, str]], start: int) -> list[tuple[int, str]]:
    """The head rows of a table that is cut at `start`, as far as they stand before it."""
    first = start
    while 0 < first < len(lines) and row_cells(lines[first - 1][1]) is not None:
        first -= 1
    rows = takewhile(lambda at: row_cells(lines[at][1]) is not None, range(first, len(lines)))
    rule = next((at for at in rows if is_rule(lines[at][1])), None)
    return [] if rule is None else list(lines[first : min(start, rule + 1)])


def _cells(text: str) -> list[str]:
    return [cell.text for cell in row_cells(text) or ()]


def _prose(canvas: _Canvas, lines: Sequence[str]) -> None:
    for line in lines:
        bare = line.lstrip("#").strip() if line.startswith("#") else line.rstrip()
        if not bare:
            canvas.y += LINE // 2
            continue
        face = font(SIZE, bold=line.startswith("#"))
        indent = MARGIN + 12 * (len(bare) - len(bare.lstrip()))
        for row in wrapped(bare.split(), face, canvas.width - MARGIN - indent):
            _put(canvas, row, indent, canvas.y, face)
            canvas.y += LINE
        canvas.y += LINE // 4


def _table(canvas: _Canvas, rows: Sequence[tuple[int, str]]) -> None:
    rule = next((at for at, (_, text) in enumerate(rows) if is_rule(text)), -1)
    numbered = any(number for number, _ in rows)
    grid = [([str(row) if row else ""] if numbered else []) + _cells(text) for at, (row, text) in enumerate(rows) if at != rule]
    owners = _owners(grid, rule, first=int(numbered))
    texts = {(at, column): grid[at][column] for at, column in owners}
    widths = _widths(texts, owners, canvas.width - 2 * MARGIN)
    for at, cells in enumerate(grid):
        face = font(SIZE - 4, bold=at < rule)
        spans = [sum(widths[to] for to in range(len(cells)) if owners[at, to] == (at, column)) for column in range(len(cells))]
        lines = [
            list(wrapped(texts[at, to].split(), face, span - 2 * _PADDING)) if span else [] for to, span in enumerate(spans)
        ]
        height = max(map(len, lines), default=1) * LINE + _PADDING
        left = MARGIN
        for column, words in enumerate(lines):
            box = left, canvas.y, left + widths[column], canvas.y + height
            canvas.shades += [box] if at < rule or (numbered and not column) else []
            canvas.edges += _edges(box, owners, at, column)
            for number, line in enumerate(words):
                _put(canvas, line, left + _PADDING, canvas.y + _PADDING // 2 + number * LINE, face)
            left += widths[column]
        canvas.y += height
    canvas.y += LINE // 2


def _owners(grid: Sequence[Sequence[str]], body: int, first: int) -> _Owners:
    """Of each cell its place, or that of the one it is merged with, as far as the text tells: heads that say the same side by side
    or above each other, and the empty places beside the one text of a row. The body begins in row `body`, and
    what is no number of a row in column `first`."""
    owners: _Owners = {}
    for at, cells in enumerate(grid):
        one_text = at >= body and not any(cells[first + 1 :])
        for column, text in enumerate(cells):
            if one_text and column >= first:
                owners[at, column] = (at, first)
            elif text and at < body:
                owners[at, column] = owners.get(_same_head(grid, at, column), (at, column))
            else:
                owners[at, column] = (at, column)
    return owners


def _same_head(grid: Sequence[Sequence[str]], at: int, column: int) -> tuple[int, int]:
    """The place above or on the left where a head stands already; its own where it stands in none."""
    for above, beside in ((at - 1, column), (at, column - 1)):
        inside = above >= 0 and 0 <= beside < len(grid[above])
        if inside and grid[above][beside] == grid[at][column]:
            return above, beside
    return at, column


def _edges(box: _Line, owners: _Owners, at: int, column: int) -> Iterator[_Line]:
    """The sides of a cell on which another begins."""
    left, top, right, bottom = box
    sides = {
        (at, column - 1): (left, top, left, bottom),
        (at, column + 1): (right, top, right, bottom),
        (at - 1, column): (left, top, right, top),
        (at + 1, column): (left, bottom, right, bottom),
    }
    return (side for beside, side in sides.items() if owners.get(beside) != owners[at, column])


def _widths(texts: dict[tuple[int, int], str], owners: _Owners, room: int) -> list[int]:
    """Of each column, by the text of its own cells: as wide as its longest word; what is left goes to short columns as far as
    they need it, and long ones share the rest."""
    columns = 1 + max((column for _, column in texts), default=-1)
    face = font(SIZE - 4, bold=True)
    least, wanted = [2 * _PADDING] * columns, [2 * _PADDING] * columns
    for (at, column), text in texts.items():
        if owners[at, column] not in (owners.get((at, column - 1)), owners.get((at, column + 1))):
            words = (int(face.getlength(word[:100])) + 2 * _PADDING + 4 for word in text.split())
            least[column] = max(least[column], *words, 0)
            wanted[column] = max(wanted[column], int(face.getlength(text[:200])) + 2 * _PADDING + 4)
    if sum(least) > room:
        least = [min(width, room // columns) for width in least]
    more = [max(0, most - width) for most, width in zip(wanted, least, strict=True)]
    share, left = room - sum(least), columns
    for width in sorted(more):
        if width * left > share:
            break
        share, left = share - width, left - 1
    most = share // left if left else room
    return [width + min(extra, most) for width, extra in zip(least, more, strict=True)]


def wrapped(words: Sequence[str], face: Font, room: float) -> Iterator[list[str]]:
    """Words in lines of at most `room` pixels; a word that is wider alone is broken."""
    line: list[str] = []
    for word in words:
        while face.getlength(word) > room and len(word) > 1:
            fits = max(1, bisect_right(range(len(word)), room, key=lambda at: face.getlength(word[:at])) - 1)
            if line:
                yield line
            yield [word[:fits]]
            line, word = [], word[fits:]
        if line and face.getlength(" ".join([*line, word])) > room:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _put(canvas: _Canvas, words: Sequence[str], x: int, y: int, face: Font) -> None:
    for word in words:
        canvas.words.append((word, x, y, face))
        x += int(face.getlength(word + " "))


def _painted(canvas: _Canvas) -> Sheet:
    height = min(max(canvas.y + MARGIN, canvas.width // 2), TALLEST)
    image = Image.new("RGB", (canvas.width, height), "white")
    brush = ImageDraw.Draw(image)
    for box in canvas.shades:
        brush.rectangle(box, fill=_HEAD)
    for line in canvas.edges:
        brush.line(line, fill=_EDGE)
    words = []
    for text, x, y, face in canvas.words:
        if y + LINE > height:
            break
        brush.text((x, y), text, font=face, fill="black")
        right, bottom = x + face.getlength(text), y + LINE - 8
        words.append(Word(text, (x / canvas.width, y / height, right / canvas.width, bottom / height)))
    return Sheet(image, tuple(words), None)
