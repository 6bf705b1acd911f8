"""What a library holds, said in a chat: how much of what, which documents, which came last. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.journal.sources import KIND_NAMES, short_title
from indexer.documents.kinds import named
from indexer.language.dates import YEAR, month_name
from indexer.language.place_names import mentions
from indexer.language.terms import STOPWORDS, terms
from indexer.language.wordlists import alternatives, words
from indexer.models import Document

LISTED, NEWEST, REGIONS = 8, 5, 3
"""Titles of a list, of the latest documents, and regions named in a summary."""
NONE = "Belum ada dokumen di sini."
_ABOUT = re.compile(rf"\b{alternatives('talk_about')}\s+(.+)", re.I)
_OF_DOCUMENTS = words("talk_of_documents")
_YEAR = re.compile(rf"\b{YEAR}\b")


@dataclass(frozen=True, slots=True)
class _Wish:
    """Which documents are meant: all that fit. An empty field fits all; `about` are the terms a title has one of."""

    kind: str
    regions: frozenset[str]
    years: frozenset[str]
    about: frozenset[str]

    def fits(self, document: Document) -> bool:
        title = document.title or document.name
        if self.kind and document.kind != self.kind:
            return False
        if self.regions and document.region not in self.regions:
            return False
        if self.years and not self.years & set(_YEAR.findall(f"{title} {document.period}")):
            return False
        return not self.about or bool(self.about.intersection(terms(title)))


def summary(documents: Sequence[Document]) -> str:
    """How many documents of which kinds and regions there are, in a sentence; "" for none."""
    if not documents:
        return ""
    kinds = Counter(KIND_NAMES[document.kind] for document in documents)
    regions = Counter(document.region for document in documents if document.region)
    counted = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    places = [region for region, _ in regions.most_common(REGIONS)]
    others = len(regions) - len(places)
    where = f", dari {', '.join(places)}" if places else ""
    more = f" dan {others} daerah lain" if others else ""
    return f"Di sini ada {len(documents)} dokumen ({counted}){where}{more}."


def asked_for(documents: Sequence[Document], asked: str) -> list[Document]:
    """Those that a message asks for by kind, region, year, or words of their titles; all where it names none."""
    wish = _wish(asked, documents)
    return [document for document in documents if wish.fits(document)]


def topic(asked: str) -> frozenset[str]:
    """The terms of what documents shall be about: of "quick win" in "ada dokumen tentang quick win?"."""
    about = _ABOUT.search(asked)
    return _topic(about[1]) if about else frozenset()


def listed(documents: Sequence[Document], whole_list: str) -> str:
    """Some documents by their titles; `whole_list` is where all stand."""
    titles = list(dict.fromkeys(f"• {_name(document)}" for document in documents))
    left = len(titles) - LISTED
    more = [f"… dan {left} lainnya: {whole_list}"] if left > 0 else []
    return "\n".join([*titles[:LISTED], *more])


def newest(documents: Sequence[Document]) -> str:
    """The documents that were added last, with the day."""
    latest = sorted(documents, key=lambda document: (document.indexed_at, document.id), reverse=True)[:NEWEST]
    return "\n".join(["Yang terakhir ditambahkan:", *(f"• {_name(each)} ({_day(each.indexed_at)})" for each in latest)])


def _wish(asked: str, documents: Sequence[Document]) -> _Wish:
    places = mentions(asked, any_case=True)
    rest = asked
    for place in reversed(places):
        rest = f"{rest[: place.start]} {rest[place.end :]}"
    about = topic(rest)
    in_titles = frozenset(term for document in documents for term in terms(document.title or document.name))
    said = frozenset(terms(rest)) - frozenset(terms(" ".join(_OF_DOCUMENTS)))
    kind = "" if about else named(" ".join(word for word in rest.split() if word.casefold() not in _OF_DOCUMENTS | STOPWORDS))
    return _Wish(
        kind=kind,
        regions=frozenset(region for place in places for region in place.regions),
        years=frozenset(_YEAR.findall(rest)),
        about=about or (frozenset() if kind else said & in_titles),
    )


def _topic(words_after: str) -> frozenset[str]:
    """The terms of what documents shall be about."""
    plain = " ".join(word for word in words_after.split() if word.casefold().strip("?.,!") not in _OF_DOCUMENTS | STOPWORDS)
    return frozenset(terms(_YEAR.sub(" ", plain)))


def _name(document: Document) -> str:
    return short_title(document.title or document.name)


def _day(indexed_at: str) -> str:
    day = datetime.fromisoformat(indexed_at).astimezone()
    return f"{day.day} {month_name(day.month)} {day.year}"
