"""Seconds to index PDFs, beside haystack: `python bench/indexing_peer.py DOCUMENTS --peers PYTHON [--rounds N]`.

Whole processes from start to end, in turns: `tanya index` into an empty data folder (the model is prepared there), and haystack's
pipeline (haystack_indexing.py) on the same weights in float32; the median of the rounds counts. Before it, how many text pages a
second are read on one core. PYTHON has haystack-ai and sentence-transformers-haystack, with torch for CPUs; without --peers ours alone.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from e5_folder import write_folder
from machine import machine, unforced
from planning_library import settle

from indexer.reading.pdf.reader import read_pdf

PIPELINE = Path(__file__).with_name("haystack_indexing.py")


def main() -> None:
    unforced()
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("--peers", metavar="PYTHON")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    files = sorted(asked.documents.rglob("*.pdf"))
    print(f"{len(files)} PDFs; text pages read a second on one core: {pages_a_second(files, asked.rounds):.1f}", flush=True)
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        if asked.peers:
            write_folder(room / "model")
        for number in range(asked.rounds):
            ours.append(index_ours(room / f"data-{number}", asked.documents))
            if asked.peers:
                theirs.append(index_theirs(asked.peers, room / "model", files))
    show("tanya index", ours)
    if theirs:
        show("haystack", theirs)
        print(f"ratio {np.median(theirs) / np.median(ours):.2f}")
    print(machine())


def pages_a_second(files: Sequence[Path], rounds: int) -> float:
    """Of the best round; pages recognised from their pictures don't count. This process is bound to one core meanwhile."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    best = 0.0
    for _ in range(rounds):
        start = time.perf_counter()
        readings = [read_pdf(file.read_bytes()) for file in files]
        seconds = time.perf_counter() - start
        pages = sum(page.confidence is None for reading in readings for page in reading.pages)
        best = max(best, pages / seconds)
    os.sched_setaffinity(0, cores)
    return best


def index_ours(data: Path, documents: Path) -> float:
    settle(data)
    settings = {"TANYA_DATA_DIR": str(data), "TANYA_CORPUS_DIR": str(documents)}
    return seconds([sys.executable, "-m", "bot", "index", str(documents)], settings)


def index_theirs(python: str, model: Path, files: Sequence[Path]) -> float:
    offline = {"HF_HUB_OFFLINE": "1", "HAYSTACK_TELEMETRY_ENABLED": "False"}
    return seconds([python, str(PIPELINE), str(model), *map(str, files)], offline)


def seconds(command: Sequence[str], settings: Mapping[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=os.environ | settings, check=True, capture_output=True)
    return time.perf_counter() - start


def show(name: str, times: Sequence[float]) -> None:
    print(f"{name:14}{np.median(times):6.1f} s  ({', '.join(f'{one:.1f}' for one in times)})", flush=True)


if __name__ == "__main__":
    main()
