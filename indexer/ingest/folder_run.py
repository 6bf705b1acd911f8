"""A run over files and folders: what is there is indexed, what is outdated is read anew, what is gone is removed if wanted."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import UnknownDocument
from indexer.ingest.corpus import find_files, unpacked
from indexer.ingest.ingest import Ingest
from indexer.ingest.progress import Progress
from indexer.ingest.shelf import Shelf
from indexer.models import IndexReport, Metadata
from indexer.store.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class FolderRun:
    """What belongs to every run over the files of a library."""

    catalogue: Catalogue
    ingest: Ingest
    shelf: Shelf
    progress: Progress

    def over(self, paths: Sequence[Path], given: Metadata, prune: bool) -> Iterator[IndexReport]:
        """A report for each file below the paths, and for each archive that can't be unpacked.

        An archive is unpacked beside itself, once. `prune` also removes documents whose file is gone, but none below a folder
        that is not there at all, which is rather a disk that is not mounted.
        """
        gone = [path for path in paths if self._lost_its_file(path)] if prune else []
        yield from self._index([path for path in paths if path not in gone], given)
        if prune:
            folders = [path for path in paths if path.is_dir()]
            yield from self._prune([path.resolve() for path in (*gone, *folders)])

    def _lost_its_file(self, path: Path) -> bool:
        return not path.exists() and self.catalogue.entry_at(str(path.resolve())) is not None

    def _index(self, paths: Sequence[Path], given: Metadata) -> Iterator[IndexReport]:
        present, failed = unpacked(paths)
        for archive, error in failed.items():
            yield IndexReport(str(archive), "failed", error=str(error))
        files = list(find_files(present))
        for at, file in enumerate(files):
            self.progress("berkas", at, len(files))
            yield self.ingest.add(file, given, self.progress)

    def _prune(self, roots: Sequence[Path]) -> Iterator[IndexReport]:
        """Older versions stay, and so do those that were restored without a file."""
        for entry in self.catalogue.entries():
            path = Path(entry.source.path)
            if path.exists() or self.shelf.has(path):
                continue
            if not any(path.is_relative_to(root) for root in roots):
                continue
            with suppress(UnknownDocument):  # another process may have been faster
                self.catalogue.delete(entry.id)
            yield IndexReport(entry.source.path, "removed", entry.id)

    def renew(self) -> Iterator[IndexReport]:
        """Reads anew what was made by an older program and lies in no folder of the run: older versions, files from elsewhere."""
        for document_id in self.catalogue.outdated():
            with suppress(UnknownDocument):  # another process may have removed it
                yield self.ingest.refresh(document_id, self.progress)
