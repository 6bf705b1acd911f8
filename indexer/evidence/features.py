"""What is known of a span as an answer, in numbers: what the one model of indexer/evidence/probability.py weighs. Pure."""

from indexer.evidence.contradictions import CONFLICTS
from indexer.evidence.opened import opens
from indexer.evidence.reader.reader import Read
from indexer.models import Evidence, Passage, Span

STRICT = frozenset({"figure", "contact", "online", "number", "date", "person", "place"})
"""Kinds of answer that are told reliably from a text."""
SURE = 10.0
"""A logit from which on nothing is surer."""


def features(passage: Passage, evidence: Evidence, following: Span | None, kinds: frozenset[str]) -> dict[str, float]:
    """What speaks for a span and against it, each about 0..1. `following` is the span after it in its chunk, `kinds` are those of answer
    that are asked for."""
    span = evidence.span
    return {
        "coverage": evidence.coverage,
        "own": evidence.own,
        "fits": evidence.fits,
        "focus": evidence.focus,
        "lexical": passage.lexical,
        "absent": sum(share for _, share in evidence.missing),
        "telling": max((share for _, share in evidence.missing), default=0.0),
        "opening": float(evidence.opening_missing),
        "kind": float(not kinds.isdisjoint(STRICT) and not evidence.fits),
        "opens": float("list" in kinds and _opens(span, following)),
        "heading": float(span.kind == "heading"),
        "undivided": float(evidence.undivided),
        **{conflict: float(evidence.conflict == conflict) for conflict in CONFLICTS},
    }


def reader_features(read: Read) -> dict[str, float]:
    """What the reader says of a span: that it answers (a logit, cut where it says no more)."""
    return {"reader": min(max(read.answers, -SURE), SURE)}


def _opens(span: Span, following: Span | None) -> bool:
    """Whether a span opens a list in its chunk: an item, a row or a sentence follows it, and no other heading."""
    return opens(span) and following is not None and following.kind != "heading"
