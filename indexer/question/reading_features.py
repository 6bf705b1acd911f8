"""What tells which reading of a message is meant, as named numbers: what of the question before it is kept and what is let go, and what the
message says itself. Names and numbers only; likelihood.py weighs them. Pure."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.language.dates import MONTHS
from indexer.language.place_names import mentions
from indexer.language.terms import STOPWORDS
from indexer.language.vocabulary import ACRONYMS
from indexer.question.generic import UNITS, is_generic
from indexer.question.kinds import asked_kinds
from indexer.question.leaning import BESIDE, FILLERS, HEADS, end_of_leaning, is_verb, points_back
from indexer.question.model import is_year
from indexer.question.readings import How, Reading, named_in, said_in
from indexer.question.slots import Slot, find
from indexer.question.spelling import is_owned
from indexer.question.subject import MEASURES
from indexer.question.words import QUESTION_WORDS, Sentence, Word, in_one_line

_SAYS_NOTHING = STOPWORDS | QUESTION_WORDS | FILLERS
_TIMELESS = frozenset({"person", "date", "place", "definition"})
"""Kinds of answer that rarely depend on the year."""


@dataclass(frozen=True, slots=True)
class Talked:
    """A message and the question before it, read once for all readings: the slots of both, the terms of the quote that was `shown` for the topic."""

    message: Sentence
    topic: Sentence
    slots: tuple[Slot, ...]
    own_slots: tuple[Slot, ...]
    shown: frozenset[str]

    @classmethod
    def of(cls, message: Sentence, topic: Sentence, regions: Collection[str], shown: frozenset[str]) -> "Talked":
        return cls(message, topic, tuple(find(topic.text, regions)), tuple(find(message.text, regions)), shown)


def features(talked: Talked, readings: Sequence[Reading]) -> list[dict[str, float]]:
    """The named numbers of each reading: each as such, and once more with each trait that the message has."""
    said = dict(_of_message(talked))
    traits = [name for name in ("asks", "bare", "asks else", "asks the same", "leans") if said.get(name)]
    return [_with_traits(reading, said, traits, talked) for reading in readings]


def _with_traits(reading: Reading, said: dict[str, float], traits: Sequence[str], talked: Talked) -> dict[str, float]:
    found = {f"{reading.how}": 1.0}
    found |= {f"{reading.how}: message {name}": value for name, value in said.items()}
    for name, value in _of_reading(reading, talked):
        found[f"{reading.how}: {name}"] = value
        found |= {f"{reading.how}: {name}, {trait}": value for trait in traits}
    return {name: value for name, value in found.items() if value}


def _of_message(talked: Talked) -> Iterator[tuple[str, float]]:
    message, said = talked.message, _telling(said_in(talked.message))
    asks, asked_before = QUESTION_WORDS & message.said, QUESTION_WORDS & talked.topic.said
    owns = any(is_owned(word.plain) for word in message.words)
    yield "asks", bool(asks)
    yield "owns", owns
    yield "bare", not asks and not owns
    yield "asks else", bool(asks - asked_before)
    yield "asks the same", bool(asks & asked_before)
    yield "leans", end_of_leaning(message) > 0
    yield "points", any(map(points_back, message.said))
    yield "timeless", not asked_kinds(message.plain).isdisjoint(_TIMELESS)
    yield "measure", any(_bare(word) in MEASURES for word in said)
    yield "head", any(_bare(word) in HEADS for word in said)
    yield "beside", any(_bare(word) in BESIDE for word in said)
    yield "verb", any(is_verb(word.plain) for word in said)
    yield "place", _names_place(said)
    yield "slot", bool(talked.own_slots)
    yield "year alone", bool(said) and all(is_year(word.plain) for word in said)
    yield "shown", _share(said, talked.shown)
    yield "known", _share(said, {word.term for word in talked.topic.words})
    yield from ((f"of {count} words", len(said) == count) for count in range(4))
    yield "of many words", len(said) > 5
    yield "words", len(said) / 10


def _of_reading(reading: Reading, talked: Talked) -> Iterator[tuple[str, float]]:
    if reading.how is How.COMPLETED:
        return
    for name, of_topic in (("keeps", reading.kept), ("drops", reading.dropped)):
        yield from ((f"{name} {what}", value) for what, value in _of_words(_telling(of_topic), talked))
    if reading.how is How.IN_PLACE:
        yield from _of_place(reading, talked)
    if reading.how is How.BESIDE:
        yield from _of_edges(reading, talked)


def _of_words(of_topic: Sequence[Word], talked: Talked) -> Iterator[tuple[str, float]]:
    """What the words are that are kept, or dropped."""
    said = _telling(said_in(talked.message))
    classes, terms = {_class(word) for word in said} - {"word"}, {word.term for word in said}
    for name in ("month", "year", "number", "head", "beside", "acronym", "word"):
        yield name, sum(_class(word) == name for word in of_topic)
    yield "measure", sum(_bare(word) in MEASURES for word in of_topic)
    yield "unit", sum(word.plain in UNITS for word in of_topic)
    yield "verb", sum(is_verb(word.plain) for word in of_topic)
    yield "owned", sum(is_owned(word.plain) for word in of_topic)
    yield "generic", sum(is_generic(word.plain) for word in of_topic)
    yield "shown", _share(of_topic, talked.shown)
    yield "said", sum(word.term in terms for word in of_topic)
    yield "same class", sum(_class(word) in classes for word in of_topic)
    yield "region", _names_place(of_topic)
    yield "region as said", _names_place(of_topic) and _names_place(said)
    kinds = [slot.kind for slot in talked.slots if any(slot.start <= word.start < slot.end for word in of_topic)]
    own = {slot.kind for slot in talked.own_slots}
    yield "same slot", sum(kind in own for kind in kinds)
    yield from ((f"{kind} slot", kinds.count(kind)) for kind in set(kinds))


def _of_place(reading: Reading, talked: Talked) -> Iterator[tuple[str, float]]:
    """How well what is named fits where it would stand."""
    named, words, start, end = named_in(talked.message), talked.topic.words, reading.start, reading.end
    before, following = words[start - 1] if start else None, words[end] if end < len(words) else None
    first, last = words[start], words[end - 1]
    yield "longer", max(0, end - start - len(named))
    yield "shorter", max(0, len(named) - (end - start))
    yield "same head", first.term == named[0].term
    yield "same end", last.term == named[-1].term
    yield "head before", before is not None and before.term == named[0].term
    yield "asks before", before is not None and before.plain in QUESTION_WORDS
    yield "asks behind", following is not None and following.plain in QUESTION_WORDS
    yield "small before", before is not None and before.plain in STOPWORDS
    yield "small behind", following is not None and following.plain in STOPWORDS
    yield "at start", start == 0
    yield "at end", end == len(words)
    yield "same class first", _class(first) == _class(named[-1])
    yield "same class last", _class(last) == _class(named[-1]) != "word"
    yield "same capitals", first.text[0].isupper() == named[0].text[0].isupper()
    yield "whole slot", any(slot.end == last.end and slot.value.startswith(first.text) for slot in talked.slots)
    yield "all shown", all(word.term in talked.shown for word in _telling(reading.dropped))
    yield "another row", _is_another_row(reading, talked)


def _is_another_row(reading: Reading, talked: Talked) -> bool:
    """Whether what was shown of the answer holds all words that are let go, and none that is named: another row of the same table."""
    named = _telling(named_in(talked.message))
    return _share(_telling(reading.dropped), talked.shown) == 1 and _share(named, talked.shown) == 0


def _of_edges(reading: Reading, talked: Talked) -> Iterator[tuple[str, float]]:
    """Where a part is cut out of the topic."""
    words, start, end = talked.topic.words, reading.start, reading.end
    asking = [at for at, word in enumerate(words) if word.plain in QUESTION_WORDS]
    before, following = words[start - 1] if start else None, words[end] if end < len(words) else None
    first, last = words[start], words[end - 1]
    yield "from start", start == 0
    yield "to end", end == len(words)
    yield "asks just before", start - 1 in asking
    yield "asks just behind", end in asking
    yield "asks before", any(at < start for at in asking)
    yield "asks inside", any(start <= at < end for at in asking)
    yield "asks behind", any(at >= end for at in asking)
    yield "cuts slot", any(slot.start < first.start < slot.end or slot.start < last.end < slot.end for slot in talked.slots)
    for name, word in (("before", before), ("first", first), ("last", last), ("behind", following)):
        if word is not None:
            yield f"{name} small", word.plain in STOPWORDS
            yield f"{name} head", _bare(word) in HEADS
            yield f"{name} measure", _bare(word) in MEASURES
            yield f"{name} unit", word.plain in UNITS
            yield f"{name} verb", is_verb(word.plain)
            yield f"{name} owned", is_owned(word.plain)


def _telling(of_text: Sequence[Word]) -> list[Word]:
    return [word for word in of_text if word.plain not in _SAYS_NOTHING]


def _share(of_text: Sequence[Word], terms: Collection[str]) -> float:
    return sum(word.term in terms for word in of_text) / max(1, len(of_text))


def _names_place(of_text: Sequence[Word]) -> bool:
    return bool(of_text) and _is_place(in_one_line(of_text))


@lru_cache(maxsize=4096)
def _is_place(text: str) -> bool:
    return bool(mentions(text, any_case=True))


def _bare(word: Word) -> str:
    return word.plain.removesuffix("nya") if is_owned(word.plain) else word.plain


def _class(word: Word) -> str:
    return _class_of(word.plain)


@lru_cache(maxsize=4096)
def _class_of(plain: str) -> str:
    if plain in MONTHS:
        return "month"
    if is_year(plain):
        return "year"
    if plain[0].isdigit() or set(plain) <= set("ivx"):
        return "number"
    bare = plain.removesuffix("nya") if is_owned(plain) else plain
    if bare in HEADS:
        return "head"
    if bare in BESIDE:
        return "beside"
    return "acronym" if plain in ACRONYMS else "word"
