"""What several tests ask for. The real model is prepared once per checkout and opened once per run: mark those tests `model`."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from chat_world import budi, dina, empty_world, world  # noqa: F401  fixtures of the chat tests
from invented_libraries import coast, contacts, plan, reports  # noqa: F401
from small_library import library_in

from indexer.embedding.embedder import Embedder
from indexer.embedding.opening import open_embedder
from indexer.embedding.prepared import DEFAULT_MODEL
from indexer.evidence.reader.opening import open_reader
from indexer.evidence.reader.reader import Reader
from indexer.library import Library
from indexer.reading.process import kept

# rich's Console keeps for good a width that stands in the environment when it is made: a caller who exports one
# (CI does) would decide what the tests of the terminal see, and in which order of tests.
os.environ.pop("COLUMNS", None)


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return open_embedder(DEFAULT_MODEL, Path(__file__).parent.parent / "data" / "models", print)


@pytest.fixture(scope="session")
def models_dir(embedder: Embedder) -> Path:
    """Where the default model lies, ready to open."""
    return Path(__file__).parent.parent / "data" / "models"


@pytest.fixture(scope="session")
def reader(models_dir: Path) -> Reader | None:
    """The reader that the package brings; None where it brings none."""
    return open_reader(models_dir, print)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files. Reading processes that were kept know another, so they go."""
    kept.close()
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    yield folder
    kept.close()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library with a corpus folder, and a model that is a hashed bag of words."""
    library = library_in(tmp_path)
    yield library
    library.close()
