"""All formulas of a workbook whose values are missing, computed in the order in which they need each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import product

from openpyxl.utils.cell import range_boundaries

from indexer.reading.office.sheets.formulas.parsing import compute
from indexer.reading.office.sheets.formulas.values import Area, Mistake, NotComputed, Operand, Value

Place = tuple[str, int, int]
"""Sheet (its name in lower case), row and column, 1-based."""

_MOST_LOOKED_AT = 2_000_000
"""Cells that all formulas of a book may look at, taken together."""


class _Needed(Exception):
    """Cells whose formulas have to be computed first."""

    def __init__(self, places: list[Place]):
        super().__init__()
        self.places = places


@dataclass(slots=True)
class Book:
    """What stands in the cells, and the formulas of those whose value is missing."""

    values: dict[Place, Value] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)

    def put(self, sheet: str, row: int, column: int, value: Value) -> None:
        self.values[sheet.casefold(), row, column] = value

    def ask(self, sheet: str, row: int, column: int, formula: str) -> None:
        """Notes a formula ("=A1+B1") that is to be computed."""
        self.formulas[sheet.casefold(), row, column] = formula

    def computed(self) -> dict[Place, Value]:
        """The values of the formulas, without those that are not plain or come to no value."""
        found: dict[Place, Value] = {}
        work = _Work(self, found)
        for place in self.formulas:
            work.settle(place)
        return found


class _Work:
    def __init__(self, book: Book, found: dict[Place, Value]):
        self._values, self._formulas, self._found = book.values, book.formulas, found
        self._without: set[Place] = set()
        self._looked_at = 0
        self._ends = _ends([*book.values, *book.formulas])

    def settle(self, wanted: Place) -> None:
        """Computes a formula, those first that it needs; one that needs itself is not computed."""
        waiting = [wanted]
        while waiting:
            place = waiting[-1]
            if place in self._found or place in self._without:
                waiting.pop()
                continue
            try:
                result = compute(self._formulas[place], partial(self._look_up, place[0]))
                self._found[place] = _stored(result)
            except _Needed as needed:
                turns_back = any(other in waiting for other in needed.places)
                if turns_back:
                    self._without.add(place)
                else:
                    waiting += needed.places
            except (NotComputed, Mistake):
                self._without.add(place)

    def _look_up(self, sheet: str, name: str) -> Operand:
        """The value of a cell, or those of an area, that a formula of this sheet names."""
        named, _, cells = name.rpartition("!")
        sheet = named.strip("'").replace("''", "'").casefold() or sheet
        places = self._places(sheet, cells)
        self._check(places)
        values = tuple(self._found.get(place, self._values.get(place)) for place in places)
        is_area = ":" in cells
        if is_area:
            return Area(values)
        return values[0] if values else None

    def _check(self, places: Sequence[Place]) -> None:
        """Raises _Needed where formulas among the places are not computed yet, NotComputed where they can't be."""
        missing = [place for place in places if place in self._formulas and place not in self._found]
        if not self._without.isdisjoint(missing):
            raise NotComputed
        if missing:
            raise _Needed(missing)

    def _places(self, sheet: str, cells: str) -> list[Place]:
        """The cells that a reference ("A1", "A1:B9", "A:A") names, as far as the sheet has any."""
        if sheet not in self._ends:
            raise NotComputed  # of another book, of several sheets, or of none
        try:
            left, top, right, bottom = range_boundaries(cells.replace("$", ""))
        except (ValueError, TypeError) as error:
            raise NotComputed from error  # a name
        last_row, last_column = self._ends[sheet]
        rows = range(top or 1, min(bottom or last_row, last_row) + 1)
        columns = range(left or 1, min(right or last_column, last_column) + 1)
        self._looked_at += len(rows) * len(columns)
        if self._looked_at > _MOST_LOOKED_AT:
            raise NotComputed
        return [(sheet, row, column) for row, column in product(rows, columns)]


def _ends(places: list[Place]) -> Mapping[str, tuple[int, int]]:
    """The last row and column of each sheet."""
    ends: dict[str, tuple[int, int]] = {}
    for sheet, row, column in places:
        last_row, last_column = ends.get(sheet, (1, 1))
        ends[sheet] = (max(row, last_row), max(column, last_column))
    return ends


def _stored(result: Operand) -> Value:
    """A result as a cell keeps it: a number to fifteen digits."""
    if isinstance(result, float):
        return float(f"{result:.15g}")
    if isinstance(result, (Area, Mistake)):
        raise NotComputed
    return result
