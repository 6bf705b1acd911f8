"""Amounts, dates, spans of years and regulation numbers, which everybody writes differently -> one term for each.

"Rp1,2 triliun" and "1.200.000.000.000" are 1200000000000; "29/8/2025" and "29 Agustus 2025" are tgl20250829; "Nomor 12 Tahun
2017", "12/POJK.01/2017" and "perda 12/2017" are no12th2017; "2025-2029" and "2025 s.d. 2029" are th2025sd2029.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from indexer.language.dates import ANY_MONTH, MONTH_NUMBERS, UNTIL, YEAR
from indexer.language.numbers import NUMBER, SCALE, SCALES, number_term
from indexer.language.place_names import NAMES, TITLES
from indexer.language.wordlists import alternatives, any_of

_DIGIT = re.compile(r"\d")
_WHOLE_NUMBER = rf"(?<![\d.,])(?P<number>{NUMBER})"
_WHOLE_YEAR = rf"(?P<year>{YEAR})(?!\d)"
_NOT_IN_A_DATE = r"(?<![\d/.-])"
_NUMBER_WORD = r"\b(?:nomor|nomer|no)\b\.?\s*:?"
_REGULATION = rf"\b(?:{alternatives('regulation_names')}|peraturan menteri(?: [a-z]+){{1,3}})\.?"
_AFTER_NUMBER_WORD = re.compile(rf"{_NUMBER_WORD}\s*\Z")
_OF_A_REGION = rf"(?:\s+{any_of(TITLES)})?\s+{any_of(NAMES)}"
"""Whose regulation it is: "perda surabaya 4/2025", "perbup kabupaten pacitan 61/2022"."""
_AFTER_REGULATION = re.compile(rf"(?:{_NUMBER_WORD}|{_REGULATION}(?:{_OF_A_REGION})?)\s*\Z")
_LONGEST_NUMBER_WORD, _LONGEST_REGULATION = 10, 60
"""Characters before a number in which "nomor" and the name of a regulation are looked for."""


@dataclass(frozen=True, slots=True)
class Notation:
    """One of them in a text: `kind` is "amount", "date", "period" or "regulation", `start` and `end` its place, `term` what it comes to."""

    kind: str
    start: int
    end: int
    term: str


def notations(text: str) -> list[Notation]:
    """Those in a text in lower case, in order; none overlaps another."""
    if not _DIGIT.search(text):
        return []  # most texts have none: this is asked of every one
    in_order = sorted(_all(text), key=lambda notation: (notation.start, -notation.end))
    kept: list[Notation] = []
    for notation in in_order:
        overlaps = kept and notation.start < kept[-1].end
        if not overlaps:
            kept.append(notation)
    return kept


def _all(text: str) -> Iterator[Notation]:
    """Those that any of the patterns finds; some overlap."""
    for kind, pattern, term_of in _PATTERNS:
        for match in pattern.finditer(text):
            term = term_of(match)
            if term:
                yield Notation(kind, _start(kind, match), match.end(), term)


def _start(kind: str, match: re.Match[str]) -> int:
    """Where what is found begins: "nomor" belongs to a regulation's number."""
    if kind == "regulation":
        earliest = max(0, match.start() - _LONGEST_NUMBER_WORD)
        word = _AFTER_NUMBER_WORD.search(match.string, earliest, match.start())
        if word:
            return word.start()
    return match.start()


def _amount(match: re.Match[str]) -> str:
    figure = Decimal(number_term(match["number"]).replace("d", "."))
    value = figure * SCALES[match["scale"]]
    return number_term(f"{value:f}".replace(".", ","))


def _date(match: re.Match[str]) -> str:
    """ "" for a day or a month that no calendar has."""
    day = int(match["day"])
    month = MONTH_NUMBERS.get(match["month"]) or int(match["month"])
    is_date = 1 <= day <= 31 and 1 <= month <= 12
    return f"tgl{match['year']}{month:02}{day:02}" if is_date else ""


def _period(match: re.Match[str]) -> str:
    first, last = match["first"], match["last"]
    return f"th{first}sd{last}" if first < last else ""


def _regulation_number(match: re.Match[str]) -> str:
    """ "" for a bare "2/2025" or "2 tahun 2025", which is the number of a regulation only after a word for one, or after "nomor"."""
    is_bare = match[0].count("/") < 2
    if is_bare:
        earliest = max(0, match.start() - _LONGEST_REGULATION)
        if not _AFTER_REGULATION.search(match.string, earliest, match.start()):
            return ""
    return f"no{int(match['number'])}th{match['year']}"


_PATTERNS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("amount", re.compile(rf"(?:rp\.?\s?)?{_WHOLE_NUMBER}\s*(?P<scale>{SCALE})\b"), _amount),
    ("date", re.compile(rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{ANY_MONTH})\.?\s+{_WHOLE_YEAR}"), _date),
    (
        "date",
        re.compile(rf"{_NOT_IN_A_DATE}(?P<day>\d{{1,2}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark){_WHOLE_YEAR}"),
        _date,
    ),
    ("date", re.compile(rf"{_NOT_IN_A_DATE}(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"), _date),
    ("period", re.compile(rf"\b(?P<first>{YEAR})(?!\d)\s?{UNTIL}\s?(?:tahun )?(?P<last>{YEAR})(?!\d)(?!\s?[-/])"), _period),
    (
        "regulation",  # 12/POJK.01/2017
        re.compile(rf"(?<![\d/])(?P<number>\d{{1,4}})\s?/\s?[a-z][a-z.\d-]*(?:\s?/\s?[a-z.\d-]+)?\s?/\s?{_WHOLE_YEAR}"),
        _regulation_number,
    ),
    (
        "regulation",  # 12/2017, 12 tahun 2017
        re.compile(rf"(?<![\d/])(?<!\d\.)(?P<number>\d{{1,4}})\s*(?:/|(?:tahun|thn|th)\b\.?)\s*{_WHOLE_YEAR}"),
        _regulation_number,
    ),
)
