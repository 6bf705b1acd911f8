"""Which span of the passages found answers best: what stands together in it, and whether it holds the kind of thing asked."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from indexer.evidence.weighing import worth
from indexer.models import Evidence, Passage, Span
from indexer.question.model import YEAR

PASSAGE_WEIGHT, NEW_WEIGHT, LIST_WEIGHT = 0.1, 0.5, 0.2
UNLIKELY = 0.15
"""Taken from spans that seldom answer by themselves: headings, questions, what is longer than a few sentences."""
LONG = 450
_ANNOUNCING = re.compile(r"\b(?:sebagai|seperti|yaitu|yakni) berikut(?: ini)?\W*$|\bberikut ini\W*$", re.I)
FACTS, _OF_FACTS = 0.1, ("figure", "date", "list")
"""Added to what a document says of itself, which other places only repeat, where such a thing is asked."""
REVOKED = 0.3
"""Taken from what a revoked document says: it is shown where nothing else answers."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that may answer, with its worth."""

    passage: Passage
    evidence: Evidence
    score: float

    @property
    def span(self) -> Span:
        return self.evidence.span

    @property
    def key(self) -> tuple[int, int]:
        """Which span it is among all."""
        return self.passage.chunk_id, self.span.order


def rank(kinds: frozenset[str], passages: Sequence[Passage]) -> list[Candidate]:
    """Every span of the passages, best first; of two that say as much, that of the newer document."""
    top = max((passage.score for passage in passages), default=1.0) or 1.0
    candidates = [
        Candidate(passage, evidence, _score(evidence, passage, kinds) + PASSAGE_WEIGHT * passage.score / top)
        for passage in passages
        for evidence in passage.evidence
        if len(evidence.span.text) > 2 and evidence.span.text != passage.document.title
    ]
    return sorted(candidates, key=lambda candidate: (-round(candidate.score, 2), -_latest(candidate.passage), -candidate.score))


def gain(candidate: Candidate, held: Collection[str]) -> float:
    """A candidate's worth once `held` words of the question are shown: what adds a missing part is worth more."""
    new = [word for word in candidate.evidence.held if word not in held]
    return candidate.score + (
        NEW_WEIGHT * candidate.evidence.own * len(new) / len(candidate.evidence.held) if new and held else 0.0
    )


def _lists(span: Span, passage: Passage) -> bool:
    """Whether a span opens a list in its chunk: an item, a row or a sentence follows it, and no other heading."""
    following = next((e.span for e in passage.evidence if e.span.order == span.order + 1), None)
    return bool(following) and following.kind != "heading" and (span.kind == "heading" or announces(span.text))


def announces(text: str) -> bool:
    """Whether a line ends so that a list must follow it: "… sebagai berikut." """
    return text.endswith(":") or bool(_ANNOUNCING.search(text))


def _latest(passage: Passage) -> int:
    return max(map(int, YEAR.findall(passage.document.period)), default=0)


def _score(evidence: Evidence, passage: Passage, kinds: frozenset[str]) -> float:
    span, document = evidence.span, passage.document
    unlikely = span.kind == "heading" or span.text.endswith("?") or len(span.text) > LONG
    return (
        worth(evidence)
        - UNLIKELY * unlikely
        + LIST_WEIGHT * ("list" in kinds and _lists(span, passage))
        + FACTS * (passage.chunk.kind == "facts" and not kinds.isdisjoint(_OF_FACTS))
        - REVOKED * (document.validity == "dicabut")
    )
