"""The cited page as a picture: time to it, and whether the quote is found on it.

    python bench/pictures.py --set NAME QUESTIONS.jsonl DOCUMENTS... [--set ...]

Every citation of every answer is shown twice: cold, and warm from the cache.
"""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from machine import machine, unforced
from question_sets import argument_parser, open_sets

from bot.pictures.cited_pages import Pictures


def main() -> None:
    unforced()
    for questions in open_sets(argument_parser(__doc__).parse_args().sets):
        cold, warm, missed = [], [], []
        with tempfile.TemporaryDirectory() as room:
            pictures = Pictures(questions.library, Path(room))
            for cited in dict.fromkeys(cited for answer in questions.answers() for cited in answer.citations):
                for times in (cold, warm):
                    start = time.perf_counter()
                    picture = pictures.page(cited.document.id, cited.page, [cited.quote], cited.heading)
                    times.append(time.perf_counter() - start)
                if not picture.marked:
                    missed.append(f"{cited.document.name} {cited.place}: {cited.quote[:120]}")
        print(
            f"\n{questions.name}: {len(cold)} citations, quote found on the picture {1 - len(missed) / max(len(cold), 1):.3f}"
        )
        show("cold", cold)
        show("warm", warm)
        print(*missed, sep="\n")
    print(machine())


def show(what: str, times: Sequence[float]) -> None:
    p50, p95, longest = np.percentile(np.array(times) * 1000, [50, 95, 100])
    print(f"{what:6} p50 {p50:6.0f} ms   p95 {p95:6.0f} ms   longest {longest:6.0f} ms")


if __name__ == "__main__":
    main()
