"""Questions about one thing stand together: by average linkage over their vectors, within a region."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

FURTHEST = 0.25
"""The mean distance (1 less the scalar product) up to which questions are one gap; fitted by bench/gaps/measure.py."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A question as it is grouped; `vector` is of length 1."""

    answer_id: int
    region: str
    vector: np.ndarray


def joined(new: Sequence[Placed], gaps: Mapping[int, Sequence[Placed]], furthest: float = FURTHEST) -> dict[int, int]:
    """Of the new questions those that belong to a gap there is: answer id -> gap. Which questions stand together already isn't asked."""
    found: dict[int, int] = {}
    for region, ones in _by_region(new).items():
        candidates = [gap_id for gap_id, members in gaps.items() if any(member.region == region for member in members)]
        if not candidates:
            continue
        means = np.stack([np.mean([member.vector for member in gaps[gap_id]], axis=0) for gap_id in candidates])
        for one in ones:
            likeness = means @ one.vector
            best = int(likeness.argmax())
            if 1 - likeness[best] <= furthest:
                found[one.answer_id] = candidates[best]
    return found


def grouped(questions: Iterable[Placed], furthest: float = FURTHEST) -> list[list[Placed]]:
    """Questions that belong to no gap yet, those about one thing together."""
    return [group for alike in _by_region(questions).values() for group in _clusters(alike, furthest)]


def _by_region(questions: Iterable[Placed]) -> dict[str, list[Placed]]:
    found: dict[str, list[Placed]] = defaultdict(list)
    for question in questions:
        found[question.region].append(question)
    return found


def _clusters(questions: Sequence[Placed], furthest: float) -> list[list[Placed]]:
    if len(questions) == 1:
        return [list(questions)]
    from sklearn.cluster import AgglomerativeClustering  # takes a second, which only what groups is to pay

    clustering = AgglomerativeClustering(None, metric="cosine", linkage="average", distance_threshold=furthest)
    labels = clustering.fit_predict(np.stack([question.vector for question in questions]))
    groups: dict[int, list[Placed]] = defaultdict(list)
    for label, question in zip(labels.tolist(), questions, strict=True):
        groups[label].append(question)
    return list(groups.values())
