"""The figures, dates and names that a sentence asserts, and whether a source states them. Pure.

What can't be told apart is taken for an assertion: a sentence dropped for nothing costs less than a false one shown.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from indexer.language.dates import MONTH, MONTH_NUMBERS
from indexer.language.numbers import NUMBER, SCALES, SPELLED, SPELLED_PARTS, number_term
from indexer.language.terms import STOPWORDS, normalize, stem
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
_DENIAL = re.compile(r"\b(?:tidak|bukan|belum|tak)\b", re.I)
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:[ .]+[A-Z][\w’'-]*)*")
_WORD = re.compile(r"\w[\w’'-]*")
_RUPIAH = re.compile(r"\bRp\.?\s*(?=\d)")
_CLITIC = re.compile(r"-(?:nya|lah|kah|pun)$", re.I)
_GAP = r"\W+(?:\w+\W+){0,2}?"
"""Between two words of a name at most two others stand in the source: titles, "dan"."""
_APART = " ; "
"""Stands in the place of what was taken out of a sentence, so that nothing is read over it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in one form, and the value of its scale word (juta), None without."""

    number: str
    scale: int | None


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
        self._figures = {figure for text in self._texts for figure in _figures(text)}
        self._dates = {date for text in self._texts for date, _ in _dates(text)}
        self._scales = {_scale(word) for text in above for word in _SCALE.findall(text)}

    def states(self, assertion: Assertion) -> bool:
        match assertion:
            case Figure():
                return self._states_figure(assertion)
            case Spelled():
                return self._states_spelled(assertion)
            case Date():
                return self._states_date(assertion)
            case Name():
                return self._holds(assertion.words, between=_GAP)

    def _states_figure(self, figure: Figure) -> bool:
        """A scale may stand above the figure: "(juta rupiah)" over a column."""
        if figure in self._figures:
            return True
        return figure.scale in self._scales and Figure(figure.number, None) in self._figures

    def _states_spelled(self, spelled: Spelled) -> bool:
        value = SPELLED.get(spelled.words[0]) if len(spelled.words) == 1 else None
        if value is not None and Figure(str(value), None) in self._figures:
            return True
        return self._holds(spelled.words, between=r"\s+")

    def _states_date(self, date: Date) -> bool:
        """A date without a year may have it elsewhere in the source."""
        year_stands_there = date.year in {figure.number for figure in self._figures}
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
    without_figures = _FIGURE.sub(_APART, sentence).casefold()
    found += [Spelled(tuple(spelled.split())) for spelled in _SPELLED.findall(without_figures)]
    for date, said in _dates(sentence):
        found.append(date)
        sentence = sentence.replace(said, _APART, 1)
    found += _names(sentence, ordinary)
    return list(dict.fromkeys(found))


def denies(text: str) -> bool:
    return bool(_DENIAL.search(text))


def _figures(text: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text):
        yield Figure(number_term(match[1]), _scale(match[2]) if match[2] else None)


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
    return lower in STOPWORDS or stem(lower) in ordinary or stem(lower) in generic_stems()
