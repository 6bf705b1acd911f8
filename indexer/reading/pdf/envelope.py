"""What a PDF carries around its pages: files attached to it, and forms that no page shows."""

from collections.abc import Iterator

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from indexer.errors import UnreadableDocument
from indexer.models import Loss, Lost

_UNREADABLE = (PyPdfError, KeyError, ValueError, TypeError, IndexError, AttributeError, RecursionError)
_MOST_NAMED = 5
_WAIT = "Please wait"
"""What Adobe's programs put on the page that stands in for an XFA form."""


def refuse_without_pages(reader: PdfReader) -> None:
    """Raises UnreadableDocument where what people see of the file are not its pages: a form that is drawn only when it is opened
    (XFA with NeedsRendering: PDF 32000-1, 7.7.2; its one page says to wait), or a portfolio, whose one page says to open it elsewhere
    (12.3.5)."""
    root = reader.root_object
    is_xfa = "/XFA" in _dictionary(root, "/AcroForm")
    if is_xfa and (_is_set(root, "/NeedsRendering") or _says_to_wait(reader)):
        raise UnreadableDocument(
            "Isi formulir PDF ini (XFA) hanya dapat ditampilkan Adobe Reader; buka di sana, cetak ke PDF, lalu kirim hasil cetaknya."
        )
    if "/Collection" in root:
        names = _files_of(reader)
        listed = f" ({', '.join(names[:_MOST_NAMED])})" if names else ""
        raise UnreadableDocument(
            f"PDF ini portofolio berisi {len(names)} berkas{listed}; simpan berkas di dalamnya, lalu kirim satu per satu."
        )


def attached(reader: PdfReader) -> tuple[Loss, ...]:
    """The files attached to a PDF or to its pages: they are not read."""
    names = _files_of(reader)
    return (Loss(Lost.ATTACHMENTS, len(names), parts=tuple(names)),) if names else ()


def _files_of(reader: PdfReader) -> list[str]:
    try:
        embedded = [str(attachment.name) for attachment in reader.attachment_list]
    except _UNREADABLE:
        embedded = []  # a broken tree of names: there is nothing to name
    pinned = [name for page in reader.pages for name in _pinned_to(page)]
    names = [str(name) for name in (*embedded, *pinned)]  # pypdf's own kind of text is no part of a reading
    return list(dict.fromkeys(names))


def _pinned_to(page: PageObject) -> Iterator[str]:
    """The names of the files that are pinned to a page."""
    try:
        annotations = [entry.get_object() for entry in page.get("/Annots") or ()]
        for annotation in annotations:
            if annotation.get("/Subtype") == "/FileAttachment":
                file = _dictionary(annotation, "/FS")
                yield str(file.get("/UF") or file.get("/F") or "tanpa nama")
    except _UNREADABLE:
        return  # broken annotations: a viewer shows none, either


def _says_to_wait(reader: PdfReader) -> bool:
    """Whether the page that stands in for a form says that it is still to come."""
    try:
        return _WAIT in reader.pages[0].extract_text()
    except _UNREADABLE:
        return False


def _is_set(root: DictionaryObject, key: str) -> bool:
    return bool(getattr(root.get(key), "value", False))


def _dictionary(holder: DictionaryObject, key: str) -> DictionaryObject:
    found = holder.get(key)
    found = found.get_object() if found is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()
