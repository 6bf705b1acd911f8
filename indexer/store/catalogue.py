"""The library in one SQLite file, and every change of it: a change is one transaction. The only SQL of the indexer, with its queries."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from indexer.models import Document, Page
from indexer.store.migrations import MIGRATIONS
from indexer.store.queries import CatalogueQueries
from indexer.store.rows import Entry, IndexedChunk, Legal, chunk_row, document_row, last_number, page_row, relation_row


class Catalogue(CatalogueQueries):
    """The documents of one library. Errors of the file itself are told by DatabaseFile."""

    def __init__(self, path: Path):
        super().__init__(path, MIGRATIONS)

    def put(
        self, entry: Entry, pages: Sequence[Page] | None, chunks: Sequence[IndexedChunk], model: str,
        acronyms: Mapping[str, Sequence[str]] = MappingProxyType({}), legal: Legal = Legal(),
        older: Mapping[int, str] = MappingProxyType({}),
    ) -> Document:  # fmt: skip
        """Adds a document, or replaces all that is kept under the entry's id; without `pages`, those that are kept stay.

        `older` are the ids of documents that become its older versions, each with the path where its file belongs from now on. Raises
        ModelMismatch when `model` is not the library's.
        """
        with self.writing():
            self.check_model(model)
            self._db.execute("update library set change = change + 1, model = ?", [model])
            for old, path in older.items():
                self._drop_findable(old)  # its ids may be wanted
                self._db["document"].update(old, {"path": path})  # and so may its path
            document_id = self._put_document(document_row(entry, len(chunks), self.change()), entry.id)
            if pages is not None:
                self._put_pages(document_id, pages)
            self._put_legal(document_id, legal)
            self._put_findable(document_id, chunks, acronyms)
            for old, path in older.items():
                self.archive(old, path, document_id)
            self._settle_validity()
            return self.document(document_id)

    def _put_document(self, row: dict, document_id: int | None) -> int:
        table = self._db["document"]
        if document_id is None:
            return table.insert(row).last_pk
        table.upsert(row | {"id": document_id}, pk="id")
        return document_id

    def _put_pages(self, document_id: int, pages: Sequence[Page]) -> None:
        self._db.execute("delete from page where document_id = ?", [document_id])
        self._db["page"].insert_all(page_row(document_id, *numbered) for numbered in enumerate(pages))
        self._db.execute("update document set pages = ? where id = ?", [last_number(pages), document_id])

    def _put_legal(self, document_id: int, legal: Legal) -> None:
        self._db.execute("update document set act = ? where id = ?", [legal.act, document_id])
        self._db.execute("delete from relation where document_id = ?", [document_id])
        self._db["relation"].insert_all(
            relation_row(document_id, ordinal, target, relation) for ordinal, (target, relation) in enumerate(legal.relations)
        )

    def _put_findable(self, document_id: int, chunks: Sequence[IndexedChunk], acronyms: Mapping[str, Sequence[str]]) -> None:
        self._drop_findable(document_id)
        self._db["chunk"].insert_all(chunk_row(document_id, *numbered) for numbered in enumerate(chunks))
        self._db.conn.executemany(
            "insert into terms (rowid, heading, body) values (?, ?, ?)", ((chunk.id, *chunk.terms) for chunk in chunks)
        )
        self._db["acronym"].insert_all(
            {"document_id": document_id, "short": short, "long": long} for short, longs in acronyms.items() for long in longs
        )

    def _drop_findable(self, document_id: int) -> None:
        for table in ("chunk", "acronym"):
            self._db.execute(f"delete from {table} where document_id = ?", [document_id])

    def archive(self, document_id: int, path: str, successor: int | None) -> None:
        """Makes a document an older version, no longer searched, whose file belongs at `path`; raises UnknownDocument."""
        with self.writing():
            self.document(document_id)
            self._drop_findable(document_id)
            self._db.execute("update library set change = change + 1")
            self._db["document"].update(
                document_id,
                {"status": "archived", "path": path, "successor": successor, "chunks": 0, "revision": self.change()},
            )
            self._db.execute("update document set said_by = ? where said_by = ?", [successor, document_id])
            self._settle_validity()

    def say(self, document_id: int, validity: str, by: int | None) -> Document:
        """Keeps what a person said about a document's validity; raises UnknownDocument."""
        with self.writing():
            self.document(document_id)
            self._db["document"].update(document_id, {"said_validity": validity, "said_by": by})
            self._db.execute("update library set change = change + 1")
            self._settle_validity()
            return self.document(document_id)

    def delete(self, document_id: int) -> Document:
        """Removes a document with all that belongs to it, other versions of it aside; raises UnknownDocument."""
        with self.writing():
            document = self.document(document_id)
            self._db.execute("update document set successor = ? where successor = ?", [document.successor, document_id])
            self._db.execute("update document set said_by = null where said_by = ?", [document_id])
            self._db.execute("delete from document where id = ?", [document_id])
            self._db.execute("update library set change = change + 1")
            self._settle_validity()
            return document

    def _settle_validity(self) -> None:
        self._db.execute("""
            update document set (validity, amended_by) = (select standing.validity, standing.amended_by from standing
            where standing.id = document.id) where id in (select id from standing where outdated)
        """)

    def become(self, other: Path, change: int) -> bool:
        """Takes over everything from the catalogue at `other`, unless this one has changed since `change`: then False."""
        self._db.attach("other", other)
        try:
            with self.writing():
                if self.change() != change:
                    return False
                self._db.execute("delete from main.document")
                for table in ("document", "page", "chunk", "acronym", "relation"):
                    self._db.execute(f"insert into main.{table} select * from other.{table}")
                self._db.execute("insert into main.terms (rowid, heading, body) select rowid, heading, body from other.terms")
                self._db.execute("update main.library set change = change + 1, model = (select model from other.library)")
                return True
        finally:
            self._db.execute("detach other")
