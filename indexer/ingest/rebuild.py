"""The whole library anew: after a change of model, or of how documents are read and cut."""

from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from indexer.embedding.embedder import Embedder
from indexer.errors import LibraryBusy, UnknownDocument
from indexer.ingest.progress import Progress, silent
from indexer.ingest.renewal import Renewal
from indexer.ingest.shelf import Shelf
from indexer.ingest.writer import Writer
from indexer.models import IndexReport
from indexer.store.catalogue import Catalogue
from indexer.store.entries import Entry


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
                renewal = Renewal(catalogue, Writer(fresh, embedder, Shelf(corpus_dir)), corpus_dir)
                yield from _build(catalogue, fresh, renewal, progress)
            finally:
                fresh.close()
                _unlink(path)
    except Timeout as error:
        raise LibraryBusy("Pustaka sedang dibangun ulang oleh proses lain; tunggu sampai selesai.") from error


def _build(catalogue: Catalogue, fresh: Catalogue, renewal: Renewal, progress: Progress) -> Iterator[IndexReport]:
    done: dict[int, Entry] = {}
    ready = False
    while not ready:
        change = catalogue.change()
        entries = {entry.id: entry for entry in catalogue.entries()}
        changed = [number for number, entry in done.items() if entries.get(number) != entry]
        for number in changed:
            fresh.delete(number)
            del done[number]
        for at, entry in enumerate(entries.values()):
            progress("berkas", at, len(entries))
            if entry.id in done:
                continue
            try:
                yield renewal.beside(entry, progress)
            except UnknownDocument:  # removed since we looked
                continue
            done[entry.id] = entry
        ready = catalogue.become(fresh.path, change)  # not if anything was written since we looked


def _unlink(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
