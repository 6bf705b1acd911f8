"""How many paraphrases are served and how many near misses: `python bench/corrected/measure.py FILE.jsonl ... [--aside] [--show]`.

All questions of the files count as answered by a coordinator at the same time; with `--aside` only those are asked that nothing was taught by
(practice.py). A paraphrase counts as served only with the answer of its own question, a near miss with that of any. `--show` prints what went wrong.
"""

import argparse
import time
from pathlib import Path

from pairs import Pair, read_pairs
from practice import is_kept_aside

from bot.answering.corrected.likeness import Known
from indexer.sameness.opening import open_sameness

MODELS = Path(__file__).parents[2] / "data" / "models"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--aside", action="store_true")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    every = [pair for file in given.files for pair in read_pairs(file)]
    pairs = [pair for pair in every if is_kept_aside(pair.question) or not given.aside]
    questions = list(dict.fromkeys(pair.question for pair in every))
    known, sameness = Known(questions), open_sameness(MODELS, print)
    started = time.perf_counter()
    alike = [known.alike(pair.asked, sameness) for pair in pairs]
    milliseconds = (time.perf_counter() - started) * 1000 / len(pairs)
    served = [questions[found[0].place] if found else "" for found in alike]
    right = [is_right(pair, question) for pair, question in zip(pairs, served, strict=True)]
    same = [good for pair, good in zip(pairs, right, strict=True) if pair.same]
    other = [good for pair, good in zip(pairs, right, strict=True) if not pair.same]
    print(f"{len(questions)} answered questions; served: {sum(same) / len(same):.3f} of {len(same)} paraphrases,", end=" ")
    print(f"{1 - sum(other) / len(other):.3f} of {len(other)} near misses; {milliseconds:.1f} ms a question")
    if given.show:
        for pair, question, good in zip(pairs, served, right, strict=True):
            if not good:
                print(f"{'+' if pair.same else '-'} {pair.asked} | {pair.question} | {question}")


def is_right(pair: Pair, served: str) -> bool:
    return served == (pair.question if pair.same else "")


if __name__ == "__main__":
    main()
