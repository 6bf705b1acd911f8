"""PDF -> pages. pypdf reads the text with its places, pdfplumber the ruled tables."""

import io
import logging
import re

from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from indexer.errors import NoText, UnreadableDocument
from indexer.models import Metadata, Page, Reading
from indexer.readers.cleaning import drop_contents, normalise
from indexer.readers.paragraphs import flow, full_width
from indexer.readers.pdf_furniture import without_furniture
from indexer.readers.pdf_lines import Sheet, read_sheet
from indexer.readers.pdf_tables import continue_tables, find_tables, put_in_place
from indexer.readers.pdf_types import typed_lines

_LEAST_RULINGS = 6
_NO_TITLE = re.compile(r"microsoft|untitled|^doc|\.(?:docx?|pdf|rtf|indd|xlsx?|pptx?)\b|^rancangan$|[_\\/]|^\W*$|^\S+$", re.I)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def read_pdf(data: bytes) -> Reading:
    """Pages as a viewer counts them, empty ones too.

    Raises UnreadableDocument (broken, or locked with a password) and NoText (pictures of text).
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableDocument("PDF ini dikunci dengan kata sandi; simpan salinan tanpa kata sandi, lalu kirim lagi.")
        sheets = [read_sheet(page) for page in reader.pages]
        title = _title(str(reader.metadata and reader.metadata.title or ""))
    except PyPdfError as error:
        raise UnreadableDocument("PDF ini rusak atau terpotong; unduh atau ekspor ulang, lalu kirim lagi.") from error
    if not any(line.text for sheet in sheets for line in sheet.lines):
        raise NoText(
            f"{len(sheets)} halaman PDF ini tidak berisi teks (mungkin hasil pindai); "
            "kirim PDF yang teksnya dapat disalin, atau jalankan OCR lebih dulu."
        )
    return Reading(tuple(Page(number, text) for number, text in enumerate(_texts(data, sheets), 1)), Metadata(title=title))


def _texts(data: bytes, sheets: list[Sheet]) -> list[str]:
    """The text of each page: tables in their places, furniture dropped, lines joined to paragraphs."""
    try:
        tables = find_tables(data, [index for index, sheet in enumerate(sheets) if sheet.rulings >= _LEAST_RULINGS])
    except (PDFException, PdfminerException, ValueError, KeyError, TypeError, IndexError, RecursionError):
        tables = {}  # a page that only pypdf can parse: its tables stay in the text, line by line
    placed = [put_in_place(sheet.lines, tables.get(index, [])) for index, sheet in enumerate(sheets)]
    clean = without_furniture([(lines, sheet.height) for lines, sheet in zip(placed, sheets, strict=True)])
    pages = typed_lines(continue_tables(clean))
    width = full_width(line for lines in pages for line in lines)
    return [re.sub(r"\n{3,}", "\n\n", "\n".join(drop_contents(flow(lines, width)))).strip() for lines in pages]


def _title(title: str) -> str:
    """The title the file carries, unless it is what a program put there."""
    title = " ".join(normalise(title).split())
    return "" if _NO_TITLE.search(title) or len(title) > 200 else title
