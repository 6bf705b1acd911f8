"""The row of a table with the largest or smallest value of a column, where a question asks which it is: computed, and said to be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.answering.extractive.blocks import Block
from bot.answering.extractive.numbers import number_of
from bot.answering.extractive.opening import LONGEST
from bot.answering.extractive.row_text import Labelled, Row, read_row
from bot.answering.extractive.units import unit_of, with_unit, without_unit
from bot.models import Value
from indexer.evidence.ranking import Candidate
from indexer.language.shortening import shortened
from indexer.language.terms import terms
from indexer.language.wordlists import any_of, groups
from indexer.question.model import Question

FEWEST = 3
"""Rows below which a table has no extreme worth computing."""
_KINDS = {kind: re.compile(rf"\b(?:ter{any_of(words)}|paling {any_of(words)})\b", re.I) for kind, *words in groups("extremes")}
_WHICH = frozenset({"mana", "siapa", "apa"})
_PLAIN = re.compile(r"[-−(]?\s?(?:Rp\.?\s?)?\d[\d.,]*\)?\s?%?")
_SAID = {"largest": "terbesar", "smallest": "terkecil"}


@dataclass(frozen=True, slots=True)
class _Measured:
    """A row with its cell of the column that is compared, and that as a number."""

    candidate: Candidate
    row: Row
    cell: Labelled
    number: Decimal


def extreme(question: Question, ranked: Sequence[Candidate]) -> Block | None:
    """The block of the row that is asked for; None where a question asks for no extreme, or names a row, the best candidate is no row, or its
    table doesn't tell which column is meant."""
    kind = next((kind for kind, pattern in _KINDS.items() if pattern.search(question.text)), "")
    if not kind or _WHICH.isdisjoint(question.words) or not ranked or ranked[0].span.kind != "row":
        return None
    compared = _compared(ranked[0], question)
    if compared is None:
        return None
    rows = [row for row in map(lambda one: _measured(one, compared, question), _of_the_table(ranked[0], ranked)) if row]
    names_a_row = any(set(terms(row.row.names[0])) <= question.terms for row in rows)
    if names_a_row or len(rows) < FEWEST:
        return None
    best = (max if kind == "largest" else min)(rows, key=lambda row: row.number)
    tied = [row for row in rows if row.number == best.number]
    return _block(best, kind, len(rows)) if len(tied) == 1 else None


def _compared(candidate: Candidate, question: Question) -> str | None:
    """The head of the one column that is asked for: the one that the reader means most, or the only one whose head says so."""
    row = read_row(candidate.evidence, question)
    numbers = [cell for cell in row.figures if _PLAIN.fullmatch(cell.cell.strip())]
    if not numbers:
        return None
    surest = max(numbers, key=lambda cell: cell.meant)
    is_told = len(numbers) == 1 or surest.meant > 0
    return surest.head if is_told else None


def _of_the_table(first: Candidate, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The rows of its table that were found, each once, without sums."""
    found: dict[tuple[str, ...], Candidate] = {}
    for candidate in ranked:
        span = candidate.span
        same_document = candidate.passage.document.id == first.passage.document.id
        if span.kind == "row" and same_document and span.heads == first.span.heads and not span.traits.total:
            found.setdefault(span.cells, candidate)
    return list(found.values())


def _measured(candidate: Candidate, head: str, question: Question) -> _Measured | None:
    span = candidate.span
    row = read_row(candidate.evidence, question)
    for at, (its, cell) in enumerate(zip(span.heads, span.cells, strict=True)):
        if its == head and _PLAIN.fullmatch(cell.strip()) and row.names:
            return _Measured(candidate, row, Labelled(head, cell, span.traits.columns[at]), number_of(cell))
    return None


def _block(best: _Measured, kind: str, count: int) -> Block:
    """ "Smart Environment — Rata-rata 2,37: terkecil dari 6 baris tabel itu (dihitung)"."""
    span = best.candidate.span
    unit = unit_of(best.cell.head, span, best.row.units)
    amount = with_unit(best.cell.cell, unit, in_short=False)
    value = shortened(" · ".join(best.row.names), LONGEST)
    label = f"{without_unit(best.cell.head)} {amount}: {_SAID[kind]} dari {count} baris tabel itu (dihitung)"
    region = best.candidate.passage.document.region
    quotes = tuple(quote for _, quote in span.quotes)
    return Block(f"{value} — {label}", quotes, (best.candidate,), Value(value, label, unit, region=region))
