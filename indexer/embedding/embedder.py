"""What turns text into vectors: the protocol that every model serves.

The default model runs prepared, on onnxruntime and sentencepiece alone: torch and transformers would cost seconds and
hundreds of megabytes at each start. Any other model comes through sentence-transformers.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np


class Embedder(Protocol):
    """Vectors are (texts, dimensions) float32, of length 1, in the order of the texts. Safe to call from several threads.

    `name` stands for model and weights: vectors of two names must not meet. `progress` gets the number of texts done so far.
    """

    name: str
    dimensions: int

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray: ...

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> np.ndarray: ...
