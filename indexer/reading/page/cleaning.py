"""Glitches of printing and of machine conversion, taken out without touching the words of a sentence.

Where something stood inside a line and was left out, "…" stands, so that nobody reads across the gap.
"""

import re
import string
from collections.abc import Iterable, Sequence
from dataclasses import replace

from indexer.models import Row, Table
from indexer.reading.page.lines import Line

OMITTED = "…"

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "\u00ad": None, "\ufeff": None}
    | dict.fromkeys("\u200b\u200c\u200d\u2060\u200e\u200f", None)
    | dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000", " ")
    | dict.fromkeys("\u2028\u2029\x85\x0b\r", "\n")
    | {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {"。": ".", "、": ",", "\f": "\n", "\ufffd": None}
)
_JUNK = re.compile(r"\(cid:\d+\)|[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ue000-\uf8ff]")
_SYMBOL_BULLET = re.compile(r"^[ \t]*[\uf000-\uf0ff\x7f][ \t]*", re.M)
_FOREIGN = re.compile(r"[\u0400-\u052f\u0590-\u05ff\u0900-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_STUTTER = re.compile(r"(?=[^\W\d_]{3})([^\W\d_]{2,12}?)\1{5,}[^\W\d_]{0,11}|(\d)\2{19,}")
_LONGEST_PHRASE = 12
_PHRASE_LOOPS, _WORD_LOOPS, _FIGURES_LOOP = 3, 4, 12
_CONTENTS_HEAD = re.compile(r"\W*daftar\s+(?:isi|tabel|gambar|grafik|lampiran|singkatan dan isi)\W*", re.I)
_LEADER = re.compile(r"(?:\.\s?){5}")
_PAGE_NUMBERS = string.digits + "ivxlcIVXLC.-"
_MOST_WAITING = 3
_PAGE_REFERENCE = re.compile(r"[\s.\-–…](?:\d{1,3}|[ivxlc]{1,6}|[IVXLCivxlc1]{1,5}\s*-\s*\d{1,3})$")


def normalise(text: str) -> str:
    """The same text without ligatures, soft hyphens, odd spaces, control characters and "(cid:12)"; a symbol that begins a line is
    its bullet."""
    return _JUNK.sub("", _SYMBOL_BULLET.sub("• ", text.translate(_LIGATURES)))


def normalised_table(table: Table) -> Table:
    """The table with the same done to its texts; symbols that stand in cells are no bullets."""
    return Table(
        tuple(_JUNK.sub("", title.translate(_LIGATURES)) for title in table.titles),
        tuple(map(_normalised_row, table.heads)),
        tuple(map(_normalised_row, table.body)),
    )


def _normalised_row(row: Row) -> Row:
    return tuple(replace(cell, text=_JUNK.sub("", cell.text.translate(_LIGATURES)).strip()) for cell in row)


def is_foreign(text: str) -> bool:
    """Whether other scripts are more than a stray fragment, so that they belong to the document."""
    return sum(map(len, _FOREIGN.findall(text))) * 20 > len(text)


def drop_foreign(line: str) -> str:
    """The line with fragments of other scripts (因为她) left out."""
    return _FOREIGN.sub(OMITTED, line)


def drop_loops(line: str) -> str:
    """The line with a word or phrase that repeats without end kept once, as "kata…"."""
    line = _STUTTER.sub(lambda match: (match[1] or match[2]) + OMITTED, line)
    words = line.split(" ")
    if len(words) < 4:
        return line
    lowered = [word.casefold() for word in words]
    kept, start = [], 0
    while start < len(words):
        length, times = _loop_at(lowered, start)
        kept.extend(words[start : start + length])
        if times > 1:
            kept[-1] += OMITTED
        start += length * times
    return " ".join(kept)


def _fewest_loops(phrase: list[str]) -> int:
    """How often a phrase stands in a row at least where nobody wrote it so."""
    if not any(char.isalpha() for char in "".join(phrase)):
        return _FIGURES_LOOP
    if len(phrase) == 1:
        return _WORD_LOOPS
    return _PHRASE_LOOPS


def _loop_at(words: list[str], start: int) -> tuple[int, int]:
    """(length, times) of the phrase that loops from here: (1, 1) when none does. Figures may repeat; words may not."""
    longest = min(_LONGEST_PHRASE, (len(words) - start) // 3)
    for length in range(1, longest + 1):
        first_word_returns = words[start] == words[start + length] == words[start + 2 * length]
        if not first_word_returns:
            continue
        phrase = words[start : start + length]
        if not any(phrase):  # as many spaces as there are: nothing is said, and counting them at each would never end
            continue
        times = 1
        while words[start + times * length : start + (times + 1) * length] == phrase:
            times += 1
        if times >= _fewest_loops(phrase):
            return length, times
    return 1, 1


def drop_contents(lines: Iterable[Line]) -> list[Line]:
    """The lines without tables of contents: dot leaders anywhere, and what follows "DAFTAR ISI" and ends in page numbers."""
    kept: list[Line] = []
    waiting: list[Line] = []  # what may be part of the contents, if a page number follows
    inside = gap = False
    for line in lines:
        bare = line.text.strip().strip("#* ").strip()
        if _CONTENTS_HEAD.fullmatch(bare):
            inside, waiting, gap = True, [], gap or line.gap
        elif _is_entry(bare, inside):
            waiting, gap = [], gap or line.gap
        elif inside and _may_wait(line, waiting):
            waiting.append(line)
        else:
            first, *others = [*waiting, line]
            kept += [replace(first, gap=first.gap or gap), *others]
            inside, waiting, gap = False, [], False
    return kept + waiting


def _is_entry(bare: str, inside: bool) -> bool:
    """Whether a line without its marks belongs to a table of contents: `inside` one, whatever ends in a page number does."""
    if _ends_in_leader(bare):
        return True
    return inside and bool(_PAGE_REFERENCE.search(bare))


def _ends_in_leader(bare: str) -> bool:
    """Whether a line ends in dots that lead to a page number. Not by one pattern: it would begin anew at every dot."""
    before = bare.rstrip(_PAGE_NUMBERS + string.whitespace)
    leads_by_dots = bool(_LEADER.search(bare, len(before)))
    return leads_by_dots or bare.rstrip(_PAGE_NUMBERS).rstrip().endswith("……")


def _may_wait(line: Line, waiting: Sequence[Line]) -> bool:
    """Whether a line may go on with an entry, the lines before it that are `waiting` too."""
    length = sum(map(_length, waiting)) + max(_length(line), 1)
    return length <= _MOST_WAITING


def _length(line: Line) -> int:
    """How many lines a line is: a table is as many as its rows and the one beneath its heads."""
    if line.table is None:
        return int(bool(line.text.strip()))
    return len(line.table.heads) + bool(line.table.heads) + len(line.table.body)
