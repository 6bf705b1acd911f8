"""Which span of the passages found answers best: what stands together in it, and whether it holds the kind of thing asked."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.composers.answer_kinds import fits
from indexer.models import Evidence, Passage, Span

OWN_WEIGHT, FITS_WEIGHT, PASSAGE_WEIGHT, NEW_WEIGHT = 0.45, 0.45, 0.1, 0.5
LIST_WEIGHT = 0.2
UNLIKELY = 0.15
"""Taken from spans that seldom answer by themselves: headings, questions, what is longer than a few sentences."""
RECITAL = 0.4
"""Taken from the recitals of a regulation ("Menimbang", "Mengingat"), unless they are asked for."""
LONG = 450
_RECITAL = re.compile(r"^(?:menimbang|mengingat|memperhatikan)\b", re.I)
_ASKS_RECITAL = re.compile(r"\b(?:menimbang|mengingat|pertimbangan|dasar hukum|landasan|konsideran)", re.I)


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


def rank(question: str, kinds: frozenset[str], passages: Sequence[Passage]) -> list[Candidate]:
    """Every span of the passages, best first."""
    top = max((passage.score for passage in passages), default=1.0) or 1.0
    wanted = [kind for kind in kinds if kind not in ("list", "explanation")]
    candidates = [
        Candidate(
            passage,
            evidence,
            _score(question, wanted, evidence)
            + PASSAGE_WEIGHT * passage.score / top
            + LIST_WEIGHT * ("list" in kinds and _lists(evidence.span, passage)),
        )
        for passage in passages
        for evidence in passage.evidence
        if len(evidence.span.text) > 2
    ]
    return sorted(candidates, key=lambda candidate: -candidate.score)


def gain(candidate: Candidate, held: Collection[str]) -> float:
    """A candidate's worth once `held` words of the question are shown: what adds a missing part is worth more."""
    new = [word for word in candidate.evidence.held if word not in held]
    return candidate.score + (NEW_WEIGHT * candidate.evidence.own * len(new) / len(candidate.evidence.held) if new and held else 0.0)


def _lists(span: Span, passage: Passage) -> bool:
    """Whether a span opens a list in its chunk, or is part of one."""
    last = span.order + 1 >= len(passage.evidence)
    return not last and (span.text.endswith(":") or span.kind in ("item", "heading"))


def _score(question: str, wanted: Sequence[str], evidence: Evidence) -> float:
    span = evidence.span
    readable = " ".join((*span.heads, span.text)) if span.kind == "row" else span.text
    fitting = sum(fits(kind, readable, question) for kind in wanted) / len(wanted) if wanted else 1.0
    unlikely = span.kind == "heading" or span.text.endswith("?") or len(span.text) > LONG
    recital = any(_RECITAL.match(line) for line in (*span.parents, *span.heading, span.text)) and not _ASKS_RECITAL.search(question)
    return evidence.coverage + OWN_WEIGHT * evidence.own + FITS_WEIGHT * fitting - UNLIKELY * unlikely - RECITAL * recital
