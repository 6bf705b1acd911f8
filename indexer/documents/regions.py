"""Which region a text speaks of: by the names of Indonesia's regions, and by how it is called where a region is invented."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import filterfalse

from indexer.language import place_names
from indexer.language.place_names import TITLES, Mention, mentions, titled_mentions
from indexer.language.wordlists import alternatives, any_of, words
from indexer.models import NATIONAL, Metadata

LETTERHEAD = re.compile(r"\W*pemerintah (?:daerah )?(?:kabupaten|kota|provinsi) \w+(?: \w+){0,3}\W*", re.I)

_SHORT_TEXT = 30_000
"""Characters up to which names without titles count too."""
_BARE = 0.5
"""What a name without a title counts, beside one with."""
_LOCAL = 1 / 3
"""How often a regency or city is named at least, beside the province it is in."""
_EQUAL = 0.8
"""A region named this often, beside the one named most, may be meant as well."""
_NAMED_OFTEN = 2
"""Times that an invented region is named at least where it is no title page that names it."""
_LONGEST_NAME = 3
"""Words of an invented region's name at most."""
_CALLED = re.compile(
    rf"\b(?<![/\w])(?P<title>{any_of(TITLES)})"
    r"[ \n]+(?=(?P<name>(?:[A-Z][A-Za-z'’-]+)(?:[ ][A-Z][A-Za-z'’-]+){0,3}))",
    re.I,
)
_HEADS = re.compile(rf"{alternatives('region_heads')}$", re.I)
_NO_NAME = words("not_a_region")
_COMPARED = re.compile(rf"\b{alternatives('comparison_words')}\b", re.I)
_STATEMENT_END = re.compile(r"(?<=[.;!?])\s|\n")
_NATIONAL = re.compile(rf"\W*(?:{alternatives('national_regions')})\W*", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """The region of a document, "" where that isn't known; `candidates` are those it may be, the likeliest first, where several are."""

    region: str = ""
    candidates: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        return bool(self.region or self.candidates)


def canonical(region: str) -> str:
    """One spelling for a region that people or files write in several ways."""
    if _NATIONAL.fullmatch(region):
        return NATIONAL
    return place_names.canonical(region)


def spelled(metadata: Metadata) -> Metadata:
    """What people say of a document, its region in its one spelling: "Kab. Wajo" is "Kabupaten Wajo"."""
    return replace(metadata, region=canonical(metadata.region)) if metadata.region else metadata


def find_region(text: str, least: float = 1) -> str:
    """The region named most often, at least `least` times; a regency or city before the province it is in. "" when none is, or when
    several are named as often."""
    return found(tally(text), least).region


def tally(text: str, *, invented_heads: bool = True) -> Counter[str]:
    """How often a text names each region. A name that several have counts for the one that is called in full elsewhere, else for each of
    them. Invented regions count where a title tells that they are one; after the title of their head ("Bupati …") may stand the name of
    a person: only with `invented_heads` such a title is enough."""
    is_short = len(text) <= _SHORT_TEXT
    named = mentions(text) if is_short else titled_mentions(text)
    counts: Counter[str] = Counter()
    for mention in named:
        if len(mention.regions) == 1:
            counts[mention.regions[0]] += _weight(mention)
    told = frozenset(counts)
    for mention in named:
        if len(mention.regions) > 1:
            meant = [region for region in mention.regions if region in told] or mention.regions
            for region in meant:
                counts[region] += _weight(mention)
    counts.update(_invented(text, named, heads=invented_heads))
    return counts


def _weight(mention: Mention) -> float:
    return 1 if mention.titled else _BARE


def found(counts: Counter[str], least: float = 1, local_share: float = _LOCAL) -> Found:
    """The region that counts say is meant: the regency or city named most, unless that is less than this share of what the province is
    named."""
    local = _most({region: count for region, count in counts.items() if not _is_province(region)}, least)
    province = _most({region: count for region, count in counts.items() if _is_province(region)}, least)
    if not local:
        return _decided(province)
    most_local = counts[local[0]]
    most_of_a_province = max((counts[region] for region in province), default=0)
    return _decided(local if most_local >= local_share * most_of_a_province else province)


def _is_province(region: str) -> bool:
    return region.startswith(place_names.PROVINCE)


def _most(counts: dict[str, float], least: float) -> tuple[str, ...]:
    """The region that counts most, and those that count nearly as much; none where that is less than `least`."""
    most = max(counts.values(), default=0)
    if most < least:
        return ()
    in_order = sorted(counts, key=lambda region: -counts[region])
    return tuple(region for region in in_order if counts[region] >= _EQUAL * most)


def _decided(likeliest: tuple[str, ...]) -> Found:
    if len(likeliest) == 1:
        return Found(likeliest[0])
    return Found(candidates=likeliest)


def only_region(text: str, least: float = 2) -> Found:
    """The regency or city that a text names so often at least, if it names no other; what it compares itself with doesn't count."""
    local = [region for region in tally(text) if not _is_province(region)]
    if len(local) != 1:
        return Found()
    own = filterfalse(_COMPARED.search, _STATEMENT_END.split(text))
    counts = tally(" . ".join(own))
    return found(Counter({local[0]: counts[local[0]]}), least)


# --- regions that are in no list, as those of examples


@dataclass(frozen=True, slots=True)
class _Called:
    """A region as a text calls it: its title ("Kabupaten", "Kota", "Provinsi") and its name, or the first words of it."""

    title: str
    words: tuple[str, ...]

    @property
    def region(self) -> str:
        return f"{self.title} {' '.join(self.words)}"

    def begins(self, other: "_Called") -> bool:
        """Whether the other is of the same title, and its name has one word more."""
        return other.title == self.title and other.words[:-1] == self.words


def _invented(text: str, listed: Iterable[Mention], *, heads: bool) -> dict[str, int]:
    """How often a text names each region that no list has, by its whole name."""
    known = {mention.start for mention in listed}
    calls: Counter[_Called] = Counter()
    told: set[_Called] = set()
    for match in _CALLED.finditer(text):
        if match.start() in known:
            continue
        title = TITLES[" ".join(match["title"].casefold().split())]
        name = tuple(_name(match["name"]))
        calls.update(_Called(title, name[:length]) for length in range(1, len(name) + 1))
        if name and not _HEADS.search(match["title"]):
            told.add(_Called(title, name[:1]))
    beginnings = [called for called in calls if len(called.words) == 1]
    trusted = beginnings if heads else [called for called in beginnings if called in told]
    return {_in_full(calls, called).region: calls[called] for called in trusted}


def _name(called: str) -> Iterator[str]:
    """The words of a name, up to the first that can't belong to one, in title case."""
    for word in called.split()[:_LONGEST_NAME]:
        is_small = not word[0].isupper()
        if is_small or word.casefold() in _NO_NAME:
            return
        yield _in_title_case(word)


def _in_title_case(word: str) -> str:
    in_capitals = word[:2].isupper() and len(word) > 3
    return word.title() if in_capitals else word


def _in_full(calls: Counter[_Called], called: _Called) -> _Called:
    """The name that goes on from the words of this one for as long as most of its mentions do."""
    while True:
        longer = [other for other in calls if called.begins(other)]
        if not longer:
            return called
        likeliest = max(longer, key=lambda other: (calls[other], other.words))
        if calls[likeliest] * 5 < calls[called] * 3:
            return called
        called = likeliest
