"""File -> Reading. The content decides which reader takes a file; its name only helps to tell kinds of text apart."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from indexer.errors import NoText, UnreadableDocument
from indexer.models import Loss, Lost, Page, Reading
from indexer.reading import libreoffice
from indexer.reading.detect import decode, kind_of_bytes, kind_of_text
from indexer.reading.markup.markdown import read_markdown
from indexer.reading.markup.text import read_text
from indexer.reading.package import kind_of_package, open_package

SUFFIXES = (
    *(".pdf", ".docx", ".docm", ".dotx", ".doc", ".rtf", ".odt", ".ott", ".fodt"),
    *(".pptx", ".pptm", ".ppsx", ".potx", ".ppt", ".pps", ".odp", ".fodp"),
    *(".xlsx", ".xlsm", ".xltx", ".xlsb", ".xls", ".ods", ".fods", ".csv", ".tsv"),
    *(".txt", ".md", ".markdown", ".html", ".htm", ".mht", ".mhtml"),
    *(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp", ".gif"),
)
"""The endings of the files that a folder is searched for. ZIP archives are not among them: they hold files, see archives.py."""

Progress = Callable[[int, int], None]
"""Called with how many pages are read, and of how many."""

_READERS = {
    "docx": "office.word.reader.read_docx",
    "pptx": "office.slides.reader.read_pptx",
    "xlsx": "office.sheets.xlsx.read_xlsx",
    "odt": "office.opendocument.reader.read_odf",
    "ods": "office.opendocument.reader.read_odf",
    "odp": "office.opendocument.reader.read_odf",
    "odf": "office.opendocument.reader.read_odf",
    "rtf": "office.rtf.read_rtf",
    "mhtml": "markup.office_html.read_mhtml",
    "office_html": "markup.office_html.read_office_html",
    "html": "markup.html.read_html",
    "excel_xml": "office.sheets.excel_xml.read_excel_xml",
}
_MAY_BE_PICTURES = ("docx", "pptx", "odt", "odp")


def read(path: Path, progress: Progress = lambda done, total: None) -> Reading:
    """The pages of a file and what its format says about it.

    Raises UnreadableDocument (broken, locked, or of another format), NoText (empty, or pictures only), NeedsOcr (a scan where
    Tesseract is missing) or OverLimit.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"Berkas {path.name} tidak dapat dibuka; periksa letak dan izin bacanya.") from error
    try:
        reading = _read(data, path.suffix.casefold(), progress)
    except (UnreadableDocument, MemoryError):
        raise
    except Exception as error:
        raise UnreadableDocument(f"Berkas {path.name} rusak atau tidak dapat dibaca; simpan ulang, lalu coba lagi.") from error
    progress(len(reading.pages), len(reading.pages))
    return replace(reading, losses=(*reading.losses, *undivided_tables(reading.pages)))


def undivided_tables(pages: Sequence[Page]) -> tuple[Loss, ...]:
    """The loss of tables whose rows or columns can't be told apart, which readers of all formats leave as blocks of lines."""
    count = 0
    numbers = []
    for page in pages:
        on_page = sum(block.undivided for block in page.blocks)
        count += on_page
        if on_page and page.number is not None:
            numbers.append(page.number)
    return (Loss(Lost.TABLES, count, pages=tuple(numbers)),) if count else ()


def _read(data: bytes, suffix: str, progress: Progress) -> Reading:
    kind = kind_of_bytes(data)
    if kind == "pdf":
        return _late("pdf.reader.read_pdf")(data, progress)
    if kind == "image":
        return _late("scans.images.read_image")(data, progress)
    if kind == "zip":
        with open_package(data) as package:
            kind = kind_of_package(package)
        if not kind:
            raise UnreadableDocument("Ini arsip ZIP; kirim lewat Telegram, atau buka arsipnya dan kirim isinya satu per satu.")
        return _read_old(data, kind, progress) if kind == "xlsb" else _read_office(data, kind, progress)
    if kind in ("ole", "rtf"):
        return _read_old(data, kind, progress)
    return _read_text(data, suffix, progress)


def _read_text(data: bytes, suffix: str, progress: Progress) -> Reading:
    text = decode(data)
    kind = kind_of_text(text, suffix)
    if kind == "xml":
        return _read_old(data, kind, progress)
    if kind in ("excel_xml", "odf", "mhtml"):
        return _late(_READERS[kind])(data)
    if kind in ("html", "office_html"):
        return _late(_READERS[kind])(text)
    if kind == "markdown":
        return read_markdown(text)
    between = _late("office.sheets.delimited.delimiter")(text, named=kind == "delimited")
    return _late("office.sheets.delimited.read_delimited")(text, between) if between else read_text(text)


def _read_old(data: bytes, kind: str, progress: Progress) -> Reading:
    """What LibreOffice reads better than we do, or alone."""
    kind = _late("office.legacy.ole_kind")(data) if kind == "ole" else kind
    if kind == "rtf":
        _late("office.rtf.check_rtf")(data)
        if not libreoffice.available():
            return _late(_READERS[kind])(data)
    newer, kind = _late("office.legacy.modernised")(data, kind)
    return _read_office(newer, kind, progress)


def _read_office(data: bytes, kind: str, progress: Progress) -> Reading:
    """An office file; one that holds pictures of pages rather than text, as scans pasted into Word do, is read from them."""
    try:
        reading = _late(_READERS[kind])(data)
    except NoText:
        if kind not in _MAY_BE_PICTURES:
            raise
        found = _from_pictures(data, kind, Reading(()), progress)
        if not found.pages:
            raise
        return found
    if kind != "docx" or not _late("pasted.is_of_pictures")(reading):
        return reading
    try:
        return _from_pictures(data, kind, reading, progress)
    except NoText:
        return reading


def _from_pictures(data: bytes, kind: str, reading: Reading, progress: Progress) -> Reading:
    """What the pages of an office file show, where LibreOffice can lay them out; else the `reading` with the pictures in a Word file."""
    if libreoffice.available():
        return _late("pdf.reader.read_pdf")(_late("office.legacy.converted")(data, kind, "pdf"), progress)
    if kind != "docx":
        return reading
    pictures = _late("office.word.reader.pictures_of_pages")(data)
    return _late("pasted.with_pictures")(reading, pictures, progress)


def _late(name: str) -> Callable:
    """A function of a reader, imported when it is wanted: what the readers bring along would slow each answer's start."""
    module, _, function = name.rpartition(".")
    return getattr(import_module(f"indexer.reading.{module}"), function)
