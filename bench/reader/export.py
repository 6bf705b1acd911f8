"""A checkpoint as the file that the package brings: `python bench/reader/export.py CHECKPOINT.pt NAME [--out READER.npz]`."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

import torch
from network import FIRST_TAUGHT, LAYERS, bert_name
from tokens import QUESTION_TOKENS, TEXT_TOKENS

from indexer.evidence.reader.weights import FILE, ReaderWeights, save

PARTS = ("q", "k", "v", "ao", "aln", "fi", "fo", "oln")
HEADS = {"answer": "answers", "claim": "holds", "words": "words"}
"""The file's names of the heads -> the network's."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("name")
    parser.add_argument("--out", type=Path, default=FILE)
    given = parser.parse_args()
    taught = torch.load(given.checkpoint, weights_only=True)
    names = [f"l{layer}.{part}.{end}" for layer in range(FIRST_TAUGHT, LAYERS) for part in PARTS for end in "wb"]
    tensors = {name: taught[f"encoder.{bert_name(name)}"].detach().numpy() for name in names}
    for ours, theirs in HEADS.items():
        tensors |= {
            f"{ours}.w": taught[f"{theirs}.weight"].detach().numpy(),
            f"{ours}.b": taught[f"{theirs}.bias"].detach().numpy(),
        }
    made = datetime.now(UTC).date().isoformat()
    weights = ReaderWeights(
        layers=LAYERS,
        first_trained=FIRST_TAUGHT,
        question_tokens=QUESTION_TOKENS,
        text_tokens=TEXT_TOKENS,
        name=given.name,
        made=made,
        tensors=tensors,
    )
    save(given.out, weights)
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
