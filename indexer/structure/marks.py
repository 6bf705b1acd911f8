"""How Indonesian planning documents and regulations mark their structure: which line is a heading, a list item, a table row.

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
_BAB = re.compile(r"BAB\s+([IVXLC]+|\d+)\b", re.I)
_LETTERED = re.compile(r"[A-Z]\.\s+\S")
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s+\S")
PLAIN_HEADING = 20
"""The level of a heading without a number: it ends at the next heading of any kind."""

_MARKED = re.compile(r"(#{1,6})\s+(.*\S)")
_SELF_EVIDENT = re.compile(
    r"(?:BAB\s+[IVXLC]+(?:\s*$|\s+[A-Z])|Pasal\s+\d+[A-Z]?\s*$|Bagian\s+Ke\w+\s*$|(?:Tabel|Gambar)\s+[\dIVXLC]+[.\-–]\s?\d+\.?\s+\S)"
)
CAPTION = re.compile(r"(?:Tabel|Gambar|Grafik|Diagram|Peta|Bagan)\s+[\dIVXLC]+", re.I)

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
class Heading:
    """A heading line: its text without Markdown's marks, and its level (small is high)."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: `depth` orders items of one list by indentation and kind of marker; `marker` is "" for a bare bullet."""

    marker: str
    body: str
    depth: tuple[int, int]


def heading(line: str) -> Heading | None:
    """The heading that a line is, or None. Lines marked with # are headings; so are a few kinds that need no mark."""
    marked = _MARKED.match(line)
    text = marked.group(2) if marked else line.strip()
    if not marked and (len(text) > 200 or not _SELF_EVIDENT.match(text)):
        return None
    for pattern, level in _HEADING_LEVELS:
        if pattern.match(text):
            return Heading(text, level)
    if dotted := _DOTTED.match(text):
        return Heading(text, 4 + dotted.group(2).count("."))
    if _LETTERED.match(text):
        return Heading(text, 10)
    if _NUMBERED.match(text):
        return Heading(text, 11)
    return Heading(text, PLAIN_HEADING - 6 + len(marked.group(1)) if len(marked.group(1)) > 1 else PLAIN_HEADING)


def under(path: tuple[Heading, ...], new: Heading) -> tuple[Heading, ...]:
    """The path of headings once `new` stands at its end: what is not above it is left, and so is a chapter of another number
    (2.1 is not in BAB V: its own BAB was lost in conversion)."""
    chapter = _chapter(_DOTTED.match(new.text))
    return (*(above for above in path if above.level < new.level and not _other_chapter(above, chapter)), new)


def _other_chapter(above: Heading, chapter: int | None) -> bool:
    number = _chapter(_BAB.match(above.text))
    return chapter is not None and number is not None and number != chapter


def _chapter(match: re.Match | None) -> int | None:
    """The number of a chapter, written 2 or II."""
    if not match:
        return None
    text = match.group(1).upper()
    if text.isdigit():
        return int(text)
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in text]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


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


def cells(line: str) -> list[str] | None:
    """The cells of a table row line, or None."""
    stripped = line.strip()
    if len(stripped) < 3 or not stripped.startswith("|") or not stripped.endswith("|"):
        return None
    return [cell.strip() for cell in stripped[1:-1].split("|")]


def is_rule(row: list[str]) -> bool:
    """Whether a row is the line of dashes between a table's heads and its body."""
    return bool(row) and all(re.fullmatch(r":?-{3,}:?", cell) for cell in row)
