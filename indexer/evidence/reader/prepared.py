"""The reader as prepare.py leaves it in a folder, run by onnxruntime."""

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import numpy as np

from indexer.embedding.runtime import open_session, open_tokenizer
from indexer.errors import ModelUnavailable
from indexer.evidence.reader.pairs import Pairs, characters
from indexer.evidence.reader.reader import Read

ABOUT, GRAPH, TOKENIZER = "reader.json", "reader.onnx", "tokenizer.model"
FORMAT = 1
"""Of prepared folders. Raise it when the same file gives another graph."""
REMEMBERED = 4096
"""Pairs whose reading is kept: a hundred questions of some forty spans, a few megabytes with their texts."""
LONGEST = 40
"""Tokens of the words that answer, at most."""

_NOTHING = Read(answers=-20.0, words=-20.0, start=0, end=0)
"""Of a text without a token: surely no answer."""


def folder_of(file: Path, models_dir: Path) -> Path:
    """Where the reader of this file lies prepared: by its content, so that another file gets another folder."""
    digest = hashlib.sha256(file.read_bytes() + str(FORMAT).encode()).hexdigest()[:8]
    return models_dir / f"reader-{digest}"


def is_prepared(folder: Path) -> bool:
    return (folder / ABOUT).exists()


class OnnxReader:
    """A folder that prepare.py made: an ONNX graph for one pair at a time, its tokenizer, and a description.

    The pairs of all calls share a thread for each processor. Raises ModelUnavailable if the folder is damaged.
    """

    def __init__(self, folder: Path):
        try:
            about = json.loads((folder / ABOUT).read_text())
            self.pairs = Pairs(open_tokenizer(folder / TOKENIZER), about["question_tokens"], about["text_tokens"])
            self._session = open_session(folder / GRAPH)
            self.name: str = f"{about['name']}-{folder.name.rpartition('-')[2]}"
        except Exception as error:  # onnxruntime's errors have no base of their own
            message = f"Pembaca jawaban di {folder} rusak; hapus folder itu, lalu jalankan lagi."
            raise ModelUnavailable(message) from error
        self._workers = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="reader")
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._read)

    def read(self, question: str, texts: Sequence[str]) -> list[Read]:
        longest_first = sorted(set(texts), key=len, reverse=True)  # so that no thread is left alone with a long one at the end
        readings = self._workers.map(lambda text: self._remembered(question, text), longest_first)
        by_text = dict(zip(longest_first, readings, strict=True))
        return [by_text[text] for text in texts]

    def _read(self, question: str, text: str) -> Read:
        pair = self.pairs.pair(question, text)
        if not pair.spans:
            return _NOTHING
        answer, words = self._session.run(["answer", "words"], {"ids": np.array([pair.ids], dtype=np.int64)})
        none = words[0].sum()
        first, last, best = best_words(words[pair.first : pair.first + len(pair.spans)])
        start, end = characters(text, pair.spans, first, last)
        return Read(answers=answer.item(), words=(best - none).item(), start=start, end=end)


def best_words(logits: np.ndarray) -> tuple[int, int, np.float32]:
    """The first and the last token of the best words, LONGEST at most, and the sum of their logits; `logits` are (tokens, 2)."""
    sums = logits[:, 0, None] + logits[:, 1]
    allowed = np.tril(np.triu(np.ones_like(sums, dtype=bool)), LONGEST - 1)
    place = np.where(allowed, sums, -np.inf).argmax()
    first, last = np.unravel_index(place, sums.shape)
    return int(first), int(last), sums[first, last]
