"""Documents that are in a library, made anew: after a change of how files are read and cut, or of the model."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from indexer.documents import lifecycle
from indexer.documents.metadata import describe
from indexer.errors import NeedsOcr, UnreadableDocument
from indexer.ingest.change import Change, report
from indexer.ingest.files import still_holds
from indexer.ingest.material import Material, kept_material, material
from indexer.ingest.progress import Progress
from indexer.ingest.shelf import Shelf
from indexer.ingest.writer import Writer
from indexer.models import IndexReport, Metadata, Reading, State
from indexer.reading.safely import read_safely
from indexer.store.catalogue import Catalogue
from indexer.store.entries import INDEX_FORMAT, Entry

_KEPT = "Teks yang tersimpan tetap dipakai."
_GONE = (
    "Berkas {entry.source.path} tidak ada lagi, jadi isinya tidak dapat dicari; taruh lagi berkasnya di sana, lalu jalankan "
    "`tanya index`, atau keluarkan dokumennya dengan `tanya remove {entry.id}`."
)
_ONLY_PAGES = "Berkas versi lama ini tidak ada; halamannya tetap tersimpan, tetapi tidak dapat dipulihkan tanpa berkasnya."


def read(path: Path, corpus_dir: Path, progress: Progress, stop: threading.Event | None = None) -> Reading:
    """A file's pages, and what it says about itself. Raises UnreadableDocument, and Cancelled once `stop` is set."""
    progress("dibaca", 0, 0)
    reading = read_safely(path, lambda done, total: progress("dibaca", done, total), stop)
    origin = Shelf(corpus_dir).origin(path)  # its folders say what it is
    return replace(reading, metadata=describe(origin, corpus_dir, reading))


@dataclass(frozen=True, slots=True)
class _Renewed:
    """A document as it is to be written. `note` says what could not be read anew, `error` why nothing of it is found."""

    entry: Entry
    made: Material
    note: str = ""
    error: str = ""
    waits_for_ocr: bool = False


class Renewal:
    """Makes documents of one catalogue anew, in the same one or beside it; each keeps its number, its state and people's word."""

    def __init__(self, source: Catalogue, writer: Writer, corpus_dir: Path):
        self._source, self._writer, self._corpus_dir = source, writer, corpus_dir

    def in_place(self, document_id: int, given: Metadata, progress: Progress) -> IndexReport:
        """A document read anew where it is. Begins again when another writer was faster. Raises UnknownDocument."""
        made = None
        while made is None:
            entry = self._source.entry(document_id)
            look = partial(self._source.entry, document_id)
            made = self._renew(replace(entry, given=given.over(entry.given)), look, entry, progress)
        return made

    def beside(self, entry: Entry, progress: Progress) -> IndexReport:
        """A document of the source, written into the catalogue of the writer. Raises UnknownDocument if it is removed meanwhile."""
        return self._renew(entry, lambda: None, None, progress)

    def _renew(self, entry: Entry, look: Callable[[], object], seen: object, progress: Progress) -> IndexReport | None:
        started = time.monotonic()
        renewed = self._from_file(entry, progress) if still_holds(entry) else self._without_file(entry)
        document = self._writer.write(Change(renewed.entry, look, seen), renewed.made, progress)
        if document is None:
            return None
        status = "failed" if renewed.error else "replaced" if document.chunks else "unchanged"
        return replace(
            report(status, document),
            seconds=round(time.monotonic() - started, 3),
            error=renewed.error or None,
            notes=(renewed.note,) if renewed.note else (),
            waits_for_ocr=renewed.waits_for_ocr,
        )

    def _from_file(self, entry: Entry, progress: Progress) -> _Renewed:
        entry = lifecycle.looked_after(entry, has_file=True)
        path = Path(entry.source.path)
        try:
            reading = read(path, self._corpus_dir, progress)
            fresh = replace(entry, found=reading.metadata, format=INDEX_FORMAT)
            return _Renewed(fresh, material(entry.name, reading, fresh.metadata))
        except UnreadableDocument as error:
            kept = kept_material(self._source, entry)
            if kept.chunks:
                return _Renewed(replace(entry, format=INDEX_FORMAT), kept, note=f"{error} {_KEPT}")
            return _Renewed(entry, kept, error=str(error), waits_for_ocr=isinstance(error, NeedsOcr))

    def _without_file(self, entry: Entry) -> _Renewed:
        """What can't be made anew stays outdated, so that every run tells of it; of an older version nobody need be told twice."""
        entry = lifecycle.looked_after(entry, has_file=False)
        kept = kept_material(self._source, entry)
        current = replace(entry, format=INDEX_FORMAT)
        if kept.chunks:
            return _Renewed(current, kept, note=f"Berkasnya tidak ada. {_KEPT}")
        if entry.status is State.ARCHIVED:
            return _Renewed(current, kept, note=_ONLY_PAGES)
        return _Renewed(entry, kept, error=_GONE.format(entry=entry))
