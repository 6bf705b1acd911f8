"""How Indonesian planning documents and regulations mark their structure: which line is a heading, which a list item.

Pure functions of one line each. Levels are small for what stands high in a document.
"""

import re
from dataclasses import dataclass

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
    r"\s*(?:Tahun|Tahap|Tahapan|Fase|Misi|Tujuan|Sasaran|Pilar|Dimensi|Strategi|Prioritas|Agenda|Klaster)"
    r" (?:\d{1,4}|[IVX]{1,4}|[Pp]ertama|[Kk]e[a-z]{3,})\s*[:–-]\s+\S.*"
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
    if not marks and (len(text) > _LONGEST_HEADING or not _SELF_EVIDENT.match(text)):
        return 0
    for pattern, level in _HEADING_LEVELS:
        if pattern.match(text):
            return level
    if dotted := _DOTTED.match(text):
        return _DOTTED_LEVEL + dotted[2].count(".")
    if _LETTERED.match(text):
        return _LETTERED_LEVEL
    if _NUMBERED.match(text):
        return _NUMBERED_LEVEL
    return PLAIN_HEADING - 6 + marks if marks > 1 else PLAIN_HEADING


_MARKER_KINDS = (
    (re.compile(r"\(\d+\)"), 0),
    (re.compile(r"\d+\."), 1),
    (re.compile(r"[a-z]\."), 2),
    (re.compile(r"\(?\d+\)"), 3),
)


def item(line: str) -> Item | None:
    """The list item that a line is, or None for running text."""
    if _LABELLED.fullmatch(line):
        return Item("", line.strip(), (0, 5))
    match = _ITEM.fullmatch(line)
    if not match or not (match["bullet"] or match["marker"]):
        return None
    marker = match["marker"] or ""
    kind = next((rank for pattern, rank in _MARKER_KINDS if pattern.fullmatch(marker)), 4)
    if not marker:
        kind = 5
    return Item(marker, match["body"].strip(), (len(match["indent"].expandtabs(4)), kind))
