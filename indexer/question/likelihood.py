"""How likely each reading of a message is the one that is meant: one linear score over named features, the readings competing with each other
(a conditional logit), as the spans of an answer do. Fitted by bench/conversations/train.py."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

WEIGHTS = Path(__file__).with_name("reading_weights.npz")
"""Fitted by bench/conversations/train.py: the `names` of the features and a weight for each."""


def likelihoods(found: Sequence[Mapping[str, float]]) -> list[float]:
    """The probability of each reading with these features; together 1. A feature without a weight says nothing."""
    weights = _weights()
    scores = np.array([sum(weights.get(name, 0.0) * value for name, value in of_reading.items()) for of_reading in found])
    odds = np.exp(scores - scores.max())
    return (odds / odds.sum()).tolist()


@cache
def _weights() -> Mapping[str, float]:
    with np.load(WEIGHTS) as stored:
        return dict(zip(stored["names"].tolist(), stored["weights"].tolist(), strict=True))
