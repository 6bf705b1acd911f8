"""A question as the things it speaks of, written so that those which staff say for one another are the same. Pure."""

import re
from dataclasses import dataclass

from indexer.language.dates import MONTH_NUMBERS
from indexer.language.notations import notations
from indexer.language.numbers import SPELLED
from indexer.language.place_names import mentions
from indexer.language.roman import roman_value
from indexer.language.terms import term
from indexer.language.vocabulary import CLASSES
from indexer.language.wordlists import any_of, groups, words
from indexer.question.courtesy import without_courtesy
from indexer.question.generic import is_generic
from indexer.question.model import Form, is_year
from indexer.question.phrases import common_phrases, things
from indexer.question.spelling import written_out
from indexer.question.words import read

_FIRST = {phrase: group[0] for group in groups("asked_alike") for phrase in group}
_ALIKE = re.compile(rf"(?<![\w-]){any_of(_FIRST)}(?![\w-])")
_LIGHT = words("asked_light")
_ROMAN = re.compile(r"[ivx]{1,5}")


@dataclass(frozen=True, slots=True)
class Thing:
    """What a question speaks of besides its facts: as it is said, and the forms (phrases of terms) that mean the same. A `light` one may as well
    be left unsaid."""

    said: str
    forms: frozenset[Form]
    light: bool


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
    alike = _ALIKE.sub(lambda match: _FIRST[" ".join(match[0].split())], plain)
    unnamed = _without_regions(alike)
    sentence = read(unnamed).whole
    found = [Thing(one.said, frozenset(one.forms), _is_light(one.said)) for one in things(sentence, common_phrases())]
    told = tuple(thing for thing in found if not _is_fact(thing.said))
    return Wording(plain, alike, told, tuple(word.term for word in read(alike).whole.words), _numbers(unnamed))


def _without_regions(text: str) -> str:
    """A text with blanks where regions are named: those are compared as what they are."""
    for mention in mentions(text, any_case=True):
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text


def _is_light(said: str) -> bool:
    return said in _LIGHT or is_generic(said) or all(word in _LIGHT for word in said.split())


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
    if word in SPELLED:
        return SPELLED[word] if word != "satu" else None  # "dalam satu tahun" is "setahun"
    is_numeral = _ROMAN.fullmatch(word) is not None
    is_told = len(word) > 1 or (bool(before) and (before[-1] in CLASSES or before[-1] == "jabatan"))
    return roman_value(word) or None if is_numeral and is_told else None


def term_of(said: str) -> Form:
    return tuple(term(word) for word in said.split())
