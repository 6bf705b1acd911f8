"""What of a file was not read."""

from dataclasses import dataclass
from enum import Enum


class Lost(Enum):
    """What of a file may stay unread."""

    PAGES = "halaman"
    FIGURES = "angka"
    FORMULAS = "rumus"
    ATTACHMENTS = "lampiran berkas"
    PICTURES = "gambar bertulisan"
    TABLES = "tabel"
    HANDWRITING = "tulisan tangan"
    HIDDEN = "bagian tersembunyi"


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of a file that was not read: how many of it, and on which pages (numbers as Page.number has them, in order) or in
    which parts (names of sheets, of attached files), where that is known."""

    what: Lost
    count: int
    pages: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()
