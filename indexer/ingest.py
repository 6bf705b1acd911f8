"""Files -> catalogue: add, replace, correct. All slow work is done before a document's one transaction."""

import hashlib
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from indexer.acronyms import defined
from indexer.catalogue import Catalogue
from indexer.chunks import embedded_text, indexed_text, split
from indexer.embedder import Embedder
from indexer.errors import NoText, UnknownDocument, UnreadableDocument
from indexer.facts import facts
from indexer.metadata import describe
from indexer.models import Chunk, Document, IndexReport, Metadata, Reading
from indexer.readers import read
from indexer.records import Entry, IndexedChunk, Source
from indexer.terms import index_terms

Progress = Callable[[str, int, int], None]
"""Called with a stage, how much of it is done, and of how much (0: not known yet). Stages: "dibaca" (pages), "diindeks" (chunks
embedded) and, where there are several files, "berkas"."""


def silent(stage: str, done: int, total: int) -> None:
    """A Progress that tells nobody."""


class Ingest:
    """Writes documents into one catalogue. Several may do so at once, in other threads and processes too: who finishes second
    finds that the ground has shifted, and begins that file again."""

    def __init__(self, catalogue: Catalogue, embedder: Embedder, corpus_dir: Path):
        self._catalogue, self._embedder, self._corpus_dir = catalogue, embedder, corpus_dir

    def add(self, path: Path, given: Metadata = Metadata(), progress: Progress = silent) -> IndexReport:
        """Indexes a file, or finds that there is nothing to do. A file that can't be indexed gives a report that says why.

        Raises ModelMismatch and LibraryBusy.
        """
        self._catalogue.check_model(self._embedder.name)
        started, report = time.monotonic(), None
        while report is None:
            try:
                report = self._attempt(path.resolve(), given, progress)
            except UnreadableDocument as error:
                report = IndexReport("", "failed", error=str(error))
            except UnknownDocument:
                continue  # removed by another writer since we looked
        return replace(report, path=_shown(path), seconds=round(time.monotonic() - started, 3))

    def _attempt(self, path: Path, given: Metadata, progress: Progress) -> IndexReport | None:
        """None when another writer was faster."""
        if _shown(path) != str(path):
            raise UnreadableDocument(f"Nama berkas {_shown(path)} memuat huruf yang rusak; ganti namanya, lalu indeks lagi.")
        own = self._catalogue.entry_at(str(path))
        source = _source(path, own)
        holder = self._catalogue.entry_of(source.sha256)
        if holder and holder != own and _still_holds(holder):
            return self._duplicate(path, own, holder)
        base = own or holder
        known = base.given if base else Metadata()
        if own and own == holder and own.status == "indexed":
            if given.over(known) == known:
                return _report("unchanged", self._catalogue.document(own.id))
            reading = Reading(tuple(self._catalogue.pages(own.id)), own.found)
        else:
            reading = self._read(path, progress)
        entry = Entry(base.id if base else None, source, reading.metadata, given.over(known))
        document = self._store(entry, reading, (own, holder), progress)
        return document and _report("replaced" if base else "indexed", document)

    def _duplicate(self, path: Path, own: Entry | None, holder: Entry) -> IndexReport | None:
        """Names the file with the same content. What this file held before is in no file any more, so it goes."""
        if own:
            with self._catalogue.writing():
                if self._catalogue.entry_at(str(path)) != own:
                    return None
                self._catalogue.delete(own.id)
        report = _report("removed" if own else "unchanged", self._catalogue.document(holder.id))
        return replace(report, error=f"Isi berkas ini sama dengan {holder.name}, jadi tidak diindeks lagi.")

    def correct(self, document_id: int, given: Metadata, progress: Progress = silent) -> Document:
        """Puts people's word over what the file says; empty fields stay as they are.

        Raises UnknownDocument, ModelMismatch and LibraryBusy.
        """
        self._catalogue.check_model(self._embedder.name)
        document = None
        while document is None:
            entry = self._catalogue.entry(document_id)
            reading = Reading(tuple(self._catalogue.pages(document_id)), entry.found)
            document = self._store(replace(entry, given=given.over(entry.given)), reading, (entry, entry), progress)
        return document

    def again(self, entry: Entry, kept: Reading, progress: Progress = silent) -> IndexReport:
        """Indexes a document of another catalogue: from its file while that holds the same content, else from `kept` pages."""
        started, notes = time.monotonic(), ()
        reading, status = kept, "missing"
        if _still_holds(entry):
            status = "indexed"
            try:
                reading = self._read(Path(entry.source.path), progress)
            except UnreadableDocument as error:
                notes = (f"{error} Halaman yang tersimpan tetap dipakai.",)
        entry = replace(entry, found=reading.metadata, status=status)
        document = self._store(entry, reading, (None, None), progress)
        return replace(_report("replaced", document), seconds=round(time.monotonic() - started, 3), notes=notes)

    def _read(self, path: Path, progress: Progress) -> Reading:
        progress("dibaca", 0, 0)
        reading = read(path)
        progress("dibaca", len(reading.pages), len(reading.pages))
        return replace(reading, metadata=describe(path, self._corpus_dir, reading))

    def _store(
        self, entry: Entry, reading: Reading, seen: tuple[Entry | None, Entry | None], progress: Progress
    ) -> Document | None:
        """Writes one document, unless the entries at its path and of its content are no longer the `seen` ones: then None."""
        chunks = [*split(reading.pages), *facts(reading.pages)]
        if not chunks:
            raise NoText(f"{entry.name} tidak berisi teks yang dapat diindeks; periksa isi berkasnya.")
        indexed = self._index(entry, chunks, progress)
        acronyms = defined("\n".join(page.text for page in reading.pages))
        with self._catalogue.writing():
            now = self._catalogue.entry_at(entry.source.path), self._catalogue.entry_of(entry.source.sha256)
            if now != seen:
                return None
            for other in {old.id for old in seen if old} - {entry.id}:
                self._catalogue.delete(other)
            return self._catalogue.put(entry, reading.pages, indexed, self._embedder.name, acronyms)

    def _index(self, entry: Entry, chunks: list[Chunk], progress: Progress) -> list[IndexedChunk]:
        """Embeds what is new; a chunk that says what one of the document's chunks said before keeps its id and vector."""
        texts = [embedded_text(chunk) for chunk in chunks]
        digests = [hashlib.sha256(text.encode()).digest() for text in texts]
        known = self._catalogue.embedded(entry.id)
        kept = [known[digest].pop() if known[digest] else None for digest in digests]
        new = [text for text, old in zip(texts, kept, strict=True) if old is None]
        progress("diindeks", 0, len(new))
        vectors = self._embedder.embed_passages(new, lambda done: progress("diindeks", done, len(new)))
        fresh = enumerate(vectors, start=secrets.randbits(52))
        numbered = [old or next(fresh) for old in kept]
        return [
            IndexedChunk(number, chunk, digest, _terms(entry.metadata.title, chunk), vector)
            for (number, vector), chunk, digest in zip(numbered, chunks, digests, strict=True)
        ]


def _terms(title: str, chunk: Chunk) -> tuple[str, str]:
    place, body = indexed_text(title, chunk)
    return index_terms(place), index_terms(body)


def _report(status: str, document: Document) -> IndexReport:
    return IndexReport(document.path, status, document.id, document.pages or 0, document.chunks)


def _shown(path: Path) -> str:
    """A path as it can be stored and printed: bytes of its name that are no UTF-8 become question marks."""
    return os.fsencode(path).decode(errors="replace")


def _source(path: Path, known: Entry | None) -> Source:
    """The file as it is now. One that looks untouched since it was indexed is not read again."""
    try:
        stat = path.stat()
        if known and (known.source.size, known.source.mtime_ns) == (stat.st_size, stat.st_mtime_ns):
            return known.source
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise UnreadableDocument(f"Berkas {path} tidak ada; periksa lagi namanya.") from error
    except OSError as error:
        raise UnreadableDocument(f"Berkas {path.name} tidak dapat dibuka; periksa izin dan medianya.") from error
    return Source(str(path), digest, stat.st_size, stat.st_mtime_ns)


def _still_holds(entry: Entry) -> bool:
    """Whether the file of a document still has the content that was indexed."""
    try:
        return _source(Path(entry.source.path), entry).sha256 == entry.source.sha256
    except UnreadableDocument:
        return False
