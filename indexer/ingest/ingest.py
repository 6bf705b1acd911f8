"""Files -> catalogue: add, replace, correct. What a file is to the library is decided here, and written by the writer."""

import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from indexer.documents.doubts import doubts
from indexer.documents.metadata import describe
from indexer.documents.same_document import older_version
from indexer.embedding.embedder import Embedder
from indexer.errors import NeedsOcr, UnknownDocument, UnreadableDocument
from indexer.ingest.files import shown, source, still_holds
from indexer.ingest.shelf import Shelf
from indexer.ingest.writer import Change, Progress, Writer, report, silent, stoppable
from indexer.models import Document, IndexReport, Metadata, Page, Reading
from indexer.reading.safely import read_safely
from indexer.store.catalogue import Catalogue
from indexer.store.rows import INDEX_FORMAT, Entry, Source

_WAITS = "Menunggu ditinjau; terbitkan dengan `tanya publish {}`."


class Ingest:
    """Writes documents into one catalogue. Several may do so at once, in other threads and processes too: who finishes second
    finds that the ground has shifted, and begins that file again."""

    def __init__(self, catalogue: Catalogue, embedder: Embedder, corpus_dir: Path):
        self._catalogue, self._embedder, self._corpus_dir = catalogue, embedder, corpus_dir
        self._shelf = Shelf(corpus_dir)
        self._writer = Writer(catalogue, embedder, self._shelf)

    def add(
        self, path: Path, given: Metadata = Metadata(), progress: Progress = silent,
        stop: threading.Event | None = None, hold: bool = False,
    ) -> IndexReport:  # fmt: skip
        """Indexes a file, or finds that there is nothing to do. A file that can't be indexed gives a report that says why.

        With `hold`, a new document about which there are doubts, or that looks like another version of one that is here, is kept but
        not searched. Raises ModelMismatch, LibraryBusy, and Cancelled once `stop` is set.
        """
        self._catalogue.check_model(self._embedder.name)
        started, made, progress = time.monotonic(), None, stoppable(progress, stop)
        while made is None:
            try:
                made = self._attempt(path.resolve(), given, progress, stop, hold)
            except UnreadableDocument as error:
                made = IndexReport("", "failed", error=str(error), waits_for_ocr=isinstance(error, NeedsOcr))
            except UnknownDocument:
                continue  # removed by another writer since we looked
        return replace(made, path=shown(path), seconds=round(time.monotonic() - started, 3))

    def _attempt(
        self, path: Path, given: Metadata, progress: Progress, stop: threading.Event | None, hold: bool
    ) -> IndexReport | None:
        """None when another writer was faster."""
        if shown(path) != str(path):
            raise UnreadableDocument(f"Nama berkas {shown(path)} memuat huruf yang rusak; ganti namanya, lalu indeks lagi.")
        own = self._catalogue.entry_at(str(path))
        now = source(path, own)
        holder = self._catalogue.entry_of(now.sha256)
        if own and own == holder and own.status != "missing":
            return self._same(own, given, progress, hold)
        if holder and holder != own and still_holds(holder) and (holder.status != "archived" or own is None):
            return self._elsewhere(path, own, holder)
        return self._new(now, given, (own, holder), self._read(path, progress, stop), progress, hold)

    def _same(self, own: Entry, given: Metadata, progress: Progress, hold: bool) -> IndexReport | None:
        """Of a file with the content that is known: what is said about it may be new, and so may be the way chunks are made."""
        entry = replace(own, given=given.over(own.given))
        if own.live and (entry.given != own.given or own.format != INDEX_FORMAT):
            document = self._rewrite(entry, own, progress)
            return document and report("replaced", document)
        if own.status == "held" and hold:
            return self._held(own, self._catalogue.pages(own.id))
        return self._told("unchanged", self._catalogue.document(own.id))

    def _new(
        self, now: Source, given: Metadata, seen: tuple[Entry | None, Entry | None], reading: Reading,
        progress: Progress, hold: bool,
    ) -> IndexReport | None:  # fmt: skip
        """Of a file with content that is new here, or was in a file that is gone. Content that is known keeps its id."""
        own, holder = seen
        base = own or holder
        entry = Entry(
            holder and holder.id, now, reading.metadata, given.over(base.given) if base else given, said=base and base.said
        )
        if base.status == "held" if base else hold and any(self._waits_for(entry, reading.pages)):
            entry = replace(entry, status="held")
        before = [own] if own and own != holder else []
        look = partial(self._at, now)
        document = self._writer.write(Change(entry, reading.pages, look, seen, read=True, older=before), progress)
        if document and document.status == "held" and hold:
            return self._held(self._catalogue.entry(document.id), reading.pages)
        return document and self._told("replaced" if base else "indexed", document)

    def _elsewhere(self, path: Path, own: Entry | None, holder: Entry) -> IndexReport | None:
        """Names the file with the same content. What this file held before is in no file any more."""
        if holder.status == "archived":
            return self._on_the_shelf(path, holder)
        if own:
            with self._catalogue.writing():
                if self._catalogue.entry_at(str(path)) != own:
                    return None
                if own.live:
                    self._catalogue.archive(own.id, str(self._shelf.place(own)), holder.id)
                else:
                    self._catalogue.delete(own.id)
        made = report("removed" if own else "unchanged", self._catalogue.document(holder.id))
        return replace(made, error=f"Isi berkas ini sama dengan {holder.name}, jadi tidak diindeks lagi.")

    def _on_the_shelf(self, path: Path, holder: Entry) -> IndexReport | None:
        """Of a file that holds an older version: only a person brings that back."""
        with self._catalogue.writing():
            if self._catalogue.entry(holder.id) != holder:
                return None
            if path == self._shelf.home(Path(holder.source.path)):  # we were stopped before we removed it
                self._shelf.discard(path)
        made = report("unchanged", self._catalogue.document(holder.id))
        return replace(made, error=f"Isi berkas ini versi lama; untuk memakainya lagi jalankan `tanya restore {holder.id}`.")

    def _held(self, entry: Entry, pages: Sequence[Page]) -> IndexReport:
        """What a person should look at before the document is searched."""
        why, before = self._waits_for(entry, pages)
        return replace(self._told("held", self._catalogue.document(entry.id)), doubts=why, older=before)

    def _told(self, status: str, document: Document) -> IndexReport:
        """The report, which says so where the document waits for a person's word."""
        notes = (_WAITS.format(document.id),) if document.status == "held" else ()
        return replace(report(status, document), notes=notes)

    def _waits_for(self, entry: Entry, pages: Sequence[Page]) -> tuple[tuple[str, ...], int | None]:
        """The doubts about a document, and which one it seems to be a newer version of."""
        known = entry.given.over(entry.found)
        return doubts(pages, known), older_version(entry.name, entry.metadata, self._catalogue.documents())

    def correct(self, document_id: int, given: Metadata, progress: Progress = silent) -> Document:
        """Puts people's word over what the file says; empty fields stay as they are.

        Raises UnknownDocument, ModelMismatch and LibraryBusy.
        """
        document = None
        while document is None:
            entry = self._catalogue.entry(document_id)
            document = self._rewrite(replace(entry, given=given.over(entry.given)), entry, progress)
        return document

    def refresh(self, document_id: int, progress: Progress = silent) -> IndexReport:
        """Makes the chunks of a document anew from its pages, after these are made in another way. Raises UnknownDocument."""
        started = time.monotonic()
        document = self.correct(document_id, Metadata(), progress)
        return replace(report("replaced", document), seconds=round(time.monotonic() - started, 3))

    def _rewrite(self, entry: Entry, seen: Entry, progress: Progress) -> Document | None:
        """Writes a document anew from the pages that are kept of it."""
        pages = self._catalogue.pages(seen.id)
        return self._writer.write(Change(entry, pages, partial(self._catalogue.entry, seen.id), seen), progress)

    def again(self, entry: Entry, kept: Reading, progress: Progress = silent) -> IndexReport:
        """Indexes a document of another catalogue: from its file while that holds the same content, else from `kept` pages."""
        started, notes, reading = time.monotonic(), (), kept
        if entry.live:
            entry = replace(entry, status="indexed" if still_holds(entry) else "missing")
        if entry.status == "indexed":
            try:
                reading = self._read(Path(entry.source.path), progress, None)
            except UnreadableDocument as error:
                notes = (f"{error} Halaman yang tersimpan tetap dipakai.",)
        entry = replace(entry, found=reading.metadata)
        document = self._writer.write(Change(entry, reading.pages, lambda: None, None, read=True), progress)
        return replace(report("replaced", document), seconds=round(time.monotonic() - started, 3), notes=notes)

    def _read(self, path: Path, progress: Progress, stop: threading.Event | None) -> Reading:
        progress("dibaca", 0, 0)
        reading = read_safely(path, lambda done, total: progress("dibaca", done, total), stop)
        return replace(reading, metadata=describe(path, self._corpus_dir, reading))

    def _at(self, now: Source) -> tuple[Entry | None, Entry | None]:
        """The document of the file, and the one with its content."""
        return self._catalogue.entry_at(now.path), self._catalogue.entry_of(now.sha256)
