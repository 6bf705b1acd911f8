"""Which format a file has, by its content. Its name only helps where the content leaves it open: among kinds of text."""

import re

import charset_normalizer

from indexer.errors import NoText, UnreadableDocument
from indexer.reading.markup.markdown import has_front_matter

FORMATS = "PDF, Word, Excel, PowerPoint, OpenDocument, RTF, teks, CSV, Markdown, HTML, gambar, dan ZIP"

_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*")
_REFUSED = (
    (b"RIFF", "suara atau video"),
    (b"ID3", "suara"),
    (b"OggS", "suara"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"Rar!", "arsip RAR"),
    (b"7z\xbc\xaf", "arsip 7z"),
    (b"\x1f\x8b", "arsip gzip"),
)
_XML = (
    ("urn:schemas-microsoft-com:office:spreadsheet", "excel_xml"),
    ("schemas.microsoft.com/office/word/2003/wordml", "xml"),
    ("schemas.microsoft.com/office/2006/xmlPackage", "xml"),
    ("<office:document", "odf"),
)
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_HTML_TAGS = re.compile(r"<(?:html|body|article|div|p|h1|meta|title|script|table|tr)\b[^>]*>", re.I)
_OFFICE_HTML = re.compile(
    r"urn:schemas-microsoft-com:office|<meta[^>]*(?:ProgId|generator)[^>]*(?:Word|Excel|LibreOffice)", re.I
)
_MIME = re.compile(r"^MIME-Version:.*?^Content-Type:\s*(?:multipart/related|text/html)", re.I | re.S | re.M)
_PAGES, _OFFICE = (".html", ".htm"), (".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".rtf")
_TABLES = (".csv", ".tsv")


def kind_of_bytes(data: bytes) -> str:
    """pdf, zip (a package or an archive), ole, rtf or image; "" where it may be text. Raises UnreadableDocument for what is
    neither, and NoText where there is nothing."""
    if not data.strip():
        raise NoText("Berkas ini kosong; periksa berkasnya, lalu kirim kembali yang berisi.")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "ole"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    binary = b"\x00" in data[:1024]
    if data.startswith(_IMAGES) or (data.startswith(b"BM") and binary) or (data[:4], data[8:12]) == (b"RIFF", b"WEBP"):
        return "image"
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        raise UnreadableDocument("Ini foto HEIC; kirim sebagai foto biasa atau simpan sebagai JPG, lalu kirim lagi.")
    for magic, what in _REFUSED:
        if data.startswith(magic) and (len(magic) > 2 or binary):
            raise UnreadableDocument(f"Ini {what}; yang dapat dibaca: {FORMATS}. Simpan sebagai PDF, lalu kirim lagi.")
    return ""


def kind_of_text(text: str, suffix: str) -> str:
    """excel_xml, xml, odf, mhtml, office_html, html, delimited, markdown or text."""
    start = text[:5000]
    if start.lstrip().startswith("<?xml") or start.lstrip().startswith("<office:"):
        if found := next((kind for mark, kind in _XML if mark in start), ""):
            return found
    if _MIME.search(start):
        return "mhtml"
    if _HTML.match(text) or (suffix in (*_PAGES, *_OFFICE) and _HTML_TAGS.search(text)):
        return "office_html" if suffix in _OFFICE or _OFFICE_HTML.search(start) else "html"
    if suffix in (".md", ".markdown") or has_front_matter(text):
        return "markdown"
    return "delimited" if suffix in _TABLES else "text"


def decode(data: bytes) -> str:
    """The text of these bytes: UTF-8 where it is, UTF-16 by its zeros, else what charset-normalizer finds.

    Raises UnreadableDocument when they are no text.
    """
    try:
        text = data.decode(_utf_16(data) or "utf-8-sig")
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(data).best()
        text = "" if best is None else str(best)
    text = text.removeprefix("\ufeff")
    controls = sum(char < " " and char not in "\t\n\r\f" for char in text[:20_000])
    if not text or controls * 50 > len(text[:20_000]):
        raise UnreadableDocument(
            f"Isi berkas ini bukan teks; simpan sebagai salah satu format ini, lalu kirim lagi: {FORMATS}."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _utf_16(data: bytes) -> str:
    """The byte order of UTF-16, whether the file names it or not: every second byte of Latin text is zero."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = data[:2000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 3 < len(sample) or min(even, odd) * 20 > len(sample):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"
