"""How much of what is asked stands together in one span: its own words, and the heads, parents, headings and title above it."""

import re
from collections.abc import Mapping, Sequence

from indexer.documents.numbered_parts import parts_label
from indexer.evidence.answer_kinds import fitting
from indexer.evidence.contradictions import contradicts, other_years
from indexer.evidence.document_scope import About, about
from indexer.evidence.matching import NAME_LENGTH, Text, asked_terms, name_of, name_terms, text
from indexer.language.terms import term, terms
from indexer.models import Document, Evidence, Passage, Span
from indexer.question.model import YEAR, Question
from indexer.question.query import leads

OWN_WEIGHT, FITS_WEIGHT, FOCUS_WEIGHT = 0.4, 0.6, 0.4
RECITAL = 0.4
"""Taken from recitals: they name everything and answer nothing, unless they are what is asked for."""
_RECITAL = re.compile(r"^(?:\w{1,2}\.\s*)?(?:menimbang|mengingat|memperhatikan|bahwa)\b|.{0,12}\bdasar hukum\b", re.I)
LISTED = 1.2
"""Added to the numbered parts of a plan where these are asked for: each says little of the question by itself."""
_RECITING = frozenset(map(term, ("menimbang", "mengingat", "memperhatikan")))
UNDATED = 0.7
"""What is left of how well a span fits when the year that is asked is but one of those its document speaks for."""
ELSEWHERE = 0.5
"""What is left of a span's worth when the question names a region, regulation or year that neither it nor its document is about."""
OWN, HEADS, PARENTS, BEFORE, HEADING, TITLE = 1.0, 0.95, 0.9, 0.8, 0.8, 0.8
BESIDE = {"sentence": 0.6, "heading": 0.6, "item": 0.4, "row": 0.2}
"""How far a word counts by where it stands: in the span, in its column heads, its parents, the two sentences before it (where its
subject may be named), its headings, elsewhere in the chunk, in the document's title."""


def row_names(spans: Sequence[Span]) -> dict[tuple[str, ...], list[Text]]:
    """What the rows of a chunk are named after, by the heads of their table."""
    names: dict[tuple[str, ...], list[Text]] = {}
    for span in spans:
        if span.kind == "row":
            names.setdefault(span.heads, []).append(text((name_of(span),)))
    return names


def weigh(
    query: Question, document: Document, spans: Sequence[Span], rows: Mapping[tuple[str, ...], Sequence[Text]]
) -> tuple[Evidence, ...]:
    """Each span of one chunk weighed against the question, in the order given. `rows` are the names of the rows known of the
    document's tables, by their heads."""
    known = about(document)
    beside = text(span.text for span in spans)
    above_rows = text(span.text for span in spans if span.kind != "row")
    cache: dict[tuple[str, ...], Text] = {}

    def above(parts: tuple[str, ...]) -> Text:
        if parts not in cache:
            cache[parts] = text(parts)
        return cache[parts]

    weighed = []
    for place, span in enumerate(spans):
        before = tuple(other.text for other in spans[max(0, place - 2) : place] if other.kind == span.kind == "sentence")
        fields = (
            (OWN, _with_meanings(above((span.text,)), query)), (HEADS, above(_heads(query, span))), (PARENTS, above(span.parents)), (BEFORE, above(before)),
            (HEADING, above(span.heading)), (TITLE, known.title), (BESIDE[span.kind], above_rows if span.kind == "row" else beside),
        )  # fmt: skip
        others = rows.get(span.heads, ()) if span.kind == "row" else ()
        weighed.append(_weigh(query, span, fields, known, others))
    return tuple(weighed)


def _with_meanings(text: Text, query: Question) -> Text:
    """A text that holds what its acronyms stand for, as far as that is asked."""
    meant = [query.meanings[term] for term in query.meanings if term in text.held]
    return Text(text.sequence, text.held.union(*meant)) if meant else text


def _weigh(
    query: Question, span: Span, fields: Sequence[tuple[float, Text]], known: About, other_rows: Sequence[Text]
) -> Evidence:
    others, wrong_year = other_years(query, span), False
    total = reached = own = 0.0
    about_it: list[bool] = []
    dated = 1.0
    held, missing = [], []
    for concept in query.concepts:
        if concept.names and known.title.holds(concept):
            best = OWN
        else:
            best = next((worth for worth, text in fields if text.holds(concept)), 0.0)
        if not best and concept.period and fields[1][1].held.issuperset(concept.period):
            best = HEADS
        if concept.year and best < PARENTS and (concept.year in known.period or best):
            best, dated = (TITLE / 4, UNDATED) if others or not best else (best, dated)
            wrong_year = wrong_year or others and "figure" in query.kinds
        if concept.optional and not best:
            continue
        total += concept.weight
        reached += concept.weight * best
        if not (concept.year or concept.required or concept.pair or leads(concept.word)):
            about_it.append(best > 0)
        if best >= PARENTS:
            own += concept.weight
            held.append(concept)
        elif not best:
            missing.append(concept)
    elsewhere = wrong_year or not any(about_it or [True]) or contradicts(query, span, missing, known, other_rows)
    if elsewhere:
        reached, own = ELSEWHERE * reached, ELSEWHERE * own
    total = total or 1.0
    return Evidence(
        span,
        reached / total,
        own / total,
        tuple(concept.word for concept in held if not concept.pair),
        tuple((concept.word, concept.weight / total) for concept in missing if not concept.pair),
        dated * fitting(query.kinds, span, query.text) if held else 0.0,
        _focus(query, span),
        any(concept.opens for concept in missing),
        elsewhere,
        _recital(span) and not any(form[0] in _RECITING for concept in query.concepts for form in concept.alternatives),
        _listed(query, span),
    )


def _focus(query: Question, span: Span) -> float:
    if span.kind not in ("row", "item") or len(name_of(span)) > NAME_LENGTH:
        return 0.5
    named = name_terms(span)
    return len(named & asked_terms(query)) / len(named) if named else 0.5


def _heads(query: Question, span: Span) -> tuple[str, ...]:
    """The column heads that may say what is asked: where some are of the year that is asked, those of other years say nothing."""
    asked = {concept.word for concept in query.concepts if concept.year}
    if not any(asked & set(YEAR.findall(head)) for head in span.heads):
        return span.heads
    return tuple(head for head in span.heads if not (years := set(YEAR.findall(head))) or years & asked)


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
        - RECITAL * evidence.recital
        + LISTED * evidence.listed
    )


def _listed(query: Question, span: Span) -> bool:
    """Whether a list is asked, and a span is one of the numbered parts that it is asked of ("misi apa saja")."""
    label = parts_label(span.heading[-1]) if "list" in query.kinds and span.heading else ""
    return bool(label) and any(form == tuple(terms(label)) for concept in query.concepts for form in concept.alternatives)


def _recital(span: Span) -> bool:
    """Whether a span is a recital of a regulation ("Menimbang", "Mengingat") or one of the laws it rests on."""
    return any(_RECITAL.match(line) for line in (*span.heading, *span.parents, span.text))
