"""How likely a span is the answer: one linear model over the named features, fitted by bench/reader/fit.py on practice questions.

The spans of a question compete with each other and with "it isn't in the documents", whose log-odds are 0 (a conditional logit): the same score
orders spans, chooses among them, and refuses.
"""

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

WEIGHTS = Path(__file__).with_name("weights.json")
"""Fitted by `bench/reader/fit.py`, which says on what: docs/pengukuran.md. "read" is for spans that the reader has read, "unread" where there is
no reader, and to choose what it reads."""
BIAS = "bias"


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))


def log_odds(features: Mapping[str, float], how: str) -> float:
    """The log-odds of a span with these features, `how` being "read" or "unread". Raises KeyError for a feature without a weight."""
    fitted = weights()[how]
    return fitted[BIAS] + sum(fitted[name] * value for name, value in features.items())


def probability(odds: float) -> float:
    """Log-odds as a probability, 0..1."""
    return 1 / (1 + math.exp(-odds))
