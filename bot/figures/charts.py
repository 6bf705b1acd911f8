"""Charts of tables as SVG. The letters are drawn as shapes, so they look the same wherever they are shown."""

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from matplotlib import get_data_path
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font
from matplotlib.ticker import MaxNLocator

from bot.figures.tables import Picture, Table
from bot.figures.wording import number
from indexer.language.shortening import without_its_middle

WIDTH = 4.2
"""Inches: the letters are readable where the picture is as narrow as a telephone."""
COLUMNS_HEIGHT = 2.4
BAR_HEIGHT = 0.42
"""Inches for one bar with the line above it that says what it is of."""
MOST_BARS = 10
LABEL = 48
"""Characters that fit above a bar."""
TICKS = 4
"""Days or months that are named under the columns."""
SIZE = 9
"""Of the letters, in points."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours for one background: of the letters, of the lines behind the columns, and of each series in turn."""

    letters: str
    lines: str
    series: tuple[str, str]


LIGHT = Palette(letters="#24292f", lines="#d7dbe0", series=("#1d5fa8", "#d9730d"))
DARK = Palette(letters="#e8eaed", lines="#3b424b", series=("#6cb0f5", "#f2a65a"))


def font_file(bold: bool) -> Path:
    """DejaVu Sans, which matplotlib brings."""
    return Path(get_data_path(), "fonts", "ttf", "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")


def draw(table: Table, palette: Palette) -> bytes:
    """The picture of a table that has one, as SVG with a transparent background."""
    figure = Figure(figsize=(WIDTH, _height(table)), layout="constrained")
    axes = figure.add_subplot()
    if table.picture is Picture.BARS:
        _draw_bars(axes, table, palette)
    else:
        _draw_columns(axes, table, palette)
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0, pad=5, labelsize=SIZE, labelcolor=palette.letters)
    _name_series(figure, table, palette)
    out = io.BytesIO()
    figure.savefig(out, format="svg", transparent=True, metadata={"Date": None})
    return out.getvalue()


def _height(table: Table) -> float:
    if table.picture is not Picture.BARS:
        return COLUMNS_HEIGHT
    legend = 0.3 if len(table.drawn) > 1 else 0.0
    return 0.1 + legend + BAR_HEIGHT * len(table.rows[:MOST_BARS])


def _draw_columns(axes: Axes, table: Table, palette: Palette) -> None:
    places = range(len(table.rows))
    width = 0.8 if table.picture is Picture.STACKED else 0.8 / len(table.drawn)
    below = [0] * len(table.rows)
    for turn, (column, colour) in enumerate(zip(table.drawn, palette.series, strict=False)):
        counts = [int(row[column]) for row in table.rows]
        if table.picture is Picture.STACKED:
            axes.bar(places, counts, width, bottom=below, color=colour, label=table.heads[column])
            below = [under + count for under, count in zip(below, counts, strict=True)]
        else:
            beside = [place + (turn - 0.5) * width for place in places]
            axes.bar(beside, counts, width, color=colour, label=table.heads[column])
    named = places[:: max(1, -(-len(table.rows) // TICKS))]
    axes.set_xticks(named, [_drawable(str(table.rows[place][0])) for place in named], parse_math=False)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True, min_n_ticks=1))
    axes.yaxis.set_major_formatter(lambda count, _: number(round(count)))
    axes.grid(axis="y", color=palette.lines, linewidth=0.8)
    axes.set_axisbelow(True)


def _draw_bars(axes: Axes, table: Table, palette: Palette) -> None:
    """The first rows; what each is of stands above its bar, how many at its end."""
    rows = table.rows[:MOST_BARS]
    places = range(len(rows))
    ends = [0] * len(rows)
    for column, colour in zip(table.drawn, palette.series, strict=False):
        counts = [int(row[column]) for row in rows]
        axes.barh(places, counts, 0.36, left=ends, color=colour, label=table.heads[column])
        ends = [end + count for end, count in zip(ends, counts, strict=True)]
    letters = {"size": SIZE, "color": palette.letters, "parse_math": False}
    for place, row, end in zip(places, rows, ends, strict=True):
        name = _drawable(without_its_middle(" ".join(str(row[0]).split()), LABEL))
        axes.text(0, place - 0.24, name, ha="left", va="bottom", **letters)
        axes.annotate(number(end), (end, place), (3, 0), textcoords="offset points", ha="left", va="center", **letters)
    axes.set_xlim(0, 1.12 * max(ends))
    axes.set_ylim(len(rows) - 0.7, -0.8)
    axes.set_xticks([])
    axes.set_yticks([])


def _name_series(figure: Figure, table: Table, palette: Palette) -> None:
    """Above the picture, where there are several."""
    if len(table.drawn) > 1:
        figure.legend(
            loc="outside upper left", ncols=len(table.drawn), frameon=False, fontsize=SIZE, labelcolor=palette.letters
        )


def _drawable(text: str) -> str:
    """What of a text the font has letters for."""
    known = _letters()
    return "".join(letter for letter in text if ord(letter) in known)


@cache
def _letters() -> frozenset[int]:
    return frozenset(FT2Font(str(font_file(bold=False))).get_charmap())
