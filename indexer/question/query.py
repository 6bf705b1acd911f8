"""A question as typed -> what it is about (concepts with weights) and what kind of answer it wants."""

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from indexer.language.place_names import COMMON, NAMES
from indexer.language.terms import STOPWORDS, is_root, stem, term, tokens
from indexer.question.claims import claims
from indexer.question.model import PERIOD, YEAR, Concept, Form, Question
from indexer.question.phrases import SOFT, Phrases, groups, informative, known_phrases
from indexer.question.subquestions import compares
from indexer.question.wanted import wanted
from indexer.question.wording import (
    about_answer,
    about_answer_words,
    asked_kinds,
    asking_sentences,
    formal,
    spelled_out,
    spoken,
)

_NAMED_PLACE = re.compile(
    rf"\b(?:(?:kabupaten|provinsi|bupati|gubernur|wali kota)\s+(?!kota|lain|mana|ini|itu|dan|atau|yang|tahun|periode)([a-z]{{3,}})"
    rf"|kota\s+({'|'.join(sorted(COMMON))})\b)"
)
_TOWNS = frozenset(word for name in NAMES for word in name.split())
LEAST_YEAR_WEIGHT = 2.0
"""A year is said so often that its idf is next to nothing, but an answer for another year is a wrong answer."""
MOST_CONCEPTS = 40
"""The most telling ones are kept of a question that is rather a letter."""
DOCUMENTS = frozenset("rpjmd rpjpd rkpd renstra renja apbd lkpj lppd kua ppas rtrw masterplan klhs".split())
"""What a year after it makes the name of a document, as terms."""
_LEADING = frozenset(
    """target anggaran pagu capaian angka volume tingkat persentase rata daftar pemerintah pemprov pemkab pemkot provinsi kabupaten kota program
    kegiatan proyek aplikasi layanan wilayah daerah dinas indeks indikator skor nilai""".split()
)
"""Nouns that lead a question and say little: a measure, or the class of what is named after them."""
_AMOUNT_WORDS = frozenset("rp ribu juta miliar triliun persen".split())
PAIR = 0.5
"""The weight of two words side by side, beside the lesser one's own."""
UNUSED = 0.6
"""What is left of the weight of an everyday word that the library never uses: documents may say it in another one."""
AROUND = 0.4
"""How much a word counts that stands only in the sentences around the one that asks."""


_CALLED = re.compile(r"\b(kota|kabupaten|kab\.?)\s+(?=(.+))")
_JOINS = re.compile(
    r"(?<!\d )(?<!\d)(?:\b(?:dan|serta|sama|atau|maupun|dengan|antara|dibanding\w*|vs|masing\S*)\b|[,&/])(?!\s*\d)", re.I
)
"""Joins two things that are asked; between two years it joins these."""
_DIFFERENCE = re.compile(
    r"\b(?:selisih\w*|kenaikan\w*|penurunan\w*|peningkatan\w*|(?:naik|turun|bertambah|berkurang|meningkat) berapa|berapa (?:naik|turun)\w*)\b"
)


def understand(
    question: str,
    vocabulary: Mapping[str, int],
    chunks: int,
    places: Collection[str] = (),
    learnt_phrases: Phrases | None = None,
) -> Question:
    """Reads a question against a library's vocabulary (term -> number of chunks holding it) of `chunks` chunks.

    `places` are the terms that name the regions its documents are about; `learnt_phrases` come from `phrases`.
    """
    asking, around = map(" ".join, asking_sentences(question))
    named = [match[1] or match[2] for match in _NAMED_PLACE.finditer(" ".join(spelled_out(question)))]
    places = {*places, *(term(name) for name in named if name in _TOWNS or not is_root(stem(name)))}
    same = learnt_phrases or known_phrases()
    asked = list(groups(asking, same))
    naming = set(_naming([alternatives[0] for _, alternatives in asked]))
    sought = next((place for place, (word, _) in enumerate(asked) if not leads(word)), None)
    concepts: dict[tuple[Form, ...], Concept] = {}
    for place, (word, forms) in enumerate([*asked, *groups(around, same)]):
        aside = place >= len(asked) or word in SOFT
        alternatives, known = _meant(word, forms, vocabulary)
        if not alternatives or aside and (not known or _is_amount(word, alternatives)):
            continue
        weight = _weight(word, alternatives, known, vocabulary, chunks) * (AROUND if aside else 1)
        concept = Concept(
            word,
            alternatives,
            weight,
            False,
            False,
            aside,
            place in naming,
            place == sought and all(map(is_root, word.split())),
        )
        required = concept.regulation or alternatives[0][0] in places or alternatives[0] in _place_forms()
        concepts.setdefault(alternatives, replace(concept, required=required))
    telling = sorted(concepts.values(), key=lambda concept: -concept.weight)[:MOST_CONCEPTS]
    words = tuple(spelled_out(question))
    plain = " ".join(words)
    return Question(
        text=question,
        words=words,
        terms=frozenset(term(word) for word in words if word not in STOPWORDS),
        all_terms=frozenset(map(term, words)),
        kinds=asked_kinds(question),
        wanted=wanted(question, plain),
        years=frozenset(YEAR.findall(question)),
        concepts=(*telling, *_pairs(asking, telling)),
        meanings=_meanings(telling, same),
        called=tuple((match[1].rstrip("."), match[2]) for match in _CALLED.finditer(question.casefold())),
        joins=bool(_JOINS.search(question)),
        compares=compares(question),
        difference=bool(_DIFFERENCE.search(plain)),
        claims=claims(question),
    )


def _meanings(concepts: Iterable[Concept], same: Phrases) -> dict[str, frozenset[str]]:
    """The acronyms at least half of whose long form is asked, in two words or more; each with these words."""
    asked = {concept.alternatives[0][0] for concept in concepts if len(concept.alternatives[0]) == 1}
    found = {}
    for form, alternatives in same.items():
        if len(form) == 1 and form[0] not in asked:
            shares = ((asked.intersection(long), long) for long in alternatives if len(long) > 1)
            if enough := [share for share, long in shares if len(share) > 1 and 2 * len(share) >= len(long)]:
                found[form[0]] = frozenset().union(*enough)
    return found


@cache
def leading_terms() -> frozenset[str]:
    """The terms of the words of which `leads` is true, years aside."""
    return frozenset(map(term, _LEADING | about_answer_words()))


def leads(word: str) -> bool:
    """Whether a word may lead a question without being what is wanted of its subject."""
    return about_answer(word) or word in _LEADING or bool(YEAR.fullmatch(word))


def _meant(word: str, forms: tuple[Form, ...], vocabulary: Mapping[str, int]) -> tuple[tuple[Form, ...], list[Form]]:
    """What a word of a question means, and which of that the library has: for a word it doesn't know, what the word is in formal
    Indonesian, or the nearest one. No meaning at all for a filler."""
    known = [form for form in forms if all(part in vocabulary for part in form)]
    if not known and (meant := formal(word)) is not None:
        forms = (tuple(term(other) for other in spelled_out(meant) if informative(other)),)
        if not forms[0]:
            return (), []
        known = [form for form in forms if all(part in vocabulary for part in form)]
    roots = [] if known else spoken(word)
    if root := next((root for root in roots if root in vocabulary), None) or next(filter(is_root, roots), None):
        forms = ((root,),)
        known = [form for form in forms if root in vocabulary]
    if not known and (near := _nearest(forms[0], vocabulary)):
        return (*forms, near), [near]
    return forms, known


def _weight(word: str, forms: Sequence[Form], known: Sequence[Form], vocabulary: Mapping[str, int], chunks: int) -> float:
    """How much a word says: the idf of its rarest form, of an acronym rather than of the rarest word of its long form."""
    single = [form for form in known if len(form) == 1]
    weight = min((_idf(form, vocabulary, chunks) for form in single or known or forms), default=1.0)
    if not known and is_root(stem(word)):
        weight *= UNUSED
    if about_answer(word):
        weight *= 0.3
    years = 2 if PERIOD.fullmatch(forms[0][0]) else bool(YEAR.fullmatch(word))
    return max(weight, LEAST_YEAR_WEIGHT * years)


def _naming(forms: Sequence[Form]) -> Iterator[int]:
    """The places of those that name a document: a kind of plan or act, and the year or span of years soon after it."""
    for place, form in enumerate(forms):
        if form[0] in DOCUMENTS or " ".join(form) in DOCUMENTS:
            years = (
                at
                for at in range(place + 1, min(place + 3, len(forms)))
                if YEAR.fullmatch(forms[at][0]) or PERIOD.fullmatch(forms[at][0])
            )
            if (at := next(years, None)) is not None:
                yield from (place, at)


def _is_amount(word: str, alternatives: Sequence[Form]) -> bool:
    """A number that is no year, or the unit of one: in a claim around the question it is what may be false."""
    return not YEAR.fullmatch(word) and (alternatives[0][0].isdigit() or word in _AMOUNT_WORDS)


def _pairs(asking: str, concepts: Iterable[Concept]) -> Iterator[Concept]:
    """The pairs of neighbouring words of a question that are both informative single words."""
    single = {concept.word: concept for concept in concepts if len(concept.alternatives[0]) == 1 and not concept.year}
    for first, second in dict.fromkeys(pairwise(spelled_out(asking))):
        if first in single and second in single and first != second:
            form = (*single[first].alternatives[0], *single[second].alternatives[0])
            yield Concept(f"{first} {second}", (form,), PAIR * min(single[first].weight, single[second].weight), pair=True)


@cache
def _place_forms() -> frozenset[Form]:
    """The names of places, as terms; those that are everyday words count only where they are called a place."""
    return frozenset(tuple(term(token) for token in tokens(name)) for name in NAMES - COMMON)


def _nearest(form: Form, vocabulary: Mapping[str, int]) -> Form | None:
    """The vocabulary's word for a slip of the finger: one edit away, two in long words, with the same first letter."""
    word = form[0]
    if len(form) > 1 or len(word) < 5 or not word.isalpha():
        return None
    near = process.extractOne(
        word,
        (known for known in vocabulary if known[:1] == word[:1] and abs(len(known) - len(word)) < 3),
        scorer=OSA.distance,
        score_cutoff=1 if len(word) < 8 else 2,
    )
    return (near[0],) if near else None


def _idf(form: Form, vocabulary: Mapping[str, int], chunks: int) -> float:
    """BM25's idf of the rarest word of a phrase (Robertson & Zaragoza 2009, eq. 3.1, plus one so that it stays positive)."""
    rarest = min(vocabulary.get(part, 0) for part in form)
    return math.log(1 + (chunks - rarest + 0.5) / (rarest + 0.5))
