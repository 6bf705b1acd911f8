"""Whether the figures of a table's column may be added: a wrong sum shown with confidence is worse than none. Nothing is added that may be counted
twice, is of another unit, can't be read for certain, or is no amount."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from bot.answering.extractive.numbers import number_of
from bot.answering.extractive.row_text import read_row
from bot.answering.extractive.units import is_of_money, is_rupiah, unit_of, without_unit
from indexer.language.terms import terms, tokens
from indexer.language.wordlists import alternatives, any_of, groups, phrases, words
from indexer.models import Evidence, Span, TableRows
from indexer.question.model import YEAR, Question
from indexer.question.totals import TERMS_OF_TOTALS

FEWEST = 2
"""Rows below which there is nothing to add."""
_AMOUNT = re.compile(r"(?P<money>Rp\.?\s?)?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?P<decimals>,\d+)?")
"""A figure that can be read in one way only: points between thousands, a decimal comma."""
_LIKE_THOUSANDS = re.compile(r",\d{3}")
"""Decimals that may be thousands of somebody who writes them in English."""
AMOUNTS = frozenset(terms(" ".join(phrases("heads_that_add"))))
"""The terms by which figures are amounts, and which don't say of what."""
_ADDS = re.compile(rf"\b{alternatives('heads_that_add')}\b", re.I)
DOES_NOT_ADD = re.compile(rf"%|\b{alternatives('heads_that_do_not_add')}\b", re.I)
_OF_A_PART = re.compile(rf"\b{alternatives('captions_of_parts')}\b", re.I)
NO_SUMMAND = re.compile(rf"\W*{alternatives('rows_that_are_no_summands')}\b", re.I)
_STATES = words("rows_of_one_thing_at_times")
_LEVELS = groups("levels_of_rows")
_LEVEL = re.compile(rf"\W*(?P<words>{any_of(phrase for level in _LEVELS for phrase in level)})\b", re.I)
_LEVEL_OF = {phrase: number for number, level in enumerate(_LEVELS) for phrase in level}
NUMBERED = re.compile(rf"\W*{alternatives('heads_that_number')}\b", re.I)
_OUTER = re.compile(r"(?P<number>\d{1,3})\W*")
_MARKER = re.compile(
    r"\s*(?:(?P<bullet>[-–•*])|\(?(?:(?P<number>\d{1,3})|(?P<capital>[A-Z]{1,4})|(?P<small>[a-z]{1,4}))[.)])\s"
)


@dataclass(frozen=True, slots=True)
class Summand:
    """A row with the texts that name it, and its cell of the column that is added."""

    span: Span
    names: tuple[str, ...]
    cell: str
    unit: str

    @property
    def name(self) -> str:
        return " · ".join(self.names)

    @property
    def number(self) -> Decimal:
        """Raises ValueError where the cell has none."""
        return number_of(self.cell)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its place and head, its rows without the table's own sum, and that row, if it is the last one and no other has sums."""

    place: int
    head: str
    summands: tuple[Summand, ...]
    own_sum: Summand | None
    table: TableRows


def column_of(table: TableRows, place: int, question: Question) -> Column:
    """The column at a `place` of a table whose rows are all as long as its heads."""
    rows = [_summand(span, place, question, table.caption) for span in table.rows]
    has_sum = rows[-1].span.traits.total and not any(map(_is_no_summand, rows[:-1]))
    own_sum = rows.pop() if has_sum else None
    return Column(place, table.rows[0].heads[place], tuple(rows), own_sum, table)


def _summand(span: Span, place: int, question: Question, caption: str) -> Summand:
    row = read_row(Evidence(span, 0.0, 0.0), question)
    before = tuple(text.cell for text in row.naming if text.place < place)
    names = before or tuple(text.cell for text in row.naming if text.place != place)
    under_its_caption = replace(span, parents=(*span.parents, caption))
    return Summand(span, names, span.cells[place].strip(), unit_of(span.heads[place], under_its_caption, row.units))


def total_of(column: Column) -> Decimal:
    """What its rows come to, without the table's own sum. Raises ValueError where a cell has no number."""
    return sum((row.number for row in column.summands), Decimal(0))


def adds_up(column: Column) -> bool:
    """Whether the head, or where that tells no kind the caption above, says that the figures are amounts, and neither that they aren't."""
    first = column.summands[0]
    above = said_above(column)
    said = column.head if kind_of(column.head) else above
    return bool(_ADDS.search(said)) and not DOES_NOT_ADD.search(f"{column.head} {first.unit} {above}")


def said_above(column: Column) -> str:
    """What names the table of a column: its caption, or the heading that it stands under, and what stands above its rows."""
    return said_over(column.table, column.summands[0].span)


def said_over(table: TableRows, row: Span | None = None) -> str:
    """What names a table: its caption, or the heading that it stands under, and what stands above a `row`, if one is given."""
    first = row or table.rows[0]
    parents = row.parents if row else ()
    return " ".join((table.caption or " ".join(first.heading[-1:]), *parents))


def kind_of(head: str) -> frozenset[str]:
    """The terms with which a head says what its figures are, besides their unit and year, and that they are many."""
    return frozenset(terms(YEAR.sub(" ", without_unit(head)))) - frozenset(terms("rp tahun rupiah")) - TERMS_OF_TOTALS


def why_not(column: Column) -> str:
    """Why a column may not be added, for people; "" where it may."""
    return next((sentence for check, sentence in _CHECKS if check(column)), "")


def _goes_on(column: Column) -> bool:
    return not column.table.whole


def _is_a_part(column: Column) -> bool:
    return _OF_A_PART.search(said_above(column)) is not None


def _is_unsure(column: Column) -> bool:
    return not column.table.sure


def _has_unclear_cells(column: Column) -> bool:
    """Whether a cell is no amount, or may be read in two ways."""
    for row in column.summands:
        amount = _AMOUNT.fullmatch(row.cell)
        if amount is None or _LIKE_THOUSANDS.fullmatch(amount["decimals"] or ""):
            return True
    return False


def _units_differ(column: Column) -> bool:
    units = {row.unit for row in column.summands}
    in_rupiah = {row.cell.startswith("Rp") for row in column.summands}
    of_something_else = is_of_money(column.head) and not all(unit == "" or is_rupiah(unit) for unit in units)
    return len(units) > 1 or len(in_rupiah) > 1 or of_something_else


def _holds_rows_twice(column: Column) -> bool:
    """Whether a row may be a part of another one, by what rows are called, how they are numbered, or what they come to."""
    rows = column.summands
    names = [row.name for row in rows]
    if _adds_them_itself(column):
        return column.own_sum.number != total_of(column)
    is_unclear = not all(names) or len(set(names)) < len(names) or any(map(_is_no_summand, rows))
    return is_unclear or _levels_differ(names) or not _is_flat(rows) or _is_partly_summed(rows)


def _adds_them_itself(column: Column) -> bool:
    return column.own_sum is not None and any(map(str.isdigit, column.own_sum.cell))


def _is_no_summand(row: Summand) -> bool:
    return row.span.traits.total or any(NO_SUMMAND.match(cell) for cell in row.span.cells if cell)


def _levels_differ(names: Sequence[str]) -> bool:
    levels = {_level(name) for name in names}
    marked = {found and found.lastgroup for found in map(_MARKER.match, names)}
    return len(levels) > 1 or len(marked) > 1


def _level(name: str) -> int | None:
    found = _LEVEL.match(name)
    return _LEVEL_OF[" ".join(found["words"].casefold().split())] if found else None


def _is_flat(rows: Sequence[Summand]) -> bool:
    """Whether rows are numbered through, where they are numbered; rows without numbers are when no two neighbours have the same figure, as what
    holds one row has."""
    if not _numbered(rows):
        return all(row.number != following.number for row, following in pairwise(rows))
    for place in _numbered(rows):
        numbers = [_OUTER.fullmatch(row.span.cells[place]) for row in rows]
        if [found and int(found["number"]) for found in numbers] != list(range(1, len(rows) + 1)):
            return False
    return True


def _numbered(rows: Sequence[Summand]) -> list[int]:
    """The columns that number rows."""
    return [place for place, head in enumerate(rows[0].span.heads) if NUMBERED.match(head)]


def _are_states_of_one_thing(column: Column) -> bool:
    """Whether a row is called by nothing but a time or a version ("Triwulan II", "Anggaran semula"), and the table itself doesn't add them: it may
    hold what the row before it holds."""
    if _adds_them_itself(column):
        return False
    known = _STATES | frozenset(tokens(column.head))
    named = (tokens(row.name) for row in column.summands)
    return any(name and all(word in known or word.isdigit() for word in name) for name in named)


def _is_partly_summed(rows: Sequence[Summand]) -> bool:
    """Whether a figure is the sum of all others; where nothing numbers the rows, or of several that stand directly before or behind it."""
    numbers = [row.number for row in rows]
    whole = sum(numbers)
    if any(number and 2 * number == whole for number in numbers):
        return True
    if _numbered(rows):
        return False
    return any(is_sum_beside(numbers, at) for at in range(len(numbers)))


def is_sum_beside(numbers: Sequence[Decimal], at: int) -> bool:
    """Whether the figure at a place is the sum of two or more that stand directly before or behind it."""
    return _is_sum(numbers[at], numbers[at + 1 :]) or _is_sum(numbers[at], numbers[:at][::-1])


def _is_sum(number: Decimal, neighbours: Sequence[Decimal]) -> bool:
    """Whether a figure is the sum of the first two or more of its neighbours."""
    reached = Decimal(0)
    for count, neighbour in enumerate(neighbours, 1):
        reached += neighbour
        if count > 1 and neighbour and reached == number:
            return True
    return False


_CHECKS = (
    (_goes_on, "tabelnya mungkin berlanjut di tempat lain"),
    (_is_a_part, "tabelnya hanya memuat sebagian"),
    (_is_unsure, "sebagian halamannya tidak terbaca dengan pasti"),
    (_has_unclear_cells, "tidak semua barisnya berisi angka yang jelas"),
    (_units_differ, "satuan barisnya tidak sama atau tidak jelas"),
    (_are_states_of_one_thing, "barisnya mungkin hal yang sama pada waktu atau keadaan yang berbeda"),
    (_holds_rows_twice, "sebagian barisnya mungkin sudah termuat di baris lain"),
)
"""In this order: each may take what those before it have seen for granted."""
