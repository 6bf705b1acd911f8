"""What of two questions can be compared exactly: years, periods, acts, amounts, months, numbers, regions, opposites. Pure.

Where each says one that the other doesn't, they ask something else, whatever else they say; so they do where only one names a year, and where they say
opposites ("target", "realisasi"). Where else only one of them says any, that is left to what was taught: staff leave out what is understood, and write regions
and acts in ways that aren't told as such.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from bot.answering.corrected.wording import numbers, plain, without_notations, without_regions
from indexer.language.dates import MONTH_NUMBERS, YEAR
from indexer.language.notations import notations
from indexer.language.place_names import bare, mentions
from indexer.language.wordlists import any_of, groups
from indexer.question.model import years_of
from indexer.question.words import read

_SIDES = {tuple(line[0].split()): re.compile(rf"\b{any_of(line[1:])}\b") for line in groups("asked_opposites")}
_MONTH = re.compile(rf"\b{any_of(MONTH_NUMBERS)}\b")
_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_NEVER_ALONE = frozenset({"years"})
"""What neither of two questions may name alone."""
LEAST_INITIALS = 3
"""Letters of a region's initials that name it: "klu"."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a question says. `regions` each as all it may be, `sides` a dimension and its side each, of opposites; `dated` are the years that stand in its
    periods and in numbers of acts, `numbered` the numbers of its acts; `words` all words besides regions, with a blank between."""

    years: frozenset[str]
    periods: frozenset[str]
    acts: frozenset[str]
    amounts: frozenset[str]
    months: frozenset[int]
    numbers: frozenset[int]
    regions: tuple[frozenset[str], ...]
    sides: frozenset[tuple[str, ...]]
    dated: frozenset[str]
    numbered: frozenset[int]
    words: str


def facts(typed: str) -> Facts:
    said = plain(typed)
    regionless = without_regions(said)
    noted = notations(said)
    terms = {
        kind: frozenset(note.term for note in noted if note.kind == kind) for kind in ("period", "regulation", "amount", "date")
    }
    rest = without_notations(said)
    periods, acts = terms["period"], terms["regulation"]
    return Facts(
        years=frozenset(_YEAR.findall(rest)),
        periods=periods,
        acts=acts,
        amounts=terms["amount"] | terms["date"],
        months=frozenset(MONTH_NUMBERS[match[0]] for match in _MONTH.finditer(rest)),
        numbers=numbers(regionless),
        regions=tuple(frozenset(mention.regions) for mention in mentions(said, any_case=True)),
        sides=_sides(said),
        dated=frozenset({year for period in periods for year in years_of(period)} | {act[-4:] for act in acts}),
        numbered=frozenset(int(act[2:-6]) for act in acts),
        words=" ".join(word.plain for word in read(regionless).whole.words),
    )


def alone(one: Facts, other: Facts) -> dict[str, int]:
    """How many of each kind a question says that the other doesn't."""
    return {kind: len(found(one, other)) for kind, found in _ALONE.items()}


def differ(one: Facts, other: Facts) -> str:
    """In what two questions certainly ask something else; "" for nothing."""
    here, there = alone(one, other), alone(other, one)
    kinds = (kind for kind in here if (here[kind] and there[kind]) or (kind in _NEVER_ALONE and (here[kind] or there[kind])))
    return next(kinds, "sides" if _are_opposed(one, other) else "")


def _sides(said: str) -> frozenset[tuple[str, ...]]:
    """A refused permission is no given one."""
    found = {side for side, pattern in _SIDES.items() if pattern.search(said)}
    return frozenset(found - ({("permission", "given")} if ("permission", "refused") in found else set()))


def _are_opposed(one: Facts, other: Facts) -> bool:
    """Whether both say a side of something, and none of them the same."""
    shared = {dimension for dimension, _ in one.sides} & {dimension for dimension, _ in other.sides}
    agreed = {dimension for dimension, _ in one.sides & other.sides}
    return not shared <= agreed


def _regions(one: Facts, other: Facts) -> list[frozenset[str]]:
    return [region for region in one.regions if not _is_named(region, other)]


def _is_named(region: frozenset[str], other: Facts) -> bool:
    """Whether a question names a region: as one, by its bare name where that is an everyday word too ("metro"), or by its initials."""
    if any(region & mentioned for mentioned in other.regions):
        return True
    names = {bare(one).casefold() for one in region}
    if any(bare(one).casefold() in names for mentioned in other.regions for one in mentioned):
        return False  # the kabupaten of the same name
    initials = {"".join(word[0] for word in said.casefold().split()) for one in region for said in (one, bare(one))}
    return any(f" {name} " in f" {other.words} " for name in names | {one for one in initials if len(one) >= LEAST_INITIALS})


_ALONE: dict[str, Callable[[Facts, Facts], Collection[object]]] = {
    "years": lambda one, other: one.years - other.years - other.dated,
    "periods": lambda one, other: one.periods - other.periods,
    "acts": lambda one, other: one.acts - other.acts,
    "amounts": lambda one, other: one.amounts - other.amounts,
    "months": lambda one, other: one.months - other.months,
    "numbers": lambda one, other: one.numbers - other.numbers - other.numbered,
    "regions": _regions,
}
