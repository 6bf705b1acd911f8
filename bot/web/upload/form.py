"""A posted form as it comes in, its file written to disk piece by piece."""

import secrets
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from bot.errors import BotError

FIELD = b"berkas"
"""The form's field that holds the file."""
ROOM_FOR_FORM = 10_000
"""Bytes a request may have beside its file's."""


class BadForm(BotError):
    """What was sent is no whole form with a file in it."""


class TooLarge(BotError):
    """The file has more bytes than it may."""


class Incoming:
    """One form with one file, which lies at `path` in `folder`. Fed in order, thrown away from any thread at any time.

    `named` is called once with what the sender calls the file, before its first byte is kept, and may raise.
    """

    def __init__(self, content_type: str, folder: Path, limit: int, named: Callable[[str], None]):
        """Raises BadForm where the content type is not a form's, OSError where `folder` can't be written."""
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary", b"")
        if kind != b"multipart/form-data" or not 0 < len(boundary) <= 70:  # RFC 2046
            raise BadForm("Permintaan ini tidak memuat berkas; kirimlah lewat formulir di halaman ini.")
        self.name, self.size = "", 0
        self._limit, self._named = limit, named
        self._label, self._value, self._wanted, self._whole = b"", b"", False, False
        self._lock = Lock()
        self._parser = MultipartParser(boundary, self._callbacks())
        self.path = folder / secrets.token_hex(16)
        self._file = self.path.open("xb")

    def feed(self, data: bytes) -> None:
        """Raises BadForm, TooLarge, what `named` raises, and OSError where the disk takes no more. Does nothing after `discard`."""
        with self._lock:
            if self._file.closed:
                return
            try:
                self._parser.write(data)
            except FormParserError as error:
                raise BadForm("Kiriman ini rusak di perjalanan; silakan kirim ulang.") from error

    def finish(self) -> None:
        """To be called after the last byte; the file is whole then. Raises BadForm where it isn't, or is empty; OSError."""
        with self._lock:
            self._file.close()
        if not self.name or not self._whole:
            raise BadForm("Belum ada berkas yang dipilih, atau kirimannya terputus; silakan kirim ulang.")
        if not self.size:
            raise BadForm("Berkas ini kosong; periksa, lalu kirim ulang.")

    def discard(self) -> None:
        """Throw the file away, unless someone has moved it."""
        with self._lock:
            self._file.close()
            self.path.unlink(missing_ok=True)

    def _callbacks(self) -> dict[str, Callable]:
        return {
            "on_header_field": self._on_label,
            "on_header_value": self._on_value,
            "on_header_end": self._on_header,
            "on_part_data": self._on_data,
            "on_part_end": self._on_part_end,
            "on_end": self._on_end,
        }

    def _on_label(self, data: bytes, start: int, end: int) -> None:
        self._label += data[start:end]

    def _on_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _on_header(self) -> None:
        if self._label.lower() == b"content-disposition":
            _, options = parse_options_header(self._value.decode("latin-1"))
            name = options.get(b"filename", b"").decode(errors="replace").replace("%22", '"')
            self._wanted = options.get(b"name") == FIELD and bool(name) and not self.name
            if self._wanted:
                self.name = name
                self._named(name)
        self._label, self._value = b"", b""

    def _on_data(self, data: bytes, start: int, end: int) -> None:
        if not self._wanted:
            return
        self.size += end - start
        if self.size > self._limit:
            raise TooLarge(f"Berkas ini terlalu besar; paling besar {self._limit // 1_000_000} MB.")
        self._file.write(data[start:end])

    def _on_part_end(self) -> None:
        self._wanted = False

    def _on_end(self) -> None:
        self._whole = True
