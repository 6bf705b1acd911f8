"""Message and history -> Question: the one entrance. What is said is read once, and everything that is asked of it is told from that."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from indexer.language.place_names import mentions
from indexer.language.terms import STOPWORDS
from indexer.language.wordlists import alternatives
from indexer.question.about_answer import about_answer
from indexer.question.claims import claims
from indexer.question.concepts import concepts, meanings
from indexer.question.corrections import compared_with, corrected, of_same_head
from indexer.question.courtesy import without_courtesy
from indexer.question.extremes import classes, superlatives
from indexer.question.followups import Completion, as_question, complete, may_be_followup
from indexer.question.kinds import asked_kinds
from indexer.question.leaning import leans_on
from indexer.question.likelihood import likelihoods
from indexer.question.meaning import Vocabulary
from indexer.question.model import ABOUT_ANSWER, YEAR, Concept, Intent, Question, Talk
from indexer.question.parts import parts_of
from indexer.question.phrases import Phrases, common_phrases
from indexer.question.reading_features import Talked, features
from indexer.question.readings import How, Reading, all_readings
from indexer.question.talk import talk_in
from indexer.question.topics import after_new_topic, asked_last, has_subject, instructs, topic_of
from indexer.question.totals import asked_total
from indexer.question.wanted import wanted
from indexer.question.words import QUESTION_WORDS, Message, Sentence, read

_CALLED = re.compile(r"\b(kota|kabupaten|kab)\b\.?\s+(?=(.+))")
_JOINS = re.compile(
    rf"(?<!\d )(?<!\d)(?:\b(?:{alternatives('question_joining_two')}\b|masing\S*)|[,&/])(?!\s*\d)",
    re.I,
)
"""Joins two things that are asked; between two years it joins these."""
_MAY_ASK = frozenset({Talk.ENGLISH, Talk.REGIONAL, Talk.OUTSIDE, Talk.INSULT, Talk.TASK})
"""Small talk in words that documents are asked in too ("lowongan kerja", "macet", "piro target e"): told as what it is once nothing answers it."""
_TOLD_BY_FORM = frozenset({Talk.ENGLISH, Talk.TASK})
"""Another language, and an order to make something: what a refusal says of these, whatever words the documents have."""
_DIFFERENCE = re.compile(rf"\b{alternatives('question_differences')}\b")


LONGEST_READ = 25
"""Words of a question that messages are read after: each of its parts is one more reading."""


@dataclass(frozen=True, slots=True)
class Likely:
    """What a message may mean: the question in full, how it is made, and the probability that it is meant, before anything was searched."""

    how: How
    question: Question
    probability: float


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What of a library questions are read with: its `vocabulary`, the `phrases` that mean the same, the names of the `regions` that its
    documents are about, and the terms that tell these (`region_terms`)."""

    vocabulary: Vocabulary = Vocabulary({}, 0)
    phrases: Phrases = field(default_factory=common_phrases)
    regions: frozenset[str] = frozenset()
    region_terms: frozenset[str] = frozenset()


def understand(typed: str, known: Knowledge | None = None, earlier: Sequence[str] = (), about: Sequence[str] = ()) -> Question:
    """What a message asks. `earlier` are the completed questions before it in its conversation, newest first, that it may lean on; `about`
    those that these were asked about, in the same order, where they aren't the same."""
    known = known or Knowledge()
    rest = after_new_topic(typed)
    if rest is None:
        before = [without_courtesy(one) for one in earlier]
        return _talked_or_asked(typed, known, before, [without_courtesy(one) for one in about] or before)
    message = read(rest)
    if not has_subject(message):
        return Question(typed, intent=Intent.NEW_TOPIC)
    return _with_parts(message, known)


def _talked_or_asked(typed: str, known: Knowledge, earlier: Sequence[str], about: Sequence[str]) -> Question:
    """What a message says, decided once: what leans on a question or an answer before it asks. What may ask something is read like any
    question; it stays one, answered or not, where it is in Indonesian and of something that the library speaks of."""
    asked = without_courtesy(typed)
    understood = _understood(read(asked), known, earlier, about)
    leans = understood.completed or understood.intent in ABOUT_ANSWER
    talk = None if leans else talk_in(typed, asked)
    if talk and talk not in _MAY_ASK:
        return Question(asked or typed, intent=Intent.TALK, talk=talk)
    is_spoken_of = talk not in _TOLD_BY_FORM and _speaks_of(known.vocabulary, understood.concepts)
    return replace(understood, talk=None if is_spoken_of else talk)


def _speaks_of(vocabulary: Vocabulary, concepts: Sequence[Concept]) -> bool:
    """Whether a library has any of the words that say what a message is about."""
    telling = [concept for concept in concepts if not concept.pair and not concept.generic and not concept.optional]
    return any(vocabulary.has(form) for concept in telling for form in concept.alternatives)


def likely_readings(typed: str, known: Knowledge, topic: str, subject: str, shown: Collection[str], most: int) -> list[Likely]:
    """What a message may mean after the question `topic`, which was asked about `subject`, in full: the `most` likeliest readings, the likeliest
    first; none where it is too long to lean on anything. `shown` are the terms of the quote that answered the topic."""
    message, before = read(without_courtesy(typed)).whole, read(asked_last(without_courtesy(topic))).whole
    if not may_be_followup(message) or len(before.words) > LONGEST_READ:
        return []
    understood = understand(typed, known, [topic], [subject])
    readings = all_readings(message, before, understood.text if understood.completed else None)
    found = features(Talked.of(message, before, known.regions, frozenset(shown)), readings)
    weighed = sorted(zip(likelihoods(found), readings, strict=True), key=lambda one: -one[0])
    alone = understand(typed, known) if understood.completed else understood
    if alone.intent is Intent.NOTHING:  # "di mana?" is never meant by itself
        weighed = [one for one in weighed if one[1].how is not How.ALONE]
    made = {How.ALONE: alone, How.COMPLETED: understood}
    return [
        Likely(reading.how, made.get(reading.how) or _read_as(reading, known, subject), probability)
        for probability, reading in _few(weighed, most)
    ]


def _few(weighed: Sequence[tuple[float, Reading]], most: int) -> list[tuple[float, Reading]]:
    """The likeliest, in order; the last of them is the message as it was typed, or made otherwise than the first: readings of one sort are alike, and
    so is what is found for them."""
    first, rest = weighed[: most - 1], weighed[most - 1 :]
    if not first:
        return list(weighed[:most])
    as_typed = [one for one in rest if one[1].how is How.ALONE]
    others = [one for one in rest if one[1].how is not first[0][1].how]
    return [*first, *(as_typed or others or rest)[:1]]


def _read_as(reading: Reading, known: Knowledge, subject: str) -> Question:
    """A reading as a question; asked of a part of the topic it has the subject of that."""
    question = _with_parts(read(f"{reading.text[0].upper()}{reading.text[1:]}?"), known)
    return replace(question, completed=True, about=subject if reading.how is How.BESIDE else "")


def _understood(message: Message, known: Knowledge, earlier: Sequence[str], about: Sequence[str]) -> Question:
    wanted_of_answer = about_answer(message.whole) if earlier else None
    if wanted_of_answer:
        return Question(message.whole.typed, intent=wanted_of_answer)
    topic, subject = topic_of(earlier), topic_of(about)
    completed = _completed(message.whole, topic, subject, known.regions) if topic and subject else None
    if completed is None:
        points = subject is not None and leans_on(message.whole)
        return replace(_with_parts(message, known), about=subject.typed if points else "")
    understood = _with_parts(read(completed.text), known)
    return replace(understood, completed=True, about="" if completed.turns else subject.typed)


def _completed(question: Sentence, topic: Sentence, subject: Sentence, regions: Collection[str]) -> Completion | None:
    """The question in full where it leans on the one before it."""
    if instructs(question.typed):
        return None
    other = compared_with(question)
    if other:
        turned = complete(read(other).whole, topic, subject, regions, leans=True)
        return Completion(f"{topic.bare}? {turned.text}", turns=False) if turned else None
    turned = corrected(question, topic.bare, regions) or of_same_head(question, topic.bare, regions)
    full = as_question(turned) if turned else None
    return Completion(full, turns=True) if full else complete(question, topic, subject, regions)


def _with_parts(message: Message, known: Knowledge) -> Question:
    asked = parts_of(message, known.regions)
    parts = tuple(replace(_question(read(part.text), known), brief=part.brief, side=part.side) for part in asked.parts)
    return replace(_question(message, known), parts=parts, compares=asked.compares, more=asked.more)


def _question(message: Message, known: Knowledge) -> Question:
    text = message.whole.text
    words = message.whole.words
    kinds = asked_kinds(message.whole.plain)
    found = concepts(message, known.vocabulary, known.phrases, known.region_terms)
    return Question(
        text=message.whole.typed,
        words=tuple(word.plain for word in words),
        terms=frozenset(word.term for word in words if word.plain not in STOPWORDS),
        all_terms=frozenset(word.term for word in words),
        kinds=kinds,
        wanted=wanted(message),
        years=frozenset(YEAR.findall(text)),
        concepts=found,
        meanings=meanings(found, known.phrases),
        called=tuple((called[1], called[2]) for called in _CALLED.finditer(text.casefold())),
        regions=tuple(mention.regions for mention in mentions(text, any_case=True)),
        joins=bool(_JOINS.search(text)),
        asks=sum(word.plain in QUESTION_WORDS for word in words),
        difference=bool(_DIFFERENCE.search(message.whole.plain)),
        total=asked_total(message.whole.plain, kinds),
        superlatives=superlatives(message.whole),
        classes=classes(message.whole),
        claims=claims(text),
        intent=Intent.QUESTION if found else Intent.NOTHING,
    )
