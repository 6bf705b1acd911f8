"""What a table says twice: a column that is the sum of those beside it, a last row that is the sum of those above. Where most of its
figures add up, those that don't are in doubt."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from indexer.language.numbers import NUMBER, number_term

Place = tuple[int, int]
"""A row and a column of a table."""

_FIGURE = re.compile(rf"(?P<minus>[(-]?)\s?(?:Rp\.?\s?)?(?P<number>{NUMBER})\)?")
_COLUMN_NUMBER = re.compile(r"\(\d{1,2}\)")
_NOTHING = re.compile(r"[-–—.\s_0]*")
_TOTAL = re.compile(r"(?:sub\s?)?(?:jumlah|total)\b", re.I)
_FEWEST, _FEWEST_COLUMNS = 3, 2
_ROUNDED = Decimal("0.05")
_LOOK_ALIKE = frozenset(
    {"17", "71", "68", "86", "38", "83", "08", "80", "06", "60", "56", "65", "35", "53", "14", "41", "27", "72"}
)


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures that must add up to another, and by how much (`excess`) that one is larger than they together."""

    parts: tuple[Place, ...]
    total: Place
    excess: Decimal

    @property
    def places(self) -> tuple[Place, ...]:
        return (*self.parts, self.total)

    @property
    def holds(self) -> bool:
        """Whether it adds up, decimals as rounded as they may be."""
        return self.excess == 0 or (self.excess % 1 != 0 and abs(self.excess) <= _ROUNDED)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A sum that does not add up: the figures of which one must be wrong, and those that would make it right if one digit were one
    that looks like it, with their texts as they would be."""

    suspects: tuple[Place, ...]
    mendings: dict[Place, str]


def wrong_sums(texts: Mapping[Place, str]) -> list[Wrong]:
    """The sums of a table's cells that don't add up, where most of their kind do. What another sum vouches for is not suspected, if
    that leaves any."""
    values = _values(texts)
    sums = [*_of_rows(texts, values), *_of_columns(texts, values)]
    vouched = {place for one in sums if one.holds for place in one.places}
    wrong = []
    for one in sums:
        if one.holds:
            continue
        suspects = tuple(place for place in one.places if place not in vouched) or one.places
        wrong.append(Wrong(suspects, _mendings(one, suspects, texts, values)))
    return wrong


def _values(texts: Mapping[Place, str]) -> dict[Place, Decimal]:
    """The figures among the cells, without those that number the columns."""
    rows: dict[int, dict[Place, Decimal]] = {}
    for place, text in sorted(texts.items()):
        figure = _FIGURE.fullmatch(text)
        if figure and not _COLUMN_NUMBER.fullmatch(text):
            amount = Decimal(number_term(figure["number"]).replace("d", "."))
            rows.setdefault(place[0], {})[place] = -amount if figure["minus"] else amount
    values: dict[Place, Decimal] = {}
    for row in rows.values():
        counts = list(row.values())
        is_numbering = len(counts) >= _FEWEST and all(after - before == 1 for before, after in pairwise(counts))
        if not is_numbering:
            values |= row
    return values


def _of_rows(texts: Mapping[Place, str], values: Mapping[Place, Decimal]) -> list[Sum]:
    """The sums along the rows: of each column that is one in most rows, of the columns next to it on one side."""
    filled = [column for _, column in values]
    columns = sorted(column for column in set(filled) if filled.count(column) >= _FEWEST)
    found = []
    for n, total in enumerate(columns):
        before, after = columns[:n][::-1], columns[n + 1 :]
        runs = [side[:length] for side in (before, after) for length in range(2, len(side) + 1)]
        tried = [_along(run, total, texts, values) for run in runs]
        fitting = [sums for sums in tried if _mostly_hold(sums)]
        if fitting:
            found += max(fitting, key=lambda sums: sum(one.holds for one in sums))
    return found


def _along(run: Sequence[int], total: int, texts: Mapping[Place, str], values: Mapping[Place, Decimal]) -> list[Sum]:
    sums = []
    for row in sorted({row for row, column in values if column == total}):
        parts = [(row, column) for column in run if (row, column) in values]
        others = [texts.get((row, column), "") for column in run if (row, column) not in values]
        if parts and all(map(_NOTHING.fullmatch, others)):
            sums.append(_sum(parts, (row, total), values))
    return sums


def _mostly_hold(sums: Sequence[Sum]) -> bool:
    """Whether most add up, and several of more than one figure: where the others are empty a figure is its own sum."""
    telling = [one for one in sums if len(one.parts) > 1 and one.holds]
    return len(telling) >= _FEWEST and 2 * sum(one.holds for one in sums) > len(sums)


def _of_columns(texts: Mapping[Place, str], values: Mapping[Place, Decimal]) -> list[Sum]:
    """The sums down the columns: of each row that says so and is one in most columns, of the rows above it up to the last such row."""
    found = []
    first = 0
    for total in sorted({row for (row, _), text in texts.items() if _TOTAL.match(text)}):
        sums = []
        for column in sorted(column for row, column in values if row == total):
            parts = sorted(place for place in values if place[1] == column and first <= place[0] < total)
            if len(parts) > 1:
                sums.append(_sum(parts, (total, column), values))
        holding = sum(one.holds for one in sums)
        if holding >= _FEWEST_COLUMNS and 2 * holding > len(sums):
            found += sums
        first = total + 1
    return found


def _sum(parts: Iterable[Place], total: Place, values: Mapping[Place, Decimal]) -> Sum:
    kept = tuple(parts)
    return Sum(kept, total, values[total] - sum((values[place] for place in kept), Decimal()))


def _mendings(
    one: Sum, suspects: Iterable[Place], texts: Mapping[Place, str], values: Mapping[Place, Decimal]
) -> dict[Place, str]:
    found = {}
    for place in suspects:
        needed = values[place] - one.excess if place == one.total else values[place] + one.excess
        text = _with_one_digit(texts[place], needed)
        if text is not None:
            found[place] = text
    return found


def _with_one_digit(text: str, needed: Decimal) -> str | None:
    """The text of a figure with one digit as one that looks like it, so that it says what is needed."""
    for n, char in enumerate(text):
        for digit in "0123456789":
            changed = text[:n] + digit + text[n + 1 :]
            begins_with_nought = changed.startswith("0") and not text.startswith("0")
            if begins_with_nought or char + digit not in _LOOK_ALIKE:
                continue
            if _values({(0, 0): changed}).get((0, 0)) == needed:
                return changed
    return None
