"""How likely two questions whose facts agree ask the same: one linear model over named features, fitted by bench/corrected/fit.py."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.answering.corrected.alignment import unnamed
from bot.answering.corrected.facts import Facts, differ, facts
from bot.answering.corrected.wording import Thing, Wording, wording
from indexer.language.terms import is_word

WEIGHTS = Path(__file__).with_name("weights.json")
"""Fitted by bench/corrected/fit.py on its practice pairs."""
MUCH = 0.4
"""The share of a question's things from which on it is another question without them."""
MOST = 4
"""Things counted that one of two questions doesn't name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, read once for all questions that it is held against."""

    wording: Wording
    facts: Facts


@cache
def weights() -> Mapping[str, float]:
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))


def asked(typed: str) -> Asked:
    said = wording(typed)
    return Asked(said, facts(said))


def features(question: Asked, known: Asked) -> dict[str, float] | None:
    """What speaks for and against a question asking what a known one does, each about 0..1; None where their facts differ."""
    if differ(question.facts, known.facts):
        return None
    added, left_out = unnamed(question.wording, known.wording), unnamed(known.wording, question.wording)
    size = max(1, len(known.wording.things))
    heavy = [thing for thing in left_out if not (thing.light or thing.measure)]
    return {
        "something added": float(_any_heavy(added)),
        "added": _count(added, light=False, names=False),
        "added names": _count(added, light=False, names=True),
        "added light": _count(added, light=True, names=False),
        "left out": min(len(heavy), MOST) / MOST,
        "left out names": float(any(map(_is_name, heavy))),
        "left out light": _count(left_out, light=True, names=False),
        "left out measures": float(any(thing.measure for thing in left_out)),
        "swapped": float(_any_heavy(added) and _any_heavy(left_out)),
        "swapped light": float(any(thing.light for thing in added) and any(thing.light for thing in left_out)),
        "mostly left out": float(len(heavy) / size >= MUCH),
        "head left out": float(any(thing in heavy for thing in _heavy(known.wording.things)[:1])),
    }


def probability(found: Mapping[str, float]) -> float:
    """Of two questions with these features asking the same, 0..1."""
    fitted = weights()
    odds = fitted["bias"] + sum(fitted[name] * value for name, value in found.items())
    return 1 / (1 + math.exp(-odds))


def _count(things: Sequence[Thing], *, light: bool, names: bool) -> float:
    counted = [thing for thing in things if thing.light == light and (light or _is_name(thing) == names)]
    return min(len(counted), MOST) / MOST


def _heavy(things: Sequence[Thing]) -> list[Thing]:
    return [thing for thing in things if not thing.light]


def _any_heavy(things: Sequence[Thing]) -> bool:
    return any(not thing.light for thing in things)


def _is_name(thing: Thing) -> bool:
    """Whether it is no word of the dictionary."""
    return not all(map(is_word, thing.said.split()))
