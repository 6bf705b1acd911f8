"""PDF -> pages. PDFium shows what is on them, pypdf what the file says of itself; pages without usable text are recognised."""

import io
import logging
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from indexer.errors import NeedsOcr, NoText, UnreadableDocument
from indexer.models import Block, Loss, Lost, Metadata, Page, Reading
from indexer.reading.page.cleaning import normalise
from indexer.reading.page.page_text import page_of, table_lines
from indexer.reading.pdf.envelope import attached, refuse_without_pages
from indexer.reading.pdf.insets import Insets, SetIn
from indexer.reading.pdf.layers import with_layers_marked
from indexer.reading.pdf.lines import sheet_of
from indexer.reading.pdf.pages import ShownPages
from indexer.reading.pdf.picture import PagePicture
from indexer.reading.pdf.plain import plain_sheet
from indexer.reading.pdf.tables.finding import PageTables, find_tables
from indexer.reading.pdf.tables.placing import sheet_with_tables
from indexer.reading.pdf.typed import typed_on
from indexer.reading.pdf.usable import Use, use_of
from indexer.reading.printed.labels import printed_labels
from indexer.reading.printed.pages import page_blocks
from indexer.reading.printed.sheet import Sheet
from indexer.reading.scans import ocr
from indexer.reading.scans.page import Scan
from indexer.reading.scans.pages import NOT_INSTALLED, UNREADABLE, handwriting, recognise, steadied

_CLEARLY_MORE = 2
_LONGEST_TITLE = 200
_NONE = Sheet((), 0.0, 0)
"""The sheet of a page that can't be read."""
_BROKEN = "PDF ini rusak atau terpotong; unduh atau ekspor ulang, lalu kirim lagi."
_FILE_ENDING = r"\.(?:docx?|pdf|rtf|indd|xlsx?|pptx?)\b"
_NO_TITLE = re.compile(rf"microsoft|untitled|^doc|{_FILE_ENDING}|^rancangan$|[_\\/]|^\W*$|^\S+$", re.I)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


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
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableDocument("PDF ini dikunci dengan kata sandi; simpan salinan tanpa kata sandi, lalu kirim lagi.")
        refuse_without_pages(reader)
        printed = list(reader.pages)
        title = _title(reader)
        files = attached(reader)
    except PyPdfError as error:
        raise UnreadableDocument(_BROKEN) from error
    counted = _Counted(progress, len(printed))
    marked = with_layers_marked(reader)
    with ShownPages(marked or data, layers=marked is not None) as shown:
        insets = Insets(shown)
        sheets, wanted, tables = _read(printed, shown, insets, counted)
        scans = _recognised(sheets, wanted, shown, counted)
        set_in = insets.read()
        losses = (*_lost(sheets, wanted, shown), *_unread(scans, set_in, shown), *_lost_pictures(insets), *files)
    labels = printed_labels(sheets, _given_labels(reader))
    for index, sheet in tables.items():
        sheets[index] = sheet
    for index, pictures in set_in.items():
        sheets[index] = pictures.placed_on(sheets[index])
    pages = page_blocks(sheets)
    if not any(pages):
        raise NoText(UNREADABLE if scans else "PDF ini tidak berisi tulisan; periksa berkasnya, lalu kirim yang berisi.")
    numbered = enumerate(zip(pages, labels, strict=True))
    doubtful = {index: figures for index, figures in shown.doubtful.items() if index not in scans}
    seen = {**set_in, **scans}
    made = (_page(index, blocks, label, seen.get(index), doubtful.get(index, ())) for index, (blocks, label) in numbered)
    return Reading(tuple(made), Metadata(title=title), losses)


def _page(index: int, blocks: Sequence[Block], label: str, seen: Scan | SetIn | None, doubtful: tuple[str, ...]) -> Page:
    """The page; `seen` is what of it was recognised from pictures, `doubtful` what of its own text may be wrong."""
    if seen is None:
        return page_of(index + 1, blocks, label, doubtful=doubtful)
    all_doubtful = (*doubtful, *seen.doubtful)
    return page_of(index + 1, blocks, label, confidence=seen.confidence, words=seen.words, doubtful=all_doubtful)


def _unread(scans: Mapping[int, Scan], set_in: Mapping[int, SetIn], shown: ShownPages) -> tuple[Loss, ...]:
    """What was filled in by hand: on scanned pages, in pictures, in the blanks of pages with text."""
    places = Counter({index + 1: count for index, count in shown.by_hand.items() if index not in scans})
    for index, seen in (*scans.items(), *set_in.items()):
        places[index + 1] += seen.handwritten
    return handwriting(places)


def _lost_pictures(insets: Insets) -> tuple[Loss, ...]:
    """The pictures with letters that were not read."""
    pages = tuple(index + 1 for index in sorted(insets.lost))
    return (Loss(Lost.PICTURES, insets.lost.total(), pages),) if pages else ()


def _read(
    printed: Sequence[PageObject], shown: ShownPages, insets: Insets, counted: _Counted
) -> tuple[list[Sheet], list[int], dict[int, Sheet]]:
    """The sheets, which of them want recognition, and the others with their tables. A sheet whose text is garbage comes without lines."""
    sheets: list[Sheet] = []
    wanted: list[int] = []
    tables: dict[int, Sheet] = {}
    broken = 0
    before = PageTables()
    for index, page in enumerate(printed):
        try:
            sheet, use, picture = _sheet(page, index, shown)
        except UnreadableDocument:
            broken += 1
            sheet, use, picture = _NONE, Use.TEXT, None
        is_text = use is Use.TEXT and picture is not None
        before = find_tables(picture, before) if is_text else PageTables()
        if before.tables or before.undivided:
            tables[index] = sheet_with_tables(picture, before, sheet_of)
        if is_text:
            insets.look(index, picture)
        if use is Use.TEXT:
            counted.one_more()
        else:
            wanted.append(index)
        sheets.append(replace(sheet, lines=()) if use is Use.GARBAGE else sheet)
    if broken == len(sheets):
        raise UnreadableDocument(_BROKEN)
    return sheets, wanted, tables


def _sheet(page: PageObject, index: int, shown: ShownPages) -> tuple[Sheet, Use, PagePicture | None]:
    """The sheet, whether its text can be used, and its picture, if PDFium can make one. Raises UnreadableDocument where neither PDFium nor
    pypdf can make it out."""
    try:
        picture = shown.read(index, typed_on(page))
    except UnreadableDocument:
        return plain_sheet(page, index), Use.TEXT, None
    sheet = sheet_of(picture)
    return sheet, use_of(sheet, index, shown), picture


def _recognised(sheets: list[Sheet], wanted: Sequence[int], shown: ShownPages, counted: _Counted) -> dict[int, Scan]:
    """The scans by index, their sheets put in the place of those that say less. Raises NeedsOcr."""
    if not wanted:
        return {}
    if not ocr.available():
        _go_without(sheets, wanted)
        for _ in wanted:
            counted.one_more()
        return {}
    scans = zip(wanted, recognise(wanted, shown.picture, counted.one_more), strict=True)
    better = {index: scan for index, scan in scans if _says_more(scan, sheets[index])}
    texts = [sheet for index, sheet in enumerate(sheets) if index not in better]
    for index, sheet in zip(better, steadied(list(better.values()), texts), strict=True):
        sheets[index] = sheet
    return better


def _go_without(sheets: list[Sheet], wanted: Sequence[int]) -> None:
    """Leave the pages as they are where nothing can recognise them. Raises NeedsOcr where none has text then."""
    mostly_scanned = len(wanted) * 2 > len(sheets)
    if mostly_scanned:  # what little text its pages have are stamps
        for index in wanted:
            sheets[index] = replace(sheets[index], lines=())
    if not any(_letters(sheet) for sheet in sheets):
        raise NeedsOcr(f"{len(wanted)} halaman PDF ini hasil pindai, dan server belum dapat membacanya; {NOT_INSTALLED}.")


def _lost(sheets: Sequence[Sheet], wanted: Sequence[int], shown: ShownPages) -> tuple[Loss, ...]:
    """The pages that neither could be read nor recognised, and the words in fonts without letters."""
    can_recognise = ocr.available()
    broken = [index for index, sheet in enumerate(sheets) if sheet is _NONE]
    bare = [index for index in wanted if not _letters(sheets[index]) and not (can_recognise and not shown.has_ink(index))]
    losses = []
    if pages := tuple(sorted(index + 1 for index in {*broken, *bare})):
        losses.append(Loss(Lost.PAGES, len(pages), pages))
    if shown.unread:
        numbers = tuple(index + 1 for index in sorted(shown.unread))
        losses.append(Loss(Lost.FIGURES, sum(shown.unread.values()), numbers))
    return tuple(losses)


def _says_more(scan: Scan, sheet: Sheet) -> bool:
    return _letters(scan.sheet) >= _CLEARLY_MORE * _letters(sheet)


def _letters(sheet: Sheet) -> int:
    """How many letters stand on a sheet."""
    letters = 0
    for line in sheet.lines:
        texts = table_lines(line.table) if line.table else [line.text]
        letters += sum(map(len, texts))
    return letters


def _given_labels(reader: PdfReader) -> list[str]:
    """The labels of its pages that the PDF carries itself."""
    try:
        return reader.page_labels if "/PageLabels" in reader.root_object else []
    except (PyPdfError, KeyError, ValueError, TypeError, IndexError, AttributeError, RecursionError):
        return []  # a broken number tree: the pages have the viewer's numbers


def _title(reader: PdfReader) -> str:
    """The title the file carries, unless it is what a program put there."""
    given = reader.metadata.title if reader.metadata else None
    title = " ".join(normalise(str(given or "")).split())
    return "" if _NO_TITLE.search(title) or len(title) > _LONGEST_TITLE else title
