"""A question and a span that was found for it, held against each other to say in words how they differ. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from indexer.evidence.asked import Asked
from indexer.evidence.ranking import Candidate
from indexer.models import Span
from indexer.question.model import Concept, Question


@dataclass(frozen=True)
class Pair:
    """A question and a span that was found for it, held against each other."""

    question: Question
    candidate: Candidate

    @property
    def span(self) -> Span:
        return self.candidate.span

    @cached_property
    def asked(self) -> Asked:
        return Asked(self.question)

    @cached_property
    def missing(self) -> tuple[Concept, ...]:
        """What is asked and stands nowhere near the span, the most telling first."""
        words = {word for word, _ in self.candidate.evidence.missing}
        missing = [concept for concept in self.question.concepts if concept.word in words and not concept.pair]
        return tuple(sorted(missing, key=lambda concept: -concept.weight))

    @cached_property
    def above(self) -> str:
        """The headings and lines that the span stands under."""
        return "\n".join((*self.span.heading, *self.span.parents))


def listed(names: Sequence[str]) -> str:
    """Names with commas between, and "dan" before the last."""
    *others, last = names
    return f"{', '.join(others)} dan {last}" if others else last
