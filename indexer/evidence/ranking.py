"""Which span of the passages found answers best: what stands together in it, and whether it holds the kind of thing asked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from indexer.evidence.document_scope import scope
from indexer.evidence.weighing import worth
from indexer.models import Document, Evidence, Passage, Span

PASSAGE_WEIGHT, NEW_WEIGHT, LIST_WEIGHT = 0.1, 0.5, 0.2
UNLIKELY = 0.15
"""Taken from spans that seldom answer by themselves: headings, questions, what is longer than a few sentences."""
LONG = 450
STATEMENT, _OF_STATEMENTS = 0.1, ("figure", "number", "date", "list")
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
    candidates = []
    for passage in passages:
        of_passage = PASSAGE_WEIGHT * passage.score / top
        spans = [evidence.span for evidence in passage.evidence]
        for evidence, following in zip(passage.evidence, [*spans[1:], None], strict=False):
            if _may_answer(evidence.span, passage.document):
                score = _score(evidence, following, passage, kinds) + of_passage
                candidates.append(Candidate(passage, evidence, score))
    return sorted(candidates, key=_order)


def _may_answer(span: Span, document: Document) -> bool:
    """Whether a span says more than the document's title."""
    return len(span.text) > 2 and span.text != document.title


def _order(candidate: Candidate) -> tuple[float, int, float]:
    return -round(candidate.score, 2), -_latest(candidate.passage), -candidate.score


def gain(candidate: Candidate, held: Collection[str]) -> float:
    """A candidate's worth once `held` words of the question are shown: what adds a missing part is worth more."""
    evidence = candidate.evidence
    new = sum(word not in held for word in evidence.held)
    if not new or not held:
        return candidate.score
    return candidate.score + NEW_WEIGHT * evidence.own * new / len(evidence.held)


def _score(evidence: Evidence, following: Span | None, passage: Passage, kinds: frozenset[str]) -> float:
    span = evidence.span
    unlikely = _seldom_answers(span)
    of_itself = passage.chunk.kind == "statement" and not kinds.isdisjoint(_OF_STATEMENTS)
    lists = "list" in kinds and _lists(span, following)
    revoked = passage.document.validity == "dicabut"
    return worth(evidence) - UNLIKELY * unlikely + LIST_WEIGHT * lists + STATEMENT * of_itself - REVOKED * revoked


def _seldom_answers(span: Span) -> bool:
    """Whether a span is a heading, a question, or longer than a few sentences."""
    is_question = span.text.endswith("?")
    is_long = len(span.text) > LONG
    return is_question or is_long or span.kind == "heading"


def _lists(span: Span, following: Span | None) -> bool:
    """Whether a span opens a list in its chunk: an item, a row or a sentence follows it, and no other heading."""
    opens = span.kind == "heading" or span.traits.announces
    return opens and following is not None and following.kind != "heading"


def _latest(passage: Passage) -> int:
    """The last year of a document's period, 0 where it has none."""
    if not passage.document.period:
        return 0
    return max(scope(passage.document).years, default=0)
