"""Pictures of pages -> pages as text PDFs have them; several at a time, in no more memory than those take."""

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from statistics import median
from threading import Lock

import numpy as np

from indexer.models import Loss, Lost
from indexer.reading.printed.sheet import PrintedLine, Sheet
from indexer.reading.scans.page import Scan, scan

NOT_INSTALLED = "pasang tesseract-ocr dan tesseract-ocr-ind di server, lalu jalankan `tanya index`"
"""What to do where scans can't be read."""
UNREADABLE = (
    "Tidak ada tulisan yang terbaca pada gambar ini; pindai atau foto ulang lebih terang, tajam, dan tegak, lalu kirim lagi."
)

_BODY = 11.0
_LARGER = ((2.5, 3.0), (1.75, 2.0), (1.4, 1.5), (1.2, 1.25))


def recognise(pages: Sequence[int], picture: Callable[[int], np.ndarray], done: Callable[[], None]) -> list[Scan]:
    """The scans of these pages. `picture` gives the grey picture of one; it is called by one thread at a time, and only when a
    processor is free for the page. `done` is called, in this thread, after each page.

    A page on which recognition takes too long comes without words.
    """
    one_by_one = Lock()

    def recognised(page: int) -> Scan:
        with one_by_one:
            gray = picture(page)
        return scan(gray)

    scans = []
    pool = ThreadPoolExecutor(os.cpu_count())
    try:
        for found in pool.map(recognised, pages):
            scans.append(found)
            done()
    finally:
        pool.shutdown(cancel_futures=True)
    return scans


def losses_of(scans: Mapping[int, Scan]) -> tuple[Loss, ...]:
    """What of scanned pages, by their numbers, was not read: pages on which no word was recognised, places filled in by hand."""
    unread = tuple(number for number, found in sorted(scans.items()) if found.unread)
    pages = (Loss(Lost.PAGES, len(unread), unread),) if unread else ()
    return (*pages, *handwriting({number: found.handwritten for number, found in scans.items()}))


def handwriting(places: Mapping[int, int]) -> tuple[Loss, ...]:
    """The places filled in by hand, of which pages, by their numbers, have so many."""
    pages = tuple(number for number, count in sorted(places.items()) if count)
    return (Loss(Lost.HANDWRITING, sum(places.values()), pages),) if pages else ()


def steadied(scans: Sequence[Scan], texts: Sequence[Sheet] = ()) -> list[Sheet]:
    """The sheets of the scans, their sizes of type rounded to the body's (that of the document's pages with text) and what is
    clearly larger: measured from letters, each line's comes out a little different."""
    sizes: Counter[float] = Counter()
    for sheet in texts:
        for line in sheet.lines:
            sizes[line.size] += len(line.text)
    body = max(sizes, key=lambda size: sizes[size], default=0.0) or _BODY
    return [_steady(found.sheet, body) for found in scans]


def _steady(sheet: Sheet, body: float) -> Sheet:
    sizes: list[float] = []
    for line in sheet.lines:
        sizes += [line.size] * len(line.text)
    usual = median(sizes or [_BODY])
    lines = [_steady_line(line, usual, body) if line.text else line for line in sheet.lines]
    return replace(sheet, lines=tuple(lines))


def _steady_line(line: PrintedLine, usual: float, body: float) -> PrintedLine:
    """The line at the size of the body, or at that of headings where it is clearly larger than is `usual` on its page."""
    for least, step in _LARGER:
        if line.size >= least * usual:
            return replace(line, size=body * step)
    return replace(line, size=body)
