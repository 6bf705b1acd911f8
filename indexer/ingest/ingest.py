"""Files -> catalogue: what a file is to the library is decided here, and written by the writer."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from indexer.documents import lifecycle
from indexer.documents.regions import spelled
from indexer.documents.same_document import older_version
from indexer.embedding.embedder import Embedder
from indexer.errors import NeedsOcr, UnknownDocument, UnreadableDocument
from indexer.ingest.asking import doubts_about
from indexer.ingest.bin import Kept
from indexer.ingest.change import Change, report
from indexer.ingest.decisions import Decisions
from indexer.ingest.files import shown, source, still_holds
from indexer.ingest.material import material
from indexer.ingest.progress import Progress, silent, stoppable
from indexer.ingest.renewal import Renewal, read
from indexer.ingest.shelf import Shelf
from indexer.ingest.writer import Writer
from indexer.models import Document, IndexReport, Metadata, Page, Reading, State
from indexer.store.catalogue import Catalogue
from indexer.store.entries import Entry, Source

_WAITS = "Menunggu ditinjau; terbitkan dengan `tanya publish {}`."


@dataclass(frozen=True, slots=True)
class _Order:
    """What whoever brings a file wants: what people say of it, and whether doubts `hold` it back. `kept` is what it was before it was
    removed, if that is undone."""

    given: Metadata
    hold: bool
    progress: Progress
    stop: threading.Event | None
    kept: Kept | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a library knows of a file as it is `now`: the document at its path, and the one with its content."""

    now: Source
    at_path: Entry | None
    of_content: Entry | None

    @property
    def same(self) -> bool:
        """Whether the document at the path has this content, in a file that is known to be there."""
        if self.at_path is None or self.at_path.status is State.MISSING:
            return False
        return self.at_path == self.of_content

    @property
    def base(self) -> Entry | None:
        """The document of which people said what holds for the file as it is now."""
        return self.at_path or self.of_content

    @property
    def superseded(self) -> tuple[Entry, ...]:
        """What the file held before, if that was something else."""
        if self.at_path is None or self.at_path == self.of_content:
            return ()
        return (self.at_path,)


@dataclass(frozen=True, slots=True)
class _Reasons:
    """Why a document should be looked at first."""

    doubts: tuple[str, ...]
    older: int | None

    @property
    def any(self) -> bool:
        return bool(self.doubts) or self.older is not None


class Ingest:
    """Writes documents into one catalogue. Several may do so at once, in other threads and processes too: who finishes second
    finds that the ground has shifted, and begins that file again."""

    def __init__(self, catalogue: Catalogue, embedder: Embedder, corpus_dir: Path):
        self._catalogue, self._embedder, self._corpus_dir = catalogue, embedder, corpus_dir
        self._shelf = Shelf(corpus_dir)
        self._writer = Writer(catalogue, embedder, self._shelf)
        self._renewal = Renewal(catalogue, self._writer, corpus_dir)
        self._decisions = Decisions(catalogue, self._shelf)

    def add(
        self, path: Path, given: Metadata = Metadata(), progress: Progress = silent,
        stop: threading.Event | None = None, hold: bool = False,
    ) -> IndexReport:  # fmt: skip
        """Indexes a file, or finds that there is nothing to do. A file that can't be indexed gives a report that says why.

        With `hold`, a new document about which there are doubts, or that looks like another version of one that is here, is kept but
        not searched. Raises ModelMismatch, LibraryBusy, and Cancelled once `stop` is set.
        """
        return self._add(path, _Order(spelled(given), hold, stoppable(progress, stop), stop))

    def _add(self, path: Path, order: _Order) -> IndexReport:
        self._catalogue.check_model(self._embedder.name)
        started, made = time.monotonic(), None
        while made is None:
            try:
                made = self._attempt(path.resolve(), order)
            except UnreadableDocument as error:
                made = IndexReport("", "failed", error=str(error), waits_for_ocr=isinstance(error, NeedsOcr))
            except UnknownDocument:
                continue  # removed by another writer since we looked
        return replace(made, path=shown(path), seconds=round(time.monotonic() - started, 3))

    def bring_back(
        self, path: Path, kept: Kept, progress: Progress = silent, stop: threading.Event | None = None
    ) -> IndexReport:
        """Indexes the file of a removed document, with the number it had and what people had decided. As `add` otherwise."""
        return self._add(path, _Order(kept.given, False, stoppable(progress, stop), stop, kept))

    def refresh(self, document_id: int, progress: Progress = silent) -> IndexReport:
        """Makes a document anew from its file, after chunks are made in another way. Raises UnknownDocument."""
        return self._renewal.in_place(document_id, Metadata(), progress)

    def _attempt(self, path: Path, order: _Order) -> IndexReport | None:
        """None when another writer was faster."""
        if shown(path) != str(path):
            raise UnreadableDocument(f"Nama berkas {shown(path)} memuat huruf yang rusak; ganti namanya, lalu indeks lagi.")
        seen = self._look(source(path, self._catalogue.entry_at(str(path))))
        if seen.same:
            return self._same(seen.at_path, order)
        if self._lies_elsewhere(seen):
            return self._elsewhere(path, seen)
        return self._read(path, seen, order)

    def _look(self, now: Source) -> _Seen:
        return _Seen(now, self._catalogue.entry_at(now.path), self._catalogue.entry_of(now.sha256))

    def _lies_elsewhere(self, seen: _Seen) -> bool:
        """Whether the content is that of another document that still has its file; for one in use, that of an older version isn't."""
        holder = seen.of_content
        if holder is None or holder == seen.at_path or not still_holds(holder):
            return False
        return holder.status is not State.ARCHIVED or seen.at_path is None

    # --- content that is known

    def _same(self, own: Entry, order: _Order) -> IndexReport:
        """What is said about it may be new, and so may be the way chunks are made. An older version is only a person's business."""
        if own.status is State.ARCHIVED:
            return self._unchanged(own)
        if own.outdated:
            return self._renewed(own, order)
        if own.status is State.HELD:
            return self._held(own, self._catalogue.pages(own.id)) if order.hold else self._unchanged(own)
        if order.given.over(own.given) == own.given:
            return self._unchanged(own)
        return report("replaced", self._decisions.correct(own.id, order.given))

    def _unchanged(self, own: Entry) -> IndexReport:
        return self._told("unchanged", self._catalogue.document(own.id))

    def _renewed(self, own: Entry, order: _Order) -> IndexReport:
        if own.status is not State.HELD:
            return self._renewal.in_place(own.id, order.given, order.progress)
        made = self._renewal.in_place(own.id, Metadata(), order.progress)
        if made.status == "failed":
            return made
        if order.hold:
            return self._held(self._catalogue.entry(own.id), self._catalogue.pages(own.id))
        return self._waiting(made, self._catalogue.document(own.id))

    def _elsewhere(self, path: Path, seen: _Seen) -> IndexReport | None:
        """Names the file with the same content. What this file held before is in no file any more."""
        own, holder = seen.at_path, seen.of_content
        if holder.status is State.ARCHIVED:
            return self._on_the_shelf(path, holder)
        if own and not self._retire(own, holder):
            return None
        made = report("removed" if own else "unchanged", self._catalogue.document(holder.id))
        return replace(made, error=f"Isi berkas ini sama dengan {holder.name}, jadi tidak diindeks lagi.")

    def _retire(self, own: Entry, holder: Entry) -> bool:
        """Takes out a document whose file holds another's content by now; False when another writer was faster."""
        with self._catalogue.writing():
            if self._catalogue.entry_at(own.source.path) != own:
                return False
            if lifecycle.superseded(own):
                self._catalogue.archive(own.id, str(self._shelf.place(own)), holder.id)
            else:
                self._catalogue.delete(own.id)
        return True

    def _on_the_shelf(self, path: Path, holder: Entry) -> IndexReport | None:
        """Of a file that holds an older version: only a person brings that back."""
        with self._catalogue.writing():
            if self._catalogue.entry(holder.id) != holder:
                return None
            if path == self._shelf.home(Path(holder.source.path)):  # we were stopped before we removed it
                self._shelf.discard(path)
        made = report("unchanged", self._catalogue.document(holder.id))
        return replace(made, error=f"Isi berkas ini versi lama; untuk memakainya lagi jalankan `tanya restore {holder.id}`.")

    # --- content that is new here, or was in a file that is gone

    def _read(self, path: Path, seen: _Seen, order: _Order) -> IndexReport | None:
        reading = read(path, self._corpus_dir, order.progress, order.stop)
        entry = self._entry(seen, reading, order)
        made = material(entry.name, reading, entry.metadata)
        change = Change(entry, partial(self._look, seen.now), seen, seen.superseded)
        document = self._writer.write(change, made, order.progress)
        if document is None:
            return None
        if entry.status is State.HELD and order.hold:
            return self._held(self._catalogue.entry(document.id), reading.pages)
        return self._told("replaced" if seen.base else "indexed", document)

    def _entry(self, seen: _Seen, reading: Reading, order: _Order) -> Entry:
        """Content that is known keeps its number. What waits goes on waiting when its file changes."""
        entry = Entry(None, seen.now, reading.metadata, order.given)
        base, known = seen.base, seen.of_content
        if base is None:
            if order.kept:
                entry = _as_it_was(entry, order.kept)
            waits = order.hold and self._waits_for(entry, reading.pages).any
            return lifecycle.new(entry, waits)
        waits = base.status is State.HELD
        entry = replace(entry, given=order.given.over(base.given), ruling=base.ruling)
        if known is None:
            return lifecycle.new(entry, waits)
        return lifecycle.found(replace(entry, id=known.id, status=known.status), waits)

    # --- what is said about what waits

    def _held(self, entry: Entry, pages: Sequence[Page]) -> IndexReport:
        """What a person should look at before the document is searched."""
        why = self._waits_for(entry, pages)
        return replace(self._told("held", self._catalogue.document(entry.id)), doubts=why.doubts, older=why.older)

    def _told(self, status: str, document: Document) -> IndexReport:
        return self._waiting(report(status, document), document)

    def _waiting(self, made: IndexReport, document: Document) -> IndexReport:
        """The report, which says so where the document waits for a person's word."""
        notes = (_WAITS.format(document.id),) if document.status is State.HELD else ()
        return replace(made, notes=notes)

    def _waits_for(self, entry: Entry, pages: Sequence[Page]) -> _Reasons:
        """The doubts about a document, and which one it seems to be a newer version of."""
        older = older_version(entry.name, entry.metadata, self._catalogue.documents())
        return _Reasons(doubts_about(entry, pages).sentences, older)


def _as_it_was(entry: Entry, kept: Kept) -> Entry:
    """With its number, so that older answers find their source, unless the file holds something else by now."""
    number = kept.removed.id if entry.source.sha256 == kept.sha256 else None
    return replace(entry, id=number, ruling=kept.ruling)
