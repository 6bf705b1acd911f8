"""The difference of two figures that a question asks for, shown as computed: never taken for something the document says."""

import re

from bot.answering.extractive.agreement import Source
from bot.answering.extractive.numbers import number_of, written

_PLAIN = re.compile(r"(?:Rp\s?)?\d{1,3}(?:\.\d{3})+(?:,\d+)?|(?:Rp\s?)?\d+(?:,\d+)?")


def difference_line(source: Source) -> str | None:
    """ "Selisih (dihitung): 3,85 − 3,05 = 0,80 [1]" for the figures of two years in one row; None when they are not two numbers."""
    values = source.figures.values
    are_numbers = all(_PLAIN.fullmatch(value.cell.strip()) for value in values)
    if len(values) != 2 or not are_numbers:
        return None
    by_year = sorted(values, key=lambda value: (value.year, value.cell))
    first, last = by_year[0].cell, by_year[1].cell
    result = number_of(last) - number_of(first)
    return f"Selisih (dihitung): {last} − {first} = {written(result)} {source.marks}"
