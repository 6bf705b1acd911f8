"""Numbers that are written in Indonesian words: "dua ratus lima puluh juta", "dua koma lima"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from indexer.language.numbers import SCALES, SPELLED, SPELLED_PARTS

_DIGITS = {word: value for word, value in SPELLED.items() if value < 10}
_ONE_THOUSAND, _THOUSAND, _LARGER_THAN_ALL = "seribu", 1000, 10**18
_NOUGHT, _POINT = "nol", "koma"
_OF_NUMBERS = {*SPELLED, *SPELLED_PARTS, *SCALES, _NOUGHT, _POINT, "setengah", "seperempat"}
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class SpelledNumber:
    """The value of a number in words, and the words behind it, in lower case: "persen", "hari kerja"."""

    value: Decimal
    unit: tuple[str, ...]


def spelled_number(text: str) -> SpelledNumber | None:
    """The number that a text begins with; None where it begins with none, or its words make no sense as one."""
    words = _WORD.findall(text.lower())
    count = 0
    while count < len(words) and words[count] in _OF_NUMBERS:
        count += 1
    unit = words[count:]
    if not count or _OF_NUMBERS.intersection(unit):
        return None
    value = _value(words[:count])
    return None if value is None else SpelledNumber(value, tuple(unit))


def _value(words: list[str]) -> Decimal | None:
    if _POINT not in words:
        whole = _whole(words)
        return None if whole is None else Decimal(whole)
    point = words.index(_POINT)
    whole, decimals = _whole(words[:point]), _decimals(words[point + 1 :])
    if whole is None or decimals is None:
        return None
    return Decimal(f"{whole}.{decimals}")


def _decimals(words: list[str]) -> str | None:
    """The digits behind the comma: "nol lima" is 05, "tujuh puluh lima" is 75."""
    noughts = 0
    while noughts < len(words) and words[noughts] == _NOUGHT:
        noughts += 1
    rest = words[noughts:]
    if not rest:
        return "0" * noughts or None
    if all(word in _DIGITS for word in rest):
        return "0" * noughts + "".join(str(_DIGITS[word]) for word in rest)
    value = _whole(rest)
    return None if value is None else "0" * noughts + str(value)


def _whole(words: list[str]) -> int | None:
    """The value of a whole number; its scales get smaller from word to word."""
    if words == [_NOUGHT]:
        return 0
    if not words:
        return None
    total, part, smallest = 0, list[str](), _LARGER_THAN_ALL
    for word in words:
        scale = _THOUSAND if word == _ONE_THOUSAND else SCALES.get(word)
        if scale is None:
            part.append(word)
            continue
        amount = 1 if word == _ONE_THOUSAND else _below_thousand(part)
        if not amount or scale >= smallest or (word == _ONE_THOUSAND and part):
            return None
        total += amount * scale
        part, smallest = [], scale
    rest = _below_thousand(part)
    return None if rest is None else total + rest


def _below_thousand(words: list[str]) -> int | None:
    match words:
        case ["seratus", *rest]:
            hundreds = 100
        case [digit, "ratus", *rest] if digit in _DIGITS:
            hundreds = 100 * _DIGITS[digit]
        case rest:
            hundreds = 0
    below = _below_hundred(rest)
    return None if below is None else hundreds + below


def _below_hundred(words: list[str]) -> int | None:
    match words:
        case []:
            return 0
        case [word]:
            return SPELLED.get(word)
        case [digit, "belas"] if digit in _DIGITS:
            return 10 + _DIGITS[digit]
        case [tens, "puluh"] if tens in _DIGITS:
            return 10 * _DIGITS[tens]
        case [tens, "puluh", digit] if tens in _DIGITS and digit in _DIGITS:
            return 10 * _DIGITS[tens] + _DIGITS[digit]
        case _:
            return None
