"""How documents and chunks lie in the catalogue, and the way between rows and values."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from indexer.models import Chunk, Document, Metadata, Page


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was when it was indexed. `path` is absolute and says which document this is."""

    path: str
    sha256: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as the catalogue keeps it.

    `status` is "indexed", or "missing" once a rebuild no longer found the file as it was.
    `found` is what the file says about itself, `given` what people said, which counts more. `id` is None before the first
    `put`; `revision` changes with every `put`.
    """

    id: int | None
    source: Source
    found: Metadata
    given: Metadata
    status: str = "indexed"
    revision: int = 0

    @property
    def name(self) -> str:
        """The file's name."""
        return Path(self.source.path).name

    @property
    def metadata(self) -> Metadata:
        """Given over found, with a title and a kind in any case."""
        return self.given.over(self.found).over(Metadata(title=Path(self.name).stem, kind="lainnya"))


@dataclass(frozen=True, slots=True)
class IndexedChunk:
    """A chunk with all that makes it findable: the terms of its heading and body, and a vector (d,) float32.

    `digest` is of the text that was embedded. An id belongs to one vector forever: ids are drawn at random, so that no other
    library and no restored backup gives one a second meaning, and whoever holds id and vector need never look again.
    """

    id: int
    chunk: Chunk
    digest: bytes
    terms: tuple[str, str]
    vector: np.ndarray


def document_row(entry: Entry, pages: Sequence[Page], chunks: int, revision: int) -> dict:
    numbers = [page.number for page in pages if page.number is not None]
    return {
        "id": entry.id,
        "revision": revision,
        **asdict(entry.source),
        "name": entry.name,
        "found": json.dumps(asdict(entry.found)),
        "given": json.dumps(asdict(entry.given)),
        **asdict(entry.metadata),
        "status": entry.status,
        "pages": max(numbers, default=None),
        "chunks": chunks,
        "indexed_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def chunk_row(document_id: int, ordinal: int, indexed: IndexedChunk) -> dict:
    return {
        "id": indexed.id,
        "document_id": document_id,
        "ordinal": ordinal,
        "content": json.dumps(asdict(indexed.chunk), ensure_ascii=False),
        "digest": indexed.digest,
        "vector": indexed.vector.astype("<f4").tobytes(),
    }


def to_document(row: Mapping) -> Document:
    return Document(**{name: row[name] for name in Document.__slots__})


def to_entry(row: Mapping) -> Entry:
    source = Source(**{name: row[name] for name in Source.__slots__})
    found, given = (Metadata(**json.loads(row[name])) for name in ("found", "given"))
    return Entry(row["id"], source, found, given, row["status"], row["revision"])


def to_chunk(content: str) -> Chunk:
    return Chunk(**{name: tuple(value) if isinstance(value, list) else value for name, value in json.loads(content).items()})


def to_vector(blob: bytes) -> np.ndarray:
    return np.frombuffer(blob, dtype="<f4")
