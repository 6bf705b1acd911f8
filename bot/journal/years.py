"""The figures of a table row, year by year, as they are told wherever an answer is shown."""

import re
from collections.abc import Sequence

from bot.models import Value, YearValue


def year_lines(value: Value, others: Sequence[YearValue]) -> list[tuple[str, bool]]:
    """A line for each year in order, "2024 (Kondisi awal): 2,84", and whether it is that of the answer's value."""
    answered = YearValue(value.year, value.value)
    return [(_line(one), one == answered) for one in sorted([answered, *others], key=lambda one: one.year)]


def _line(one: YearValue) -> str:
    head = f" ({one.head})" if one.head else ""
    return f"{one.year}{head}: {one.value}"


def label_of_all(value: Value) -> str:
    """What the figures of all years are the values of: the label of one without its year."""
    label = re.sub(rf"(?:\s+tahun)?\s*\b{re.escape(value.year)}\b", "", value.label, flags=re.I)
    return ", ".join(part.strip() for part in label.split(",") if part.strip())
