"""How likely two questions whose facts agree ask the same: one linear model over named features, fitted by bench/corrected/fit.py."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.answering.corrected.alignment import unnamed
from bot.answering.corrected.facts import Facts, differ, facts
from bot.answering.corrected.wording import Thing, Wording, wording
from indexer.language.terms import is_word

WEIGHTS = Path(__file__).with_name("weights.json")
"""Fitted by bench/corrected/fit.py on its practice pairs. Vectors of whole questions are no feature: near misses have those nearest to each other."""
MUCH = 0.5
"""The share of a question's telling things from which on it is another question without them."""
MOST = 4
"""Things counted that one of two questions doesn't name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, read once for all questions that it is held against."""

    wording: Wording
    facts: Facts

    @property
    def telling(self) -> list[Thing]:
        """What can't be left out of it, nor left to be understood."""
        return [thing for thing in self.wording.things if not (thing.light or thing.measure)]


@cache
def weights() -> Mapping[str, float]:
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))


def asked(typed: str) -> Asked:
    said = wording(typed)
    return Asked(said, facts(said))


def features(question: Asked, known: Asked) -> dict[str, float] | None:
    """What speaks against a question asking what a known one does, each about 0..1; None where their facts differ, or too much of the known one is
    left out."""
    if differ(question.facts, known.facts):
        return None
    added, left_out = unnamed(question.wording, known.wording), unnamed(known.wording, question.wording)
    new, light = _split(thing for thing in added if thing.said not in question.wording.units)
    missing, missing_light = _split(left_out)
    telling = [thing for thing in missing if not thing.measure]
    if _is_another(known, telling, has_unit=bool(question.wording.units)):
        return None
    return {
        "something added": float(bool(new)),
        "added": min(len(new), MOST) / MOST,
        "name added": float(any(map(_is_name, new))),
        "left out": min(len(telling), MOST) / MOST,
        "name left out": float(any(map(_is_name, telling))),
        "left out light": min(len(missing_light), MOST) / MOST,
        "swapped": float(bool(new and missing)),
        "swapped light": float(bool(light and missing_light)),
    }


def probability(found: Mapping[str, float]) -> float:
    """Of two questions with these features asking the same, 0..1."""
    fitted = weights()
    odds = fitted["bias"] + sum(fitted[name] * value for name, value in found.items())
    return 1 / (1 + math.exp(-odds))


def _split(things: Iterable[Thing]) -> tuple[list[Thing], list[Thing]]:
    """What says something, and what is light."""
    every = list(things)
    return [thing for thing in every if not thing.light], [thing for thing in every if thing.light]


def _is_another(known: Asked, left_out: Sequence[Thing], *, has_unit: bool) -> bool:
    """Whether a question without these things of a known one asks something else: what it measures, the first of its subject, or most of that."""
    if not has_unit and any(thing.dimension for thing in left_out):
        return True
    subject = [thing for thing in known.telling if not thing.dimension]
    missing = [thing for thing in subject if thing in left_out]
    return bool(missing) and (missing[0] is subject[0] or len(missing) >= MUCH * len(known.telling))


def _is_name(thing: Thing) -> bool:
    """Whether it is no word of the dictionary."""
    return not all(map(is_word, thing.said.split()))
