"""PDF -> pages. PDFium shows what is on them, pypdf what the file says of itself; pages without usable text are recognised."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from indexer.errors import NoText
from indexer.models import Block, Metadata, Page, Reading
from indexer.reading.page.page_text import page_of
from indexer.reading.pdf.losses import figures_with_blanks, losses_of
from indexer.reading.pdf.opened import opened
from indexer.reading.pdf.recognition import with_scans
from indexer.reading.pdf.sheets import sheets_of
from indexer.reading.pdf.shown.pages import ShownPages
from indexer.reading.printed.labels import printed_labels
from indexer.reading.printed.pages import page_blocks
from indexer.reading.scans.page import Scan
from indexer.reading.scans.pages import UNREADABLE, handwriting

_EMPTY = "PDF ini tidak berisi tulisan; periksa berkasnya, lalu kirim yang berisi."


@dataclass(slots=True)
class _Counted:
    """Tells how many pages are done."""

    progress: Callable[[int, int], None]
    total: int
    done: int = 0

    def one_more(self) -> None:
        self.done += 1
        self.progress(self.done, self.total)


def read_pdf(data: bytes, progress: Callable[[int, int], None] = lambda done, total: None) -> Reading:
    """Pages as a viewer counts them, empty ones too; `progress` is told how many are done, and of how many.

    Raises UnreadableDocument (broken, or locked with a password), NeedsOcr (all of it is scanned and Tesseract is not installed;
    where only some pages are, those come without text) and NoText (nothing on it, or nothing that can be recognised).
    """
    file = opened(data)
    counted = _Counted(progress, len(file.pages))
    with ShownPages(file.marked or data, layers=file.marked is not None) as shown:
        found = sheets_of(file.pages, shown, counted.one_more)
        scans = with_scans(found, shown, counted.one_more)
        lost = list(losses_of(found, shown))
    by_hand = handwriting({index + 1: scan for index, scan in scans.items()})
    labels = printed_labels(found.lines, file.labels)
    blocks = page_blocks(found.final())
    if not any(blocks):
        raise NoText(UNREADABLE if scans else _EMPTY)
    pages = []
    for index, (own, label) in enumerate(zip(blocks, labels, strict=True)):
        if index in scans:
            pages.append(_scanned(index, own, label, scans[index]))
        else:
            pages.append(_printed(index, own, label, shown.doubtful.get(index, ())))
    return Reading(tuple(pages), Metadata(title=file.title), (*lost, *by_hand, *file.attached))


def _scanned(index: int, blocks: Sequence[Block], label: str, scan: Scan) -> Page:
    return page_of(index + 1, blocks, label, confidence=scan.confidence, words=scan.words, doubtful=scan.doubtful)


def _printed(index: int, blocks: Sequence[Block], label: str, doubtful: Sequence[str]) -> Page:
    page = page_of(index + 1, blocks, label)
    return replace(page, doubtful=(*doubtful, *figures_with_blanks(page.text)))
