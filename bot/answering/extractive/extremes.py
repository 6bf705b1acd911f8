"""The row of a table with the largest or smallest value of a column, where a question asks which it is: computed, and said to be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.answering.extractive.blocks import Block
from bot.answering.extractive.numbers import number_of
from bot.answering.extractive.opening import LONGEST, region_of
from bot.answering.extractive.row_text import MEANT, Row, read_row
from bot.answering.extractive.units import unit_of, with_unit, without_unit
from bot.models import Value
from indexer.evidence.ranking import Candidate
from indexer.language.shortening import shortened
from indexer.language.terms import terms
from indexer.language.wordlists import any_of, groups
from indexer.models import Span
from indexer.question.model import Question

FEWEST = 3
"""Rows below which a table has no extreme worth computing."""
_KINDS = {kind: re.compile(rf"\b{any_of(words)}\b(?!\s*(?:Rp\s?)?\d)", re.I) for kind, *words in groups("extremes")}
"""Before a number "paling banyak" is a bound."""
_WHICH = frozenset({"mana", "siapa", "apa"})
_PLAIN = re.compile(r"[-−(]?\s?(?:Rp\.?\s?)?\d[\d.,]*\)?\s?%?")
_SAID = {"largest": "terbesar", "smallest": "terkecil"}


@dataclass(frozen=True, slots=True)
class _Measured:
    """A row with its cell of the column that is compared, its unit, and that as a number."""

    candidate: Candidate
    row: Row
    cell: str
    unit: str
    number: Decimal


def extreme(question: Question, ranked: Sequence[Candidate]) -> Block | None:
    """The block of the row that is asked for; None where a question asks for no extreme or for both, or names a row, the best candidate is no
    row, its table doesn't tell which column is meant, or its rows are counted in different units."""
    kinds = [kind for kind, pattern in _KINDS.items() if pattern.search(question.text)]
    if len(kinds) != 1 or _WHICH.isdisjoint(question.words) or not ranked or not _is_whole_row(ranked[0].span):
        return None
    column = _compared(ranked[0], question)
    if column is None:
        return None
    rows = [row for row in (_measured(one, column, question) for one in _of_the_table(ranked[0], ranked)) if row]
    names_a_row = any(set(terms(row.row.names[0])) <= question.terms for row in rows)
    if names_a_row or len(rows) < FEWEST or len({row.unit for row in rows}) > 1:
        return None
    (kind,) = kinds
    best = (max if kind == "largest" else min)(rows, key=lambda row: row.number)
    is_alone = sum(row.number == best.number for row in rows) == 1
    return _block(best, best.candidate.span.heads[column], kind, len(rows)) if is_alone else None


def _is_whole_row(span: Span) -> bool:
    return span.kind == "row" and len(span.heads) == len(span.cells) == len(span.traits.columns)


def _compared(candidate: Candidate, question: Question) -> int | None:
    """The place of the one column that is asked for: the one that the reader means most, or the only one whose head says so."""
    row = read_row(candidate.evidence, question)
    numbers = [cell for cell in row.figures if _PLAIN.fullmatch(cell.cell.strip())]
    if not numbers:
        return None
    surest = max(numbers, key=lambda cell: cell.meant)
    is_told = len(numbers) == 1 or surest.meant >= MEANT
    return surest.place if is_told else None


def _of_the_table(first: Candidate, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The rows of its table that were found, each once, without sums."""
    found: dict[tuple[str, ...], Candidate] = {}
    for candidate in ranked:
        span = candidate.span
        same_document = candidate.passage.document.id == first.passage.document.id
        same_table = same_document and _above(span) == _above(first.span)
        if same_table and _is_whole_row(span) and not span.traits.total:
            found.setdefault(span.cells, candidate)
    return list(found.values())


def _above(span: Span) -> tuple[tuple[str, ...], ...]:
    return span.heads, span.heading, span.parents


def _measured(candidate: Candidate, column: int, question: Question) -> _Measured | None:
    span = candidate.span
    row, cell = read_row(candidate.evidence, question), span.cells[column]
    if not row.names or not _PLAIN.fullmatch(cell.strip()):
        return None
    return _Measured(candidate, row, cell, unit_of(span.heads[column], span, row.units), number_of(cell))


def _block(best: _Measured, head: str, kind: str, count: int) -> Block:
    """ "Smart Environment — Rata-rata 2,37: terkecil dari 6 baris yang ditemukan (dihitung)"."""
    amount = with_unit(best.cell, best.unit, in_short=False)
    value = shortened(" · ".join(best.row.names), LONGEST)
    label = f"{without_unit(head)} {amount}: {_SAID[kind]} dari {count} baris yang ditemukan (dihitung)"
    quotes = tuple(quote for _, quote in best.candidate.span.quotes)
    return Block(f"{value} — {label}", quotes, (best.candidate,), Value(value, label, region=region_of(best.candidate)))
