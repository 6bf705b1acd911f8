"""What two questions that ask the same have in common, exactly: years, regions, acts, numbers, sides. Pure."""

import re
from dataclasses import dataclass

from bot.answering.corrected.wording import Wording
from indexer.language.dates import MONTH_NUMBERS, YEAR
from indexer.language.notations import notations
from indexer.language.place_names import bare, mentions
from indexer.language.wordlists import alternatives, any_of, groups
from indexer.question.kinds import asked_kinds
from indexer.question.model import years_of
from indexer.question.words import read

_SIDES = {tuple(line[0].split()): re.compile(rf"\b{any_of(line[1:])}\b") for line in groups("asked_opposites")}

_TURNING = {kind: any_of(phrases) for kind, *phrases in groups("asked_turning")}
_TURNS = {kind: re.compile(rf"\b{words}\b") for kind, words in _TURNING.items()}
_DENIAL = _TURNING["denial"]
_TAG = re.compile(rf"\b{alternatives('asked_yes_or_no')}\s+{_DENIAL}\b|\b{_DENIAL}(?:\s+(?:ya|sih|kak))?\W*$")
"""A denial that only asks for yes or no: "boleh tidak", "… apa tidak?"."""
_MONTH = re.compile(rf"\b{any_of(MONTH_NUMBERS)}\b")
LEAST_INITIALS = 3
"""Letters of a region's initials that name it: "klu"."""
_WHAT_KIND = frozenset({"figure", "date", "person", "place", "list", "definition", "reason", "contact"})
_LOOSE = frozenset({"figure", "list", "definition", "place"})
"""Kinds that may be asked without a word for them."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a question says that can be compared. `times` are years and spans of years, `dated` the years that stand in those and in numbers of
    acts; `regions` each as all it may be, `words` all words with a blank between; `counts` says that it asks with "berapa"; `sides` what is told apart by opposites, `turns` what makes another question of it."""

    years: frozenset[str]
    periods: frozenset[str]
    acts: frozenset[str]
    amounts: frozenset[str]
    dated: frozenset[str]
    months: frozenset[int]
    numbers: frozenset[int]
    regions: tuple[frozenset[str], ...]
    words: str
    kinds: frozenset[str]
    counts: bool
    sides: frozenset[tuple[str, str]]
    turns: frozenset[str]


def facts(said: Wording) -> Facts:
    noted = notations(said.plain)
    terms = {
        kind: frozenset(note.term for note in noted if note.kind == kind) for kind in ("period", "regulation", "amount", "date")
    }
    rest = said.plain
    for note in noted:
        rest = rest[: note.start] + " " * (note.end - note.start) + rest[note.end :]
    periods, acts = terms["period"], terms["regulation"]
    dated = {year for period in periods for year in years_of(period)} | {act[-4:] for act in acts}
    return Facts(
        years=frozenset(re.findall(rf"(?<!\d){YEAR}(?!\d)", rest)),
        periods=periods,
        acts=acts,
        amounts=terms["amount"] | terms["date"],
        dated=frozenset(dated),
        months=frozenset(MONTH_NUMBERS[match[0]] for match in _MONTH.finditer(rest)),
        numbers=said.numbers,
        regions=tuple(frozenset(mention.regions) for mention in mentions(said.plain, any_case=True)),
        words=" ".join(word.plain for word in read(said.plain).whole.words),
        kinds=_kinds(said),
        counts="berapa" in said.plain,
        sides=_sides(said),
        turns=_turns(said.alike),
    )


def _sides(said: Wording) -> frozenset[tuple[str, str]]:
    """A refused permission is no given one."""
    found = {side for side, pattern in _SIDES.items() if pattern.search(f"{said.plain} {said.alike}")}
    return frozenset(found - ({("permission", "given")} if ("permission", "refused") in found else set()))


def _kinds(said: Wording) -> frozenset[str]:
    kinds = (asked_kinds(said.plain) | asked_kinds(said.alike)) & _WHAT_KIND
    if "siapa" in said.alike:
        kinds |= {"person"}
    return kinds - {"figure"} if "date" in kinds else kinds  # "tanggal berapa"


def _turns(alike: str) -> frozenset[str]:
    told = _TAG.sub(" ", alike)
    return frozenset(kind for kind, pattern in _TURNS.items() if pattern.search(told))


def differ(asked: Facts, known: Facts) -> str:
    """In what the question that is `asked` certainly isn't the `known` one; "" for nothing."""
    return next((name for name, rule in _RULES.items() if rule(asked, known)), "")


def _in_years(asked: Facts, known: Facts) -> bool:
    """A year that is said by one alone; that of an act or of a span may be left out, or said without it."""
    return not (asked.years <= known.years | known.dated and known.years <= asked.years | asked.dated)


def _in_periods(asked: Facts, known: Facts) -> bool:
    is_timeless = bool(known.periods) and not (asked.years or asked.periods)
    return is_timeless or not asked.periods <= known.periods


def _in_regions(asked: Facts, known: Facts) -> bool:
    return not (_all_named(asked.regions, known) and _all_named(known.regions, asked))


def _all_named(regions: tuple[frozenset[str], ...], other: Facts) -> bool:
    return all(_is_named(region, other) for region in regions)


def _is_named(region: frozenset[str], other: Facts) -> bool:
    """Whether a question names a region: as one, by its bare name where that is an everyday word too ("metro"), or by its initials."""
    if any(region & mentioned for mentioned in other.regions):
        return True
    names = {bare(one).casefold() for one in region}
    if any(bare(one).casefold() in names for mentioned in other.regions for one in mentioned):
        return False  # the kabupaten of the same name
    initials = {"".join(word[0] for word in said.casefold().split()) for one in region for said in (one, bare(one))}
    return any(f" {name} " in f" {other.words} " for name in names | {one for one in initials if len(one) >= LEAST_INITIALS})


def _in_numbers(asked: Facts, known: Facts) -> bool:
    """A number that is said by one alone; that of an act may be written in a way that isn't told as one."""
    return not (asked.numbers <= known.numbers | _of_acts(known) and known.numbers <= asked.numbers | _of_acts(asked))


def _of_acts(said: Facts) -> frozenset[int]:
    return frozenset(int(act[2:-6]) for act in said.acts)


def _in_kinds(asked: Facts, known: Facts) -> bool:
    """Kinds of which they share none; those that are asked with a word for them must be what the other asks."""
    named = asked.kinds - _LOOSE
    is_other = bool(asked.kinds and known.kinds or named) and asked.kinds.isdisjoint(known.kinds)
    is_counted = asked.counts and not known.counts and known.kinds.isdisjoint(("figure", "date"))
    return is_other or is_counted or ("reason" in known.kinds) != ("reason" in asked.kinds)


def _in_sides(asked: Facts, known: Facts) -> bool:
    shared = {dimension for dimension, _ in asked.sides} & {dimension for dimension, _ in known.sides}
    agreed = {dimension for dimension, _ in asked.sides & known.sides}
    return not shared <= agreed


_RULES = {
    "years": _in_years,
    "periods": _in_periods,
    "acts": lambda asked, known: not asked.acts <= known.acts,
    "amounts": lambda asked, known: asked.amounts != known.amounts,
    "months": lambda asked, known: asked.months != known.months,
    "numbers": _in_numbers,
    "regions": _in_regions,
    "kinds": _in_kinds,
    "sides": _in_sides,
    "turns": lambda asked, known: asked.turns != known.turns,
}
