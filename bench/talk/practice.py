"""What small talk is taught with: lines written for it, and the real questions of bench/."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.question.talk import LONGEST, QUESTION

BENCH = Path(__file__).parent.parent
FILES = ("reader/questions/*.jsonl", "questions/*.jsonl", "corpus_questions.jsonl")


@dataclass(frozen=True)
class Line:
    """What somebody typed, and its kind: a Talk, or QUESTION. `practised`: it was written to be taught, and asked of no document."""

    text: str
    kind: str
    practised: bool = True


def practice() -> list[Line]:
    """The lines of practice.jsonl."""
    return [Line(line["text"], line["kind"]) for line in _lines(Path(__file__).with_name("practice.jsonl"))]


def real_questions() -> list[Line]:
    """The questions of all sets that are short enough to be taken for small talk."""
    paths = sorted(path for pattern in FILES for path in BENCH.glob(pattern))
    texts = dict.fromkeys(line["question"] for path in paths for line in _lines(path))
    return [Line(text, QUESTION, practised=False) for text in texts if len(text) <= LONGEST]


def _lines(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
