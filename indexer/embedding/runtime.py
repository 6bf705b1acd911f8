"""What runs a prepared model: onnxruntime for its graph, sentencepiece for its tokens. For the embedder and the reader."""

from functools import lru_cache
from pathlib import Path

import onnxruntime
import sentencepiece


def open_session(graph: Path) -> onnxruntime.InferenceSession:
    """A graph that is given one text at a time, by several threads at once. Raises what onnxruntime does, which has no base."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # One thread a text and a text for each processor beats several threads a text, and leaves no thread pool behind.
    options.intra_op_num_threads = 1
    options.enable_mem_pattern = False  # remembers a layout for each length of text, and hardly two are alike
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def open_tokenizer(model: Path) -> sentencepiece.SentencePieceProcessor:
    """The same one for files that say the same: it takes 55 MB. Raises OSError and RuntimeError."""
    return _tokenizer(model.read_bytes())


@lru_cache(maxsize=1)
def _tokenizer(model: bytes) -> sentencepiece.SentencePieceProcessor:
    return sentencepiece.SentencePieceProcessor(model_proto=model)
