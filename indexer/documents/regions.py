"""Which region a text speaks of ("Kabupaten Wajo", "Kota Palopo"): by how it is called, without a list of names."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import filterfalse

from indexer.language.wordlists import alternatives, any_of, pairs, words

JAKARTA, YOGYAKARTA = "Provinsi DKI Jakarta", "Provinsi DI Yogyakarta"
LETTERHEAD = re.compile(r"\W*pemerintah (?:daerah )?(?:kabupaten|kota|provinsi) \w+(?: \w+){0,2}\W*", re.I)

_PROVINCE = "Provinsi"
_LONGEST_NAME = 3
"""Words of a region's name at most."""
_TITLES = pairs("region_titles")
_CALLED = re.compile(
    rf"\b(?<![/\w])(?P<title>{any_of(_TITLES)})"
    r"[ \n]+(?=(?P<name>(?:[A-Z][A-Za-z'’-]+)(?:[ ][A-Z][A-Za-z'’-]+){0,3}))",
    re.I,
)
_NO_NAME = words("not_a_region")
_COMPARED = re.compile(rf"\b{alternatives('comparison_words')}\b", re.I)
_STATEMENT_END = re.compile(r"(?<=[.;!?])\s|\n")
_JAKARTA = re.compile(r"\b(?:(?:Provinsi\s+)?(?:DKI|Daerah\s+Khusus(?:\s+Ibu\s?kota)?)\s+Jakarta)\b", re.I)
_YOGYAKARTA = re.compile(r"\b(?:Provinsi\s+)?(?:Daerah\s+Istimewa|D\.?\s?I\.?)\s+Yogyakarta\b", re.I)


@dataclass(frozen=True, slots=True)
class _Called:
    """A region as a text calls it: its title ("Kabupaten", "Kota", "Provinsi") and its name, or the first words of it."""

    title: str
    words: tuple[str, ...]

    @property
    def is_province(self) -> bool:
        return self.title == _PROVINCE

    @property
    def is_local_beginning(self) -> bool:
        """Whether it is the first word of the name of a regency or city."""
        return len(self.words) == 1 and not self.is_province

    @property
    def region(self) -> str:
        return f"{self.title} {' '.join(self.words)}"

    def begins(self, other: "_Called") -> bool:
        """Whether the other is of the same title, and its name has one word more."""
        return other.title == self.title and other.words[:-1] == self.words


@dataclass(frozen=True, slots=True)
class _Mentioned:
    """A region in full, and how often a text names it."""

    region: str
    times: int


def canonical(region: str) -> str:
    """One spelling for the regions that have several."""
    if _JAKARTA.fullmatch(region.strip()):
        return JAKARTA
    if _YOGYAKARTA.fullmatch(region.strip()):
        return YOGYAKARTA
    return region


def find_region(text: str, least: int = 1) -> str:
    """The region named most often, at least `least` times; a regency or city before the province it is in. "" when none is."""
    without_special_ones = _YOGYAKARTA.sub(" . ", _JAKARTA.sub(" . ", text))
    mentions = _mentions(without_special_ones)
    provinces = _provinces(mentions)
    provinces[JAKARTA] += len(_JAKARTA.findall(text))
    provinces[YOGYAKARTA] += len(_YOGYAKARTA.findall(text))
    province, province_times = provinces.most_common(1)[0]
    local = _most_named(mentions, least)
    if local and local.times >= province_times / 3:
        return local.region
    return province if province_times >= least else ""


def _provinces(mentions: Counter[_Called]) -> Counter[str]:
    """How often each province is named in full; the two with special names come first, without a count."""
    provinces = Counter({JAKARTA: 0, YOGYAKARTA: 0})
    for called, times in mentions.items():
        if called.is_province and _in_full(mentions, called) == called:
            provinces[called.region] += times
    return provinces


def only_region(text: str) -> str:
    """The regency or city that a text names twice or more, if it names no other; what it compares itself with doesn't count."""
    names = {called.words for called in _mentions(text) if called.is_local_beginning}
    if len(names) > 1:
        return ""
    own = filterfalse(_COMPARED.search, _STATEMENT_END.split(text))
    local = _most_named(_mentions(" . ".join(own)), least=2)
    return local.region if local else ""


def _mentions(text: str) -> Counter[_Called]:
    """How often each region is called so in a text; of names of several words their beginnings count too."""
    mentions: Counter[_Called] = Counter()
    for match in _CALLED.finditer(text):
        spelling = " ".join(match["title"].casefold().split())
        title = _TITLES[spelling]
        name = _name(match["name"])
        for length in range(1, len(name) + 1):
            mentions[_Called(title, name[:length])] += 1
    return mentions


def _name(called: str) -> tuple[str, ...]:
    """The words of a name, up to the first that can't belong to one, in title case."""
    name: list[str] = []
    for word in called.split():
        is_small = not word[0].isupper()
        if is_small or word.casefold() in _NO_NAME:
            break
        name.append(_in_title_case(word))
    return tuple(name[:_LONGEST_NAME])


def _in_title_case(word: str) -> str:
    in_capitals = word[:2].isupper() and len(word) > 3
    return word.title() if in_capitals else word


def _in_full(mentions: Counter[_Called], called: _Called) -> _Called:
    """The name that goes on from the words of this one for as long as most of its mentions do."""
    while True:
        longer = [other for other in mentions if called.begins(other)]
        if not longer:
            return called
        likeliest = max(longer, key=lambda other: (mentions[other], other.words))
        if mentions[likeliest] * 5 < mentions[called] * 3:
            return called
        called = likeliest


def _most_named(mentions: Counter[_Called], least: int) -> _Mentioned | None:
    """The regency or city named most often; None when that is less than `least` times."""
    local = [called for called in mentions if called.is_local_beginning]
    if not local:
        return None
    most = max(local, key=mentions.__getitem__)
    times = mentions[most]
    if times < least:
        return None
    return _Mentioned(_in_full(mentions, most).region, times)
