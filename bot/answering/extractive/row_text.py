"""A table row -> a line that can be understood alone: what the row is about, and the cells under the heads that were asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.language.shortening import shortened
from indexer.models import Column, Span
from indexer.question.model import Question

NAMES = 2
"""Text cells at the beginning of a row that say what it is about."""
NAME_LENGTH, HEAD_LENGTH = 140, 60


@dataclass(frozen=True, slots=True)
class Labelled:
    """A cell that is not empty, under its head."""

    head: str
    cell: str
    column: Column

    @property
    def terms(self) -> frozenset[str]:
        return frozenset(self.column.terms.split())


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is read: its names, the figures that were asked for or all of them, and what else it says.

    `years` tells whether the figures were picked by a year of the question.
    """

    names: tuple[str, ...]
    figures: tuple[Labelled, ...] = ()
    rest: tuple[Labelled, ...] = ()
    years: bool = False


def read_row(span: Span, question: Question) -> Row:
    """What a row says about a question. Without heads all cells are names."""
    if len(span.heads) != len(span.cells):
        return Row(names=tuple(filter(None, span.cells)))
    texts, values = _cells(span)
    names = tuple(text.cell for text in texts[:NAMES])
    rest = tuple(texts[NAMES:])
    figures, by_year = _asked(values, question)
    wanted, _ = _asked(rest, question)
    if wanted and not figures:
        return Row(names, rest=tuple(wanted))
    return Row(names, figures=tuple(figures or values), rest=rest, years=by_year)


def _cells(span: Span) -> tuple[list[Labelled], list[Labelled]]:
    """The filled cells that are texts, and those that are values; numbers of rows are neither."""
    texts, values = [], []
    for head, cell, column in zip(span.heads, span.cells, span.traits.columns, strict=True):
        if not cell:
            continue
        if not column.value:
            texts.append(Labelled(head, cell, column))
        elif not column.numbering:
            values.append(Labelled(head, cell, column))
    return texts, values


def row_line(span: Span, question: Question, *, brief: bool = False) -> str:
    """ "Indeks SPBE · indeks — 2026: 3,20; Penanggung jawab: Diskominfo"; only the names when `brief`."""
    row = read_row(span, question)
    names = " · ".join(shortened(name, NAME_LENGTH) for name in row.names)
    if brief and names:
        return names
    figures = "; ".join(map(_under_its_head, row.figures))
    rest = "".join(f"; {_end_of(other.head)}: {other.cell}" for other in row.rest)
    return " — ".join(filter(None, (names, figures))) + rest


def _under_its_head(figure: Labelled) -> str:
    return f"{_end_of(figure.head)}: {figure.cell}" if figure.head else figure.cell


def _asked(cells: Sequence[Labelled], question: Question) -> tuple[list[Labelled], bool]:
    """The cells that are asked for, and whether they were picked by a year."""
    if any(not question.years.isdisjoint(cell.column.years) for cell in cells):
        return _of_the_years(cells, question), True
    return _of_the_words(cells, question), False


def _words_of(question: Question) -> frozenset[str]:
    return question.terms - question.years


def _of_the_years(cells: Sequence[Labelled], question: Question) -> list[Labelled]:
    """Those under heads that hold a year of the question, and those of no year that share a word with it."""
    words = _words_of(question)
    picked = []
    for cell in cells:
        years = cell.column.years
        is_of_year = not question.years.isdisjoint(years)
        shares_a_word = not words.isdisjoint(cell.terms)
        if is_of_year or (shares_a_word and not years):
            picked.append(cell)
    return picked


def _of_the_words(cells: Sequence[Labelled], question: Question) -> list[Labelled]:
    """Those under heads that share most words with a question, and those that have a word of it besides. None where all share as
    many, since that tells nothing."""
    words = _words_of(question)
    shared = {cell.head: words & cell.terms for cell in cells}
    counts = set(map(len, shared.values()))
    most = max(counts, default=0)
    tells_nothing = len(shared) > 1 and len(counts) == 1
    if not most or tells_nothing:
        return []
    best = [held for held in shared.values() if len(held) == most]
    said = frozenset().union(*best)
    picked = []
    for cell in cells:
        held = shared[cell.head]
        has_a_word_besides = not held <= said
        if held in best or has_a_word_besides:
            picked.append(cell)
    return picked


def _end_of(head: str) -> str:
    """The last words of a head joined from several rows."""
    if len(head) <= HEAD_LENGTH:
        return head
    return "… " + head[2 - HEAD_LENGTH :].split(" ", 1)[-1]
