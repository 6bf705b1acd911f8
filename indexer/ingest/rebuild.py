"""The whole library anew: after a change of model, or of how documents are read and cut."""

from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from indexer.embedding.embedder import Embedder
from indexer.errors import LibraryBusy, UnknownDocument
from indexer.ingest.ingest import Ingest
from indexer.ingest.writer import Progress, silent
from indexer.models import IndexReport, Reading
from indexer.store.catalogue import Catalogue
from indexer.store.rows import Entry


def rebuild(catalogue: Catalogue, embedder: Embedder, corpus_dir: Path, progress: Progress = silent) -> Iterator[IndexReport]:
    """Reads, cuts and embeds every document again, in a catalogue beside this one that takes its place after the last report.

    Whatever stops it before leaves the library as it was. What others write meanwhile is taken along. Raises LibraryBusy when
    another process is rebuilding.
    """
    path = catalogue.path.with_name("rebuild.db")
    try:
        with FileLock(path.with_suffix(".lock"), blocking=False):
            _unlink(path)  # of a rebuild that was killed
            fresh = Catalogue(path)
            try:
                yield from _build(catalogue, fresh, Ingest(fresh, embedder, corpus_dir), progress)
            finally:
                fresh.close()
                _unlink(path)
    except Timeout as error:
        raise LibraryBusy("Pustaka sedang dibangun ulang oleh proses lain; tunggu sampai selesai.") from error


def _build(catalogue: Catalogue, fresh: Catalogue, ingest: Ingest, progress: Progress) -> Iterator[IndexReport]:
    done: dict[int, Entry] = {}
    ready = False
    while not ready:
        change, entries = catalogue.change(), {entry.id: entry for entry in catalogue.entries()}
        for outdated in [number for number, entry in done.items() if entries.get(number) != entry]:
            fresh.delete(outdated)
            del done[outdated]
        for at, entry in enumerate(entries.values()):
            progress("berkas", at, len(entries))
            if entry.id not in done and (kept := _kept(catalogue, entry)):
                yield ingest.again(entry, kept, progress)
                done[entry.id] = entry
        ready = catalogue.become(fresh.path, change)  # not if anything was written since we looked


def _kept(catalogue: Catalogue, entry: Entry) -> Reading | None:
    """What was read of a document when it was indexed; None if it has been removed since."""
    try:
        return Reading(tuple(catalogue.pages(entry.id, words=True)), entry.found)
    except UnknownDocument:
        return None


def _unlink(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
