"""What a question names that another of its kind could stand for: regions, years, acts, numbered classes, versions. Pure."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from indexer.language.dates import YEAR
from indexer.language.notations import notations
from indexer.language.place_names import Mention, bare, mentions
from indexer.language.vocabulary import CLASSES, PARTS_OF_ACTS
from indexer.language.wordlists import alternatives, any_of, groups
from indexer.question.slots import TITLE

_YEAR = re.compile(rf"(?<![\d/–-]){YEAR}(?!\s*[–-]\s*\d|\d)")
_TITLE = re.compile(rf"(?<!wali ){TITLE}\s+$", re.I)
_STATUS = re.compile(r"^(?:Kabupaten|Kota|Provinsi) ")
_NUMERAL = r"(?:\d{1,2}|[ivx]{1,4}|[a-e])"
_CLASS = re.compile(rf"\b(?P<name>{any_of(CLASSES - PARTS_OF_ACTS)})\s+(?P<number>{_NUMERAL})\b", re.I)
_JOINT = alternatives("question_enumeration_joints")
_NEXT_NUMBER = re.compile(rf"\s*(?:[,&/]\s*(?:\b{_JOINT}\b)?|\b{_JOINT}\b)\s*(?P<number>{_NUMERAL})\b(?!\s*[%.,]?\d)", re.I)
_VERSIONS = tuple((of, re.compile(rf"\b{any_of(said)}\b", re.I)) for of, *said in groups("question_versions"))
VERSIONS = frozenset(of.split()[0] for of, _ in _VERSIONS)
"""The kinds of what tells versions of one document apart."""
_NUMBER_OF_ACT = re.compile(rf" (?:(?:nomor|no\.?) )?\d+(?:/| tahun ){YEAR}\b", re.I)
_HELD_TOGETHER = re.compile(r"(?:\s+(?:yang|sudah|telah))*\s*", re.I)
"""Between two words for one version: "perda yang sudah ditetapkan"."""
_ACT = "regulation"
_WHOLE = ("period", "date")
"""Notations of which a year is only a part."""


@dataclass(frozen=True, slots=True)
class Named:
    """What is named from `start` to `end` of a text: `text` is it as it may stand in the place of another of its `kind`, `value` the same for
    whatever means the same, `title` what people call it."""

    kind: str
    value: object
    text: str
    title: str
    start: int
    end: int


def named(text: str, regions: Collection[str] = ()) -> dict[str, list[Named]]:
    """All of them in a text that is written out, by kind, in order. `regions` are the names of places that the library knows: these are
    seen without a title and without a capital."""
    found: dict[str, list[Named]] = {}
    for one in (*_regions(text, frozenset(regions)), *_acts_and_years(text), *_classes(text), *_versions(text)):
        found.setdefault(one.kind, []).append(one)
    return {kind: sorted(of_kind, key=lambda one: one.start) for kind, of_kind in found.items()}


def _regions(text: str, known: frozenset[str]) -> Iterator[Named]:
    """Of two names that overlap the longer one."""
    of_library = list(_of_library(text, known)) if known else []
    everywhere = [_region(mention, text) for mention in mentions(text, any_case=True)]
    longest_first = sorted((*everywhere, *of_library), key=lambda one: one.start - one.end)
    found: list[Named] = []
    for one in longest_first:
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
            yield one


def _of_library(text: str, known: frozenset[str]) -> Iterator[Named]:
    """Those that the library knows, by their bare names."""
    regions, pattern = _names_of(known)
    for match in pattern.finditer(text):
        region = regions[match[0].casefold()]
        yield Named("region", (region,), match[0], region, match.start(), match.end())


@lru_cache(maxsize=8)
def _names_of(regions: frozenset[str]) -> tuple[dict[str, str], re.Pattern[str]]:
    """The region of each bare name, and what finds them all: of a kabupaten and a kota of one name the kabupaten."""
    named: dict[str, str] = {}
    for region in sorted(regions):
        named.setdefault(_STATUS.sub("", region).casefold(), region)
    longest_first = sorted(named, key=len, reverse=True)
    return named, re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.I)


def _region(mention: Mention, text: str) -> Named:
    """A region with its title: of "bupati Wajo" the office is no part of it."""
    name = bare(mention.regions[0]).casefold()
    at = text.casefold().rfind(name, mention.start, mention.end)
    start = mention.start
    if at >= 0:
        title = _TITLE.search(text[mention.start : at])
        start = mention.start + title.start() if title else at
    said = text[start : mention.end]
    title = mention.regions[0] if len(mention.regions) == 1 else said
    return Named("region", mention.regions, said, title, start, mention.end)


def _acts_and_years(text: str) -> Iterator[Named]:
    """A year that is part of a period, a date or the number of an act is none of its own."""
    plain = text.lower()
    found = notations(plain) if len(plain) == len(text) else []
    taken = [one for one in found if one.kind in (_ACT, *_WHOLE)]
    for act in taken:
        if act.kind == _ACT:
            said = text[act.start : act.end]
            yield Named("act", act.term, said, said, act.start, act.end)
    for year in _YEAR.finditer(text):
        if not any(one.start <= year.start() < one.end for one in taken):
            yield Named("year", year[0], year[0], year[0], year.start(), year.end())


def _classes(text: str) -> Iterator[Named]:
    """Each of "kelas I dan kelas II", and of "putaran I dan II"."""
    for match in _CLASS.finditer(text):
        name, start = match["name"].casefold(), match.start()
        while match:
            number = match["number"]
            said = f"{name} {number}"
            yield Named(f"class {name}", number.casefold(), said, said, start, match.end())
            match = _NEXT_NUMBER.match(text, match.end())
            start = match.start("number") if match else start


def _versions(text: str) -> Iterator[Named]:
    """Words that stand side by side and mean the same are one: "perda final"."""
    for kind, pattern in _VERSIONS:
        last: Named | None = None
        for match in pattern.finditer(text):
            start = match.start()
            if last and _HELD_TOGETHER.fullmatch(text, last.end, start):
                start = last.start
            elif last:
                yield last
            act = _NUMBER_OF_ACT.match(text, match.end())
            end = act.end() if act else match.end()
            last = Named(kind.split()[0], kind, text[start:end], text[start:end], start, end)
        if last:
            yield last
