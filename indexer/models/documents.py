"""What a document is, and what became of it."""

from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum

from indexer.models.losses import Loss

KINDS = (
    "masterplan",
    "rpjpd",
    "rpjmd",
    "rkpd",
    "renstra",
    "renja",
    "perencanaan",
    "apbd",
    "peraturan",
    "laporan",
    "berita",
    "lainnya",
)
"""Kinds of document, in the order lists show them. "perencanaan" is any other plan: IKU, perjanjian kinerja, peta jalan, RTRW."""

REGIONAL_KINDS = frozenset(KINDS) - {"berita", "lainnya"}
"""Kinds of document that are always a government's: of a region, or of the whole country."""
NATIONAL = "Nasional"
"""The region of a document that is of none: of a ministry, of the whole country."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a file before its content counts. An empty string means: not known.

    `number` is that of a regulation, decree or letter as it is printed. `date` is the day on which it was enacted or signed, of news that
    on which it was published; `event` is the day of what news tells. Days are as "2024-12-31".
    """

    title: str = ""
    kind: str = ""
    region: str = ""
    period: str = ""
    number: str = ""
    date: str = ""
    event: str = ""

    def over(self, other: "Metadata") -> "Metadata":
        """This metadata where it says something, `other` where it doesn't."""
        values = {known.name: getattr(self, known.name) or getattr(other, known.name) for known in fields(self)}
        return Metadata(**values)


class State(StrEnum):
    """Where a document is in its life; indexer/documents/lifecycle.py draws how it comes from one to another."""

    HELD = "held"
    INDEXED = "indexed"
    MISSING = "missing"
    ARCHIVED = "archived"

    @property
    def searched(self) -> bool:
        """Whether questions are answered from it."""
        return self in (State.INDEXED, State.MISSING)


@dataclass(frozen=True, slots=True)
class Document:
    """One file that was read. `name` is the file's name, `pages` how many pages it has (None where the format has none).

    `status` is a State: indexed, missing (indexed, but its file is gone), held (waits for a person's word) or archived (an older
    version); only the first two are searched. `chunks` are counted in all of them. `successor` is the document that took an
    archived one's place. `validity` is "" while the document is in force, else "diubah" or "dicabut", by the document `amended_by`
    where that is here. `number`, `date` and `event` are those of Metadata. `losses` are what of the file was not read.
    """

    id: int
    name: str
    path: str
    sha256: str
    title: str
    kind: str
    region: str
    period: str
    status: str
    pages: int | None
    chunks: int
    indexed_at: str
    successor: int | None = None
    validity: str = ""
    amended_by: int | None = None
    number: str = ""
    date: str = ""
    event: str = ""
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """A document that was removed with its file and can be brought back `until` then (aware), under the same id.

    `path` is where the file lies meanwhile, `by` the name of who removed it `at` that moment, "" for a terminal.
    """

    id: int
    title: str
    name: str
    path: str
    by: str
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What became of one file: status is indexed, unchanged, replaced, removed, failed or held.

    `error` is a sentence in Indonesian. A document that is held waits for a person's word: because of `doubts`, Indonesian sentences,
    or because it looks like a new version of the document `older`. A failed one that `waits_for_ocr` can be read once this machine
    recognises text. `title`, `kind`, `region` and `period` are what the document is filed with ("": not known), `losses` what of its
    file was not read.
    """

    path: str
    status: str
    document: int | None = None
    pages: int = 0
    chunks: int = 0
    seconds: float = 0.0
    error: str | None = None
    notes: tuple[str, ...] = field(default=())
    doubts: tuple[str, ...] = ()
    older: int | None = None
    waits_for_ocr: bool = False
    title: str = ""
    kind: str = ""
    region: str = ""
    period: str = ""
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """What a regulation says it does to another one: `kind` is "mengubah" or "mencabut".

    `act`, `number`, `year`, `region` and `title` name the other as far as the words say: ("Peraturan Daerah", "3", "2015", "Kabupaten
    Wajo", "Retribusi …"). `quote` stands word for word on `page`. `document` is the other's id where it is in the library.
    """

    kind: str
    act: str
    number: str
    year: str
    region: str
    title: str
    page: int | None
    quote: str
    document: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a document differs from an older version of it, by the text of their pages.

    `changed`, `added` and `removed` are places: 1-based positions of pages, in the new one but for `removed`, which is in the old.
    `summary` says it in one or two Indonesian sentences.
    """

    titles: tuple[str, str]
    periods: tuple[str, str]
    pages: tuple[int, int]
    changed: tuple[int, ...]
    added: tuple[int, ...]
    removed: tuple[int, ...]
    summary: str
