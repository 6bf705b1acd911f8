"""A library for tests: real stores and files, and a model that is a hashed bag of words."""

import sqlite3
import threading
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import click
import numpy as np

from indexer.cli.commands import COMMANDS
from indexer.cli.console import OPEN_MODEL
from indexer.embedding.embedder import Embedder
from indexer.evidence.reader.reader import Reader
from indexer.ingest.files import still_holds
from indexer.ingest.material import material
from indexer.ingest.writer import chunk_terms
from indexer.library import Library
from indexer.reading.formats import read
from indexer.sameness.sameness import Sameness
from indexer.settings import LibrarySettings
from indexer.store.catalogue import Catalogue
from indexer.structure.chunks import embedded_text

SHARED = 0.8
"""The cosine of two texts without a word in common."""


class HashedWords:
    """A word counts at the place its checksum says; the last place holds what all texts share, so that cosines lie in the narrow
    band of the default model's. Keeps what it was asked to embed."""

    def __init__(self, name: str = "kata-32", dimensions: int = 32):
        self.name, self.dimensions = name, dimensions
        self.passages: list[str] = []

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        return np.stack([self._one(text) for text in texts])

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> np.ndarray:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for at, text in enumerate(texts):
            vectors[at] = self._one(text)
            self.passages.append(text)
            if progress:
                progress(at + 1)
        return vectors

    def _one(self, text: str) -> np.ndarray:
        words = np.full(self.dimensions - 1, 1e-6, dtype=np.float32)
        for word in text.lower().split():
            words[zlib.crc32(word.encode()) % len(words)] += 1
        own = words / np.linalg.norm(words)
        return np.append(own * np.sqrt(1 - SHARED), np.sqrt(SHARED)).astype(np.float32)


class SharedWords:
    """Tells that two questions ask the same by how many of the words of the shorter the other has."""

    name = "kata"

    def same(self, question: str, others: Sequence[str]) -> list[float]:
        return [self._logit(set(question.lower().split()), set(other.lower().split())) for other in others]

    def _logit(self, one: set[str], other: set[str]) -> float:
        return 40 * (len(one & other) / min(len(one), len(other)) - 0.5)


class WaitingWords(HashedWords):
    """Embeds only while `go` is set; until then it reports one passage again and again, so that a stop is noticed."""

    def __init__(self):
        super().__init__()
        self.go = threading.Event()

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> np.ndarray:
        while not self.go.wait(0.02):
            if progress:
                progress(1)
        return super().embed_passages(texts, progress)


def settings_in(folder: Path) -> LibrarySettings:
    """Settings with an existing corpus folder and a data folder still to be made."""
    (folder / "corpus").mkdir(exist_ok=True)
    return LibrarySettings(corpus_dir=folder / "corpus", data_dir=folder / "data", embedding_model="kata")


def opening(model: Embedder, reader: Reader | None = None, sameness: Sameness | None = None) -> dict[str, Callable]:
    """How a library is made with this model, this reader and what tells questions apart, by default with none of both."""
    return {"open_model": lambda *_: model, "open_reader": lambda *_: reader, "open_sameness": lambda *_: sameness}


def library_in(folder: Path, model: HashedWords | None = None) -> Library:
    return Library(settings_in(folder), **opening(model or HashedWords()))


def tanya_with(model: HashedWords) -> click.Group:
    """The indexer's commands, with this model."""

    @click.group()
    @click.pass_context
    def tanya(context: click.Context) -> None:
        context.meta[OPEN_MODEL] = lambda *_: model

    for command in COMMANDS:
        tanya.add_command(command)
    return tanya


def assert_whole(index_path: Path, model: HashedWords) -> None:
    """Pages, chunks and vectors of every document belong together, terms are those of what is searched, and nothing else is there."""
    catalogue = Catalogue(index_path)
    with sqlite3.connect(index_path) as raw:
        assert raw.execute("pragma integrity_check").fetchall() == [("ok",)]
        raw.execute("insert into terms (terms) values ('integrity-check')")
        terms = {row[0]: row[1:] for row in raw.execute("select rowid, heading, body from terms")}
        stored = {row[0] for row in raw.execute("select id from chunk")}
    raw.close()
    assert set(terms) == set(catalogue.chunk_ids().tolist())
    assert len(terms) == catalogue.chunk_count()
    for document in (*catalogue.documents(), *catalogue.held(), *catalogue.archived()):
        mine = catalogue.chunks_of(document.id)
        stored -= set(mine)
        assert len(mine) == document.chunks
        entry = catalogue.entry(document.id)
        if entry.outdated or not mine:  # waits to be read anew, or has no file it could be read from
            assert not mine
            continue
        if still_holds(entry):  # chunks can't be made again from pages that were stored
            made = material(document.name, read(Path(document.path)), entry.metadata)
            assert list(mine.values()) == list(made.chunks)
        said = {page.number: page.text for page in catalogue.pages(document.id)}
        spans = [span for chunk in mine.values() for span in chunk.spans]
        assert all(quote in said[page] for span in spans for page, quote in span.quotes)
        if not entry.status.searched:
            assert not set(mine) & set(terms)
            continue
        ids, vectors = catalogue.vectors(list(mine))
        assert set(ids.tolist()) == set(mine)
        for chunk_id, vector in zip(ids.tolist(), vectors, strict=True):
            assert terms[chunk_id] == chunk_terms(document.title, mine[chunk_id])
            assert np.allclose(vector, model.embed_passages([embedded_text(mine[chunk_id])])[0])
    assert not stored, "chunks without a document"
    catalogue.close()
