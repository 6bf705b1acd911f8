"""Indexes with vectors from an earlier run: `PYTHONPATH=CHECKOUT python bench/index_with_kept_vectors.py VECTORS CORPUS DATA [--alike]`.

For compare_commits.py, which starts it once for each checkout: it knows nothing of the code but the library's face. VECTORS is a
file that keeps the vector of each text; it is made where it isn't there, and added to.

With --alike texts that differ only in the region's name and in figures share a vector, a little of it changed by chance for each, so
that of 50,000 chunks only some 250 are embedded. Searching costs what it would cost, and so does memory; which passages come first
among those of 300 alike regions is then partly chance, so such a library is good for times, not for answers.
"""

import hashlib
import pickle
import re
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from regions import NAME

from indexer.library import Library
from indexer.settings import LibrarySettings

APART = 0.1
"""Length of what chance adds to a vector of length 1: two of alike texts then have a cosine of 0.99. With their own vectors it is 0.997
in the middle and 0.947 at the fifth hundredth (5,080 chunks of 33 regions); that of different texts is 0.85."""


def main() -> None:
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("vectors", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--alike", action="store_true")
    given = parser.parse_args()
    settings = LibrarySettings(corpus_dir=given.corpus, data_dir=given.data)
    kept = KeptVectors(Library(settings).model, given.vectors, given.alike)
    library = Library(settings, open_model=lambda *_: kept)
    failed = 0
    for at, report in enumerate(library.index(), start=1):
        if report.error:
            failed += 1
            print(f"{report.path}: {report.error}", file=sys.stderr)
        if at % 50 == 0:
            kept.save()
            print(f"{at} files, {kept.embedded} texts embedded", file=sys.stderr, flush=True)
    kept.save()
    library.close()
    sys.exit(1 if failed else 0)


class KeptVectors:
    """An embedder that embeds no text twice, from one run to the next."""

    def __init__(self, embedder, path: Path, alike: bool):
        self._embedder, self._path, self._alike = embedder, path, alike
        self.name, self.dimensions = embedder.name, embedder.dimensions
        self.embedded = 0
        self._kept: dict[str, np.ndarray] = {}
        if path.exists():
            self._kept = pickle.loads(path.read_bytes())

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        return self._embedder.embed_queries(texts)

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> np.ndarray:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for at, text in enumerate(texts):
            vectors[at] = self._vector(text)
            if progress:
                progress(at + 1)
        return vectors

    def _vector(self, text: str) -> np.ndarray:
        shape = without_region_and_figures(text) if self._alike else text
        key = f"{self.name} {digest(shape).hex()}"
        if key not in self._kept:
            self._kept[key] = self._embedder.embed_passages([text])[0]
            self.embedded += 1
        return moved(self._kept[key], text) if self._alike else self._kept[key]

    def save(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(".new")
        beside.write_bytes(pickle.dumps(self._kept))
        beside.replace(self._path)


def without_region_and_figures(text: str) -> str:
    return re.sub(r"\d", "0", NAME.sub("Contoh", text))


def moved(vector: np.ndarray, text: str) -> np.ndarray:
    """The vector turned a little, the same way each time for a text; of length 1."""
    chance = np.random.default_rng(int.from_bytes(digest(text)[:8], "big"))
    direction = chance.standard_normal(vector.size)
    turned = vector + APART * direction / np.linalg.norm(direction)
    return (turned / np.linalg.norm(turned)).astype(np.float32)


def digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


if __name__ == "__main__":
    main()
