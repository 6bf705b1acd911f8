"""Lines as they were printed -> paragraphs, list items and headings as they were meant.

Only words at the end and the start of a line decide, so that text of every origin can come through here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.language.numbers import ORDINALS
from indexer.language.wordlists import alternatives, any_of

_CHAPTER = re.compile(r"BAB\s+[IVXLC\d]{1,7}\b\.?(?!\s*[:;,])")
_PART = re.compile(r"Bagian\s+(?:Ke\w+|Pertama)", re.I)
_PARAGRAPH = re.compile(r"Paragraf\s+(?:\d+|Ke\w+)", re.I)
_ARTICLE = re.compile(r"Pasal\s+\d+[A-Z]?")
_DOTTED = re.compile(r"(?:\d{1,2}|[IVX]{1,5})((?:\.\d{1,2}){1,4})\.?\s+(?=[A-Z(“\"])\S.{2,100}")
_CAPTION = re.compile(r"(?:Tabel|Gambar|Grafik|Diagram|Bagan|Peta)\s+[\dIVXLC]+\b|(?:Sumber|Keterangan|Catatan)\s*:")
_BULLETS = "-•▪➢✓●○◦■"
_MARKER = re.compile(rf"(\(\d{{1,3}}\)|\([a-z]\)|\d{{1,3}}[.)](?=\s)|[a-z][.)](?=\s)|[{_BULLETS}]\s)\s*(?=\S)")
_BULLET = re.compile(rf"^[{_BULLETS}]\s+")
_ENDS = re.compile(r"(?:[.;:!?][\"”’)]*|[;,]\s*(?:dan|atau|dan/atau))$")
_REFERS = re.compile(rf"\b{alternatives('words_that_want_more')}$|,$", re.I)
_BREAKS = re.compile(
    r"(?:Menimbang|Mengingat|Menetapkan|MEMUTUSKAN|Memperhatikan)\b\s*:|Ditetapkan di|Diundangkan di|pada tanggal\b"
)
_ORDINAL = any_of(ordinal.upper() for ordinal in ("kesatu", *ORDINALS))
_DICTUM = re.compile(rf"(?:{_ORDINAL}|KE\w+ BELAS)\s*:")
_ADDRESS = re.compile(r"(?:Jalan|Jln?\.|Alamat)\s", re.I)
_HYPHEN = re.compile(r"[^\W\d_]-$")
_FULL_LINE = 0.7
_LONGEST_TITLE = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: `gap` when more than a line's space is above it, `level` (1-6) when its type says it is a heading,
    `fixed` when it is not running text (a table row) and stays as it is."""

    text: str
    gap: bool = False
    level: int = 0
    fixed: bool = False


def flow(lines: Sequence[Line], width: int) -> list[str]:
    """Paragraphs, one a string: lines broken inside a sentence joined, headings marked with #, a blank line where a gap was.

    `width` is how many characters a full line has.
    """
    kept: list[str] = []
    n = 0
    while n < len(lines):
        line = lines[n]
        quoted = (
            bool(kept and kept[-1])
            and not line.fixed
            and _in_quotes(kept[-1])
            and _is_title(line.text)
            and _is_title(lines[n - 1].text)
        )
        count, level = (0, 0) if quoted else _heading(lines, n)
        if count:
            kept += ["", "#" * level + " " + " ".join(text.text for text in lines[n : n + count]), ""]
            n += count
            continue
        joinable = kept and kept[-1] and not lines[n - 1].fixed and not line.fixed and not kept[-1].startswith("#")
        if quoted or joinable and _continues(kept[-1], lines[n - 1], line, width):
            kept[-1] = _join(kept[-1], line.text)
        else:
            text = line.text if line.fixed else _BULLET.sub("- ", line.text)
            apart = (line.gap and not line.fixed) or _DICTUM.match(text)  # else it would belong to the list above it
            kept += ["", text] if apart else [text]
        n += 1
    return kept


def full_width(lines: Iterable[Line]) -> int:
    """How many characters a full line of this document has: the length that only one line in ten exceeds."""
    lengths = sorted(len(line.text) for line in lines if not line.fixed)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _join(before: str, after: str) -> str:
    """A hyphen at the end stays: in Indonesian it stands in a word (undang-undang) far more often than it divides one."""
    return before + after if _HYPHEN.search(before) else f"{before} {after}"


def _continues(paragraph: str, above: Line, line: Line, width: int) -> bool:
    """Whether a line goes on with the paragraph that the line above ends."""
    if _DICTUM.match(line.text):
        return False
    if line.gap:
        return _goes_on_across_gap(paragraph, line.text)
    if _BREAKS.match(line.text) or _CAPTION.match(line.text) or _CAPTION.match(above.text):
        return False
    capitals_change = _is_title(above.text) != _is_title(line.text)
    if capitals_change and not _REFERS.search(above.text):
        return _is_small(line.text)
    ended_early = _ends_short(above.text, line.text, width)
    if _is_title(line.text):
        return not ended_early
    if marker := _MARKER.match(line.text):
        return not _begins_item(paragraph, above.text, marker[1])
    if _is_small(line.text) or _HYPHEN.search(above.text):
        return True
    if not ended_early:
        return True
    return bool(_REFERS.search(above.text)) and not _ENDS.search(above.text)


def _in_quotes(paragraph: str) -> bool:
    """Whether a quotation that began in a paragraph has not ended: a vision is set in lines of their own length."""
    return paragraph.count("“") > paragraph.count("”") or paragraph.count('"') % 2 == 1


def _goes_on_across_gap(paragraph: str, text: str) -> bool:
    """Across a gap only a plain continuation counts: no end before it, a small letter after it."""
    return _is_small(text) and not _ENDS.search(paragraph) and not _MARKER.match(text)


def _begins_item(paragraph: str, above: str, marker: str) -> bool:
    """Whether a marker at the start of a line begins an item, or belongs to the sentence ("pada ayat / (1) huruf a")."""
    if marker.strip() in _BULLETS or _ENDS.search(paragraph):
        return True
    if _REFERS.search(above):
        return False
    if not marker.startswith("("):
        return True
    opening = _MARKER.match(paragraph)
    return opening is not None and _successor(opening[1]) == marker


def _successor(marker: str) -> str:
    """The marker after this one: (1) -> (2), a. -> b."""
    core = marker.strip("().")
    if not core:
        return ""
    following = str(int(core) + 1) if core.isdigit() else chr(ord(core[0]) + 1)
    return marker.replace(core, following, 1)


def _ends_short(above: str, text: str, width: int) -> bool:
    """Whether the line above had room for the first word of this one, so that it was ended on purpose."""
    first_word = text.split(" ", 1)[0]
    return len(above) + 1 + len(first_word) < width * _FULL_LINE


def _is_small(text: str) -> bool:
    """Whether a line begins with a small letter, in brackets or not."""
    return text.lstrip("(\"“'‘")[:1].islower()


def _is_title(text: str) -> bool:
    """Capitals throughout, as title pages and heads of chapters have them."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 3 and all(char.isupper() for char in letters)


def _heading(lines: Sequence[Line], n: int) -> tuple[int, int]:
    """(how many lines, level) of the heading that begins here; (0, 0) when none does."""
    line = lines[n]
    if line.fixed:
        return 0, 0
    if _is_chapter(line):
        return 1 + _title_lines(lines, n + 1, line), 1
    if _PART.fullmatch(line.text):
        return 1 + _title_lines(lines, n + 1, None), 2
    if _PARAGRAPH.fullmatch(line.text):
        return 1 + _title_lines(lines, n + 1, None), 3
    if _ARTICLE.fullmatch(line.text):
        return 1, 3
    if dotted_level := _dotted_level(lines, n):
        return 1, dotted_level
    if line.level and not _CAPTION.match(line.text) and not _is_letterhead(lines, n):
        return _lines_of_one_type(lines, n), line.level
    return 0, 0


def _is_chapter(line: Line) -> bool:
    """Whether a line that begins like "BAB IV" is the head of a chapter rather than a sentence about one."""
    if not _CHAPTER.match(line.text):
        return False
    if line.level or _is_title(line.text):
        return True
    return bool(_CHAPTER.fullmatch(line.text))


def _dotted_level(lines: Sequence[Line], n: int) -> int:
    """The level of a heading with a number like 2.1.3; 0 where the line is none, or but the start of a sentence."""
    line = lines[n]
    dotted = _DOTTED.fullmatch(line.text)
    if dotted is None or _runs_on(lines, n):
        return 0
    if not line.level and _ENDS.search(line.text):
        return 0
    depth = dotted[1].count(".")
    return min(1 + depth, 6)


def _runs_on(lines: Sequence[Line], n: int) -> bool:
    """Whether the next line begins with a small letter, without a gap above it."""
    if n + 1 == len(lines):
        return False
    below = lines[n + 1]
    return not below.gap and below.text[:1].islower()


def _lines_of_one_type(lines: Sequence[Line], n: int) -> int:
    """How many lines from here on are one heading by their type."""
    heading = lines[n]
    for below in range(n + 1, len(lines)):
        line = lines[below]
        if line.level != heading.level or line.gap or _begins_heading(line):
            return below - n
    return len(lines) - n


def _is_letterhead(lines: Sequence[Line], n: int) -> bool:
    """Whether an office's name is printed here over its address."""
    return any(_ADDRESS.match(line.text) for line in lines[n + 1 : n + 3])


def _begins_heading(line: Line) -> bool:
    """Whether a heading line begins a heading of its own."""
    begins = (_CHAPTER.match, _DOTTED.fullmatch, _CAPTION.match, _MARKER.match, _ARTICLE.fullmatch)
    return any(match(line.text) for match in begins)


def _title_lines(lines: Sequence[Line], start: int, chapter: Line | None) -> int:
    """How many lines from `start` are the title of what is named above: of a chapter, lines in capitals or in its own type;
    of a part, the lines up to its first article, or one."""
    for count, line in enumerate(lines[start : start + _LONGEST_TITLE + 1]):
        is_apart = count > 0 and line.gap
        if is_apart or line.fixed:
            return count
        if _begins_heading(line) or _PART.fullmatch(line.text) or _PARAGRAPH.fullmatch(line.text):
            return count
        if chapter and not _is_chapter_title(line, chapter):
            return count
    longest = _LONGEST_TITLE if chapter else 1
    return min(longest, len(lines) - start)


def _is_chapter_title(line: Line, chapter: Line) -> bool:
    """Whether a line below the head of a chapter is set as its title: in capitals, or in the type of the head."""
    of_one_type = line.level > 0 and line.level == chapter.level
    return of_one_type or _is_title(line.text)
