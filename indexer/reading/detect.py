"""Which format a file has, by its content. Its name only helps where the content leaves it open: among kinds of text."""

import re

import charset_normalizer

from indexer.errors import NoText, UnreadableDocument
from indexer.reading.markup.front_matter import has_front_matter

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
_HTML_SUFFIXES = (".html", ".htm")
_OFFICE_SUFFIXES = (".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".rtf")
_MARKDOWN_SUFFIXES = (".md", ".markdown")
_TABLE_SUFFIXES = (".csv", ".tsv")
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")
_SAMPLE = 20_000


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
    if _is_image(data, binary):
        return "image"
    if data[4:12] in _HEIC:
        raise UnreadableDocument("Ini foto HEIC; kirim sebagai foto biasa atau simpan sebagai JPG, lalu kirim lagi.")
    for magic, what in _REFUSED:
        is_sure = len(magic) > 2 or binary  # a text may begin with two such letters
        if is_sure and data.startswith(magic):
            raise UnreadableDocument(f"Ini {what}; yang dapat dibaca: {FORMATS}. Simpan sebagai PDF, lalu kirim lagi.")
    return ""


def _is_image(data: bytes, binary: bool) -> bool:
    if data.startswith(_IMAGES):
        return True
    is_bitmap = binary and data.startswith(b"BM")
    is_webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    return is_bitmap or is_webp


def kind_of_text(text: str, suffix: str) -> str:
    """excel_xml, xml, odf, mhtml, office_html, html, delimited, markdown or text."""
    start = text[:5000]
    if kind := _kind_of_xml(start):
        return kind
    if _MIME.search(start):
        return "mhtml"
    if _is_html(text, suffix):
        by_office = suffix in _OFFICE_SUFFIXES or _OFFICE_HTML.search(start)
        return "office_html" if by_office else "html"
    if suffix in _MARKDOWN_SUFFIXES or has_front_matter(text):
        return "markdown"
    if suffix in _TABLE_SUFFIXES:
        return "delimited"
    return "text"


def _kind_of_xml(start: str) -> str:
    """excel_xml, xml or odf; "" for any other text."""
    if start.lstrip().startswith(("<?xml", "<office:")):
        for mark, kind in _XML:
            if mark in start:
                return kind
    return ""


def _is_html(text: str, suffix: str) -> bool:
    """Whether a text begins as HTML does, or holds HTML under a name that lets expect it: parts of pages, saved or exported."""
    if _HTML.match(text):
        return True
    may_be = suffix in _HTML_SUFFIXES or suffix in _OFFICE_SUFFIXES
    return may_be and bool(_HTML_TAGS.search(text))


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
    sample = text[:_SAMPLE]
    controls = sum(char < " " and char not in "\t\n\r\f" for char in sample)
    if not text or controls * 50 > len(sample):
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
    too_few = max(even, odd) * 3 < len(sample)
    on_both_sides = min(even, odd) * 20 > len(sample)
    if too_few or on_both_sides:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"
