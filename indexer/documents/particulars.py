"""The number of a document, and the days it names: when it was enacted, signed or published, and when what news tells happened. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.documents.acts import own_act
from indexer.language.dates import WEEKDAY
from indexer.language.notations import notations
from indexer.language.place_names import of_seat
from indexer.language.terms import normalize
from indexer.language.wordlists import alternatives

_HEAD, _LETTER, _NEWS_HEAD = 3_000, 1_500, 700
"""Characters of a title page, of the head of a letter, and of news above its story."""
_CLOSING = 200
"""Characters from "Ditetapkan di" within which the day stands."""

_ALONE = re.compile(
    r"^\W*(?:(?:Ditetapkan dengan|Lampiran) )?(?:Peraturan|Keputusan|Instruksi) [^\n.;,]{4,80} Nomor (?P<number>[\w./-]+)\s+Tahun \d{4}\b",
    re.M | re.I,
)
_OF_ATTACHMENT = re.compile(r"^\W*Nomor\b\s*[:|]?\s*(?P<number>\d+)\s+Tahun\s+\d{4}\b", re.M | re.I)
_PARTED = r"[\w.-]+(?:\s?/\s?[\w.-]+)+(?:(?<=/TAHUN) \d{4})?"
"""A number of parts: "400.7/1148/2025", "412/VI/TAHUN 2023"."""
_OF_LETTER = re.compile(
    rf"^\W*(?:Lampiran\b[^\n;]{{4,90}}?\b)?(?:Nomor|No\.)\s*[:|]{{0,2}}\s*(?P<number>{_PARTED})|\bNomor (?P<said>[A-Z]{{1,4}}(?:/[\w.-]+)+)",
    re.M | re.I,
)
_OF_PROCEDURE = re.compile(rf"\b(?:Nomor|No\.?)\s+(?:SOP|POS|Dokumen|Prosedur)\b[\s:|]*(?P<number>{_PARTED})", re.I)
_IN_NAME = re.compile(rf"\b{alternatives('numbered_acts')}[\s._-]*(?:(?:no|nomor)[\s._-]*)?(?P<number>\d{{1,4}})(?=\D|$)", re.I)
_YEAR_AFTER = re.compile(r"(?:19|20)\d\d")

_ENACTED = re.compile(
    r"\b(?:di\s?tetapkan|disahkan|dikeluarkan)\s+(?:di|pada|dengan)\b|\blampiran (?:keputusan|peraturan)\b|\bpada hari ini\b",
    re.I,
)
_OF_ATTACHMENT_DAY = re.compile(r"(?:^\W*Tanggal|\b(?:Tanggal|Tgl\.?)\s+pengesahan)\s*[:|]", re.M | re.I)
_MADE = re.compile(r"\b(?:Tanggal|Tgl\.?)\s+(?:pembuatan|terbit|efektif|berlaku)\s*[:|]", re.I)
_DATELINE = re.compile(r"^\W*[A-Z][\w .'()]{2,40}[,(/]\s*(?=\d{1,2}[\s/-][^\n]{4,20}?[*_)]*\s+[-–—])", re.M)
"""Before the day in the dateline of news: "Gorontalo, 4 Juni 2024 – "."""
_SIGNED = re.compile(r"^\W*(?P<place>[A-Z][\w .'-]{2,30}),\s*(?=\d{1,2}[\s/-])", re.M)
_TOLD = re.compile(rf"\b{WEEKDAY}\b,?\s*\(?\s*(?=\d)|\b(?:pada|tanggal)\s+(?=\d)", re.I)
_DAY_IN_BRACKETS = re.compile(rf"\b{WEEKDAY}\b,?\s*\(\d", re.I)
"""How news tells when something happened: "Rabu (24/3/2021)"."""
_SHORT_YEAR = re.compile(r"(?<![\d/])(?P<day>\d{1,2}/\d{1,2}/)(?P<year>[0-4]\d)(?![\d/])")
_DAY = 40
"""Characters after a word that announces a day, within which it stands."""


@dataclass(frozen=True, slots=True)
class Days:
    """As "2024-12-31"; "" where it isn't said."""

    date: str = ""
    event: str = ""


def number_of(text: str, title: str, region: str, stem: str) -> str:
    """The number of a regulation, decree, letter or procedure as it is printed, by its first page, else by the file's name."""
    act = own_act(text[:_HEAD], title, region)
    if act:
        return act.number
    head = text[:_LETTER]
    for pattern in (_OF_PROCEDURE, _ALONE, _OF_ATTACHMENT, _OF_LETTER):
        found = pattern.search(head)
        if found and any(map(str.isdigit, found[found.lastgroup])):
            return re.sub(r"\s*/\s*", "/", found[found.lastgroup]).strip(".-")
    named = _IN_NAME.search(stem.replace("_", " "))
    is_year = named and _YEAR_AFTER.fullmatch(named["number"])
    return named["number"].lstrip("0") if named and not is_year else ""


def days_of(kind: str, text: str) -> Days:
    """The days a document names as its own."""
    if kind == "berita":
        return _days_of_news(text)
    announced = (_ENACTED, _CLOSING), (_OF_ATTACHMENT_DAY, _DAY), (_SIGNED, _DAY), (_MADE, _DAY)
    found = (_day_after(pattern, text, within) for pattern, within in announced)
    return Days(date=next(filter(None, found), ""))


def _days_of_news(text: str) -> Days:
    """News is published on the day that stands alone above its story; what it tells happened on the day that the story names."""
    published = ""
    for line in text[:_NEWS_HEAD].split("\n"):
        day = next(_days(line), "")
        is_told_of = len(line) > _DAY * 2 or _DAY_IN_BRACKETS.search(line)
        if day and not is_told_of:
            published = day
            break
    published = published or _day_after(_DATELINE, text[:_NEWS_HEAD], _DAY)
    return Days(published, event=_day_after(_TOLD, text, _DAY))


def _day_after(pattern: re.Pattern[str], text: str, within: int) -> str:
    """The first day that stands right after one of these words."""
    for announced in pattern.finditer(text):
        place = announced.groupdict().get("place")
        if place and not of_seat(place):
            continue
        day = next(_days(text[announced.end() : announced.end() + within]), "")
        if day:
            return day
    return ""


def _days(text: str) -> Iterator[str]:
    """The days of a text in order; "12/01/22" is one of this century."""
    spelled = _SHORT_YEAR.sub(r"\g<day>20\g<year>", text)
    for found in notations(normalize(spelled)):
        if found.kind == "date":
            digits = found.term.removeprefix("tgl")
            yield f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
