"""The word lists in data/: one list a file, read once. Lines that begin with # are comments: one says what a group is.

    words          any number of words a line, between spaces: "kabupaten kota provinsi"
    phrases        one a line, of several words or not: "paling banyak"
    pairs          "short = long", one a line
    groups         phrases that mean the same, one group a line, between " = "
    alternatives   the words or phrases of a list as one regular expression that matches any of them
"""

import re
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("data")


@cache
def words(name: str) -> frozenset[str]:
    """The single words of data/<name>.txt."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The lines of data/<name>.txt, in order."""
    return tuple(_lines(name))


@cache
def pairs(name: str) -> dict[str, str]:
    """Left and right side of each line of data/<name>.txt, in order. Raises ValueError for a line without " = "."""
    found = {}
    for line in _lines(name):
        left, right = line.split(" = ", maxsplit=1)
        found[left.strip()] = right.strip()
    return found


@cache
def groups(name: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of each line of data/<name>.txt."""
    return tuple(tuple(phrase.strip() for phrase in line.split(" = ")) for line in _lines(name))


@cache
def alternatives(name: str) -> str:
    """A regular expression for any line of data/<name>.txt, the longest first; a space in it stands for any white space."""
    longest_first = sorted(_lines(name), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(line).replace(r"\ ", r"\s+") for line in longest_first) + ")"


def _lines(name: str) -> list[str]:
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]
