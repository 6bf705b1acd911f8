"""What is answered and what is refused, by the probability that is asked for: `python bench/reader/curve.py --set NAME QUESTIONS.jsonl DOCUMENTS...`.

`--set` may be given several times. Each question is asked at every threshold as the bot would with it, two-part questions too. Prints Markdown: all
sets together by threshold, each set at the three degrees of boldness, and whether what is said to be likely is so; and draws
docs/gambar/keandalan.svg.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from picture import Curve, Panel, draw
from reliability import Bin, bins
from worth import head, row, share

sys.path.append(str(Path(__file__).parent.parent))
from machine import machine, unforced
from question_sets import ROOT, QuestionSet, argument_parser, open_sets

from bot.answering.evaluation import judge
from bot.settings import THRESHOLDS as BOLDNESS
from indexer.library import Library
from indexer.models import Passage
from indexer.question.model import Question

THRESHOLDS = tuple(np.round(np.arange(0.05, 1.0, 0.05), 2).tolist())
BETWEEN = 0.5
"""The threshold with which the probabilities are said that are compared with what is so."""
PICTURE = ROOT / "docs" / "gambar" / "keandalan.svg"
BLUE, GREEN, RED = "#1f5fa8", "#2f8f4e", "#c0392b"
MOST_DOT, LEAST_DOT = 9, 3
"""Pixels that the radius of a dot grows by with the number of its questions, and that it has at least."""


@dataclass(frozen=True)
class Said:
    """How one question went at one threshold."""

    answerable: bool
    refused: bool
    right: bool
    sure: float


@dataclass(frozen=True)
class Shares:
    """Of the answerable questions those answered rightly and those refused, and of the others those refused; None where there are none."""

    right: float | None
    falsely: float | None
    caught: float | None


class Searched:
    """A library that reads and searches for each question once: at another threshold only the composing is another."""

    def __init__(self, library: Library):
        self._library = library
        self._understood: dict[str, Question] = {}
        self._found: dict[int, list[Passage]] = {}

    def understand(self, typed: str, earlier: Sequence[str] = ()) -> Question:
        """As the library's; questions of a set stand by themselves, so that `earlier` is empty."""
        if typed not in self._understood:
            self._understood[typed] = self._library.understand(typed, earlier)
        return self._understood[typed]

    def search(self, question: Question) -> list[Passage]:
        known = id(question)  # kept above, with its parts, as long as this is
        if known not in self._found:
            self._found[known] = self._library.search(question)
        return self._found[known]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)


def main() -> None:
    unforced()
    sets = [searched(questions) for questions in open_sets(argument_parser(__doc__).parse_args().sets)]
    said: dict[float, dict[str, list[Said]]] = {}
    for threshold in THRESHOLDS:
        said[threshold] = {questions.name: ask(questions, threshold) for questions in sets}
    together = {threshold: [one for asked in by_set.values() for one in asked] for threshold, by_set in said.items()}
    show_thresholds(together)
    show_sets(said)
    table = bins([one.sure for one in together[BETWEEN]], [one.answerable for one in together[BETWEEN]])
    show_reliability(table)
    draw([answered({threshold: shares(asked) for threshold, asked in together.items()}), reliable(table)], PICTURE)
    print(f"\n{machine()}")


def searched(questions: QuestionSet) -> QuestionSet:
    return replace(questions, library=Searched(questions.library))


def ask(questions: QuestionSet, threshold: float) -> list[Said]:
    said = []
    for item, answer in zip(questions.items, questions.answers(threshold), strict=True):
        outcome = judge(item, answer, questions.library)
        said.append(Said(not item.unanswerable, outcome.refused, outcome.right, answer.confidence))
    return said


def shares(asked: Sequence[Said]) -> Shares:
    answerable = [one for one in asked if one.answerable]
    others = [one for one in asked if not one.answerable]
    return Shares(
        right=_mean([one.right for one in answerable]),
        falsely=_mean([one.refused for one in answerable]),
        caught=_mean([one.refused for one in others]),
    )


def _mean(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None


def show_thresholds(together: dict[float, list[Said]]) -> None:
    names = {threshold: name for name, threshold in BOLDNESS.items()}
    print(f"\n{head(('batas', '`TANYA_BOLDNESS`', 'dijawab benar', 'tertangkap', 'keliru ditolak'))}")
    for threshold, asked in together.items():
        found = shares(asked)
        limit = f"{threshold:.2f}".replace(".", ",")
        name = f"`{names[threshold]}`" if threshold in names else ""
        print(row([limit, name, *map(share, (found.right, found.caught, found.falsely))]))


def show_sets(said: dict[float, dict[str, list[Said]]]) -> None:
    print(f"\nDijawab benar / tertangkap / keliru ditolak\n\n{head(('kumpulan', *(f'`{name}`' for name in BOLDNESS)))}")
    for name in next(iter(said.values())):
        asked = said[BETWEEN][name]
        there = sum(one.answerable for one in asked)
        found = [shares(said[threshold][name]) for threshold in BOLDNESS.values()]
        cells = [" / ".join(map(share, (one.right, one.caught, one.falsely))) for one in found]
        print(row([f"{name} ({there} + {len(asked) - there})", *cells]))


def show_reliability(table: Sequence[Bin]) -> None:
    print(f"\n{head(('peluang', 'pertanyaan', 'rata-rata peluang', 'memang ada jawabannya'))}")
    for one in table:
        print(row([f"{one.low:.1f}–{one.high:.1f}".replace(".", ","), str(one.count), share(one.said), share(one.observed)]))


def answered(by_threshold: dict[float, Shares]) -> Panel:
    """The three shares by threshold, and where the degrees of boldness lie."""
    curves = [
        Curve(_points(by_threshold, "right"), BLUE, "dijawab benar, dari yang ada jawabannya"),
        Curve(_points(by_threshold, "caught"), GREEN, "ditolak, dari yang tidak ada jawabannya"),
        Curve(_points(by_threshold, "falsely"), RED, "ditolak, dari yang ada jawabannya"),
    ]
    return Panel("Batas peluang", "Bagian pertanyaan", curves, [((limit, 0), (limit, 1)) for limit in BOLDNESS.values()])


def _points(by_threshold: dict[float, Shares], name: str) -> list[tuple[float, float]]:
    found = [(threshold, getattr(shares, name)) for threshold, shares in by_threshold.items()]
    return [(threshold, value) for threshold, value in found if value is not None]


def reliable(table: Sequence[Bin]) -> Panel:
    """A dot a bin, its area by the number of its questions; on the diagonal what is said is what is so."""
    most = max(one.count for one in table)
    sizes = [LEAST_DOT + MOST_DOT * (one.count / most) ** 0.5 for one in table]
    curve = Curve([(one.said, one.observed) for one in table], BLUE, sizes=sizes)
    return Panel("Peluang yang dihitung", "Memang ada jawabannya", [curve], [((0, 0), (1, 1))])


if __name__ == "__main__":
    main()
