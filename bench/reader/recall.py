"""How often what answers is among the spans that are read: `python bench/reader/recall.py FOLDER ...`, a folder of what candidates.py wrote.

A line a set, its questions kept aside and its others apart: of the answerable questions of which a span is known, how many have one among the
passages that are looked into, among the N likeliest by what is known without reading, and all their facts together in the ten likeliest.
"""

import pickle
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from practice import Asked, Row

from indexer.evidence.probability import log_odds, weights

LIKELIEST = (1, 8, 16, 32, 48)
TOGETHER = 10
"""Spans of which an answer may be put together."""


@dataclass(frozen=True)
class Found:
    """Of one question: whether a span that answers is in a passage found, at what place the first one stands among the likeliest (from 0), and
    whether the likeliest hold all facts together."""

    among_passages: bool
    place: int
    together: bool


def main() -> None:
    files = sorted(file for folder in sys.argv[1:] for file in Path(folder).glob("*.pickle"))
    print(
        f"{'set':16}{'kept aside':>11}{'questions':>10}{'passages':>9}", *(f"{f'@{many}':>6}" for many in LIKELIEST), "facts@10"
    )
    for file in files:
        asked = [one for one in pickle.loads(file.read_bytes()) if any(row.answers for row in one.rows)]
        for kept_aside in (True, False):
            found = [look(one) for one in asked if one.practice.kept_aside == kept_aside]
            if found:
                print(f"{file.stem:16}{'yes' if kept_aside else 'no':>11}{line(found)}", flush=True)


def look(asked: Asked) -> Found:
    likeliest = sorted((row for row in asked.rows if row.found), key=unread, reverse=True)
    places = [place for place, row in enumerate(likeliest) if row.answers]
    held = [row.facts for row in likeliest[:TOGETHER] if row.answers is not False]
    facts = len(asked.practice.item.key_facts)
    place = places[0] if places else len(asked.rows)
    return Found(bool(places), place, together=len(frozenset().union(*held)) == facts)


def unread(row: Row) -> float:
    """The log-odds of a row by the weights as they are now, not by those of the time when it was written."""
    known = {name: value for name, value in row.features.items() if name in weights()["unread"]}
    return log_odds(known, "unread")


def line(found: Sequence[Found]) -> str:
    passages = share([one.among_passages for one in found])
    likeliest = [share([one.among_passages and one.place < many for one in found]) for many in LIKELIEST]
    together = share([one.together for one in found])
    return f"{len(found):>10}{passages:>9.3f} " + " ".join(f"{part:>6.3f}" for part in likeliest) + f" {together:>8.3f}"


def share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags)


if __name__ == "__main__":
    main()
