"""Pages -> one document's transaction: all slow work is done before it, and nothing is written if the ground has shifted since."""

import hashlib
import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.documents.acronyms import defined
from indexer.documents.numbered_parts import numbered
from indexer.documents.relations import legal
from indexer.documents.statements import facts
from indexer.embedding.embedder import Embedder
from indexer.errors import Cancelled, NoText
from indexer.ingest.files import still_holds
from indexer.ingest.shelf import Shelf
from indexer.language.terms import index_terms
from indexer.models import Chunk, Document, IndexReport, Page
from indexer.store.catalogue import Catalogue
from indexer.store.rows import INDEX_FORMAT, Entry, IndexedChunk
from indexer.structure.chunks import embedded_text, indexed_text, split

Progress = Callable[[str, int, int], None]
"""Called with a stage, how much of it is done, and of how much (0: not known yet). Stages: "dibaca" (pages), "diindeks" (chunks
embedded) and, where there are several files, "berkas"."""


def silent(stage: str, done: int, total: int) -> None:
    """A Progress that tells nobody."""


def stoppable(progress: Progress, stop: threading.Event | None) -> Progress:
    """The same progress, which raises Cancelled once `stop` is set."""

    def told(stage: str, done: int, total: int) -> None:
        if stop and stop.is_set():
            raise Cancelled("Dibatalkan; tidak ada yang disimpan.")
        progress(stage, done, total)

    return told


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be written: `entry`, with the text of `pages`, which are stored if they were just `read`.

    It takes the place of `older`, which become its older versions, or go where they were never live. Written only while `look` says
    what it said when it was `seen`.
    """

    entry: Entry
    pages: Sequence[Page]
    look: Callable[[], object]
    seen: object
    read: bool = False
    older: Sequence[Entry] = ()


class Writer:
    """Writes documents into one catalogue, and sees to it that their files lie where it says."""

    def __init__(self, catalogue: Catalogue, embedder: Embedder, shelf: Shelf):
        self._catalogue, self._embedder, self._shelf = catalogue, embedder, shelf

    def write(self, change: Change, progress: Progress) -> Document | None:
        """None when another writer was faster. Raises NoText when there is nothing to find in the pages, and ModelMismatch."""
        self._catalogue.check_model(self._embedder.name)
        entry = replace(change.entry, format=INDEX_FORMAT)
        about = legal(change.pages, entry.metadata)
        own = facts(change.pages, [relation for _, relation in about.relations])
        chunks = [*split(change.pages), *own, *numbered(change.pages)]
        if not chunks:
            raise NoText(f"{entry.name} tidak berisi teks yang dapat diindeks; periksa isi berkasnya.")
        known = [old.id for old in (entry, *change.older) if old.id is not None]
        indexed = self._index(entry, chunks, known, progress) if entry.live else ()
        acronyms = defined(change.pages) if entry.live else {}
        with self._catalogue.writing():
            if change.look() != change.seen:
                return None
            left = [self._retire(old) for old in change.older]
            entry, place = self._at_home(entry)
            pages = change.pages if change.read else None
            older = {old.id: str(self._shelf.place(old)) for old in change.older if old.live}
            document = self._catalogue.put(entry, pages, indexed, self._embedder.name, acronyms, about, older)
        for path in filter(None, [*left, place]):
            self._shelf.discard(path)
        return document

    def _retire(self, old: Entry) -> Path | None:
        if old.live:
            return self._shelf.take(old)
        self._catalogue.delete(old.id)
        return None

    def _at_home(self, entry: Entry) -> tuple[Entry, Path | None]:
        """A document that is live again, with its file taken off the shelf, and the place that is then to be emptied."""
        place = Path(entry.source.path)
        if not (entry.live and self._shelf.has(place)):
            return entry, None
        if not still_holds(entry):
            return replace(entry, status="missing"), None
        home = self._shelf.give_back(place)
        return replace(entry, status="indexed", source=replace(entry.source, path=str(home))), place

    def _index(self, entry: Entry, chunks: list[Chunk], known_in: list[int], progress: Progress) -> list[IndexedChunk]:
        """Embeds what is new; a chunk that says what one of the `known_in` documents said keeps that one's id and vector."""
        texts = [embedded_text(chunk) for chunk in chunks]
        digests = [hashlib.sha256(text.encode()).digest() for text in texts]
        known = self._catalogue.embedded(known_in)
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


def report(status: str, document: Document) -> IndexReport:
    """The report on a document that is in the catalogue."""
    return IndexReport(document.path, status, document.id, document.pages or 0, document.chunks)
