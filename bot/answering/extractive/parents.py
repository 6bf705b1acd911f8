"""The line above a span that it needs to be understood: a heading, or what opens the list that it stands in."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.evidence.ranking import Candidate
from indexer.language.terms import term
from indexer.question.model import Question


def telling_parent(best: Candidate, question: Question) -> str:
    """The innermost line above a span that says a word of the question which the span itself doesn't, or what is asked for ("Pasal
    12" of "pasal berapa"); "" when there is none."""
    parents = _lines(best.span.parents, best.span.traits.parents)
    if question.wanted.part:
        headings = _lines(best.span.heading, best.span.traits.heading)
        named = _innermost((*headings, *parents), frozenset((term(question.wanted.part),)))
        if named:
            return named
    unsaid = question.terms.difference(best.span.traits.terms.split())
    return _innermost(parents, unsaid)


@dataclass(frozen=True, slots=True)
class _LineAbove:
    """A heading or parent of a span, with its terms."""

    text: str
    terms: frozenset[str]


def _lines(texts: Sequence[str], terms: Sequence[str]) -> list[_LineAbove]:
    return [_LineAbove(text, frozenset(its.split())) for text, its in zip(texts, terms, strict=True)]


def _innermost(lines: Sequence[_LineAbove], wanted: frozenset[str]) -> str:
    """The last of these lines, outermost first, that has one of the wanted terms; "" when none has."""
    for line in reversed(lines):
        if not wanted.isdisjoint(line.terms):
            return line.text.rstrip(" …")
    return ""
