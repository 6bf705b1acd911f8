"""A table row -> a line that can be understood alone: what the row is about, and the cells that are asked for, by their heads or because the
reader says so."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.extractive.units import is_head_of_units
from indexer.evidence.differences import class_of, names_class
from indexer.language.shortening import shortened
from indexer.language.wordlists import alternatives
from indexer.models import Column, Evidence
from indexer.question.model import Question

NAMES = 2
"""Text cells that say what a row is about: those at its beginning, or what its figures measure with the cell before that."""
NAME_LENGTH, HEAD_LENGTH = 140, 60
FEW = 8
"""Values of a row that are all shown where its heads don't tell which are asked: a wrong one alone would be taken for the answer."""
_MEASURED = re.compile(rf"\W*{alternatives('heads_of_what_is_measured')}\b", re.I)
MEANT = math.log(3)
"""From this logit on a cell is rather what is asked for than not: the reader was taught with what is asked for counting three times."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A cell that is not empty, under its head; `meant` is the reader's logit of its being what is asked for, -inf where it wasn't read; `place` is
    which of the row's cells it is."""

    head: str
    cell: str
    column: Column
    meant: float = -math.inf
    place: int = 0

    @property
    def terms(self) -> frozenset[str]:
        return frozenset(self.column.terms.split())


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is read: the texts that name it, the units that it names, the figures that were asked for or all of them, and what else it says.

    `years` tells whether the figures were picked by a year or a class of the question, `told` whether heads say which of its cells are asked for.
    """

    naming: tuple[Labelled, ...]
    units: tuple[str, ...] = ()
    figures: tuple[Labelled, ...] = ()
    rest: tuple[Labelled, ...] = ()
    years: bool = False
    told: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(text.cell for text in self.naming)


def read_row(evidence: Evidence, question: Question) -> Row:
    """What a row says about a question. Without heads all cells are names."""
    span = evidence.span
    if len(span.heads) != len(span.cells):
        return Row(naming=tuple(Labelled("", cell, Column()) for cell in span.cells if cell))
    texts, values = _cells(evidence)
    of_units = [text for text in texts[1:] if _is_unit(text)]  # what comes first is rather an office: "Unit"
    units = tuple(text.cell for text in of_units)
    naming = [text for text in texts if text not in of_units]
    telling = _telling(naming)
    asks_for_a_text = "figure" not in question.kinds and not question.several
    beside = naming[1:] if asks_for_a_text else [text for text in naming if text not in telling]
    wanted, _ = _asked(beside, question)
    names = tuple(text for text in telling if text not in wanted)
    rest = [text for text in naming if text not in names]
    figures, by_year = _asked(values, question)
    meant = _meant((*rest, *values), question)
    if wanted and not figures and asks_for_a_text:
        rest = wanted
        told = _is_borne_out(wanted, meant, evidence)
    else:
        told = bool(figures) and (by_year or _is_borne_out(figures, meant, evidence))
        figures = figures if told else _where_heads_do_not_tell(figures, meant, values)
    return Row(names, units, _with(figures, meant, values), _with(rest, meant, texts), years=by_year, told=told)


def _telling(naming: Sequence[Labelled]) -> Sequence[Labelled]:
    """The texts of a row that tell it from others."""
    measured = next((place for place, text in enumerate(naming) if _MEASURED.match(text.head)), 0)
    end = max(measured + 1, NAMES)
    return naming[end - NAMES : end]


def _is_borne_out(figures: Sequence[Labelled], meant: Sequence[Labelled], evidence: Evidence) -> bool:
    """Whether the reader, where it read the row, means one of the figures whose heads say words of a question."""
    return not evidence.cells or any(figure in meant for figure in figures)


def _where_heads_do_not_tell(
    figures: Sequence[Labelled], meant: Sequence[Labelled], values: Sequence[Labelled]
) -> Sequence[Labelled]:
    """The figures that are shown beside those that are meant: all of a short row; of a long one those whose heads say something, or all where
    nothing tells."""
    if len(values) <= FEW:
        return values
    nothing_tells = not figures and not meant
    return values if nothing_tells else figures


def _with(chosen: Sequence[Labelled], meant: Sequence[Labelled], row: Sequence[Labelled]) -> tuple[Labelled, ...]:
    """The cells of a row that are chosen by their heads or meant, in its order."""
    return tuple(cell for cell in row if cell in chosen or cell in meant)


def _cells(evidence: Evidence) -> tuple[list[Labelled], list[Labelled]]:
    """The filled cells that are texts, and those that are values; numbers of rows are neither."""
    span = evidence.span
    read = evidence.cells or (-math.inf,) * len(span.cells)
    filled = [
        Labelled(head, cell, column, meant, place)
        for place, (head, cell, column, meant) in enumerate(zip(span.heads, span.cells, span.traits.columns, read, strict=True))
        if cell
    ]
    texts = [cell for cell in filled if not cell.column.value or _is_unit(cell)]
    values = [cell for cell in filled if cell.column.value and not cell.column.numbering and not _is_unit(cell)]
    return texts, values


def _is_unit(cell: Labelled) -> bool:
    """Whether a cell is a unit, "%" too, which looks like a value."""
    return is_head_of_units(cell.head) and not any(map(str.isdigit, cell.cell))


def _meant(cells: Sequence[Labelled], question: Question) -> list[Labelled]:
    """The cells that the reader says are asked for; where one stands under the head of a year or class that is asked for, none under that of another."""
    meant = [cell for cell in _of_the_classes(cells, question) or cells if cell.meant >= MEANT]
    if not _say_a_year(cells, question):
        return meant
    return [cell for cell in meant if not cell.column.years or _say_a_year([cell], question)]


def _say_a_year(cells: Sequence[Labelled], question: Question) -> bool:
    """Whether one of these cells stands under the head of a year of the question."""
    return any(not question.years.isdisjoint(cell.column.years) for cell in cells)


def row_line(evidence: Evidence, question: Question, *, brief: bool = False) -> str:
    """ "Indeks SPBE · indeks — 2026: 3,20; Penanggung jawab: Diskominfo"; only the names when `brief`."""
    row = read_row(evidence, question)
    names = " · ".join(shortened(name, NAME_LENGTH) for name in row.names)
    if brief and names:
        return names
    names = " · ".join(filter(None, (names, *row.units)))
    figures = "; ".join(map(_under_its_head, row.figures))
    rest = "".join(f"; {_end_of(other.head)}: {other.cell}" for other in row.rest)
    return " — ".join(filter(None, (names, figures))) + rest


def _under_its_head(figure: Labelled) -> str:
    return f"{_end_of(figure.head)}: {figure.cell}" if figure.head else figure.cell


def _asked(cells: Sequence[Labelled], question: Question) -> tuple[list[Labelled], bool]:
    """The cells that are asked for, and whether they were picked by a year or a class."""
    of_class = _of_the_classes(cells, question)
    left = of_class or cells
    if _say_a_year(left, question):
        return _of_the_years(left, question), True
    return (of_class, True) if of_class else (_of_the_words(cells, question), False)


def _of_the_classes(cells: Sequence[Labelled], question: Question) -> list[Labelled]:
    """Those under heads that name a quarter, stage or class of the question, however they write it: "TW III" for "triwulan 3"."""
    asked = [concept.word for concept in question.concepts if class_of(concept.word)]
    return [cell for cell in cells if any(names_class(cell.head, word) for word in asked)]


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
