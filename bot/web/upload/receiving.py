"""What is coming in: how much at a time, how large, and whether the disk has room for it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import BotError
from bot.intake.upload_links import Link, Links
from bot.web.upload.form import ROOM_FOR_FORM, TooLarge

ROOM = 1024**3
"""Bytes that stay free on the disk."""
MOST = 4
"""Files received at the same time."""
NO_ROOM = "Ruang disk server tidak cukup untuk berkas ini; hubungi pengelola server, lalu coba lagi."
BUSY = "Server sedang menerima berkas lain; tunggu sebentar, lalu coba lagi."


class Busy(BotError):
    """Something is coming in with the same link, or too much altogether."""


class NoRoom(BotError):
    """The disk is too full."""


@dataclass(frozen=True)
class Receiving:
    """What the page needs. `accept` takes a whole file (path, name, whose link) and moves it away, or raises. `folder` holds what is
    coming in and nothing else; `limit` and `room` are bytes."""

    links: Links
    accept: Callable[[Path, str, Link], object]
    folder: Path
    limit: int
    room: int = ROOM
    coming: dict[str, int] = field(default_factory=dict)
    """The codes under which something is coming in, and how many bytes it may have."""

    def prepare(self) -> None:
        """What a crash left half received is thrown away."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    @property
    def most(self) -> int:
        """Bytes that a request may have."""
        return self.limit + ROOM_FOR_FORM

    @contextmanager
    def place(self, code: str, announced: int) -> Iterator[None]:
        """Room for one more request of so many bytes while it comes in. Raises Busy, TooLarge, NoRoom."""
        if code in self.coming or len(self.coming) >= MOST:
            raise Busy(BUSY)
        if announced > self.most:
            raise TooLarge(self.too_large)
        promised = announced + sum(self.coming.values())
        if shutil.disk_usage(self.folder).free < self.room + promised:
            raise NoRoom(NO_ROOM)
        self.coming[code] = announced
        try:
            yield
        finally:
            self.coming.pop(code)

    @property
    def too_large(self) -> str:
        return f"Berkas ini terlalu besar; paling besar {self.limit // 1_000_000} MB."
