"""How regulations are named: "Peraturan Bupati Wajo Nomor 3 Tahun 2025 tentang …", wherever that stands in a text. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.documents import regions
from indexer.documents.regulation_titles import title_block
from indexer.documents.titles import title_case
from indexer.language.dates import YEAR
from indexer.language.wordlists import alternatives

_NUMBER = r"\d+[A-Z]?(?:\s?/\s?[\w.-]+)*"
_YEAR_IN_NUMBER = re.compile(rf"/({YEAR})$")
_WORD_OF_A_NAME = rf"(?!{alternatives('not_in_act_names')}\b)[^\W\d][\w’'-]*"
_ENDS_A_TITLE = r"[(;]|$|,?\s+sebagaimana\s+telah|,?\s+(?:dicabut|diubah|dinyatakan)\b|\n\s*\n|\.\s*\n"
_NAMED = re.compile(
    r"(?<![\w-])(?P<act>undang[\s-]+undang|(?:peraturan|keputusan|instruksi|qanun|surat\s+edaran)\b"
    rf"(?:\s+pengganti\s+undang-undang|\s+{_WORD_OF_A_NAME}){{0,12}}?)"
    rf"\s+(?:nomor|no)\b\s*[.:]?\s*(?P<number>{_NUMBER})(?:\s+tahun\s+(?P<year>{YEAR}))?"
    rf"(?=(?:\s+tentang\s+(?P<title>[^(;]{{1,400}}?)(?=\s*(?:{_ENDS_A_TITLE})))?)",
    re.I,
)
_LOCAL = re.compile(r"(?:peraturan|keputusan|instruksi)\s+(?:daerah|gubernur|bupati|wali\s*kota)|qanun", re.I)
_FULL_NAMES = (
    (re.compile(r"\bojk\b"), "otoritas jasa keuangan"),
    (re.compile(r"\bundang[\s-]+undang\b"), "undang-undang"),
    (re.compile(r"\bwali\s*kota\b"), "wali kota"),
    (re.compile(r"\s+republik indonesia\b"), ""),
)


@dataclass(frozen=True, slots=True)
class Act:
    """A regulation as a text names it, from `start` to `end`, its title included. `region` is "" for a national one."""

    name: str
    number: str
    year: str
    region: str
    title: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """The same for every way to write the name; keys of one kind and region sort as they were issued.

        "" where it isn't known of which region a local regulation is: every region has a number 3.
        """
        if not self.region and _LOCAL.match(self.name):
            return ""
        sortable_number = re.sub(r"^\d+", lambda digits: digits[0].zfill(5), self.number.casefold())
        return f"{self.name.casefold()}|{self.region.casefold()}|{self.year}|{sortable_number}"


def acts(text: str, region: str = "") -> Iterator[Act]:
    """Every regulation a text names with number and year; one of local government that doesn't say of where, is of `region`."""
    for match in _NAMED.finditer(text):
        number = re.sub(r"\s", "", match["number"]).rstrip(".-")
        year = match["year"] or _year_in(number)
        if not year:
            continue
        words = " ".join(match["act"].split())
        local = _LOCAL.match(words)
        yield Act(
            name=_full_name(local[0] if local else words),
            number=number,
            year=year,
            region=_region_in(words) or region if local else "",
            title=" ".join((match["title"] or "").split()).strip(" ,."),
            start=match.start(),
            end=max(match.end(), match.end("title")),
        )


def _year_in(number: str) -> str:
    """The year that ends a number, "12/POJK.01/2017"; "" where none does."""
    year = _YEAR_IN_NUMBER.search(number)
    return year[1] if year else ""


def _region_in(words: str) -> str:
    """The region that the name of a local regulation says it is of; "" where it says none."""
    return regions.canonical(regions.find_region(_cased(words)))


def _full_name(words: str) -> str:
    """What kind of regulation it is, in full and in one spelling."""
    name = " ".join(words.casefold().split())
    for pattern, full in _FULL_NAMES:
        name = pattern.sub(full, name)
    return title_case(name)


def own_act(head: str, title: str, region: str) -> Act | None:
    """The regulation a document is, by its title page or else its title; None when it is none."""
    for text in (title_block(head), title):
        act = next(acts(text, region), None)
        if act is None:
            continue
        opens_the_text = not text[: act.start].strip()
        if opens_the_text:
            return act
    return None


def _cased(words: str) -> str:
    """Words of a title page in capitals as names are written elsewhere."""
    return words.title() if words.isupper() else words
