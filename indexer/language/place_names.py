"""Indonesia's provinces, regencies and cities: their names, the ways these are written, and which of them a text names where.

A region is called as its government is: "Kabupaten Solok", "Kota Solok", "Provinsi Sumatera Barat". A bare name may be that of several.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from indexer.language.wordlists import alternatives, any_of, groups, pairs, phrases, words

PROVINCE = "Provinsi"
COMMON = words("everyday_place_names")
"""Names that are everyday words too: they mean the place only after "kota", "kabupaten" and the like. Without blanks."""
_IN_CAPITALS = words("place_names_in_capitals")
TITLES = pairs("region_titles")
"""What stands before the name of a region, in lower case -> the title that the region has in full."""

_LISTED = groups("regions")
_OTHER_NAMES = pairs("region_other_names")
_LONGEST = 6
"""Words of the longest name."""
_SHORTEST_BARE = 4
"""Letters that a name has at least where it stands without a title, unless it is a province's."""

_WORD = r"[^\W\d_](?:[^\W\d_]|['’](?=[^\W\d_]))*\.?"
_RUN = re.compile(rf"{_WORD}(?:(?:[ -]|[ ]?\n[ ]?|(?<=\bD\.)(?=I\.)){_WORD}){{0,{_LONGEST - 1}}}")
_WORDS = re.compile(_WORD)
_OF_A_KIND = r"(?:(?:administrasi|adm\.?|daerah\s+tingkat\s+I+|dati\s+I+)\s+)?"
_TITLED = re.compile(
    rf"(?<![/\w])(?:(?P<title>{any_of(TITLES)})|(?P<office>{any_of(phrases('region_offices'))}))"
    rf"(?:\)|\s*[:|])?[\s]+{_OF_A_KIND}(?=(?P<name>[^\W\d_]))",
    re.I,
)
_GLUED = re.compile(r"\b(?:PEMERINTAH)?(?P<title>KABUPATEN|KOTA|PROVINSI|BUPATI|WALIKOTA|GUBERNUR)(?=(?P<name>[A-Z]{3}))")
"""As text recognition may see a letterhead."""
_BARE = re.compile(r"\b(?:[^\W\d_a-z][\w'’]{2,}|DI\b|D\.(?=\s?I\.))")
_OTHER_PLACE = re.compile(rf"\b{alternatives('words_before_other_places')}\s+\Z", re.I)
_LONGEST_WORD_BEFORE = 14
_PREPOSITION = re.compile(r"(?:di|Di|dI)\b")
"""Before "Yogyakarta" it is no part of the name."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text names a region: what stands from `start` to `end`, title included. `regions` are those it may be, one
    where it is told which. `titled` says that a title or an office stands before the name."""

    start: int
    end: int
    regions: tuple[str, ...]
    titled: bool


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that stands in a text: where it ends, without blanks and in lower case, and the regions of that name."""

    end: int
    key: str
    regions: tuple[str, ...]


def _key(name: str) -> str:
    """A name in lower case without blanks, hyphens and stops; islands in full."""
    spelled = re.sub(r"\bkep\.?(?=[\s-])", "kepulauan", name.casefold())
    return re.sub(r"[\W\d_]", "", spelled)


def bare(region: str) -> str:
    """The name of a region without its title."""
    return region.partition(" ")[2]


def _by_name() -> Mapping[str, tuple[str, ...]]:
    """Each name, as `_key` has it -> the regions of that name."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for region, *_ in _LISTED:
        found[_key(bare(region))].append(region)
    for name, region in _OTHER_NAMES.items():
        found[_key(name)].append(region)
    return {key: tuple(dict.fromkeys(regions)) for key, regions in found.items()}


def _seats() -> Mapping[str, tuple[str, ...]]:
    """Each seat of a regency that has a name of its own -> the regencies it is the seat of."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for region, *known in _LISTED:
        if len(known) > 1:
            found[_key(known[1])].append(region)
    return {key: tuple(regions) for key, regions in found.items()}


REGIONS = tuple(region for region, *_ in _LISTED)
"""The 38 provinces, 416 regencies and 98 cities, as they are called in full."""
PROVINCE_OF = {region: known[0] for region, *known in _LISTED if known}
NAMES = frozenset(bare(region).casefold() for region in REGIONS) | frozenset(
    name for name, region in _OTHER_NAMES.items() if len(name) > _SHORTEST_BARE or region.startswith(PROVINCE)
)
"""All names in lower case, without titles."""
SAME_NAMES = tuple((bare(region).casefold(), name) for name, region in _OTHER_NAMES.items() if name not in COMMON)
"""Pairs of names that mean the same place, in lower case: the full one and another."""
_BY_NAME, _BY_SEAT = _by_name(), _seats()
_FIRST_WORDS = frozenset(_WORDS.findall(name)[0] for name in NAMES | _OTHER_NAMES.keys()) | _BY_NAME.keys() | {"kep", "d"}


def canonical(text: str) -> str:
    """The region that a text as a whole is the name of, in its one spelling; the text itself where it is none, or may be several."""
    words_only = " ".join(text.split())
    for mention in mentions(words_only, any_case=True):
        is_whole = (mention.start, mention.end) == (0, len(words_only))
        if is_whole and len(mention.regions) == 1:
            return mention.regions[0]
    return words_only


def of_seat(name: str) -> tuple[str, ...]:
    """The regencies whose seat has this name, and the regions that are called so themselves."""
    key = _key(name)
    return _BY_SEAT.get(key, ()) + _BY_NAME.get(key, ())


def mentions(text: str, *, any_case: bool = False) -> list[Mention]:
    """Where a text names regions, in order, the longest name first: "Kabupaten Solok Selatan" is no mention of Solok. In `any_case` names
    needn't begin with a capital."""
    titled = list(_called(text, any_case=any_case))
    taken = [(mention.start, mention.end) for mention in titled]
    found = titled + list(_named(text, taken, any_case=any_case))
    return sorted(found, key=lambda mention: mention.start)


def titled_mentions(text: str) -> list[Mention]:
    """The same, of those after a title or an office alone: many times faster in a long text."""
    return list(_called(text, any_case=False))


def name_at(text: str, start: int) -> int:
    """Where the name of a region ends that begins here; `start` itself where none does."""
    found = _name_at(text, start, any_case=False)
    return found.end if found else start


def _called(text: str, *, any_case: bool) -> Iterator[Mention]:
    """What stands after a title or an office."""
    for match in (*_TITLED.finditer(text), *_GLUED.finditer(text)):
        name = _name_at(text, match.start("name"), any_case=any_case)
        if name is None:
            continue
        said = match["title"]
        title = TITLES[" ".join(said.casefold().split())] if said else ""
        regions = _of_title(name.regions, title)
        if regions:
            yield Mention(match.start(), name.end, regions, titled=True)


def _of_title(regions: tuple[str, ...], title: str) -> tuple[str, ...]:
    """Those of a name that a title fits: "Kota Kudus" is the town of Kabupaten Kudus, where there is no such city."""
    exact = tuple(region for region in regions if title and region.startswith(title + " "))
    if exact or title == PROVINCE:
        return exact
    local = tuple(region for region in regions if not region.startswith(PROVINCE))
    return local or regions


def _named(text: str, taken: list[tuple[int, int]], *, any_case: bool) -> Iterator[Mention]:
    """What stands alone, outside of what is `taken`."""
    candidates = _WORDS.finditer(text) if any_case else _BARE.finditer(text)
    done = 0
    for match in candidates:
        start = match.start()
        if start < done or any(first <= start < last for first, last in taken):
            continue
        may_be_name = match[0].casefold().rstrip(".") in _FIRST_WORDS
        if not may_be_name or _is_of_something_else(text, start):
            continue
        name = _name_at(text, start, any_case=any_case)
        if name and _tells_alone(name, match[0]):
            done = name.end
            yield Mention(start, name.end, name.regions, titled=False)


def _is_of_something_else(text: str, start: int) -> bool:
    """Whether the name that begins here is that of a street, a district or a river."""
    return bool(_OTHER_PLACE.search(text, max(0, start - _LONGEST_WORD_BEFORE), start))


def _tells_alone(name: _Name, first_word: str) -> bool:
    """Whether a name means a region without a title before it."""
    is_everyday_word = name.key in COMMON or (first_word.islower() and name.key in _IN_CAPITALS)
    is_long_enough = len(name.key) >= _SHORTEST_BARE or name.regions[0].startswith(PROVINCE)
    return is_long_enough and not is_everyday_word


def _name_at(text: str, start: int, *, any_case: bool) -> _Name | None:
    """The longest name of a region that begins here; None where none does."""
    run = _RUN.match(text, start)
    if run is None or _PREPOSITION.match(text, start):
        return None
    found = list(_WORDS.finditer(text, start, run.end()))
    for count in range(len(found), 0, -1):
        of_name = found[:count]
        end = of_name[-1].end()
        key = _key(text[start:end])
        regions = _BY_NAME.get(key)
        if regions and (any_case or _is_capital(of_name)):
            without_stop = end - of_name[-1][0].endswith(".")
            return _Name(without_stop, key, regions)
    return None


def _is_capital(name: list[re.Match[str]]) -> bool:
    """Whether its words begin with capitals, all but "dan"."""
    return all(word[0][0].isupper() or word[0] == "dan" for word in name)
