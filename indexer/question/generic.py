"""Words of a question that say little of what it is about: how it is asked, what kind of answer, a measure."""

from indexer.language.terms import STOPWORDS
from indexer.language.wordlists import words
from indexer.question.model import is_year
from indexer.question.words import QUESTION_WORDS

SOFT = words("question_soft_words")
UNITS = words("question_units")
_ABOUT_ANSWER = words("question_about_answer")
_ORDERS = words("question_answer_orders")
_GENERIC_NOUNS = words("question_generic_nouns")
_LEAST_WITH_NYA = 6
"""Letters of a word that may end in -nya."""


def is_informative(word: str) -> bool:
    """Whether a word is looked for at all."""
    says_nothing = word in STOPWORDS or word in QUESTION_WORDS
    is_letter = len(word) == 1 and not word.isdigit()
    return (word in SOFT or not says_nothing) and not is_letter and not _is_order(word)


def is_about_answer(word: str) -> bool:
    """Whether a word says what kind of answer is wanted, or what to do with it, rather than what about."""
    return word in _ABOUT_ANSWER or _bare(word) in _ABOUT_ANSWER or _is_order(word)


def is_generic(word: str) -> bool:
    """Whether a word or phrase may open a question without being what is wanted of its subject: a year, a measure, a class."""
    return is_about_answer(word) or _bare(word) in _GENERIC_NOUNS or is_year(word)


def _is_order(word: str) -> bool:
    """Whether a word says what to do with the answer."""
    return _bare(word) in _ORDERS


def _bare(word: str) -> str:
    return word.removesuffix("nya") if len(word) >= _LEAST_WITH_NYA else word
