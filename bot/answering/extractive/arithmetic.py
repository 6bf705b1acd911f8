"""The difference of two figures that a question asks for, shown as computed: never taken for something the document says."""

import re

from bot.answering.extractive.agreement import Source
from bot.answering.extractive.numbers import number_of, written
from bot.models import Draft, Value
from indexer.question.model import YEAR

_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
_AMOUNT = re.compile(rf"(?P<shown>(?P<money>Rp\s?)?(?P<figure>{_NUMBER}))(?P<unit>[^;()\d]*)(?:\([^()]*\))?")
"""A value with its unit, and a long amount's short form behind it."""
_PERCENT = re.compile(r"\s*(?:%|persen)\s*", re.I)
_POINTS = " poin persen"
_MARKS = re.compile(r"(?:\[\d+\])+\s*$")


def difference_line(source: Source) -> str | None:
    """ "Selisih (dihitung): 3,85 − 3,05 = 0,80 [1]" for the figures of two years in one row; None when they are not two numbers of two years."""
    values = source.figures.values
    if len(values) != 2 or len({value.year for value in values}) != 2:
        return None
    first, last = (_AMOUNT.fullmatch(value.cell.strip()) for value in sorted(values, key=lambda value: value.year))
    return _line(first, last, source.marks) if first and last else None


def difference_of(draft: Draft) -> str | None:
    """The same for an answer of two paragraphs, each opened by one value: of the later year and the earlier one, or of the second thing and the first;
    None where nothing says that they measure the same: the same name, or one region and one year apart."""
    paragraphs = draft.text.split("\n\n")[:2]
    opened = len(draft.values) == len(paragraphs) == 2
    if not opened or not all(map(_opens, draft.values, paragraphs)):
        return None
    first, last = sorted(draft.values, key=_year)
    if not _measures_the_same(first, last):
        return None
    marks = "".join(found[0].strip() for found in map(_MARKS.search, paragraphs) if found)
    one, other = (_AMOUNT.fullmatch(value.value.strip()) for value in (first, last))
    return _line(one, other, marks) if one and other else None


def _opens(value: Value, paragraph: str) -> bool:
    return paragraph.startswith(value.value)


def _measures_the_same(first: Value, last: Value) -> bool:
    """Whether two values are of the same name, and differ in the year or in the region, not in both."""
    name = _name(first)
    differ_in_both = first.region != last.region and _year(first) != _year(last)
    return bool(name) and name == _name(last) and not differ_in_both


def _year(value: Value) -> str:
    """The year of a value: of its column, or the one that its name says; "" for none or several."""
    said = set(YEAR.findall(value.label))
    return value.year or (said.pop() if len(said) == 1 else "")


def _name(value: Value) -> str:
    """What a value is the value of, without years and region; "" where nothing says it."""
    parts = [part for part in value.label.split(", ") if part != value.region]
    return " ".join(YEAR.sub(" ", " ".join(parts)).casefold().split())


def _line(first: re.Match[str], last: re.Match[str], marks: str) -> str | None:
    """None where the two are of different units."""
    unit, money = last["unit"].rstrip(), last["money"] or ""
    if first["unit"].rstrip() != unit or bool(first["money"]) != bool(money):
        return None
    result = written(number_of(last["figure"]) - number_of(first["figure"]))
    minus = "−" if result.startswith("−") else ""
    behind = _POINTS if _PERCENT.fullmatch(unit) else unit
    amount = f"{minus}{money}{result.removeprefix('−')}{behind}"
    return f"Selisih (dihitung): {last['shown']} − {first['shown']} = {amount} {marks}"
