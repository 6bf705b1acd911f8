"""Passages a second in `tanya index` and in sentence-transformers: `python bench/embed.py [FILE ...]`.

Same weights, same passages, same run: 200 windows of about 260 tokens from the files given, or from corpus/. Two rounds each,
in turn, so that what else the machine does falls on both; the better round counts.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from e5_folder import write_folder
from machine import machine, unforced

from indexer.embedding.opening import open_embedder
from indexer.embedding.prepared import DEFAULT_MODEL, PreparedEmbedder
from indexer.reading.formats import SUFFIXES, read

ROOT = Path(__file__).parent.parent
PASSAGES, TOKENS, ROUNDS = 200, 260, 2


def main() -> None:
    unforced()
    files = [Path(name) for name in sys.argv[1:]] or [path for path in (ROOT / "corpus").rglob("*") if path.suffix in SUFFIXES]
    embedder = open_embedder(DEFAULT_MODEL, ROOT / "data" / "models", print)
    passages = windows("\n".join(page.text for path in sorted(files) for page in read(path).pages), embedder)
    lengths = [len(embedder.token_ids(passage)) for passage in passages]
    print(f"{len(passages)} passages of {np.mean(lengths):.0f} tokens on average, from {len(files)} files")
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room, DEFAULT_MODEL)
        write_folder(folder)
        from sentence_transformers import SentenceTransformer

        torch = SentenceTransformer(str(folder), device="cpu")
    ours, theirs = compared(
        lambda: embedder.embed_passages(passages, lambda done: None),
        lambda: torch.encode(passages, prompt_name="passage", show_progress_bar=False),
    )
    show(embedder.name, ours, theirs)


def windows(text: str, embedder: PreparedEmbedder) -> list[str]:
    """Evenly spaced over the text, overlapping where it is short; as long as TOKENS tokens are on average."""

    def cut(size: int) -> list[str]:
        return [text[at : at + size].strip() for at in np.linspace(0, len(text) - size, PASSAGES, dtype=int)]

    trial = TOKENS * 2  # characters; few enough that no window is cut at the model's length
    tokens = np.mean([len(embedder.token_ids(window)) for window in cut(trial)])
    return cut(round(trial * TOKENS / tokens))


def compared(*runs: Callable[[], np.ndarray]) -> list[tuple[float, np.ndarray]]:
    """(passages a second, vectors) of each run."""
    best: list[tuple[float, np.ndarray]] = [(0.0, np.empty(0))] * len(runs)
    for _ in range(ROUNDS):
        for at, run in enumerate(runs):
            start = time.perf_counter()
            vectors = run()
            best[at] = max(best[at], (len(vectors) / (time.perf_counter() - start), vectors), key=lambda result: result[0])
    return best


def show(name: str, ours: Sequence, theirs: Sequence) -> None:
    cosines = (ours[1] * theirs[1]).sum(axis=1)
    print(f"{'':44}passages/s")
    print(f"{name:44}{ours[0]:10.1f}")
    print(f"{'sentence-transformers, torch float32':44}{theirs[0]:10.1f}")
    print(f"ratio {ours[0] / theirs[0]:.1f}; cosine between them {cosines.min():.3f} at least, {cosines.mean():.3f} on average")
    print(machine())


if __name__ == "__main__":
    main()
