"""What a PDF prints on every page beside its text: running heads and feet, page numbers, stamps, catchwords."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from indexer.reading.printed.sheet import PrintedLine

_EDGE_LINES = 3
_LONGEST_LINE = 500
_EDGE = 0.14
_SHARE = 0.4
_LEAST_PAGES = 3
_STRUCTURE = re.compile(r"(?:pasal|bab|bagian|paragraf|\(?#[.)])(?: #)?")
_PAGE_NUMBER = re.compile(r"[-–—]\s*\d{1,4}\s*[-–—]|(?:halaman|hal\.?)\s*\d{1,4}(?:\s*(?:dari|/)\s*\d{1,4})?", re.I)
_NUMBER_BESIDE = re.compile(r"^\W*(?:(?:[ivxlc]+\W+)?\d{1,4}|[ivxlc]+)\b\W*|\W*\b(?:(?:[ivxlc]+\W+)?\d{1,4}|[ivxlc]+)\W*$")
_ANNEX = re.compile(r"LAMPIRAN\b", re.I)
_STAMP = re.compile(r"\W*(?:SALINAN|COPY)\W*")
_CATCHWORD = re.compile(r"(.{2,60}?)\s*(?:\.\s?){2,}$|(.{2,60}?)\s*…$")


def without_furniture(pages: Sequence[tuple[Sequence[PrintedLine], float]]) -> list[list[PrintedLine]]:
    """The lines of each (lines, height of the page) that belong to the text."""
    edges = [edge_lines(lines, height) for lines, height in pages]
    counts = Counter(key for edge in edges for key in {_key(line.text) for line in edge})
    filled = sum(any(line.text for line in lines) for lines, _ in pages)
    enough = max(_LEAST_PAGES, filled * _SHARE)
    kept = []
    for (lines, _), edge in zip(pages, edges, strict=True):
        running = {
            id(line)
            for line in edge
            if _PAGE_NUMBER.fullmatch(line.text)
            or (counts[_key(line.text)] >= enough and not _STRUCTURE.fullmatch(_key(line.text)))
        }
        kept.append([line for line in lines if id(line) not in running and not _STAMP.fullmatch(line.text)])
    return _without_catchwords(kept)


def edge_lines(lines: Sequence[PrintedLine], height: float) -> list[PrintedLine]:
    """The outermost lines at the head and foot of a page. What is longer than a page is wide was printed by no one to be read."""
    printed = sorted((line for line in lines if 0 < len(line.text) <= _LONGEST_LINE), key=lambda line: line.y)
    top = [line for line in printed[:_EDGE_LINES] if line.y < height * _EDGE]
    return top + [line for line in printed[-_EDGE_LINES:] if line.y > height * (1 - _EDGE) and line not in top]


def _key(text: str) -> str:
    """What repeats of a running line: the text without the page number before or after it. The number of an annex is none."""
    plain = " ".join(text.casefold().split())
    return plain if _ANNEX.match(text) else _NUMBER_BESIDE.sub("#", plain)


def _without_catchwords(pages: list[list[PrintedLine]]) -> list[list[PrintedLine]]:
    """Old regulations print the next page's first words at the foot ("BAB IV..."): those are dropped."""
    for lines, following in pairwise(pages):
        last = next((line for line in reversed(lines) if line.text), None)
        first = " ".join(line.text for line in following if line.text)[:80]
        caught = last and _CATCHWORD.fullmatch(last.text)
        if caught and _squash(first).startswith(_squash(caught[1] or caught[2])):
            lines.remove(last)
    return pages


def _squash(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
