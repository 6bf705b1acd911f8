"""Lines as they were printed -> paragraphs, list items and headings as they were meant.

Only words at the end and the start of a line decide, so that text of every origin can come through here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from indexer.language.numbers import ORDINALS
from indexer.language.wordlists import alternatives, any_of
from indexer.reading.page.lines import Line

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


def flow(lines: Sequence[Line], width: int) -> list[Line]:
    """Paragraphs, one a line: lines broken inside a sentence joined, headings with their level, a gap where one was meant.

    `width` is how many characters a full line has.
    """
    kept: list[Line] = []
    apart = False  # whether what comes next is parted from what is kept
    n = 0
    while n < len(lines):
        line = lines[n]
        above = kept[-1] if kept and not apart else None
        if line.table is not None:
            kept.append(replace(line, gap=line.gap or apart))
            apart = True
            n += 1
            continue
        quoted = above is not None and _goes_on_in_quotes(above, lines[n - 1], line)
        count, level = (0, 0) if quoted else _heading(lines, n)
        if count:
            kept.append(Line(" ".join(text.text for text in lines[n : n + count]), gap=True, level=level))
            apart = True
            n += count
            continue
        joinable = above is not None and not lines[n - 1].stays and not line.fixed
        if quoted or (joinable and _continues(above.text, lines[n - 1], line, width)):
            kept[-1] = replace(above, text=_join(above.text, line.text))
        else:
            kept.append(_as_meant(line, apart))
            apart = False
        n += 1
    return kept


def _goes_on_in_quotes(paragraph: Line, above: Line, line: Line) -> bool:
    """Whether a line goes on with a quotation that is set in capitals."""
    return not line.fixed and _in_quotes(paragraph.text) and _is_title(line.text) and _is_title(above.text)


def _as_meant(line: Line, apart: bool) -> Line:
    """A line that begins something: a bullet is a dash; a dictum stands apart, else it would belong to the list above it."""
    if line.fixed:
        return replace(line, gap=line.gap or apart)
    text = _BULLET.sub("- ", line.text)
    return Line(text, gap=line.gap or apart or bool(_DICTUM.match(text)))


def full_width(lines: Iterable[Line]) -> int:
    """How many characters a full line of this document has: the length that only one line in ten exceeds."""
    lengths = sorted(len(line.text) for line in lines if not line.stays)
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
    if line.stays:
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
        if is_apart or line.stays:
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
