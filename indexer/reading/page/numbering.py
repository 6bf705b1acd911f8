"""The numbers that office programs put before paragraphs without writing them into the text: "a.", "Pasal 5", "1.2.3".

They are counted again here. Formats have the names of WordprocessingML; ODF's and PowerPoint's are given these.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
)
_ROMAN += ((5, "v"), (4, "iv"), (1, "i"))
_PLACE = re.compile(r"%(\d)")
_MOST = 100_000
BULLET = "-"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `template` has %1 … %9 for the numbers of the levels; `restarts` is the level after which this one
    begins anew (0: never, None: after any higher one); `legal` writes all numbers as decimals."""

    format: str = "decimal"
    template: str = "%1."
    start: int = 1
    restarts: int | None = None
    legal: bool = False


@dataclass(slots=True)
class Counter:
    """Counts one list. Levels are 0-based."""

    levels: Mapping[int, Level]
    _counts: dict[int, int] = field(default_factory=dict)

    def next(self, level: int, start: int | None = None) -> str:
        """What stands before the next paragraph of this level, BULLET where it is a mark without a number, "" where nothing is.

        `start` begins the count anew.
        """
        own = self.levels.get(level, Level())
        count = start if start is not None else self._counts[level] + 1 if level in self._counts else own.start
        self._counts[level] = min(count, _MOST)
        for deeper in [other for other in self._counts if other > level]:
            restarts = self.levels.get(deeper, Level()).restarts
            if restarts is None or (restarts and level < restarts):
                del self._counts[deeper]
        return (
            BULLET if own.format == "bullet" else _PLACE.sub(lambda place: self._number(int(place[1]) - 1, own), own.template)
        )

    def _number(self, level: int, shown: Level) -> str:
        other = self.levels.get(level, Level())
        return numeral(self._counts.get(level, other.start), "decimal" if shown.legal else other.format)


def numeral(number: int, format: str) -> str:
    """The number as the format writes it: decimal, decimalZero, lowerLetter, upperLetter, lowerRoman, upperRoman, none."""
    if format == "none":
        return ""
    if format == "decimalZero":
        return f"{number:02d}"
    if format.endswith("Letter") and number > 0:  # after z comes aa, then bb
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)
        return letter.upper() if format == "upperLetter" else letter
    if format.endswith("Roman") and 0 < number < 5000:
        roman = _roman(number)
        return roman.upper() if format == "upperRoman" else roman
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text
