"""Whether a table is the one that a question is about, and which of its rows it is about. Pure."""

from collections.abc import Sequence

from bot.answering.extractive.whole_tables.measure import PERCENT
from bot.answering.extractive.whole_tables.naming import Naming
from bot.answering.extractive.whole_tables.sheet import Sheet
from indexer.evidence.differences import named_difference
from indexer.evidence.matching import Held
from indexer.evidence.pair import Pair
from indexer.evidence.ranking import EVEN, Candidate
from indexer.language.terms import index_terms, term, terms
from indexer.models import Span
from indexer.question.model import Concept

LEAST = 0.6
"""How much of what a question says must stand around a table."""


def fits(sheet: Sheet, naming: Naming, place: int) -> bool:
    """Whether nothing that can be compared is another than what is asked, and what is left unsaid around the table is little of the question."""
    best = max(sheet.passage.evidence, key=lambda evidence: (evidence.span in sheet.table.rows, evidence.odds))
    if named_difference(Pair(sheet.question, Candidate(sheet.passage, best, EVEN))):
        return False
    around = sheet.held_around() | _in_cells(sheet)
    total = left = 0.0
    for at, concept in enumerate(sheet.question.concepts):
        if concept.pair or concept.optional or _is_said_otherwise(sheet, concept):
            continue
        is_held = bool(around >> at & 1)
        if concept.required and not is_held:
            return False
        total += concept.weight
        left += 0.0 if is_held else concept.weight
    return left <= (1 - LEAST) * total


def _is_said_otherwise(sheet: Sheet, concept: Concept) -> bool:
    """Whether a word only says which end is asked for."""
    ends = {term(word) for one in sheet.question.superlatives for word in (*one.words, one.adjective)}
    words = {term(word) for word in concept.word.split()}
    is_percent = bool(words & PERCENT) and not PERCENT.isdisjoint(terms(sheet.around))
    return bool(words & ends) or is_percent


def _in_cells(sheet: Sheet) -> Held:
    """What of the question at least half of the rows hold."""
    held = 0
    rows = [sheet.matcher.held(row.traits.terms) for row in sheet.rows]
    for at in range(len(sheet.question.concepts)):
        if 2 * sum(row >> at & 1 for row in rows) >= len(rows):
            held |= 1 << at
    return held


def restricted(sheet: Sheet, naming: Naming, place: int) -> Sequence[Span] | None:
    """The rows that a question is about: those with a cell of words that it says, and that stands in some rows only; all where it says none. None
    where it names a row, or it isn't clear which rows it is about."""
    around = sheet.held_around()
    for at, concept in enumerate(sheet.question.concepts):
        if concept.pair or around >> at & 1 or _is_said_otherwise(sheet, concept):
            continue
        rows = [row for row in sheet.rows if sheet.matcher.held(index_terms(" ".join(row.cells))) >> at & 1]
        if rows and len(rows) < len(sheet.rows):
            return None
    return sheet.rows
