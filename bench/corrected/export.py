"""A checkpoint as the file that the package brings: `python bench/corrected/export.py CHECKPOINT.pt NAME [--out SAMENESS.npz]`."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

import torch
from network import FIRST_TAUGHT, LAYERS, bert_name
from train import TOKENS

from indexer.embedding.taught import layer_shapes
from indexer.sameness.weights import FILE, SamenessWeights, save


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("name")
    parser.add_argument("--out", type=Path, default=FILE)
    given = parser.parse_args()
    taught = {name: value.detach().numpy() for name, value in torch.load(given.checkpoint, weights_only=True).items()}
    tensors = {name: taught[f"encoder.{bert_name(name)}"] for name in layer_shapes(range(FIRST_TAUGHT, LAYERS))}
    tensors |= {"same.w": taught["head.weight"], "same.b": taught["head.bias"]}
    weights = SamenessWeights(
        layers=LAYERS,
        first_trained=FIRST_TAUGHT,
        tokens=TOKENS,
        name=given.name,
        made=datetime.now(UTC).date().isoformat(),
        tensors=tensors,
    )
    save(given.out, weights)
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
