"""A question as a vector: the model's, beside one of the words themselves, which the model knows too little of ("RTLH", "TPP")."""

import zlib
from collections.abc import Sequence

import numpy as np

from bot.answering.gaps.topics import Topic
from indexer.embedding.embedder import Embedder

WAY = "1"
"""Changed whenever a question would get another vector by the same model."""
PLACES = 1024
MODEL_WEIGHT = 4.0
"""What the model's cosine counts where that of the words counts 1: its cosines lie in a narrow band. Fitted by bench/gaps/README.md."""


def made_by(model: Embedder) -> str:
    """Names the way of making vectors: those of two ways must not meet."""
    return f"{model.name}/{WAY}"


def vectors(topics: Sequence[Topic], model: Embedder) -> np.ndarray:
    """(topics, dimensions) float32, each of length 1: their scalar product is how much two questions are about the same."""
    by_model = model.embed_queries([topic.text or "?" for topic in topics])
    joined = np.hstack([np.sqrt(MODEL_WEIGHT) * by_model, np.stack([_of_words(topic) for topic in topics])])
    return joined / np.linalg.norm(joined, axis=1, keepdims=True)


def _of_words(topic: Topic) -> np.ndarray:
    """Of length 1; a place that two words share is rare, and the sign that a word has makes it no likeness."""
    places = np.zeros(PLACES, dtype=np.float32)
    for word in topic.words:
        checksum = zlib.crc32(word.form.encode())
        sign = 1 if checksum & PLACES else -1
        places[checksum % PLACES] += sign * word.weight
    length = np.linalg.norm(places)
    return places / length if length else places
