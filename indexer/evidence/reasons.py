"""Why a question is refused, in words: what the nearest spans are instead of what is asked, or what of it they don't name. Pure."""

import re
from collections.abc import Sequence

from indexer.evidence.contradictions import measure
from indexer.evidence.differences import (
    act_name,
    class_name,
    class_of,
    names_class,
    of_act,
    of_kind,
    row_name,
)
from indexer.evidence.other_region import of_region
from indexer.evidence.pair import Pair, listed
from indexer.evidence.ranking import Candidate
from indexer.evidence.unnamed import is_name, is_thing
from indexer.question.model import Concept, Question

NEAR = 0.25
"""How likely, beside the nearest span, another one must be that is looked at with it."""
TELLING = 0.12
"""The share of what is asked that a word must be for its absence to be a reason."""
MOST_WORDS = 2
"""Words that a reason names."""
_OF_A_NAME = frozenset({"nomor lain", "baris lain", "nama lain"})
"""Conflicts by which a row is told from what is asked by its name: then a word that says less is a reason too."""

_OFF_SUBJECT = frozenset({"baris lain", "nama lain", "pokok lain"})


def reason(question: Question, ranked: Sequence[Candidate]) -> str:
    """One Indonesian sentence that says why `ranked`, the spans found, best first, don't answer a question; "" where nothing is certain."""
    if not ranked:
        return ""
    near = _near(question, ranked)
    nearest = near[0]
    if nearest.span.undivided:
        return ""
    return (
        _unnamed_anywhere(near, ranked)
        or of_region(nearest)
        or of_act(nearest)
        or _unnamed_subject(near)
        or of_kind(nearest)
        or _unnamed_part(near)
    )


def _near(question: Question, ranked: Sequence[Candidate]) -> list[Pair]:
    """What answers nearly as well as the first; of that what is of the region that is asked, if any of it is of the subject too."""
    near = [Pair(question, candidate) for candidate in ranked if candidate.score >= NEAR * ranked[0].score]
    of_the_region = [pair for pair in near if pair.candidate.evidence.conflict not in _OFF_SUBJECT and not of_region(pair)]
    return of_the_region or near


def _unnamed_anywhere(near: Sequence[Pair], ranked: Sequence[Candidate]) -> str:
    """That telling words of the subject stand near nothing that was found."""
    nowhere = [concept for concept in _telling(near) if _is_missing_everywhere(concept, ranked)]
    return f"Tidak satu pun bagian yang ditemukan menyebut {_quoted(nowhere, near[0].question)}." if nowhere else ""


def _unnamed_subject(near: Sequence[Pair]) -> str:
    """That telling words of the subject don't stand near what answers nearly as well as the first."""
    telling = _telling(near)
    return f"{_part(near[0])} tidak menyebut {_quoted(telling, near[0].question)}." if telling else ""


def _part(nearest: Pair) -> str:
    """What the nearest span is called."""
    name = row_name(nearest.span) if nearest.span.kind == "row" else ""
    return f"Baris terdekat, “{name}”," if name else "Bagian terdekat"


def _missing_in_all(near: Sequence[Pair]) -> list[Concept]:
    """What stands near none of these spans, the most telling first."""
    others = [set(pair.missing) for pair in near[1:]]
    return [concept for concept in near[0].missing if all(concept in missing for missing in others)]


def _is_of_subject(concept: Concept) -> bool:
    """Whether a concept is what a question is about: no region, act, year, clause, class or measure, which are compared, and no small
    talk."""
    is_compared = concept.required or concept.year or concept.period or class_of(concept.word) or _is_measure(concept)
    return not (is_compared or concept.generic or concept.optional)


def _says_something(concept: Concept, question: Question, near: Sequence[Pair]) -> bool:
    """Whether it is a reason that one of its words isn't there: a name, or what a thing is called."""
    texts = [pair.candidate.passage.chunk.text for pair in near]
    words = concept.word.split()
    return any(is_thing(word) or is_name(word, question.text, texts) for word in words)


def _telling(near: Sequence[Pair]) -> list[Concept]:
    """The most telling words of the subject that stand near none of these; where a row is told from what is asked by its name, at least
    the first."""
    of_subject = filter(_is_of_subject, _missing_in_all(near))
    missing = [concept for concept in of_subject if _says_something(concept, near[0].question, near)]
    evidence = near[0].candidate.evidence
    shares = dict(evidence.missing)
    telling = [concept for concept in missing if shares[concept.word] >= TELLING]
    if not telling and evidence.conflict in _OF_A_NAME:
        telling = missing[:1]
    return telling[:MOST_WORDS]


def _is_missing_everywhere(concept: Concept, ranked: Sequence[Candidate]) -> bool:
    return all(concept.word in dict(candidate.evidence.missing) for candidate in ranked)


def _is_measure(concept: Concept) -> bool:
    """Whether it is what was planned or what was achieved."""
    return bool(measure(frozenset(concept.alternatives[0])))


def _unnamed_part(near: Sequence[Pair]) -> str:
    """That an act, clause, class or measure that is asked stands nowhere near what was found, which doesn't say of which it is either."""
    texts = "\n".join(f"{pair.above}\n{pair.candidate.passage.chunk.text}" for pair in near)
    for concept in _missing_in_all(near):
        asked = class_of(concept.word)
        if asked and not names_class(texts, concept.word):
            return f"{_part(near[0])} tidak menyebut “{class_name(asked)}”."
        if concept.regulation:
            return f"{_part(near[0])} tidak menyebut “{act_name(concept)}”."
        if _is_measure(concept):
            return f"{_part(near[0])} tidak menyebut {_quoted([concept], near[0].question)}."
    return ""


def _quoted(concepts: Sequence[Concept], question: Question) -> str:
    """Words of a question in quotation marks, as they were typed."""
    return listed([f"“{_typed(concept.word, question.text)}”" for concept in concepts])


def _typed(word: str, text: str) -> str:
    match = re.search(rf"\b{re.escape(word)}\b", text, re.I)
    return match[0] if match else word
