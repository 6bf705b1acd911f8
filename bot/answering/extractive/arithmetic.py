"""The difference of two figures that a question asks for, shown as computed: never taken for something the document says."""

import re
from collections.abc import Sequence

from bot.answering.extractive.agreement import Source
from bot.answering.extractive.numbers import number_of, written
from bot.models import Draft, Value
from indexer.question.model import YEAR, Question
from indexer.question.uncompared import COMPARATIVES

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


def compared(draft: Draft, question: Question) -> str | None:
    """The same for an answer in which each side of a comparison opens a paragraph with one value: of the later year and the earlier one, or of the
    second thing and the first; and which of them is more, where that is asked. None where nothing says that they measure the same: the same name,
    or one region and one year apart."""
    sides = [part.side for part in question.parts]
    opened = [paragraph for paragraph in draft.text.split("\n\n") if any(map(paragraph.startswith, _openings(draft)))]
    if not len(sides) == len(opened) == len(draft.values) > 1 or not all(map(_opens, draft.values, opened)):
        return None
    if not all(_measures_the_same(draft.values[0], other, sides) for other in draft.values[1:]):
        return None
    amounts = [_AMOUNT.fullmatch(value.value.strip()) for value in draft.values]
    if None in amounts:
        return None
    marks = "".join(found[0].strip() for found in map(_MARKS.search, opened) if found)
    in_order = sorted(zip(draft.values, amounts, strict=True), key=lambda pair: _year(pair[0]))
    (_, first), *_, (_, last) = in_order
    lines = [_line(first, last, marks)] if len(sides) == 2 else []
    return "\n".join(filter(None, [*lines, _which_is_more(question.more, sides, amounts, marks)])) or None


def _openings(draft: Draft) -> tuple[str, ...]:
    return tuple(value.value for value in draft.values)


def _which_is_more(more: str, sides: Sequence[str], amounts: Sequence[re.Match[str]], marks: str) -> str | None:
    """ "Lebih tinggi (dihitung): Kabupaten Wajo [1][2]"; None where it isn't asked, no side is named, or the figures are of different units."""
    direction = COMPARATIVES.get(more)
    units = {(amount["unit"].rstrip(), bool(amount["money"])) for amount in amounts}
    if direction is None or not all(sides) or len(units) != 1:
        return None
    figures = [number_of(amount["figure"]) for amount in amounts]
    best = max(figures) if direction == "more" else min(figures)
    if figures.count(best) > 1:
        return f"Sama (dihitung): {amounts[figures.index(best)]['shown']} {marks}" if len(set(figures)) == 1 else None
    return f"Lebih {more} (dihitung): {sides[figures.index(best)]} {marks}"


def _opens(value: Value, paragraph: str) -> bool:
    return paragraph.startswith(value.value)


def _measures_the_same(first: Value, last: Value, sides: Sequence[str]) -> bool:
    """Whether two values are of the same name, and differ in the year or in the region, not in both."""
    name = _name(first, sides)
    differ_in_both = first.region != last.region and _year(first) != _year(last)
    return bool(name) and name == _name(last, sides) and not differ_in_both


def _year(value: Value) -> str:
    """The year of a value: of its column, or the one that its name says; "" for none or several."""
    said = set(YEAR.findall(value.label))
    return value.year or (said.pop() if len(said) == 1 else "")


def _name(value: Value, sides: Sequence[str]) -> str:
    """What a value is the value of, without years, region and side; "" where nothing says it."""
    parts = [part for part in value.label.split(", ") if part not in (value.region, *sides)]
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
