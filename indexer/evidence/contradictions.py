"""Whether a span is about something else than what is asked: another year, place, regulation, row or measure. Pure.

A figure of the neighbour of what is asked is the worst answer there is, so each of these rules rather refuses.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indexer.evidence.asked import Asked
from indexer.evidence.document_scope import Scope, is_elsewhere
from indexer.evidence.matching import Held
from indexer.language.terms import term
from indexer.language.vocabulary import CLASSES, PARTS_OF_ACTS
from indexer.language.wordlists import words
from indexer.models import Column, Span
from indexer.question.model import Concept

_VALUES = frozenset({"figure", "number", "contact", "date"})
CLAUSES = frozenset({"pasal", "bab", "diktum"})
"""Classes that are parts of acts: a sentence that names another one may only refer to it."""
_ACHIEVED = frozenset(map(term, words("measures_achieved")))
_PLANNED = frozenset(map(term, words("measures_planned")))


@dataclass(frozen=True, slots=True)
class Case:
    """A span held against a question: the concepts it lacks, what its document speaks for, the region that is told of ("" where that isn't
    known), and what each of the other rows of its table holds (none for what is no row)."""

    asked: Asked
    span: Span
    missing: Sequence[Concept]
    missing_bits: Held
    scope: Scope
    region: str
    other_rows: Sequence[Held]


def contradiction(case: Case) -> str:
    """The name of the first rule by which a span is about something else; "" for none."""
    return next((name for name, rule in _RULES.items() if rule(case)), "")


def other_years(asked: Asked, span: Span) -> bool:
    """Whether a span names years of its own, none of which is asked."""
    return bool(span.traits.years) and asked.years.isdisjoint(span.traits.years)


def undivided(asked: Asked, span: Span) -> bool:
    """Whether a value is asked, and a span is a line of a table whose rows can't be told apart: a figure on it may be that of another
    row or column. Who asks in no words for a kind of answer ("pajak restoran") is taken to ask for the figure that stands there."""
    if not span.undivided:
        return False
    kinds = asked.question.kinds
    if not kinds:
        return bool(span.traits.holds.figures)
    return not kinds.isdisjoint(_VALUES)


def blank_cell(asked: Asked, span: Span) -> int | None:
    """Where in a row the cell stands that is asked, by the year or else the words of its head, if there is nothing in it but a dash; None
    for any other span. Of columns of one year, too, the one whose head says most of the question is the one that is asked."""
    columns = span.traits.columns
    if not columns or len(columns) != len(span.cells):
        return None
    of_asked_year = [at for at, column in enumerate(columns) if _of_asked_year(column, asked)]
    asks_value = not asked.question.kinds.isdisjoint(_VALUES)
    of_values = [at for at, column in enumerate(columns) if column.value or not asks_value]
    shared: dict[int, list[int]] = {}
    for at in of_asked_year or of_values:
        said = sum(word in asked.question.all_terms for word in columns[at].words.split())
        shared.setdefault(said, []).append(at)
    most = max(shared, default=0)
    if not most:
        return None
    told_apart = bool(of_asked_year) or len(shared[most]) == 1
    says_something = any(any(map(str.isalnum, span.cells[at])) for at in shared[most])
    return shared[most][0] if told_apart and not says_something else None


def _has_blank_cell(case: Case) -> bool:
    return blank_cell(case.asked, case.span) is not None


def _of_asked_year(column: Column, asked: Asked) -> bool:
    return not asked.years.isdisjoint(column.years)


def measured(asked: Asked, span: Span) -> frozenset[str]:
    """The terms that say what a span measures: of a row those of the heads of the year that is asked, of any other span all."""
    said = span.traits.terms
    if span.kind == "row":
        said = " ".join(column.terms for column in span.traits.columns if _of_asked_year(column, asked))
    return frozenset(said.split())


def _other_measure(case: Case) -> bool:
    """Whether a span has what was planned, and what was achieved is asked; or the other way round."""
    asked, told = measure(case.asked.first), measure(measured(case.asked, case.span))
    return {asked, told} == {"achieved", "planned"}


def measure(terms: frozenset[str]) -> str:
    """Whether terms are of what was "achieved" or "planned"; "" where they are of neither or of both."""
    of_achieved = not terms.isdisjoint(_ACHIEVED)
    of_planned = not terms.isdisjoint(_PLANNED)
    if of_achieved == of_planned:
        return ""
    return "achieved" if of_achieved else "planned"


def _other_number(case: Case) -> bool:
    """Whether a row or item is named after other numbers than those asked: "APS 7-12 tahun" is not "APS 16-18 tahun", and "kelas III"
    not "kelas I"."""
    if case.span.kind not in ("row", "item"):
        return False
    traits = case.span.traits
    classes = {concept.word.split()[0] for concept in case.missing if " " in concept.word}
    if not classes.isdisjoint(traits.classes):
        return True
    if not traits.counted or not traits.short:
        return False
    return any(map(_is_count, case.missing))


def _other_class(case: Case) -> bool:
    """Whether a span or its heads speak of a class that is asked, and not of the one that is: "TW II" for "triwulan I"."""
    names = {form[0] for concept in case.missing if _is_class(concept) for form in concept.alternatives}
    if not names:
        return False
    said = case.span.traits.terms.split()
    for column in case.span.traits.columns:
        said += column.words.split()
    return not names.isdisjoint(said)


def _is_class(concept: Concept) -> bool:
    """Whether what is asked is told from its like by a number or a letter, and no part of an act."""
    first_word, _, number = concept.word.partition(" ")
    return bool(number) and first_word in CLASSES and first_word not in PARTS_OF_ACTS


def _is_count(concept: Concept) -> bool:
    """Whether what is asked is a number and no year."""
    return concept.word.isdigit() and concept.year is None


def _other_row(case: Case) -> bool:
    """Whether what a row lacks is the name of another row of its table: it is told from that one by the very word that is asked. Where
    a question asks for two things, each may stand in a row of its own."""
    if case.asked.question.joins:
        return False
    lacked = case.asked.telling & case.missing_bits
    return any(row & lacked for row in case.other_rows)


def _other_name(case: Case) -> bool:
    """Whether a row is named after something else than what is asked: it has a word of its own, and lacks the one that says most
    ("Indeks Kualitas Air" for "indeks kualitas udara")."""
    traits = case.span.traits
    if case.span.kind != "row" or not traits.short or case.asked.question.joins:
        return False
    lacks_most_telling = bool(case.asked.most_telling & case.missing_bits)
    return lacks_most_telling and not case.asked.explained.issuperset(traits.subject)


def _other_place(case: Case) -> bool:
    """Whether the question is about another region than the span is, by name or as the other place of that name."""
    question, named = case.asked.question, case.span.traits.regions
    if is_elsewhere(question.regions, case.region, named):
        return True
    is_told_of_its_own = case.region == case.scope.region
    return is_told_of_its_own and not named and case.scope.names_other_place(question)


def _another(case: Case) -> bool:
    """Whether something asked that a span doesn't name means that it is about something else."""
    names_its_act = any(concept.regulation for concept in case.asked.question.concepts if concept not in case.missing)
    return any(
        _is_another(concept, case.scope) for concept in case.missing if not (names_its_act and _is_region(concept, case.scope))
    )


def _is_region(concept: Concept, scope: Scope) -> bool:
    """Whether what is missing is a region, and the document a national act: that holds for every region."""
    return scope.is_national and concept.required and not concept.regulation


def _is_another(concept: Concept, scope: Scope) -> bool:
    """Another regulation, another region where the document's is known, another clause, a year or a span of years that the document
    doesn't speak for."""
    if concept.required:
        return concept.regulation or bool(scope.region)
    first_word = concept.word.partition(" ")[0]
    if first_word in CLAUSES:
        return True
    named = _years_named(concept)
    if not named or not scope.years:
        return False
    return not any(year in scope.years for year in named)


def _years_named(concept: Concept) -> tuple[int, ...]:
    """The year that is asked, or the first and last of the span of years; none where no time is asked."""
    if concept.period:
        return tuple(map(int, concept.period))
    return () if concept.year is None else (concept.year,)


_RULES: dict[str, Callable[[Case], bool]] = {
    "sel kosong": _has_blank_cell,
    "ukuran lain": _other_measure,
    "nomor lain": _other_number,
    "kelas lain": _other_class,
    "baris lain": _other_row,
    "nama lain": _other_name,
    "daerah lain": _other_place,
    "hal lain": _another,
}
"""What each rule finds, in Indonesian, in the order in which they are asked."""

CONFLICTS = (*_RULES, "tahun lain", "pokok lain")
"""All ways in which a span may be about something else, as people read them."""
