"""Which years a document is of: by its title, its file's name and its first page; news by when it was written. Pure."""

import re
from collections import Counter

from indexer.documents.regulation_titles import subject
from indexer.documents.whose import title_page
from indexer.language.dates import MONTHS, UNTIL, YEAR
from indexer.language.wordlists import any_of
from indexer.models import REGIONAL_KINDS

_HEAD = 3_000
"""Characters of a title page."""
_NAMED_TWICE = 2
"""Times that the beginning of a document names its years at least, where no title does."""
_MANY_TIMES = 3
"""Times as often as the year of its first day news names the year that it is rather of."""
_RANGE = re.compile(rf"\b(?P<first>{YEAR})\s*(?:{UNTIL}|/)\s*(?P<last>{YEAR})\b")
_OF_YEAR = re.compile(rf"\b(?:tahun(?:\s+anggaran)?|TA\.?)\s+(?P<year>{YEAR})\b", re.I)
_YEAR = re.compile(rf"(?<![\d.,/])(?P<year>{YEAR})(?![\d.,]?\d)")
_BEGINNING_OF_MONTH = any_of(month[:3].capitalize() for month in MONTHS)
_DATES = re.compile(
    r"\b\d{1,2}[/-]\d{1,2}[/-](?P<by_numbers>(?:20)?\d\d)\b"
    rf"|\b\d{{1,2}}\s+{_BEGINNING_OF_MONTH}\w*\s+(?P<by_name>20\d\d)"
    r"|\b(?P<by_year_first>20\d\d)-\d\d-\d\d\b"
)
_NUMBERED = re.compile(rf"\bnomor\s+\S+\s+tahun\s+{YEAR}", re.I)
"""The regulation that another one changes: its year is no year of that."""
_TAKEN = re.compile(r"\b20\d\d-\d\d-\d\d\b")
"""The day that a telephone puts into the name of a photo."""


def period_of(kind: str, title: str, stem: str, text: str) -> str:
    """The years ("2025-2029", "2025") in the title, the file's name or the first page; of news, the year it was written."""
    if kind == "berita":
        return _news_year(text, stem)
    title_without_day = _TAKEN.sub(" ", title)
    says_years = [title_without_day, _TAKEN.sub(" ", stem), title_page(text[:_HEAD]).replace("\n", " ")]
    if kind == "peraturan":
        says_years.insert(0, _NUMBERED.sub(" ", subject(title_without_day)))
    said = next(filter(None, map(_years, says_years)), "")
    names_years_of_others = kind not in REGIONAL_KINDS or kind == "peraturan"
    return said if said or names_years_of_others else _years_named_often(text[:_HEAD])


def _years_named_often(text: str) -> str:
    """The span of years, or else the year, that the beginning of a plan or a report names most often, twice at least."""
    spans = [f"{span['first']}-{span['last']}" for span in _RANGE.finditer(text)]
    years = [year["year"] for year in _OF_YEAR.finditer(text)]
    for said in (spans, years):
        for named, times in Counter(said).most_common(1):
            if times >= _NAMED_TWICE:
                return named
    return ""


def _years(text: str) -> str:
    """A span of years, or the one year a text names."""
    span = _RANGE.search(text)
    if span:
        return f"{span['first']}-{span['last']}"
    year = _OF_YEAR.search(text) or _YEAR.search(text)
    return year["year"] if year else ""


def _news_year(text: str, stem: str) -> str:
    """The year of the first full date near the beginning, of the file's name, of the first date anywhere, or the first year named."""
    in_name = _years(_TAKEN.sub(" ", stem))
    date = _DATES.search(text[:_HEAD])
    if date is None and in_name:
        return in_name
    date = date or _DATES.search(text)
    if date is None:
        first = _YEAR.search(text)
        return first["year"] if first else ""
    year = date[date.lastgroup]
    is_short = len(year) == 2
    return _rather_named(f"20{year}" if is_short else year, text)


def _rather_named(year: str, text: str) -> str:
    """A year, unless the text names another one many times as often: then it is misprinted, or told of the past."""
    named = Counter(re.findall(rf"\b{YEAR}\b", text))
    for most, times in named.most_common(1):
        if times >= _MANY_TIMES * max(named[year], 1):
            return most
    return year
