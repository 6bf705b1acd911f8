"""Message and history -> Question: the one entrance. What is said is read once, and everything that is asked of it is told from that."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from indexer.language.place_names import mentions
from indexer.language.terms import STOPWORDS
from indexer.language.wordlists import alternatives
from indexer.question.claims import claims
from indexer.question.concepts import concepts, meanings
from indexer.question.courtesy import without_courtesy
from indexer.question.followups import complete
from indexer.question.kinds import asked_kinds
from indexer.question.meaning import Vocabulary
from indexer.question.model import YEAR, Intent, Question, Talk
from indexer.question.parts import compares, parts_of
from indexer.question.phrases import Phrases, common_phrases
from indexer.question.talk import talk_in
from indexer.question.topics import after_new_topic, has_subject, topic_of
from indexer.question.wanted import wanted
from indexer.question.words import QUESTION_WORDS, Message, read

_CALLED = re.compile(r"\b(kota|kabupaten|kab)\b\.?\s+(?=(.+))")
_JOINS = re.compile(
    rf"(?<!\d )(?<!\d)(?:\b(?:{alternatives('question_joining_two')}\b|masing\S*)|[,&/])(?!\s*\d)",
    re.I,
)
"""Joins two things that are asked; between two years it joins these."""
_DIFFERENCE = re.compile(rf"\b{alternatives('question_differences')}\b")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What of a library questions are read with: its `vocabulary`, the `phrases` that mean the same, the names of the `regions` that its
    documents are about, and the terms that tell these (`region_terms`)."""

    vocabulary: Vocabulary = Vocabulary({}, 0)
    phrases: Phrases = field(default_factory=common_phrases)
    regions: frozenset[str] = frozenset()
    region_terms: frozenset[str] = frozenset()


def understand(typed: str, known: Knowledge | None = None, earlier: Sequence[str] = ()) -> Question:
    """What a message asks. `earlier` are the completed questions before it in its conversation, newest first, that it may lean on."""
    known = known or Knowledge()
    rest = after_new_topic(typed)
    if rest is None:
        return _talked_or_asked(typed, known, [without_courtesy(before) for before in earlier])
    message = read(rest)
    if not has_subject(message):
        return Question(typed, intent=Intent.NEW_TOPIC)
    return _with_parts(message, known)


def _talked_or_asked(typed: str, known: Knowledge, earlier: Sequence[str]) -> Question:
    """What a message says, decided once: what leans on a question before it asks. What is asked in English is read like any question, as names and
    figures are the same."""
    asked = without_courtesy(typed)
    message = read(asked)
    completed = _completed(message, known, earlier)
    if completed is not None:
        return replace(_with_parts(read(completed), known), completed=True)
    talk = talk_in(typed, asked)
    if talk and talk is not Talk.ENGLISH:
        return Question(asked or typed, intent=Intent.TALK, talk=talk)
    return replace(_with_parts(message, known), talk=talk)


def _completed(message: Message, known: Knowledge, earlier: Sequence[str]) -> str | None:
    """The message in full where it leans on one of the `earlier` questions."""
    topic = topic_of(earlier)
    return complete(message.whole, topic, known.regions) if topic else None


def _with_parts(message: Message, known: Knowledge) -> Question:
    parts = tuple(_question(read(part), known) for part in parts_of(message, known.regions))
    return replace(_question(message, known), parts=parts)


def _question(message: Message, known: Knowledge) -> Question:
    text = message.whole.text
    words = message.whole.words
    found = concepts(message, known.vocabulary, known.phrases, known.region_terms)
    return Question(
        text=message.whole.typed,
        words=tuple(word.plain for word in words),
        terms=frozenset(word.term for word in words if word.plain not in STOPWORDS),
        all_terms=frozenset(word.term for word in words),
        kinds=asked_kinds(message.whole.plain),
        wanted=wanted(message),
        years=frozenset(YEAR.findall(text)),
        concepts=found,
        meanings=meanings(found, known.phrases),
        called=tuple((called[1], called[2]) for called in _CALLED.finditer(text.casefold())),
        regions=tuple(mention.regions for mention in mentions(text, any_case=True)),
        joins=bool(_JOINS.search(text)),
        asks=sum(word.plain in QUESTION_WORDS for word in words),
        compares=compares(message),
        difference=bool(_DIFFERENCE.search(message.whole.plain)),
        claims=claims(text),
        intent=Intent.QUESTION if found else Intent.NOTHING,
    )
