"""How likely it is that the passages hold the answer, from what of the question stands together in the best span."""

import math
from collections.abc import Sequence

from bot.composers.answer_kinds import fits
from indexer.models import Evidence, Passage

WEIGHTS = {"bias": -1.9, "coverage": 2.6, "own": 0.9, "fits": 1.2, "absent": -2.9}
"""Logistic regression."""


def features(question: str, kinds: frozenset[str], passages: Sequence[Passage], best: Evidence) -> dict[str, float]:
    """What is known of an answer before it is written, each about 0..1."""
    wanted = [kind for kind in kinds if kind not in ("list", "explanation")]
    readable = " ".join((*best.span.heads, best.span.text)) if best.span.kind == "row" else best.span.text
    return {
        "bias": 1.0,
        "coverage": best.coverage,
        "own": best.own,
        "fits": sum(fits(kind, readable, question) for kind in wanted) / len(wanted) if wanted else 1.0,
        "absent": sum(share for _, share in best.missing),
    }


def confidence(question: str, kinds: frozenset[str], passages: Sequence[Passage], best: Evidence | None) -> float:
    """A probability, 0..1; 0 without evidence."""
    if best is None:
        return 0.0
    total = sum(WEIGHTS[name] * value for name, value in features(question, kinds, passages, best).items())
    return 1 / (1 + math.exp(-total))
