"""How likely it is that the passages hold the answer, from what of the question stands together in the best span."""

import math

from indexer.models import Evidence

WEIGHTS = {"bias": -2.1, "coverage": 2.76, "own": 0.76, "fits": 1.14, "absent": -2.75}
"""Logistic regression over `features`."""


def features(best: Evidence) -> dict[str, float]:
    """What is known of an answer before it is written, each 0..1."""
    return {
        "bias": 1.0,
        "coverage": best.coverage,
        "own": best.own,
        "fits": best.fits,
        "absent": sum(share for _, share in best.missing),
    }


def confidence(best: Evidence | None) -> float:
    """A probability, 0..1; 0 without evidence."""
    if best is None:
        return 0.0
    return 1 / (1 + math.exp(-sum(WEIGHTS[name] * value for name, value in features(best).items())))
