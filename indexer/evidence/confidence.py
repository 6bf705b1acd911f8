"""How likely it is that the passages hold the answer, from what of the question stands together in the best span."""

import math

from indexer.models import Evidence

WEIGHTS = {
    "bias": -4.44,
    "coverage": 4.02,
    "own": 2.8,
    "fits": 2.12,
    "absent": -0.35,
    "telling": -1.42,
    "opening_missing": -2.17,
}
"""Logistic regression over `features` (L2 of 1 on all but the bias), fitted on ten sets of questions: docs/pengukuran.md."""
LEAST_OWN = 0.15
"""Of a figure, date, name or place at least so much of the question must stand with it, not only above it."""
STRICT = frozenset({"figure", "contact", "online", "number", "date", "person", "place"})
"""Kinds of answer that are told reliably from a text: where none is, there is no answer."""


def features(best: Evidence) -> dict[str, float]:
    """What is known of an answer before it is written, each 0..1."""
    return {
        "bias": 1.0,
        "coverage": best.coverage,
        "own": best.own,
        "fits": best.fits,
        "absent": sum(share for _, share in best.missing),
        "telling": max((share for _, share in best.missing), default=0.0),
        "opening_missing": float(best.opening_missing),
    }


def confidence(best: Evidence | None, kinds: frozenset[str]) -> float:
    """A probability, 0..1; 0 without evidence, and at most a half when what is found is not of the kind that is asked, said of
    another place, year or regulation, or can't be told apart from what stands beside it."""
    if best is None:
        return 0.0
    sure = 1 / (1 + math.exp(-sum(WEIGHTS[name] * value for name, value in features(best).items())))
    aside = kinds & STRICT and (not best.fits or best.own < LEAST_OWN)
    return sure / 2 if best.elsewhere or best.undivided or aside else sure
