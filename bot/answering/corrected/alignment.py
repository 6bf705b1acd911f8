"""Which things of one question the other names too, however it writes them: by another form, an abbreviation or a slip of the finger. Pure."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from bot.answering.corrected.wording import Thing, Wording
from indexer.language.terms import STOPWORDS, is_root, is_word
from indexer.question.model import Form

LEAST_SHORT, MOST_SHORT = 2, 7
"""Letters of the initials of several words, and of what is put together from pieces of them."""
LEAST_PIECES = 4
"""Letters of what is put together from pieces of words, or left of one."""
LEAST_MISTYPED, LONG_WORD = 5, 8
"""Letters of a word in which one slip of the finger is forgiven, and of one in which two are."""
LEAST_PREFIX = 6
"""Letters of a word that another begins with where they are of one root: "vaksin" and "vaksinasi"."""
MOST_WORDS = 6


def unnamed(asked: Wording, other: Wording) -> list[Thing]:
    """The things of a question that the other doesn't name."""
    missing = [thing for thing in asked.things if not _is_named(thing, other)]
    return [thing for thing in missing if not _stands_for_missing(thing, other, asked)]


def _is_named(thing: Thing, other: Wording) -> bool:
    if any(thing.forms & one.forms for one in other.things):
        return True
    return any(_stands_in(form, other.terms) for form in thing.forms)


def _stands_in(form: Form, terms: Sequence[str]) -> bool:
    size = len(form)
    return any(tuple(terms[at : at + size]) == form for at in range(len(terms) - size + 1))


def _stands_for_missing(thing: Thing, other: Wording, asked: Wording) -> bool:
    """Whether a thing is short for words of the other question, is a piece of what these are short for, or a slip of the finger."""
    words = [word for word in thing.said.split() if word not in STOPWORDS]
    if len(words) == 1 and (_is_short_for_some(words[0], other) or _is_mistyped(words[0], other)):
        return True
    return any(thing.said in run for run in _written_short(other, asked))


def _is_short_for_some(word: str, other: Wording) -> bool:
    may_be_short = word.isalpha() and not is_root(word)
    return may_be_short and any(
        is_short_for(word, run) for run in runs(other.alike, LEAST_SHORT if len(word) < LEAST_PIECES else 1)
    )


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
    if len(run) > 1 and short == "".join(word[0] for word in run):
        return True
    if len(short) < LEAST_PIECES or len(run) > 3 or short in run:
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
    if min(len(word), len(other)) >= LEAST_PREFIX and (word.startswith(other) or other.startswith(word)):
        return True
    if min(len(word), len(other)) < LEAST_MISTYPED or word[0] != other[0] or (is_word(word) and is_word(other)):
        return False
    return OSA.distance(word, other) <= (2 if max(len(word), len(other)) >= LONG_WORD else 1)
