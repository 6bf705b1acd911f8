"""What tells whether two questions ask the same as prepare.py leaves it in a folder, run by onnxruntime."""

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from indexer.embedding.runtime import open_session, open_tokenizer
from indexer.errors import ModelUnavailable

PREFIX = "sameness-"
ABOUT, GRAPH, TOKENIZER = "sameness.json", "sameness.onnx", "tokenizer.model"
FORMAT = 1
"""Of prepared folders. Raise it when the same file gives another graph."""
SURELY_OTHER = -1.0
"""The logit in one order below which two questions are not held against each other in the other too: the mean would be no high one."""


def folder_of(file: Path, models_dir: Path) -> Path:
    """Where this file lies prepared: by its content, so that another file gets another folder."""
    digest = hashlib.sha256(file.read_bytes() + str(FORMAT).encode()).hexdigest()[:8]
    return models_dir / f"{PREFIX}{digest}"


def is_prepared(folder: Path) -> bool:
    return (folder / ABOUT).exists()


class OnnxSameness:
    """A folder that prepare.py made: an ONNX graph for one pair at a time, its tokenizer, and a description.

    The pairs of all calls share a thread for each processor, and nothing that was read is kept. Raises ModelUnavailable if the folder is damaged.
    """

    def __init__(self, folder: Path):
        try:
            about = json.loads((folder / ABOUT).read_text())
            self._tokens: int = about["tokens"]
            self._tokenizer = open_tokenizer(folder / TOKENIZER)
            self._session = open_session(folder / GRAPH)
            self.name: str = f"{about['name']}-{folder.name.removeprefix(PREFIX)}"
        except Exception as error:  # onnxruntime's errors have no base of their own
            message = f"Pembanding pertanyaan di {folder} rusak; hapus folder itu, lalu jalankan lagi."
            raise ModelUnavailable(message) from error
        self._workers = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="sameness")

    def same(self, question: str, others: Sequence[str]) -> list[float]:
        in_order = [(question, other) if question <= other else (other, question) for other in others]
        return list(self._workers.map(lambda pair: self._in_both_orders(*pair), in_order))

    def _in_both_orders(self, one: str, other: str) -> float:
        first = self._logit(one, other)
        return first if first < SURELY_OTHER else (first + self._logit(other, one)) / 2

    def _logit(self, one: str, other: str) -> float:
        ids = self._ids(one, other)
        (logit,) = self._session.run(["same"], {"ids": np.array([ids], dtype=np.int64)})
        return logit.item()

    def _ids(self, one: str, other: str) -> list[int]:
        """`<s> query: one </s></s> query: other </s>`, as it was taught."""
        begin, end = self._tokenizer.bos_id(), self._tokenizer.eos_id()
        said = [self._tokenizer.encode(f"query: {_with_utf8(text)}")[: self._tokens] for text in (one, other)]
        return [begin, *said[0], end, end, *said[1], end]


def _with_utf8(text: str) -> str:
    """Half a surrogate pair, which can be typed, has no UTF-8."""
    return text.encode("utf-8", "replace").decode()
