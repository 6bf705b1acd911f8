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
from indexer.documents.statements import facts
from indexer.language.terms import index_terms
from indexer.library import Library
from indexer.settings import LibrarySettings
from indexer.store.catalogue import Catalogue
from indexer.structure.chunks import embedded_text, indexed_text, split


class HashedWords:
    """A word counts at the place its checksum says. Keeps what it was asked to embed."""

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
        vector = np.full(self.dimensions, 1e-6, dtype=np.float32)
        for word in text.lower().split():
            vector[zlib.crc32(word.encode()) % self.dimensions] += 1
        return vector / np.linalg.norm(vector)


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


def library_in(folder: Path, model: HashedWords | None = None) -> Library:
    model = model or HashedWords()
    return Library(settings_in(folder), open_model=lambda *_: model)


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
    """Pages, chunks, terms and vectors of every document belong together, and nothing else is there."""
    catalogue = Catalogue(index_path)
    with sqlite3.connect(index_path) as raw:
        assert raw.execute("pragma integrity_check").fetchall() == [("ok",)]
        terms = {row[0]: row[1:] for row in raw.execute("select rowid, heading, body from terms")}
        raw.execute("insert into terms (terms) values ('integrity-check')")
        order = dict(raw.execute("select id, document_id * 1000000 + ordinal from chunk"))
    raw.close()
    assert set(terms) == set(catalogue.chunk_ids().tolist()) == set(order)
    ids, vectors = catalogue.vectors(sorted(order)) if order else ([], [])
    stored = dict(zip(list(map(int, ids)), vectors, strict=True))
    chunks = catalogue.chunks(list(order))
    for document in catalogue.documents():
        mine = sorted((number for number in order if chunks[number][0] == document), key=order.get)
        assert len(mine) == document.chunks
        pages = catalogue.pages(document.id)
        assert [chunks[number][1] for number in mine] == split(pages) + facts(pages)
        for number in mine:
            heading, body = indexed_text(document.title, chunks[number][1])
            assert terms[number] == (index_terms(heading), index_terms(body))
            assert np.allclose(stored[number], model.embed_passages([embedded_text(chunks[number][1])])[0])
        order = {number: place for number, place in order.items() if number not in mine}
    assert not order, "chunks without a document"
    catalogue.close()
