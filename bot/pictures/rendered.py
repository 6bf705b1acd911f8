"""Pages of files as sheets, kept on disk: rendered once in a process of their own, then only opened."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.pictures.sheet import Sheet
from indexer.errors import UnreadableDocument
from indexer.reading import libreoffice

ROOM = 500_000_000
"""Bytes the kept pages may take; those not looked at for longest go first."""
_SECONDS = 30
_AT_ONCE = 2
_SHOWN = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")


class Rendered:
    """Safe to use from several threads and processes. `sha256` names a file's content; what is kept is found by it."""

    def __init__(self, folder: Path, room: int = ROOM):
        self._folder, self._room = folder, room
        self._working = threading.BoundedSemaphore(_AT_ONCE)
        self._converting = threading.Lock()

    def page(self, path: Path, sha256: str, number: int) -> Sheet:
        """Page `number` (1-based) of a PDF or picture. Raises UnreadableDocument, also when the file is another by now."""
        kept = self._folder / f"{sha256}-{number}.png"
        if not kept.exists():
            self._make(path, sha256, number, kept)
        try:
            os.utime(kept)
            return Sheet.load(kept)
        except (OSError, ValueError, KeyError) as error:
            kept.unlink(missing_ok=True)
            raise _cannot(path) from error

    def page_with(self, path: Path, number: int, quotes: tuple[str, ...]) -> int | None:
        """The number of the page of a PDF, the nearest to `number`, that holds the quotes. Raises UnreadableDocument."""
        return json.loads(self._run(path, {"number": number, "quotes": quotes}))

    def as_pdf(self, path: Path, sha256: str) -> Path:
        """A text document or slides as PDF. Raises UnreadableDocument, also where LibreOffice isn't installed."""
        kept = self._folder / f"{sha256}.pdf"
        with self._converting:
            if not kept.exists():
                _check_same(path, sha256)
                self._folder.mkdir(parents=True, exist_ok=True)
                with tempfile.TemporaryDirectory(dir=self._folder) as room:
                    libreoffice.convert(path, Path(room), "pdf").replace(kept)
                self._tidy()
        os.utime(kept)
        return kept

    def _make(self, path: Path, sha256: str, number: int, kept: Path) -> None:
        if path != self._folder / f"{sha256}.pdf":
            _check_same(path, sha256)
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._folder) as room:
            made = Path(room, "page.png")
            self._run(path, {"number": number, "target": str(made)})
            made.replace(kept)
        self._tidy()

    def _run(self, path: Path, order: dict[str, Any]) -> bytes:
        command = [sys.executable, "-m", "bot.pictures.worker"]
        order_line = json.dumps({"path": str(path.absolute())} | order).encode()
        try:
            with self._working:
                done = subprocess.run(command, input=order_line, capture_output=True, timeout=_SECONDS, check=True)
        except subprocess.SubprocessError as error:
            raise _cannot(path) from error
        return done.stdout

    def _tidy(self) -> None:
        files = [Kept(file, file.stat()) for file in self._folder.iterdir() if file.is_file()]
        used = sum(kept.stat.st_size for kept in files)
        files.sort(key=lambda kept: kept.stat.st_mtime)
        for kept in files:
            if used <= self._room:
                break
            kept.file.unlink(missing_ok=True)
            used -= kept.stat.st_size


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the folder, with its size and when it was last looked at."""

    file: Path
    stat: os.stat_result


def nature(path: Path) -> str:
    """What a file can be shown as, by its first bytes: "shown" (PDF or picture), "office", or "text". OSError if it's gone."""
    with path.open("rb") as file:
        head = file.read(1024)
    if b"%PDF-" in head or head.startswith(_SHOWN):
        return "shown"
    return "office" if head.startswith(_OFFICE) else "text"


def _check_same(path: Path, sha256: str) -> None:
    try:
        with path.open("rb") as file:
            same = hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError as error:
        raise _cannot(path) from error
    if not same:
        raise _cannot(path)


def _cannot(path: Path) -> UnreadableDocument:
    return UnreadableDocument(f"Halaman {path.name} tidak dapat digambar; buka berkas aslinya.")
