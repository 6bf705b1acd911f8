"""The default model as prepare.py leaves it in a folder, run by onnxruntime."""

import json
import os
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import numpy as np

from indexer.embedding.runtime import open_session, open_tokenizer
from indexer.errors import ModelUnavailable

DEFAULT_MODEL = "multilingual-e5-small"
TOKENIZER = "tokenizer.model"
"""Name of the tokenizer in the folder."""
FORMAT = 1
"""Of prepared folders. Raise it when the same weights give other vectors: the folder and every library are then made anew."""


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
        try:
            about = json.loads((folder / "model.json").read_text())
            self._tokenizer = open_tokenizer(folder / TOKENIZER)
            self._session = open_session(folder / "model.onnx")
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
