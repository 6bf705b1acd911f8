"""Pieces of text that a program placed one by one, closer to each other than words are and further than letters: words of their own, or
parts of one. Which is told by the dictionary."""

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.language.terms import is_word
from indexer.reading.pdf.picture import PrintedWord

_WIDEST = 0.15
_SAME_BASELINE = 0.12
_OVERLAP = 0.3
_LAST_LETTERS, _FIRST_LETTERS = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
_SHORTEST_WORD = 3
_WIDEST_IN_FIGURE = 0.4
_LAST_DIGITS = re.compile(r"(?<![\d.,])\d{1,3}$")
_GROUPS = re.compile(r"((?:\.\d{3})+(?:,\d{1,2})?|(?:,\d{3})+(?:\.\d{1,2})?)(?![\d.,]*\d)")
"""The rest of a figure after its first digits."""


def rejoined(words: Sequence[PrintedWord]) -> list[PrintedWord]:
    """The words, those that are parts of one put together."""
    kept: list[PrintedWord] = []
    for word in words:
        if kept and (_is_rest_of_figure(kept[-1], word) or _is_close(kept[-1], word) and _is_one(kept[-1].text, word.text)):
            before = kept[-1]
            kept[-1] = replace(before, text=before.text + word.text, right=max(before.right, word.right))
        else:
            kept.append(word)
    return kept


def _is_close(before: PrintedWord, word: PrintedWord) -> bool:
    return not word.space and _is_beside(before, word, _WIDEST)


def _is_beside(before: PrintedWord, word: PrintedWord, widest: float) -> bool:
    is_level = abs(word.baseline - before.baseline) < _SAME_BASELINE * before.size
    return is_level and -_OVERLAP < (word.left - before.right) / word.size < widest


def _is_rest_of_figure(before: PrintedWord, word: PrintedWord) -> bool:
    """Whether a word is the thousands of the figure that ends the one before, though a space was typed between them ("191 ,547")."""
    if word.text[0] not in ".,":
        return False
    is_rest = _LAST_DIGITS.search(before.text) is not None and _GROUPS.match(word.text) is not None
    return is_rest and _is_beside(before, word, _WIDEST_IN_FIGURE)


def _is_one(before: str, after: str) -> bool:
    first, second = _LAST_LETTERS.search(before), _FIRST_LETTERS.match(after)
    if first is None or second is None:
        return _marks_go_on(before, after)
    if first[0][-1].islower() and second[0][0].isupper():
        return False
    whole, one, other = (text.casefold() for text in (first[0] + second[0], first[0], second[0]))
    return is_word(whole) or not (_is_apart(one) and _is_apart(other))


def _is_apart(word: str) -> bool:
    """Whether letters are a word of their own."""
    return len(word) >= _SHORTEST_WORD and is_word(word)


def _marks_go_on(before: str, after: str) -> bool:
    """Whether a mark, or what follows one, belongs to the word: closing marks and hyphens do, a word after a closing mark doesn't."""
    if not after[0].isalnum():
        return after[0] not in "(["
    if before[-1].isdigit() or after[0].isdigit():
        return False
    return before[-1] in "-/(["
