"""Pages of a PDF without usable text -> what is recognised in their pictures."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from indexer.errors import NeedsOcr
from indexer.reading.pdf.sheets import PageSheets
from indexer.reading.pdf.shown.pages import ShownPages
from indexer.reading.printed.sheet import Sheet, letters_on
from indexer.reading.scans import ocr
from indexer.reading.scans.page import Scan
from indexer.reading.scans.pages import NOT_INSTALLED, recognise, steadied

_CLEARLY_MORE = 2


def with_scans(found: PageSheets, shown: ShownPages, done: Callable[[], None]) -> dict[int, Scan]:
    """The scans, by index, of the pages that want one; their sheets take the place of those that say less. `done` is called after each
    page. Raises NeedsOcr where nothing can recognise them and no other page has text."""
    if not found.wanted:
        return {}
    if not ocr.available():
        _go_without(found.lines, found.wanted)
        for _ in found.wanted:
            done()
        return {}
    scans = zip(found.wanted, recognise(found.wanted, shown.picture, done), strict=True)
    better = {index: scan for index, scan in scans if _says_more(scan, found.lines[index])}
    texts = [sheet for index, sheet in enumerate(found.lines) if index not in better]
    for index, sheet in zip(better, steadied(list(better.values()), texts), strict=True):
        found.lines[index] = sheet
    return better


def _go_without(sheets: list[Sheet], wanted: Sequence[int]) -> None:
    """Leave the pages as they are where nothing can recognise them. Raises NeedsOcr where none has text then."""
    mostly_scanned = len(wanted) * 2 > len(sheets)
    if mostly_scanned:  # what little text its pages have are stamps
        for index in wanted:
            sheets[index] = replace(sheets[index], lines=())
    if not any(map(letters_on, sheets)):
        raise NeedsOcr(f"{len(wanted)} halaman PDF ini hasil pindai, dan server belum dapat membacanya; {NOT_INSTALLED}.")


def _says_more(scan: Scan, sheet: Sheet) -> bool:
    return letters_on(scan.sheet) >= _CLEARLY_MORE * letters_on(sheet)
