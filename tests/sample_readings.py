"""The sample documents as they are read, each once a run: that takes seconds."""

from functools import cache
from pathlib import Path

from indexer.models import Reading
from indexer.reading.formats import read

CORPUS = Path(__file__).parent.parent / "corpus"


@cache
def reading(path: Path) -> Reading:
    return read(path)
