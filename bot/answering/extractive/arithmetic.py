"""The difference of two figures that a question asks for, shown as computed: never taken for something the document says."""

import re

from bot.answering.extractive.agreement import Source
from bot.answering.extractive.numbers import number_of, written
from bot.models import Draft, Value

_NUMBER = r"(?:Rp\s?)?(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
_PLAIN = re.compile(rf"{_NUMBER}\s?%?")
_AMOUNT = re.compile(rf"(?P<figure>{_NUMBER})(?P<unit>[^;()\d]*)(?:\([^()]*\))?")
"""A value with its unit, and a long amount's short form behind it."""
_PERCENT = re.compile(r"\s*(?:%|persen)\s*", re.I)
_POINTS = " poin persen"
_MARKS = re.compile(r"(?:\[\d+\])+\s*$")


def difference_line(source: Source) -> str | None:
    """ "Selisih (dihitung): 3,85 − 3,05 = 0,80 [1]" for the figures of two years in one row; None when they are not two numbers."""
    values = source.figures.values
    are_numbers = all(_PLAIN.fullmatch(value.cell.strip()) for value in values)
    if len(values) != 2 or not are_numbers:
        return None
    by_year = sorted(values, key=lambda value: (value.year, value.cell))
    first, last = by_year[0].cell.strip(), by_year[1].cell.strip()
    return _line(first, last, "", source.marks)


def difference_of(draft: Draft) -> str | None:
    """The same for an answer of two paragraphs, each opened by one value: of the later year and the earlier one, or of the second thing and the first;
    None where they aren't of one unit, or nothing says that they measure the same."""
    paragraphs = draft.text.split("\n\n")[:2]
    opened = len(draft.values) == len(paragraphs) == 2
    if not opened or not all(map(_opens, draft.values, paragraphs)):
        return None
    first, last = sorted(draft.values, key=lambda value: value.year)
    one, other = (_AMOUNT.fullmatch(value.value.strip()) for value in (first, last))
    if not one or not other or one["unit"] != other["unit"]:
        return None
    says_what = one["unit"].strip() or _name(first) == _name(last)
    marks = "".join(found[0].strip() for found in map(_MARKS.search, paragraphs) if found)
    return _line(one["figure"], other["figure"], one["unit"].rstrip(), marks) if says_what else None


def _opens(value: Value, paragraph: str) -> bool:
    return paragraph.startswith(value.value)


def _name(value: Value) -> str:
    """What a value is the value of, without its column and region."""
    return value.label.split(", ")[0].casefold()


def _line(first: str, last: str, unit: str, marks: str) -> str:
    result = written(number_of(last) - number_of(first))
    is_share = last.endswith("%") or _PERCENT.fullmatch(unit)
    behind = _POINTS if is_share else unit
    return f"Selisih (dihitung): {last} − {first} = {result}{behind} {marks}"
