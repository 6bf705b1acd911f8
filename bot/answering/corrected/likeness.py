"""Which of many known questions ask what is typed: those near to it whose facts agree are read beside it by what was taught."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.answering.corrected.facts import Facts, differ, facts
from bot.answering.corrected.nearness import Nearness
from bot.answering.corrected.wording import unpunctuated
from indexer.sameness.sameness import Sameness

WEIGHTS = Path(__file__).with_name("weights.json")
"""Fitted by bench/corrected/fit.py."""
LEAST = 0.92
"""How likely a known question has to ask what is typed: bench/corrected/fit.py prints what is served of paraphrases and of near misses from there."""
PERHAPS = 0.5
"""How likely it has to be to be offered beside the answer: about half of the paraphrases are, and one near miss in twelve."""
NEAREST, READ = 40, 12
"""Of known questions: those whose facts are compared, and those of them that are read beside one."""


@dataclass(frozen=True, slots=True)
class Alike:
    """The place of a known question, and how likely another asks the same."""

    place: int
    likely: float


class Known:
    """Questions that others are held against. It keeps these and what they say, and nothing of what is held against them."""

    def __init__(self, questions: Sequence[str]):
        self.questions = questions
        self._written = [unpunctuated(question) for question in questions]
        self._nearness = Nearness(self._written)
        self._facts: dict[int, Facts] = {}

    def alike(self, typed: str, sameness: Sameness | None, most: int = READ, least: float = LEAST) -> list[Alike]:
        """Those that ask what is typed, as likely as `least`, the likeliest first. Without `sameness` only those that are written the same; `most` are
        read beside it."""
        said = unpunctuated(typed)
        if not said:
            return []
        near = self._nearness.nearest(said, max(NEAREST, most))
        found = {place: 1.0 for place in near if self._written[place] == said}
        if sameness:
            asked = facts(typed)
            agreeing = [place for place in near if place not in found and not differ(asked, self._said(place))][:most]
            logits = sameness.same(typed, [self.questions[place] for place in agreeing])
            found |= dict(zip(agreeing, map(probability, logits), strict=True))
        likeliest = sorted(found, key=lambda place: -found[place])
        return [Alike(place, found[place]) for place in likeliest if found[place] >= least]

    def _said(self, place: int) -> Facts:
        """Read at first need: of many questions few are ever near."""
        if place not in self._facts:
            self._facts[place] = facts(self.questions[place])
        return self._facts[place]


@cache
def weights() -> Mapping[str, float]:
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))


def probability(logit: float) -> float:
    """Of two questions whose facts agree asking the same, 0..1, by what was taught."""
    fitted = weights()
    return 1 / (1 + math.exp(-(fitted["bias"] + fitted["logit"] * logit)))
