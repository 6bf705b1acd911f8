"""The cited page as a picture with the quoted words marked: from the file where it can be shown, else drawn from its text."""

import itertools
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.answering.citations import place_of, short_place
from bot.journal.memo import reference
from bot.journal.sources import UNSURE
from bot.pictures.drawn import draw
from bot.pictures.marks import Printed, find
from bot.pictures.rendered import Rendered, nature
from bot.pictures.sheet import Sheet, highlighted
from bot.pictures.upright import upright
from indexer.errors import UnreadableDocument
from indexer.library import Library
from indexer.models import Document, Page

log = logging.getLogger(__name__)

_KEPT_SEARCHES = 500


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as PNG. `number` is the page shown and `pages` how many there are to turn to; both None where there are none.

    `caption` and `reference` (to be pasted into a memo) are plain text; `marked` says whether all quotes asked for were found.
    `beside` are short names of the pages before and after, "" where there is none or it has no name of its own.
    """

    png: bytes
    number: int | None
    pages: int | None
    caption: str
    reference: str
    marked: bool
    beside: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A sheet, and the number of its page; None where it has none."""

    number: int | None
    sheet: Sheet


class Pictures:
    """Safe to use from several threads; what was rendered is kept in `cache_dir`."""

    def __init__(self, library: Library, cache_dir: Path):
        self._library, self._rendered = library, Rendered(cache_dir)
        self._page_with = lru_cache(_KEPT_SEARCHES)(self._rendered.page_with)

    def page(
        self, document_id: int, number: int | None, quotes: Sequence[str] = (), heading: str = "", turned: bool = False
    ) -> Picture:
        """The page a quote was taken from; the first quote is the one whose surroundings are shown where not all fits.

        Text documents and slides are shown as LibreOffice pages them: there the page is the one, near `number`, on which the
        quotes stand, unless it was `turned` to. Raises UnknownDocument.
        """
        document = self._library.document(document_id)
        pages = {page.number: page for page in self._library.pages(document_id)}
        page = pages.get(number)
        quote = next(iter(quotes), "")
        shown = self._shown(document, page, number, () if turned else tuple(quotes))
        if shown is None:
            page = page or next(iter(pages.values()))
            shown = Shown(page.number, draw(page, quote))
        total = (shown.sheet.pages or len(pages)) if shown.number else None
        # LibreOffice leaves hidden slides out and may page a text in another way: then its numbers are not those that were read.
        same_paging = total is None or total == len(pages)
        named = pages if same_paging else {}
        told = page if page and not turned else named.get(shown.number)
        place = _name(told, quote)
        sheet, printed = self._as_read(document_id, pages.get(shown.number), shown.sheet)
        boxes = [find(quote, printed) for quote in quotes]
        return Picture(
            png=highlighted(sheet.image, itertools.chain.from_iterable(boxes)),
            number=shown.number,
            pages=total,
            caption=", ".join(filter(None, [document.title or document.name, place])),
            reference=reference(document, place, heading),
            marked=all(boxes),
            beside=_beside(named, shown.number),
        )

    def _as_read(self, document_id: int, page: Page | None, sheet: Sheet) -> tuple[Sheet, Printed]:
        """The sheet as people turn it to read it, and its words; of a scan those that were recognised, which its file doesn't hold."""
        recognised = page is not None and page.confidence is not None
        words = self._library.words(document_id, page.number) if recognised else ()
        turned, turned_words = upright(sheet, words or sheet.words)
        return turned, Printed(turned_words)

    def _shown(self, document: Document, page: Page | None, number: int | None, wanted: tuple[str, ...]) -> Shown | None:
        """The page of the file itself, with its number there; None for what is better drawn from its text, or can't be shown.

        Where LibreOffice makes the pages, it is the one that holds the `wanted` quotes, if there are any.
        """
        path = Path(document.path)
        is_sheet = page is not None and bool(page.rows)
        try:
            kind = nature(path)
            if kind == "shown" and number:
                return Shown(number, self._rendered.page(path, document.sha256, number))
            if kind == "office" and not is_sheet:
                return self._paged(document, path, number or 1, wanted)
        except (OSError, UnreadableDocument) as error:
            log.info("Halaman %s dari %s digambar dari teksnya: %s", number, document.name, error)
        return None

    def _paged(self, document: Document, path: Path, number: int, wanted: tuple[str, ...]) -> Shown | None:
        """The page as LibreOffice makes it: the one nearest to `number` that holds the quotes, or else `number` itself."""
        paged = self._rendered.as_pdf(path, document.sha256)
        found = self._page_with(paged, number, wanted) if wanted else number
        if found is None:  # a speaker's note, which no slide shows
            return None
        return Shown(found, self._rendered.page(paged, document.sha256, found))


def _name(page: Page | None, quote: str = "") -> str:
    """What people call the page, with the row of a sheet on which the quote begins; empty where it has no name."""
    if page is None:
        return ""
    return place_of(page, quote).removesuffix(UNSURE)


def _beside(named: dict[int | None, Page], shown: int | None) -> tuple[str, str]:
    """Short names of the pages before and after."""
    number = shown or 0
    return short_place(_name(named.get(number - 1))), short_place(_name(named.get(number + 1)))
