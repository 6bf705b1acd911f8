"""The last questions + a new one that leans on them ("kalau 2027?", "siapa penanggung jawabnya?") -> the question in full.

A wrong completion is worse than none, so every word of a follow-up must be accounted for: as a way to lean on what went
before, as a year, place, document or group in the place of the earlier one, or as what is asked about the earlier subject.
With one word more, a question stands on its own. Pure.
"""

import re
from collections.abc import Collection, Iterator

from indexer.language.wordlists import alternatives, words
from indexer.question.kinds import asked_kinds
from indexer.question.leaning import BESIDE, HEADS, JOINING, POINTING, Followup, end_of_leaning, is_verb
from indexer.question.slots import find, put
from indexer.question.spelling import is_owned
from indexer.question.subject import OF_REGIONS, about
from indexer.question.topics import instructs
from indexer.question.words import QUESTION_WORDS, Sentence, Word, in_one_line

LONGEST_FOLLOWUP, LONGEST = 90, 500
"""Characters of a follow-up, and of what comes of it and the question it leans on."""
_ENOUGH = words("question_words_enough_alone")
_FILLERS = words("question_fillers")
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


def complete(question: Sentence, topic: Sentence, regions: Collection[str] = (), *, leans: bool = False) -> str | None:
    """The question in full when it leans on the `topic`, None when it stands on its own or it isn't certain what is meant.

    `regions` are the names of places that the library knows. `leans` says that it is known to lean on the topic, as if it began with
    "kalau".
    """
    if not _may_be_followup(question):
        return None
    followup = _taken_apart(question, regions, leans=leans)
    if followup is None or not _has_no_subject(followup, topic):
        return None
    text = topic.bare
    for slot in followup.slots:
        turned = put(text, slot, regions)
        if turned is None:
            return None
        text = turned
    if followup.content or not followup.slots:
        text = about(followup, text, regions)
    return _as_question(text) if text else None


def _as_question(text: str) -> str | None:
    full = _WHERE.sub(r"\1 mana", f"{text[0].upper()}{text[1:]}?")
    return full if len(full) <= LONGEST else None


def _may_be_followup(question: Sentence) -> bool:
    """Whether it is short, in one line, and no instruction to the program."""
    typed = question.typed.strip()
    return len(question.text) <= LONGEST_FOLLOWUP and "\n" not in typed and not instructs(typed)


def _taken_apart(question: Sentence, regions: Collection[str], *, leans: bool) -> Followup | None:
    """None when a word of it has no place in a follow-up."""
    start = end_of_leaning(question)
    pointers = list(_pointers(question.text))
    hidden = _hidden(question.text, start, pointers)
    slots = find(hidden, regions)
    taken = [(slot.start, slot.end) for slot in slots] + [(pointer.start, pointer.end) for pointer in pointers]
    left = [word for word in question.words if word.start >= start and not _is_within(word, taken)]
    in_order = sorted([*left, *pointers], key=lambda word: word.start)
    said = [word for word in in_one_line(in_order).casefold().split() if word not in _FILLERS]
    if not all(word in _ALLOWED or is_owned(word) or is_verb(word) for word in said):
        return None
    while said and said[0] in _BEGINNINGS:
        del said[0]
    return Followup(tuple(said), tuple(slots), leans or start > 0)


def _pointers(text: str) -> Iterator[Word]:
    """One word for each "program itu", "kabupaten tersebut" or "perda tadi", where that stands."""
    for word, pattern in _POINTED.items():
        for match in pattern.finditer(text):
            yield Word(word, word, word, match.start(), match.end(), before=" ")


def _hidden(text: str, start: int, pointers: Collection[Word]) -> str:
    """The text without what stands before `start` and without the pointers, its places unchanged."""
    text = "\0" * start + text[start:]
    for pointer in pointers:
        text = text[: pointer.start] + "\0" * (pointer.end - pointer.start) + text[pointer.end :]
    return text


def _is_within(word: Word, spans: Collection[tuple[int, int]]) -> bool:
    return any(start <= word.start < end for start, end in spans)


def _has_no_subject(followup: Followup, topic: Sentence) -> bool:
    """Whether a question needs the one before it: it has no subject of its own."""
    if not followup.content:
        return _turns(followup, topic) if followup.slots else _asks_alone(followup)
    if any(slot.kind in ("acronym", "group") or not slot.adverbial for slot in followup.named):
        return False
    if followup.points:
        return True
    return followup.is_of_heads and (followup.leans or not followup.slots)


def _asks_alone(followup: Followup) -> bool:
    """Whether it asks with no more than a question word: "kapan?", "apa saja?"; not "siapa itu?"."""
    enough = followup.asks & _ENOUGH or "apa saja" in " ".join(followup.words)
    asks_what_is_pointed_to = followup.points and followup.asks & {"siapa", "apa"}
    return bool(enough) and not asks_what_is_pointed_to


def _turns(followup: Followup, topic: Sentence) -> bool:
    """Whether it asks the same as before of another year, place, document or group."""
    if followup.points:
        return False
    asked_before = QUESTION_WORDS.intersection(word.plain for word in topic.words)
    if asked_before and not _asks_the_same(followup, topic, asked_before):
        return False
    return followup.leans or all(slot.adverbial and slot.kind != "locative" for slot in followup.named)


def _asks_the_same(followup: Followup, topic: Sentence, asked_before: Collection[str]) -> bool:
    kinds = asked_kinds(" ".join(followup.words)) - {"explanation"}
    kinds_before = asked_kinds(" ".join(word.plain for word in topic.words))
    asks = followup.asks - {"bagaimana"}
    return asks.issubset(asked_before) and kinds <= kinds_before
