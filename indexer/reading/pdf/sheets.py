"""Each page of a PDF -> its lines and tables as far as the page's own text goes, and whether it has to be recognised."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from pypdf import PageObject

from indexer.errors import UnreadableDocument
from indexer.reading.pdf.opened import BROKEN
from indexer.reading.pdf.picture import PagePicture
from indexer.reading.pdf.plain import plain_sheet
from indexer.reading.pdf.shown.pages import ShownPages
from indexer.reading.pdf.shown.typed import typed_on
from indexer.reading.pdf.tables.finding import PageTables, find_tables
from indexer.reading.pdf.tables.placing import sheet_with_tables
from indexer.reading.pdf.usable import Use, use_of
from indexer.reading.pdf.words.lines import sheet_of
from indexer.reading.printed.sheet import Sheet

_NOTHING = Sheet((), 0.0, 0)


@dataclass(slots=True)
class PageSheets:
    """`lines` has a sheet for every page, `with_tables` another for those with tables, by index. `broken` and `wanted` are the indices
    of pages that can't be read, and of those that have to be recognised."""

    lines: list[Sheet] = field(default_factory=list)
    with_tables: dict[int, Sheet] = field(default_factory=dict)
    broken: list[int] = field(default_factory=list)
    wanted: list[int] = field(default_factory=list)

    def final(self) -> list[Sheet]:
        """Each page's sheet, with its tables."""
        return [self.with_tables.get(index, sheet) for index, sheet in enumerate(self.lines)]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page's sheet, what its text is good for, and its picture, where PDFium can make one."""

    sheet: Sheet
    use: Use
    picture: PagePicture | None = None


def sheets_of(
    pages: Sequence[PageObject], shown: ShownPages, look: Callable[[int, PagePicture], None], done: Callable[[], None]
) -> PageSheets:
    """The sheets of these pages; one whose text is garbage comes without lines. `look` is shown the picture of each page of text (with its
    index), `done` is called after each that needs no recognition. Raises UnreadableDocument where no page can be read."""
    found = PageSheets()
    before = PageTables()
    for index, page in enumerate(pages):
        try:
            seen = _seen(page, index, shown)
        except UnreadableDocument:
            seen = _Seen(_NOTHING, Use.TEXT)
            found.broken.append(index)
        before = _tables(seen, before)
        if seen.picture is not None and (before.tables or before.undivided):
            found.with_tables[index] = sheet_with_tables(seen.picture, before, sheet_of)
        if seen.use is Use.TEXT and seen.picture is not None:
            look(index, seen.picture)
        if seen.use is Use.TEXT:
            done()
        else:
            found.wanted.append(index)
        found.lines.append(replace(seen.sheet, lines=()) if seen.use is Use.GARBAGE else seen.sheet)
    if len(found.broken) == len(found.lines):
        raise UnreadableDocument(BROKEN)
    return found


def _seen(page: PageObject, index: int, shown: ShownPages) -> _Seen:
    """The page with this index. Raises UnreadableDocument where neither PDFium nor pypdf can make it out."""
    try:
        picture = shown.read(index, typed_on(page))
    except UnreadableDocument:
        return _Seen(plain_sheet(page, index), Use.TEXT)
    sheet = sheet_of(picture)
    return _Seen(sheet, use_of(sheet, index, shown), picture)


def _tables(seen: _Seen, before: PageTables) -> PageTables:
    """The tables of a page, of which some may go on from the page before."""
    if seen.use is not Use.TEXT or seen.picture is None:
        return PageTables()
    return find_tables(seen.picture, before)
