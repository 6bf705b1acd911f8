"""Printed lines of a PDF -> lines for paragraphs.flow: which are headings by their type, where space stands between them."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain, pairwise
from statistics import median

from indexer.reading.page.lines import Line
from indexer.reading.page.marks import may_be_heading
from indexer.reading.printed.sheet import PrintedLine

_LARGER = 1.12
_NEARLY = 0.95
_GAP = 1.5
_LEADING_OF_SIZE = 1.15
_FARTHEST = 2.8
"""Sizes of the type between two lines of a paragraph at most, however the page is spaced; the fields of a form stand farther apart."""
_SMALLEST_STEP, _USUAL_STEP, _LARGEST_STEP = 4, 14.0, 60
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
        elif line.text:
            is_apart = blank or above is None or _is_far(above, line, leading)
            is_first = not typed
            typed.append(Line(line.text, gap=is_apart and not is_first, level=level(line), undivided=line.undivided))
            above, blank = line, False
        else:
            blank = True
    return typed


def _is_far(above: PrintedLine, line: PrintedLine, leading: float) -> bool:
    """Whether more than a line's space lies between two lines, or the second stands higher, as in the next column."""
    step = line.y - above.y
    usual_gap = _GAP * max(leading, _LEADING_OF_SIZE * line.size)
    widest = _FARTHEST * max(line.size, above.size)
    return step > min(usual_gap, widest) or step < -leading


def _leading(pages: Sequence[Sequence[PrintedLine]]) -> float:
    """The usual distance between lines."""
    steps: list[float] = []
    for lines in pages:
        steps += [below.y - above.y for above, below in pairwise(lines)]
    plausible = [step for step in steps if _SMALLEST_STEP < step < _LARGEST_STEP]
    return median(plausible) if plausible else _USUAL_STEP


def _levels(pages: Sequence[Sequence[PrintedLine]]) -> Callable[[PrintedLine], int]:
    """What level of heading a line's type says: by size where larger than the body, below those by bold; 0 for body text."""
    letters: Counter[float] = Counter()
    bold_letters = 0
    for line in chain.from_iterable(pages):
        letters[line.size] += len(line.text)
        bold_letters += len(line.text) * line.bold
    body = max(letters, key=lambda size: letters[size], default=0.0)
    larger = sorted((size for size in letters if size > body * _LARGER), reverse=True)
    bold_counts = bold_letters * 3 < sum(letters.values())

    def level(line: PrintedLine) -> int:
        if line.undivided or not may_be_heading(line.text):
            return 0
        if line.size in larger:
            return min(1 + larger.index(line.size), _MOST_SIZES)
        is_large_enough = line.size >= body * _NEARLY
        if line.bold and bold_counts and is_large_enough:
            return min(len(larger), _MOST_SIZES) + 1
        return 0

    return level
