"""What a message may mean after the question before it: whole by itself, in the place of a part of that, or asked of a part of it. Every such
reading is made; which is meant, likelihood.py tells. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from indexer.language.terms import STOPWORDS
from indexer.language.wordlists import words
from indexer.question.leaning import FILLERS, end_of_leaning
from indexer.question.spelling import is_owned
from indexer.question.words import QUESTION_WORDS, Sentence, Word, in_one_line

LONGEST_REPLACED = 6
"""Words of a part of a question in the place of which something else may stand."""
_OPENING = words("question_openers_of_readings")
_SAYS_NOTHING = STOPWORDS | QUESTION_WORDS | FILLERS
_AT_NO_EDGE = STOPWORDS - QUESTION_WORDS


class How(StrEnum):
    """How a reading is made of a message and the question before it, the topic."""

    ALONE = "alone"
    IN_PLACE = "in place"
    ADDED = "added"
    BESIDE = "beside"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class Reading:
    """A question in full: its text without the mark behind it. From `start` to `end` stand the words of the topic in the place of which the message
    stands, or behind which it is asked; `kept` and `dropped` are the words of the topic that it has and has not."""

    how: How
    text: str
    kept: tuple[Word, ...] = ()
    dropped: tuple[Word, ...] = ()
    start: int = 0
    end: int = 0


def said_in(message: Sentence) -> tuple[Word, ...]:
    """The words of a message that say something: none of those with which it leans on what went before, none that fill."""
    words = message.between(end_of_leaning(message), len(message.text))
    first = next((at for at, word in enumerate(words[:-1]) if word.plain not in _OPENING), max(0, len(words) - 1))
    return tuple(word for word in words[first:] if word.plain not in FILLERS)


def named_in(message: Sentence) -> tuple[Word, ...]:
    """The words of a message that may stand in the place of others: none that ask, where there are others."""
    said = said_in(message)
    return tuple(word for word in said if word.plain not in QUESTION_WORDS) or said


def all_readings(message: Sentence, topic: Sentence, completed: str | None) -> list[Reading]:
    """Every reading, the message alone first. `completed` is the one that followups.py is certain enough of to make, or None."""
    readings = [Reading(How.ALONE, message.bare, dropped=topic.words)]
    if not said_in(message):
        return readings
    if _asks_no_more(message, topic):
        readings += _in_place(named_in(message), topic.words)
        added = f"{in_one_line(topic.words)} {in_one_line(named_in(message))}"
        readings.append(Reading(How.ADDED, added, kept=topic.words))
    readings += _beside(said_in(message), topic.words)
    if completed:
        readings.append(Reading(How.COMPLETED, completed.strip(" ?")))
    return readings


def _asks_no_more(message: Sentence, topic: Sentence) -> bool:
    """Whether a message asks nothing that the topic doesn't ask."""
    return QUESTION_WORDS & message.said <= topic.said


def _in_place(named: Sequence[Word], topic: tuple[Word, ...]) -> Iterator[Reading]:
    """What is named in the place of each part of the topic, where that leaves some of it."""
    for start, end in _parts(topic):
        asks = any(word.plain in QUESTION_WORDS for word in topic[start:end])
        is_left = any(word.plain not in _SAYS_NOTHING for word in topic[:start] + topic[end:])
        if is_left and not asks and end - start <= LONGEST_REPLACED:
            text = f"{in_one_line(topic[:start])} {in_one_line(named)} {in_one_line(topic[end:])}".strip()
            yield Reading(How.IN_PLACE, text, topic[:start] + topic[end:], topic[start:end], start, end)


def _beside(said: Sequence[Word], topic: tuple[Word, ...]) -> Iterator[Reading]:
    for start, end in _parts(topic):
        kept = tuple(word for word in topic[start:end] if word.plain not in QUESTION_WORDS)
        yield Reading(How.BESIDE, _asked_of(said, in_one_line(kept)), kept, topic[:start] + topic[end:], start, end)


def _asked_of(said: Sequence[Word], subject: str) -> str:
    """A message with what it is asked of behind what belongs to that ("penanggung jawab indeks SPBE siapa"), else at its end."""
    owned = [at for at, word in enumerate(said) if is_owned(word.plain)]
    if not owned:
        return f"{in_one_line(said)} pada {subject}"
    before, last, behind = said[: owned[-1]], said[owned[-1]], said[owned[-1] + 1 :]
    line = [in_one_line(before), last.text.removesuffix("nya"), subject, in_one_line(behind)]
    return " ".join(filter(None, line))


def _parts(topic: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where each run of words begins and ends that a question may be asked of: no small word and no word that asks at its edges."""
    edges = [word.plain not in _AT_NO_EDGE and word.plain not in QUESTION_WORDS for word in topic]
    starts = [at for at, may_be in enumerate(edges) if may_be]
    for start in starts:
        for last in starts:
            if last >= start:
                yield start, last + 1
