"""The cells of a column as numbers that can be compared: each read in one way only, all of one unit. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.answering.extractive.numbers import number_of
from bot.answering.extractive.row_text import read_row
from bot.answering.extractive.units import unit_of
from bot.answering.extractive.whole_tables.sheet import FEWEST, Sheet, is_blank
from indexer.models import Evidence, Span

MOST_BLANK = 4
"""Of how many rows one may have no figure, at most."""
_AMOUNT = re.compile(
    r"[-−]?\s?\(?(?:Rp\.?\s?)?(?:(?P<grouped>[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?|\d+(?P<comma>,\d+)?|\d+(?P<point>\.\d{1,2}))\)?(?P<unit>\s?%|\s[^\W\d]{1,12})?"
)
_LIKE_THOUSANDS = re.compile(r",\d{3}")


@dataclass(frozen=True, slots=True)
class Measured:
    """A row with its cell of the column that is compared, the unit of that, and its number."""

    row: Span
    cell: str
    unit: str
    number: Decimal


@dataclass(frozen=True, slots=True)
class Figures:
    """The rows that have a figure, and how many have none."""

    rows: tuple[Measured, ...]
    blank: int


def figures_of(sheet: Sheet, place: int, rows: Sequence[Span], *, largest: bool) -> Figures | None:
    """None where a figure may be read in two ways, units differ or aren't said the same, or many rows have none. A dash may be a nought, so that
    nothing is the smallest beside one. None for changes, of which the largest may be a fall as well as a rise, and for places in an order."""
    filled = [row for row in rows if not is_blank(row.cells[place])]
    blank = [row.cells[place].strip() for row in rows if is_blank(row.cells[place])]
    if len(filled) < min(FEWEST, len(rows)) or MOST_BLANK * len(blank) > len(rows) or (any(blank) and not largest):
        return None
    amounts = [_AMOUNT.fullmatch(row.cells[place].strip()) for row in filled]
    if not all(amounts) or not _are_of_one_kind(amounts):
        return None
    measured = [_measured(sheet, place, row) for row in filled]
    units = {one.unit for one in measured}
    written = {(amount["unit"] or "").strip().casefold() for amount in amounts}
    if len(units) != 1 or len(written) != 1 or not _are_amounts(measured):
        return None
    return Figures(tuple(measured), len(blank))


def _are_amounts(measured: Sequence[Measured]) -> bool:
    """Whether figures are neither changes, of which some are below nought, nor places in an order, of which the first is the highest."""
    numbers = sorted(one.number for one in measured)
    is_order = len(numbers) >= FEWEST and numbers == list(range(1, len(numbers) + 1))
    return numbers[0] >= 0 and not is_order


def _are_of_one_kind(amounts: Sequence[re.Match[str]]) -> bool:
    """Whether no point or comma may be one between thousands as well as a decimal one."""
    has_points = any(amount["point"] for amount in amounts)
    has_groups = any(amount["grouped"] for amount in amounts)
    unclear = [amount for amount in amounts if amount["comma"] and _LIKE_THOUSANDS.fullmatch(amount["comma"])]
    return (
        not (has_points and has_groups) and len(unclear) in (0, len(amounts)) and not (unclear and not _all_below_one(unclear))
    )


def _all_below_one(amounts: Sequence[re.Match[str]]) -> bool:
    return all(amount[0].startswith("0,") for amount in amounts)


def _measured(sheet: Sheet, place: int, row: Span) -> Measured:
    read = read_row(Evidence(row, 0.0, 0.0), sheet.question)
    under_its_caption = replace(row, parents=(*row.parents, sheet.table.caption))
    cell = row.cells[place].strip()
    return Measured(row, cell, unit_of(row.heads[place], under_its_caption, read.units), number_of(cell))
