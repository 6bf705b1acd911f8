"""What an unanswered question is about, so that questions of one missing document stand together.

A year doesn't tell two of them apart: one document, or one agency, has the figures of all years. Another region does.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from indexer.language.place_names import mentions
from indexer.language.terms import term
from indexer.language.wordlists import words
from indexer.question.model import Concept, Intent
from indexer.question.understanding import understand

_SIDE = frozenset(map(term, words("gap_side_words")))
SIDE_WEIGHT = 0.3
"""What a word counts that says which figure or place is wanted, where one that says of what counts 1; bench/gaps/README.md."""


@dataclass(frozen=True, slots=True)
class Topic:
    """`words` are what a question is about, each in the one form that it and its synonyms have, with its weight, and as it stands in the question;
    `region` is what it names, "" for none. `asks`: it is a question at all, and no "halo"."""

    words: tuple["TopicWord", ...]
    region: str
    asks: bool

    @property
    def text(self) -> str:
        """The words of the question that say what it is about, in their order."""
        return " ".join(word.said for word in self.words)


@dataclass(frozen=True, slots=True)
class TopicWord:
    """`form` is the same for synonyms, `said` is how the question has it."""

    form: str
    said: str
    weight: float


@lru_cache(maxsize=20_000)  # each round looks at all open questions again
def topic_of(question: str) -> Topic:
    """What a question is about: neither its year nor how it is asked. The name of a region is none of the words: questions of one region would
    stand together for it."""
    understood = understand(question)
    places = mentions(question, any_case=True)
    named = {word for place in places for word in question[place.start : place.end].casefold().split()}
    telling = [_word(one) for one in understood.concepts if _tells(one) and not named.issuperset(one.word.casefold().split())]
    small = question.casefold()
    in_order = sorted(telling, key=lambda word: small.find(word.said.casefold()))
    return Topic(tuple(in_order), region_of(question), understood.intent is Intent.QUESTION)


def region_of(text: str) -> str:
    """The regions that a text names; "" for none."""
    found = {region for mention in mentions(text, any_case=True) for region in mention.regions}
    return ", ".join(sorted(found))


def home_region(regions: Iterable[str]) -> str:
    """Of the regions of all documents the one that most are of: who names none means it."""
    named = Counter(filter(None, map(region_of, regions)))
    return named.most_common(1)[0][0] if named else ""


def _tells(concept: Concept) -> bool:
    is_time = concept.year is not None or concept.period
    return not (concept.pair or concept.generic or is_time)


def _word(concept: Concept) -> TopicWord:
    forms = sorted(" ".join(form) for form in concept.alternatives)
    is_side = not _SIDE.isdisjoint(forms)
    return TopicWord(forms[0], concept.word, SIDE_WEIGHT if is_side else 1.0)
