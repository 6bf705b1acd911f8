"""How likely it is that the passages hold the answer, from what of the question stands together in the best span."""

import math

from indexer.models import Evidence

WEIGHTS = {"bias": -2.88, "coverage": 2.67, "own": 1.89, "fits": 1.66, "absent": -3.09, "lacks": -2.0}
"""Logistic regression over `features`, fitted on the development questions and (with a tenth of the weight) IDK-MRC."""
STRICT = frozenset({"figure", "date", "person", "place"})
"""Kinds of answer that are told reliably from a text: where none is, there is no answer."""


def features(best: Evidence) -> dict[str, float]:
    """What is known of an answer before it is written, each 0..1."""
    return {
        "bias": 1.0,
        "coverage": best.coverage,
        "own": best.own,
        "fits": best.fits,
        "absent": sum(share for _, share in best.missing),
        "lacks": float(best.lacks),
    }


def confidence(best: Evidence | None, kinds: frozenset[str]) -> float:
    """A probability, 0..1; 0 without evidence, and at most a half when what is found is not of the kind that is asked."""
    if best is None:
        return 0.0
    sure = 1 / (1 + math.exp(-sum(WEIGHTS[name] * value for name, value in features(best).items())))
    return sure / 2 if kinds & STRICT and not best.fits else sure
