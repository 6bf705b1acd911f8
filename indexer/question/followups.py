"""The last questions + a new one that leans on them ("kalau 2027?", "siapa penanggung jawabnya?") -> the question in full.

A wrong completion is worse than none, so every word of a follow-up must be accounted for: as a way to lean on what went
before, as a year, place, document or group in the place of the earlier one, or as what is asked about the earlier subject.
With one word more, a question stands on its own. Pure.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import dropwhile

from indexer.language.wordlists import alternatives, words
from indexer.question.kinds import asked_kinds
from indexer.question.leaning import BESIDE, FILLERS, HEADS, JOINING, POINTING, Followup, end_of_leaning, is_verb
from indexer.question.slots import Slot, find, hidden, put
from indexer.question.spelling import is_owned
from indexer.question.subject import OF_REGIONS, asked_of_subject
from indexer.question.topics import instructs
from indexer.question.words import QUESTION_WORDS, Sentence, Word, in_one_line, without

LONGEST_FOLLOWUP, LONGEST = 90, 500
"""Characters of a follow-up, and of what comes of it and the question it leans on."""
_ENOUGH = words("question_words_enough_alone")
_ALLOWED = QUESTION_WORDS | HEADS | BESIDE | OF_REGIONS | JOINING | POINTING.keys()
_BEGINNINGS = ("dan", "untuk", "yang", "dengan")
"""Words that say nothing at the beginning of what is left of a follow-up."""
_POINTING = alternatives("question_pointing")
_POINTED = {
    "itu": re.compile(rf"\b{alternatives('question_pointed_things')} {_POINTING}\b", re.I),
    "daerahitu": re.compile(rf"\b(?:di ?(?:sana|situ)|(?:di )?{alternatives('question_pointed_regions')} {_POINTING})\b", re.I),
    "dokumenitu": re.compile(rf"\b{alternatives('question_pointed_documents')} {_POINTING}\b", re.I),
}
_WHERE = re.compile(r"\b([Dd]i|[Dd]ari)mana\b")


@dataclass(frozen=True, slots=True)
class Completion:
    """A question in full. `turns`: it asks what was asked before, of another year, place, document or group."""

    text: str
    turns: bool


def complete(
    question: Sentence, topic: Sentence, subject: Sentence, regions: Collection[str] = (), *, leans: bool = False
) -> Completion | None:
    """The question in full when it leans on what was asked before, None when it stands on its own or it isn't certain what is meant.

    `topic` is the question before it, `subject` the one that this was asked about: the same, or one before. `regions` are the names of
    places that the library knows. `leans` says that it is known to lean on the topic, as if it began with "kalau".
    """
    if not may_be_followup(question):
        return None
    followup = _taken_apart(question, regions, leans=leans)
    if followup is None or not _has_no_subject(followup, topic):
        return None
    only_turns = bool(followup.slots) and not followup.content
    leant_on = topic if only_turns else subject
    text = _in_full(followup, leant_on.bare, regions, only_turns=only_turns)
    full = as_question(text) if text else None
    return Completion(full, only_turns) if full else None


def _in_full(followup: Followup, topic: str, regions: Collection[str], *, only_turns: bool) -> str | None:
    """What a follow-up asks, with what it leaves out; None where it isn't certain what that is."""
    turned = _turned(topic, followup, regions)
    if turned is None:
        return None
    return turned if only_turns else asked_of_subject(followup, turned, regions)


def _turned(text: str, followup: Followup, regions: Collection[str]) -> str | None:
    """The earlier question with the year, the place … of the follow-up in it; None where it isn't certain where they go."""
    turned: str | None = text
    for slot in followup.slots:
        turned = put(turned, slot, regions)
        if turned is None:
            return None
    return turned


def as_question(text: str) -> str | None:
    """A text as a sentence that asks; None where it is too long."""
    full = _WHERE.sub(r"\1 mana", f"{text[0].upper()}{text[1:]}?")
    return full if len(full) <= LONGEST else None


def may_be_followup(question: Sentence) -> bool:
    """Whether a question is short, in one line, and no instruction to the program."""
    typed = question.typed.strip()
    if len(question.text) > LONGEST_FOLLOWUP or "\n" in typed:
        return False
    return not instructs(typed)


def _taken_apart(question: Sentence, regions: Collection[str], *, leans: bool) -> Followup | None:
    """None when a word of it has no place in a follow-up."""
    start = end_of_leaning(question)
    pointers = list(_pointers(question.text))
    taken = [(0, start), *((pointer.start, pointer.end) for pointer in pointers)]
    text = question.text
    for span in taken:
        text = hidden(text, *span)
    slots = find(text, regions)
    taken += ((slot.start, slot.end) for slot in slots)
    in_order = sorted([*without(question.words, taken), *pointers], key=lambda word: word.start)
    said = [word for word in in_one_line(in_order).casefold().split() if word not in FILLERS]
    if not all(map(_has_a_place, said)):
        return None
    return Followup(tuple(dropwhile(_BEGINNINGS.__contains__, said)), tuple(slots), leans or start > 0)


def _has_a_place(word: str) -> bool:
    """Whether a word may stand in a follow-up."""
    if word in _ALLOWED or is_owned(word):
        return True
    return is_verb(word)


def _pointers(text: str) -> Iterator[Word]:
    """One word for each "program itu", "kabupaten tersebut" or "perda tadi", where that stands."""
    for word, pattern in _POINTED.items():
        for match in pattern.finditer(text):
            yield Word(word, word, word, match.start(), match.end(), before=" ")


def _has_no_subject(followup: Followup, topic: Sentence) -> bool:
    """Whether a question needs the one before it: it has no subject of its own."""
    if followup.content:
        return _asks_of(followup)
    if followup.slots:
        return _turns(followup, topic)
    return _asks_alone(followup)


def _asks_of(followup: Followup) -> bool:
    """Whether it asks for something of the same subject: "penanggung jawabnya", "realisasi di Maros"."""
    if any(map(_is_subject, followup.named)):
        return False
    if followup.points:
        return True
    if followup.named and not followup.leans:
        return False
    return followup.is_of_heads


def _is_subject(slot: Slot) -> bool:
    """Whether a slot may be what a question is about."""
    return slot.kind in ("acronym", "group") or not slot.adverbial


def _is_turn(slot: Slot) -> bool:
    """Whether a slot says by itself that the earlier question is turned on it."""
    return slot.adverbial and slot.kind != "locative"


def _asks_alone(followup: Followup) -> bool:
    """Whether it asks with no more than a question word: "kapan?", "apa saja?"; not "siapa itu?"."""
    asks_what_is_pointed_to = followup.points and followup.asks & {"siapa", "apa"}
    if asks_what_is_pointed_to:
        return False
    asks_for_list = "apa saja" in " ".join(followup.words)
    return asks_for_list or not followup.asks.isdisjoint(_ENOUGH)


def _turns(followup: Followup, topic: Sentence) -> bool:
    """Whether it asks the same as before of another year, place, document or group."""
    if followup.points or not _asks_the_same(followup, topic):
        return False
    return followup.leans or all(map(_is_turn, followup.named))


def _asks_the_same(followup: Followup, topic: Sentence) -> bool:
    asked_before = QUESTION_WORDS & topic.said
    if not asked_before:
        return True
    kinds = asked_kinds(" ".join(followup.words)) - {"explanation"}
    asks = followup.asks - {"bagaimana"}
    return asks <= asked_before and kinds <= asked_kinds(topic.plain)
