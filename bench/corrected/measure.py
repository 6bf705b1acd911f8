"""How many paraphrases are served and how many near misses: `python bench/corrected/measure.py FILE [--show]`.

All questions of the file count as answered by a coordinator at the same time. A paraphrase counts as served only with the answer of its own question, a
near miss with that of any. `--show` prints what went wrong.
"""

import argparse
import time
from pathlib import Path

from pairs import Pair, read_pairs

from bot.answering.corrected.likeness import Asked, asked
from bot.answering.corrected.matching import LEAST, likeness


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    pairs = read_pairs(given.file)
    known = {pair.question: asked(pair.question) for pair in pairs}
    started = time.perf_counter()
    served = [(pair, best(pair.asked, known)) for pair in pairs]
    milliseconds = (time.perf_counter() - started) * 1000 / len(pairs)
    right = [is_right(pair, found) for pair, found in served]
    same = [good for (pair, _), good in zip(served, right, strict=True) if pair.same]
    other = [good for (pair, _), good in zip(served, right, strict=True) if not pair.same]
    print(f"{len(known)} answered questions; served: {sum(same) / len(same):.3f} of {len(same)} paraphrases,", end=" ")
    print(f"{1 - sum(other) / len(other):.3f} of {len(other)} near misses; {milliseconds:.1f} ms a question")
    if given.show:
        for (pair, found), good in zip(served, right, strict=True):
            if not good:
                print(f"{'+' if pair.same else '-'} {pair.asked} | {pair.question} | {found}")


def best(typed: str, known: dict[str, Asked]) -> str:
    """The question whose answer is served; "" where none is."""
    question = asked(typed)
    likely, text = max((likeness(question, one), text) for text, one in known.items())
    return text if likely >= LEAST else ""


def is_right(pair: Pair, found: str) -> bool:
    return found == (pair.question if pair.same else "")


if __name__ == "__main__":
    main()
