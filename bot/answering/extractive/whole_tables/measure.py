"""Which column of a table is the measure of which a question asks for an end: told by its head, its year and its unit, else by the reader. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.extractive.row_text import MEANT
from bot.answering.extractive.summable import said_over
from bot.answering.extractive.whole_tables.naming import Naming
from bot.answering.extractive.whole_tables.sheet import Sheet
from indexer.evidence.contradictions import measure
from indexer.evidence.document_scope import scope
from indexer.evidence.matching import Held
from indexer.language.terms import STOPWORDS, index_terms, term, terms
from indexer.language.wordlists import alternatives, groups, phrases, words
from indexer.question.model import YEAR, Extreme, Superlative

_DENIES = re.compile(rf"\b{alternatives('heads_that_deny')}\b", re.I)
_BETTER = frozenset(terms(" ".join(phrases("heads_where_more_is_better"))))
COUNT = "count"
"""What "banyak" is said of: no shares."""
_DIMENSIONS = {of: frozenset(terms(" ".join(said))) for of, *said in groups("heads_of_dimensions")}
PERCENT = frozenset(terms("persen persentase prosentase"))
_ASKS_PERCENT = re.compile(r"\bberapa persen(?: (?:dan|serta|lalu|terus)\b|$)")
_ACTIVE = re.compile(r"me(?:m|ng|ny|n)?\w{4,}")
_ANY_FIGURE = frozenset(terms(" ".join(words("words_for_any_figure"))))
_SUMS = frozenset(terms("jumlah total"))


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of figures, and which end of it is asked for: True for the largest."""

    place: int
    largest: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """What the clause of a superlative says is measured: its words, their terms, what of the question these are, and those of them that a table must have."""

    words: tuple[str, ...]
    terms: frozenset[str]
    held: Held
    needed: frozenset[str]


def measure_of(sheet: Sheet, naming: Naming, asked: Superlative, shared: Superlative) -> Measure | None:
    """None where no column is certainly the one that is asked for. What is measured is said with `shared`, where that is another one."""
    said = _said(sheet, naming, shared)
    places = _of_the_year(sheet, [place for place in sheet.figures if place != naming.place])
    places = [place for place in places if _may_be(sheet, place, asked, said)]
    place = _best(sheet, naming, places, said, asked)
    if place is None:
        return None
    largest = _direction(sheet, place, asked)
    return None if largest is None else Measure(place, largest)


def _said(sheet: Sheet, naming: Naming, asked: Superlative) -> _Said:
    """What stands behind the superlative is needed where nothing before it says what is measured; verbs never are."""
    own = [word for word in (*asked.before, *asked.behind) if not YEAR.fullmatch(word)]
    telling = {term(word.removesuffix("nya")): word for word in own if word not in STOPWORDS}
    telling = {one: word for one, word in telling.items() if one not in naming.asked}
    concepts = list(enumerate(sheet.question.concepts))
    held = sum(1 << at for at, concept in concepts if concept.word in own and not concept.pair)
    before = {one for one, word in telling.items() if word in asked.before}
    nouns = frozenset(one for one, word in telling.items() if not _is_verb(sheet, word))
    return _Said(tuple(own), frozenset(telling), held, nouns & before if nouns & before else nouns)


def _is_verb(sheet: Sheet, word: str) -> bool:
    """Whether a word says by its form that somebody does something: "menyerap", or "numpuk" as it is spoken."""
    if _ACTIVE.fullmatch(word):
        return True
    forms = next((concept.alternatives for concept in sheet.question.concepts if concept.word == word), ())
    is_spoken = bool(forms) and len(forms[0]) == 1 and forms[0][0] != term(word) and forms[0][0][0] != word[0]
    return is_spoken and word[0] in "nm"


def _of_the_year(sheet: Sheet, places: Sequence[int]) -> list[int]:
    """The columns of the years that are asked; those of no year where the table, or else its document, is of these alone."""
    columns = sheet.rows[0].traits.columns
    asked = sheet.question.years
    undated = [place for place in places if not columns[place].years]
    if not asked:
        return undated or list(places)
    of_the_year = [place for place in places if set(columns[place].years) == asked]
    dated = sorted(year for place in places for year in columns[place].years)
    is_of_all = len(asked) > 1 and {dated[0], dated[-1]} == asked if dated else False
    return [*of_the_year, *undated] if is_of_all or _is_of_the_years(sheet) else of_the_year


def _is_of_the_years(sheet: Sheet) -> bool:
    """Whether the words above a table, or else its document, are of the years that are asked and of no other."""
    above = set(YEAR.findall(said_over(sheet.table)))
    document = sheet.passage.document
    of_document = set(map(str, scope(document).years)) if not above else above
    return of_document == set(sheet.question.years)


def _may_be(sheet: Sheet, place: int, asked: Superlative, said: _Said) -> bool:
    """Whether nothing that can be compared speaks against a column: what is denied, planned or measured in another way."""
    head = sheet.heads[place]
    denied = _DENIES.search(" ".join((*asked.before, *asked.behind))) is not None
    if denied != (_DENIES.search(head) is not None):
        return False
    of_head = _terms_of(sheet, place)
    if {measure(said.terms), measure(of_head)} == {"achieved", "planned"}:
        return False
    if asked.of in _DIMENSIONS and of_head.isdisjoint(_DIMENSIONS[asked.of]):
        return False
    is_percent = not of_head.isdisjoint(PERCENT)
    asks_percent = not said.terms.isdisjoint(PERCENT) or _ASKS_PERCENT.search(" ".join(sheet.question.words)) is not None
    counts = asked.of == COUNT and not asks_percent
    return not is_percent if counts else is_percent or not asks_percent


def _terms_of(sheet: Sheet, place: int) -> frozenset[str]:
    """The terms of a head; of one that says no more than "Jumlah" those of what stands above the table, too."""
    of_head = frozenset(index_terms(YEAR.sub(" ", sheet.heads[place])).split())
    return of_head | frozenset(terms(said_over(sheet.table))) if of_head <= _SUMS else of_head


def _best(sheet: Sheet, naming: Naming, places: Sequence[int], said: _Said, asked: Superlative) -> int | None:
    """The column whose head says more of what is measured than any other."""
    if not places:
        return None
    scores = {place: _score(sheet, place, said, asked) for place in places}
    most = max(scores.values())
    best = [place for place, score in scores.items() if score == most]
    meant = [place for place in best if _reading(sheet, place) >= MEANT]
    if len(best) > 1:
        best = _of_the_first_word(sheet, best, said) if most else meant
    best = best if len(best) == 1 or most else _of_the_caption(sheet, places, said)
    if len(best) != 1:
        return None
    (place,) = best
    is_only = len(places) == 1 and (said.terms <= _ANY_FIGURE or len(sheet.figures) == 1 or asked.of in _DIMENSIONS)
    is_said = most > 0 or is_only or place in meant or place in _of_the_caption(sheet, places, said)
    return place if is_said and _names_all(sheet, place, said, naming) else None


def _of_the_first_word(sheet: Sheet, places: Sequence[int], said: _Said) -> list[int]:
    """Of these columns the one whose head says the earliest word of what is measured, which is its noun: "cakupan" of "cakupan kunjungan"; of several those
    of a year."""
    for word in said.words:
        saying = [place for place in places if term(word.removesuffix("nya")) in _terms_of(sheet, place)]
        if saying and len(saying) < len(places):
            places = saying
            break
    dated = [place for place in places if sheet.rows[0].traits.columns[place].years]
    return dated if len(places) > 1 else list(places)


def _of_the_caption(sheet: Sheet, places: Sequence[int], said: _Said) -> list[int]:
    """The columns of which what stands above the table speaks, where it speaks of what is measured too: "prevalensi stunting"."""
    above = frozenset(terms(said_over(sheet.table)))
    if said.terms.isdisjoint(above):
        return []
    return [place for place in places if not (_terms_of(sheet, place) - PERCENT).isdisjoint(above)]


def _score(sheet: Sheet, place: int, said: _Said, asked: Superlative) -> int:
    of_head = _terms_of(sheet, place)
    held = sheet.matcher.held(" ".join(index_terms(sheet.heads[place]).split())) & said.held
    percent = bool(of_head & PERCENT and said.terms & PERCENT)
    return (
        held.bit_count()
        + len((said.terms - PERCENT) & of_head - _held_terms(sheet, held))
        + percent
        + (term(asked.adjective) in of_head)
    )


def _held_terms(sheet: Sheet, held: Held) -> frozenset[str]:
    found = (concept.alternatives[0] for at, concept in enumerate(sheet.question.concepts) if held >> at & 1)
    return frozenset(part for form in found for part in form)


def _names_all(sheet: Sheet, place: int, said: _Said, naming: Naming) -> bool:
    """Whether each word that says what is measured, and of what, stands in the head or around the table."""
    known = _terms_of(sheet, place) | sheet.terms_around | _in_most_cells(sheet)
    if known & PERCENT:
        known |= PERCENT
    left = (said.needed | frozenset(naming.asked[1:])) - known - _ANY_FIGURE - STOPWORDS
    around = sheet.held_around()
    for at, concept in enumerate(sheet.question.concepts):
        if around >> at & 1:
            left -= frozenset(part for form in concept.alternatives for part in form)
            left -= {term(word.removesuffix("nya")) for word in concept.word.split()}
    return not left


def _in_most_cells(sheet: Sheet) -> frozenset[str]:
    """The terms that at least half of the rows have."""
    rows = [frozenset(row.traits.terms.split()) for row in sheet.rows]
    return frozenset(one for row in rows for one in row if 2 * sum(one in other for other in rows) >= len(rows))


def _reading(sheet: Sheet, place: int) -> float:
    """How surely the reader means a column: in the row of the table that it thinks most of."""
    read = [evidence for evidence in sheet.passage.evidence if evidence.span in sheet.table.rows and evidence.cells]
    best = max(read, key=lambda evidence: evidence.odds, default=None)
    return best.cells[place] if best else float("-inf")


def _direction(sheet: Sheet, place: int, asked: Superlative) -> bool | None:
    """Whether the largest is asked for; None where it isn't certain which end is the better one."""
    if asked.extreme in (Extreme.LARGEST, Extreme.SMALLEST):
        return asked.extreme is Extreme.LARGEST
    is_better = not _terms_of(sheet, place).isdisjoint(_BETTER) and not _DENIES.search(sheet.heads[place])
    return (asked.extreme is Extreme.BEST) if is_better else None
