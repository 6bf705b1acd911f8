"""How documents, pages and chunks lie in the catalogue, and the way between rows and values."""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import numpy as np

from indexer.models import Chunk, Document, Metadata, Page, Relation, Word

INDEX_FORMAT = 4
"""Grows whenever the same pages would give other chunks, facts, acronyms or terms than before; `tanya index` then makes them anew."""
SAMPLE_SPANS = "4:ec1fc3e8958a5431"
"""INDEX_FORMAT, and a digest of the spans of the sample documents in it: tests/test_span_format.py makes it anew, and fails when one
changes without the other."""

LIVE = ("indexed", "missing")
"""The statuses of documents that are searched; others have pages, but no chunks."""

_encoder, _decoder = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Chunk)
_GRID = 10_000
"""Boxes of words are kept in steps of this part of the page."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was when it was indexed. `path` is absolute and says which document this is."""

    path: str
    sha256: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as the catalogue keeps it. One id means one content forever.

    `status` and `successor` are those of Document. `found` is what the file says about itself, `given` what people said, which
    counts more; `said` is what a person said about its validity and by which document, None while nobody did. `id` is None before
    the first `put`; `revision` changes with every `put`. `format` is the INDEX_FORMAT its chunks were made with.
    """

    id: int | None
    source: Source
    found: Metadata
    given: Metadata
    status: str = "indexed"
    revision: int = 0
    successor: int | None = None
    said: tuple[str, int | None] | None = None
    format: int = INDEX_FORMAT

    @property
    def name(self) -> str:
        """The file's name."""
        return Path(self.source.path).name

    @property
    def live(self) -> bool:
        """Whether it is searched."""
        return self.status in LIVE

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


@dataclass(frozen=True, slots=True)
class Legal:
    """The key of the regulation a document is ("" when it is none), and what it does to others, each with the other's key."""

    act: str = ""
    relations: Sequence[tuple[str, Relation]] = ()


def document_row(entry: Entry, chunks: int, revision: int) -> dict:
    said_validity, said_by = entry.said or (None, None)
    return {
        "revision": revision,
        **asdict(entry.source),
        "name": entry.name,
        "found": json.dumps(asdict(entry.found)),
        "given": json.dumps(asdict(entry.given)),
        **asdict(entry.metadata),
        "status": entry.status,
        "chunks": chunks,
        "indexed_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "successor": entry.successor,
        "said_validity": said_validity,
        "said_by": said_by,
        "format": entry.format,
    }


def last_number(pages: Sequence[Page]) -> int | None:
    """How many pages a document has as people count them."""
    return max((page.number for page in pages if page.number is not None), default=None)


def page_row(document_id: int, ordinal: int, page: Page) -> dict:
    return {
        "document_id": document_id,
        "ordinal": ordinal,
        "number": page.number,
        "text": page.text,
        "label": page.label,
        "rows": json.dumps(page.rows, separators=(",", ":")),
        "confidence": page.confidence,
        "words": _packed(page.words) if page.words else None,
    }


def _packed(words: Sequence[Word]) -> bytes:
    """Words of a page in a fifth of what their JSON takes."""
    return zlib.compress(json.dumps([[word.text, *(round(side * _GRID) for side in word.box)] for word in words]).encode())


def to_words(blob: bytes | None) -> tuple[Word, ...]:
    packed = json.loads(zlib.decompress(blob)) if blob else ()
    return tuple(Word(text, tuple(side / _GRID for side in box)) for text, *box in packed)


def chunk_row(document_id: int, ordinal: int, indexed: IndexedChunk) -> dict:
    return {
        "id": indexed.id,
        "document_id": document_id,
        "ordinal": ordinal,
        "content": packed_chunk(indexed.chunk),
        "digest": indexed.digest,
        "vector": indexed.vector.astype("<f4").tobytes(),
    }


def relation_row(document_id: int, ordinal: int, target: str, relation: Relation) -> dict:
    values = {name: getattr(relation, name) for name in Relation.__slots__ if name != "document"}
    return {"document_id": document_id, "ordinal": ordinal, "target": target, **values}


def to_document(row: Mapping) -> Document:
    return Document(**{name: row[name] for name in Document.__slots__})


def to_entry(row: Mapping) -> Entry:
    source = Source(**{name: row[name] for name in Source.__slots__})
    found, given = (Metadata(**json.loads(row[name])) for name in ("found", "given"))
    said = None if row["said_validity"] is None else (row["said_validity"], row["said_by"])
    return Entry(row["id"], source, found, given, row["status"], row["revision"], row["successor"], said, row["format"])


def to_page(row: Mapping, words: bool) -> Page:
    boxes = to_words(row["words"]) if words else ()
    return Page(row["number"], row["text"], row["label"], tuple(json.loads(row["rows"])), row["confidence"], boxes)


def to_relation(row: Mapping) -> Relation:
    return Relation(**{name: row[name] for name in Relation.__slots__})


def packed_chunk(chunk: Chunk) -> bytes:
    """A chunk with its spans, which repeat its words: compressed, they take little more than the words alone."""
    return zlib.compress(_encoder.encode(chunk), level=1)


def to_chunk(content: bytes) -> Chunk:
    return _decoder.decode(zlib.decompress(content))


def to_vector(blob: bytes) -> np.ndarray:
    return np.frombuffer(blob, dtype="<f4")
