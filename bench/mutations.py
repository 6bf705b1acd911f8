"""What becomes of malformed files: `python bench/mutations.py [COUNT] [SEED]`.

All files of tests/malformed.py that were made with intent, and COUNT (2,000) valid ones damaged at random, are read as uploads
are: two at a time, with the limits that uploads have. Handled means pages or one sentence, and nothing else.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
from machine import machine

from indexer.errors import IndexerError, NeedsOcr, NoText, OverLimit
from indexer.ingest.archives import is_archive, unpack
from indexer.reading.safely import read_safely

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from malformed import corpus  # noqa: E402


def main(count: int = 2000, seed: int = 4) -> None:
    with tempfile.TemporaryDirectory() as room:
        os.environ["TMPDIR"] = str(Path(room, "tmp"))
        Path(room, "tmp").mkdir()
        with ThreadPoolExecutor(2) as pool:
            results = list(pool.map(lambda file: handled(Path(room), *file), corpus(count, seed)))
        left = len(list(Path(room, "tmp").iterdir()))
    outcomes = Counter(outcome for _, outcome, _ in results)
    bad = outcomes["not handled"]
    print(f"{len(results)} files, {len(results) - bad} handled ({1 - bad / len(results):.2%}), seed {seed}")
    for outcome, number in outcomes.most_common():
        print(f"  {number:5} {outcome}")
    zombies = sum(child.status() == psutil.STATUS_ZOMBIE for child in psutil.Process().children(recursive=True))
    print(f"left behind: {left} temporary files, {zombies} zombies; slowest:")
    for seconds, outcome, name in sorted(results, reverse=True)[:5]:
        print(f"  {seconds:6.1f} s  {name}: {outcome}")
    print(machine())


def handled(room: Path, name: str, content: bytes) -> tuple[float, str, str]:
    """(seconds, what became of it, its name)."""
    path = room / name
    path.write_bytes(content)
    started = time.monotonic()
    try:
        for file in unpack(path, room / f"isi-{name}")[:20] if is_archive(path) else [path]:
            read_safely(file)
        outcome = "read"
    except IndexerError as error:
        outcome = refusal(error)
    except Exception as error:
        outcome = "not handled"
        print(f"{name}: {error!r}")
    path.unlink()
    return time.monotonic() - started, outcome, name


def refusal(error: IndexerError) -> str:
    match error:
        case OverLimit():
            return "over a limit"
        case NeedsOcr():
            return "needs text recognition"
        case NoText():
            return "no text"
        case _:
            return "reader brought down" if "pembacanya terhenti" in str(error) else "refused"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
