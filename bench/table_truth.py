"""What the tables of real pages say, written down by eye from their pictures: the files in bench/tables/. tables.py measures by it.

    # file: NAME.pdf  page: 3  layout: ruled|half|unruled|scan  ...
    *Uraian<tab>Target > 2026 > Rp        the full label of each column; * where it names the row
    Pajak restoran<tab>1.200.000          a row; ^ before what a merged cell repeats from above, < where one runs on from the left

A text of more than twelve words is cut after six, with "…"; "?" stands where nobody can read it; "# cut" ends a table whose other rows are
not written down.
"""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("tables")
LAYOUTS = ("ruled", "half", "unruled", "scan")
_FIELDS = re.compile(r"(file|page|layout): *(.*?)(?=  |\t|$)")


@dataclass(frozen=True)
class Truth:
    """One table of a page: column labels, those that name the row, and the rows of fields."""

    file: str
    page: int
    layout: str
    labels: tuple[str, ...]
    names_row: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]


def read_truths(folder: Path = FOLDER) -> list[Truth]:
    """All tables of the folder, by layout, file and page. Raises ValueError for a file that has another form."""
    return [_read(file) for layout in LAYOUTS for file in sorted((folder / layout).glob("*.tsv"))]


def _read(file: Path) -> Truth:
    first, heads, *lines = file.read_text(encoding="utf-8").rstrip("\n").split("\n")
    about = dict(_FIELDS.findall(first))
    labels = heads.split("\t")
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    for row in rows:
        if len(row) > len(labels):
            raise ValueError(f"{file}: {len(row)} fields under {len(labels)} heads: {row}")
    filled = [tuple(row + [""] * (len(labels) - len(row))) for row in rows]
    return Truth(
        about["file"].strip(),
        int(about["page"]),
        about["layout"].strip(),
        tuple(label.removeprefix("*") for label in labels),
        tuple(label.startswith("*") for label in labels),
        tuple(filled),
    )
