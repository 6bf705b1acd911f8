"""The searchable whole: opens the stores, keeps vectors in step with the catalogue. The face that bot/ sees."""

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from indexer.catalogue import Catalogue
from indexer.embedder import Embedder, open_embedder
from indexer.errors import UnknownDocument
from indexer.ingest import Ingest, Progress, silent
from indexer.models import Chunk, Document, IndexReport, Metadata, Page, Passage
from indexer.readers import SUFFIXES
from indexer.rebuild import rebuild
from indexer.search import Search
from indexer.settings import LibrarySettings
from indexer.vectors import FaissIndex, VectorIndex, caught_up

OpenModel = Callable[[str, Path, Callable[[str], None]], Embedder]


@dataclass(frozen=True, slots=True)
class _View:
    """The library as of one change. Never altered: a search that has it may go on while a newer view is made."""

    change: int
    vectors: VectorIndex
    search: Search


class Library:
    """Safe to use from several threads; sees at each call what other processes have written. The model is opened at first need.

    Methods raise IndexerError; those that search or index raise ModelMismatch and ModelUnavailable too.
    """

    def __init__(
        self,
        settings: LibrarySettings,
        say: Callable[[str], None] = lambda line: None,
        open_model: OpenModel = open_embedder,
    ):
        self._settings, self._say, self._open_model = settings, say, open_model
        self._catalogue = Catalogue(settings.index_path)
        self._lock = threading.RLock()
        self._model: Embedder | None = None
        self._view: _View | None = None
        self._saved: VectorIndex | None = None

    @classmethod
    def open(
        cls,
        settings: LibrarySettings,
        say: Callable[[str], None] = lambda line: None,
        open_model: OpenModel = open_embedder,
    ) -> Self:
        """A library ready to answer, its model loaded. `say` gets a line when the model has to be prepared first."""
        library = cls(settings, say, open_model)
        library._refresh()
        return library

    @property
    def model(self) -> Embedder:
        """The model of the settings, whether it fits or not."""
        with self._lock:
            if self._model is None:
                self._model = self._open_model(self._settings.embedding_model, self._settings.models_dir, self._say)
            return self._model

    @property
    def built_with(self) -> str | None:
        """The name of the model the documents were indexed with; None while there are none."""
        return self._catalogue.model()

    def search(self, question: str, limit: int = 10) -> list[Passage]:
        """The `limit` best passages, best first; empty when the library is."""
        with self._catalogue.reading():
            return self._current().search.find(question, limit)

    def _refresh(self) -> None:
        with self._catalogue.reading():
            self._current()

    def _current(self) -> _View:
        change = self._catalogue.change()
        with self._lock:
            if self._view is None or self._view.change != change:
                self._catalogue.check_model(self.model.name)
                if self._view is None:
                    self._saved = FaissIndex.load(self._settings.vectors_path, self.model.dimensions)
                vectors = caught_up(self._view.vectors if self._view else self._saved, self._catalogue)
                self._view = _View(change, vectors, Search(self._catalogue, vectors, self.model))
            return self._view

    def documents(self) -> list[Document]:
        """All documents, by name."""
        return self._catalogue.documents()

    def document(self, document_id: int) -> Document:
        """Raises UnknownDocument."""
        return self._catalogue.document(document_id)

    def pages(self, document_id: int) -> list[Page]:
        """Raises UnknownDocument."""
        return self._catalogue.pages(document_id)

    def around(self, chunk_id: int, before: int = 1, after: int = 1) -> list[Chunk]:
        """A passage's chunk with its neighbours, in reading order; empty when it is no longer there."""
        return self._catalogue.around(chunk_id, before, after)

    def add(self, path: Path, given: Metadata = Metadata(), progress: Progress = silent) -> IndexReport:
        """Indexes one file, whatever its suffix; `given` counts more than what the file says, now and later."""
        return self._ingest().add(path, given, progress)

    def correct(self, document_id: int, given: Metadata, progress: Progress = silent) -> Document:
        """Raises UnknownDocument. Empty fields of `given` stay as they are."""
        return self._ingest().correct(document_id, given, progress)

    def remove(self, document_id: int, delete_file: bool = False) -> Document:
        """Raises UnknownDocument. A file that stays is indexed again by the next run over its folder."""
        document = self._catalogue.delete(document_id)
        if delete_file:
            Path(document.path).unlink(missing_ok=True)
        return document

    def index(
        self, paths: Sequence[Path] = (), given: Metadata = Metadata(), prune: bool = False, progress: Progress = silent
    ) -> Iterator[IndexReport]:
        """Indexes files and folders (without paths: the corpus folder), a report a file.

        `prune` also removes the documents under these paths whose file is gone; never those under a folder that is not there
        at all, which is rather a disk that is not mounted.
        """
        paths = paths or [self._settings.corpus_dir]
        gone = {path for path in paths if prune and not path.exists() and self._catalogue.entry_at(str(path.resolve()))}
        files = list(find_files(path for path in paths if path not in gone))
        ingest = self._ingest()
        for at, file in enumerate(files):
            progress("berkas", at, len(files))
            yield ingest.add(file, given, progress)
        if prune:
            yield from self._prune([path.resolve() for path in paths if path in gone or path.is_dir()])
        self._refresh()

    def _prune(self, roots: Sequence[Path]) -> Iterator[IndexReport]:
        for entry in self._catalogue.entries():
            path = Path(entry.source.path)
            if not path.exists() and any(path.is_relative_to(root) for root in roots):
                with suppress(UnknownDocument):  # another process may have been faster
                    self._catalogue.delete(entry.id)
                yield IndexReport(entry.source.path, "removed", entry.id)

    def rebuild(self, progress: Progress = silent) -> Iterator[IndexReport]:
        """Indexes every document anew, with the model of the settings. The library changes at once, after the last report."""
        yield from rebuild(self._catalogue, self.model, self._settings.corpus_dir, progress)
        self._refresh()

    def _ingest(self) -> Ingest:
        return Ingest(self._catalogue, self.model, self._settings.corpus_dir)

    def close(self) -> None:
        """Leaves the vectors in a file, so that the next process need not collect them."""
        if self._view and self._view.vectors is not self._saved:
            with self._catalogue.writing():  # nobody else saves meanwhile
                self._view.vectors.save(self._settings.vectors_path)
        self._view = None
        self._catalogue.close()


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The documents in folders, and whatever is no folder as it is, each once. Hidden files and README.md are not documents."""
    seen = set()
    for path in paths:
        for file in _documents_in(path) if path.is_dir() else [path]:
            if file not in seen:
                seen.add(file)
                yield file


def _documents_in(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(SUFFIXES) and not name.startswith(".") and name.lower() != "readme.md":
                yield Path(root, name)
