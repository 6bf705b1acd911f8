"""Tables of PDF pages as other libraries read them: `PYTHON_WITH_THEM bench/table_peers.py LIBRARY < pages.json`.

Standard input: [[file, page], ...] with pages from 1. Standard output, a line a page: {"file", "page", "seconds", "tables"}, a table as
rows of cells (text, or null where a merged cell has its text elsewhere). Run by tables.py, in an environment of its own: the program
needs none of these.
"""

import json
import logging
import os
import sys
import time
import warnings
from collections.abc import Callable

Grid = list[list[str | None]]


def by_pdfplumber(file: str, page: int) -> list[Grid]:
    import pdfplumber

    with pdfplumber.open(file) as pdf:
        return pdf.pages[page - 1].extract_tables()


def by_pdfplumber_text(file: str, page: int) -> list[Grid]:
    """Its settings for tables without ruling, where the ruled ones are none."""
    import pdfplumber

    with pdfplumber.open(file) as pdf:
        shown = pdf.pages[page - 1]
        ruled = shown.extract_tables()
        return ruled or shown.extract_tables({"vertical_strategy": "text", "horizontal_strategy": "text"})


def by_camelot(flavour: str) -> Callable[[str, int], list[Grid]]:
    def read(file: str, page: int) -> list[Grid]:
        import camelot

        found = camelot.read_pdf(file, pages=str(page), flavor=flavour)
        return [table.df.values.tolist() for table in found]

    return read


def by_img2table(file: str, page: int) -> list[Grid]:
    from img2table.document import PDF
    from img2table.ocr import TesseractOCR

    document = PDF(file, pages=[page - 1])
    found = document.extract_tables(ocr=TesseractOCR(lang="ind"), implicit_rows=True, borderless_tables=True)
    grids = [table.df.values.tolist() for tables in found.values() for table in tables]
    return [
        [[cell if isinstance(cell, str) else None for cell in row] for row in grid] for grid in grids
    ]  # it has None and NaN


LIBRARIES = {
    "pdfplumber": by_pdfplumber,
    "pdfplumber-text": by_pdfplumber_text,
    "camelot-lattice": by_camelot("lattice"),
    "camelot-stream": by_camelot("stream"),
    "camelot-network": by_camelot("network"),
    "img2table": by_img2table,
}


def main() -> None:
    warnings.simplefilter("ignore")
    logging.disable(logging.ERROR)
    told = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not get between the answers
    read = LIBRARIES[sys.argv[1]]
    for file, page in json.load(sys.stdin):
        start = time.perf_counter()
        try:
            tables = read(file, page)
        except Exception as error:  # whatever a library stumbles over, it has read no table of this page
            print(f"{sys.argv[1]}: {file} {page}: {error!r}", file=sys.stderr)
            tables = []
        seconds = time.perf_counter() - start
        print(json.dumps({"file": file, "page": page, "seconds": seconds, "tables": tables}), file=told, flush=True)


if __name__ == "__main__":
    main()
