"""A whole table as it is compared row by row: the rows that are alike, and what stands around them. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.answering.extractive.summable import NO_SUMMAND, NUMBERED
from indexer.evidence.matching import Held, Matcher
from indexer.language.terms import index_terms
from indexer.language.wordlists import alternatives
from indexer.models import Passage, Span, TableRows
from indexer.question.model import YEAR, Question

FEWEST = 3
"""Rows below which a table has no extreme worth computing."""
_NUMBER = re.compile(r"\(?\s*(?P<number>\d{1,4})\s*[.)]?")
_MEAN = re.compile(rf"\W*{alternatives('rows_of_sums')}\b", re.I)
_BLANK = re.compile(r"[-–—.\s]*")


@dataclass(frozen=True)
class Sheet:
    """A table of a passage: its `rows` without sums, headings of groups and rows that only number its columns; `matcher` reads terms for the question."""

    passage: Passage
    table: TableRows
    rows: tuple[Span, ...]
    question: Question
    matcher: Matcher

    @property
    def heads(self) -> tuple[str, ...]:
        return self.rows[0].heads

    def held_by_head(self, place: int) -> Held:
        """What of the question the head of a column holds."""
        return self.matcher.held(self.rows[0].traits.columns[place].terms)

    def cells(self, place: int) -> list[str]:
        return [row.cells[place].strip() for row in self.rows]

    @cached_property
    def texts(self) -> list[int]:
        """The columns of which most cells are words."""
        return [place for place in range(len(self.heads)) if self._is_of_words(place)]

    @cached_property
    def figures(self) -> list[int]:
        """The columns of figures that don't number rows."""
        return [place for place in range(len(self.heads)) if self._is_of_figures(place)]

    def _is_of_words(self, place: int) -> bool:
        filled = [row.traits.columns[place].value for row in self.rows if not is_blank(row.cells[place])]
        return bool(filled) and 2 * filled.count(False) > len(filled)

    def _is_of_figures(self, place: int) -> bool:
        if _is_numbering(self.rows[0], place) or not self.heads[place].strip() or place in self.texts:
            return False
        filled = [cell for cell in self.cells(place) if not is_blank(cell)]
        return any(map(str.isdigit, "".join(filled))) and not all(map(YEAR.fullmatch, filled))

    @cached_property
    def above(self) -> str:
        """What names a table: the words above it, and what its document is called."""
        document = self.passage.document
        above = (*self.rows[0].heading, self.table.caption, *self.table.rows[0].parents)
        return " ".join((*above, document.title, document.name, document.region, document.kind, document.period))

    @cached_property
    def around(self) -> str:
        """The words that say of what a table is: what names it, its heads, and what stands beside it."""
        beside = [evidence.span.text for evidence in self.passage.evidence if evidence.span.kind != "row"]
        return " ".join((self.above, *self.heads, *beside))

    @cached_property
    def terms_around(self) -> frozenset[str]:
        return frozenset(index_terms(self.around).split())

    def held_around(self) -> Held:
        return self.matcher.held(index_terms(self.around))


def is_blank(cell: str) -> bool:
    """Whether nothing stands in a cell, or only a dash."""
    return _BLANK.fullmatch(cell) is not None


def sheet_of(passage: Passage, table: TableRows, question: Question, matcher: Matcher) -> Sheet | None:
    """None where rows aren't as long as the heads, are too few, or it isn't certain which of them are alike."""
    if any(not row.heads or not len(row.heads) == len(row.cells) == len(row.traits.columns) for row in table.rows):
        return None
    rows = [row for row in table.rows if not (row.traits.total or _is_mean(row) or _numbers_columns(row) or _is_group(row))]
    alike = _of_one_numbering(rows)
    if any(NO_SUMMAND.match(_name(row)) for row in alike):
        return None
    return Sheet(passage, table, tuple(alike), question, matcher) if len(alike) >= FEWEST else None


def _name(row: Span) -> str:
    """What stands first in a row besides its number."""
    cells = zip(row.cells, row.traits.columns, strict=True)
    return next((cell for cell, column in cells if cell.strip() and not column.numbering), "")


def _is_mean(row: Span) -> bool:
    return _MEAN.match(_name(row)) is not None


def _numbers_columns(row: Span) -> bool:
    """Whether a row only numbers the columns: "(1) | (2) | (3)"."""
    numbers = [_NUMBER.fullmatch(cell.strip()) for cell in row.cells]
    return all(number and int(number["number"]) == at for at, number in enumerate(numbers, 1))


def _is_group(row: Span) -> bool:
    """Whether a row has nothing but a number or a code and a name, as a heading of those below it has."""
    filled = [place for place, cell in enumerate(row.cells) if not is_blank(cell) and not _is_numbering(row, place)]
    return len({row.cells[place].strip() for place in filled}) < 2


def _is_numbering(row: Span, place: int) -> bool:
    return row.traits.columns[place].numbering or NUMBERED.match(row.heads[place]) is not None


def _of_one_numbering(rows: Sequence[Span]) -> list[Span]:
    """The rows that a column numbers through, from one or from one in each group; all where none does; none where that isn't clear."""
    if not rows:
        return []
    columns = rows[0].traits.columns
    place = next((at for at, column in enumerate(columns) if column.numbering), None)
    if place is None:
        return list(rows)
    numbered = [(row, _NUMBER.fullmatch(row.cells[place].strip())) for row in rows]
    if not any(found for _, found in numbered):
        return list(rows)
    kept = [(row, int(found["number"])) for row, found in numbered if found]
    before = 0
    for _, number in kept:
        if number not in (before + 1, 1):
            return []
        before = number
    unnumbered = [row for row, found in numbered if not found]
    return [] if 2 * len(unnumbered) > len(rows) else [row for row, _ in kept]
