"""Lines as they were printed -> paragraphs, list items and headings as they were meant.

Only words at the end and the start of a line decide, so that text of every origin can come through here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from indexer.language.numbers import ORDINALS
from indexer.language.wordlists import alternatives, any_of
from indexer.reading.page.divided import joined
from indexer.reading.page.heading_lines import BULLETS, CAPTION, ENDS, MARKER, Heading, heading_at, is_title
from indexer.reading.page.lines import Line

_BULLET = re.compile(rf"^[{BULLETS}]\s+")
_REFERS = re.compile(rf"\b{alternatives('words_that_want_more')}$|,$", re.I)
_BREAKS = re.compile(
    r"(?:Menimbang|Mengingat|Menetapkan|MEMUTUSKAN|Memperhatikan)\b\s*:|Ditetapkan di|Diundangkan di|pada tanggal\b"
)
_ORDINAL = any_of(ordinal.upper() for ordinal in ("kesatu", *ORDINALS))
_DICTUM = re.compile(rf"(?:{_ORDINAL}|KE\w+ BELAS)\s*:")
_HYPHEN = re.compile(r"[^\W\d_]-$")
_FULL_LINE = 0.7


def flow(lines: Sequence[Line], width: int) -> list[Line]:
    """Paragraphs, one a line: lines broken inside a sentence joined, headings with their level, a gap where one was meant.

    `width` is how many characters a full line has.
    """
    flowing = _Flowing(lines, width)
    n = 0
    while n < len(lines):
        n += flowing.take(n)
    return flowing.kept


@dataclass(slots=True)
class _Flowing:
    """Paragraphs while they are put together: `apart` says that what comes next is parted from what is kept."""

    lines: Sequence[Line]
    width: int
    kept: list[Line] = field(default_factory=list)
    apart: bool = False

    def take(self, n: int) -> int:
        """Takes the line with this index, or the heading it begins; says how many lines that were."""
        line = self.lines[n]
        if line.table is not None:
            self.kept.append(replace(line, gap=line.gap or self.apart))
            self.apart = True
            return 1
        if self._continues_quotation(n):
            self._join(line)
            return 1
        if heading := heading_at(self.lines, n):
            self._add_heading(n, heading)
            return heading.lines
        if self._continues_paragraph(n):
            self._join(line)
            return 1
        self.kept.append(_as_meant(line, self.apart))
        self.apart = False
        return 1

    def _continues_quotation(self, n: int) -> bool:
        """Whether a line goes on with a quotation that is set in capitals."""
        line = self.lines[n]
        if not self.kept or self.apart or line.stays:
            return False
        above = self.lines[n - 1]
        return _is_in_quotes(self.kept[-1].text) and is_title(line.text) and is_title(above.text)

    def _continues_paragraph(self, n: int) -> bool:
        """Whether a line goes on with the paragraph kept last."""
        line = self.lines[n]
        if not self.kept or self.apart or line.stays:
            return False
        above = self.lines[n - 1]
        return not above.stays and _continues(self.kept[-1].text, above, line, self.width)

    def _join(self, line: Line) -> None:
        self.kept[-1] = replace(self.kept[-1], text=joined(self.kept[-1].text, line.text))

    def _add_heading(self, n: int, heading: Heading) -> None:
        texts = [line.text for line in self.lines[n : n + heading.lines]]
        self.kept.append(Line(" ".join(texts), gap=True, level=heading.level))
        self.apart = True


def _as_meant(line: Line, apart: bool) -> Line:
    """A line that begins something: a bullet is a dash; a dictum stands apart, else it would belong to the list above it."""
    gap = line.gap or apart
    if line.stays:
        return replace(line, gap=gap)
    text = _BULLET.sub("- ", line.text)
    is_dictum = bool(_DICTUM.match(text))
    return Line(text, gap=gap or is_dictum)


def full_width(lines: Iterable[Line]) -> int:
    """How many characters a full line of this document has: the length that only one line in ten exceeds."""
    lengths = sorted(len(line.text) for line in lines if not line.stays)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _continues(paragraph: str, above: Line, line: Line, width: int) -> bool:
    """Whether a line goes on with the paragraph that the line above ends."""
    if _DICTUM.match(line.text):
        return False
    if line.gap:
        return _continues_across_gap(paragraph, line.text)
    if _stands_alone(above, line):
        return False
    wants_more = bool(_REFERS.search(above.text))
    capitals_change = is_title(above.text) != is_title(line.text)
    if capitals_change and not wants_more:
        return _is_small(line.text)
    ended_early = _ends_short(above.text, line.text, width)
    if is_title(line.text):
        return not ended_early
    if marker := MARKER.match(line.text):
        return not _begins_item(paragraph, above.text, marker[1])
    if _is_small(line.text) or _HYPHEN.search(above.text):
        return True
    if not ended_early:
        return True
    return wants_more and not ENDS.search(above.text)


def _stands_alone(above: Line, line: Line) -> bool:
    """Whether one of two lines is a formula or a caption, which goes on with nothing."""
    begins_formula = _BREAKS.match(line.text)
    return bool(begins_formula or CAPTION.match(line.text) or CAPTION.match(above.text))


def _is_in_quotes(paragraph: str) -> bool:
    """Whether a quotation that began in a paragraph has not ended: a vision is set in lines of their own length."""
    return paragraph.count("“") > paragraph.count("”") or paragraph.count('"') % 2 == 1


def _continues_across_gap(paragraph: str, text: str) -> bool:
    """Across a gap only a plain continuation counts: no end before it, a small letter after it."""
    return _is_small(text) and not ENDS.search(paragraph) and not MARKER.match(text)


def _begins_item(paragraph: str, above: str, marker: str) -> bool:
    """Whether a marker at the start of a line begins an item, or belongs to the sentence ("pada ayat / (1) huruf a")."""
    if marker.strip() in BULLETS or ENDS.search(paragraph):
        return True
    if _REFERS.search(above):
        return False
    if not marker.startswith("("):
        return True
    opening = MARKER.match(paragraph)
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
