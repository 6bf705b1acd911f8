"""A page that PDFium can't make out, as pypdf reads it: line by line, without their places."""

from pypdf import PageObject

from indexer.errors import UnreadableDocument
from indexer.reading.page.cleaning import normalise
from indexer.reading.printed.sheet import PrintedLine, Sheet

_LEADING, _SIZE = 14.0, 11.0


def plain_sheet(page: PageObject, index: int) -> Sheet:
    """The lines of the page with this index. Raises UnreadableDocument where pypdf can't make it out either."""
    try:
        text = normalise(page.extract_text())
        height = float(page.mediabox.height)
    except MemoryError:
        raise
    except Exception as error:  # pypdf lets through whatever it stumbles over in a broken page
        raise UnreadableDocument(f"Halaman {index + 1} PDF ini rusak; ekspor ulang, lalu kirim lagi.") from error
    lines = [" ".join(line.split()) for line in text.splitlines()]
    printed = (PrintedLine(line, 0.0, n * _LEADING, _SIZE, False) for n, line in enumerate(lines, 1))
    return Sheet(tuple(printed), height, 0)
