"""A question as the things it speaks of, written so that those which staff say for one another are the same. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.language.dates import MONTH_NUMBERS
from indexer.language.notations import notations
from indexer.language.numbers import ORDINALS, SPELLED
from indexer.language.place_names import TITLES, bare, mentions
from indexer.language.roman import roman_value
from indexer.language.vocabulary import CLASSES
from indexer.language.wordlists import any_of, groups, words
from indexer.question import phrases
from indexer.question.courtesy import without_courtesy
from indexer.question.model import Form, is_year
from indexer.question.spelling import written_out
from indexer.question.words import read

_FIRST = {phrase: group[0] for group in groups("asked_alike") for phrase in group}
_ALIKE = re.compile(rf"(?<![\w-])(?P<said>{any_of(_FIRST)})(?:nya)?(?![\w-])")
_SILENT, _LIGHT, _MEASURES = words("asked_silent"), words("asked_light"), words("asked_measures")
_AGENCIES = frozenset({"dinas", "badan"})
_ROMAN = re.compile(r"[ivx]{1,5}")


@dataclass(frozen=True, slots=True)
class Thing:
    """What a question speaks of besides its facts: as it is said, and the forms (phrases of terms) that mean the same. A `light` one may as well
    be said or not, a `measure` be left to be understood."""

    said: str
    forms: frozenset[Form]
    light: bool
    measure: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """A question in lower case, written out; `alike` is the same with one word for all that staff say for it. `things` are in order, `terms` those of
    all words of `alike`, `numbers` the numbers that are no years, acts or amounts."""

    plain: str
    alike: str
    things: tuple[Thing, ...]
    terms: tuple[str, ...]
    numbers: frozenset[int]


def wording(typed: str) -> Wording:
    plain = " ".join(written_out(without_courtesy(typed)).casefold().split())
    alike = _ALIKE.sub(lambda match: _FIRST[" ".join(match["said"].split())], plain)
    unnamed = _without_regions(alike)
    sentence = read(unnamed).whole
    found = [_thing(one) for one in phrases.things(sentence, phrases.common_phrases())]
    told = tuple(thing for thing in found if not (_is_fact(thing.said) or _is_silent(thing.said)))
    return Wording(plain, alike, told, tuple(word.term for word in read(alike).whole.words), _numbers(unnamed))


def _forms(same: Sequence[Form]) -> frozenset[Form]:
    """The forms of a thing, those of an agency's name also without what it is."""
    bare = (form[1:] for form in same if len(form) > 2 and form[0] in _AGENCIES)
    return frozenset((*same, *bare))


def _without_regions(text: str) -> str:
    """A text without the names of regions, which are compared as what they are; the office before one stays ("bupati wonosobo")."""
    for mention in reversed(mentions(text, any_case=True)):
        said = text[mention.start : mention.end].split()
        before = said[: -len(bare(mention.regions[0]).split())]
        office = " ".join(word for word in before if word.rstrip(".") not in TITLES)
        text = f"{text[: mention.start]}{office} {text[mention.end :]}"
    return text


def _thing(found: phrases.Thing) -> Thing:
    words_said = found.said.split()
    light = _LIGHT.issuperset(words_said)
    return Thing(found.said, _forms(found.forms), light, not light and _MEASURES.issuperset(words_said))


def _is_silent(said: str) -> bool:
    return _SILENT.issuperset(said.split())


def _is_fact(said: str) -> bool:
    """Whether it is compared as a year, a number or a month."""
    parts = said.split()
    return any(_number(part, parts[:at]) is not None for at, part in enumerate(parts)) or said in MONTH_NUMBERS


def _numbers(text: str) -> frozenset[int]:
    for notation in notations(text):
        text = text[: notation.start] + " " * (notation.end - notation.start) + text[notation.end :]
    found = [word.plain for word in read(text).whole.words]
    numbers = (_number(word, found[:at]) for at, word in enumerate(found) if not is_year(word))
    return frozenset(number for number in numbers if number is not None)


def _number(word: str, before: list[str]) -> int | None:
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
