"""How likely the places that a sentence cites say what it claims: one linear model over named features, fitted by bench/claims/fit.py."""

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.answering.llm.assertions import generic_stems, numbers
from bot.answering.llm.modifiers import KINDS, denies, modifiers
from indexer.language.mentions import mentions
from indexer.language.terms import STOPWORDS, normalize, stem, terms, tokens
from indexer.models import Span

WEIGHTS = Path(__file__).with_name("claim_weights.json")
"""Fitted by bench/claims/fit.py, not on claims that bench/claims/measure.py puts to the check."""
LEAST = 0.7
"""How likely the places of a sentence have to say what it claims: docs/pengukuran.md, what is shown of wrong claims and lost of right ones."""
MOST_FOREIGN = 0.5
"""The share of a sentence's telling words that may stand nowhere in its places, where no reader judges."""
SURE = 10.0
"""A logit from which on nothing is surer."""
MOST_NAMES = 3
_BOUNDS = frozenset({"at most", "at least", "more than", "less than"})
_MONEY_AND_SHARES = frozenset({"persen", "rupiah", "rp"})


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence without marks, the words of the places that it cites (their own, and what stands above these), the rows among these places, how
    many words of its names stand in none of them, and the reader's logit of its being said there; None where nobody read it."""

    sentence: str
    source: str
    above: str
    rows: tuple[Span, ...]
    unnamed: int
    holds: float | None


def is_said(claim: Claim) -> bool:
    """Whether what it claims is said there: likely enough where a reader read it, else only if nothing speaks against it."""
    found = features(claim)
    return probability(found) >= LEAST if claim.holds is not None else _by_rules(found)


def probability(found: Mapping[str, float]) -> float:
    """Of a claim with these features, the reader's among them, being said where it cites, 0..1."""
    fitted = weights()
    odds = fitted["bias"] + sum(fitted[name] * value for name, value in found.items())
    return 1 / (1 + math.exp(-odds))


@cache
def weights() -> Mapping[str, float]:
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))


def _by_rules(found: Mapping[str, float]) -> bool:
    against = [name for name in found if name not in ("foreign", "unit")]
    return found["foreign"] <= MOST_FOREIGN and not any(found[name] for name in against)


def features(claim: Claim) -> dict[str, float]:
    """What speaks for it and against it, each about 0..1."""
    said, stated, above = modifiers(claim.sentence), modifiers(claim.source), modifiers(claim.above)
    invented = said - stated - above
    lost = stated - said
    known = {*terms(claim.source), *terms(claim.above)}
    found = {
        **{f"invented {kind}": float(kind in invented) for kind in KINDS},
        "lost bound": float(bool(_BOUNDS & lost) and not _BOUNDS & said),
        "lost condition": float(bool({"condition", "except", "only"} & lost)),
        "denial": float(denies(claim.sentence) != denies(claim.source)),
        "unnamed": min(claim.unnamed, MOST_NAMES) / MOST_NAMES,
        "foreign": _foreign(claim.sentence, known),
        "other column": float(any(_names_another_column(claim.sentence, row) for row in claim.rows)),
        "unit": float(_has_foreign_unit(claim.sentence, known)),
    }
    if claim.holds is not None:
        found["reader"] = min(max(claim.holds, -SURE), SURE)
    return found


def _names_another_column(sentence: str, row: Span) -> bool:
    """Whether a sentence says words of the head of a column none of whose figures it has, and which the heads over its figures lack: "target" with
    the figure under "realisasi"."""
    figures = {figure.value for figure in numbers(normalize(sentence))}
    used, others = set[str](), set[str]()
    for head, cell in zip(row.heads, row.cells, strict=True):
        of_cell = {figure.value for figure in numbers(normalize(cell))}
        if of_cell:
            (others if figures.isdisjoint(of_cell) else used).update(terms(head))
    return bool(used) and not (others - used - set(STOPWORDS)).isdisjoint(terms(sentence))


def _foreign(sentence: str, known: Collection[str]) -> float:
    """The share of a sentence's telling words that stand nowhere in the source; 0 where it only opens a list."""
    telling = [word for word in tokens(sentence) if word not in STOPWORDS and stem(word) not in generic_stems()]
    own = [word for word in telling if terms(word)[0] not in known]
    return len(own) / len(telling) if telling else 0.0


def _has_foreign_unit(sentence: str, known: Collection[str]) -> bool:
    """Whether a figure of a sentence is counted in something that its source doesn't name."""
    return any(not set(unit) <= {*known, *_MONEY_AND_SHARES} for unit in _units(sentence))


def _units(sentence: str) -> Sequence[list[str]]:
    figures = [mention.of(sentence) for mention in mentions(sentence) if mention.kind == "figure"]
    return [[word for word in terms(figure) if word.isalpha()] for figure in figures]
