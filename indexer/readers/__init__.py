"""File -> Reading. The content decides which reader takes a file; its name only helps to tell Markdown from plain text."""

import re
from pathlib import Path

import charset_normalizer

from indexer.errors import NoText, UnreadableDocument
from indexer.models import Reading
from indexer.readers.markdown import has_front_matter, read_markdown
from indexer.readers.text import read_text

SUFFIXES = (".pdf", ".txt", ".md", ".markdown", ".html", ".htm")
"""The endings of the files that a folder is searched for."""

_TAKEN = "yang dapat dibaca: PDF, teks, Markdown, dan HTML"
_MAGIC = (
    (b"PK\x03\x04", "berkas Office atau ZIP"),
    (b"\xd0\xcf\x11\xe0", "berkas Office lama"),
    (b"\x89PNG", "gambar"),
    (b"\xff\xd8\xff", "gambar"),
    (b"GIF8", "gambar"),
    (b"II*\x00", "gambar"),
    (b"MM\x00*", "gambar"),
    (b"BM", "gambar"),
    (b"RIFF", "gambar atau suara"),
    (b"ID3", "suara"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"Rar!", "arsip"),
    (b"7z\xbc\xaf", "arsip"),
    (b"\x1f\x8b", "arsip"),
    (b"{\\rtf", "berkas RTF"),
)
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_HTML_TAGS = re.compile(r"<(?:html|body|article|div|p|h1|meta|title|script)\b[^>]*>", re.I)


def read(path: Path) -> Reading:
    """The pages of a file and what its format says about it.

    Raises UnreadableDocument (broken, locked, or of another format) or NoText (empty, or pictures only).
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"Berkas {path.name} tidak dapat dibuka; periksa letak dan izin bacanya.") from error
    try:
        return _read(data, path.suffix.casefold())
    except (UnreadableDocument, MemoryError):
        raise
    except Exception as error:
        raise UnreadableDocument(f"Berkas {path.name} rusak atau tidak dapat dibaca; simpan ulang, lalu coba lagi.") from error


def _read(data: bytes, suffix: str) -> Reading:
    if not data.strip():
        raise NoText("Berkas ini kosong; periksa berkasnya, lalu kirim kembali yang berisi.")
    if b"%PDF-" in data[:1024]:
        from indexer.readers.pdf import read_pdf  # late, and html too: what they bring along would slow each answer's start

        return read_pdf(data)
    for magic, what in _MAGIC:
        if data.startswith(magic) and (len(magic) > 2 or b"\x00" in data[:1024]):
            raise UnreadableDocument(f"Ini {what}, bukan format {_TAKEN}; simpan sebagai PDF, lalu kirim lagi.")
    text = decode(data)
    if _HTML.match(text) or (suffix in (".html", ".htm") and _HTML_TAGS.search(text)):
        from indexer.readers.html import read_html

        return read_html(text)
    if suffix in (".md", ".markdown") or has_front_matter(text):
        return read_markdown(text)
    return read_text(text)


def decode(data: bytes) -> str:
    """The text of these bytes: UTF-8 where it is, else what charset-normalizer finds.

    Raises UnreadableDocument when they are no text.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(data).best()
        text = "" if best is None else str(best).removeprefix("\ufeff")
    controls = sum(char < " " and char not in "\t\n\r\f" for char in text[:20_000])
    if not text or controls * 50 > len(text[:20_000]):
        raise UnreadableDocument(f"Isi berkas ini bukan teks; {_TAKEN}.")
    return text.replace("\r\n", "\n")
