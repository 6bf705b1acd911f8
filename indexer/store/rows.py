"""How documents, pages and chunks lie in the catalogue: the way between values and rows."""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime

import msgspec
import numpy as np

from indexer.models import Chunk, Document, Loss, Metadata, Page, Relation, State, Word
from indexer.store.entries import Entry, IndexedChunk, Ruling, Source

_encoder, _decoder = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Chunk)
_losses = msgspec.json.Decoder(tuple[Loss, ...])
_IN_COLUMNS = ("title", "kind", "region", "period")
"""What is known of a document and has a column of its own; the rest stands in JSON alone, since nothing is looked up by it."""
_IN_JSON = ("number", "date", "event")
_GRID = 10_000
"""Boxes of words are kept in steps of this part of the page."""


def document_row(entry: Entry, revision: int) -> dict:
    """All columns but those that count what was read."""
    return {
        "revision": revision,
        **asdict(entry.source),
        "name": entry.name,
        "found": json.dumps(asdict(entry.found)),
        "given": json.dumps(asdict(entry.given)),
        **{name: getattr(entry.metadata, name) for name in _IN_COLUMNS},
        "status": entry.status,
        "indexed_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "successor": entry.successor,
        "said_validity": entry.ruling and entry.ruling.validity,
        "said_by": entry.ruling and entry.ruling.by,
        "format": entry.format,
    }


def last_number(pages: Sequence[Page]) -> int | None:
    """How many pages a document has as people count them."""
    return max((page.number for page in pages if page.number is not None), default=None)


def losses_json(losses: Sequence[Loss]) -> str:
    return msgspec.json.encode(losses).decode()


def page_row(document_id: int, ordinal: int, page: Page) -> dict:
    return {
        "document_id": document_id,
        "ordinal": ordinal,
        "number": page.number,
        "text": page.text,
        "label": page.label,
        "rows": json.dumps(page.rows, separators=(",", ":")),
        "confidence": page.confidence,
        "words": _packed_words(page.words) if page.words else None,
        "doubtful": json.dumps(page.doubtful, ensure_ascii=False),
    }


def chunk_row(document_id: int, ordinal: int, indexed: IndexedChunk) -> dict:
    return {
        "id": indexed.id,
        "document_id": document_id,
        "ordinal": ordinal,
        "kind": indexed.chunk.kind,
        "content": packed_chunk(indexed.chunk),
        "digest": indexed.digest,
        "vector": indexed.vector.astype("<f4").tobytes(),
    }


def relation_row(document_id: int, ordinal: int, target: str, relation: Relation) -> dict:
    values = {name: getattr(relation, name) for name in Relation.__slots__ if name != "document"}
    return {"document_id": document_id, "ordinal": ordinal, "target": target, **values}


def to_document(row: Mapping) -> Document:
    known = _known(row["given"]).over(_known(row["found"]))
    values = {name: row[name] for name in Document.__slots__ if name not in _IN_JSON}
    values |= {name: getattr(known, name) for name in _IN_JSON}
    return Document(**values | {"status": State(row["status"]), "losses": _losses.decode(row["losses"])})


def _known(text: str) -> Metadata:
    return Metadata(**json.loads(text))


def to_entry(row: Mapping) -> Entry:
    return Entry(
        id=row["id"],
        source=Source(**{name: row[name] for name in Source.__slots__}),
        found=_known(row["found"]),
        given=_known(row["given"]),
        status=State(row["status"]),
        revision=row["revision"],
        successor=row["successor"],
        ruling=None if row["said_validity"] is None else Ruling(row["said_validity"], row["said_by"]),
        format=row["format"],
    )


def to_page(row: Mapping) -> Page:
    """The page, with its words where the row has them."""
    return Page(
        number=row["number"],
        text=row["text"],
        label=row["label"],
        rows=tuple(json.loads(row["rows"])),
        confidence=row["confidence"],
        words=to_words(row.get("words")),
        doubtful=tuple(json.loads(row["doubtful"])),
    )


def to_relation(row: Mapping) -> Relation:
    return Relation(**{name: row[name] for name in Relation.__slots__})


def packed_chunk(chunk: Chunk) -> bytes:
    """A chunk with its spans, which repeat its words: compressed, they take little more than the words alone."""
    return zlib.compress(_encoder.encode(chunk), level=1)


def to_chunk(content: bytes) -> Chunk:
    return _decoder.decode(zlib.decompress(content))


def to_vector(blob: bytes) -> np.ndarray:
    return np.frombuffer(blob, dtype="<f4")


def _packed_words(words: Sequence[Word]) -> bytes:
    """Words of a page in a fifth of what their JSON takes."""
    rows = []
    for word in words:
        box = [round(side * _GRID) for side in word.box]
        rows.append([word.text, *box])
    return zlib.compress(json.dumps(rows).encode())


def to_words(blob: bytes | None) -> tuple[Word, ...]:
    if blob is None:
        return ()
    words = []
    for text, *box in json.loads(zlib.decompress(blob)):
        left, top, right, bottom = (side / _GRID for side in box)
        words.append(Word(text, (left, top, right, bottom)))
    return tuple(words)
