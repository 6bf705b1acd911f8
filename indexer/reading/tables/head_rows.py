"""Which rows at the top of a table are its heads, where the format does not say."""

import re
from collections.abc import Sequence
from itertools import pairwise

from indexer.language.roman import SMALL
from indexer.models import Cell, Row
from indexer.reading.tables.figures import is_amount, is_number, is_year
from indexer.reading.tables.source_cells import COVERED

_LONGEST_HEAD = 150
_SHORT_HEAD = 60
_MOST_HEADS = 4
_MOST_STACKED = 8
_SHORTEST_HEAD = 25
_NUMBERED = re.compile(rf"\(?(?:\d{{1,3}}|{SMALL}|[a-z])[.)]|\d{{1,3}}(?:\.\d+)*", re.I)
_ENUMERATOR = re.compile(rf"\(?(?:\d{{1,3}}|{SMALL}|[a-z])[.)]|\d{{1,3}}(?:\.\w{{1,5}})*\.?|[IVX]{{1,5}}|[A-Z]", re.I)
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2}|[a-z])\)?(?:\s*[=:].{1,20})?")


def count_heads(grid: Sequence[Row]) -> int:
    """How many rows at the top are heads, by their spans and by what stands in their cells."""
    for n, row in enumerate(grid[: _MOST_HEADS + 1]):
        if n and numbers_columns(row):
            return n
    if stacked := _stacked_heads(grid):
        return stacked
    if len(grid) < 2 or not _may_be_head(grid[0]):
        return 0
    most = min(_MOST_HEADS, len(grid) - 1)
    for n in range(1, most):
        if not _continues_heads(grid[n - 1], grid[n], grid[n + 1]):
            return n
    return most


def _stacked_heads(grid: Sequence[Row]) -> int:
    """How many rows at the top are heads that only together stand over all columns, each in its own box; 0 where it is no such table."""
    first_body = _first_body_row(grid)
    if not 1 < first_body <= _MOST_STACKED:
        return 0
    above = grid[0]
    complete = 0
    for n, row in enumerate(grid[1:first_body], 1):
        if all(cell.text for cell in above):
            break
        above = tuple(lower if lower.text else upper for upper, lower in zip(above, row, strict=True))
        complete = n + 1
    if complete < 2 or not all(cell.text for cell in above):
        return 0
    further = [n + 1 for n in range(complete, first_body) if _may_be_lowest(grid[n])]
    return max([complete, *further])


def _may_be_lowest(row: Row) -> bool:
    """Whether a row has several short texts, as units and numbers below heads are."""
    own = [cell.text for cell in row if cell.own]
    return len(own) > 1 and all(len(text) <= _SHORTEST_HEAD for text in own)


def _first_body_row(grid: Sequence[Row]) -> int:
    """The index of the first row that has an amount, or a number before it, as heads have not; 0 where none of them may be heads."""
    above = grid[0]
    for n, row in enumerate(grid):
        own = [cell.text for cell in row if cell.own]
        if any(map(_is_no_head, own)):
            return 0
        if n and _counts_under_merged(above, row):
            return n + 1 if n + 1 < len(grid) else 0
        if any(is_amount(text) for text in own) or (row[0].own and _ENUMERATOR.fullmatch(row[0].text)):
            return n
        above = tuple(lower if lower.text else upper for upper, lower in zip(above, row, strict=True))
    return 0


def _counts_under_merged(heads: Row, row: Row) -> bool:
    """Whether a row only numbers what stands under merged heads: the months of a year."""
    own = _own_columns(row)
    texts = [row[column].text for column in own]
    if len(own) < 3 or not all(text.isdigit() for text in texts):
        return False
    numbers = list(map(int, texts))
    counts_up = numbers == list(range(1, len(numbers) + 1))
    return counts_up and all(_is_merged(heads, column) for column in own)


def numbers_columns(row: Row) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3)."""
    texts = [cell.text for cell in row if cell.own]
    found = [_COLUMN_NUMBER.fullmatch(text) for text in texts]
    if len(found) < 2 or None in found:
        return False
    numbers = [_place(match[1]) for match in found]
    counts_up = all(after - before == 1 for before, after in pairwise(numbers))
    if not counts_up:
        return False
    bracketed = sum(text.startswith("(") for text in texts)
    if bracketed * 2 > len(texts):
        return True
    in_every_column = len(texts) > 2 and row[0].own and all(cell.filled for cell in row)
    return in_every_column and numbers[0] == 1


def _place(number: str) -> int:
    """The place that a number or a letter says: 3 and c are the third."""
    return int(number) if number.isdigit() else ord(number) - ord("a") + 1


def is_section(row: Row) -> bool:
    """Whether a row is one cell over the whole width."""
    return row[0].filled and all(cell == COVERED for cell in row[1:])


def _may_be_head(row: Row) -> bool:
    """Whether a row has what heads have: most places filled, short texts, hardly a figure, no number of a row before it."""
    filled = sum(cell.filled for cell in row)
    if filled * 2 < len(row):
        return False
    texts = [cell.text for cell in row if cell.own]
    if any(_is_no_head(text) for text in texts):
        return False
    figures = sum(is_amount(text) for text in texts)
    if figures * 3 >= filled:
        return False
    numbers_row = row[0].own and _ENUMERATOR.fullmatch(row[0].text)
    return not numbers_row


def _is_no_head(text: str) -> bool:
    return len(text) > _LONGEST_HEAD or text.startswith(":")


def _continues_heads(above: Row, row: Row, below: Row) -> bool:
    """Whether this row belongs to the heads begun above it: under a merged head, or years and words over figures."""
    own = _own_columns(row)
    under_merged = [column for column in own if _is_merged(above, column)]
    if len(own) > 1 and under_merged == own and not _has_amount(row):
        return True  # with nothing under the other heads, as where these are not merged over both rows
    if len(own) > 1 and under_merged == own and _all_others_hang(above, row):
        return True
    if not _may_be_head(row) or is_section(row):
        return False
    stands_under = bool(under_merged) and not _begins_with_number(row)
    if stands_under or _hangs(above, row):
        return _may_divide(above, row, under_merged)
    return _is_years_over_figures(row, below)


def _own_columns(row: Row) -> list[int]:
    return [column for column, cell in enumerate(row) if cell.own]


def _has_amount(row: Row) -> bool:
    return any(is_amount(row[column].text) for column in _own_columns(row))


def _begins_with_number(row: Row) -> bool:
    return row[0].own and bool(_NUMBERED.match(row[0].text))


def _hangs(above: Row, row: Row) -> bool:
    """Whether a head from the row above reaches into this one."""
    for head, cell in zip(above, row, strict=True):
        if cell.repeats and cell.text == head.text:
            return True
    return False


def _all_others_hang(above: Row, row: Row) -> bool:
    """Whether every head that has nothing of its own below it reaches into this row."""
    others = [column for column, cell in enumerate(row) if not cell.own]
    return bool(others) and all(row[column].repeats and row[column].text == above[column].text for column in others)


def _may_divide(above: Row, row: Row, under_merged: Sequence[int]) -> bool:
    """Whether what stands under heads of one column is short enough to be part of the heads too."""
    for column in _own_columns(row):
        is_under_head = column not in under_merged and above[column].filled
        if is_under_head and len(row[column].text) >= _SHORT_HEAD:
            return False
    return True


def _is_years_over_figures(row: Row, below: Row) -> bool:
    """Whether most texts of a row are years, and under half of those figures stand."""
    own = _own_columns(row)
    years = sum(is_year(row[column].text) for column in own)
    figures = sum(is_number(cell.text) for cell in below if not cell.repeats)
    return years * 2 > len(own) and figures * 2 >= years


def _is_merged(row: Row, column: int) -> bool:
    """Whether the cell is part of a head over several columns."""
    cell = row[column]
    if not cell.text:
        return False
    repeats_the_one_before = column > 0 and cell.repeats and row[column - 1].text == cell.text
    if repeats_the_one_before:
        return True
    is_last = column + 1 == len(row)
    return not is_last and row[column + 1] == Cell(cell.text, repeats=True)
