"""How figures of a page that were read twice differ: which of ours the other reading has not, and what it has in their place."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

NUMBER = re.compile(r"\d(?:[\d.,]*\d)?(?:\s?%)?")
_SIGN_MISREAD = 2
"""As many digits at the most are seen where a percent sign stands."""
ALIKE = 60.0
"""From here on (0..100) two figures may be the same, misread."""
KINDS = ("split", "glued", "doubled", "percent", "marks", "differs", "alone", "left out")
"""Ours is a part of theirs; it is two of theirs; it is theirs twice; the percent sign after ours is digits in theirs; only points and
commas differ; some digits do; theirs has nothing like it; and theirs, which ours has nothing like."""


@dataclass(frozen=True)
class Difference:
    """A figure that stands in one reading more often than in the other. `theirs` may be several parts with a blank between them."""

    kind: str
    ours: str
    theirs: str = ""


def numbers(text: str) -> list[str]:
    """The numbers of a text in order, those of one digit too."""
    return NUMBER.findall(text)


def is_figure(number: str) -> bool:
    """A number of one digit is hardly ever telling: the mark of an item, the number of a column."""
    return len(digits(number)) > 1 or number.endswith("%")


def plain(number: str) -> str:
    """A figure to compare: recognition takes % for letters too often to hold it against either."""
    number = re.sub(r"\s", "", number)
    return number.removesuffix("%") if len(digits(number)) > 1 else number


def digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def figures(lines: Iterable[Sequence[str]]) -> Counter[str]:
    return Counter(plain(number) for line in lines for number in line if is_figure(number))


def differences(ours: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]]) -> list[Difference]:
    """Both readings are lines (or cells) of numbers, in order."""
    here, there = figures(ours), figures(theirs)
    left, wanted = here - there, there - here
    parts, joined_here = _joined(theirs), _joined(ours)
    shares = {plain(number) for line in ours for number in line if number.endswith("%")}
    found = []
    for figure in list(left.elements()):
        difference = _difference(figure, figure in shares, wanted, joined_here, parts)
        found.append(difference)
        for part in difference.theirs.split():
            wanted[part] -= 1
    alone = [Difference("left out", "", figure) for figure, count in wanted.items() for _ in range(count)]
    return found + alone


def _joined(lines: Iterable[Sequence[str]]) -> dict[str, list[tuple[str, str]]]:
    """Pairs of neighbours by the digits of both together."""
    pairs: dict[str, list[tuple[str, str]]] = {}
    for line in lines:
        for first, second in pairwise(line):
            pairs.setdefault(digits(first + second), []).append((first, second))
    return pairs


def _difference(figure: str, share: bool, wanted: Counter[str], ours: dict, theirs: dict) -> Difference:
    open_ones = [other for other, count in wanted.items() if count > 0]
    for other in open_ones:
        for pair in ours.get(digits(other), ()):
            if figure in map(plain, pair):
                return Difference("split", figure, other)
    for pair in theirs.get(digits(figure), ()):
        parts = [plain(part) for part in pair]
        if any(wanted[part] > 0 for part in parts):
            return Difference("glued", figure, " ".join(parts))
    for other in open_ones:
        if share and other.startswith(figure) and len(other) - len(figure) <= _SIGN_MISREAD:
            return Difference("percent", figure, other)
    for other in open_ones:
        if digits(figure) == digits(other):
            return Difference("marks", figure, other)
    for other in open_ones:
        if digits(figure) in (digits(other) * 2, "".join(digit * 2 for digit in digits(other))):
            return Difference("doubled", figure, other)
    likest = max(open_ones, key=lambda other: fuzz.ratio(figure, other), default="")
    if fuzz.ratio(figure, likest) >= ALIKE:
        return Difference("differs", figure, likest)
    return Difference("alone", figure)
