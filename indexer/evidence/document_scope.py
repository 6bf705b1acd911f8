"""What is known of a document besides its text: what its title says, the years and the region it speaks for. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.documents.regulation_titles import subject
from indexer.language.notations import notations
from indexer.language.place_names import PROVINCE_OF, REGIONS
from indexer.language.terms import index_terms, normalize
from indexer.models import NATIONAL, Document
from indexer.question.model import YEAR, Question

_OTHER_KINDS = {"Kabupaten": frozenset({"kota"}), "Kota": frozenset({"kabupaten", "kab"})}


@dataclass(frozen=True, slots=True)
class Scope:
    """The terms of a title, the years a document speaks for, and its region ("" where that isn't known)."""

    title: str
    years: range
    region: str

    def names_other_place(self, question: Question) -> bool:
        """Whether a question is about the other place of this name: Kota Contoh for Kabupaten Contoh, which are in no list."""
        kind, _, name = self.region.casefold().partition(" ")
        if not name:
            return False
        others = _OTHER_KINDS.get(kind.capitalize(), frozenset())
        after_other_kind = [rest for called, rest in question.called if called in others]
        return any(_begins(rest, name) for rest in after_other_kind)

    @property
    def is_national(self) -> bool:
        return self.region == NATIONAL


def is_elsewhere(asked: Sequence[Sequence[str]], unit: str, named: Collection[str]) -> bool:
    """Whether what is told of the region `unit` ("" where that isn't known) is of none of the regions `asked`, each given as all it may
    be: "Solok" is a regency and a city. Not where one of them is `named`, and where a province is asked, not of what lies in it."""
    if unit not in PROVINCE_OF and unit not in REGIONS:
        return False
    wanted = {region for regions in asked for region in regions}
    local = {region for region in wanted if region in PROVINCE_OF}
    meant = local or wanted
    if not meant or not meant.isdisjoint(named):
        return False
    if local:
        return unit in PROVINCE_OF and unit not in local
    return PROVINCE_OF.get(unit, unit) not in wanted


@lru_cache(maxsize=1_000)
def scope(document: Document) -> Scope:
    """What a document speaks for."""
    return Scope(title=_title(document), years=_years(document), region=document.region)


def _begins(text: str, name: str) -> bool:
    """Whether a text begins with the words of a name."""
    following = text[len(name) : len(name) + 1]
    return text.startswith(name) and not following.isalnum()


def _title(document: Document) -> str:
    """What a document's title, name, region and period say. The year in the number of a regulation is no year that it is about,
    where the title names one: Perda Nomor 1 Tahun 2025 gives account of the budget of 2024."""
    named = normalize(f"{document.title}\n{document.name}")
    regulations = [found for found in notations(named) if found.kind == "regulation"]
    names_a_year = YEAR.search(f"{subject(document.title)} {document.period}")
    if names_a_year:
        for found in reversed(regulations):
            without_year = YEAR.sub("", named[found.start : found.end])
            named = named[: found.start] + without_year + named[found.end :]
    region = "" if document.region == NATIONAL else document.region
    said = (named, region, document.period)
    return " ".join([*map(index_terms, said), *(found.term for found in regulations)])


def _years(document: Document) -> range:
    """The years a document speaks for: "2025-2029" -> 2025..2029."""
    years = [int(year) for year in YEAR.findall(document.period or document.title)]
    return range(min(years), max(years) + 1) if years else range(0)
