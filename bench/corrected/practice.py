"""What is practised on: questions with others that ask the same, and others that ask something else.

Every fifth question of the files that coordinators' questions stand in is kept aside: nothing is taught by it, and bench/corrected/fit.py fits by it.
"""

import json
import random
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pairs import Pair, read_pairs
from rapidfuzz import fuzz
from typed import typed_anew

from bot.answering.corrected.nearness import Nearness

READER = Path(__file__).parents[1] / "reader"
KEPT_ASIDE = 5
NEAR_IN_FAMILY, NEAREST = 3, 5
"""Questions of a family nearest to one, and of all questions: what they ask is something else."""


@dataclass(frozen=True)
class Group:
    """`same` ask the same, the question itself first; `near` are other questions that look like it, `far` others that are only nearest of all."""

    same: tuple[str, ...]
    near: tuple[str, ...]
    far: tuple[str, ...] = ()


def is_kept_aside(question: str) -> bool:
    return zlib.crc32(question.encode()) % KEPT_ASIDE == 0


def answered(files: Sequence[Path]) -> list[Group]:
    """The questions of files of pairs, but those that are kept aside."""
    groups: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in (pair for file in files for pair in read_pairs(file)):
        if not is_kept_aside(pair.question):
            groups[pair.question].append(pair)
    return [
        Group((question, *(pair.asked for pair in pairs if pair.same)), tuple(pair.asked for pair in pairs if not pair.same))
        for question, pairs in groups.items()
    ]


def twins() -> list[Group]:
    """The reader's questions that have twins: those differ from them in one thing."""
    rows = [
        json.loads(line) for file in sorted((READER / "questions").glob("p*.jsonl")) for line in file.open(encoding="utf-8")
    ]
    by_id = {row["id"]: row["question"] for row in rows}
    near: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.get("twin_of") in by_id:
            near[row["twin_of"]].append(row["question"])
    return [Group((by_id[one],), tuple(others)) for one, others in near.items()]


def families() -> Iterator[Group]:
    """The questions of the reader's families, each with those of its family nearest to it that are answered otherwise."""
    for file in sorted((READER / "families").glob("k*.jsonl")):
        for line in file.open(encoding="utf-8"):
            asks = json.loads(line)["asks"]
            for ask in asks:
                others = [one["q"] for one in asks if one["answers"] != ask["answers"]]
                others.sort(key=lambda other: -fuzz.token_sort_ratio(other, ask["q"]))
                yield Group((ask["q"],), tuple(others[:NEAR_IN_FAMILY]))


def without(groups: Sequence[Group], kept_aside: Collection[str]) -> list[Group]:
    """Those groups in which none of these questions stands."""
    return [group for group in groups if kept_aside.isdisjoint((*group.same, *group.near))]


def with_far(groups: Sequence[Group], others: Sequence[Group]) -> list[Group]:
    """Each group with the questions that other groups begin with and that share most pieces of words with it."""
    first = [group.same[0] for group in (*groups, *others)]
    nearness = Nearness(first)
    found = []
    for group in groups:
        nearest = [first[place] for place in nearness.nearest(group.same[0], NEAREST)]
        found.append(replace(group, far=tuple(question for question in nearest if question not in group.same)))
    return found


class Practice:
    """Pairs of one group after another: of the answered questions, and in `share` of the cases of the reader's."""

    def __init__(self, answered: Sequence[Group], others: Sequence[Group], share: float, seed: int):
        self._random = random.Random(seed)
        self._groups = {True: answered, False: others}
        self._share = share
        self._left: dict[bool, list[Group]] = {True: [], False: []}

    def pairs(self) -> list[Pair]:
        """Of a group in one order or the other."""
        is_answered = self._random.random() >= self._share
        if not self._left[is_answered]:
            groups = self._groups[is_answered]
            self._left[is_answered] = self._random.sample(groups, len(groups))
        group = self._left[is_answered].pop()
        pairs = self._of_answered(group) if is_answered else self._of_reader(group)
        return [Pair(pair.asked, pair.question, pair.same) if self._random.random() < 0.5 else pair for pair in pairs]

    def _of_answered(self, group: Group) -> list[Pair]:
        """Two that ask the same, two that don't though they look like it, and one far."""
        first, second, third = self._random.sample(group.same * 3, 3)
        near = self._random.sample(group.near, min(2, len(group.near)))
        far = self._random.sample(group.far, min(1, len(group.far)))
        pairs = [Pair(first, second, True), Pair(first, third, True)]
        pairs += [Pair(self._random.choice(group.same), other, False) for other in (*near, *far)]
        return [replace(pair, asked=self._now_and_then(pair.asked, 0.3)) for pair in pairs]

    def _of_reader(self, group: Group) -> list[Pair]:
        """The question typed anew, and one of its twins."""
        (question,) = group.same
        pairs = [Pair(question, typed_anew(question, self._random), True)]
        near = [self._now_and_then(other, 0.5) for other in self._random.sample(group.near, min(1, len(group.near)))]
        return pairs + [Pair(self._now_and_then(question, 0.3), other, False) for other in near]

    def _now_and_then(self, question: str, how_often: float) -> str:
        return typed_anew(question, self._random) if self._random.random() < how_often else question
