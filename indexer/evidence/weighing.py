"""How much of what is asked stands together in one span: its own words, and the heads, parents, headings and title above it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from indexer.evidence.asked import Asked
from indexer.evidence.contradictions import Case, contradiction, other_years, undivided
from indexer.evidence.document_scope import Scope, scope
from indexer.evidence.fitting import fitting
from indexer.evidence.matching import Held
from indexer.evidence.tally import Tally
from indexer.models import Column, Document, Evidence, Span
from indexer.question.model import Concept, Question

UNDATED = 0.7
"""What is left of how well a span fits when the year that is asked is but one of those its document speaks for."""
OWN, HEADS, PARENTS, BEFORE, HEADING, TITLE = 1.0, 0.95, 0.9, 0.8, 0.8, 0.8
BESIDE = {"sentence": 0.6, "heading": 0.6, "item": 0.4, "row": 0.2, "line": 0.2}
"""How far a word counts by where it stands: in the span, in its column heads, its parents, the two sentences before it (where its
subject may be named), its headings, elsewhere in the chunk, in the document's title."""
IN_PASSING = TITLE / 4
"""How far the year that is asked counts where a document speaks for it, and the span for other years."""

Rows = Mapping[tuple[str, ...], Sequence[str]]
"""The names of the rows of a document's tables, as terms, by the heads of their table."""


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """A span with what of the question stands where around it: pairs of how far that counts, and what is held there; best first.
    `title` is what the document's title holds, `region` that which is told of, "" where it is the document's."""

    span: Span
    region: str
    title: Held
    fields: tuple[tuple[float, Held], ...]
    heads: frozenset[str]
    other_rows: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The spans of a chunk with what of the question each holds itself, all hold, and those hold that are no rows; what the document's
    title holds, and the names of the rows of its tables."""

    spans: Sequence[Span]
    own: Sequence[Held]
    title: Held
    beside: Held
    above_rows: Held
    rows: Rows


class Weigher:
    """Weighs spans against one question."""

    def __init__(self, question: Question):
        self._question, self._asked = question, Asked(question)
        self._matcher = self._asked.matcher

    def weigh(self, document: Document, spans: Sequence[Span], rows: Rows) -> tuple[Evidence, ...]:
        """Each span of one chunk weighed against the question, in the order given."""
        known = scope(document)
        chunk = self._read(spans, known.title, rows)
        around = [self._surroundings(chunk, at) for at in range(len(spans))]
        return tuple(self._weighed(one, known) for one in around)

    def _read(self, spans: Sequence[Span], title: str, rows: Rows) -> _Chunk:
        own = [self._matcher.held(span.traits.terms) for span in spans]
        beside = above_rows = 0
        for span, held in zip(spans, own, strict=True):
            beside |= held
            if span.kind != "row":
                above_rows |= held
        return _Chunk(spans, own, self._matcher.held(title), beside, above_rows, rows)

    def _surroundings(self, chunk: _Chunk, at: int) -> _Surroundings:
        span, held = chunk.spans[at], self._matcher.held
        traits = span.traits
        heads = " ".join(self._heads(span))
        is_row = span.kind == "row"
        fields = (
            (OWN, self._matcher.held_with_meanings(traits.terms)),
            (HEADS, held(heads)),
            (PARENTS, held(" ".join(traits.parents))),
            (BEFORE, _before(chunk, at)),
            (HEADING, held(" ".join(traits.heading))),
            (TITLE, chunk.title),
            (BESIDE[span.kind], chunk.above_rows if is_row else chunk.beside),
        )
        names = chunk.rows.get(span.heads, ()) if is_row else ()
        others = tuple(map(held, names))
        return _Surroundings(span, region_of(chunk.spans, at), chunk.title, fields, frozenset(heads.split()), others)

    def _heads(self, span: Span) -> Sequence[str]:
        """The column heads that may say what is asked: where some are of the year that is asked, those of other years say nothing."""
        columns = span.traits.columns
        years_of_heads = set(chain.from_iterable(column.years for column in columns))
        told_by_year = not self._asked.years.isdisjoint(years_of_heads)
        if not told_by_year:
            return [column.terms for column in columns]
        return [column.terms for column in columns if self._of_no_other_year(column)]

    def _of_no_other_year(self, column: Column) -> bool:
        """Whether a column has no year, or one that is asked."""
        return not column.years or not self._asked.years.isdisjoint(column.years)

    def _weighed(self, around: _Surroundings, known: Scope) -> Evidence:
        span, question = around.span, self._question
        tally = Tally()
        speaks_of_others = other_years(self._asked, span)
        for at, concept in enumerate(question.concepts):
            worth = self._best(at, concept, around)
            if concept.year and worth < PARENTS:
                worth = self._of_the_period(concept.year, worth, tally, known, speaks_of_others)
            if concept.optional and not worth:
                continue
            of_subject = bool(self._asked.subject >> at & 1)
            tally.count(at, concept, worth, held=worth >= PARENTS, of_subject=of_subject)
        region = around.region or known.region
        case = Case(self._asked, span, tally.missing, tally.missing_bits, known, region, around.other_rows)
        return self._evidence(span, tally, _conflict(tally, case))

    def _best(self, at: int, concept: Concept, around: _Surroundings) -> float:
        """How far a concept counts by the nearest place where it stands."""
        stands_in_title = bool(around.title >> at & 1)
        if concept.names and stands_in_title:
            return OWN
        for worth, held in around.fields:
            stands_there = bool(held >> at & 1)
            if stands_there:
                return worth
        stands_in_two_heads = bool(concept.period) and around.heads.issuperset(concept.period)
        return HEADS if stands_in_two_heads else 0.0

    def _of_the_period(self, year: int, worth: float, tally: Tally, known: Scope, speaks_of_others: bool) -> float:
        """How far a year counts that the document speaks for, or that stands near: little where the span speaks for other years."""
        if not worth and year not in known.years:
            return worth
        tally.wrong_year = tally.wrong_year or speaks_of_others
        if speaks_of_others or not worth:
            tally.dated = UNDATED
            return IN_PASSING
        return worth

    def _evidence(self, span: Span, tally: Tally, conflict: str) -> Evidence:
        total = tally.total or 1.0
        return Evidence(
            span,
            coverage=tally.reached / total,
            own=tally.own / total,
            held=tuple(concept.word for concept in tally.held if not concept.pair),
            missing=tuple((concept.word, concept.weight / total) for concept in tally.missing if not concept.pair),
            fits=tally.dated * fitting(self._question, span.traits.holds) if tally.held else 0.0,
            focus=self._focus(span),
            opening_missing=any(concept.opens for concept in tally.missing),
            conflict=conflict,
            undivided=undivided(self._asked, span),
        )

    def _focus(self, span: Span) -> float:
        """The share of what a row or short item is named after that is asked; a half for anything else."""
        named = span.traits.subject
        has_a_name = span.kind in ("row", "item") and span.traits.short
        if not has_a_name or not named:
            return 0.5
        return len(self._asked.terms.intersection(named)) / len(named)


def _conflict(tally: Tally, case: Case) -> str:
    """In what way a span is about something else than what is asked; "" for none."""
    compared = contradiction(case)
    if compared:
        return compared
    if tally.wrong_year:
        return "tahun lain"
    return "pokok lain" if tally.is_off_subject else ""


def region_of(spans: Sequence[Span], at: int) -> str:
    """The region that a span tells of; of a sentence that points back to another one and names none, the one of that. "" where that is
    the document's."""
    for span in reversed(spans[: at + 1]):
        traits = span.traits
        leans = span.kind == "sentence" and (traits.back or traits.continues) and not traits.regions
        if not leans:
            return traits.region
    return ""


def _before(chunk: _Chunk, at: int) -> Held:
    """What the two sentences before a sentence hold; nothing for any other span."""
    if chunk.spans[at].kind != "sentence":
        return 0
    before = 0
    for other in range(max(0, at - 2), at):
        if chunk.spans[other].kind == "sentence":
            before |= chunk.own[other]
    return before


def row_names(spans: Sequence[Span]) -> dict[tuple[str, ...], list[str]]:
    """What the rows of a chunk are named after, as terms, by the heads of their table."""
    names: dict[tuple[str, ...], list[str]] = {}
    for span in spans:
        if span.kind == "row":
            names.setdefault(span.heads, []).append(span.traits.name)
    return names
