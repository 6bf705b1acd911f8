"""One thing asked of several years or regions ("2022, 2023 dan 2024", "Wajo dan Barru") -> what is asked of each, in full. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.language.dates import YEAR
from indexer.language.place_names import Mention, bare, mentions
from indexer.language.wordlists import alternatives
from indexer.question.slots import TITLE
from indexer.question.words import Sentence

MOST = 4
"""Years or regions that are asked by themselves; more are rather a list."""
_AND = rf"\s*(?:[,&/]|,?\s*\b{alternatives('question_enumeration_joints')}\b)\s*"
_BETWEEN_REGIONS = re.compile(_AND, re.I)
_BETWEEN_YEARS = re.compile(rf"{_AND}|\s*\b{alternatives('question_change_joints')}\b\s*", re.I)
_BLANK = re.compile(r"\s+")
"""Between three years or more; two with no more between them are rather a plan's period."""
_TITLE = re.compile(rf"(?<!wali ){TITLE}\s+$", re.I)
_YEAR = re.compile(rf"(?<![\d/–-]){YEAR}(?!\s*[–-]\s*\d|\d)")


@dataclass(frozen=True, slots=True)
class _Member:
    """A year or region of an enumeration, from `start` to `end` of its sentence."""

    text: str
    start: int
    end: int


def of_each(sentence: Sentence) -> tuple[str, ...]:
    """What is asked of each year or region that a sentence enumerates; empty where it enumerates none, or both."""
    text = sentence.bare
    years = [_Member(year[0], year.start(), year.end()) for year in _YEAR.finditer(text)]
    regions = [_without_office(place, text) for place in mentions(text, any_case=True)]
    found = (_enumeration(years, text, _BETWEEN_YEARS), _enumeration(regions, text, _BETWEEN_REGIONS))
    enumerated = list(filter(None, found))
    if len(enumerated) != 1:
        return ()
    (members,) = enumerated
    start, end = members[0].start, members[-1].end
    return tuple(f"{text[:start]}{member.text}{text[end:]}" for member in members)


def _without_office(place: Mention, text: str) -> _Member:
    """A region with its title: of "bupati Wajo dan Barru" the office is asked of both."""
    name = bare(place.regions[0]).casefold()
    at = text.casefold().rfind(name, place.start, place.end)
    if at < 0:
        return _Member(text[place.start : place.end], place.start, place.end)
    title = _TITLE.search(text[place.start : at])
    start = place.start + title.start() if title else at
    return _Member(text[start : place.end], start, place.end)


def _enumeration(members: Sequence[_Member], text: str, joint: re.Pattern[str]) -> Sequence[_Member]:
    """The members where all of them stand in one enumeration, each once; else none."""
    between = [text[one.end : other.start] for one, other in pairwise(members)]
    may_be_blank = len(members) > 2
    joined = [joint.fullmatch(words) or (may_be_blank and _BLANK.fullmatch(words)) for words in between]
    is_one = 1 < len(members) <= MOST and all(joined)
    are_different = len({member.text.casefold() for member in members}) == len(members)
    return members if is_one and are_different else ()
