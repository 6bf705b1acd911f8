"""What is known of a document besides its text: what its title says, the years and the region it speaks for. Pure."""

import re
from dataclasses import dataclass
from functools import cache

from indexer.documents.titles import subject
from indexer.evidence.matching import Text, text
from indexer.language.notations import notations
from indexer.language.terms import normalize
from indexer.models import Document
from indexer.question.model import YEAR


@dataclass(frozen=True, slots=True)
class About:
    """The words of a title, the years a document speaks for, whether its region is known, and what names the other one of that name
    (Kota Malang for Kabupaten Malang)."""

    title: Text
    period: range
    placed: bool
    other_place: re.Pattern[str]


def about(document: Document) -> About:
    return About(_title(document), _period(document), bool(document.region), _other_place(document.region))


def _title(document: Document) -> Text:
    """What a document's title, name, region and period say. The year in the number of a regulation is no year that it is about,
    where the title names one: Perda Nomor 1 Tahun 2025 gives account of the budget of 2024."""
    named = normalize(f"{document.title}\n{document.name}")
    numbers = [found for found in notations(named) if found.kind == "regulation"]
    if YEAR.search(f"{subject(document.title)} {document.period}"):
        for found in reversed(numbers):
            named = named[: found.start] + YEAR.sub("", named[found.start : found.end]) + named[found.end :]
    said = text((named, document.region, document.period))
    return Text(said.sequence, said.held | {found.term for found in numbers})


def _period(document: Document) -> range:
    """The years a document speaks for: "2025-2029" -> 2025..2029."""
    years = [int(year) for year in YEAR.findall(document.period or document.title)]
    return range(min(years), max(years) + 1) if years else range(0)


@cache
def _other_place(region: str) -> re.Pattern[str]:
    kind, _, name = region.partition(" ")
    other = {"Kabupaten": "kota", "Kota": "(?:kab|kabupaten)"}.get(kind)
    return re.compile(rf"\b{other}\.?\s+{re.escape(name)}\b" if other and name else r"(?!)", re.I)
