"""Formats that only LibreOffice reads (.doc, .xls, .ppt, .xlsb, Word's XML of 2003), and office files that are pictures throughout."""

import tempfile
from pathlib import Path

from indexer.errors import OverLimit, UnreadableDocument
from indexer.reading import libreoffice

_NEWER = {"doc": "docx", "xls": "xlsx", "xlsb": "xlsx", "ppt": "pptx", "rtf": "docx", "xml": "docx"}
_STREAMS = (("WordDocument", "doc"), ("PowerPoint Document", "ppt"), ("Workbook", "xls"), ("Book", "xls"))


def ole_kind(data: bytes) -> str:
    """doc, xls or ppt by the streams of an OLE file. Raises UnreadableDocument where it needs a password or is something else."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableDocument(
            "Berkas Office ini dikunci dengan kata sandi; simpan salinan tanpa kata sandi, lalu kirim lagi."
        )
    for stream, kind in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    raise UnreadableDocument("Ini bukan berkas Word, Excel, atau PowerPoint lama; simpan sebagai PDF, lalu kirim lagi.")


def modernised(data: bytes, kind: str) -> tuple[bytes, str]:
    """The same document as (bytes, docx or xlsx or pptx). Raises UnreadableDocument where it can't be had."""
    if not libreoffice.available():
        raise UnreadableDocument(
            f"Format .{kind} hanya terbaca bila LibreOffice terpasang di server; simpan sebagai .{_NEWER[kind]} atau PDF, "
            "lalu kirim lagi."
        )
    return converted(data, kind, _NEWER[kind]), _NEWER[kind]


def converted(data: bytes, kind: str, to: str) -> bytes:
    """The document in another format. Raises UnreadableDocument and OverLimit."""
    with tempfile.TemporaryDirectory(prefix="tanya-") as folder:
        source = Path(folder, f"berkas.{kind}")
        source.write_bytes(data)
        made = Path(folder, "hasil")
        made.mkdir()
        try:
            return libreoffice.convert(source, made, to).read_bytes()
        except OverLimit:
            raise
        except UnreadableDocument as error:
            raise UnreadableDocument(
                f"Berkas .{kind} ini rusak atau dikunci dengan kata sandi; simpan ulang sebagai .docx atau PDF, lalu kirim lagi."
            ) from error
