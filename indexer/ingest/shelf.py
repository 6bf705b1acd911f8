"""Where the files of older versions lie: in a hidden folder of the corpus, which no run over the corpus looks into."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import IndexerError
from indexer.ingest.files import named, still_holds
from indexer.store.entries import Entry

_FOLDER = ".versi"
_DRAFT = ".tanya-salin-"


class Shelf:
    """One folder for each older version, named by its id; in it the file, under its path within the corpus.

    A file is copied within the transaction that says so, and leaves its old place after it. Whatever stops us in between, the file
    is where the catalogue says, and at worst in the other place too.
    """

    def __init__(self, corpus_dir: Path):
        self._corpus_dir = corpus_dir.resolve()
        self._folder = self._corpus_dir / _FOLDER

    def has(self, path: Path) -> bool:
        """Whether a path is a place on the shelf, with a file there or not."""
        return path.is_relative_to(self._folder)

    def place(self, entry: Entry) -> Path:
        """Where the file of a document belongs once that is an older version."""
        path = Path(entry.source.path)
        return self._folder / str(entry.id) / (path.relative_to(self._corpus_dir) if self._ours(path) else path.name)

    def home(self, place: Path) -> Path:
        """Where the file of a place on the shelf came from."""
        return self._corpus_dir.joinpath(*place.relative_to(self._folder).parts[1:])

    def origin(self, path: Path) -> Path:
        """Where a file lies as people put it: `home` for one on the shelf, the path itself for any other."""
        return self.home(path) if self.has(path) else path

    def take(self, entry: Entry) -> Path | None:
        """Copies a document's file to its place here; the path that is then to be removed.

        None where there is nothing to copy: the file holds something else by now, or lies outside the corpus and isn't ours to move.
        Raises IndexerError where it can't be written.
        """
        path, place = Path(entry.source.path), self.place(entry)
        if not (self._ours(path) and still_holds(entry)):
            return None
        with _explained(path):
            place.parent.mkdir(parents=True, exist_ok=True)
            copied(path, place.parent).replace(place)
        return path

    def give_back(self, place: Path) -> Path:
        """Copies the file of a place to where it came from, or beside what has taken its name; the path it has there.

        Raises IndexerError where it can't be written.
        """
        home = self.home(place)
        names = (home.with_stem(f"{home.stem} ({number})") for number in itertools.count(2))
        with _explained(place):
            home.parent.mkdir(parents=True, exist_ok=True)
            hidden = copied(place, home.parent)
            return next(target for target in itertools.chain([home], names) if named(hidden, target))

    def discard(self, path: Path) -> None:
        """Removes a file that lies in its other place by now, and the folder that it leaves empty here."""
        with _explained(path):
            path.unlink(missing_ok=True)
        for folder in path.parents:
            on_the_shelf = self.has(folder) and folder != self._folder
            if not on_the_shelf or any(folder.iterdir()):
                break
            folder.rmdir()

    def sweep(self) -> None:
        """Removes the copies that a kill left half made. To be called while nobody else writes; raises IndexerError."""
        for draft in self._corpus_dir.rglob(f"{_DRAFT}*"):
            with _explained(draft):
                draft.unlink(missing_ok=True)

    def _ours(self, path: Path) -> bool:
        return path.is_relative_to(self._corpus_dir)


def copied(path: Path, folder: Path) -> Path:
    """A hidden copy: half a file is nothing that a run over the corpus should find under a name."""
    number, name = tempfile.mkstemp(prefix=_DRAFT, dir=folder)
    os.close(number)
    try:
        shutil.copy2(path, name)
    except BaseException:
        os.unlink(name)
        raise
    return Path(name)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"Berkas {path.name} tidak dapat dipindahkan; periksa ruang disk dan izin folder dokumen."
        raise IndexerError(message) from error
