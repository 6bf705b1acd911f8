"""Texts as terms, asked whether they hold what a question is about. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from indexer.language.terms import STOPWORDS, term, terms, tokens
from indexer.models import Span
from indexer.question.model import Concept, Question

NAME_LENGTH = 120
"""Characters a row's name or an item has at most to be the name of one thing."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text as its terms, ready to be asked whether it holds a phrase."""

    sequence: tuple[str, ...]
    held: frozenset[str]

    def holds(self, concept: Concept) -> bool:
        return any(self._phrase(form) for form in concept.alternatives)

    def _phrase(self, form: tuple[str, ...]) -> bool:
        if not self.held.issuperset(form):
            return False
        size = len(form)
        return size == 1 or any(self.sequence[i : i + size] == form for i in range(len(self.sequence) - size + 1))


def text(parts: Iterable[str]) -> Text:
    """The terms of all parts, in order."""
    sequence = tuple(term for part in parts for term in terms(part))
    return Text(sequence, frozenset(sequence))


def name_terms(span: Span) -> set[str]:
    """The terms of the words that a row or item is named after: no figures, no stop words."""
    words = (word for word in tokens(name_of(span)) if word.isalpha() and len(word) > 1)
    return {term(word) for word in words if word not in STOPWORDS and word != "rp"}


def asked_terms(query: Question) -> set[str]:
    """All terms of whatever would answer to what a question is about."""
    return {part for concept in query.concepts for form in concept.alternatives for part in form}


def name_of(span: Span) -> str:
    """What a row is named after, the first of its cells with words in it; of another span, its text."""
    return next((cell for cell in span.cells if re.search(r"[^\W\d_]{3}", cell)), "") if span.kind == "row" else span.text
