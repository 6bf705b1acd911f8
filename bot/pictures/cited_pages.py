"""The cited page as a picture with the quoted words marked: from the file where it can be shown, else drawn from its text."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.answering.citations import UNSURE, place_of, short_place
from bot.journal.sources import telling
from bot.pictures.drawn import draw
from bot.pictures.marks import Printed, find
from bot.pictures.rendered import Rendered, nature
from bot.pictures.sheet import Sheet, highlighted
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
        shown, sheet = self._shown(document, page, number, tuple(quotes), turned)
        if sheet is None:
            page = page or next(iter(pages.values()))
            shown, sheet = page.number, draw(page, next(iter(quotes), ""))
        seen = self._library.words(document_id, shown) if shown in pages and pages[shown].confidence is not None else ()
        printed = Printed(seen or sheet.words)
        boxes = [find(quote, printed) for quote in quotes]
        total = (sheet.pages or len(pages)) if shown else None
        # LibreOffice leaves hidden slides out and may page a text in another way: then its numbers are not those that were read.
        named = pages if total in (None, len(pages)) else {}
        place = _place(page if page and not turned else named.get(shown), next(iter(quotes), ""))
        title = document.title or document.name
        return Picture(
            highlighted(sheet.image, (box for found in boxes for box in found)),
            shown,
            total,
            f"{title}, {place}" if place else title,
            reference(document, place, heading),
            all(boxes),
            tuple(short_place(_place(named.get(beside))) for beside in ((shown or 0) - 1, (shown or 0) + 1)),
        )

    def _shown(
        self, document: Document, page: Page | None, number: int | None, quotes: tuple[str, ...], turned: bool
    ) -> tuple[int | None, Sheet | None]:
        """The page of the file itself, with its number there; None for what is better drawn from its text, or can't be shown."""
        path = Path(document.path)
        try:
            kind = nature(path)
            if kind == "shown" and number:
                return number, self._rendered.page(path, document.sha256, number)
            if kind == "office" and not (page and page.rows):
                path = self._rendered.as_pdf(path, document.sha256)
                number = number or 1
                if quotes and not turned:
                    number = self._page_with(path, number, quotes)
                if number is None:  # a speaker's note, which no slide shows
                    return None, None
                return number, self._rendered.page(path, document.sha256, number)
        except (OSError, UnreadableDocument) as error:
            log.info("Halaman %s dari %s digambar dari teksnya: %s", number, document.name, error)
        return None, None


def _place(page: Page | None, quote: str = "") -> str:
    return place_of(page, quote).removesuffix(UNSURE) if page else ""


def reference(document: Document, place: str, heading: str) -> str:
    """A source as memos name it: title, with region and period where it lacks them, chapter or article, page. The title of a
    regulation lacks neither: it says who made it."""
    title = document.title or document.name
    lacking = (document.region, document.period) if document.kind != "peraturan" else ()
    known = [part for part in lacking if part and part.casefold() not in title.casefold()]
    parts = (" ".join([title, *known]), *telling(heading, title, place), place)
    return ", ".join(" ".join(part.split()) for part in parts if part)
