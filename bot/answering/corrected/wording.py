"""A question as the things it speaks of, each with the ways in which staff say the same. Pure."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.language.dates import MONTH_NUMBERS
from indexer.language.notations import notations
from indexer.language.numbers import ORDINALS, SPELLED
from indexer.language.place_names import TITLES, bare, mentions
from indexer.language.roman import roman_value
from indexer.language.terms import is_root, is_word
from indexer.language.vocabulary import CLASSES
from indexer.language.wordlists import any_of, groups, words
from indexer.question import phrases
from indexer.question.courtesy import without_courtesy
from indexer.question.model import Form, is_year
from indexer.question.spelling import written_out
from indexer.question.words import read


def _shortest(group: Sequence[str]) -> str:
    """The word that stands for all of a group: one word, where it has one."""
    return next((phrase for phrase in group if " " not in phrase), group[0])


def _with_those_alike(listed: frozenset[str]) -> frozenset[str]:
    """Words with those that staff say for them."""
    return listed | {phrase for group in _ALIKE if group[0] in listed for phrase in group if " " not in phrase}


_ALIKE = groups("asked_alike")
_IN_ONE_WORD = {phrase: _shortest(group) for group in _ALIKE for phrase in group if " " in phrase}
_PHRASE = re.compile(rf"(?<![\w-])(?P<said>{any_of(_IN_ONE_WORD)})(?:nya)?(?![\w-])")
_SILENT, _UNITS = words("asked_silent"), words("asked_units")
_LIGHT, _MEASURES = _with_those_alike(words("asked_light")), _with_those_alike(words("asked_measures"))
_DIMENSIONS = _with_those_alike(words("asked_dimensions"))
_AGENCIES = words("asked_agencies")
_SPOKEN = re.compile(r"n[gy]\w{3,}")
_ROMAN = re.compile(r"[ivx]{1,5}")
_UNIT = re.compile(r"\bberapa\s+(?P<unit>[a-z]+)")


def _groups_of() -> Mapping[str, frozenset[Form]]:
    """Each single word that staff say for others -> a form for each group that it stands in."""
    found: defaultdict[str, set[Form]] = defaultdict(set)
    for group in _ALIKE:
        for phrase in group:
            found[phrase].add(("=", group[0]))
    return {word: frozenset(forms) for word, forms in found.items()}


_GROUPS = _groups_of()


@dataclass(frozen=True, slots=True)
class Thing:
    """What a question speaks of besides its facts: as it is said, and the forms that mean the same. A `light` one may as well be said or not, a
    `measure` be left to be understood, a `dimension` where its unit is said."""

    said: str
    forms: frozenset[Form]
    light: bool
    measure: bool
    dimension: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """A question in lower case, written out; `alike` is the same with one word for phrases that staff say for one another. `things` are in order,
    `terms` those of all words of `alike`, `numbers` the numbers that are no years, acts or amounts, `units` what it counts in."""

    plain: str
    alike: str
    things: tuple[Thing, ...]
    terms: tuple[str, ...]
    numbers: frozenset[int]
    units: frozenset[str]


def wording(typed: str) -> Wording:
    plain = " ".join(written_out(without_courtesy(typed)).casefold().split())
    alike = _PHRASE.sub(lambda match: _IN_ONE_WORD[" ".join(match["said"].split())], plain)
    unnamed = _without_regions(alike)
    units = {match["unit"] for match in _UNIT.finditer(alike)} & _UNITS
    told = tuple(_things(unnamed))
    return Wording(
        plain, alike, told, tuple(word.term for word in read(alike).whole.words), _numbers(unnamed), frozenset(units)
    )


def _things(text: str) -> Iterator[Thing]:
    for found in phrases.things(read(text).whole, phrases.common_phrases()):
        said = found.said.split()
        if not (_is_fact(said) or _are_in(_SILENT, said)):
            light = _are_in(_LIGHT, said)
            yield Thing(
                said=found.said,
                forms=_with_alike(found),
                light=light,
                measure=not light and _are_in(_MEASURES, said),
                dimension=not light and _are_in(_DIMENSIONS, said),
            )


def _are_in(listed: Collection[str], said: Sequence[str]) -> bool:
    """Whether all words stand in a list, as they are or without -nya."""
    return all(word in listed or word.removesuffix("nya") in listed for word in said)


def _with_alike(found: phrases.Thing) -> frozenset[Form]:
    """The forms of a thing with those of the groups that it stands in, and the names of agencies also without what they are."""
    bare_names = [form[1:] for form in found.forms if len(form) > 2 and form[0] in _AGENCIES]
    groups_of_it = _GROUPS.get(found.said) or _GROUPS.get(found.said.removesuffix("nya"), frozenset())
    return frozenset((*found.forms, *bare_names, *groups_of_it, *_spoken(found.said)))


def _spoken(word: str) -> list[Form]:
    """The root of a verb as it is spoken: "nyerahin" -> serah, "ngadu" -> adu."""
    if not _SPOKEN.match(word) or is_word(word):
        return []
    rest = word[2:]
    first = ("s",) if word.startswith("ny") else ("", "k")
    roots = (letter + end for letter in first for end in (rest, rest.removesuffix("in")))
    return [(root,) for root in roots if is_root(root)]


def _without_regions(text: str) -> str:
    """A text without the names of regions, which are compared as what they are; the office before one stays ("bupati wonosobo")."""
    for mention in reversed(mentions(text, any_case=True)):
        said = text[mention.start : mention.end].split()
        before = said[: -len(bare(mention.regions[0]).split())]
        office = " ".join(word for word in before if word.rstrip(".") not in TITLES)
        text = f"{text[: mention.start]}{office} {text[mention.end :]}"
    return text


def _is_fact(said: Sequence[str]) -> bool:
    """Whether it is compared as a year, a number or a month: one of a class ("semester II") is a thing that has a number."""
    if len(said) == 2 and said[0] in CLASSES:
        return False
    has_number = any(_number(word, said[:at]) is not None for at, word in enumerate(said))
    return has_number or " ".join(said) in MONTH_NUMBERS


def _numbers(text: str) -> frozenset[int]:
    for notation in notations(text):
        text = text[: notation.start] + " " * (notation.end - notation.start) + text[notation.end :]
    found = [word.plain for word in read(text).whole.words]
    numbers = (_number(word, found[:at]) for at, word in enumerate(found) if not is_year(word))
    return frozenset(number for number in numbers if number is not None)


def _number(word: str, before: Sequence[str]) -> int | None:
    """The number that a word is: in figures, spelled, or in Roman numerals, of which one letter counts only behind the name of a class."""
    if word[0].isdigit():
        digits = re.sub(r"\D", "", word)
        return int(digits) if digits else None
    spelled = SPELLED.get(word) or ORDINALS.get(word)
    if spelled:
        return spelled if word != "satu" else None  # "dalam satu tahun" is "setahun"
    is_numeral = _ROMAN.fullmatch(word) is not None
    is_told = len(word) > 1 or (bool(before) and (before[-1] in CLASSES or before[-1] == "jabatan"))
    return roman_value(word) or None if is_numeral and is_told else None
