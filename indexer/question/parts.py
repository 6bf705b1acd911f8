"""One message that asks two things -> the questions in it, each in full. Pure.

Three shapes are told apart: several questions one after the other ("… berapa? target 2026 nya?"), two joined in one sentence
("apa itu SIPJM dan bagaimana fungsinya"), and a comparison ("bedanya belanja modal sama belanja barang"). What leans on the
question before it is completed from that; where it isn't certain how, the message stays one question.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from indexer.language.place_names import mentions
from indexer.language.wordlists import alternatives
from indexer.question.comparisons import sides, two_facts
from indexer.question.followups import complete
from indexer.question.generic import says_what_about
from indexer.question.kinds import asked_kinds
from indexer.question.leaning import BESIDE, HEADS, is_verb, leans_on
from indexer.question.sides import OF_MANY, sides_in
from indexer.question.slots import find
from indexer.question.uncompared import JOINTS_OF_QUESTIONS
from indexer.question.words import ASKING, Message, Sentence, in_one_line, read

_HAS_WORDS = attrgetter("words")
MOST = 4
"""Questions taken out of one message; with more it is rather a list to be answered as a whole."""
_ASKS = alternatives("question_part_words")
_ASKING = re.compile(rf"\b{_ASKS}\b", re.I)
_JOINT = re.compile(
    rf"\s*(?:[;&]|,(?!\d)\s*(?:{JOINTS_OF_QUESTIONS}\b)?|\b{JOINTS_OF_QUESTIONS}\b)(?:\s+juga\b)?\s*",
    re.I,
)
"""What may stand between two questions in one sentence."""
_OF_WHICH = ("document", "place")
"""Kinds of slot that say of which of many a thing is asked."""
_NAMES = (*_OF_WHICH, "organisation", "acronym")
"""Kinds of slot that say what a question is about."""
_OF_THE_ANSWER = re.compile(
    rf"(?<!\W)\W*\b(?:serta|dan|,)\s+{alternatives('question_source_orders')}\s+(?:juga\s+)?{alternatives('question_sources')}(?:nya)?"
    rf"(?:\s+{alternatives('question_source_owners')}(?:nya)?)?\s*[.!?]*$",
    re.I,
)
"""An order at the end about the answer: "serta sebutkan sumbernya"."""
_OF_THE_SAME = re.compile(rf"\b{alternatives('question_same_figure')}", re.I)
"""Asks how the same figure comes about: that stands with it, if anywhere."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the questions in a message, in full; `brief` is it as it was said, `side` the side of a comparison that it is about ("Kabupaten
    Wajo"), "" where it is none."""

    text: str
    brief: str
    side: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """The questions in a message, in order, or those that a comparison rests on; none where it asks one thing. `compares`: it is asked how
    two things compare, and nothing besides; `more` which of them is more in which way ("tinggi"), "" where it isn't."""

    parts: tuple[Part, ...] = ()
    compares: bool = False
    more: str = ""


def parts_of(message: Message, regions: Collection[str] = ()) -> Parts:
    """What a message asks, taken apart; `regions` are the names of places that the library knows."""
    asking = _asking(message)
    around = " ".join(sentence.typed for sentence in message.around)
    found = sides_in(" ".join(sentence.text for sentence in asking).strip(" ?!.,;:…"), regions)
    if found:
        of_sides = tuple(
            Part(f"{around} {side.asked}".strip(), f"jawaban untuk {side.title}", side.title) for side in found.sides
        )
        return Parts(of_sides, found.compares, found.more)
    several = list(filter(_HAS_WORDS, chain.from_iterable(map(_split, asking))))
    if not 1 < len(several) <= MOST:
        return _of_one_question(asking)
    in_full = _completed(several, regions, in_one_sentence=len(asking) == 1)
    if not in_full:
        return Parts()
    return Parts(tuple(Part(f"{around} {one}".strip(), part.typed) for one, part in zip(in_full, several, strict=True)))


def _of_one_question(asking: Sequence[Sentence]) -> Parts:
    """The sides of a comparison, or two facts of one subject."""
    compared = sides(asking)
    found = compared or (two_facts(asking[0]) if len(asking) == 1 else ())
    return Parts(tuple(Part(text, text) for text in found), compares=bool(compared))


def _asking(message: Message) -> list[Sentence]:
    """The sentences that ask, without an order about the answer at the end of the last one."""
    if not message.asking:
        return []
    *others, last = message.asking
    order = _OF_THE_ANSWER.search(last.text)
    if order:
        last = last.part(0, order.start())
    return [*others, last]


def _completed(parts: Sequence[Sentence], regions: Collection[str], *, in_one_sentence: bool) -> list[str]:
    """Each part with what it leaves out of the one before: completed from that, or else asked behind what the first says; none at all where
    that isn't certain of one of them."""
    first, *others = parts
    in_full = [first.typed]
    before = first
    for part in others:
        stands_alone = _stands_alone(part)
        completed = None if stands_alone else complete(part, before, before, regions, leans=True)
        if completed is not None:
            in_full.append(completed.text)
            before = read(completed.text).whole
        elif _is_about_the_same(part, first, regions, in_one_sentence=in_one_sentence):
            in_full.append(f"{_said_without_asking(first)}. {part.typed}")
        elif stands_alone:
            in_full.append(part.typed)
            before = part
        else:
            return []
    return in_full


def _is_about_the_same(part: Sentence, first: Sentence, regions: Collection[str], *, in_one_sentence: bool) -> bool:
    """Whether a part is asked of what the first one names: of its place or document, where it names none; in the same sentence of whatever that is,
    where it names nothing at all."""
    if _names(part, _OF_WHICH, regions):
        return False
    if _names(first, _OF_WHICH, regions):
        return True
    return in_one_sentence and not _names(part, _NAMES, regions)


def _names(part: Sentence, kinds: Collection[str], regions: Collection[str]) -> bool:
    """Whether a part names a region, or something of one of these kinds of slots."""
    if mentions(part.text, any_case=True):
        return True
    return any(slot.kind in kinds for slot in find(part.text, regions))


def _said_without_asking(question: Sentence) -> str:
    """What a question says, as a statement that others are asked behind."""
    return in_one_line([word for word in question.words if word.plain not in ASKING])


def _split(sentence: Sentence) -> Iterator[Sentence]:
    """The questions that one sentence joins: each has its own word that asks, and something that it asks about."""
    joints = list(_JOINT.finditer(sentence.text))
    ends = [*(joint.start() for joint in joints), len(sentence.text)][1:]
    start = 0
    for joint, end in zip(joints, ends, strict=True):
        left = sentence.part(start, joint.start())
        right = sentence.part(joint.end(), end)
        if _is_question(left) and _is_new_question(right) and not _is_of_the_same(left, right):
            yield _asked(left)
            start = joint.end()
    yield _asked(sentence.part(start, len(sentence.text))) if start else sentence


def _asked(part: Sentence) -> Sentence:
    """A part of a sentence as a question by itself."""
    return Sentence(f"{part.bare}?", part.text, part.words, asks=True)


def _is_question(part: Sentence) -> bool:
    return _has_subject(part) and bool(_ASKING.search(part.text))


def _is_new_question(part: Sentence) -> bool:
    if _OF_THE_SAME.search(part.text) or not _ASKING.search(part.text):
        return False
    return _has_subject(part) or leans_on(part)


def _is_of_the_same(left: Sentence, right: Sentence) -> bool:
    """Whether it is asked which of many is the most, and then of that one: the row that says which says the rest too, but no reason."""
    names_it = left.said.isdisjoint(("kapan", "berapa")) and OF_MANY.search(left.text) is not None
    return names_it and "reason" not in asked_kinds(right.plain)


def _has_subject(part: Sentence) -> bool:
    return any(map(says_what_about, part.said))


def _stands_alone(part: Sentence) -> bool:
    """Whether a part has a subject of its own and leans on none before it."""
    if leans_on(part):
        return False
    subject = set(filter(says_what_about, part.said)) - HEADS - BESIDE
    return not all(map(is_verb, subject))
