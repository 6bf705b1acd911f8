"""What a cell says by its form alone: a number, an amount, a year."""

import re

from indexer.language.dates import YEAR

_NUMBER = r"[\s(<>≤≥≈±~+-]*(?:Rp|US\$|\$)?[\s.]*\d[\d.,\s]*(?:,-)?[)%*]*"
_FIGURE = re.compile(rf"{_NUMBER}(?:[–-]{_NUMBER})?\s*(?:%|persen|ribu|juta|miliar|triliun)?\**", re.I)
_YEARS = re.compile(rf"(?:tahun\s*)?{YEAR}(?:\s*[-–/]\s*(?:19|20)?\d\d)?[*)]*", re.I)


def is_figure(text: str) -> bool:
    """Whether a text is a number, an amount or a year."""
    return is_number(text) or is_year(text)


def is_number(text: str) -> bool:
    """Whether a text is a number or an amount; most years look like one."""
    return bool(_FIGURE.fullmatch(text))


def is_year(text: str) -> bool:
    """Whether a text is a year or a span of years."""
    return bool(_YEARS.fullmatch(text))


def is_amount(text: str) -> bool:
    """Whether a text is a number or an amount that is no year."""
    return is_number(text) and not is_year(text)
