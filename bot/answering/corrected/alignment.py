"""Which things of one question the other names too, however it writes them: by another form, an abbreviation or a slip of the finger. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from os.path import commonprefix

from rapidfuzz.distance import OSA

from bot.answering.corrected.wording import Thing, Wording
from indexer.language.terms import STOPWORDS, is_root, is_word, term
from indexer.language.vocabulary import CLASSES
from indexer.question.model import Form

LEAST_SHORT, MOST_SHORT = 2, 7
"""Letters of the initials of several words, and of what is put together from pieces of them."""
LEAST_PIECES, MOST_PIECES = 4, 3
"""Letters of what is put together from pieces of words, and how many words these are."""
LEAST_CUT = 3
"""Letters that are left of a word that is cut short: "bid."."""
LEAST_MISTYPED, LONG_WORD = 5, 8
"""Letters of a word in which one slip of the finger is forgiven, and of one in which two are."""
LEAST_PREFIX = 6
"""Letters of a word that another begins with where they are of one root: "vaksin" and "vaksinasi"."""
MOST_OF_A_WORD = 0.75
"""The share of the letters of the shorter of two words that they begin with."""
MOST_WORDS = 6


def unnamed(asked: Wording, other: Wording) -> list[Thing]:
    """The things of a question that the other doesn't name."""
    missing = [thing for thing in asked.things if not _is_named(thing, other)]
    return [thing for thing in missing if not _stands_for_missing(thing, other, asked)]


def _is_named(thing: Thing, other: Wording) -> bool:
    if any(thing.forms & one.forms for one in other.things):
        return True
    first, *number = thing.said.split()
    if number and first in CLASSES:
        return term(first) in other.terms  # the numbers are compared
    return any(_stands_in(form, other.terms) for form in thing.forms)


def _stands_in(form: Form, terms: Sequence[str]) -> bool:
    size = len(form)
    side_by_side = (tuple(terms[at : at + size]) for at in range(len(terms) - size + 1))
    joined = size == 1 and any(first + second == form[0] for first, second in pairwise(terms))
    return joined or form in side_by_side


def _stands_for_missing(thing: Thing, other: Wording, asked: Wording) -> bool:
    """Whether a thing is short for words of the other question, is a piece of what these are short for, or a slip of the finger."""
    words = [word for word in thing.said.split() if word not in STOPWORDS]
    if len(words) == 1 and (_is_short_for_some(words[0], other) or _is_mistyped(words[0], other)):
        return True
    if any(thing.said in run for run in _written_short(other, asked)):
        return True
    return any(first + second in other.terms and term(thing.said) in (first, second) for first, second in pairwise(asked.terms))


def _is_short_for_some(word: str, other: Wording) -> bool:
    may_be_short = word.isalpha() and not is_root(word)
    return may_be_short and any(is_short_for(word, run) for run in runs(other.alike, 1))


def _written_short(other: Wording, asked: Wording) -> Iterator[list[str]]:
    """The runs of words of a question that a word of the other is short for."""
    shorts = [
        word for word in re.findall(r"[a-z]+", other.alike) if LEAST_SHORT <= len(word) <= MOST_SHORT and not is_root(word)
    ]
    for run in runs(asked.alike, LEAST_SHORT):
        if any(is_short_for(short, run) for short in shorts):
            yield run


def runs(text: str, least: int) -> Iterator[list[str]]:
    """The words that stand side by side in a text, stop words left out, `least` or more of them."""
    words = [word for word in re.findall(r"[a-z]+", text) if word not in STOPWORDS]
    for at in range(len(words)):
        for size in range(least, MOST_WORDS + 1):
            if at + size <= len(words):
                yield words[at : at + size]


def is_short_for(short: str, run: Sequence[str]) -> bool:
    """Whether a word is made of the initials of these words, or of a piece of each that begins it: "rls", "narsum", "kadin"."""
    if short[0] != run[0][0]:
        return False  # so it is nearly always, and what follows is slow
    if len(run) > 1 and short == "".join(word[0] for word in run):
        return True
    if len(run) == 1 and len(short) >= LEAST_CUT and run[0].startswith(short):
        return True
    if len(short) < LEAST_PIECES or len(run) > MOST_PIECES or short in run:
        return False
    pieces = "".join(rf"{word[0]}(?:{'|'.join(_tails(word))})" for word in run)
    return re.fullmatch(pieces, short) is not None


def _tails(word: str) -> list[str]:
    """What may follow the first letter of a word where it is cut short: its next letters in order, some left out, at least one."""
    optional = "".join(f"{letter}?" for letter in word[1:])
    return [f"(?=[a-z]){optional}"]


def _is_mistyped(word: str, other: Wording) -> bool:
    near = (one for thing in other.things for one in thing.said.split() if _is_near(word, one))
    return next(near, None) is not None


def _is_near(word: str, other: str) -> bool:
    if _shares_root(word, other):
        return True
    shorter, longer = sorted((_folded(word), _folded(other)), key=len)
    are_words = is_word(word) and is_word(other)
    if len(shorter) < LEAST_MISTYPED or shorter[0] != longer[0] or are_words:
        return False
    return OSA.distance(shorter, longer) <= (2 if len(longer) >= LONG_WORD else 1)


def _shares_root(word: str, other: str) -> bool:
    """Whether two words are of one root that no stemmer knows: "vaksin" and "vaksinasi", "sertifikat" and "sertifikasi"."""
    shared = len(commonprefix((word, other)))
    shorter = min(len(word), len(other))
    is_beginning = shared == shorter and shared >= LEAST_PREFIX
    return is_beginning or (shared > LEAST_PREFIX and shared >= MOST_OF_A_WORD * shorter)


def _folded(word: str) -> str:
    """As it is spelled in Indonesian: "excavator" -> "ekskavator"."""
    return word.replace("xc", "ksk").replace("x", "ks").replace("c", "k")
