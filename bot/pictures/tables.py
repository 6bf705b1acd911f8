"""The table that an answer shows, as a picture: for rows that are wider than a telephone."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.models import ShownTable
from bot.pictures.canvas import MARGIN, TALLEST, Canvas
from bot.pictures.fonts import drawable
from bot.pictures.grid import NumberedLine, draw_table
from bot.pictures.sheet import png
from indexer.models import Cell
from indexer.reading.page.page_text import row_line

WIDTH, WIDEST, COLUMN = 900, 2400, 220
"""Pixels that the picture is wide at least and at most, and that a column wants."""


def drawn_table(table: ShownTable) -> Iterator[bytes]:
    """The table as PNG; where it is too tall for one picture its rows in several, each under the heads."""
    canvas = _on_canvas(table)
    fits = canvas.y + MARGIN <= TALLEST
    if fits or len(table.rows) < 2:
        image = canvas.painted().image
        yield png(image.crop((0, 0, image.width, min(image.height, canvas.y + MARGIN))))
        return
    half = len(table.rows) // 2
    for rows in (table.rows[:half], table.rows[half:]):
        yield from drawn_table(replace(table, rows=rows))


def _on_canvas(table: ShownTable) -> Canvas:
    wanted = 2 * MARGIN + COLUMN * len(table.heads)
    canvas = Canvas(min(WIDEST, max(WIDTH, wanted)))
    rule = ["---"] * len(table.heads)
    draw_table(canvas, [_line(cells) for cells in (table.heads, rule, *table.rows)])
    return canvas


def _line(cells: Sequence[str]) -> NumberedLine:
    return NumberedLine(0, row_line([Cell(drawable(cell).replace("|", "/")) for cell in cells]))
