"""PDF -> pages. PDFium shows what is on them, pypdf what the file says of itself; pages without usable text are recognised."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.errors import NoText
from indexer.models import Block, Loss, Metadata, Page, Reading
from indexer.reading.page.page_text import page_of
from indexer.reading.pdf.insets import Insets, SetIn
from indexer.reading.pdf.losses import figures_with_blanks, losses_of
from indexer.reading.pdf.opened import opened
from indexer.reading.pdf.recognition import with_scans
from indexer.reading.pdf.sheets import sheets_of
from indexer.reading.pdf.shown.pages import ShownPages
from indexer.reading.printed.labels import printed_labels
from indexer.reading.printed.pages import page_blocks
from indexer.reading.printed.sheet import Sheet
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
        insets = Insets(shown)
        found = sheets_of(file.pages, shown, insets.look, counted.one_more)
        scans = with_scans(found, shown, counted.one_more)
        set_in = insets.read()
        lost = list(losses_of(found, shown, insets.lost))
    labels = printed_labels(found.lines, file.labels)
    blocks = page_blocks(_with_pictures(found.final(), set_in))
    if not any(blocks):
        raise NoText(UNREADABLE if scans else _EMPTY)
    seen = {**set_in, **scans}
    pages = []
    for index, (own, label) in enumerate(zip(blocks, labels, strict=True)):
        doubtful = () if index in scans else shown.doubtful.get(index, ())
        pages.append(_page(index, own, label, seen.get(index), doubtful))
    by_hand = _filled_in(shown, scans, set_in)
    return Reading(tuple(pages), Metadata(title=file.title), (*lost, *by_hand, *file.attached))


def _with_pictures(sheets: list[Sheet], set_in: Mapping[int, SetIn]) -> list[Sheet]:
    """The sheets with the lines of the pictures that are set in them."""
    return [set_in[index].placed_on(sheet) if index in set_in else sheet for index, sheet in enumerate(sheets)]


def _page(index: int, blocks: Sequence[Block], label: str, seen: Scan | SetIn | None, doubtful: Sequence[str]) -> Page:
    """The page; `seen` is what of it was recognised from pictures, `doubtful` what of its own text may be wrong."""
    page = page_of(index + 1, blocks, label)
    told = (*doubtful, *figures_with_blanks(page.text))
    if seen is None:
        return replace(page, doubtful=told)
    return replace(page, confidence=seen.confidence, words=seen.words, doubtful=(*told, *seen.doubtful))


def _filled_in(shown: ShownPages, scans: Mapping[int, Scan], set_in: Mapping[int, SetIn]) -> tuple[Loss, ...]:
    """What was filled in by hand: on scanned pages, in pictures, in the blanks of pages with text."""
    places = Counter({index + 1: count for index, count in shown.by_hand.items() if index not in scans})
    for index, seen in (*scans.items(), *set_in.items()):
        places[index + 1] += seen.handwritten
    return handwriting(places)
