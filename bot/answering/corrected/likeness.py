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
_COUNTS = frozenset({"jumlah", "skor", "persentase"})
"""Measures that are asked by "berapa" alone."""
MUCH = 0.5
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
    """What speaks for and against a question asking what a known one does, each about 0..1; None where their facts differ, or too much of the known one is left out."""
    if differ(question.facts, known.facts):
        return None
    added, left_out = unnamed(question.wording, known.wording), unnamed(known.wording, question.wording)
    units = [thing for thing in added if thing.unit and not thing.light]
    added = [thing for thing in added if thing not in units]
    heavy = [thing for thing in left_out if not (thing.light or thing.measure)]
    if _is_another(known, heavy, units):
        return None
    return {
        "something added": float(_any_heavy(added)),
        "unit added": float(any(thing.unit for thing in units)),
        "another measure": float(_any_measure(left_out) and (_any_measure(added) or any(thing.said in _COUNTS for thing in added))),
        "added": _count(added, light=False, names=False),
        "added names": _count(added, light=False, names=True),
        "added light": _count(added, light=True, names=False),
        "left out": min(len(heavy), MOST) / MOST,
        "left out names": float(any(map(_is_name, heavy))),
        "left out light": _count(left_out, light=True, names=False),
        "left out measures": float(any(thing.measure for thing in left_out)),
        "swapped": float(_any_heavy(added) and _any_heavy(left_out)),
        "swapped light": float(any(thing.light for thing in added) and any(thing.light for thing in left_out)),
        "another head": float(_begins_with(question, added) and _begins_with(known, left_out)),
    }


def _is_another(known: Asked, left_out: Sequence[Thing], units: Sequence[Thing]) -> bool:
    """Whether a question without these things of a known one asks something else: the first of them, most of them, or what is measured."""
    telling = [thing for thing in known.wording.things if not (thing.light or thing.measure)]
    lacks_dimension = not units and any(thing.dimension for thing in left_out)
    subject = [thing for thing in left_out if not thing.dimension]
    lacks_most = len(subject) >= MUCH * len(telling) and bool(subject)
    subjects = [thing for thing in telling if not thing.dimension]
    return lacks_dimension or lacks_most or bool(subjects and subjects[0] in subject)


def probability(found: Mapping[str, float]) -> float:
    """Of two questions with these features asking the same, 0..1."""
    fitted = weights()
    odds = fitted["bias"] + sum(fitted[name] * value for name, value in found.items())
    return 1 / (1 + math.exp(-odds))


def _count(things: Sequence[Thing], *, light: bool, names: bool) -> float:
    counted = [thing for thing in things if thing.light == light and (light or _is_name(thing) == names)]
    return min(len(counted), MOST) / MOST


def _begins_with(question: Asked, missing: Sequence[Thing]) -> bool:
    """Whether the first thing of a question is one of these."""
    return any(thing in missing for thing in question.wording.things[:1])


def _any_measure(things: Sequence[Thing]) -> bool:
    return any(thing.measure for thing in things)


def _heavy(things: Sequence[Thing]) -> list[Thing]:
    return [thing for thing in things if not thing.light]


def _any_heavy(things: Sequence[Thing]) -> bool:
    return any(not thing.light for thing in things)


def _is_name(thing: Thing) -> bool:
    """Whether it is no word of the dictionary."""
    return not all(map(is_word, thing.said.split()))
