"""A table drawn from the lines of its rows: cells that are merged, columns as wide as their words want, heads shaded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.pictures.canvas import LINE, MARGIN, SIZE, Box, Canvas, wrapped
from bot.pictures.fonts import Font, font
from indexer.reading.page.page_text import is_rule, row_cells

_PADDING = 10
_SPARE = 4
"""Pixels that a text may be wider drawn than it was measured."""
_MEASURED_WORD, _MEASURED_TEXT = 100, 200
"""Characters by which the width of a column is told."""


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line of a page, and the number of the row that it is in its sheet; 0 where it has none."""

    row: int
    text: str

    @property
    def is_row(self) -> bool:
        return row_cells(self.text) is not None


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell, by its row and column from 0."""

    row: int
    column: int


_Owners = dict[_Place, _Place]
"""Of each cell the one it is merged with, the first of them; itself where it stands alone."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """The cells of a table. The body begins in row `body`, and what is no number of a row in column `first`."""

    rows: list[list[str]]
    body: int
    first: int

    def text(self, place: _Place) -> str:
        return self.rows[place.row][place.column]


def cells_of(text: str) -> list[str]:
    """The texts of a row's cells; none for any other line."""
    return [cell.text for cell in row_cells(text) or ()]


def draw_table(canvas: Canvas, lines: Sequence[NumberedLine]) -> None:
    """Puts the table that these lines are on the canvas."""
    grid = _grid(lines)
    owners = _owners(grid)
    widths = _widths(grid, owners, canvas.width - 2 * MARGIN)
    for row in range(len(grid.rows)):
        _draw_row(canvas, grid, row, owners, widths)
    canvas.y += LINE // 2


def _grid(lines: Sequence[NumberedLine]) -> _Grid:
    rules = [at for at, line in enumerate(lines) if is_rule(line.text)]
    rule = rules[0] if rules else -1
    is_numbered = any(line.row for line in lines)
    rows = []
    for at, line in enumerate(lines):
        if at == rule:
            continue
        number = str(line.row) if line.row else ""
        cells = cells_of(line.text)
        rows.append([number, *cells] if is_numbered else cells)
    return _Grid(rows, body=rule, first=int(is_numbered))


def _draw_row(canvas: Canvas, grid: _Grid, row: int, owners: _Owners, widths: Sequence[int]) -> None:
    is_head = row < grid.body
    face = font(SIZE - 4, bold=is_head)
    lines = [_lines_of_cell(grid, place, owners, widths, face) for place in _places_of(grid, row)]
    height = max(map(len, lines), default=1) * LINE + _PADDING
    left = MARGIN
    for place, lines_of_cell in zip(_places_of(grid, row), lines, strict=True):
        box = (left, canvas.y, left + widths[place.column], canvas.y + height)
        if is_head or place.column < grid.first:
            canvas.shades.append(box)
        canvas.edges += _edges(box, owners, place)
        for number, words in enumerate(lines_of_cell):
            canvas.put(words, left + _PADDING, canvas.y + _PADDING // 2 + number * LINE, face)
        left += widths[place.column]
    canvas.y += height


def _lines_of_cell(grid: _Grid, place: _Place, owners: _Owners, widths: Sequence[int], face: Font) -> list[list[str]]:
    """The words of a cell in lines, over the columns of its row that are merged with it; none of one that is merged itself."""
    span = sum(widths[other.column] for other in _places_of(grid, place.row) if owners[other] == place)
    if not span:
        return []
    return list(wrapped(grid.text(place).split(), face, span - 2 * _PADDING))


def _places_of(grid: _Grid, row: int) -> list[_Place]:
    return [_Place(row, column) for column in range(len(grid.rows[row]))]


def _owners(grid: _Grid) -> _Owners:
    """What is merged, as far as the text tells: heads that say the same side by side or above each other, and the empty places
    beside the one text of a row."""
    owners: _Owners = {}
    for row, cells in enumerate(grid.rows):
        is_head = row < grid.body
        is_one_text = not is_head and not any(cells[grid.first + 1 :])
        for place in _places_of(grid, row):
            owner = place
            if is_one_text and place.column >= grid.first:
                owner = _Place(row, grid.first)
            elif is_head and grid.text(place):
                owner = owners.get(_same_head(grid, place), place)
            owners[place] = owner
    return owners


def _same_head(grid: _Grid, place: _Place) -> _Place:
    """The place above or on the left where a head stands already; its own where it stands in none."""
    above, left = _Place(place.row - 1, place.column), _Place(place.row, place.column - 1)
    for other in (above, left):
        is_inside = other.row >= 0 and 0 <= other.column < len(grid.rows[other.row])
        if is_inside and grid.text(other) == grid.text(place):
            return other
    return place


def _edges(box: Box, owners: _Owners, place: _Place) -> Iterator[Box]:
    """The sides of a cell on which another begins."""
    left, top, right, bottom = box
    sides = {
        _Place(place.row, place.column - 1): (left, top, left, bottom),
        _Place(place.row, place.column + 1): (right, top, right, bottom),
        _Place(place.row - 1, place.column): (left, top, right, top),
        _Place(place.row + 1, place.column): (left, bottom, right, bottom),
    }
    return (side for beside, side in sides.items() if owners.get(beside) != owners[place])


def _widths(grid: _Grid, owners: _Owners, room: int) -> list[int]:
    """Of each column, by the text of its own cells: as wide as its longest word; what is left goes to short columns as far as
    they need it, and long ones share the rest."""
    columns = max(map(len, grid.rows), default=0)
    least = [2 * _PADDING] * columns
    wanted = [2 * _PADDING] * columns
    for place, owner in owners.items():
        left, right = _Place(place.row, place.column - 1), _Place(place.row, place.column + 1)
        is_merged_sideways = owner in (owners.get(left), owners.get(right))
        if is_merged_sideways:
            continue
        text = grid.text(place)
        of_words = [_width(word[:_MEASURED_WORD]) for word in text.split()]
        least[place.column] = max(least[place.column], *of_words, 0)
        wanted[place.column] = max(wanted[place.column], _width(text[:_MEASURED_TEXT]))
    if sum(least) > room:
        least = [min(width, room // columns) for width in least]
    more = [max(0, most - width) for most, width in zip(wanted, least, strict=True)]
    most = _most_for_one(more, room - sum(least), room)
    return [width + min(extra, most) for width, extra in zip(least, more, strict=True)]


def _width(text: str) -> int:
    return int(font(SIZE - 4, bold=True).getlength(text)) + 2 * _PADDING + _SPARE


def _most_for_one(more: Sequence[int], room: int, unlimited: int) -> int:
    """What a column gets at most of the `room` that is left, where the columns want `more`; `unlimited` where it is enough."""
    left = len(more)
    for width in sorted(more):
        if width * left > room:
            return room // left
        room -= width
        left -= 1
    return unlimited
