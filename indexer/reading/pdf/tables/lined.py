"""Level rules alone, as above and below heads and under the last row -> the grid whose columns the words between them show."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.reading.pdf.picture import Box, PrintedWord
from indexer.reading.pdf.tables.cells import CellLine, to_lines
from indexer.reading.pdf.tables.grid import Grid, GridCell
from indexer.reading.pdf.tables.rules import NEAR, Rule
from indexer.reading.tables.aligned.columns import is_value

_MIDDLE = 0.3
_GAP = 1.2
_GUTTER = 0.7
_LEAST_LINES = 2
_MOST_LINES = 6
_FEW = 0.2


def lined_grids(levels: Sequence[Rule], words: Sequence[PrintedWord], taken: Sequence[Box]) -> list[Grid]:
    """The grids between these rules, one a table; none where running text or nothing stands between them, nor in what is `taken`."""
    found: list[Grid] = []
    for rules in _of_one_width([rule for rule in levels if not any(_lies_in(rule, box) for box in taken)]):
        for run in _runs(rules, words):
            grid = _grid(run, words)
            if grid is not None:
                found.append(grid)
    return found


def _lies_in(rule: Rule, box: Box) -> bool:
    left, top, right, bottom = box
    return left - NEAR <= rule.start and rule.end <= right + NEAR and top - NEAR <= rule.at <= bottom + NEAR


def _of_one_width(levels: Sequence[Rule]) -> list[list[Rule]]:
    """The rules that begin and end at the same places, together, top to bottom."""
    groups: list[list[Rule]] = []
    for rule in levels:
        for group in groups:
            if abs(group[0].start - rule.start) <= NEAR and abs(group[0].end - rule.end) <= NEAR:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return groups


def _runs(rules: Sequence[Rule], words: Sequence[PrintedWord]) -> Iterator[list[Rule]]:
    """Rules that follow each other with texts beside each other between them: at least three, above and below heads and rows."""
    run: list[Rule] = []
    for above, below in pairwise(rules):
        lines = _between(above, below, words)
        beside = sum(_has_gap(line) for line in lines)
        if beside * _MOST_LINES >= len(lines) > 0:
            run = [*(run or [above]), below]
            continue
        if len(run) > _LEAST_LINES:
            yield run
        run = []
    if len(run) > _LEAST_LINES:
        yield run


def _between(above: Rule, below: Rule, words: Sequence[PrintedWord]) -> list[CellLine]:
    inside = []
    for word in words:
        across = above.start - NEAR <= (word.left + word.right) / 2 <= above.end + NEAR
        if across and above.at <= word.baseline - _MIDDLE * word.size <= below.at:
            inside.append(word)
    return to_lines(inside)


def _has_gap(line: CellLine) -> bool:
    ordered = sorted(line.words, key=lambda word: word.left)
    return any(after.left - before.right > _GAP * line.size for before, after in pairwise(ordered))


def _grid(rules: Sequence[Rule], words: Sequence[PrintedWord]) -> Grid | None:
    """The grid of these rules, its columns parted where nothing stands from the top to the bottom."""
    heads = _between(rules[0], rules[1], words)
    all_lines = _between(rules[1], rules[-1], words)
    body = [line for line in all_lines if _has_gap(line)]
    possible = [_gutters([*heads, *all_lines]), _gutters(all_lines), _gutters([*heads, *body]), _gutters(body)]
    gutters = max(possible, key=len)
    has_values = any(is_value(word.text) for line in body for word in line.words)
    crossing = sum(any(line.left < gutter < line.right for gutter in gutters) for line in all_lines if line not in body)
    if not gutters or not has_values or crossing > _FEW * len(all_lines):
        return None
    lefts = (rules[0].start, *gutters, rules[0].end)
    tops = tuple(rule.at for rule in rules)
    cells = tuple(GridCell(range(row, row + 1), range(0, len(lefts) - 1)) for row in range(len(tops) - 1))
    return Grid(lefts, tops, cells, 1.0)


def _gutters(lines: Sequence[CellLine]) -> list[float]:
    """The middles of the upright stripes, from the first word to the last, in which nothing stands on any line."""
    words = sorted((word for line in lines for word in line.words), key=lambda word: word.left)
    if not words:
        return []
    gutters: list[float] = []
    reach = words[0].right
    for word in words:
        if word.left - reach > _GUTTER * word.size:
            gutters.append((reach + word.left) / 2)
        reach = max(reach, word.right)
    return gutters
