"""How much of what is asked stands together in one span: its own words, and the heads, parents, headings and title above it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations

from indexer.answer_kinds import fitting
from indexer.models import Document, Evidence, Passage, Span
from indexer.notations import notations
from indexer.query import YEAR, Concept, Query, leads
from indexer.terms import STOPWORDS, normalize, term, terms, tokens
from indexer.titles import subject

OWN_WEIGHT, FITS_WEIGHT, FOCUS_WEIGHT = 0.4, 0.6, 0.4
NAME_LENGTH = 120
"""Characters a row's name or an item has at most to be the name of one thing."""
RECITAL = 0.4
"""Taken from recitals: they name everything and answer nothing, unless they are what is asked for."""
_TWO_THINGS = re.compile(r"\b(?:dan|serta|sama|atau|maupun|dengan|antara|dibanding\w*|vs|masing\S*)\b|[,&/]", re.I)
_MARKER = re.compile(r"^\W*(?:\d{1,3}|[a-z])[.)]\s")
_RECITAL = re.compile(r"^(?:\w{1,2}\.\s*)?(?:menimbang|mengingat|memperhatikan|bahwa)\b|.{0,12}\bdasar hukum\b", re.I)
_MEASURES = (
    frozenset(map(term, ("realisasi", "capaian"))),
    frozenset(map(term, ("target", "proyeksi", "rencana", "prakiraan", "pagu"))),
)
"""What was achieved, and what is planned: two figures of one year that are not to be taken for one another."""
_RECITING = frozenset(map(term, ("menimbang", "mengingat", "memperhatikan")))
UNDATED = 0.7
"""What is left of how well a span fits when the year that is asked is but one of those its document speaks for."""
ELSEWHERE = 0.5
"""What is left of a span's worth when the question names a region, regulation or year that neither it nor its document is about."""
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


@dataclass(frozen=True, slots=True)
class _About:
    """What is known of a document besides its text: the words of its title, the years it speaks for, whether its region is known, and
    what names the other one of that name: Kota Malang for Kabupaten Malang."""

    title: _Text
    period: range
    placed: bool
    other_place: re.Pattern[str]


def _text(parts: Iterable[str]) -> _Text:
    sequence = tuple(term for part in parts for term in terms(part))
    return _Text(sequence, frozenset(sequence))


def weigh(query: Query, document: Document, spans: Sequence[Span]) -> tuple[Evidence, ...]:
    """Each span of one chunk weighed against the question, in the order given."""
    about = _About(_title(document), _period(document), bool(document.region), _other_place(document.region))
    beside = _text(span.text for span in spans)
    above_rows = _text(span.text for span in spans if span.kind != "row")
    names = [_text((_name(span),)) for span in spans]
    cache: dict[tuple[str, ...], _Text] = {}

    def above(parts: tuple[str, ...]) -> _Text:
        if parts not in cache:
            cache[parts] = _text(parts)
        return cache[parts]

    weighed = []
    for place, span in enumerate(spans):
        before = tuple(other.text for other in spans[max(0, place - 2) : place] if other.kind == span.kind == "sentence")
        fields = (
            (OWN, _with_meanings(above((span.text,)), query)), (HEADS, above(_heads(query, span))), (PARENTS, above(span.parents)), (BEFORE, above(before)),
            (HEADING, above(span.heading)), (TITLE, about.title), (BESIDE[span.kind], above_rows if span.kind == "row" else beside),
        )  # fmt: skip
        others = [name for at, name in enumerate(names) if at != place and span.kind == spans[at].kind == "row"]
        weighed.append(_weigh(query, span, fields, about, others))
    return tuple(weighed)


@cache
def _other_place(region: str) -> re.Pattern[str]:
    kind, _, name = region.partition(" ")
    other = {"Kabupaten": "kota", "Kota": "(?:kab|kabupaten)"}.get(kind)
    return re.compile(rf"\b{other}\.?\s+{re.escape(name)}\b" if other and name else r"(?!)", re.I)


def _with_meanings(text: _Text, query: Query) -> _Text:
    """A text that holds what its acronyms stand for, as far as that is asked."""
    meant = [query.meanings[term] for term in query.meanings if term in text.held]
    return _Text(text.sequence, text.held.union(*meant)) if meant else text


def _title(document: Document) -> _Text:
    """What a document's title, name, region and period say. The year in the number of a regulation is no year that it is about,
    where the title names one: Perda Nomor 1 Tahun 2025 gives account of the budget of 2024."""
    named = normalize(f"{document.title}\n{document.name}")
    numbers = [found for found in notations(named) if found.kind == "regulation"]
    if YEAR.search(f"{subject(document.title)} {document.period}"):
        for found in reversed(numbers):
            named = named[: found.start] + YEAR.sub("", named[found.start : found.end]) + named[found.end :]
    said = _text((named, document.region, document.period))
    return _Text(said.sequence, said.held | {found.term for found in numbers})


def _weigh(
    query: Query, span: Span, fields: Sequence[tuple[float, _Text]], about: _About, other_rows: Sequence[_Text]
) -> Evidence:
    others, wrong_year = _other_years(query, span), False
    total = reached = own = 0.0
    about_it: list[bool] = []
    dated = 1.0
    held, missing = [], []
    for concept in query.concepts:
        if concept.names and about.title.holds(concept):
            best = OWN
        else:
            best = next((worth for worth, text in fields if text.holds(concept)), 0.0)
        if not best and concept.period and fields[1][1].held.issuperset(concept.period):
            best = HEADS
        if concept.year and best < PARENTS and (concept.year in about.period or best):
            best, dated = (TITLE / 4, UNDATED) if others or not best else (best, dated)
            wrong_year = wrong_year or others and "figure" in query.asks
        if concept.aside and not best:
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
    elsewhere = (
        wrong_year
        or not any(about_it or [True])
        or _blank(query, span)
        or _other_measure(query, span)
        or _other_number(span, missing)
        or _other_row(query, missing, other_rows)
        or about.other_place.search(query.text) is not None
        or any(_contradicts(concept, about) for concept in missing)
    )
    if elsewhere:
        reached, own = ELSEWHERE * reached, ELSEWHERE * own
    total = total or 1.0
    return Evidence(
        span,
        reached / total,
        own / total,
        tuple(concept.word for concept in held if not concept.pair),
        tuple((concept.word, concept.weight / total) for concept in missing if not concept.pair),
        dated * fitting(query.asks, span, query.text) if held else 0.0,
        _focus(query, span),
        any(concept.sought for concept in missing),
        elsewhere,
        _recital(span) and not any(form[0] in _RECITING for concept in query.concepts for form in concept.alternatives),
    )


def _focus(query: Query, span: Span) -> float:
    name = _name(span)
    if span.kind not in ("row", "item") or len(name) > NAME_LENGTH:
        return 0.5
    named = {
        term(token) for token in tokens(name) if token.isalpha() and token not in STOPWORDS and token != "rp" and len(token) > 1
    }
    asked = {part for concept in query.concepts for form in concept.alternatives for part in form}
    return len(named & asked) / len(named) if named else 0.5


def _name(span: Span) -> str:
    """What a row is named after, the first of its cells with words in it; of another span, its text."""
    return next((cell for cell in span.cells if re.search(r"[^\W\d_]{3}", cell)), "") if span.kind == "row" else span.text


def _heads(query: Query, span: Span) -> tuple[str, ...]:
    """The column heads that may say what is asked: where some are of the year that is asked, those of other years say nothing."""
    asked = {concept.word for concept in query.concepts if concept.year}
    if not any(asked & set(YEAR.findall(head)) for head in span.heads):
        return span.heads
    return tuple(head for head in span.heads if not (years := set(YEAR.findall(head))) or years & asked)


def _other_years(query: Query, span: Span) -> bool:
    """Whether a span names years of its own, none of which is asked; the number of a regulation names none."""
    text = normalize("\n".join((span.text, *span.heads)))
    for found in reversed([found for found in notations(text) if found.kind == "regulation"]):
        text = text[: found.start] + text[found.end :]
    years = set(YEAR.findall(text))
    return bool(years) and not any(concept.word in years for concept in query.concepts if concept.year)


def _blank(query: Query, span: Span) -> bool:
    """Whether a row has a column for what is asked, the year or else the words of its head, and nothing in it but a dash."""
    if len(span.heads) != len(span.cells):
        return False
    years = {concept.word for concept in query.concepts if concept.year}
    cells = [cell for head, cell in zip(span.heads, span.cells, strict=True) if years & set(YEAR.findall(head))]
    if not cells:
        asked = {concept.alternatives[0][0] for concept in query.concepts if len(concept.alternatives[0]) == 1}
        shared = [len(asked.intersection(terms(head))) for head in span.heads]
        most = max(shared, default=0)
        cells = [cell for cell, count in zip(span.cells, shared, strict=True) if count == most] if most else []
        cells = cells if len(cells) == 1 else []
    return bool(cells) and not any(re.search(r"\w", cell) for cell in cells)


def _other_measure(query: Query, span: Span) -> bool:
    """Whether a row has what was planned for the year that is asked, and what was achieved is asked; or the other way round."""
    years = {concept.word for concept in query.concepts if concept.year}
    heads = set(terms(" ".join(head for head in span.heads if years & set(YEAR.findall(head)))))
    asked = {concept.alternatives[0][0] for concept in query.concepts}
    return any(
        asked & one and not asked & other and heads & other and not heads & one for one, other in permutations(_MEASURES)
    )


def _other_number(span: Span, missing: Sequence[Concept]) -> bool:
    """Whether a row or item is named after other numbers than those asked: "APS 7-12 tahun" is not "APS 16-18 tahun"."""
    asked = [concept for concept in missing if concept.word.isdigit() and not concept.year]
    if not asked or span.kind not in ("row", "item"):
        return False
    name = _MARKER.sub("", _name(span))
    return len(name) <= NAME_LENGTH and any(number.isdigit() and not YEAR.fullmatch(number) for number in tokens(name))


def _other_row(query: Query, missing: Sequence[Concept], others: Sequence[_Text]) -> bool:
    """Whether what a row lacks is the name of another row of its table: it is told from that one by the very word that is asked. Where
    a question asks for two things, each may stand in a row of its own."""
    single = not _TWO_THINGS.search(query.text)
    return single and any(
        other.holds(concept) for concept in missing if not (concept.pair or leads(concept.word)) for other in others
    )


def _contradicts(concept: Concept, about: _About) -> bool:
    """Whether something asked that a span doesn't name means that it is about something else: another regulation, another region
    where the document's is known, a year or a span of years that the document doesn't speak for."""
    if concept.required:
        return concept.regulation or about.placed
    years = [int(year) for year in concept.period] or [concept.year]
    return bool(about.period) and years[0] is not None and not any(year in about.period for year in years)


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
        - RECITAL * evidence.recital
    )


def _recital(span: Span) -> bool:
    """Whether a span is a recital of a regulation ("Menimbang", "Mengingat") or one of the laws it rests on."""
    return any(_RECITAL.match(line) for line in (*span.heading, *span.parents, span.text))
