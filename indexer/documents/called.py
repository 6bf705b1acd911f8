"""The documents that some words name: "perda 4 2025 wajo", "berita pamekasan". Pure.

A document is named only by words that all fit it: its title and file name, kind, number, region and years. One word that doesn't
("materi bimtek") is about something in a document, or about none.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

from rapidfuzz.fuzz import ratio

from indexer.documents import kinds
from indexer.language.notations import notations
from indexer.language.place_names import REGIONS, mentions
from indexer.language.terms import TOKEN, normalize, term, tokens
from indexer.language.vocabulary import ACRONYMS
from indexer.language.wordlists import pairs, words
from indexer.models import Document

_ANY_DOCUMENT = words("contents_documents")
_SMALL = words("contents_small_words") | _ANY_DOCUMENT
_ANY_OF_A_KIND = pairs("contents_kind_words")
_MISTYPED, _SHORTEST_MISTYPED = 88, 6
"""From this likeness (of 100) on, and from so many letters on, a word is another one mistyped."""
_LEADING_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Named:
    """What some words say of a document: the `words` that tell it, the terms of `acts` with number and year, the `regions` they may
    mean, each as all it may be, and its kind ("" where they say none). `speaks_of_one`: they say that a document is meant, by a kind or by
    a word for any."""

    words: tuple[str, ...]
    acts: frozenset[str]
    regions: tuple[tuple[str, ...], ...]
    kind: str
    speaks_of_one: bool

    @property
    def is_vague(self) -> bool:
        """Whether they say a kind at most: "dokumen itu", "perda tadi"."""
        return all(word in _ANY_OF_A_KIND or kinds.named(word) for word in self.words)


def named(name: str) -> Named:
    """What the words of a name say."""
    normal = normalize(name)
    all_words = TOKEN.findall(normal)
    said = tuple(word for word in all_words if word not in _SMALL)
    acts = frozenset(found.term for found in notations(normal) if found.kind == "regulation")
    places = tuple(mention.regions for mention in mentions(name, any_case=True))
    kind = _ANY_OF_A_KIND.get(" ".join(said)) or kinds.named(name)
    return Named(said, acts, places, kind, speaks_of_one=bool(kind) or not _ANY_DOCUMENT.isdisjoint(all_words))


def called(asked: Named, documents: Iterable[Document]) -> list[Document]:
    """The documents that all words fit, the likeliest first: of the kind that is said, in force, with little else in the title, new."""
    fitting = filter(_fits(asked), documents)
    return sorted(fitting, key=lambda document: _rank(asked, document))


def alike(asked: Named, first: Document, others: Sequence[Document]) -> list[Document]:
    """Those of the others that the words fit as well as the first."""
    return [document for document in others if _is_of_kind(asked, document) == _is_of_kind(asked, first)]


def _fits(asked: Named) -> Callable[[Document], bool]:
    def fits(document: Document) -> bool:
        if _is_elsewhere(asked, document) or _is_another_act(asked, document):
            return False
        held = _held(document)
        is_the_act = _is_enacted_by(asked, document)
        return all(_is_said(word, document, held) or (is_the_act and _is_act(word)) for word in asked.words)

    return fits


def _is_elsewhere(asked: Named, document: Document) -> bool:
    """Whether a document is of another region than one of those that are named."""
    if not asked.regions or document.region not in REGIONS:
        return False
    return not any(document.region in regions for regions in asked.regions)


def _is_another_act(asked: Named, document: Document) -> bool:
    """Whether an act is named by number and year, and this one has another number."""
    number = _own_number(document)
    if not asked.acts or not number:
        return False
    return not any(act.startswith(f"no{int(number)}th") for act in asked.acts)


def _is_enacted_by(asked: Named, document: Document) -> bool:
    """Whether the act that is named is the one of a document that isn't titled so: a plan, a budget."""
    number = _own_number(document)
    return bool(number) and f"no{int(number)}th{document.date[:4]}" in asked.acts


def _is_act(word: str) -> bool:
    return kinds.named(word) == "peraturan"


def _own_number(document: Document) -> str:
    match = _LEADING_DIGITS.match(document.number)
    return match[0] if match else ""


@dataclass(frozen=True, slots=True)
class _Held:
    """The words that may name a document, and their terms; `title` are those of its title alone."""

    words: frozenset[str]
    terms: frozenset[str]
    title: frozenset[str]


@lru_cache(maxsize=2_000)
def _held(document: Document) -> _Held:
    file = re.sub(r"[_\W]+", " ", PurePath(document.name).stem)
    said = [document.title, file, document.region, document.period, document.number, document.date, document.kind]
    title = document.title.casefold()
    for short, long in ACRONYMS.items():
        if long in title or re.search(rf"\b{re.escape(short)}\b", title):
            said += [short, long]
    all_words = frozenset(tokens(" ".join(said)))
    return _Held(all_words, frozenset(map(term, all_words)), frozenset(map(term, tokens(document.title))))


def _is_said(word: str, document: Document, held: _Held) -> bool:
    """Whether a word is one of those that name a document."""
    if word.isdecimal():
        return word in held.words
    if term(word) in held.terms or _ANY_OF_A_KIND.get(word) == document.kind:
        return True
    if len(word) < _SHORTEST_MISTYPED:
        return False
    return any(ratio(word, other) >= _MISTYPED for other in held.words)


def _rank(asked: Named, document: Document) -> tuple[bool, bool, float, str]:
    """Sorts the likeliest document first."""
    held = _held(document)
    told = sum(term(word) in held.title for word in asked.words)
    unsaid = 1 - told / max(len(held.title), 1)
    newest_first = "".join(chr(ord("9") - int(digit)) if digit.isdigit() else digit for digit in _dated(document))
    return not _is_of_kind(asked, document), document.validity == "dicabut", round(unsaid, 1), newest_first


def _is_of_kind(asked: Named, document: Document) -> bool:
    return bool(asked.kind) and document.kind == asked.kind


def _dated(document: Document) -> str:
    """The day of a document, or the years it is of."""
    return document.date or document.period or "0"
