"""Words of a question that say little of what it is about: how it is asked, what kind of answer, a measure."""

from functools import cache

from indexer.language.terms import STOPWORDS, term
from indexer.language.wordlists import words
from indexer.question.model import is_year
from indexer.question.words import QUESTION_WORDS

SOFT = words("question_soft_words")
_SAYING_NOTHING = (STOPWORDS | QUESTION_WORDS) - SOFT
_NO_SUBJECT = QUESTION_WORDS | words("question_units")
_ABOUT_ANSWER = words("question_about_answer")
_ORDERS = words("question_answer_orders")
_GENERIC_NOUNS = words("question_generic_nouns")
_LEAST_WITH_NYA = 6
"""Letters of a word that may end in -nya."""


def is_informative(word: str) -> bool:
    """Whether a word is looked for at all."""
    if word in _SAYING_NOTHING or _is_order(word):
        return False
    return len(word) > 1 or word.isdigit()


def is_about_answer(word: str) -> bool:
    """Whether a word says what kind of answer is wanted, or what to do with it, rather than what about."""
    if word in _ABOUT_ANSWER or _bare(word) in _ABOUT_ANSWER:
        return True
    return _is_order(word)


def says_what_about(word: str) -> bool:
    """Whether a word says what a question is about: not how it is asked, nor in which unit or year."""
    if word in STOPWORDS or word in _NO_SUBJECT:
        return False
    if word[0].isdigit():
        return False
    return not is_about_answer(word)


def is_generic(word: str) -> bool:
    """Whether a word or phrase may open a question without being what is wanted of its subject: a year, a measure, a class."""
    if _bare(word) in _GENERIC_NOUNS or is_year(word):
        return True
    return is_about_answer(word)


@cache
def generic_terms() -> frozenset[str]:
    """The terms of the words that are generic, years aside."""
    return frozenset(map(term, _GENERIC_NOUNS | _ABOUT_ANSWER | _ORDERS))


def _is_order(word: str) -> bool:
    """Whether a word says what to do with the answer."""
    return _bare(word) in _ORDERS


def _bare(word: str) -> str:
    if len(word) < _LEAST_WITH_NYA:
        return word
    return word.removesuffix("nya")
