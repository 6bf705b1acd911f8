"""The numbers that office programs put before paragraphs without writing them into the text: "a.", "Pasal 5", "1.2.3".

They are counted again here. Formats have the names of WordprocessingML; ODF's and PowerPoint's are given these.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.language.roman import roman

_PLACEHOLDER = re.compile(r"%(\d)")
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
        if start is not None:
            count = start
        elif level in self._counts:
            count = self._counts[level] + 1
        else:
            count = own.start
        self._counts[level] = min(count, _MOST)
        self._restart_below(level)
        if own.format == "bullet":
            return BULLET
        return _PLACEHOLDER.sub(lambda placeholder: self._number(int(placeholder[1]) - 1, own), own.template)

    def _restart_below(self, level: int) -> None:
        """Forgets the counts of the deeper levels that begin anew after this one."""
        for deeper in list(self._counts):
            if deeper <= level:
                continue
            restarts = self.levels.get(deeper, Level()).restarts
            after_any = restarts is None
            if after_any or level < restarts:
                del self._counts[deeper]

    def _number(self, level: int, shown: Level) -> str:
        """The number of a level within the mark of the level that is `shown`."""
        other = self.levels.get(level, Level())
        count = self._counts.get(level, other.start)
        return numeral(count, "decimal" if shown.legal else other.format)


def numeral(number: int, format: str) -> str:
    """The number as the format writes it: decimal, decimalZero, lowerLetter, upperLetter, lowerRoman, upperRoman, none."""
    if format == "none":
        return ""
    if format == "decimalZero":
        return f"{number:02d}"
    if format.endswith("Letter") and number > 0:
        letters = _letters(number)
    elif format.endswith("Roman") and 0 < number < 5000:
        letters = roman(number)
    else:
        return str(number)
    return letters.upper() if format in ("upperLetter", "upperRoman") else letters


def _letters(number: int) -> str:
    """1 -> "a"; after z comes aa, then bb."""
    rounds, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * min(rounds + 1, 9)
