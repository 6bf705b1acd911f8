"""The reader as prepare.py leaves it in a folder, run by onnxruntime."""

import hashlib
import json
import math
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import numpy as np

from indexer.embedding.runtime import open_session, open_tokenizer
from indexer.errors import ModelUnavailable
from indexer.evidence.reader.pairs import CLAIM, Pairs
from indexer.evidence.reader.reader import Read
from indexer.evidence.reader.wording import InPlace

ABOUT, GRAPH, TOKENIZER = "reader.json", "reader.onnx", "tokenizer.model"
FORMAT = 3
"""Of prepared folders. Raise it when the same file gives another graph."""
REMEMBERED = 4096
"""Pairs whose reading is kept: a hundred questions of some forty spans, a few megabytes with their texts."""

_NO_ANSWER = -20.0
"""The logit of a text without a token: surely none."""


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
        self._held = lru_cache(maxsize=REMEMBERED)(self._hold)

    def read(self, question: str, spans: Sequence[InPlace]) -> list[Read]:
        # The longest first, so that no thread is left alone with a long one at the end.
        longest_first = sorted(set(spans), key=lambda span: len(span.text), reverse=True)
        readings = self._workers.map(lambda span: self._remembered(question, span), longest_first)
        by_span = dict(zip(longest_first, readings, strict=True))
        return [by_span[span] for span in spans]

    def holds(self, claim: str, spans: Sequence[InPlace]) -> list[float]:
        return list(self._workers.map(lambda span: self._held(claim, span), spans))

    def _hold(self, claim: str, span: InPlace) -> float:
        pair = self.pairs.pair(claim, span.text, CLAIM)
        if not pair.spans:
            return _NO_ANSWER
        (holds,) = self._session.run(["claim"], {"ids": np.array([pair.ids], dtype=np.int64)})
        return holds.item()

    def _read(self, question: str, span: InPlace) -> Read:
        pair = self.pairs.pair(question, span.text)
        if not pair.spans:
            return Read(_NO_ANSWER, cells=(-math.inf,) * len(span.cells))
        answer, words = self._session.run(["answer", "words"], {"ids": np.array([pair.ids], dtype=np.int64)})
        of_text = words[pair.first : pair.first + len(pair.spans)].tolist()
        cells = [_highest(of_text, pair.spans, *place) for place in span.cells]
        return Read(answers=answer.item(), cells=tuple(cells))


def _highest(logits: Sequence[float], tokens: Sequence[tuple[int, int]], start: int, end: int) -> float:
    """The highest logit of a token that has characters from `start` up to `end`; -inf where there is none."""
    within = [logit for logit, (begins, ends) in zip(logits, tokens, strict=True) if begins < end and ends > start]
    return max(within, default=-math.inf)
