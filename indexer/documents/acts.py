"""How regulations are named: "Peraturan Bupati Wajo Nomor 3 Tahun 2025 tentang …", wherever that stands in a text. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.documents import regions
from indexer.documents.titles import title_block, title_case

_NUMBER = r"\d+[A-Z]?(?:\s?/\s?[\w.-]+)*"
_NOT_IN_A_NAME = (
    "nomor|no|ini|itu|tersebut|yang|peraturan|keputusan|instruksi|qanun|sebagaimana|mulai|tentang|mencabut|mengubah"
)
_ENDS_A_TITLE = r"[(;]|$|,?\s+sebagaimana\s+telah|,?\s+(?:dicabut|diubah|dinyatakan)\b|\n\s*\n|\.\s*\n"
_NAMED = re.compile(
    r"(?<![\w-])(?P<act>undang[\s-]+undang|(?:peraturan|keputusan|instruksi|qanun|surat\s+edaran)\b"
    rf"(?:\s+pengganti\s+undang-undang|\s+(?!(?:{_NOT_IN_A_NAME})\b)[^\W\d][\w’'-]*){{0,12}}?)"
    rf"\s+(?:nomor|no)\b\s*[.:]?\s*(?P<number>{_NUMBER})(?:\s+tahun\s+(?P<year>(?:19|20)\d\d))?"
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
        number = re.sub(r"^\d+", lambda digits: digits[0].zfill(5), self.number.casefold())
        return f"{self.name.casefold()}|{self.region.casefold()}|{self.year}|{number}"


def acts(text: str, region: str = "") -> Iterator[Act]:
    """Every regulation a text names with number and year; one of local government that doesn't say of where, is of `region`."""
    for named in _NAMED.finditer(text):
        words = " ".join(named["act"].split())
        number = re.sub(r"\s", "", named["number"]).rstrip(".-")
        year = named["year"] or next(iter(re.findall(r"/((?:19|20)\d\d)$", number)), "")
        if not year:
            continue
        local = _LOCAL.match(words)
        where = (regions.canonical(regions.find_region(_cased(words))) or region) if local else ""
        name = " ".join((local[0] if local else words).casefold().split())
        for pattern, full in _FULL_NAMES:
            name = pattern.sub(full, name)
        title = " ".join((named["title"] or "").split()).strip(" ,.")
        yield Act(title_case(name), number, year, where, title, named.start(), max(named.end(), named.end("title")))


def own_act(head: str, title: str, region: str) -> Act | None:
    """The regulation a document is, by its title page or else its title; None when it is none."""
    for text in (title_block(head), title):
        act = next(acts(text, region), None)
        if act and not text[: act.start].strip():
            return act
    return None


def _cased(words: str) -> str:
    """Words of a title page in capitals as names are written elsewhere."""
    return words.title() if words.isupper() else words
