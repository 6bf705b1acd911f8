"""Taking documents out, and bringing them back: file, catalogue and bin in step."""

import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from indexer.errors import UnknownDocument
from indexer.ingest.bin import Bin, Kept
from indexer.ingest.change import report
from indexer.ingest.ingest import Ingest
from indexer.ingest.progress import Progress
from indexer.ingest.shelf import Shelf
from indexer.models import Document, IndexReport, Removed
from indexer.store.catalogue import Catalogue


class Removal:
    """Removes from one catalogue."""

    def __init__(self, catalogue: Catalogue, shelf: Shelf, bin: Bin):
        self._catalogue, self._shelf, self._bin = catalogue, shelf, bin

    def remove(self, document_id: int, delete_file: bool, by: str) -> Document:
        """With `delete_file` its file goes into the bin, if it is there. Raises UnknownDocument."""
        with self._catalogue.writing():
            entry = self._catalogue.entry(document_id)
            path = Path(entry.source.path)
            if delete_file and path.is_file():
                self._bin.keep(entry, self._shelf.origin(path), by)
            document = self._catalogue.delete(document_id)
        if delete_file:
            self._shelf.discard(path)
        return document

    def removed(self) -> list[Removed]:
        """What lies in the bin and hasn't come in again by another way, latest first."""
        self._bin.sweep(datetime.now(UTC))
        known = {entry.source.sha256 for entry in self._catalogue.entries()}
        return [kept.removed for kept in self._bin.kept() if kept.sha256 not in known]

    def bring_back(
        self, document_id: int, ingest: Ingest, progress: Progress, stop: threading.Event | None
    ) -> IndexReport:  # fmt: skip
        """Raises UnknownDocument where it isn't in the bin (any more), Cancelled once `stop` is set."""
        kept = self._bin.of(document_id)
        known = self._catalogue.entry_of(kept.sha256)
        if known:  # a kill kept us from forgetting it, or it was sent again
            made = report("indexed", self._catalogue.document(known.id))
        else:
            made = self._put_back(kept, ingest, progress, stop)
        if made.status != "failed":
            self._bin.forget(document_id)
        return made

    def _put_back(self, kept: Kept, ingest: Ingest, progress: Progress, stop: threading.Event | None) -> IndexReport:
        """A file that isn't indexed after all leaves the corpus again."""
        path, made = self._bin.give_back(kept), None
        try:
            made = ingest.bring_back(path, self._with_reason(kept), progress, stop)
            return made
        finally:
            if made is None or made.status == "failed":
                path.unlink(missing_ok=True)

    def _with_reason(self, kept: Kept) -> Kept:
        """Its ruling names no document that has gone meanwhile."""
        ruling = kept.ruling
        if ruling is None or ruling.by is None:
            return kept
        with suppress(UnknownDocument):
            self._catalogue.document(ruling.by)
            return kept
        return replace(kept, ruling=replace(ruling, by=None))
