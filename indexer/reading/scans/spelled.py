"""Percentages whose sign was read as figures, told by the words behind them: "1596 (lima belas persen)" is 15%. Pure."""

import re
from collections.abc import Sequence

from indexer.language.numbers import SPELLED

_MOST_SIGNS = 2
"""Figures that the sign for percent is read as at most: "6", "96"."""
_SAID = re.compile(r"(?<![\d.,])(?P<figure>\d{2,5})(?P<said>\s?\((?P<words>[a-z]+(?: [a-z]+){0,4}) persen\))")


def with_spelled_percents(text: str) -> str:
    """The text with percentages as the words in brackets say them, where the figure before begins so and ends in one figure or two more."""
    return _SAID.sub(_mended, text)


def _mended(match: re.Match[str]) -> str:
    figure = match["figure"]
    value = _value(match["words"].split())
    if value is None or not figure.startswith(str(value)):
        return match[0]
    signs = len(figure) - len(str(value))
    is_sign = 0 < signs <= _MOST_SIGNS
    return f"{value}%{match['said']}" if is_sign else match[0]


def _value(words: Sequence[str]) -> int | None:
    """The whole number up to a hundred and some that these words spell; None where they spell none."""
    total = last = 0
    for word in words:
        match word:
            case "belas":
                last += 10
            case "puluh":
                last *= 10
            case "seratus":
                total += 100
            case _ if word in SPELLED:
                total += last
                last = SPELLED[word]
            case _:
                return None
    return total + last or None
