"""Printed lines of a PDF -> lines for paragraphs.flow: which are headings by their type, where space stands between them."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

from indexer.reading.page.lines import Line
from indexer.reading.printed.sheet import PrintedLine

_LARGER = 1.12
_GAP = 1.5
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
        step = line.y - above.y if above else 0.0
        gap = blank or step > _GAP * max(leading, 1.15 * line.size) or step < -leading
        typed.append(Line(line.text, (gap or not above) and bool(typed), level(line)))
        above, blank = line, False
    return typed


def _leading(pages: Sequence[Sequence[PrintedLine]]) -> float:
    """The usual distance between lines."""
    steps = [below.y - above.y for lines in pages for above, below in pairwise(lines) if 4 < below.y - above.y < 60]
    return median(steps) if steps else 14.0


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
        text = line.text
        if len(text) > _LONGEST_HEADING or text[-1] in ".;,:" or not (text[0].isupper() or text[0].isdigit()) or len(text) < 3:
            return 0
        if line.size in larger:
            return min(1 + larger.index(line.size), _MOST_SIZES)
        return min(len(larger), _MOST_SIZES) + 1 if line.bold and bold_counts and line.size >= body * 0.95 else 0

    return level
