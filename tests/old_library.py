"""A library as the program before spans left it: INDEX_FORMAT 2, chunks as JSON text, none for what waits or is an older version.

Written by hand with the SQL of that time, so that no later change of the code can make it younger.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from small_library import HashedWords
from sqlite_utils import Database

from indexer.store.migrations import MIGRATIONS

FORMAT = 2


@dataclass(frozen=True, slots=True)
class OldDocument:
    """One of its documents: a file that may be gone by now, with the paragraphs that were its chunks."""

    path: Path
    paragraphs: Sequence[str]
    status: str = "indexed"
    successor: int | None = None
    title: str = "RKPD"

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


def write_old_library(path: Path, documents: Sequence[OldDocument], model: HashedWords) -> None:
    """`path` is that of index.db. Documents get the ids 1, 2, … in their order; their files are written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with Database(path) as db:
        MIGRATIONS.apply(db, stop_before="0005_spans")
        for number, document in enumerate(documents, 1):
            document.path.parent.mkdir(parents=True, exist_ok=True)
            document.path.write_text(document.text)
            _write(db, number, document, model)
        db.execute("update library set change = ?, model = ?", [len(documents), model.name])
        db.conn.commit()


def _write(db: Database, number: int, document: OldDocument, model: HashedWords) -> None:
    stat = document.path.stat()
    searched = document.status in ("indexed", "missing")
    about = {"title": document.title, "kind": "rkpd", "region": "Kabupaten Wajo", "period": "2025"}
    db["document"].insert(
        about
        | {
            "id": number,
            "revision": number,
            "path": str(document.path.resolve()),
            "name": document.path.name,
            "sha256": hashlib.sha256(document.path.read_bytes()).hexdigest(),
            "size": stat.st_size,
            "mtime_ns": stat.st_mtime_ns,
            "found": json.dumps(about),
            "given": "{}",
            "status": document.status,
            "pages": None,
            "chunks": len(document.paragraphs) if searched else 0,
            "indexed_at": "2026-11-01T00:00:00+00:00",
            "successor": document.successor,
            "format": FORMAT,
        }
    )
    db["page"].insert({"document_id": number, "ordinal": 0, "number": None, "text": document.text})
    if not searched:
        return
    vectors = model.embed_passages(document.paragraphs)
    for ordinal, (text, vector) in enumerate(zip(document.paragraphs, vectors, strict=True)):
        content = {"text": text, "pages": [None], "heading": [], "parents": [], "heads": [], "kind": "prose"}
        chunk_id = number * 1000 + ordinal
        db["chunk"].insert(
            {
                "id": chunk_id,
                "document_id": number,
                "ordinal": ordinal,
                "content": json.dumps(content),
                "digest": hashlib.sha256(text.encode()).digest(),
                "vector": vector.astype("<f4").tobytes(),
            }
        )
        db.execute("insert into terms (rowid, heading, body) values (?, ?, ?)", [chunk_id, "rkpd", text.lower()])
