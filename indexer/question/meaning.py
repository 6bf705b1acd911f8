"""What a word of a question means in a library: which of its forms the library has, what it is in formal Indonesian, and how much it
says."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from indexer.language.terms import is_root, stem
from indexer.question.generic import is_about_answer, is_informative
from indexer.question.model import Form, is_year, years_of
from indexer.question.phrases import Thing
from indexer.question.spelling import written_out
from indexer.question.words import words_in

LEAST_YEAR_WEIGHT = 2.0
"""A year is said so often that its idf is next to nothing, but an answer for another year is a wrong answer."""
ABOUT_ANSWER = 0.3
"""What is left of the weight of a word that says what kind of answer is wanted."""
UNUSED = 0.6
"""What is left of the weight of an everyday word that the library never uses: documents may say it in another one."""
_SPOKEN = re.compile(r"(?:ng|ny|n[cdjt]|m[bp]|na|nu|no|ne|ni)\w{3,}")
_LEAST_MISSPELLED, _LONG_WORD = 5, 8
"""Letters of a word in which one slip of the finger is forgiven, and of one in which two are."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of a library -> the number of its `chunks` that hold each; `by_letter` are the terms by how they begin."""

    counts: Mapping[str, int]
    chunks: int
    by_letter: Mapping[str, Sequence[str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_letter: defaultdict[str, list[str]] = defaultdict(list)
        for known in self.counts:
            by_letter[known[:1]].append(known)
        object.__setattr__(self, "by_letter", dict(by_letter))

    def has(self, form: Form) -> bool:
        """Whether it uses all terms of a form."""
        return all(map(self.counts.__contains__, form))

    def idf(self, form: Form) -> float:
        """BM25's idf of the rarest word of a phrase (Robertson & Zaragoza 2009, eq. 3.1, plus one so that it stays positive)."""
        rarest = min(self.counts.get(part, 0) for part in form)
        return math.log(1 + (self.chunks - rarest + 0.5) / (rarest + 0.5))


@dataclass(frozen=True, slots=True)
class Meaning:
    """The forms that a word may stand as in a text, none for a filler; `used` are those that the library has."""

    forms: tuple[Form, ...]
    used: tuple[Form, ...]


def meaning(thing: Thing, vocabulary: Vocabulary) -> Meaning:
    """What a word means. For one that the library doesn't know: what it is in formal Indonesian, the root of a verb as it is spoken,
    or else the nearest word."""
    found = _in_library(thing.forms, vocabulary)
    if found.used:
        return found
    formal = _formal(thing.said)
    if formal == ():
        return Meaning((), ())
    if formal:
        found = _in_library([formal], vocabulary)
    if found.used:
        return found
    root = _spoken_root(thing.said, vocabulary)
    if root:
        found = _in_library([(root,)], vocabulary)
    return found if found.used else _corrected(found, vocabulary)


def _corrected(found: Meaning, vocabulary: Vocabulary) -> Meaning:
    """What a word that the library doesn't have may be by a slip of the finger."""
    near = _nearest(found.forms[0], vocabulary)
    if near is None:
        return found
    return Meaning((*found.forms, near), (near,))


def weight(thing: Thing, meaning: Meaning, vocabulary: Vocabulary) -> float:
    """How much a word says: the idf of its rarest form, of an acronym rather than of the rarest word of its long form."""
    found = min(map(vocabulary.idf, _counted(meaning)))
    if not meaning.used and is_root(stem(thing.said)):
        found *= UNUSED
    if is_about_answer(thing.said):
        found *= ABOUT_ANSWER
    return max(found, LEAST_YEAR_WEIGHT * _years(thing, meaning))


def _counted(meaning: Meaning) -> Sequence[Form]:
    """The forms of a word that say how rare it is."""
    acronyms = [form for form in meaning.used if len(form) == 1]
    return acronyms or meaning.used or meaning.forms


def _years(thing: Thing, meaning: Meaning) -> int:
    """How many years it is: two are a span of years."""
    if is_year(thing.said):
        return 1
    return len(years_of(meaning.forms[0][0]))


def _in_library(forms: Sequence[Form], vocabulary: Vocabulary) -> Meaning:
    return Meaning(tuple(forms), tuple(filter(vocabulary.has, forms)))


def _formal(word: str) -> Form | None:
    """What a word of chat that no document uses means, by the Colloquial Indonesian Lexicon (Salsabila et al. 2018): nothing for a
    filler, None when that doesn't know it."""
    from indoNLP.preprocessing.slang_data import SLANG_DATA  # loading it takes a tenth of a second, and few questions need it

    if word not in SLANG_DATA:
        return None
    written = words_in(written_out(SLANG_DATA[word]))
    return tuple(word.term for word in written if is_informative(word.plain))


def _spoken_root(word: str, vocabulary: Vocabulary) -> str | None:
    """The root of a verb as it is spoken, rather one that the library has."""
    roots = list(_spoken_roots(word))
    in_library = filter(vocabulary.counts.__contains__, roots)
    in_dictionary = filter(is_root, roots)
    return next(chain(in_library, in_dictionary), None)


def _spoken_roots(word: str) -> Iterator[str]:
    """What may be the root of a verb as it is spoken, the likeliest first: "nyelesaikan" -> selesai, "ngitung" -> hitung,
    "nanganin" -> tangan; nothing for any other word. What is written begins with me-, and ends in -i or -kan where speech has -in."""
    if not _SPOKEN.match(word) or is_root(stem(word)):
        return
    for form in _written_verbs(word):
        yield stem(form)
        yield stem(form).removesuffix("i")


def _written_verbs(word: str) -> Iterator[str]:
    endings = [word]
    if word.endswith("in"):
        bare = word.removesuffix("in")
        endings = [f"{bare}i", f"{bare}kan"]
    for ending in endings:
        yield f"me{ending}"
        if ending.startswith("ng"):
            yield f"mengh{ending.removeprefix('ng')}"


def _nearest(form: Form, vocabulary: Vocabulary) -> Form | None:
    """The vocabulary's word for a slip of the finger: one edit away, two in long words, with the same first letter."""
    word = " ".join(form)
    if len(word) < _LEAST_MISSPELLED or not word.isalpha():
        return None
    most = 1 if len(word) < _LONG_WORD else 2
    near = process.extractOne(word, _as_long(word, vocabulary), scorer=OSA.distance, score_cutoff=most)
    return (near[0],) if near else None


def _as_long(word: str, vocabulary: Vocabulary) -> Iterator[str]:
    """The terms of about the same length with the same first letter."""
    lengths = range(len(word) - 2, len(word) + 3)
    for known in vocabulary.by_letter.get(word[0], ()):
        if len(known) in lengths:
            yield known
