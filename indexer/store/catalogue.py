"""The library in one SQLite file, and every change of it: a change is one transaction. The only SQL of the indexer, with its queries."""

import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from indexer.models import Document, Page, State
from indexer.store.entries import Content, Entry, IndexedChunk, Legal, Terms
from indexer.store.migrations import MIGRATIONS
from indexer.store.queries import CatalogueQueries
from indexer.store.rows import chunk_row, document_row, last_number, losses_json, page_row, relation_row

_COPIED = ("document", "page", "chunk", "acronym", "relation")
_NONE: Mapping[int, str] = MappingProxyType({})


class Catalogue(CatalogueQueries):
    """The documents of one library. Errors of the file itself are told by DatabaseFile.

    Pages, chunks and acronyms of a document stay as they were put, in every state; the full-text index holds the terms of those chunks
    whose document is searched, and no others.
    """

    def __init__(self, path: Path):
        super().__init__(path, MIGRATIONS)

    def put(self, entry: Entry, content: Content, model: str, older: Mapping[int, str] = _NONE) -> Document:
        """Adds a document, or replaces all that is kept under the entry's id.

        `older` are the ids of documents that become its older versions, each with the path where its file belongs from now on. Raises
        ModelMismatch when `model` is not the library's.
        """
        with self.writing():
            self.check_model(model)
            self._db.execute("update library set model = ?", [model])
            self._count_change()
            self._leave_paths(older)
            read = {
                "chunks": len(content.chunks),
                "pages": last_number(content.pages),
                "losses": losses_json(content.losses),
            }
            document_id = self._put_document(document_row(entry, self.change()) | read, entry.id)
            self._put_pages(document_id, content.pages)
            self._put_legal(document_id, content.legal)
            self._put_acronyms(document_id, content.acronyms)
            self._put_chunks(document_id, content.chunks)
            if entry.status.searched:
                self._put_terms({chunk.id: chunk.terms for chunk in content.chunks})
            self._archive_all(older, document_id)
            self._settle_validity()
            return self.document(document_id)

    def move(self, entry: Entry, terms: Mapping[int, Terms], legal: Legal, older: Mapping[int, str] = _NONE) -> Document:
        """Keeps what is known of a document, and its state, anew; what was read in its file stays.

        `terms` are those of all its chunks by id, of which none are kept where the entry's state isn't searched. `older` is as in `put`.
        """
        with self.writing():
            self._count_change()
            self._leave_paths(older)
            self._db["document"].update(entry.id, document_row(entry, self.change()))
            self._put_legal(entry.id, legal)
            self._drop_terms(entry.id)
            if entry.status.searched:
                self._put_terms(terms)
            self._archive_all(older, entry.id)
            self._settle_validity()
            return self.document(entry.id)

    def archive(self, document_id: int, path: str, successor: int | None) -> None:
        """Makes a document an older version, no longer searched, whose file belongs at `path`; raises UnknownDocument."""
        with self.writing():
            self.document(document_id)
            self._count_change()
            self._drop_terms(document_id)
            self._db["document"].update(
                document_id, {"status": State.ARCHIVED, "path": path, "successor": successor, "revision": self.change()}
            )
            self._db.execute("update document set said_by = ? where said_by = ?", [successor, document_id])
            self._settle_validity()

    def say(self, document_id: int, validity: str, by: int | None) -> Document:
        """Keeps what a person said about a document's validity; raises UnknownDocument."""
        with self.writing():
            self.document(document_id)
            self._db["document"].update(document_id, {"said_validity": validity, "said_by": by})
            self._count_change()
            self._settle_validity()
            return self.document(document_id)

    def delete(self, document_id: int) -> Document:
        """Removes a document with all that belongs to it, other versions of it aside; raises UnknownDocument."""
        with self.writing():
            document = self.document(document_id)
            self._db.execute("update document set successor = ? where successor = ?", [document.successor, document_id])
            self._db.execute("update document set said_by = null where said_by = ?", [document_id])
            self._db.execute("delete from document where id = ?", [document_id])
            self._count_change()
            self._settle_validity()
            return document

    def become(self, other: Path, change: int) -> bool:
        """Takes over everything from the catalogue at `other`, unless this one has changed since `change`: then False."""
        self._db.attach("other", other)
        try:
            with self.writing():
                if self.change() != change:
                    return False
                self._db.execute("delete from main.document")
                for table in _COPIED:
                    self._db.execute(f"insert into main.{table} select * from other.{table}")
                self._db.execute("insert into main.terms (rowid, heading, body) select rowid, heading, body from other.terms")
                self._db.execute("update main.library set change = change + 1, model = (select model from other.library)")
                return True
        finally:
            self._db.execute("detach other")

    def save_decisions(self, other: Path, read_again: Collection[int]) -> None:
        """Writes a new catalogue at `other`: all documents with what people decided about them. Of those with the ids `read_again` it has
        nothing that was read in their files, so that `tanya index` reads them anew under their numbers."""
        Catalogue(other).close()
        again = [json.dumps(sorted(read_again))]
        of_these = "(select value from json_each(?))"
        self._db.attach("other", other)
        try:
            with self.reading():
                for table in ("document", "acronym", "relation"):
                    self._db.execute(f"insert into other.{table} select * from main.{table}")
                for table in ("page", "chunk"):
                    sql = f"insert into other.{table} select * from main.{table} where document_id not in {of_these}"
                    self._db.execute(sql, again)
                self._db.execute(
                    "insert into other.terms (rowid, heading, body) select rowid, heading, body from main.terms"
                    " where rowid in (select id from other.chunk)"
                )
                self._db.execute(f"update other.document set chunks = 0, format = 0 where id in {of_these}", again)
                self._db.execute("update other.library set (change, model) = (select change, model from main.library)")
                # No number is ever given twice, also not that of a document that is gone: answers name it.
                self._db.execute("delete from other.sqlite_sequence where name = 'document'")
                self._db.execute("insert into other.sqlite_sequence select * from main.sqlite_sequence where name = 'document'")
        finally:
            self._db.execute("detach other")

    def move_paths(self, old: str, new: str) -> None:
        """The files of all documents below the folder `old` lie below the folder `new` from now on; both are absolute."""
        below = f"{old}/"
        sql = "update document set path = ? || substr(path, ?) where substr(path, 1, ?) = ?"
        with self.writing():
            self._db.execute(sql, [f"{new}/", len(below) + 1, len(below), below])

    # --- parts of a transaction

    def _count_change(self) -> None:
        self._db.execute("update library set change = change + 1")

    def _put_document(self, row: dict, document_id: int | None) -> int:
        table = self._db["document"]
        if document_id is None:
            return table.insert(row).last_pk
        table.upsert(row | {"id": document_id}, pk="id")
        return document_id

    def _put_pages(self, document_id: int, pages: Sequence[Page]) -> None:
        self._db.execute("delete from page where document_id = ?", [document_id])
        self._db["page"].insert_all(page_row(document_id, ordinal, page) for ordinal, page in enumerate(pages))

    def _put_legal(self, document_id: int, legal: Legal) -> None:
        self._db.execute("update document set act = ? where id = ?", [legal.act, document_id])
        self._db.execute("delete from relation where document_id = ?", [document_id])
        self._db["relation"].insert_all(
            relation_row(document_id, ordinal, target, relation) for ordinal, (target, relation) in enumerate(legal.relations)
        )

    def _put_acronyms(self, document_id: int, acronyms: Mapping[str, Sequence[str]]) -> None:
        self._db.execute("delete from acronym where document_id = ?", [document_id])
        rows = [
            {"document_id": document_id, "short": short, "long": long} for short, longs in acronyms.items() for long in longs
        ]
        self._db["acronym"].insert_all(rows)

    def _put_chunks(self, document_id: int, chunks: Sequence[IndexedChunk]) -> None:
        for table in ("chunk", "old_chunk"):  # terms go with the former
            self._db.execute(f"delete from {table} where document_id = ?", [document_id])
        self._db["chunk"].insert_all(chunk_row(document_id, ordinal, chunk) for ordinal, chunk in enumerate(chunks))

    def _put_terms(self, terms: Mapping[int, Terms]) -> None:
        rows = ((chunk_id, place, body) for chunk_id, (place, body) in terms.items())
        self._db.conn.executemany("insert into terms (rowid, heading, body) values (?, ?, ?)", rows)

    def _drop_terms(self, document_id: int) -> None:
        self._db.execute("delete from terms where rowid in (select id from chunk where document_id = ?)", [document_id])

    def _leave_paths(self, older: Mapping[int, str]) -> None:
        """Before their successor is written: it may want one of these paths."""
        for old, path in older.items():
            self._db["document"].update(old, {"path": path})

    def _archive_all(self, older: Mapping[int, str], successor: int) -> None:
        for old, path in older.items():
            self.archive(old, path, successor)

    def _settle_validity(self) -> None:
        self._db.execute("""
            update document set (validity, amended_by) = (select standing.validity, standing.amended_by from standing
            where standing.id = document.id) where id in (select id from standing where outdated)
        """)
