"""The name of a model -> its Embedder."""

from collections.abc import Callable
from pathlib import Path

from indexer.embedding.embedder import Embedder
from indexer.embedding.prepared import DEFAULT_MODEL, PreparedEmbedder, is_prepared


def open_embedder(model: str, models_dir: Path, say: Callable[[str], None]) -> Embedder:
    """The default model, prepared in `models_dir` if it isn't yet (then `say` gets a line), or any sentence-transformers model.

    Raises ModelUnavailable.
    """
    if model != DEFAULT_MODEL:
        from indexer.embedding.any_model import SentenceTransformersEmbedder

        return SentenceTransformersEmbedder(model, say)
    folder = models_dir / f"{model}-int8"
    if not is_prepared(folder):
        from indexer.embedding.prepare import prepare  # brings onnx, which answering does without

        prepare(folder, say)
    return PreparedEmbedder(folder)
