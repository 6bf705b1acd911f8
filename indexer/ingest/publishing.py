"""What people decide about versions: a held document goes live, takes another's place, or an older one comes back."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace

from indexer.errors import UnknownDocument
from indexer.ingest.writer import Change, Progress, Writer, report, silent, stoppable
from indexer.models import IndexReport, Metadata
from indexer.store.catalogue import Catalogue
from indexer.store.rows import Entry


class Versions:
    """Changes which documents are searched. Like Ingest, it begins again when another writer was faster."""

    def __init__(self, catalogue: Catalogue, writer: Writer):
        self._catalogue, self._writer = catalogue, writer

    def publish(
        self, document_id: int, given: Metadata = Metadata(), replaces: int | None = None,
        progress: Progress = silent, stop: threading.Event | None = None,
    ) -> IndexReport:  # fmt: skip
        """Makes a held document live; the one it `replaces` becomes its older version. A live one may replace another too.

        What people said about the older one's kind, region and validity holds for the new one, where they said nothing else.
        Raises UnknownDocument for an archived document, and where the one to be replaced isn't live.
        """

        def decide() -> tuple[Entry, list[Entry]]:
            entry = self._catalogue.entry(document_id)
            if entry.status == "archived":
                raise UnknownDocument(f"{entry.name} adalah versi lama; pulihkan dengan `tanya restore {entry.id}`.")
            older = [self._live(replaces)] if replaces is not None and replaces != document_id else []
            said = [replace(old.given, title="", period="") for old in older]
            about = given.over(entry.given).over(said[0] if said else Metadata())
            status = entry.status if entry.live else "indexed"
            ruled = entry.said or (older[0].said if older else None)
            return replace(entry, status=status, given=about, said=ruled), older

        return self._carry_out(decide, "replaced" if replaces else "indexed", stoppable(progress, stop))

    def restore(self, document_id: int, progress: Progress = silent, stop: threading.Event | None = None) -> IndexReport:
        """Makes an older version live again, and an older version of what took its place, if that is still live.

        Raises UnknownDocument for a document that is no older version.
        """

        def decide() -> tuple[Entry, list[Entry]]:
            entry = self._catalogue.entry(document_id)
            if entry.status != "archived":
                raise UnknownDocument(f"{entry.name} bukan versi lama, jadi tidak perlu dipulihkan.")
            newest = self._catalogue.entry(self._catalogue.versions(document_id)[0].id)
            return replace(entry, status="indexed", successor=None), [newest] if newest.live else []

        return self._carry_out(decide, "indexed", stoppable(progress, stop))

    def _live(self, document_id: int) -> Entry:
        entry = self._catalogue.entry(document_id)
        if not entry.live:
            raise UnknownDocument(f"{entry.name} sudah tidak dipakai, jadi tidak dapat digantikan.")
        return entry

    def _carry_out(self, decide: Callable[[], tuple[Entry, list[Entry]]], status: str, progress: Progress) -> IndexReport:
        started, document = time.monotonic(), None
        while document is None:
            with self._catalogue.reading():
                seen = decide()
                pages = self._catalogue.pages(seen[0].id)
            document = self._writer.write(Change(seen[0], pages, decide, seen, older=seen[1]), progress)
        return replace(report(status, document), seconds=round(time.monotonic() - started, 3))
