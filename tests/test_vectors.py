"""What every VectorIndex does; FAISS beside a plain numpy one that serves as the reference."""

import zipfile
from pathlib import Path
from typing import Self

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from indexer.store.vectors import FaissIndex, VectorIndex

DIMENSIONS = 8


class NumpyIndex:
    """Every vector, one after the other."""

    def __init__(self, dimensions: int):
        self._dimensions = dimensions
        self._vectors: dict[int, np.ndarray] = {}

    @classmethod
    def load(cls, path: Path, dimensions: int) -> Self:
        index = cls(dimensions)
        try:
            with path.open("rb") as file, np.load(file) as stored:
                index.add(stored["ids"], stored["vectors"])
        except (OSError, ValueError, EOFError, zipfile.BadZipFile):
            return cls(dimensions)
        return index

    def add(self, ids: np.ndarray, vectors: np.ndarray) -> None:
        self._vectors.update(zip(ids.tolist(), vectors, strict=True))

    def remove(self, ids: np.ndarray) -> None:
        for number in ids.tolist():
            self._vectors.pop(number, None)

    def search(self, vector: np.ndarray, k: int) -> list[tuple[int, float]]:
        found = [(number, float(np.dot(vector, other))) for number, other in self._vectors.items()]
        return sorted(found, key=lambda pair: -pair[1])[:k]

    def ids(self) -> np.ndarray:
        return np.array(list(self._vectors), dtype=np.int64)

    def copy(self) -> Self:
        twin = type(self)(self._dimensions)
        twin._vectors = dict(self._vectors)
        return twin

    def save(self, path: Path) -> None:
        unfinished = path.with_name(path.name + ".tmp")
        with unfinished.open("wb") as file:
            np.savez(file, ids=self.ids(), vectors=np.array(list(self._vectors.values())).reshape(-1, self._dimensions))
        unfinished.replace(path)

    def __len__(self) -> int:
        return len(self._vectors)


@pytest.fixture(params=[FaissIndex, NumpyIndex])
def kind(request):
    return request.param


@pytest.fixture
def index(kind) -> VectorIndex:
    """Unit vectors along the axes; ids as large as chunk ids get."""
    index = kind(DIMENSIONS)
    index.add(np.array([10, 2**52 + 1, 30]), np.eye(DIMENSIONS, dtype=np.float32)[:3])
    return index


def axis(number: int) -> np.ndarray:
    return np.eye(DIMENSIONS, dtype=np.float32)[number]


def test_an_empty_index_finds_nothing(kind):
    assert kind(DIMENSIONS).search(axis(0), 5) == []
    assert len(kind(DIMENSIONS)) == 0


def test_the_nearest_comes_first_with_its_inner_product(index):
    assert index.search(axis(1) * np.float32(0.5), 1) == [(2**52 + 1, 0.5)]


def test_asking_for_more_than_there_is_gives_all(index):
    assert {number for number, _ in index.search(axis(0), 50)} == {10, 2**52 + 1, 30}


def test_asking_for_none_gives_none(index):
    assert index.search(axis(0), 0) == []


def test_what_is_removed_is_not_found(index):
    index.remove(np.array([10, 999]))
    assert len(index) == 2
    assert sorted(index.ids().tolist()) == [30, 2**52 + 1]
    assert 10 not in dict(index.search(axis(0), 5))


def test_adding_and_removing_nothing_changes_nothing(index):
    index.add(np.empty(0, dtype=np.int64), np.empty((0, DIMENSIONS), dtype=np.float32))
    index.remove(np.empty(0, dtype=np.int64))
    assert len(index) == 3


def test_a_copy_goes_its_own_way(index):
    twin = index.copy()
    twin.remove(np.array([10]))
    twin.add(np.array([40]), axis(3)[np.newaxis])
    assert sorted(index.ids().tolist()) == [10, 30, 2**52 + 1]
    assert twin.search(axis(3), 1) == [(40, 1.0)]


def test_what_was_saved_is_loaded(index, kind, tmp_path):
    index.save(tmp_path / "vectors")
    loaded = kind.load(tmp_path / "vectors", DIMENSIONS)
    assert loaded.search(axis(2), 1) == [(30, 1.0)]
    loaded.remove(np.array([30]))
    assert len(loaded) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["vectors"]


def test_a_missing_truncated_or_foreign_file_is_an_empty_index(index, kind, tmp_path):
    path = tmp_path / "vectors"
    assert len(kind.load(path, DIMENSIONS)) == 0
    index.save(path)
    whole = path.read_bytes()
    for size in (0, 3, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:size])
        assert len(kind.load(path, DIMENSIONS)) == 0
    path.write_text("Ini bukan indeks vektor.")
    assert len(kind.load(path, DIMENSIONS)) == 0


def test_a_file_of_another_model_is_an_empty_index(tmp_path):
    other = FaissIndex(DIMENSIONS + 1)
    other.add(np.array([1]), np.ones((1, DIMENSIONS + 1), dtype=np.float32))
    other.save(tmp_path / "vectors")
    assert len(FaissIndex.load(tmp_path / "vectors", DIMENSIONS)) == 0


numbers = st.floats(-1, 1, width=32)
vectors = st.lists(st.integers(0, 30), unique=True).flatmap(
    lambda ids: st.tuples(st.just(ids), arrays.arrays(np.float32, (len(ids), DIMENSIONS), elements=numbers))
)


@settings(deadline=None)
@given(vectors, st.lists(st.integers(0, 30)), arrays.arrays(np.float32, DIMENSIONS, elements=numbers), st.integers(0, 40))
def test_faiss_finds_what_comparing_every_vector_finds(added, removed, asked, k):
    found = []
    for kind in (FaissIndex, NumpyIndex):
        index = kind(DIMENSIONS)
        index.add(np.array(added[0], dtype=np.int64), added[1])
        index.remove(np.array(removed, dtype=np.int64))
        found.append([score for _, score in index.search(asked, k)])
    assert np.allclose(*found, atol=1e-5)
