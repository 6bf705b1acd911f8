"""Printed lines of a PDF -> lines for paragraphs.flow: which are headings by their type, where space stands between them."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

from indexer.reading.page.lines import Line
from indexer.reading.printed.sheet import PrintedLine

_LARGER = 1.12
_NEARLY = 0.95
_GAP = 1.5
_LEADING_OF_SIZE = 1.15
_SMALLEST_STEP, _USUAL_STEP, _LARGEST_STEP = 4, 14.0, 60
_LONGEST_HEADING = 120
_MOST_SIZES = 3


def typed_lines(pages: Sequence[Sequence[PrintedLine]]) -> list[list[Line]]:
    """The lines of each page with gap and level; blank lines are gone."""
    level, leading = _levels(pages), _leading(pages)
    return [_page(lines, level, leading) for lines in pages]


def _page(lines: Sequence[PrintedLine], level: Callable[[PrintedLine], int], leading: float) -> list[Line]:
    typed: list[Line] = []
    above: PrintedLine | None = None
    blank = False
    for line in lines:
        if line.table:
            typed.append(Line(gap=True, table=line.table))
            above, blank = None, True
            continue
        if not line.text:
            blank = True
            continue
        apart = blank or above is None or _is_far(above, line, leading)
        typed.append(Line(line.text, apart and bool(typed), level(line)))
        above, blank = line, False
    return typed


def _is_far(above: PrintedLine, line: PrintedLine, leading: float) -> bool:
    """Whether more than a line's space lies between two lines, or the second stands higher, as in the next column."""
    step = line.y - above.y
    return step > _GAP * max(leading, _LEADING_OF_SIZE * line.size) or step < -leading


def _leading(pages: Sequence[Sequence[PrintedLine]]) -> float:
    """The usual distance between lines."""
    steps: list[float] = []
    for lines in pages:
        steps += [below.y - above.y for above, below in pairwise(lines)]
    plausible = [step for step in steps if _SMALLEST_STEP < step < _LARGEST_STEP]
    return median(plausible) if plausible else _USUAL_STEP


def _levels(pages: Sequence[Sequence[PrintedLine]]) -> Callable[[PrintedLine], int]:
    """What level of heading a line's type says: by size where larger than the body, below those by bold; 0 for body text."""
    sizes: Counter[float] = Counter()
    bold = 0
    for lines in pages:
        for line in lines:
            sizes[line.size] += len(line.text)
            bold += len(line.text) * line.bold
    body = max(sizes, key=lambda size: sizes[size], default=0.0)
    larger = sorted((size for size in sizes if size > body * _LARGER), reverse=True)
    bold_counts = bold * 3 < sum(sizes.values())

    def level(line: PrintedLine) -> int:
        if not _may_be_heading(line.text):
            return 0
        if line.size in larger:
            return min(1 + larger.index(line.size), _MOST_SIZES)
        if line.bold and bold_counts and line.size >= body * _NEARLY:
            return min(len(larger), _MOST_SIZES) + 1
        return 0

    return level


def _may_be_heading(text: str) -> bool:
    """Whether a line of text, which is not empty, has the length, the start and the end of a heading."""
    if not 3 <= len(text) <= _LONGEST_HEADING:
        return False
    if text[-1] in ".;,:":
        return False
    return text[0].isupper() or text[0].isdigit()
