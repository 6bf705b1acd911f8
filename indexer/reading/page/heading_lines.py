"""Which lines, as they were printed, are a heading: by their words, their number or their type."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.reading.page.lines import Line

CAPTION = re.compile(r"(?:Tabel|Gambar|Grafik|Diagram|Bagan|Peta)\s+[\dIVXLC]+\b|(?:Sumber|Keterangan|Catatan)\s*:")
"""How what belongs to a table or a picture begins."""
BULLETS = "-•▪➢✓●○◦■"
MARKER = re.compile(rf"(\(\d{{1,3}}\)|\([a-z]\)|\d{{1,3}}[.)](?=\s)|[a-z][.)](?=\s)|[{BULLETS}]\s)\s*(?=\S)")
"""What an item begins with; group 1 is the mark itself."""
ENDS = re.compile(r"(?:[.;:!?][\"”’)]*|[;,]\s*(?:dan|atau|dan/atau))$")
"""How a line ends after which no sentence goes on."""
_CHAPTER = re.compile(r"BAB\s+[IVXLC\d]{1,7}\b\.?(?!\s*[:;,])")
_PART = re.compile(r"Bagian\s+(?:Ke\w+|Pertama)", re.I)
_PARAGRAPH = re.compile(r"Paragraf\s+(?:\d+|Ke\w+)", re.I)
_ARTICLE = re.compile(r"Pasal\s+\d+[A-Z]?")
_DOTTED = re.compile(r"(?:\d{1,2}|[IVX]{1,5})((?:\.\d{1,2}){1,4})\.?\s+(?=[A-Z(“\"])\S.{2,100}")
_ADDRESS = re.compile(r"(?:Jalan|Jln?\.|Alamat)\s", re.I)
_LONGEST_TITLE = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """How many lines a heading has, and its level."""

    lines: int
    level: int


def heading_at(lines: Sequence[Line], n: int) -> Heading | None:
    """The heading that begins with the line of this index, if one does."""
    line = lines[n]
    if line.stays:
        return None
    if _is_chapter(line):
        return Heading(1 + _title_lines(lines, n + 1, chapter=line), level=1)
    if _PART.fullmatch(line.text):
        return Heading(1 + _title_lines(lines, n + 1, chapter=None), level=2)
    if _PARAGRAPH.fullmatch(line.text):
        return Heading(1 + _title_lines(lines, n + 1, chapter=None), level=3)
    if _ARTICLE.fullmatch(line.text):
        return Heading(1, level=3)
    if dotted_level := _dotted_level(lines, n):
        return Heading(1, dotted_level)
    if _is_heading_by_type(lines, n):
        return Heading(_lines_of_one_type(lines, n), line.level)
    return None


def is_title(text: str) -> bool:
    """Capitals throughout, as title pages and heads of chapters have them."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 3 and all(char.isupper() for char in letters)


def _is_chapter(line: Line) -> bool:
    """Whether a line that begins like "BAB IV" is the head of a chapter rather than a sentence on one."""
    if not _CHAPTER.match(line.text):
        return False
    if line.level or is_title(line.text):
        return True
    return bool(_CHAPTER.fullmatch(line.text))


def _dotted_level(lines: Sequence[Line], n: int) -> int:
    """The level of a heading with a number like 2.1.3; 0 where the line is none, or but the start of a sentence."""
    line = lines[n]
    dotted = _DOTTED.fullmatch(line.text)
    if dotted is None or _runs_on(lines, n):
        return 0
    if not line.level and ENDS.search(line.text):
        return 0
    depth = dotted[1].count(".")
    return min(1 + depth, 6)


def _runs_on(lines: Sequence[Line], n: int) -> bool:
    """Whether the next line begins with a small letter, without a gap above it."""
    if n + 1 == len(lines):
        return False
    below = lines[n + 1]
    return not below.gap and below.text[:1].islower()


def _is_heading_by_type(lines: Sequence[Line], n: int) -> bool:
    """Whether a line is set as a heading, and is neither a caption nor an office's name printed over its address."""
    line = lines[n]
    if not line.level or CAPTION.match(line.text):
        return False
    return not any(_ADDRESS.match(below.text) for below in lines[n + 1 : n + 3])


def _lines_of_one_type(lines: Sequence[Line], n: int) -> int:
    """How many lines from here on are one heading by their type."""
    level = lines[n].level
    for below in range(n + 1, len(lines)):
        line = lines[below]
        is_another = line.level != level or line.gap
        if is_another or _begins_heading(line):
            return below - n
    return len(lines) - n


def _begins_heading(line: Line) -> bool:
    """Whether a heading line begins a heading of its own."""
    begins = (_CHAPTER.match, _DOTTED.fullmatch, CAPTION.match, MARKER.match, _ARTICLE.fullmatch)
    return any(match(line.text) for match in begins)


def _title_lines(lines: Sequence[Line], start: int, chapter: Line | None) -> int:
    """How many lines from `start` are the title of what is named above: of a chapter, lines in capitals or in its own type;
    of a part, the lines up to its first article, or one."""
    for count, line in enumerate(lines[start : start + _LONGEST_TITLE + 1]):
        is_apart = count > 0 and line.gap
        if is_apart or _ends_title(line, chapter):
            return count
    longest = _LONGEST_TITLE if chapter else 1
    return min(longest, len(lines) - start)


def _ends_title(line: Line, chapter: Line | None) -> bool:
    """Whether a line can't belong to the title above it, which is that of a chapter or, without one, of a part."""
    if line.stays or _begins_heading(line):
        return True
    if _PART.fullmatch(line.text) or _PARAGRAPH.fullmatch(line.text):
        return True
    return chapter is not None and not _is_chapter_title(line, chapter)


def _is_chapter_title(line: Line, chapter: Line) -> bool:
    """Whether a line below the head of a chapter is set as its title: in capitals, or in the type of the head."""
    of_one_type = line.level > 0 and line.level == chapter.level
    return of_one_type or is_title(line.text)
