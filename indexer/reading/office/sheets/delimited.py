"""CSV and its like (semicolons, tabs) -> a table."""

import csv
import io
import re

from indexer.errors import NoText, OverLimit
from indexer.models import Reading
from indexer.reading.office.sheets.cells import Grid, sheet_page

_DELIMITERS = ";\t,|"
"""The first counts where none does better."""
_SURE_DELIMITERS = ";\t"
_SAID = re.compile(r"\s*\"?sep=([^\w\s]|\t|\\t)\"?[ \t]*(?:\n|$)", re.I)
_MOST_ROWS = 50_000
_LEAST_ROWS, _LEAST_COLUMNS = 4, 3
_SAMPLE = 50
_LONGEST_LINE = 5_000

csv.field_size_limit(10_000_000)  # a whole report may stand in one cell


def delimiter(text: str, named: bool) -> str:
    """What stands between the cells; "" where the text is no table. `named`: its file is called a table, so that the best guess
    counts; else every line must have as many cells as the others, and commas, which prose has too, are no sign. Excel's first line
    ("sep=;") says it itself."""
    lines = text.split("\n", _SAMPLE)[:_SAMPLE]
    if said := _SAID.match(text):
        return said[1].replace("\\t", "\t")
    if named:
        for candidate in _SURE_DELIMITERS:
            if _is_even(_widths(lines, candidate)):
                return candidate
        return max(_DELIMITERS, key=lambda candidate: _evenness(_widths(lines, candidate)))
    if max(map(len, lines)) > _LONGEST_LINE:
        return ""
    for candidate in _SURE_DELIMITERS:
        if _is_regular(_widths(lines, candidate)):
            return candidate
    return ""


def _widths(lines: list[str], between: str) -> list[int]:
    """How many cells each line has that has any."""
    return [len(row) for row in csv.reader(lines, delimiter=between) if any(row)]


def _evenness(widths: list[int]) -> int:
    """How many cells beside their first have the lines that have as many as most others; 0 for lines of one cell."""
    return max((widths.count(width) * (width - 1) for width in set(widths)), default=0)


def _is_even(widths: list[int]) -> bool:
    """Whether all lines, but for a few titles and notes of one cell, have the same several cells: commas in them are those of numbers."""
    several = [width for width in widths if width > 1]
    return len(set(several)) == 1 and len(several) * 2 > len(widths)


def _is_regular(widths: list[int]) -> bool:
    """Whether there are several lines, all of the same several cells."""
    if len(widths) < _LEAST_ROWS or len(set(widths)) > 1:
        return False
    return widths[0] >= _LEAST_COLUMNS


def read_delimited(text: str, between: str) -> Reading:
    """Raises NoText (no words) and OverLimit (tens of thousands of rows)."""
    grid, said = Grid(), _SAID.match(text)
    rows = text[said.end() :] if said else text
    for number, row in enumerate(csv.reader(io.StringIO(rows), delimiter=between), 1):
        if number > _MOST_ROWS:
            raise OverLimit(
                f"Tabel ini berisi lebih dari {_MOST_ROWS:_} baris; kirim bagian yang diperlukan saja.".replace("_", ".")
            )
        for column, cell in enumerate(row, 1):
            grid.put(number, column, cell)
    page = sheet_page(grid, None)
    if not re.search(r"\w", page.text):
        raise NoText("Berkas ini tidak berisi teks; periksa berkasnya, lalu kirim kembali yang berisi.")
    return Reading((page,))
