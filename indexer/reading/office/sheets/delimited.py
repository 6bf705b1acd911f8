"""CSV and its like (semicolons, tabs) -> a table."""

import csv
import io
import re

from indexer.errors import NoText, OverLimit
from indexer.models import Reading
from indexer.reading.office.sheets.cells import Grid, sheet_page

_DELIMITERS = ";\t,|"
_MOST_ROWS = 50_000
_LEAST_ROWS, _LEAST_COLUMNS = 4, 3
_SAMPLE = 50
_LONGEST_LINE = 5_000

csv.field_size_limit(10_000_000)  # a whole report may stand in one cell


def delimiter(text: str, named: bool) -> str:
    """What stands between the cells; "" where the text is no table. `named`: its file is called a table, so that the best guess
    counts; else every line must have as many cells as the others, and commas, which prose has too, are no sign."""
    lines = text.split("\n", _SAMPLE)[:_SAMPLE]
    if not named and max(map(len, lines)) > _LONGEST_LINE:
        return ""
    best, most = "", 0
    for candidate in _DELIMITERS if named else ";\t":
        rows = [row for row in csv.reader(lines, delimiter=candidate) if any(row)]
        widths = [len(row) for row in rows]
        even = max((widths.count(width) * (width - 1) for width in set(widths)), default=0)
        if named and even > most:
            best, most = candidate, even
        if not named and len(rows) >= _LEAST_ROWS and len(set(widths)) == 1 and widths[0] >= _LEAST_COLUMNS:
            return candidate
    return best or (";" if named else "")


def read_delimited(text: str, between: str) -> Reading:
    """Raises NoText (no words) and OverLimit (tens of thousands of rows)."""
    grid = Grid()
    for number, row in enumerate(csv.reader(io.StringIO(text.removeprefix("sep=;\n")), delimiter=between), 1):
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
