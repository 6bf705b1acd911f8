"""Whether a span is about something else than what is asked: another year, place, regulation, row or measure. Pure.

A figure of the neighbour of what is asked is the worst answer there is, so each of these rules rather refuses.
"""

import re
from collections.abc import Sequence
from itertools import permutations

from indexer.evidence.document_scope import About
from indexer.evidence.matching import NAME_LENGTH, Text, asked_terms, name_of, name_terms
from indexer.language.notations import notations
from indexer.language.terms import normalize, term, terms, tokens
from indexer.models import Span
from indexer.question.model import YEAR, Concept, Question
from indexer.question.phrases import CLASSES
from indexer.question.query import leads

_TWO_THINGS = re.compile(
    r"(?<!\d )(?<!\d)(?:\b(?:dan|serta|sama|atau|maupun|dengan|antara|dibanding\w*|vs|masing\S*)\b|[,&/])(?!\s*\d)", re.I
)
"""Joins two things that are asked; between two years it joins these."""
TELLING, MOST_TELLING = 0.5, 0.75
"""How much a word must say, beside the one that says most, to tell a row from another one of its table, and from any other."""
_CLAUSES = ("pasal", "bab", "diktum")
_MARKER = re.compile(r"^\W*(?:\d{1,3}|[a-z])[.)]\s")
_MEASURES = (
    frozenset(map(term, ("realisasi", "capaian"))),
    frozenset(map(term, ("target", "proyeksi", "rencana", "prakiraan", "pagu"))),
)
"""What was achieved, and what is planned: two figures of one year that are not to be taken for one another."""


def contradicts(query: Question, span: Span, missing: Sequence[Concept], about: About, other_rows: Sequence[Text]) -> bool:
    """Whether a span that lacks the `missing` concepts is about something else. `other_rows` are the names of the other rows beside a
    row."""
    return (
        _blank(query, span)
        or _other_measure(query, span)
        or _other_number(span, missing)
        or _other_row(query, missing, other_rows)
        or _other_name(query, span, missing)
        or about.other_place.search(query.text) is not None
        or any(_is_another(concept, about) for concept in missing)
    )


def other_years(query: Question, span: Span) -> bool:
    """Whether a span names years of its own, none of which is asked; the number of a regulation names none."""
    text = normalize("\n".join((span.text, *span.heads)))
    for found in reversed([found for found in notations(text) if found.kind == "regulation"]):
        text = text[: found.start] + text[found.end :]
    years = set(YEAR.findall(text))
    return bool(years) and not any(concept.word in years for concept in query.concepts if concept.year)


def _blank(query: Question, span: Span) -> bool:
    """Whether a row has a column for what is asked, the year or else the words of its head, and nothing in it but a dash."""
    if len(span.heads) != len(span.cells):
        return False
    years = {concept.word for concept in query.concepts if concept.year}
    asked = {concept.alternatives[0][0] for concept in query.concepts if len(concept.alternatives[0]) == 1}
    shared = [len(asked.intersection(terms(head))) for head in span.heads]
    dated = [bool(years & set(YEAR.findall(head))) for head in span.heads]
    columns = [
        (cell, count) for cell, count, of_year in zip(span.cells, shared, dated, strict=True) if of_year or not any(dated)
    ]
    most = max(count for _, count in columns) if columns else 0
    cells = [cell for cell, count in columns if count == most > 0]
    told = len(cells) == 1 or bool(cells) and any(dated)
    return told and not any(re.search(r"\w", cell) for cell in cells)


def _other_measure(query: Question, span: Span) -> bool:
    """Whether a span has what was planned, and what was achieved is asked; or the other way round. Of a row only the heads of the year
    that is asked say so."""
    years = {concept.word for concept in query.concepts if concept.year}
    of_year = " ".join(head for head in span.heads if years & set(YEAR.findall(head)))
    heads = set(terms(of_year if span.kind == "row" else span.text))
    asked = {concept.alternatives[0][0] for concept in query.concepts}
    return any(
        asked & one and not asked & other and heads & other and not heads & one for one, other in permutations(_MEASURES)
    )


def _other_number(span: Span, missing: Sequence[Concept]) -> bool:
    """Whether a row or item is named after other numbers than those asked: "APS 7-12 tahun" is not "APS 16-18 tahun", and "kelas III"
    not "kelas I"."""
    if span.kind not in ("row", "item"):
        return False
    name = _MARKER.sub("", name_of(span))
    classes = {concept.word.split()[0] for concept in missing if " " in concept.word} & CLASSES
    if any(re.search(rf"\b{word} (?:[ivx]+|[a-e]|\d+)\b", name, re.I) for word in classes):
        return True
    numbers = any(number.isdigit() and not YEAR.fullmatch(number) for number in tokens(name))
    return numbers and len(name) <= NAME_LENGTH and any(concept.word.isdigit() and not concept.year for concept in missing)


def _other_row(query: Question, missing: Sequence[Concept], others: Sequence[Text]) -> bool:
    """Whether what a row lacks is the name of another row of its table: it is told from that one by the very word that is asked. Where
    a question asks for two things, each may stand in a row of its own."""
    if _TWO_THINGS.search(query.text):
        return False
    return any(other.holds(concept) for concept in _telling(query, missing, TELLING) for other in others)


def _other_name(query: Question, span: Span, missing: Sequence[Concept]) -> bool:
    """Whether a row is named after something else than what is asked: it has a word of its own, and lacks the one that says most
    ("Indeks Kualitas Air" for "indeks kualitas udara")."""
    if span.kind != "row" or len(name_of(span)) > NAME_LENGTH or _TWO_THINGS.search(query.text):
        return False
    generic = {term(word) for word in tokens(name_of(span)) if leads(word)}
    return (
        bool(_telling(query, missing, MOST_TELLING))
        and not name_terms(span) <= asked_terms(query) | generic | query.meanings.keys()
    )


def _telling(query: Question, missing: Sequence[Concept], share: float) -> list[Concept]:
    """Of what is missing, the words that say at least this share of what the most telling word of the question says."""
    least = share * max((concept.weight for concept in query.concepts), default=0.0)
    special = (concept for concept in missing if not (concept.pair or concept.year or concept.required or leads(concept.word)))
    return [concept for concept in special if concept.weight >= least]


def _is_another(concept: Concept, about: About) -> bool:
    """Whether something asked that a span doesn't name means that it is about something else: another regulation, another region
    where the document's is known, another clause, a year or a span of years that the document doesn't speak for."""
    if concept.required:
        return concept.regulation or about.placed
    if concept.word.split()[0] in _CLAUSES:
        return True
    years = [int(year) for year in concept.period] or [concept.year]
    return bool(about.period) and years[0] is not None and not any(year in about.period for year in years)
