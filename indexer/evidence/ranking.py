"""Which span of the passages found answers best: what stands together in it, and whether it holds the kind of thing asked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from indexer.evidence.document_scope import scope
from indexer.evidence.probability import probability
from indexer.evidence.standing import standing_behind
from indexer.models import Document, Evidence, Passage, Span

EVEN = 0.5
"""From this probability on a span rather answers than not."""
NEW_WEIGHT = 0.5
"""How much more a span is worth, at most, that says a part of the question of which nothing is shown yet."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that may answer, with the probability that it does."""

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


def rank(passages: Sequence[Passage], asked: Collection[str] = ()) -> list[Candidate]:
    """Every span of the passages, best first; of two that are as likely the answer, that of the newer document. Behind what is in force stands
    what was revoked or changed, and drafts, unless the words that are `asked` ask for these."""
    candidates = []
    for passage in passages:
        for evidence in passage.evidence:
            if _may_answer(evidence.span, passage.document):
                candidates.append(Candidate(passage, evidence, probability(evidence.odds)))
    answering = {candidate.passage.document for candidate in candidates if candidate.score >= EVEN}
    behind = standing_behind(answering, asked)
    return sorted(candidates, key=lambda candidate: _order(candidate, behind))


def _may_answer(span: Span, document: Document) -> bool:
    """Whether a span says more than the document's title."""
    return len(span.text) > 2 and span.text != document.title


def _order(candidate: Candidate, behind: Collection[int]) -> tuple[bool, float, int, float]:
    """What likely answers and is in force comes first: documents `behind` others are shown behind these, or where nothing else answers."""
    stands_back = candidate.passage.document.id in behind or candidate.score < EVEN
    return stands_back, -round(candidate.score, 2), -_latest(candidate.passage), -candidate.evidence.odds


def gain(candidate: Candidate, held: Collection[str]) -> float:
    """A candidate's worth once `held` words of the question are shown: what adds a missing part is worth more."""
    evidence = candidate.evidence
    new = sum(word not in held for word in evidence.held)
    if not new or not held:
        return candidate.score
    return candidate.score * (1 + NEW_WEIGHT * evidence.own * new / len(evidence.held))


def _latest(passage: Passage) -> int:
    """The last year of a document's period, 0 where it has none."""
    if not passage.document.period:
        return 0
    return max(scope(passage.document).years, default=0)
