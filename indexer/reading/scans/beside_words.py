"""Figures of running text beside their own words, "15% (lima belas persen)": where recognition erred, the words say what was meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rapidfuzz.distance import Levenshtein

from indexer.language.numbers import NUMBER, SCALES, SPELLED, SPELLED_PARTS, number_term
from indexer.language.spelled_numbers import spelled_number
from indexer.reading.printed.sheet import PrintedLine

_PERCENT_WORDS = ("persen", "prosen", "perseratus")
_BESIDE = re.compile(
    r"(?:(?<![\w.,/])|(?<=Rp)|(?<=Rp\.))(?P<figure>\d(?:[\w.,°/”“\"'’]*[\w°/])?)(?P<percent>\s?%)?"
    r"(?P<between>\s{0,2})\((?P<words>[^\W\d_][A-Za-z\s-]{2,150})\)(?P<after>(?:\s+[a-z]+)?)"
)
_MISREAD_PERCENT = re.compile(r"(?:[\dYVXOo°%/”“\"'’]|°/|[0oO]/){1,2}[oO0]?")
_LETTERS = str.maketrans("OoQDlISsBZz", "00001155822")
_LOOK_ALIKE = frozenset(
    {"17", "71", "68", "86", "38", "83", "08", "80", "06", "60", "56", "65", "35", "53", "14", "41", "27", "72"}
)
_CENTS = re.compile(r",\d\d$")
_NUMBER_WORDS = [word for word in (*SPELLED, *SPELLED_PARTS, *SCALES) if len(word) > 3]
_LINE_END = "\v"
"""Stands between the lines while they are one text: a blank that no line has, as some have a new line."""
_MOST_WORDS = 3
"""That stand behind the number within the brackets: "hari kerja"."""
_LONG = 5
"""Of so many digits two may be wrong, of fewer one."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The lines, and the figures in them, as they have them, that may be misread."""

    lines: list[PrintedLine]
    doubtful: tuple[str, ...]


def checked_by_words(lines: Sequence[PrintedLine]) -> Checked:
    """The lines, with figures that are plausible misreadings of the words in brackets behind them as these say; others that differ stay.
    Both are doubtful."""
    if not lines:
        return Checked([], ())
    text = _LINE_END.join(line.text for line in lines)
    doubtful: list[str] = []

    def checked(found: re.Match[str]) -> str:
        told = _told(found)
        if told is None:
            return found[0]
        doubtful.append(told)
        return told + found[0][found.start("between") - found.start() :]

    texts = _BESIDE.sub(checked, text).split(_LINE_END)
    return Checked([replace(line, text=text) for line, text in zip(lines, texts, strict=True)], tuple(doubtful))


def _told(found: re.Match[str]) -> str | None:
    """The figure as its words say it, or as it was read where it can't be a misreading of that; None where both say the same."""
    spelled = spelled_number(found["words"])
    figure, sign = found["figure"], found["percent"] or ""
    if spelled is None or len(spelled.unit) > _MOST_WORDS or any(map(_is_nearly_a_number, spelled.unit)):
        return None
    is_percent = any(word in (*spelled.unit[:1], found["after"].strip()) for word in _PERCENT_WORDS)
    digits = figure.translate(_LETTERS)
    is_number = bool(re.fullmatch(NUMBER, digits))
    if is_number and _is_value(digits, spelled.value):
        return None if digits == figure else digits + sign
    if is_percent and not sign and (percent := _percent(figure, spelled.value)):
        return percent
    if not is_number:
        return None
    meant = _written(spelled.value, digits)
    return meant + sign if _may_be_misread(digits, meant) else figure + sign


def _is_nearly_a_number(word: str) -> bool:
    """Whether a word may be one of a number that was misread itself."""
    return any(Levenshtein.distance(word, other, score_cutoff=1) <= 1 for other in _NUMBER_WORDS)


def _is_value(figure: str, value: Decimal) -> bool:
    return number_term(figure) == number_term(_plain(value))


def _plain(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")


def _percent(figure: str, value: Decimal) -> str | None:
    """The percentage that a figure must be which begins with its value and ends with what its sign was read as."""
    for number in (_plain(value), _plain(value).replace(",", ".")):
        is_begun = figure.startswith(number)
        if is_begun and _MISREAD_PERCENT.fullmatch(figure.removeprefix(number)):
            return f"{number}%"
    return None


def _written(value: Decimal, like: str) -> str:
    """The value written as the figure is: with points between thousands, with cents."""
    if value != int(value):
        return _plain(value)
    has_points = "." in like
    whole = f"{int(value):,}".replace(",", ".") if has_points else str(int(value))
    cents = _CENTS.search(like)
    return whole + cents[0] if cents else whole


def _may_be_misread(figure: str, meant: str) -> bool:
    """Whether a figure is another but for a few digits, and not because both end in noughts."""
    read, said = (re.sub(r"\D", "", text) for text in (figure, meant))
    if len(said) >= _LONG:
        telling = said.rstrip("0")
        is_begun = Levenshtein.distance(read[: len(telling)], telling) <= len(telling) // 2
        return is_begun and Levenshtein.distance(read, said) <= 2
    if len(read) != len(said):
        return False
    wrong = [a + b for a, b in zip(read, said, strict=True) if a != b]
    return len(wrong) == 1 and (len(said) > 1 or wrong[0] in _LOOK_ALIKE)
