"""The real model, prepared once per checkout and opened once per run. Tests that ask for it are slow: mark them `model`."""

from pathlib import Path

import pytest
from chat_world import empty_world, world  # noqa: F401  fixtures of the chat tests

from indexer.embedder import DEFAULT_MODEL, Embedder, open_embedder


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return open_embedder(DEFAULT_MODEL, Path(__file__).parent.parent / "data" / "models", print)


@pytest.fixture(scope="session")
def models_dir(embedder: Embedder) -> Path:
    """Where the default model lies, ready to open."""
    return Path(__file__).parent.parent / "data" / "models"
