"""Marks set higher and smaller than what they follow: notes stay apart from figures, exponents belong to their units."""

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.reading.pdf.picture import PrintedWord

_SMALLER = 0.85
_LEAST_RISE, _MOST_RISE = 0.12, 0.9
_LEAST_FALL, _MOST_FALL = 0.04, 0.5
_NEAR = 0.35
_LONGEST = 4
_RAISED = str.maketrans("0123456789+-n()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ⁽⁾")
_PRINTED_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿ"
_UNIT = re.compile(r"(?:^|[\d\W])(?:[kcdmh]?m|ha|l|s|v|kg|cal|joule)$", re.I)
_POWER_OF_TEN = re.compile(r"(?:^|[x×*·.])10$")
_FIGURE = re.compile(r"\d[%)\]]?$")
_LETTER = re.compile(r"[^\W\d_]$")
_MARKED_FIGURE = re.compile(rf"(.*\d[%]?)([{_PRINTED_RAISED}]+)([^\w]*)")


def with_marks_apart(words: Sequence[PrintedWord]) -> list[PrintedWord]:
    """The words in their order. A mark that is raised after a figure or a word is a word of its own, `raised`; raised after a unit
    ("m²") or a ten ("10³") it is written into that; what is lowered (CO2) goes on with its word."""
    kept: list[PrintedWord] = []
    for word in words:
        if not kept:
            kept.append(word)
            continue
        host = kept[-1]
        if host.raised and len(kept) > 1 and _goes_on_after(kept[-2], host, word):
            kept[-2] = _with(kept[-2], word.text, word)
        elif _is_lowered(host, word) or _goes_on_on_the_line(host, word):
            kept[-1] = _with(host, word.text, word)
        elif _is_raised(host, word):
            kept[-1:] = _marked(host, word)
        else:
            kept.append(word)
    return _without_printed_marks(kept)


def _marked(host: PrintedWord, mark: PrintedWord) -> list[PrintedWord]:
    if _is_exponent(host.text, mark.text):
        return [_with(host, mark.text.translate(_RAISED), mark)]
    return [host, replace(mark, raised=True)]


def _is_exponent(host: str, mark: str) -> bool:
    if not re.fullmatch(r"[-+]?\d|n", mark):
        return len(mark) > 1 and mark.isalpha() and bool(_FIGURE.search(host))  # an ordinal: 21st
    return bool(_UNIT.search(host) or (_POWER_OF_TEN.search(host) and host != "10"))


def _with(host: PrintedWord, text: str, word: PrintedWord) -> PrintedWord:
    """The word with more text after it, that stands where `word` does."""
    return replace(host, text=host.text + text, right=max(host.right, word.right))


def _is_beside(host: PrintedWord, word: PrintedWord) -> bool:
    near = _NEAR * host.size
    return -near < word.left - host.right < near


def _is_raised(host: PrintedWord, word: PrintedWord) -> bool:
    if host.raised or len(word.text) > _LONGEST or word.size > _SMALLER * host.size or not _is_beside(host, word):
        return False
    rise = (host.baseline - word.baseline) / host.size
    return _LEAST_RISE < rise < _MOST_RISE


def _is_lowered(host: PrintedWord, word: PrintedWord) -> bool:
    is_small = word.size <= _SMALLER * host.size and len(word.text) <= _LONGEST
    if host.raised or not is_small or not _is_beside(host, word) or not _LETTER.search(host.text):
        return False
    fall = (word.baseline - host.baseline) / host.size
    return _LEAST_FALL < fall < _MOST_FALL


def _goes_on_on_the_line(host: PrintedWord, word: PrintedWord) -> bool:
    """Whether a word goes on with one that an exponent or a lowered figure was written into: "CO2e", "m²,"."""
    written_into = host.text[-1:] in _PRINTED_RAISED or bool(re.search(r"[^\W\d_]\d$", host.text))
    is_level = abs(host.baseline - word.baseline) < 0.1 * host.size and abs(host.size - word.size) < 0.1 * host.size
    return written_into and is_level and not word.space and -_NEAR < (word.left - host.right) / host.size < 0.15


def _goes_on_after(host: PrintedWord, mark: PrintedWord, word: PrintedWord) -> bool:
    """Whether what follows a mark touches it, as the comma after it does: it belongs to the marked word."""
    is_level = abs(host.baseline - word.baseline) < 0.1 * host.size and abs(host.size - word.size) < 0.1 * host.size
    touches = not word.space and -_NEAR < (word.left - mark.right) / host.size < 0.15
    return is_level and touches and not word.text[:1].isalnum()


def _without_printed_marks(words: Sequence[PrintedWord]) -> list[PrintedWord]:
    """The same for marks that are raised letters of their own ("12⁴")."""
    kept: list[PrintedWord] = []
    for word in words:
        found = None if word.text.isascii() else _MARKED_FIGURE.fullmatch(word.text)
        if found is None or _POWER_OF_TEN.search(found[1]) and found[1] != "10":
            kept.append(word)
            continue
        share = (len(found[1]) + len(found[3])) / len(word.text)
        edge = word.left + (word.right - word.left) * share
        kept.append(replace(word, text=found[1] + found[3], right=edge))
        kept.append(replace(word, text=found[2], left=edge, raised=True, space=False))
    return kept
