"""How Indonesian planning documents and regulations mark their structure: which line is a heading, which a list item.

Pure functions of one line each. Levels are small for what stands high in a document.
"""

import re
from dataclasses import dataclass

from indexer.language.wordlists import alternatives

_HEADING_LEVELS = (
    (re.compile(r"(?:BUKU|LAMPIRAN)\b(?:\s+[IVXLC\d]+)?", re.I), 1),
    (re.compile(r"BAB\s+[IVXLC\d]+\b", re.I), 1),
    (re.compile(r"Bagian\s+(?:Ke\w+|Pertama)\b", re.I), 2),
    (re.compile(r"Paragraf\s+\d+\b", re.I), 3),
    (re.compile(r"Pasal\s+\d+[A-Z]?\b", re.I), 4),
    (re.compile(r"(?:Tabel|Gambar|Grafik|Diagram|Peta|Bagan)\s+[\dIVXLC]+(?:[.\-–]\s?\d+)*\b", re.I), 12),
)
_DOTTED = re.compile(r"(\d{1,2}|[IVX]{1,5})((?:\.\d{1,2})+)\.?\s+\S")
_LETTERED = re.compile(r"[A-Z]\.\s+\S")
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s+\S")
_DOTTED_LEVEL, _LETTERED_LEVEL, _NUMBERED_LEVEL = 4, 10, 11
_LONGEST_HEADING = 200
_LONGEST_TYPED_HEADING = 120
PLAIN_HEADING = 20
"""The level of a heading without a number: it ends at the next heading of any kind."""

_SELF_EVIDENT = re.compile(
    r"(?:BAB\s+[IVXLC]+(?:\s*$|\s+[A-Z])|Pasal\s+\d+[A-Z]?\s*$|Bagian\s+Ke\w+\s*$|(?:Tabel|Gambar)\s+[\dIVXLC]+[.\-–]\s?\d+\.?\s+\S)"
)
_ITEM = re.compile(
    r"(?P<indent>\s*)(?P<bullet>[-*•▪➢✓–]\s+)?"
    r"(?P<marker>\(\d{1,3}\)|\(?[a-z]\)|\d{1,3}[.)](?=\s)|[a-z]\.(?=\s)|[ivx]{1,4}[.)](?=\s))?\s*(?P<body>\S.*)"
)

_LABELLED = re.compile(
    rf"\s*{alternatives('item_labels')} (?:\d{{1,4}}|[IVX]{{1,4}}|[Pp]ertama|[Kk]e[a-z]{{3,}})\s*[:–-]\s+\S.*"
)
"""A line that its label makes an item: "Tahun 2025: penguatan fondasi data;"."""


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: `depth` orders items of one list by indentation and kind of marker; `marker` is "" for a bare bullet."""

    marker: str
    body: str
    depth: tuple[int, int]


def heading_level(text: str, marks: int = 0) -> int:
    """The level of the heading that a line is, 0 for running text. Lines that their format calls headings have `marks` (1-6), as many
    as Markdown would put before them; a few kinds need none."""
    text = text.strip()
    if not marks and not _is_self_evident(text):
        return 0
    return _level_by_words(text) or _level_by_number(text) or _plain_level(marks)


def _is_self_evident(text: str) -> bool:
    """Whether a line is a heading by its words alone."""
    return len(text) <= _LONGEST_HEADING and bool(_SELF_EVIDENT.match(text))


def _level_by_words(text: str) -> int:
    """The level of a heading that says what it is: "BAB II", "Pasal 5"; else 0."""
    for pattern, level in _HEADING_LEVELS:
        if pattern.match(text):
            return level
    return 0


def _level_by_number(text: str) -> int:
    """The level of a heading that a number or letter stands before; else 0."""
    if dotted := _DOTTED.match(text):
        return _DOTTED_LEVEL + dotted[2].count(".")
    if _LETTERED.match(text):
        return _LETTERED_LEVEL
    if _NUMBERED.match(text):
        return _NUMBERED_LEVEL
    return 0


def _plain_level(marks: int) -> int:
    """The level of a heading without a number: those of one mark, and those without any, are all alike."""
    return PLAIN_HEADING - 6 + marks if marks > 1 else PLAIN_HEADING


def may_be_heading(text: str) -> bool:
    """Whether a line of text, which is not empty, has the length, the start and the end of a heading that only its type shows."""
    if not 3 <= len(text) <= _LONGEST_TYPED_HEADING:
        return False
    if text[-1] in ".;,:":
        return False
    return text[0].isupper() or text[0].isdigit()


_MARKER_KINDS = (
    (re.compile(r"\(\d+\)"), 0),
    (re.compile(r"\d+\."), 1),
    (re.compile(r"[a-z]\."), 2),
    (re.compile(r"\(?\d+\)"), 3),
)
_OTHER, _BARE = 4, 5


def item(line: str) -> Item | None:
    """The list item that a line is, or None for running text."""
    if _LABELLED.fullmatch(line):
        return Item("", line.strip(), (0, _BARE))
    match = _ITEM.fullmatch(line)
    if match is None:
        return None
    is_marked = match["bullet"] or match["marker"]
    if not is_marked:
        return None
    marker = match["marker"] or ""
    indent = len(match["indent"].expandtabs(4))
    return Item(marker, match["body"].strip(), (indent, _rank(marker)))


def _rank(marker: str) -> int:
    """The place of this kind of marker among all: those of small rank stand high."""
    if not marker:
        return _BARE
    for pattern, rank in _MARKER_KINDS:
        if pattern.fullmatch(marker):
            return rank
    return _OTHER
