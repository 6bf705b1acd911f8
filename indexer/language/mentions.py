"""What a running text names that may be asked for by itself: figures with their units, dates, times, names. Pure.

A reader says which of them a question means; here is only where they stand, each as a person would say it ("264 peserta",
"19–21 September 2025", "Kepala Dinas Kesehatan").
"""

import re
from dataclasses import dataclass

from indexer.language.dates import MONTH, UNTIL, WEEKDAY, YEAR
from indexer.language.numbers import NUMBER, SCALE
from indexer.language.terms import STOPWORDS, is_root
from indexer.language.wordlists import alternatives, words

LONGEST = 1_000
"""Characters of a text that are looked at: more than a reader reads."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One of them: its `kind` is "contact", "date", "time", "figure" or "name", and it stands from `start` up to `end`."""

    kind: str
    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


_DAY = r"\d{1,2}"
_DATE = re.compile(
    rf"\b(?:(?:hari )?{WEEKDAY}(?:,? |,? tanggal ))?{_DAY}(?:\s*(?:{UNTIL}|dan)\s*{_DAY})?\s+{MONTH}(?:\s+{YEAR})?\b"
    rf"|\b{MONTH}\s+{YEAR}\b|(?<![\d/.-]){_DAY}[/-]{_DAY}[/-]{YEAR}(?!\d)",
    re.I,
)
_TIME = re.compile(
    rf"\b(?:pukul|jam)\s+\d{{1,2}}[.:]\d\d(?:\s*{UNTIL}\s*(?:pukul\s+)?(?:\d{{1,2}}[.:]\d\d|selesai))?(?:\s+(?:WIB|WITA|WIT)\b)?",
    re.I,
)
_SPELLED_OUT = r"(?:\s*\([a-z][a-z ]+\))?"
"""After a number in figures, as acts write it: "14 (empat belas)"."""
_FIGURE = re.compile(
    rf"(?:\bRp\.?\s?|\bUSD\s|\bUS\$\s?|(?<![\w.,/]))(?:[-−]\s?)?{NUMBER}{_SPELLED_OUT}(?:\s*{UNTIL}\s*{NUMBER}{_SPELLED_OUT})?(?:\s*%|\s+{SCALE}\b)?",
    re.I,
)
_CONTACT = re.compile(
    r"\(0\d{2,4}\)\s?\d[\d -]{4,}\d|(?<![\d.,])(?:\+62|0)\d[\d -]{6,}\d|[\w.+-]+@[\w-]+(?:\.\w+)+"
    r"|\b(?:https?://|www\.)[^\s,;)]+[\w/]|\b[\w-]+(?:\.[\w-]+)*\.(?:id|com|org)\b(?:/[\w/.-]*\w)?"
)
_EACH = re.compile(r"\s+(?:per|/)\s?[a-z]+\b")
"""What a figure is counted by: "per kilogram"."""
_UNIT = re.compile(rf"\s+(?P<unit>{alternatives('units_of_two_words')}|[a-z]{{2,}})\b")
_NOT_COUNTED = words("words_after_a_bare_number")
_VERB = re.compile(r"(?:me|di|ber|ter)[a-z]{4,}")
_NAMES_A_PART = re.compile(rf"\b{alternatives('words_before_ordinal_numbers')}\.?\s*\(?\Z", re.I)
"""What makes the number after it a name of a part ("Pasal 5", "Tabel 2.1") and no figure."""
_BEFORE = 20
"""Characters before a number in which such a word is looked for."""
_YEARS = re.compile(rf"{YEAR}(?:\s*{UNTIL}\s*{YEAR})?", re.I)
_TITLE = r"(?:[A-Z][a-z]{0,3}\.(?=\s+[A-Z]))"
"""Before a name or an office: "Hj.", "Plt.", "H."."""
_CAPITAL = rf"(?:{_TITLE}|(?!(?:Nomor|Tahun|Pasal|Tabel|Bab)\b)[A-Z][\w’'/-]*)"
_NUMBERED = rf"\s+[Nn]omor\s+[\w./-]*\w(?:\s+[Tt]ahun\s+{YEAR})?"
"""Of an act."""
_DEGREE = r"(?:,\s*[A-Z][A-Za-z]{0,3}\.(?:[A-Z][A-Za-z]*\.?)+)"
_NAME = re.compile(
    rf"(?<!\w){_CAPITAL}(?:{_DEGREE}|\s+(?:{alternatives('words_inside_names')}\s+)?{_CAPITAL})*(?:{_NUMBERED})?"
)
_WORD = re.compile(r"\w+\s*")
_MARKER = re.compile(r"\s*\(?\d{1,3}[.)]\s")


def mentions(text: str) -> list[Mention]:
    """Those of the first LONGEST characters of a text, in order; none overlaps another. A word with a capital only because it opens a sentence may count as a name."""
    taken: list[Mention] = []
    text = text[:LONGEST]
    for kind, pattern in (("date", _DATE), ("time", _TIME), ("contact", _CONTACT)):
        found = [Mention(kind, *match.span()) for match in pattern.finditer(text)]
        taken += [mention for mention in found if not any(_overlap(mention, other) for other in taken)]
    names = [Mention("name", _without_opener(match), match.end()) for match in _NAME.finditer(text)]
    figures = _figures(text)
    for found in (figures, names):
        taken += [
            mention for mention in found if mention.start < mention.end and not any(_overlap(mention, other) for other in taken)
        ]
    return sorted(taken, key=lambda mention: mention.start)


def _without_opener(name: re.Match[str]) -> int:
    """Where a name begins behind a word like "Sejak" that has its capital for opening the sentence."""
    first = _WORD.match(name[0])
    return name.start() + first.end() if first and first[0].strip().casefold() in STOPWORDS else name.start()


def _figures(text: str) -> list[Mention]:
    marker = _MARKER.match(text)
    begin = marker.end() if marker else 0
    found = []
    for match in _FIGURE.finditer(text, begin):
        is_year = _YEARS.fullmatch(match[0].strip())
        names_a_part = _NAMES_A_PART.search(text, max(0, match.start() - _BEFORE), match.start())
        if not is_year and not names_a_part:
            found.append(Mention("figure", match.start(), _with_unit(text, match)))
    return found


def _with_unit(text: str, figure: re.Match[str]) -> int:
    """Where a figure ends with the word that says what it counts, and by what, if these follow."""
    end = figure.end()
    has_unit = figure[0].endswith("%") or figure[0].casefold().startswith(("rp", "us"))
    unit = None if has_unit else _UNIT.match(text, end)
    if unit and _counts(unit["unit"]):
        end = unit.end()
    each = _EACH.match(text, end)
    return each.end() if each else end


def _counts(word: str) -> bool:
    """Whether a word behind a number says what is counted, and doesn't go on with the sentence."""
    if word in STOPWORDS or word in _NOT_COUNTED:
        return False
    return is_root(word) or not _VERB.match(word)


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end
