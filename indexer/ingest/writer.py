"""What was read -> the catalogue. Chunks are numbered and embedded here, once; after that only their full-text rows come and go."""

import hashlib
import secrets
from collections.abc import Sequence

import numpy as np

from indexer.embedding.embedder import Embedder
from indexer.ingest.change import Change, carry_out
from indexer.ingest.material import Material
from indexer.ingest.progress import Progress
from indexer.ingest.shelf import Shelf
from indexer.language.terms import index_terms
from indexer.models import Chunk, Document
from indexer.store.catalogue import Catalogue
from indexer.store.entries import Content, IndexedChunk, Terms
from indexer.structure.chunks import embedded_text, indexed_text

_ID_BITS = 52


class Writer:
    """Writes documents that were read into one catalogue, and sees to it that their files lie where it says."""

    def __init__(self, catalogue: Catalogue, embedder: Embedder, shelf: Shelf):
        self._catalogue, self._embedder, self._shelf = catalogue, embedder, shelf

    def write(self, change: Change, made: Material, progress: Progress) -> Document | None:
        """None when another writer was faster. Raises ModelMismatch before any work."""
        self._catalogue.check_model(self._embedder.name)
        chunks = self._indexed(change.entry.metadata.title, made.chunks, progress)
        content = Content(made.pages, chunks, made.acronyms, made.legal, made.losses)
        return carry_out(
            change,
            self._catalogue,
            self._shelf,
            lambda entry, older: self._catalogue.put(entry, content, self._embedder.name, older),
        )

    def _indexed(self, title: str, chunks: Sequence[Chunk], progress: Progress) -> list[IndexedChunk]:
        """All under ids of their own: one whose text was embedded before, here or in an older version, has that vector again."""
        texts = [embedded_text(chunk) for chunk in chunks]
        digests = [hashlib.sha256(text.encode()).digest() for text in texts]
        vectors = self._vectors(dict(zip(digests, texts, strict=True)), progress)
        first = secrets.randbits(_ID_BITS)
        return [
            IndexedChunk(first + ordinal, chunk, digest, chunk_terms(title, chunk), vectors[digest])
            for ordinal, (chunk, digest) in enumerate(zip(chunks, digests, strict=True))
        ]

    def _vectors(self, texts: dict[bytes, str], progress: Progress) -> dict[bytes, np.ndarray]:
        """A vector for each text by its digest; only texts that are new to the catalogue are embedded."""
        known = self._catalogue.embedded(list(texts))
        new = [digest for digest in texts if digest not in known]
        progress("diindeks", 0, len(new))
        made = self._embedder.embed_passages(
            [texts[digest] for digest in new], lambda done: progress("diindeks", done, len(new))
        )
        return known | dict(zip(new, made, strict=True))


def chunk_terms(title: str, chunk: Chunk) -> Terms:
    """What the full-text index holds of a chunk in a document of this title."""
    place, body = indexed_text(title, chunk)
    return index_terms(place), index_terms(body)
