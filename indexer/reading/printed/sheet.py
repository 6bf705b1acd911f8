"""A printed page: its lines with their places."""

from dataclasses import dataclass

from indexer.models import Table
from indexer.reading.page.page_text import table_lines


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of text: `x` and `y` (down) of its first letter, the `size` of most of its letters, whether all of it is bold.

    `stops` are the places where texts begin that stand apart from what is before them, as far as can be told without measuring
    letters. A table takes the place of its lines as one PrintedLine without text; the lines of one whose rows or columns can't be told
    apart are `undivided`.
    """

    text: str
    x: float
    y: float
    size: float
    bold: bool
    table: Table | None = None
    stops: tuple[float, ...] = ()
    undivided: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its lines, and how many lines and boxes are drawn on it."""

    lines: tuple[PrintedLine, ...]
    height: float
    rulings: int


def letters_on(sheet: Sheet) -> int:
    """How many letters stand on a sheet."""
    letters = 0
    for line in sheet.lines:
        texts = table_lines(line.table) if line.table else [line.text]
        letters += sum(map(len, texts))
    return letters
