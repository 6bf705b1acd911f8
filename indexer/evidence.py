"""How much of what is asked stands together in one span: its own words, and the heads, parents, headings and title above it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.answer_kinds import fitting
from indexer.models import Document, Evidence, Passage, Span
from indexer.query import YEAR, Concept, Query
from indexer.terms import STOPWORDS, term, terms, tokens

OWN_WEIGHT, FITS_WEIGHT, FOCUS_WEIGHT = 0.4, 0.6, 0.4
NAME_LENGTH = 120
"""Characters a row's name or an item has at most to be the name of one thing."""
RECITAL = 0.4
"""Taken from recitals: they name everything and answer nothing."""
_RECITAL = re.compile(r"^(?:\w{1,2}\.\s*)?(?:menimbang|mengingat|memperhatikan|bahwa)\b|.{0,12}\bdasar hukum\b", re.I)
ELSEWHERE = 0.5
"""What is left of a span's worth when the question names a region or regulation that neither it nor its document is about."""
OWN, HEADS, PARENTS, BEFORE, HEADING, TITLE = 1.0, 0.95, 0.9, 0.8, 0.8, 0.8
BESIDE = {"sentence": 0.6, "heading": 0.6, "item": 0.4, "row": 0.2}
"""How far a word counts by where it stands: in the span, in its column heads, its parents, the two sentences before it (where its
subject may be named), its headings, elsewhere in the chunk, in the document's title."""


@dataclass(frozen=True, slots=True)
class _Text:
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


def _text(parts: Iterable[str]) -> _Text:
    sequence = tuple(term for part in parts for term in terms(part))
    return _Text(sequence, frozenset(sequence))


def weigh(query: Query, document: Document, spans: Sequence[Span]) -> tuple[Evidence, ...]:
    """Each span of one chunk weighed against the question, in the order given."""
    title = _text((document.title, document.region, document.period, document.name))
    beside = _text(span.text for span in spans)
    cache: dict[tuple[str, ...], _Text] = {}

    def above(parts: tuple[str, ...]) -> _Text:
        if parts not in cache:
            cache[parts] = _text(parts)
        return cache[parts]

    weighed = []
    for place, span in enumerate(spans):
        before = tuple(other.text for other in spans[max(0, place - 2) : place] if other.kind == span.kind == "sentence")
        fields = (
            (OWN, above((span.text,))), (HEADS, above(span.heads)), (PARENTS, above(span.parents)), (BEFORE, above(before)),
            (HEADING, above(span.heading)), (TITLE, title), (BESIDE[span.kind], beside),
        )  # fmt: skip
        weighed.append(_weigh(query, span, fields, _period(document)))
    return tuple(weighed)


def _weigh(query: Query, span: Span, fields: Sequence[tuple[float, _Text]], period: range) -> Evidence:
    total = reached = own = 0.0
    held, missing = [], []
    for concept in query.concepts:
        best = next((worth for worth, text in fields if text.holds(concept)), 0.0)
        if not best and concept.year and concept.year in period:
            best = TITLE / 2
        if concept.aside and not best:
            continue
        total += concept.weight
        reached += concept.weight * best
        if best >= PARENTS:
            own += concept.weight
            held.append(concept)
        elif not best:
            missing.append(concept)
    if any(concept.required for concept in missing):
        reached, own = ELSEWHERE * reached, ELSEWHERE * own
    total = total or 1.0
    return Evidence(
        span,
        reached / total,
        own / total,
        tuple(concept.word for concept in held if not concept.pair),
        tuple((concept.word, concept.weight / total) for concept in missing if not concept.pair),
        fitting(query.asks, span, query.text) if held else 0.0,
        _focus(query, span),
    )


def _focus(query: Query, span: Span) -> float:
    name = next((cell for cell in span.cells if re.search(r"[^\W\d_]{3}", cell)), "") if span.kind == "row" else span.text
    if span.kind not in ("row", "item") or len(name) > NAME_LENGTH:
        return 0.5
    named = {
        term(token) for token in tokens(name) if token.isalpha() and token not in STOPWORDS and token != "rp" and len(token) > 1
    }
    asked = {part for concept in query.concepts for form in concept.alternatives for part in form}
    return len(named & asked) / len(named) if named else 0.5


def _period(document: Document) -> range:
    """The years a document speaks for: "2025-2029" -> 2025..2029."""
    years = [int(year) for year in YEAR.findall(document.period or document.title)]
    return range(min(years), max(years) + 1) if years else range(0)


def best(passage: Passage) -> Evidence | None:
    """The evidence of the passage's span that answers best; None for a passage without spans."""
    return max(passage.evidence, key=worth, default=None)


def worth(evidence: Evidence) -> float:
    """How well a span answers: what is asked stands together in it, and it holds the kind of thing asked."""
    return (
        evidence.coverage
        + OWN_WEIGHT * evidence.own
        + FITS_WEIGHT * evidence.fits
        + FOCUS_WEIGHT * evidence.focus
        - RECITAL * recital(evidence.span)
    )


def recital(span: Span) -> bool:
    """Whether a span is a recital of a regulation ("Menimbang", "Mengingat") or one of the laws it rests on."""
    return any(_RECITAL.match(line) for line in (*span.heading, *span.parents, span.text))
