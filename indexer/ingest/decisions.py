"""What people decide about documents that were read: what they are, which go live, take another's place, or come back.

Nothing is read, cut or embedded for it, so no model is needed.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from indexer.documents import lifecycle
from indexer.documents.regions import spelled
from indexer.documents.relations import legal
from indexer.errors import UnreadableDocument
from indexer.ingest.change import Change, carry_out, report
from indexer.ingest.shelf import Shelf
from indexer.ingest.writer import chunk_terms
from indexer.models import Document, IndexReport, Metadata
from indexer.store.catalogue import Catalogue
from indexer.store.entries import Entry


@dataclass(frozen=True, slots=True)
class _Decided:
    """A document as it is to be, and those whose place it takes."""

    entry: Entry
    older: tuple[Entry, ...] = ()


class Decisions:
    """Changes what is known of documents, and which are searched. Begins again when another writer was faster."""

    def __init__(self, catalogue: Catalogue, shelf: Shelf):
        self._catalogue, self._shelf = catalogue, shelf

    def correct(self, document_id: int, given: Metadata) -> Document:
        """Puts people's word over what the file says; empty fields stay as they are. Raises UnknownDocument and LibraryBusy."""

        def decide() -> _Decided:
            entry = self._catalogue.entry(document_id)
            return _Decided(replace(entry, given=spelled(given).over(entry.given)))

        return self._carry_out(decide)

    def publish(self, document_id: int, given: Metadata = Metadata(), replaces: int | None = None) -> IndexReport:
        """Makes a held document live; the one it `replaces` becomes its older version. A live one may replace another too.

        What people said about the older one's kind, region and validity holds for the new one, where they said nothing else.
        Raises UnknownDocument for an archived document, and where the one to be replaced isn't live; UnreadableDocument where it
        has to be read anew first.
        """

        def decide() -> _Decided:
            entry = lifecycle.published(self._findable(document_id))
            entry = replace(entry, given=spelled(given).over(entry.given))
            if replaces is None or replaces == document_id:
                return _Decided(entry)
            old = self._catalogue.entry(replaces)
            lifecycle.replaced(old)
            inherited = replace(old.given, title="", period="")
            entry = replace(entry, given=entry.given.over(inherited), ruling=entry.ruling or old.ruling)
            return _Decided(entry, (old,))

        return self._reported("replaced" if replaces else "indexed", decide)

    def restore(self, document_id: int) -> IndexReport:
        """Makes an older version live again, and an older version of what took its place, if that is still live.

        Raises UnknownDocument for a document that is no older version, and UnreadableDocument where nothing of it can be found.
        """

        def decide() -> _Decided:
            entry = lifecycle.restored(self._findable(document_id))
            newest = self._catalogue.entry(self._catalogue.versions(document_id)[0].id)
            return _Decided(entry, (newest,) if newest.status.searched else ())

        return self._reported("indexed", decide)

    def _findable(self, document_id: int) -> Entry:
        """A document that has chunks, as all have but those that an older program read."""
        entry = self._catalogue.entry(document_id)
        if self._catalogue.document(document_id).chunks == 0:
            way_out = "jalankan `tanya index` di server, lalu coba lagi" if entry.outdated else "kirim lagi berkasnya"
            raise UnreadableDocument(f"{entry.name} perlu dibaca ulang lebih dahulu; {way_out}.")
        return entry

    def _reported(self, status: str, decide: Callable[[], _Decided]) -> IndexReport:
        started = time.monotonic()
        document = self._carry_out(decide)
        return replace(report(status, document), seconds=round(time.monotonic() - started, 3))

    def _carry_out(self, decide: Callable[[], _Decided]) -> Document:
        document = None
        while document is None:
            document = self._attempt(decide)
        return document

    def _attempt(self, decide: Callable[[], _Decided]) -> Document | None:
        """None when another writer was faster. Full-text rows are made anew from the stored chunks: titles stand in them."""
        with self._catalogue.reading():
            decided = decide()
            entry = decided.entry
            chunks = self._catalogue.chunks_of(entry.id) if entry.status.searched else {}
            effects = legal(self._catalogue.pages(entry.id), entry.metadata)
        terms = {chunk_id: chunk_terms(entry.metadata.title, chunk) for chunk_id, chunk in chunks.items()}
        return carry_out(
            Change(entry, decide, decided, decided.older),
            self._catalogue,
            self._shelf,
            lambda entry, older: self._catalogue.move(entry, terms, effects, older),
        )
