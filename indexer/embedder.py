"""Text -> vectors, queries and passages apart. The only file that answers with a model runtime.

The default model runs prepared, on onnxruntime and sentencepiece alone: torch and transformers would cost seconds and
hundreds of megabytes at each start. Any other model comes through sentence-transformers.
"""

import hashlib
import json
import os
import re
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
import onnxruntime
import sentencepiece

from indexer.errors import ModelUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT_MODEL = "multilingual-e5-small"
FORMAT = 1
"""Of prepared folders. Raise it when the same weights give other vectors: the folder and every library are then made anew."""

_SLICE = 32


class Embedder(Protocol):
    """Vectors are (texts, dimensions) float32, of length 1, in the order of the texts. Safe to call from several threads.

    `name` stands for model and weights: vectors of two names must not meet. `progress` gets the number of texts done so far.
    """

    name: str
    dimensions: int

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray: ...

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> np.ndarray: ...


def open_embedder(model: str, models_dir: Path, say: Callable[[str], None]) -> Embedder:
    """The default model, prepared in `models_dir` if it isn't yet (then `say` gets a line), or any sentence-transformers model.

    Raises ModelUnavailable.
    """
    if model != DEFAULT_MODEL:
        return SentenceTransformersEmbedder(model, say)
    folder = models_dir / f"{model}-int8"
    if not is_prepared(folder):
        from indexer.prepare import prepare  # brings onnx, which answering does without

        prepare(folder, say)
    return PreparedEmbedder(folder)


def is_prepared(folder: Path) -> bool:
    """Whether `folder` holds a model that this version prepared."""
    try:
        return json.loads((folder / "model.json").read_text()).get("format") == FORMAT
    except (OSError, ValueError):
        return False


def _give_way() -> None:
    """People wait for answers; nobody waits for the next chunk."""
    if sys.platform == "linux":  # elsewhere a thread has no priority of its own
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)


class PreparedEmbedder:
    """A folder that prepare.py made: an ONNX graph for one text at a time, its tokenizer, and a description.

    Texts are cut at the tokens the model was made for. Raises ModelUnavailable if the folder is damaged.
    """

    def __init__(self, folder: Path):
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        # One thread a text and a text for each processor beats several threads a text, and leaves no thread pool behind.
        options.intra_op_num_threads = 1
        options.enable_mem_pattern = False  # remembers a layout for each length of text, and hardly two are alike
        try:
            about = json.loads((folder / "model.json").read_text())
            self._tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(folder / "tokenizer.model"))
            self._session = onnxruntime.InferenceSession(folder / "model.onnx", options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's errors have no base of their own
            message = f"Model embedding di {folder} rusak; hapus folder itu, lalu jalankan lagi."
            raise ModelUnavailable(message) from error
        self.name: str = about["name"]
        self.dimensions: int = self._session.get_outputs()[0].shape[1]
        self._tokens, self._query, self._passage = about["tokens"], about["query"], about["passage"]

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        vectors = [self._embed(self._query + text) for text in texts]
        return np.array(vectors, dtype=np.float32).reshape(-1, self.dimensions)

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> np.ndarray:
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        prefixed = [self._passage + text for text in texts]
        # Closing the map takes back what is still waiting, so that Ctrl+C doesn't wait for it.
        with (
            ThreadPoolExecutor(os.cpu_count(), initializer=_give_way) as workers,
            closing(workers.map(self._embed, prefixed)) as results,
        ):
            for at, vector in enumerate(results):
                vectors[at] = vector
                if progress is not None:
                    progress(at + 1)
        return vectors

    def token_ids(self, text: str) -> list[int]:
        """The ids the model sees, between those of the beginning and the end, cut at the model's length."""
        # As bytes, because half a surrogate pair, which a broken PDF can yield, has no UTF-8.
        ids = self._tokenizer.encode(text.encode("utf-8", "replace"))
        return [self._tokenizer.bos_id(), *ids[: self._tokens - 2], self._tokenizer.eos_id()]

    def _embed(self, text: str) -> np.ndarray:
        ids = np.array([self.token_ids(text)], dtype=np.int64)
        return self._session.run(None, {"ids": ids})[0][0]


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
