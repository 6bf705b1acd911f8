"""Lines of print -> running text: a word that was divided at the end of a line is whole again, a hyphen that is written stays; a
figure that a narrow cell broke is one figure."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from indexer.language.terms import is_word
from indexer.language.wordlists import words

_DIVIDED = re.compile(r"([^\W\d_]+)-$")
_FIRST = re.compile(r"[^\W\d_]+")
_PREFIXES = words("hyphened_prefixes")
_LEAST_REPEATED, _REPEATED_SHARE = 3, 0.6
_SHORTEST = 3
_NAME = r"(?:[A-Z]{1,5}-)*[A-Z]{1,5}"
"""What a code may begin with: "RSP", "NTB-DAD"."""
_BROKEN = re.compile(rf"(?:^|(?<=\s)|(?<=Rp)|(?<=Rp\.))(?:(?:{_NAME}\.)?\d[\d.,]*|{_NAME})$")
_REST = re.compile(r"[\d.,]*\d[.,]?(?=[%)\s]|$)")
_POINT_FIRST = re.compile(r"\.\d")
_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+,\d+|\d{1,3}(?:\.\d{3})+,-?")
_DECIMAL = re.compile(r"\d+[.,]\d{1,2}")
_CODE = re.compile(rf"(?:\d{{1,2}}|{_NAME})(?:\.\d{{1,4}}){{2,}}\.?")
_NAMED_CODE = re.compile(rf"{_NAME}(?:\.\d{{1,4}}){{2,}}")


def joined(before: str, after: str) -> str:
    """Two lines of running text as one: parted by a space, or at a hyphen by the hyphen, or nothing where that only divided a word."""
    divided = _DIVIDED.search(before)
    if divided is None:
        return f"{before} {after}"
    following = _FIRST.match(after)
    if following is None or _is_written(divided[1], following[0]):
        return before + after
    return before[:-1] + after


def joined_lines(lines: Sequence[str]) -> str:
    """The lines of a cell as one. Where one of them begins with the point of a code, the others may be broken between its digits."""
    codes_are_broken = any(_POINT_FIRST.match(line) for line in lines)
    text = ""
    for line in lines:
        if not text:
            text = line
        elif breaks_figure(text, line) or (codes_are_broken and _breaks_code(text, line)):
            text += line
        else:
            text = joined(text, line)
    return text


def _is_written(first: str, second: str) -> bool:
    """Whether the hyphen between two parts is written in the middle of a line too: between repetitions ("mitra-mitra"), after a letter
    or a prefix set apart ("e-government", "non-ASN"), between words ("sosial-ekonomi")."""
    if len(first) == 1 or (second[0].isupper() and not first.isupper()) or (first.isupper() and second[0].islower()):
        return True
    first, second = first.casefold(), second.casefold()
    if _repeats(first, second):
        return True
    if is_word(first + second):
        return False
    if first in _PREFIXES:
        return True
    return min(len(first), len(second)) >= _SHORTEST and is_word(first) and is_word(second)


def _repeats(first: str, second: str) -> bool:
    """Whether two words are one said twice, be it with affixes or with other vowels ("perundang-undangan", "gerak-gerik")."""
    shorter = min(len(first), len(second))
    if shorter < _LEAST_REPEATED:
        return False
    common = SequenceMatcher(None, first, second, autojunk=False).find_longest_match().size
    if common >= max(_LEAST_REPEATED, _REPEATED_SHARE * shorter):
        return True
    consonants = re.sub(r"[aiueo]", "", first)
    return len(first) == len(second) and len(consonants) > 1 and consonants == re.sub(r"[aiueo]", "", second)


def breaks_figure(before: str, after: str) -> bool:
    """Whether the end of a line and the beginning of the next are one figure that neither is alone."""
    start, rest = _BROKEN.search(before), _REST.match(after)
    if start is None or rest is None:
        return False
    whole = start[0] + rest[0]
    if _AMOUNT.fullmatch(whole):
        return not _are_two_figures(start[0], rest[0])
    is_open = start[0].endswith(".") or rest[0].startswith(".")
    return is_open and bool(_CODE.fullmatch(whole))


def _are_two_figures(one: str, other: str) -> bool:
    """Whether each of these is a figure alone; "17.25" is one beside "9,28", but the beginning of one before "9.280.000"."""
    if _DECIMAL.fullmatch(one) and _DECIMAL.fullmatch(other):
        return True
    return _is_figure(one) and _is_figure(other)


def _is_figure(text: str) -> bool:
    return text.isdigit() or bool(_AMOUNT.fullmatch(text))


def _breaks_code(before: str, after: str) -> bool:
    """Whether the end of a line and the beginning of the next may be one code with a name, be it broken between two digits."""
    start, rest = _BROKEN.search(before), _REST.match(after)
    return start is not None and rest is not None and bool(_NAMED_CODE.fullmatch(start[0] + rest[0]))
