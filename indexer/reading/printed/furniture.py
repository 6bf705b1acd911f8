"""What a PDF prints on every page beside its text: running heads and feet, page numbers, stamps, catchwords."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from itertools import pairwise

from indexer.reading.printed.sheet import PrintedLine, Sheet

_EDGE_LINES = 3
_LONGEST_LINE = 500
_EDGE = 0.14
_SHARE = 0.4
_LEAST_PAGES = 3
_STRUCTURE = re.compile(r"(?:pasal|bab|bagian|paragraf|\(?#[.)])(?: ?#)?")
_PAGE_NUMBER = re.compile(r"[-–—]\s*\d{1,4}\s*[-–—]|(?:halaman|hal\.?)\s*\d{1,4}(?:\s*(?:dari|/)\s*\d{1,4})?", re.I)
_NUMBER_BESIDE = re.compile(r"^\W*(?:(?:[ivxlc]+\W+)?\d{1,4}|[ivxlc]+)\b\W*|\W*\b(?:(?:[ivxlc]+\W+)?\d{1,4}|[ivxlc]+)\W*$")
_NUMBER_ALONE = re.compile(r"[\s.|–—-]*(?:\d{1,4}|[ivxlc]+)[\s.|–—-]*")
_ANNEX = re.compile(r"LAMPIRAN\b", re.I)
_STAMP = re.compile(r"\W*(?:SALINAN|COPY)\W*")
_CATCHWORD = re.compile(r"(.{2,60}?)\s*(?:\.\s?){2,}$|(.{2,60}?)\s*…$")


def without_furniture(sheets: Sequence[Sheet]) -> list[list[PrintedLine]]:
    """The lines of each page that belong to the text."""
    edges = [edge_lines(sheet.lines, sheet.height) for sheet in sheets]
    filled = sum(map(_has_text, sheets))
    repeated = _repeated(edges, filled)
    pages = [_belonging(sheet.lines, edge, repeated) for sheet, edge in zip(sheets, edges, strict=True)]
    return _without_catchwords(pages)


def _has_text(sheet: Sheet) -> bool:
    return any(line.text for line in sheet.lines)


def _repeated(edges: Sequence[Sequence[PrintedLine]], filled: int) -> set[str]:
    """The keys of lines that stand at the edges of many of the pages, of which so many are filled."""
    pages_with: Counter[str] = Counter()
    for edge in edges:
        pages_with.update({_key(line.text) for line in edge})
    enough = max(_LEAST_PAGES, filled * _SHARE)
    return {key for key, count in pages_with.items() if count >= enough}


def _belonging(lines: Sequence[PrintedLine], edge: Sequence[PrintedLine], repeated: Set[str]) -> list[PrintedLine]:
    """The lines of a page without stamps, and without what is printed at its edge on every page."""
    running = {id(line) for line in edge if _is_running(line.text, repeated)}
    unstamped = [line for line in lines if not _STAMP.fullmatch(line.text)]
    return [line for line in unstamped if id(line) not in running]


def _is_running(text: str, repeated: Set[str]) -> bool:
    """Whether a line at the edge of its page is a page number, or one of the keys that are repeated from page to page."""
    if _PAGE_NUMBER.fullmatch(text):
        return True
    key = _key(text)
    return key in repeated and not _STRUCTURE.fullmatch(key)


def edge_lines(lines: Sequence[PrintedLine], height: float) -> list[PrintedLine]:
    """The outermost lines at the head and foot of a page. What is longer than a page is wide was printed by no one to be read."""
    readable = [line for line in lines if 0 < len(line.text) <= _LONGEST_LINE]
    readable.sort(key=lambda line: line.y)
    head = [line for line in readable[:_EDGE_LINES] if line.y < height * _EDGE]
    foot = [line for line in readable[-_EDGE_LINES:] if line.y > height * (1 - _EDGE)]
    only_foot = [line for line in foot if line not in head]
    return head + only_foot


def _key(text: str) -> str:
    """What repeats of a running line: the text without the page number before or after it. The number of an annex is none, nor is one
    with which a sentence ends ("4890);")."""
    plain = " ".join(text.casefold().split())
    if _ANNEX.match(text):
        return plain
    key = _NUMBER_BESIDE.sub("#", plain)
    is_number = key == "#"
    return plain if is_number and not _NUMBER_ALONE.fullmatch(plain) else key


def _without_catchwords(pages: list[list[PrintedLine]]) -> list[list[PrintedLine]]:
    """Old regulations print the next page's first words at the foot ("BAB IV..."): those are dropped."""
    for lines, following in pairwise(pages):
        printed = [line for line in lines if line.text]
        if printed and _announces(printed[-1].text, following):
            lines.remove(printed[-1])
    return pages


def _announces(text: str, following: Sequence[PrintedLine]) -> bool:
    """Whether a line is the catchword of these lines of the next page."""
    catchword = _CATCHWORD.fullmatch(text)
    if not catchword:
        return False
    start = " ".join(line.text for line in following if line.text)[:80]
    return _squash(start).startswith(_squash(catchword[1] or catchword[2]))


def _squash(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
