"""What a question says when it leans on one before it: how it opens, what points back, what can be asked of a known subject. Pure."""

import re
from dataclasses import dataclass

from indexer.language.wordlists import alternatives, words
from indexer.question.slots import Slot
from indexer.question.spelling import is_owned
from indexer.question.words import QUESTION_WORDS, Sentence

HEADS = words("question_heads")
BESIDE = words("question_beside_heads")
JOINING = words("question_joining")
FILLERS = words("question_fillers")
POINTING = {"itu": "subject", "tersebut": "subject", "daerahitu": "place", "dokumenitu": "document"}
"""A word that points back -> what it points to. The last two stand for "kabupaten itu" and "perda tadi"."""
_NO_CONTENT = QUESTION_WORDS | JOINING | POINTING.keys()
_VERBS = words("question_verbs")
_VERB = re.compile(r"di\w{4,}kan|me\w{5,}kan")
_OPENING = re.compile(
    rf"(?:(?:{alternatives('question_leaning')}|bagaimana(?= {alternatives('question_leaning_after_how')}\b))\b[ ,]*)+", re.I
)


@dataclass(frozen=True, slots=True)
class Followup:
    """A new question taken apart: what is left of its words, its slots, and whether it opens by leaning on what went before."""

    words: tuple[str, ...]
    slots: tuple[Slot, ...]
    leans: bool

    @property
    def asks(self) -> frozenset[str]:
        """Its question words."""
        return QUESTION_WORDS.intersection(self.words)

    @property
    def content(self) -> list[str]:
        """Its words without those that ask, join or point back."""
        return [word for word in self.words if word not in _NO_CONTENT]

    @property
    def points(self) -> bool:
        """Whether a word of it points back."""
        return any(map(points_back, self.words))

    @property
    def named(self) -> list[Slot]:
        """Its slots other than years."""
        return [slot for slot in self.slots if slot.kind not in ("year", "period")]

    @property
    def names_year(self) -> bool:
        """Whether it names a year itself."""
        return any(slot.kind == "year" for slot in self.slots)

    @property
    def is_of_heads(self) -> bool:
        """Whether it names nothing but what can be asked of a subject."""
        others = set(self.content) - HEADS
        return all(map(is_verb, others))


def end_of_leaning(sentence: Sentence) -> int:
    """Where the words end with which a sentence leans on what went before ("terus kalau …"); 0 for none."""
    if not sentence.words:
        return 0
    match = _OPENING.match(sentence.text, sentence.words[0].start)
    return match.end() if match else 0


def leans_on(sentence: Sentence) -> bool:
    """Whether a question opens by leaning on what went before ("kalau …"), or points back to it ("anggarannya", "program itu")."""
    if any(map(points_back, sentence.said)):
        return True
    return end_of_leaning(sentence) > 0


def points_back(word: str) -> bool:
    """Whether a word points back to what was named before."""
    return is_owned(word) or word in POINTING


def is_verb(word: str) -> bool:
    """Whether a word of a question is a verb that says what was done, not about what ("menetapkan")."""
    return word in _VERBS or bool(_VERB.fullmatch(word))
