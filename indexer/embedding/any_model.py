"""Any other model than the default one, through sentence-transformers."""

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from indexer.errors import ModelUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_SLICE = 32
"""Texts embedded between two calls of `progress`."""


class SentenceTransformersEmbedder:
    """Any model sentence-transformers can open, with the prompts it brings along: a folder, or a name on its hub.

    Raises ModelUnavailable if it can't be opened.
    """

    def __init__(self, model: str, say: Callable[[str], None]):
        try:
            self._model = _sentence_transformer(model, say)
        except Exception as error:  # a folder or a hub may fail in any way
            message = f"Model embedding “{model}” tidak dapat dibuka; periksa TANYA_EMBEDDING_MODEL dan sambungan internet."
            raise ModelUnavailable(message) from error
        folder = Path(model).name
        self.name = f"{folder}-{self._fingerprint()}"
        self.dimensions: int = self._model.get_embedding_dimension()
        e5 = re.search(r"(^|[-_])e5([-_]|$)", folder.lower()) is not None
        self._query = self._prompt("query") or ("query: " if e5 else "")
        self._passage = self._prompt("passage", "document", "corpus") or ("passage: " if e5 else "")
        self._lock = Lock()  # the tokenizers behind it may not be used by two threads at once

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        return self._embed(texts, self._query)

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> np.ndarray:
        vectors = [np.empty((0, self.dimensions), dtype=np.float32)]
        for at in range(0, len(texts), _SLICE):
            vectors.append(self._embed(texts[at : at + _SLICE], self._passage))
            if progress is not None:
                progress(min(at + _SLICE, len(texts)))
        return np.concatenate(vectors)

    def _embed(self, texts: Sequence[str], prompt: str) -> np.ndarray:
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        with self._lock:
            vectors = self._model.encode(list(texts), prompt=prompt, normalize_embeddings=True, show_progress_bar=False)
        return vectors.astype(np.float32, copy=False)

    def _prompt(self, *names: str) -> str:
        """The first prompt of these names that says something: sentence-transformers fills the others in as empty."""
        return next((prompt for name in names if (prompt := self._model.prompts.get(name))), "")

    def _fingerprint(self) -> str:
        digest = hashlib.sha256()
        for _, tensor in sorted(self._model.state_dict().items()):
            digest.update(tensor.detach().float().numpy().tobytes())
        return digest.hexdigest()[:8]


def _sentence_transformer(model: str, say: Callable[[str], None]) -> "SentenceTransformer":
    """Fetches a model only when it is not on this machine, so that later starts need no network."""
    from huggingface_hub import model_info
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.set_verbosity_error()
    try:
        return SentenceTransformer(model, device="cpu", local_files_only=True)
    except OSError:
        if Path(model).exists():
            raise
    model_info(model, timeout=10)  # fails at once without a network, where loading would go on trying for a minute
    say(f"Mengunduh model embedding “{model}” (sekali saja) …")
    return SentenceTransformer(model, device="cpu")
