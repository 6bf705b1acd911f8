"""Numbers of cells, to compute with, and computed ones as Indonesians write them."""

import re
from decimal import Decimal

from indexer.language.numbers import NUMBER, number_term

_NUMBER = re.compile(NUMBER)
_NEGATIVE = re.compile(r"(?:[-−]|\()\s?(?:Rp\.?\s?)?\Z")
"""Before a number: a minus, or the bracket in which accounts write what is negative."""
_SWAPPED = str.maketrans(",.", ".,")


def number_of(cell: str) -> Decimal:
    """ "Rp1.234,50" -> 1234.50, "(88)" -> -88. Raises ValueError for a cell without a number."""
    found = _NUMBER.search(cell)
    if found is None:
        raise ValueError(f"no number in {cell!r}")
    number = Decimal(number_term(found[0]).replace("d", "."))
    return -number if _NEGATIVE.search(cell[: found.start()]) else number


def written(number: Decimal) -> str:
    """Dots between thousands, a decimal comma, a true minus."""
    return f"{number:,f}".translate(_SWAPPED).replace("-", "−")
