"""What the library knows, in one SQLite file: documents, pages, chunks, terms and vectors. The only SQL of the indexer."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import numpy as np

from indexer.database import DatabaseFile
from indexer.errors import ModelMismatch, UnknownDocument
from indexer.migrations import MIGRATIONS
from indexer.models import Chunk, Document, Page
from indexer.records import Entry, IndexedChunk, chunk_row, document_row, to_chunk, to_document, to_entry, to_vector


class Catalogue(DatabaseFile):
    """The documents of one library. Errors of the file itself are told by DatabaseFile."""

    def __init__(self, path: Path):
        super().__init__(path, MIGRATIONS)

    # --- what is in it

    def change(self) -> int:
        """A number that grows with every change of the library."""
        return self._db.execute("select change from library").fetchone()[0]

    def model(self) -> str | None:
        """The name of the model all vectors come from, None while there are no documents."""
        row = self._db.execute("select model from library where exists (select 1 from document)").fetchone()
        return row and row[0]

    def check_model(self, name: str) -> None:
        """Raises ModelMismatch unless vectors of the model `name` fit in."""
        known = self.model()
        if known not in (None, name):
            raise ModelMismatch(
                f"Pustaka ini dibangun dengan model {known}, sedangkan pengaturan memakai {name}; "
                "jalankan `tanya rebuild`, atau kembalikan TANYA_EMBEDDING_MODEL."
            )

    def documents(self) -> list[Document]:
        """All documents, by name."""
        return [to_document(row) for row in self._db["document"].rows_where(order_by="name collate nocase, id")]

    def document(self, document_id: int) -> Document:
        """Raises UnknownDocument."""
        return to_document(self._document_row(document_id))

    def pages(self, document_id: int) -> list[Page]:
        """A document's pages in order; raises UnknownDocument."""
        self._document_row(document_id)
        rows = self._db["page"].rows_where("document_id = ?", [document_id], order_by="ordinal")
        return [Page(row["number"], row["text"]) for row in rows]

    def chunk_count(self) -> int:
        return self._db["chunk"].count

    def chunks(self, ids: Sequence[int]) -> dict[int, tuple[Document, Chunk]]:
        """Chunks with their documents by id; ids that are no longer there are left out."""
        rows = self._db.query(
            """select chunk.id as chunk_id, content, document.* from chunk join document on document.id = document_id
            where chunk.id in (select value from json_each(?))""",
            [json.dumps([int(number) for number in ids])],
        )
        return {row["chunk_id"]: (to_document(row), to_chunk(row["content"])) for row in rows}

    def around(self, chunk_id: int, before: int, after: int) -> list[Chunk]:
        """A chunk with its neighbours in the document, in reading order; empty when it is no longer there."""
        rows = self._db.query(
            """select near.content from chunk join chunk as near on near.document_id = chunk.document_id
            and near.ordinal between chunk.ordinal - ? and chunk.ordinal + ? where chunk.id = ? order by near.ordinal""",
            [before, after, chunk_id],
        )
        return [to_chunk(row["content"]) for row in rows]

    def lexical(self, match: str, limit: int, weights: tuple[float, float]) -> list[tuple[int, float]]:
        """Chunk ids with BM25 scores (higher is better) for an FTS5 expression; `weights` of heading and body."""
        rows = self._db.execute(
            "select rowid, -rank from terms where terms match ? and rank match ? order by rank limit ?",
            [match, f"bm25({weights[0]}, {weights[1]})", limit],
        )
        return rows.fetchall()

    def vocabulary(self) -> dict[str, int]:
        """Every term of the full-text index -> how many chunks hold it."""
        return dict(self._db.execute("select term, doc from terms_vocabulary").fetchall())

    def acronyms(self) -> dict[str, tuple[str, ...]]:
        """Short form -> the long forms its documents spell out, those of most documents first; all in lower case."""
        found = defaultdict(list)
        rows = self._db.execute(
            "select short, long from acronym group by short, long order by short, count(*) desc, min(rowid)"
        ).fetchall()
        for short, long in rows:
            found[short].append(long)
        return {short: tuple(longs) for short, longs in found.items()}

    def chunk_ids(self) -> np.ndarray:
        """The ids of all chunks, (n,) int64."""
        return np.array([row[0] for row in self._db.execute("select id from chunk")], dtype=np.int64)

    def vectors(self, ids: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """Ids (n,) int64 and vectors (n, d) float32 of those chunks that are there, in no particular order."""
        rows = self._db.execute(
            "select id, vector from chunk where id in (select value from json_each(?))",
            [json.dumps([int(number) for number in ids])],
        ).fetchall()
        return np.array([row[0] for row in rows], dtype=np.int64), np.stack([to_vector(row[1]) for row in rows])

    # --- what is known about its files

    def entries(self) -> list[Entry]:
        """All documents, as they are kept."""
        return [to_entry(row) for row in self._db["document"].rows_where(order_by="id")]

    def entry(self, document_id: int) -> Entry:
        """Raises UnknownDocument."""
        return to_entry(self._document_row(document_id))

    def entry_at(self, path: str) -> Entry | None:
        """The document of the file at an absolute path."""
        return next((to_entry(row) for row in self._db["document"].rows_where("path = ?", [path])), None)

    def entry_of(self, sha256: str) -> Entry | None:
        """The document with this content."""
        return next((to_entry(row) for row in self._db["document"].rows_where("sha256 = ?", [sha256])), None)

    def embedded(self, document_id: int | None) -> dict[bytes, list[tuple[int, np.ndarray]]]:
        """Digest -> chunk ids with vectors (d,), of a document that may be replaced."""
        found = defaultdict(list)
        for row in self._db["chunk"].rows_where("document_id = ?", [document_id], select="id, digest, vector"):
            found[row["digest"]].append((row["id"], to_vector(row["vector"])))
        return found

    def _document_row(self, document_id: int) -> dict:
        for row in self._db["document"].rows_where("id = ?", [document_id]):
            return row
        raise UnknownDocument(f"Tidak ada dokumen bernomor {document_id}; lihat daftarnya dengan `tanya documents`.")

    # --- changes

    def put(
        self, entry: Entry, pages: Sequence[Page], chunks: Sequence[IndexedChunk], model: str,
        acronyms: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> Document:  # fmt: skip
        """Adds a document, or replaces the one with the entry's id. Raises ModelMismatch when `model` is not the library's."""
        with self.writing():
            self.check_model(model)
            self._db.execute("delete from document where id = ?", [entry.id])
            self._db.execute("update library set change = change + 1, model = ?", [model])
            inserted = self._db["document"].insert(document_row(entry, pages, len(chunks), revision=self.change()))
            document_id = inserted.last_pk if entry.id is None else entry.id
            self._db["page"].insert_all(
                {"document_id": document_id, "ordinal": ordinal, "number": page.number, "text": page.text}
                for ordinal, page in enumerate(pages)
            )
            self._db["chunk"].insert_all(chunk_row(document_id, *numbered) for numbered in enumerate(chunks))
            self._db.conn.executemany(
                "insert into terms (rowid, heading, body) values (?, ?, ?)", ((chunk.id, *chunk.terms) for chunk in chunks)
            )
            self._db["acronym"].insert_all(
                {"document_id": document_id, "short": short, "long": long}
                for short, longs in acronyms.items()
                for long in longs
            )
            return self.document(document_id)

    def delete(self, document_id: int) -> Document:
        """Removes a document with all that belongs to it; raises UnknownDocument."""
        with self.writing():
            document = self.document(document_id)
            self._db.execute("delete from document where id = ?", [document_id])
            self._db.execute("update library set change = change + 1")
            return document

    def become(self, other: Path, change: int) -> bool:
        """Takes over everything from the catalogue at `other`, unless this one has changed since `change`: then False."""
        self._db.attach("other", other)
        try:
            with self.writing():
                if self.change() != change:
                    return False
                self._db.execute("delete from main.document")
                for table in ("document", "page", "chunk", "acronym"):
                    self._db.execute(f"insert into main.{table} select * from other.{table}")
                self._db.execute("insert into main.terms (rowid, heading, body) select rowid, heading, body from other.terms")
                self._db.execute("update main.library set change = change + 1, model = (select model from other.library)")
                return True
        finally:
            self._db.execute("detach other")
