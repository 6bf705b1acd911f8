"""Vectors by chunk id, and the nearest of them. The only file that imports FAISS."""

import os
from pathlib import Path
from typing import Protocol, Self

import faiss
import numpy as np

from indexer.store.catalogue import Catalogue

_BATCH = 2000
"""Vectors read from the catalogue at once: 3 MB of 384 numbers each."""


class VectorIndex(Protocol):
    """Inner products over unit vectors. Searches may run side by side; nothing else may run beside a change."""

    def add(self, ids: np.ndarray, vectors: np.ndarray) -> None:
        """Adds vectors (n, d) float32 under ids (n,) int64 that are not yet there."""

    def remove(self, ids: np.ndarray) -> None:
        """Removes ids (n,) int64; those that are not there don't matter."""

    def search(self, vector: np.ndarray, k: int) -> list[tuple[int, float]]:
        """At most k ids with inner products, best first, for a vector (d,)."""

    def ids(self) -> np.ndarray:
        """All ids (n,) int64, in no particular order."""

    def stored(self, ids: np.ndarray) -> np.ndarray:
        """The vectors (n, d) float32 of ids (n,) int64 that are there."""

    def copy(self) -> Self:
        """The same vectors in an index of its own."""

    def save(self, path: Path) -> None:
        """Writes the file at once or not at all. Two processes must not save at the same time."""

    def __len__(self) -> int: ...


class FaissIndex:
    """Exact search; 50,000 vectors of 384 numbers are 77 MB and take about 25 ms on two busy cores."""

    def __init__(self, dimensions: int):
        self._index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimensions))

    @classmethod
    def load(cls, path: Path, dimensions: int) -> Self:
        """The index in a file. One that is missing, damaged or of something else is an empty index: it can be filled again."""
        index = cls(dimensions)
        if path.is_file():
            try:
                stored = faiss.read_index(str(path))
            except RuntimeError:  # all that FAISS says of a damaged file
                return index
            if isinstance(stored, faiss.IndexIDMap2) and stored.d == dimensions:
                index._index = stored
        return index

    def add(self, ids: np.ndarray, vectors: np.ndarray) -> None:
        self._index.add_with_ids(vectors, ids)

    def remove(self, ids: np.ndarray) -> None:
        self._index.remove_ids(ids)

    def search(self, vector: np.ndarray, k: int) -> list[tuple[int, float]]:
        k = min(k, len(self))
        if k == 0:
            return []
        scores, ids = self._index.search(vector[np.newaxis], k)
        return list(zip(ids[0].tolist(), scores[0].tolist(), strict=True))

    def ids(self) -> np.ndarray:
        return faiss.vector_to_array(self._index.id_map)

    def stored(self, ids: np.ndarray) -> np.ndarray:
        return self._index.reconstruct_batch(ids)

    def copy(self) -> Self:
        twin = type(self)(self._index.d)
        twin._index = faiss.clone_index(self._index)
        return twin

    def save(self, path: Path) -> None:
        unfinished = path.with_name(path.name + ".tmp")
        faiss.write_index(self._index, str(unfinished))
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)

    def __len__(self) -> int:
        return self._index.ntotal


def caught_up(index: VectorIndex, catalogue: Catalogue) -> VectorIndex:
    """The index as the catalogue says it must be: itself if nothing differs, else a changed copy, so that searches under way
    are not disturbed. Comparing ids is enough, because a chunk id never gets a second vector."""
    with catalogue.reading():
        wanted, present = catalogue.chunk_ids(), index.ids()
        gone, new = np.setdiff1d(present, wanted), np.setdiff1d(wanted, present)
        if not len(gone) and not len(new):
            return index
        index = index.copy()
        index.remove(gone)
        for start in range(0, len(new), _BATCH):
            index.add(*catalogue.vectors(new[start : start + _BATCH]))
        return index


def differing(index: VectorIndex, catalogue: Catalogue) -> int:
    """How many vectors of the index are others than the catalogue has for their ids."""
    with catalogue.reading():
        common = np.intersect1d(catalogue.chunk_ids(), index.ids())
        wrong = 0
        for start in range(0, len(common), _BATCH):
            ids, vectors = catalogue.vectors(common[start : start + _BATCH])
            wrong += int((index.stored(ids) != vectors).any(axis=1).sum())
        return wrong
