"""Words of a question that say little of what it is about: how it is asked, what kind of answer, a measure."""

from functools import cache

from indexer.language.terms import STOPWORDS, term
from indexer.language.wordlists import words
from indexer.question.model import is_year
from indexer.question.words import QUESTION_WORDS

SOFT = words("question_soft_words")
_SAYING_NOTHING = (STOPWORDS | QUESTION_WORDS) - SOFT
UNITS = words("question_units")
_NO_SUBJECT = STOPWORDS | QUESTION_WORDS | UNITS
_ORDERS = words("question_answer_orders")
"""What to do with the answer."""
_ABOUT_ANSWER = words("question_about_answer") | _ORDERS
_GENERIC = words("question_generic_nouns") | _ABOUT_ANSWER
_LEAST_WITH_NYA = 6
"""Letters of a word that may end in -nya."""


def is_informative(word: str) -> bool:
    """Whether a word is looked for at all."""
    if word in _SAYING_NOTHING or _is_one_of(_ORDERS, word):
        return False
    return len(word) > 1 or word.isdigit()


def is_about_answer(word: str) -> bool:
    """Whether a word says what kind of answer is wanted, or what to do with it, rather than what about."""
    return _is_one_of(_ABOUT_ANSWER, word)


def says_what_about(word: str) -> bool:
    """Whether a word says what a question is about: not how it is asked, nor in which unit or year."""
    if word in _NO_SUBJECT or word[0].isdigit():
        return False
    return not is_about_answer(word)


def is_generic(word: str) -> bool:
    """Whether a word or phrase may open a question without being what is wanted of its subject: a year, a measure, a class."""
    return is_year(word) or _is_one_of(_GENERIC, word)


@cache
def generic_terms() -> frozenset[str]:
    """The terms of the words that are generic, years aside."""
    return frozenset(map(term, _GENERIC))


def _is_one_of(words: frozenset[str], word: str) -> bool:
    """Whether a word is one of these, or is with -nya."""
    bare = word.removesuffix("nya") if len(word) >= _LEAST_WITH_NYA else word
    return not words.isdisjoint((word, bare))
