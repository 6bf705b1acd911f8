"""Practice questions: `questions/*.jsonl` beside this file.

A line is a question as `tanya eval` reads it, with what it is: `type`, `style`, and for one without an answer `twin_of` and `why`.
"""

import json
import re
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from groups import Places

from bot.answering.question_file import Item

WHOLE = r"(?!\d)(?!\.\d)(?!,(?!0+(?!\d))\d)"
"""Behind a number: that it ends here, but for decimals that are nothing (",00")."""


@dataclass(frozen=True)
class Practice:
    """A question with what is right, and the set that it is of."""

    item: Item
    source: str
    type: str
    style: str

    @property
    def kept_aside(self) -> bool:
        """Whether one of its documents is kept aside: the reader isn't taught with it."""
        return any(fnmatch(document, pattern) for document in self.item.docs for pattern in _aside())


@dataclass(frozen=True)
class Row:
    """A span found for a question. `answers` is None where it holds a fact and may not be meant; `places` and `unclear` are as in groups.Practised."""

    text: str
    own: int
    document: str
    order: tuple[int, int]
    odds: float
    features: dict[str, float]
    facts: frozenset[int]
    answers: bool | None
    places: Places = ()
    unclear: Places = ()
    found: bool = True


@dataclass(frozen=True)
class Asked:
    """A practice question with the rows found for it, best first as rules rank them."""

    practice: Practice
    rows: list[Row] = field(default_factory=list)


def read_practice(path: Path) -> list[Practice]:
    """The questions of a file; its stem names the set."""
    practice = []
    for line in path.read_text(encoding="utf-8").splitlines():
        known = json.loads(line)
        practice.append(Practice(Item.model_validate(known), path.stem, known.get("type", ""), known.get("style", "")))
    return practice


def pattern(words: str) -> str:
    """Words as a pattern that finds them however they are spaced, and a number only as a whole, with or without ",00"."""
    spaced = r"\s*".join(map(re.escape, words.split()))
    before = r"(?<![\d.,])" if words[0].isdigit() else r"(?<!\w)" if words[0].isalpha() else ""
    after = WHOLE if words[-1].isdigit() else r"(?!\w)" if words[-1].isalpha() else ""
    return f"{before}{spaced}{after}"


@cache
def _aside() -> tuple[str, ...]:
    lines = Path(__file__).with_name("kept_aside.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
