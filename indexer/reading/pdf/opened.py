"""A PDF as pypdf opens it: its pages, and what the file says of itself."""

import io
import logging
import re
from dataclasses import dataclass

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from indexer.errors import UnreadableDocument
from indexer.models import Loss
from indexer.reading.page.cleaning import normalise
from indexer.reading.pdf.envelope import attached, refuse_without_pages
from indexer.reading.pdf.shown.layers import with_layers_marked

BROKEN = "PDF ini rusak atau terpotong; unduh atau ekspor ulang, lalu kirim lagi."
_LOCKED = "PDF ini dikunci dengan kata sandi; simpan salinan tanpa kata sandi, lalu kirim lagi."
_LONGEST_TITLE = 200
_FILE_ENDING = r"\.(?:docx?|pdf|rtf|indd|xlsx?|pptx?)\b"
_NO_TITLE = re.compile(rf"microsoft|untitled|^doc|{_FILE_ENDING}|^rancangan$|[_\\/]|^\W*$|^\S+$", re.I)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class OpenedPdf:
    """`labels` are those that the file has for its pages, none where it has none; `attached` says which files in it are not read.
    `marked` is the file with what is hidden by its layers marked, None where nothing is."""

    pages: list[PageObject]
    title: str
    labels: list[str]
    attached: tuple[Loss, ...]
    marked: bytes | None


def opened(data: bytes) -> OpenedPdf:
    """Raises UnreadableDocument: broken, locked with a password, or of a kind whose pages are not what people see."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableDocument(_LOCKED)
        refuse_without_pages(reader)
        pages = list(reader.pages)
        title = _title(reader)
        files = attached(reader)
    except PyPdfError as error:
        raise UnreadableDocument(BROKEN) from error
    return OpenedPdf(pages, title, _labels(reader), files, with_layers_marked(reader))


def _title(reader: PdfReader) -> str:
    """The title the file carries, unless it is what a program put there."""
    given = reader.metadata.title if reader.metadata else None
    title = " ".join(normalise(str(given or "")).split())
    return "" if _NO_TITLE.search(title) or len(title) > _LONGEST_TITLE else title


def _labels(reader: PdfReader) -> list[str]:
    try:
        return reader.page_labels if "/PageLabels" in reader.root_object else []
    except (PyPdfError, KeyError, ValueError, TypeError, IndexError, AttributeError, RecursionError):
        return []  # a broken number tree: the pages have the viewer's numbers
