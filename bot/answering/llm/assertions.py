"""The figures, dates and names that a sentence asserts, and whether a source states them. Pure.

What can't be told apart is taken for an assertion: a sentence dropped for nothing costs less than a false one shown.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from indexer.language.dates import MONTH, MONTH_NUMBERS
from indexer.language.numbers import NUMBER, SCALES, SPELLED, SPELLED_PARTS, number_term
from indexer.language.spelled_numbers import spelled_number
from indexer.language.terms import STOPWORDS, is_root, is_word, normalize, stem
from indexer.language.vocabulary import ACRONYMS
from indexer.language.wordlists import any_of, words

_MONTH = rf"(?P<month>{MONTH})"
_DATES = (
    re.compile(rf"\b(?P<day>\d{{1,2}})\s+{_MONTH}(?:\s+(?P<year>\d{{4}}))?\b", re.I),
    re.compile(rf"\b(?P<day>){_MONTH}\s+(?P<year>\d{{4}})\b", re.I),
    re.compile(r"\b(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>\d{4})\b"),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b"),
)
_FULL_SCALES = [word for word in SCALES if len(word) > 2]
_SCALE = re.compile(rf"\b{any_of(_FULL_SCALES)}\b", re.I)
_FIGURE = re.compile(rf"({NUMBER})(?:\s*({any_of(_FULL_SCALES)})\b)?", re.I)
_SPELLED_WORD = any_of((*SPELLED, *SPELLED_PARTS, *_FULL_SCALES))
_SPELLED = re.compile(rf"\b(?<!salah )(?!satu-satu){_SPELLED_WORD}(?:\s+{_SPELLED_WORD})*\b", re.I)
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:[ .]+[A-Z][\w’'-]*)*")
_WORD = re.compile(r"\w[\w’'-]*")
_RUPIAH = re.compile(r"\bRp\.?\s*(?=\d)")
_CLITIC = re.compile(r"-(?:nya|lah|kah|pun)$", re.I)
NEARLY = Decimal("0.01")
"""The share of a value that a rounded one may be off."""
_MOST_DIGITS = 25
_APART = " ; "
"""Stands in the place of what was taken out of a sentence, so that nothing is read over it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number's value, with that of its scale word (juta); one with such a word may be `rounded`."""

    value: Decimal
    rounded: bool = False

    def rounds(self, exact: Decimal) -> bool:
        """Whether it is an exact value to as many places as it gives, and nearly that."""
        if not self.rounded or not exact or exact.adjusted() >= _MOST_DIGITS:
            return False
        last_place = Decimal(1).scaleb(self.value.normalize().as_tuple().exponent)
        return exact.quantize(last_place) == self.value and abs(exact - self.value) <= NEARLY * abs(exact)


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Date:
    """Numbers without leading zeros, "" for what isn't said."""

    day: str
    month: str
    year: str

    def says(self, other: "Date") -> bool:
        """Whether it is the other in all that the other says."""
        same_day = other.day in ("", self.day)
        same_month = other.month in ("", self.month)
        same_year = other.year in ("", self.year)
        return same_day and same_month and same_year


@dataclass(frozen=True, slots=True)
class Name:
    """Capitalised words, in lower case."""

    words: tuple[str, ...]


Assertion = Figure | Spelled | Date | Name
"""Something a source must state."""


class Source:
    """What one place of a document states: its own words, and those above it (heads, parents, headings, title)."""

    def __init__(self, own: str, above: Iterable[str]):
        above = [normalize(text) for text in above]
        self._texts = [normalize(own), *above]
        self._words = {word for text in self._texts for word in _WORD.findall(text)}
        self._numbers = {match[1] for text in self._texts for match in _FIGURE.finditer(text)}
        stated = {figure.value for text in self._texts for figure in numbers(text)}
        self._dates = {date for text in self._texts for date, _ in _dates(text)}
        scales = {_scale(word) for text in above for word in _SCALE.findall(text)}
        scaled = {figure.value * scale for figure in numbers(self._texts[0]) for scale in scales}
        self._values = stated | scaled

    def states(self, assertion: Assertion) -> bool:
        match assertion:
            case Figure():
                return self._states_figure(assertion)
            case Spelled():
                return self._states_spelled(assertion)
            case Date():
                return self._states_date(assertion)
            case Name():
                return all(map(self._has, assertion.words))

    def _states_figure(self, figure: Figure) -> bool:
        return figure.value in self._values or any(map(figure.rounds, self._values))

    def _states_spelled(self, spelled: Spelled) -> bool:
        return self._holds(spelled.words, between=r"\s+")

    def _has(self, word: str) -> bool:
        """Whether a word of a name stands there, or what it is short for."""
        if word in self._words:
            return True
        long_form = ACRONYMS.get(word, "")
        return bool(long_form) and self._holds(long_form.split(), between=r"\s+")

    def _states_date(self, date: Date) -> bool:
        """A date without a year may have it elsewhere in the source."""
        year_stands_there = date.year in self._numbers
        elsewhere = date.year if year_stands_there else ""
        for known in self._dates:
            in_full = known if known.year else replace(known, year=elsewhere)
            if in_full.says(date):
                return True
        return False

    def _holds(self, words: Iterable[str], between: str) -> bool:
        pattern = re.compile(r"(?<!\w)" + between.join(map(re.escape, words)) + r"(?!\w)")
        return any(pattern.search(text) for text in self._texts)


@cache
def generic_stems() -> frozenset[str]:
    """Stems of words that sentences about planning begin with; they are no names and claim little by themselves."""
    return frozenset(map(stem, words("generic_openers")))


def assertions(sentence: str, ordinary: Collection[str]) -> list[Assertion]:
    """What one sentence without marks asserts. `ordinary` are stems of words known not to be names, of which the sentence's first word
    may be one."""
    found: list[Assertion] = list(_figures(sentence))
    found += _spelled(_FIGURE.sub(_APART, sentence).casefold())
    for date, said in _dates(sentence):
        found.append(date)
        sentence = sentence.replace(said, _APART, 1)
    found += _names(sentence, ordinary)
    return list(dict.fromkeys(found))


def numbers(text: str) -> Iterator[Figure]:
    """The numbers of a text, in figures and in words; "satu", which is mostly no number, left out."""
    yield from _figures(text)
    yield from (spelled for spelled in _spelled(_FIGURE.sub(_APART, text).casefold()) if isinstance(spelled, Figure))


def _figures(text: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text):
        value = Decimal(number_term(match[1]).replace("d", "."))
        scale = _scale(match[2]) if match[2] else None
        yield Figure(value * scale, rounded=True) if scale else Figure(value)


def _spelled(text: str) -> Iterator[Figure | Spelled]:
    """Numbers in words of a text in lower case; those that make no sense as one as they stand."""
    for words_of_number in _SPELLED.findall(text):
        number = spelled_number(words_of_number)
        if number is None:
            yield Spelled(tuple(words_of_number.split()))
        elif number.value != 1:
            yield Figure(number.value)


def _scale(word: str) -> int:
    return SCALES[word.casefold()]


def _dates(text: str) -> list[tuple[Date, str]]:
    """The dates of a text, each with its words there."""
    found = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            month = match["month"].casefold()
            number = str(MONTH_NUMBERS[month]) if month in MONTH_NUMBERS else month.lstrip("0")
            found.append((Date(match["day"].lstrip("0"), number, match["year"] or ""), match.group()))
        text = pattern.sub(_APART, text)
    return found


def _names(sentence: str, ordinary: Collection[str]) -> Iterator[Name]:
    """Runs of capitalised words and acronyms, without the capital that only opens the sentence."""
    sentence = _RUPIAH.sub("", sentence)
    opening = re.search(r"\w", sentence)
    for match in _NAME.finditer(sentence):
        words = [_CLITIC.sub("", word) for word in _WORD.findall(match.group())]
        opens_sentence = match.start() == opening.start()
        if opens_sentence and _only_opens(words[0], ordinary):
            del words[0]
        if words:
            yield Name(tuple(map(str.casefold, words)))


def _only_opens(word: str, ordinary: Collection[str]) -> bool:
    """Whether the first word of a sentence has its capital for being the first."""
    is_acronym = word.isupper() and len(word) > 1
    if is_acronym:
        return False
    lower = word.casefold()
    has_affixes = is_word(lower) and not is_root(lower)
    return lower in STOPWORDS or has_affixes or stem(lower) in ordinary or stem(lower) in generic_stems()
