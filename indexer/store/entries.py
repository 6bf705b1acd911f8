"""What the catalogue keeps of a document, as values: where its file is, what is known of it, what was read in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from indexer.models import Chunk, Loss, Metadata, Page, Relation, State

INDEX_FORMAT = 5
"""Grows whenever the same file would give other chunks, spans, acronyms or terms than before; `tanya index` then reads it anew."""
SAMPLE_SPANS = "5:48541ee6c939f129"
"""INDEX_FORMAT, and a digest of the spans of the sample documents in it: tests/test_span_format.py makes it anew, and fails when one
changes without the other."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was when it was indexed. `path` is absolute and says which document this is."""

    path: str
    sha256: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person said about a document's validity ("" is: in force), and which document is the reason, if any."""

    validity: str
    by: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as the catalogue keeps it. One id means one content forever.

    `status` and `successor` are those of Document. `found` is what the file says about itself, `given` what people said, which
    counts more; `ruling` is None while nobody said whether it is in force. `id` is None before the first `put`; `revision` changes
    with every change of it. `format` is the INDEX_FORMAT its chunks were made with.
    """

    id: int | None
    source: Source
    found: Metadata
    given: Metadata
    status: State = State.INDEXED
    revision: int = 0
    successor: int | None = None
    ruling: Ruling | None = None
    format: int = INDEX_FORMAT

    @property
    def name(self) -> str:
        """The file's name."""
        return Path(self.source.path).name

    @property
    def outdated(self) -> bool:
        """Whether its chunks were made in an older way, if there are any."""
        return self.format != INDEX_FORMAT

    @property
    def metadata(self) -> Metadata:
        """Given over found, with a title and a kind in any case."""
        return self.given.over(self.found).over(Metadata(title=Path(self.name).stem, kind="lainnya"))


Terms = tuple[str, str]
"""What the full-text index holds of a chunk: the terms of its place (title, headings), and those of its text."""


@dataclass(frozen=True, slots=True)
class IndexedChunk:
    """A chunk with all that makes it findable: its terms, and a vector (d,) float32.

    `digest` is of the text that was embedded. An id belongs to one vector forever: ids are drawn at random, so that no other
    library and no restored backup gives one a second meaning, and whoever holds id and vector need never look again.
    """

    id: int
    chunk: Chunk
    digest: bytes
    terms: Terms
    vector: np.ndarray


@dataclass(frozen=True, slots=True)
class Legal:
    """The key of the regulation a document is ("" when it is none), and what it does to others, each with the other's key."""

    act: str = ""
    relations: Sequence[tuple[str, Relation]] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """All that was read in a file: stored once, whatever becomes of the document. `acronyms` are short forms with their long ones,
    `losses` what of the file was not read."""

    pages: Sequence[Page]
    chunks: Sequence[IndexedChunk] = ()
    acronyms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    legal: Legal = Legal()
    losses: Sequence[Loss] = ()
