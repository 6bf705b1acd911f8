"""How surely something answers: the likeliest span of what was found, for comparing what a question may mean."""

from collections.abc import Sequence

from indexer.evidence.ranking import EVEN, Candidate, rank
from indexer.models import Passage
from indexer.question.model import Question


def answering(question: Question, passages: Sequence[Passage]) -> list[Candidate]:
    """The spans that rather answer than not, best first: nothing about something else, no line of a table whose rows can't be told apart."""
    return [candidate for candidate in rank(passages, question.words) if _answers(candidate)]


def own_words(question: Question) -> frozenset[str]:
    """The words of a question that say what it is about: what holds none of them says something else."""
    singles = (concept for concept in question.concepts if concept.is_single)
    return frozenset(concept.word for concept in singles if not concept.optional and not concept.generic)


def _answers(candidate: Candidate) -> bool:
    evidence = candidate.evidence
    return candidate.score >= EVEN and not evidence.elsewhere and not evidence.undivided
