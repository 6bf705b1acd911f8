"""What people change of the library, as bot/ asks for it: documents come, go, come back and are decided about."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from indexer.embedding.embedder import Embedder
from indexer.ingest.bin import Bin
from indexer.ingest.decisions import Decisions
from indexer.ingest.essentials import Listed, listed, save
from indexer.ingest.ingest import Ingest
from indexer.ingest.progress import Progress, silent
from indexer.ingest.removal import Removal
from indexer.ingest.shelf import Shelf
from indexer.library_documents import LibraryDocuments
from indexer.models import Document, IndexReport, Metadata, Removed
from indexer.settings import LibrarySettings
from indexer.store.catalogue import Catalogue


class LibraryChanges(LibraryDocuments):
    """The part of a Library that changes one document at a time. `model` is asked for when a file is indexed. Methods raise IndexerError."""

    def __init__(self, settings: LibrarySettings, model: Callable[[], Embedder]):
        super().__init__(Catalogue(settings.index_path))
        self._settings, self._indexing_model = settings, model
        self._shelf = Shelf(settings.corpus_dir)
        self._bin = Bin(settings.bin_dir, settings.corpus_dir)
        self._removal = Removal(self._catalogue, self._shelf, self._bin)

    def add(
        self, path: Path, given: Metadata = Metadata(), progress: Progress = silent,
        stop: threading.Event | None = None, hold: bool = False,
    ) -> IndexReport:  # fmt: skip
        """Indexes one file, whatever its suffix; `given` counts more than what the file says, now and later.

        With `hold`, a new document about which there are doubts, or that looks like another version of one that is here, is only kept:
        the report is "held", with `doubts` and `older`. Raises Cancelled once `stop` is set.
        """
        return self._ingest().add(path, given, progress, stop, hold)

    def publish(self, document_id: int, given: Metadata = Metadata(), replaces: int | None = None) -> IndexReport:
        """Makes a held document live; the one it `replaces` becomes its older version. Raises UnknownDocument."""
        return self._decisions().publish(document_id, given, replaces)

    def restore(self, document_id: int) -> IndexReport:
        """Makes an older version live again; what took its place becomes the older one. Raises UnknownDocument."""
        return self._decisions().restore(document_id)

    def set_validity(self, document_id: int, validity: str, amended_by: int | None = None) -> Document:
        """Keeps a person's word: "" (in force), "diubah" or "dicabut", and by which document. Raises UnknownDocument."""
        if amended_by is not None:
            self._catalogue.document(amended_by)
        return self._catalogue.say(document_id, validity, amended_by)

    def correct(self, document_id: int, given: Metadata) -> Document:
        """Raises UnknownDocument. Empty fields of `given` stay as they are."""
        return self._decisions().correct(document_id, given)

    def remove(self, document_id: int, delete_file: bool = False, by: str = "") -> Document:
        """Removes this document only, not its other versions; raises UnknownDocument.

        With `delete_file` its file is kept aside for KEPT_DAYS days, from where `bring_back` takes it; `by` is who wants it so. A file
        that stays is indexed again by the next run over its folder, unless it is that of an older version.
        """
        return self._removal.remove(document_id, delete_file, by)

    def removed(self) -> list[Removed]:
        """What can be brought back, latest first; not what has come in again by another way."""
        return self._removal.removed()

    def bring_back(self, document_id: int, progress: Progress = silent, stop: threading.Event | None = None) -> IndexReport:
        """Undoes a removal: the file is where it was and indexed, and what people had decided holds again.

        Raises UnknownDocument where it isn't kept (any more), Cancelled once `stop` is set.
        """
        return self._removal.bring_back(document_id, self._ingest(), progress, stop)

    def save_decisions(self, target: Path) -> None:
        """Writes an index into a new file of which `tanya index` makes this library again, with its numbers and people's decisions."""
        save(self._catalogue, target)

    def files(self) -> list[Listed]:
        """Every file of the corpus folder as it is now, older versions included, and those of documents that lie elsewhere."""
        return listed(self._catalogue, self._settings.corpus_dir)

    def sweep(self) -> None:
        """Removes what a kill left half copied, and removed documents that were kept long enough. Raises LibraryBusy."""
        with self._catalogue.writing():  # so that nobody is copying
            self._shelf.sweep()
            self._bin.clear()
        self._bin.sweep(datetime.now(UTC))

    def _ingest(self) -> Ingest:
        return Ingest(self._catalogue, self._indexing_model(), self._settings.corpus_dir)

    def _decisions(self) -> Decisions:
        return Decisions(self._catalogue, self._shelf)
