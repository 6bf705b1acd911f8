"""What the library knows of its documents, as bot/ asks for it: lists, pages, chunks, versions, what they change. Only reads."""

from collections.abc import Collection

from indexer.documents.comparison import compare
from indexer.ingest.asking import Asking, doubts_about
from indexer.models import Chunk, Comparison, Document, Page, Relation, Word
from indexer.store.catalogue import Catalogue
from indexer.structure.sections import Contents, contents


class LibraryDocuments:
    """The part of a Library that tells of documents. Methods raise IndexerError."""

    def __init__(self, catalogue: Catalogue):
        self._catalogue = catalogue

    def documents(self) -> list[Document]:
        """The documents that are searched, by name."""
        return self._catalogue.documents()

    def held(self) -> list[Document]:
        """The documents that wait for a person's word, by name."""
        return self._catalogue.held()

    def archived(self) -> list[Document]:
        """The older versions, by name."""
        return self._catalogue.archived()

    def document(self, document_id: int) -> Document:
        """A document of any status; raises UnknownDocument."""
        return self._catalogue.document(document_id)

    def versions(self, document_id: int) -> list[Document]:
        """A document with all that came before and after it, newest first; raises UnknownDocument."""
        return self._catalogue.versions(document_id)

    def pages(self, document_id: int, numbers: Collection[int | None] | None = None) -> list[Page]:
        """The pages of a document of any status, or those of these numbers, their `words` left out; raises UnknownDocument."""
        if numbers is None:
            return self._catalogue.pages(document_id)
        return self._catalogue.pages_numbered(document_id, numbers)

    def contents(self, document_id: int) -> Contents:
        """A document's headings with what stands under each; empty for one that waits to be indexed anew."""
        return contents(self._catalogue.chunks_of(document_id))

    def words(self, document_id: int, number: int | None) -> tuple[Word, ...]:
        """What was recognised where on a page; empty when its text was not recognised from a picture."""
        return self._catalogue.words(document_id, number)

    def relations(self, document_id: int) -> list[Relation]:
        """What a document changes or revokes; raises UnknownDocument."""
        return self._catalogue.relations(document_id)

    def compare(self, new_id: int, old_id: int) -> Comparison:
        """How a document differs from an older version; raises UnknownDocument."""
        with self._catalogue.reading():
            old, new = ((self._catalogue.document(number), self._catalogue.pages(number)) for number in (old_id, new_id))
        return compare(*old, *new)

    def doubts(self, document_id: int) -> Asking:
        """Why a person should look at a document, as things stand now, and the regions it may be of; raises UnknownDocument."""
        with self._catalogue.reading():
            entry, pages = self._catalogue.entry(document_id), self._catalogue.pages(document_id)
        return doubts_about(entry, pages)

    def around(self, chunk_id: int, before: int = 1, after: int = 1) -> list[Chunk]:
        """A passage's chunk with its neighbours, in reading order; empty when it is no longer there."""
        return self._catalogue.around(chunk_id, before, after)
