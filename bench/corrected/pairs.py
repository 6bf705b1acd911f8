"""Pairs of questions for the benchmarks of corrected answers."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Pair:
    """`asked` is what a colleague types, `same` whether it means the corrected `question`."""

    question: str
    asked: str
    same: bool


def read_pairs(path: Path) -> list[Pair]:
    with path.open(encoding="utf-8") as lines:
        return [Pair(**json.loads(line)) for line in lines]
