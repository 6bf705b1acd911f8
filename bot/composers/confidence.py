"""How likely it is that the passages hold the answer, from what of the question stands together in the best span."""

import math
from collections.abc import Sequence

from bot.composers.answer_kinds import fits
from indexer.models import Evidence, Passage

WEIGHTS = {"bias": -4.0, "coverage": 5.0, "own": 1.5, "fits": 0.7, "missing": -1.0, "cosine": 0.0}
"""Logistic regression."""


def features(question: str, kinds: frozenset[str], passages: Sequence[Passage], best: Evidence) -> dict[str, float]:
    """What is known of an answer before it is written, each about 0..1."""
    wanted = [kind for kind in kinds if kind not in ("list", "explanation")]
    together = {word for evidence in passages[0].evidence for word in evidence.missing}
    everywhere = set(together)
    for passage in passages[:5]:
        for evidence in passage.evidence:
            everywhere &= set(evidence.missing)
    return {
        "bias": 1.0,
        "coverage": best.coverage,
        "own": best.own,
        "fits": sum(fits(kind, best.span.text, question) for kind in wanted) / len(wanted) if wanted else 1.0,
        "missing": min(1.0, len(everywhere) / 2),
        "cosine": max(passage.cosine for passage in passages),
    }


def confidence(question: str, kinds: frozenset[str], passages: Sequence[Passage], best: Evidence | None) -> float:
    """A probability, 0..1; 0 without evidence."""
    if best is None:
        return 0.0
    total = sum(WEIGHTS[name] * value for name, value in features(question, kinds, passages, best).items())
    return 1 / (1 + math.exp(-total))
