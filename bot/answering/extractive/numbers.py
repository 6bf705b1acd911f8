"""Numbers of cells, to compute with, and computed ones as Indonesians write them."""

import re
from decimal import Decimal

from indexer.language.numbers import NUMBER

_NUMBER = re.compile(NUMBER)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_NEGATIVE = re.compile(r"(?:[-−]|\()\s?(?:Rp\.?\s?)?\Z")
"""Before a number: a minus, or the bracket in which accounts write what is negative."""
_SWAPPED = str.maketrans(",.", ".,")


def number_of(cell: str) -> Decimal:
    """ "Rp1.234,50" -> 1234.50, "0,345" -> 0.345, "1.250" -> 1250, "0.85" -> 0.85, "(88)" -> -88. Raises ValueError for a cell without a number."""
    found = _NUMBER.search(cell)
    if found is None:
        raise ValueError(f"no number in {cell!r}")
    number = _plain(found[0])
    return -number if _NEGATIVE.search(cell[: found.start()]) else number


def _plain(digits: str) -> Decimal:
    """A number as Indonesian documents write it: one comma is decimal, points stand between thousands unless they can't."""
    whole, comma, decimals = digits.partition(",")
    if "," in decimals:
        return Decimal(digits.replace(",", ""))
    is_grouped = bool(comma) or _GROUPED.fullmatch(whole)
    return Decimal(f"{whole.replace('.', '') if is_grouped else whole}.{decimals}".rstrip("."))


def written(number: Decimal) -> str:
    """Dots between thousands, a decimal comma, a true minus."""
    return f"{number:,f}".translate(_SWAPPED).replace("-", "−")
