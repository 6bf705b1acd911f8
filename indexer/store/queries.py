"""What the library knows, as it is asked for: documents, pages, chunks, terms and vectors. Only reads."""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence

import numpy as np

from indexer.errors import ModelMismatch, UnknownDocument
from indexer.models import Chunk, Document, Page, Relation, State, Word
from indexer.store.database import DatabaseFile
from indexer.store.entries import INDEX_FORMAT, Entry
from indexer.store.rows import to_chunk, to_document, to_entry, to_page, to_relation, to_vector, to_words

_SEARCHED = f"status in {tuple(state.value for state in State if state.searched)}"
_PAGE = "number, text, label, rows, confidence, doubtful"
_AT_ONCE = 500
"""Values of one statement; SQLite takes no more than it was built for."""


class CatalogueQueries(DatabaseFile):
    """The questions a Catalogue answers."""

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
        """The documents that are searched, by name."""
        return self._documents(_SEARCHED)

    def held(self) -> list[Document]:
        """The documents that wait for a person's word, by name."""
        return self._documents(f"status = '{State.HELD}'")

    def archived(self) -> list[Document]:
        """The older versions, by name."""
        return self._documents(f"status = '{State.ARCHIVED}'")

    def _documents(self, where: str) -> list[Document]:
        return [to_document(row) for row in self._db["document"].rows_where(where, order_by="name collate nocase, id")]

    def document(self, document_id: int) -> Document:
        """A document of any status; raises UnknownDocument."""
        return to_document(self._document_row(document_id))

    def versions(self, document_id: int) -> list[Document]:
        """A document with all that came before and after it, newest first; raises UnknownDocument."""
        newest = self._document_row(document_id)
        while newest["successor"] is not None:
            newest = self._document_row(newest["successor"])
        chain = [newest]
        for row in chain:
            chain += self._db["document"].rows_where("successor = ?", [row["id"]], order_by="id desc")
        return [to_document(row) for row in chain]

    def pages(self, document_id: int, words: bool = False) -> list[Page]:
        """A document's pages in order, without their words unless these are asked for; raises UnknownDocument."""
        self._document_row(document_id)
        columns = f"{_PAGE}, words" if words else _PAGE
        rows = self._db["page"].rows_where("document_id = ?", [document_id], order_by="ordinal", select=columns)
        return [to_page(row) for row in rows]

    def pages_numbered(self, document_id: int, numbers: Collection[int | None]) -> list[Page]:
        """Those of a document's pages that have one of these numbers, in order; raises UnknownDocument."""
        self._document_row(document_id)
        asked = json.dumps([number for number in numbers if number is not None])
        of_these = "number in (select value from json_each(?))"
        where = f"({of_these} or number is null)" if None in numbers else of_these
        rows = self._db["page"].rows_where(
            f"document_id = ? and {where}", [document_id, asked], order_by="ordinal", select=_PAGE
        )
        return [to_page(row) for row in rows]

    def words(self, document_id: int, number: int | None) -> tuple[Word, ...]:
        """The words recognised on a page, with their boxes; empty when its text was not recognised from a picture."""
        where = "document_id = ? and number is ? and words is not null"
        row = next(self._db["page"].rows_where(where, [document_id, number], select="words"), None)
        return to_words(row["words"]) if row else ()

    def relations(self, document_id: int) -> list[Relation]:
        """What a document does to regulations; raises UnknownDocument."""
        self._document_row(document_id)
        rows = self._db.query(
            f"""select kind, act, number, year, region, title, page, quote,
            (select max(id) from document where act = target and {_SEARCHED}) as document
            from relation where document_id = ? order by ordinal""",
            [document_id],
        )
        return [to_relation(row) for row in rows]

    def chunk_count(self) -> int:
        """How many chunks are searched."""
        return self._db.execute(f"select coalesce(sum(chunks), 0) from document where {_SEARCHED}").fetchone()[0]

    def chunks(self, ids: Collection[int]) -> dict[int, tuple[Document, Chunk]]:
        """Chunks with their documents by id; ids that are no longer there are left out."""
        wanted = [json.dumps([int(number) for number in ids])]
        rows = self._db.execute(
            "select id, document_id, content from chunk where id in (select value from json_each(?))", wanted
        ).fetchall()
        owners = json.dumps(sorted({document_id for _, document_id, _ in rows}))
        found = self._db["document"].rows_where("id in (select value from json_each(?))", [owners])
        documents = {row["id"]: to_document(row) for row in found}
        return {chunk_id: (documents[document_id], to_chunk(content)) for chunk_id, document_id, content in rows}

    def of_kind(self, ids: Collection[int], kind: str) -> set[int]:
        """Those of these chunks that are of a kind."""
        rows = self._db.execute(
            "select id from chunk where kind = ? and id in (select value from json_each(?))", [kind, json.dumps(list(ids))]
        ).fetchall()
        return {chunk_id for (chunk_id,) in rows}

    def chunks_of(self, document_id: int) -> dict[int, Chunk]:
        """All chunks of a document of any state, by id, in reading order."""
        rows = self._db["chunk"].rows_where("document_id = ?", [document_id], order_by="ordinal", select="id, content")
        return {row["id"]: to_chunk(row["content"]) for row in rows}

    def tables(self, limit: int) -> list[Chunk]:
        """At most `limit` searched chunks of tables: the first of each document, then the second of each."""
        rows = self._db.query(
            f"""select content from (
                select content, document_id, row_number() over (partition by document_id order by ordinal) as place
                from chunk join document on document.id = document_id where chunk.kind = 'table' and {_SEARCHED}
            ) order by place, document_id desc limit ?""",
            [limit],
        )
        return [to_chunk(row["content"]) for row in rows]

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
        """Short form -> the long forms that searched documents spell out, those of most documents first; all in lower case."""
        found = defaultdict(list)
        rows = self._db.execute(f"""
            select short, long from acronym where document_id in (select id from document where {_SEARCHED})
            group by short, long order by short, count(*) desc, min(rowid)
        """).fetchall()
        for short, long in rows:
            found[short].append(long)
        return {short: tuple(longs) for short, longs in found.items()}

    def acronyms_of(self, document_id: int) -> dict[str, tuple[str, ...]]:
        """Short form -> the long forms that one document spells out, all in lower case."""
        found = defaultdict(list)
        for row in self._db["acronym"].rows_where("document_id = ?", [document_id], order_by="rowid"):
            found[row["short"]].append(row["long"])
        return {short: tuple(longs) for short, longs in found.items()}

    def chunk_ids(self) -> np.ndarray:
        """The ids of the chunks that are searched, (n,) int64."""
        rows = self._db.execute(
            f"select chunk.id from document join chunk on chunk.document_id = document.id where document.{_SEARCHED}"
        ).fetchall()
        return np.array([chunk_id for (chunk_id,) in rows], dtype=np.int64)

    def vectors(self, ids: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """Ids (n,) int64 and vectors (n, d) float32 of those chunks that are there, in no particular order."""
        rows = self._db.execute(
            "select id, vector from chunk where id in (select value from json_each(?))",
            [json.dumps([int(number) for number in ids])],
        ).fetchall()
        return np.array([row[0] for row in rows], dtype=np.int64), np.stack([to_vector(row[1]) for row in rows])

    # --- what is known about its files

    def entries(self) -> list[Entry]:
        """All documents of any status, as they are kept."""
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

    def outdated(self) -> list[int]:
        """The ids of documents of any state whose chunks were made by an older version of this program."""
        rows = self._db["document"].rows_where("format <> ?", [INDEX_FORMAT], select="id", order_by="id")
        return [row["id"] for row in rows]

    def embedded(self, digests: Sequence[bytes]) -> dict[bytes, np.ndarray]:
        """Digest -> vector (d,), of texts that were embedded before, in whichever document and state."""
        found = {}
        for start in range(0, len(digests), _AT_ONCE):
            some = digests[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            for table in ("old_chunk", "chunk"):
                rows = self._db.execute(f"select digest, vector from {table} where digest in ({marks})", some)
                found |= {digest: to_vector(vector) for digest, vector in rows}
        return found

    def _document_row(self, document_id: int) -> dict:
        for row in self._db["document"].rows_where("id = ?", [document_id]):
            return row
        raise UnknownDocument(f"Tidak ada dokumen bernomor {document_id}; lihat daftarnya dengan `tanya documents`.")
