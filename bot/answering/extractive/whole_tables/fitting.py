"""Whether a table is the one that a question is about, and which of its rows it is about. Pure."""

import re
from collections.abc import Sequence

from bot.answering.extractive.whole_tables.measure import PERCENT
from bot.answering.extractive.whole_tables.sheet import Sheet
from indexer.evidence.differences import named_difference, of_act
from indexer.evidence.matching import Held
from indexer.evidence.other_region import of_region
from indexer.evidence.pair import Pair
from indexer.evidence.ranking import EVEN, Candidate
from indexer.language.terms import index_terms, is_word, term
from indexer.language.vocabulary import ACRONYMS
from indexer.models import Span
from indexer.question.model import YEAR, Concept

_UNIT = re.compile(r"\bberapa(?P<unit>(?: \w+){1,3})$")
LEAST = 0.6
"""How much of what a question says must stand around a table."""


def fits(sheet: Sheet) -> bool:
    """Whether nothing that can be compared is another than what is asked, and what is left unsaid around the table is little of the question."""
    return not named_difference(_pair(sheet)) and _says_most(sheet, _in_cells(sheet))


def says_all(sheet: Sheet, values: Sequence[str]) -> bool:
    """The same where rows with certain `values` are asked: of these, or of the whole table, are the years that are asked."""
    pair = _pair(sheet)
    years = set(YEAR.findall(" ".join((sheet.around, *values))))
    is_of_the_years = sheet.question.years <= years
    return (
        is_of_the_years
        and not (of_region(pair) or of_act(pair))
        and _says_most(sheet, sheet.matcher.held(index_terms(" ".join(values))))
    )


def _pair(sheet: Sheet) -> Pair:
    """The question and the row of the table that is likeliest its answer."""
    best = max(sheet.passage.evidence, key=lambda evidence: (evidence.span in sheet.table.rows, evidence.odds))
    return Pair(sheet.question, Candidate(sheet.passage, best, EVEN))


def _says_most(sheet: Sheet, beside: Held) -> bool:
    held = sheet.held_around() | beside
    total = left = 0.0
    for at, concept in enumerate(sheet.question.concepts):
        if concept.pair or concept.optional or _is_said_otherwise(sheet, concept):
            continue
        is_held = bool(held >> at & 1)
        if not is_held and (concept.required or _is_name(sheet, concept)):
            return False
        total += concept.weight
        left += 0.0 if is_held else concept.weight
    return left <= (1 - LEAST) * total


def _is_name(sheet: Sheet, concept: Concept) -> bool:
    """Whether a word is what somebody or something is called: an acronym, or one with a capital that is no word of the language."""
    return any(word in ACRONYMS or _is_called(sheet, word) for word in concept.word.split())


def _is_called(sheet: Sheet, word: str) -> bool:
    typed = re.search(rf"\b{re.escape(word)}\b", sheet.question.text, re.I)
    has_capital = typed is not None and typed.start() > 0 and typed[0][:1].isupper()
    return has_capital and not is_word(word)


def _is_said_otherwise(sheet: Sheet, concept: Concept) -> bool:
    """Whether a word only says which end is asked for, or in which unit."""
    ends = {term(word) for one in sheet.question.superlatives for word in (*one.words, one.adjective)}
    words = {term(word) for word in concept.word.split()}
    is_percent = bool(words & PERCENT) and not PERCENT.isdisjoint(sheet.terms_around)
    return bool(words & ends) or is_percent or concept.word in _units_asked(sheet)


def _units_asked(sheet: Sheet) -> frozenset[str]:
    """The words behind "berapa": in what an amount is asked."""
    said = " ".join(sheet.question.words)
    return frozenset(word for asked in _UNIT.finditer(said) for word in asked["unit"].split())


def _in_cells(sheet: Sheet) -> Held:
    """What of the question at least half of the rows hold."""
    held = 0
    rows = [sheet.matcher.held(row.traits.terms) for row in sheet.rows]
    for at in range(len(sheet.question.concepts)):
        if 2 * sum(row >> at & 1 for row in rows) >= len(rows):
            held |= 1 << at
    return held


def restricted(sheet: Sheet, asked: frozenset[str]) -> Sequence[Span] | None:
    """The rows that a question is about: all, unless a word of it besides the class that is `asked` stands in some rows only; then it isn't certain which."""
    around = sheet.held_around()
    for at, concept in enumerate(sheet.question.concepts):
        if (
            concept.pair
            or around >> at & 1
            or _is_said_otherwise(sheet, concept)
            or not asked.isdisjoint(form[0] for form in concept.alternatives)
        ):
            continue
        rows = [row for row in sheet.rows if sheet.matcher.held(index_terms(" ".join(row.cells))) >> at & 1]
        if rows and len(rows) < len(sheet.rows):
            return None
    return sheet.rows
