"""The searchable whole: opens the stores, keeps vectors in step with the catalogue. The face that bot/ sees."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from indexer.documents.losses import unread as unread
from indexer.documents.losses import unread_line as unread_line
from indexer.embedding.embedder import Embedder
from indexer.embedding.opening import open_embedder
from indexer.evidence.reader.opening import open_reader
from indexer.evidence.reader.reader import Reader
from indexer.ingest.bin import KEPT_DAYS as KEPT_DAYS
from indexer.ingest.corpus import find_files
from indexer.ingest.folder_run import FolderRun
from indexer.ingest.progress import Progress, silent
from indexer.ingest.rebuild import rebuild
from indexer.library_changes import LibraryChanges
from indexer.models import Chunk, IndexReport, Metadata, Passage
from indexer.question.model import Question
from indexer.question.understanding import Likely
from indexer.reading.formats import SUFFIXES as SUFFIXES
from indexer.sameness.opening import open_sameness
from indexer.sameness.sameness import Sameness
from indexer.search import Search
from indexer.settings import LibrarySettings
from indexer.store.vectors import FaissIndex, VectorIndex, caught_up, differing

OpenModel = Callable[[str, Path, Callable[[str], None]], Embedder]
OpenReader = Callable[[Path, Callable[[str], None]], Reader | None]
OpenSameness = Callable[[Path, Callable[[str], None]], Sameness | None]


@dataclass(frozen=True, slots=True)
class _View:
    """The library as of one change. Never altered: a search that has it may go on while a newer view is made."""

    change: int
    vectors: VectorIndex
    search: Search


class Library(LibraryChanges):
    """Safe to use from several threads; sees at each call what other processes have written. The model is opened at first need.

    Methods raise IndexerError; those that search or index raise ModelMismatch and ModelUnavailable too.
    """

    def __init__(
        self,
        settings: LibrarySettings,
        say: Callable[[str], None] = lambda line: None,
        open_model: OpenModel = open_embedder,
        open_reader: OpenReader = open_reader,
        open_sameness: OpenSameness = open_sameness,
    ):
        super().__init__(settings, model=lambda: self.model)
        self._say = say
        self._open_model, self._open_reader, self._open_sameness = open_model, open_reader, open_sameness
        self._lock = threading.RLock()
        self._model: Embedder | None = None
        self._view: _View | None = None
        self._saved: VectorIndex | None = None
        self._reader: Reader | None = None
        self._sameness: Sameness | None = None
        self._knows_sameness = False

    @classmethod
    def open(
        cls,
        settings: LibrarySettings,
        say: Callable[[str], None] = lambda line: None,
        open_model: OpenModel = open_embedder,
        open_reader: OpenReader = open_reader,
        open_sameness: OpenSameness = open_sameness,
    ) -> Self:
        """A library ready to answer, its model loaded. `say` hears when that has to be prepared first, and of outdated documents."""
        library = cls(settings, say, open_model, open_reader, open_sameness)
        library._refresh()
        if outdated := library.outdated():
            say(f"{outdated} dokumen diindeks dengan cara versi lama; jalankan `tanya index` untuk memperbaruinya.")
        return library

    @property
    def model(self) -> Embedder:
        """The model of the settings, whether it fits or not."""
        with self._lock:
            if self._model is None:
                self._model = self._open_model(self._settings.embedding_model, self._settings.models_dir, self._say)
            return self._model

    @property
    def reader(self) -> Reader | None:
        """What reads the spans that are found; None before the first search, and where the package has none."""
        return self._reader

    @property
    def sameness(self) -> Sameness | None:
        """What tells whether two questions ask the same, opened at first need; None where the package has none."""
        with self._lock:
            if not self._knows_sameness:
                self._sameness = self._open_sameness(self._settings.models_dir, self._say)
                self._knows_sameness = True
            return self._sameness

    @property
    def built_with(self) -> str | None:
        """The name of the model the documents were indexed with; None while there are none."""
        return self._catalogue.model()

    def understand(self, typed: str, earlier: Sequence[str] = (), about: Sequence[str] = ()) -> Question:
        """What a message asks, read with the words, acronyms and places of the library. `earlier` are the completed questions before it
        in its conversation, newest first, that it may lean on; `about` those that these were asked about."""
        with self._catalogue.reading():
            return self._current().search.understand(typed, earlier, about)

    def may_lack_subject(self, typed: str, topic: str) -> bool:
        """Whether a question may be about what the question before it, `topic`, is: a short one that names nothing else."""
        with self._catalogue.reading():
            return self._current().search.may_lack_subject(typed, topic)

    def readings(self, typed: str, topic: str, subject: str, shown: str, most: int) -> list[Likely]:
        """What a message may mean after the question `topic`, which was asked about `subject` and answered with the quote `shown`, in full: the
        `most` likeliest readings, the likeliest first."""
        with self._catalogue.reading():
            return self._current().search.readings(typed, topic, subject, shown, most)

    def search(self, question: Question | str, limit: int = 10) -> list[Passage]:
        """The `limit` best passages, best first; empty when the library is, or when nothing informative is asked. A text is understood
        first, as a question that stands by itself."""
        understood = self.understand(question) if isinstance(question, str) else question
        with self._catalogue.reading():
            return self._current().search.find(understood, limit)

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
                    self._reader = self._open_reader(self._settings.models_dir, self._say)
                vectors = caught_up(self._view.vectors if self._view else self._saved, self._catalogue)
                self._view = _View(change, vectors, Search(self._catalogue, vectors, self.model, self._reader))
            return self._view

    @property
    def searchable(self) -> bool:
        """Whether there is anything to find: not while the library is empty, or waits for `tanya index` to read all anew."""
        return self._catalogue.chunk_count() > 0

    def waiting(self) -> list[Path]:
        """Files of the corpus folder that the library doesn't have, such as scans while no text can be recognised."""
        known = {entry.source.path for entry in self._catalogue.entries()}
        return [path for path in find_files([self._settings.corpus_dir]) if str(path.resolve()) not in known]

    def tables(self, limit: int) -> list[Chunk]:
        """At most `limit` pieces of tables that are searched, as many of each document as there is room for."""
        return self._catalogue.tables(limit)

    def index(
        self, paths: Sequence[Path] = (), given: Metadata = Metadata(), prune: bool = False, progress: Progress = silent
    ) -> Iterator[IndexReport]:
        """Indexes files, folders and archives, a report a file. Without paths: the corpus folder, and what is outdated elsewhere.

        An archive is unpacked beside itself, once. `prune` also removes the documents under these paths whose file is gone; never
        those under a folder that is not there at all, which is rather a disk that is not mounted.
        """
        run = FolderRun(self._catalogue, self._ingest(), self._shelf, progress)
        if paths:
            yield from run.over(paths, given, prune)
        else:
            self.sweep()
            yield from run.over([self._settings.corpus_dir], given, prune)
            yield from run.renew()
        self._refresh()

    def damage(self) -> list[str]:
        """What is wrong with the catalogue's file, in SQLite's words; none where all of it is whole."""
        return self._catalogue.damage()

    def wrong_vectors(self) -> int:
        """How many vectors in the file of vectors are not those of the catalogue. One that is missing there does no harm."""
        return differing(FaissIndex.load(self._settings.vectors_path, self.model.dimensions), self._catalogue)

    def outdated(self) -> int:
        """How many documents were indexed by an older version of this program in another way; `tanya index` mends that."""
        return len(self._catalogue.outdated())

    def rebuild(self, progress: Progress = silent) -> Iterator[IndexReport]:
        """Indexes every document anew, with the model of the settings. The library changes at once, after the last report."""
        yield from rebuild(self._catalogue, self.model, self._settings.corpus_dir, progress)
        self._refresh()

    def close(self) -> None:
        """Leaves the vectors in a file, so that the next process need not collect them."""
        if self._view and self._view.vectors is not self._saved:
            with self._catalogue.writing():  # nobody else saves meanwhile
                self._view.vectors.save(self._settings.vectors_path)
        self._view = None
        self._catalogue.close()
