"""Lines in known columns -> the rows they make. The names of rows are read line by line, as they were broken to fit their column; the
figures tell to which of these names they belong by standing beside it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from statistics import median

from indexer.reading.page.divided import joined_lines
from indexer.reading.tables.aligned.columns import Column, Piece, PlacedLine, covered, figure_columns, is_value
from indexer.reading.tables.aligned.line_signs import is_enumerator
from indexer.reading.tables.aligned.name_blocks import name_blocks
from indexer.reading.tables.source_cells import SourceCell

_SAME_LINE = 0.35
_WAYS = ("top", "middle", "bottom")
_NO_NAME = 1000.0
_LONGEST_UNIT = 12


@dataclass(slots=True)
class _Row:
    """A row while it is put together: the lines of its name, and the lines that have its figures."""

    names: list[PlacedLine] = field(default_factory=list)
    figures: list[PlacedLine] = field(default_factory=list)

    @property
    def top(self) -> float:
        return min(line.y for line in (*self.names, *self.figures))

    @property
    def bottom(self) -> float:
        return max(line.y for line in (*self.names, *self.figures))


def block_rows(lines: Sequence[PlacedLine], columns: Sequence[Column]) -> list[list[SourceCell]]:
    """The rows of these lines, cell by cell."""
    named = _named_columns(lines, columns)
    names: list[PlacedLine] = []
    beside: list[PlacedLine] = []
    for line in lines:
        own = tuple(piece for piece in line.pieces if _is_name(piece, named, columns))
        others = tuple(piece for piece in line.pieces if piece not in own)
        if own:
            names.append(PlacedLine(line.y, own))
        if others:
            beside.append(PlacedLine(line.y, others))
    anchors = _anchors(beside, columns)
    rows = _rows(name_blocks(names, columns), anchors)
    for line in beside:
        if line not in anchors:
            _row_beside(line, rows).figures.append(line)
    return [_cells(row, columns) for row in rows if row.names or row.figures]


def _is_name(piece: Piece, named: range, columns: Sequence[Column]) -> bool:
    """Whether a piece is part of the name of a row, and not its number."""
    column = covered(piece, columns)[0]
    is_number = column == 0 and len(named) > 1 and is_enumerator(piece.text)
    return column < named.stop and not is_number


def _anchors(lines: Sequence[PlacedLine], columns: Sequence[Column]) -> list[PlacedLine]:
    """The lines that tell rows: each has the figures of one or, where numbers stand on the same lines as figures do, its number."""
    with_figures = [line for line in lines if _has_figures(line, columns)]
    units = _repeated_units(with_figures, columns)
    with_figures = [line for line in lines if line in with_figures or _are_units(line, units, columns)]
    numbered = [line for line in lines if covered(line.pieces[0], columns)[0] == 0 and is_enumerator(line.pieces[0].text)]
    stand_together = any(line in numbered for line in with_figures)
    if not stand_together and with_figures:
        return with_figures
    return [line for line in lines if line in numbered or line in with_figures]


def _repeated_units(lines: Sequence[PlacedLine], columns: Sequence[Column]) -> set[tuple[int, str]]:
    """The short texts that stand beside the figures of several rows in one column: a row without figures may have one, too."""
    found = Counter((covered(piece, columns)[0], piece.text) for line in lines for piece in line.pieces)
    return {unit for unit, times in found.items() if times > 1 and _is_unit(unit[1])}


def _is_unit(text: str) -> bool:
    return len(text) <= _LONGEST_UNIT and not is_value(text) and not is_enumerator(text)


def _are_units(line: PlacedLine, units: set[tuple[int, str]], columns: Sequence[Column]) -> bool:
    return all((covered(piece, columns)[0], piece.text) in units for piece in line.pieces)


def _has_figures(line: PlacedLine, columns: Sequence[Column]) -> bool:
    """Whether figures stand on a line, other than the number of a row."""
    return any(is_value(piece.text) for piece in line.pieces if covered(piece, columns)[0] > 0)


def _named_columns(lines: Sequence[PlacedLine], columns: Sequence[Column]) -> range:
    """The columns to the left that name the rows: up to the widest of those before the first in which figures stand."""
    figures = [n for n in figure_columns(lines, columns) if n > 0]
    before = range(0, min(figures, default=len(columns)))
    widest = max(before, key=lambda n: columns[n][1] - columns[n][0])
    return range(0, widest + 1)


def _rows(blocks: Sequence[Sequence[PlacedLine]], figures: Sequence[PlacedLine]) -> list[_Row]:
    """The blocks of names with the lines of figures beside them; a block with several such lines is several rows."""
    near = _SAME_LINE * _usual_step([line for block in blocks for line in block] or figures)
    left = list(figures)
    held: list[list[PlacedLine]] = []
    for block in blocks:
        beside = [line for line in left if block[0].y - near <= line.y <= block[-1].y + near]
        left = [line for line in left if line not in beside]
        held.append(beside)
    way = _way(blocks, held, near)
    if way == "middle":
        blocks, held = _centred(blocks, held, near)
    rows: list[_Row] = []
    for block, beside in zip(blocks, held, strict=True):
        rows += _parted(block, beside, way, near)
    rows += [_Row(figures=[line]) for line in left]
    return sorted(rows, key=lambda row: row.top)


def _centred(
    blocks: Sequence[Sequence[PlacedLine]], held: Sequence[Sequence[PlacedLine]], near: float
) -> tuple[list[list[PlacedLine]], list[list[PlacedLine]]]:
    """The blocks, those without figures put to the one above or below where its figures stand in the middle of both together."""
    kept: list[list[PlacedLine]] = []
    figures: list[list[PlacedLine]] = []
    for block, beside in zip(blocks, held, strict=True):
        both = [*kept[-1], *block] if kept else []
        all_beside = [*figures[-1], *beside] if figures else []
        is_one_row = len(all_beside) == 1 and not (figures[-1] and beside)
        if is_one_row and _off_centre(both, all_beside[0]) < near < _off_centre(block if beside else kept[-1], all_beside[0]):
            kept[-1] = both
            figures[-1] = all_beside
        else:
            kept.append(list(block))
            figures.append(list(beside))
    return kept, figures


def _off_centre(block: Sequence[PlacedLine], figure: PlacedLine) -> float:
    return abs((block[0].y + block[-1].y) / 2 - figure.y)


def _usual_step(lines: Sequence[PlacedLine]) -> float:
    steps = [below.y - above.y for above, below in pairwise(lines)]
    return median(steps) if steps else 0.0


def _way(blocks: Sequence[Sequence[PlacedLine]], held: Sequence[Sequence[PlacedLine]], near: float) -> str:
    """Where beside names of several lines the figures stand: mostly at the "top", in the "middle" or at the "bottom"."""
    found = {"top": 0, "middle": 0, "bottom": 0}
    for block, beside in zip(blocks, held, strict=True):
        if len(block) < 2 or len(beside) != 1:
            continue
        if abs(beside[0].y - block[0].y) <= near:
            found["top"] += 1
        elif abs(beside[0].y - block[-1].y) <= near:
            found["bottom"] += 1
        else:
            found["middle"] += 1
    return max(found, key=lambda way: found[way])


def _parted(block: Sequence[PlacedLine], figures: Sequence[PlacedLine], way: str, near: float) -> list[_Row]:
    """The rows of a block of names: one for each line of figures beside it."""
    if len(figures) < 2:
        return [_Row(list(block), list(figures))]
    best: list[_Row] = []
    least = inf
    for possible in dict.fromkeys((way, *_WAYS)):
        rows = _parted_by(block, figures, possible, near)
        off = sum(_off(row, possible) for row in rows)
        if off < least - near:
            best, least = rows, off
    return best


def _parted_by(block: Sequence[PlacedLine], figures: Sequence[PlacedLine], way: str, near: float) -> list[_Row]:
    """The rows that a block is if all its figures stand at the top of their names, or in the middle, or at the bottom."""
    rows = [_Row(figures=[line]) for line in figures]
    for line in block:
        rows[_row_of(line, block, figures, way, near)].names.append(line)
    return rows


def _off(row: _Row, way: str) -> float:
    """How far the figures of a row are from where they should be beside its name."""
    if not row.names:
        return _NO_NAME
    first, last = row.names[0].y, row.names[-1].y
    place = {"top": first, "middle": (first + last) / 2, "bottom": last}[way]
    return abs(row.figures[0].y - place)


def _row_of(line: PlacedLine, block: Sequence[PlacedLine], figures: Sequence[PlacedLine], way: str, near: float) -> int:
    """To which of the lines of figures a line of names belongs."""
    if way == "top":
        return max((n for n, figure in enumerate(figures) if figure.y <= line.y + near), default=0)
    if way == "bottom":
        return min((n for n, figure in enumerate(figures) if figure.y >= line.y - near), default=len(figures) - 1)
    return min(range(len(figures)), key=lambda n: abs(figures[n].y - line.y))


def _row_beside(line: PlacedLine, rows: list[_Row]) -> _Row:
    """The row that a line without name and figures belongs to: the one it stands beside, else the one above."""
    if not rows:
        rows.append(_Row(figures=[line]))
        return rows[0]
    for row in rows:
        if row.top <= line.y <= row.bottom:
            return row
    above = [row for row in rows if row.top <= line.y]
    return above[-1] if above else rows[0]


def _cells(row: _Row, columns: Sequence[Column]) -> list[SourceCell]:
    """The cells of a row: what stands in the same columns joined from top to bottom."""
    texts: dict[int, list[str]] = {}
    reach: dict[int, range] = {}
    for line in sorted([*row.names, *row.figures], key=lambda line: line.y):
        for piece in line.pieces:
            over = covered(piece, columns)
            texts.setdefault(over[0], []).append(piece.text)
            reach[over[0]] = max(reach.get(over[0], over), over, key=len)
    cells: list[SourceCell] = []
    column = 0
    while column < len(columns):
        if column not in texts:
            cells.append(SourceCell(""))
            column += 1
            continue
        stop = _free_until(column, reach[column].stop, texts)
        cells.append(SourceCell(joined_lines(texts[column]), 1, stop - column))
        column = stop
    return cells


def _free_until(column: int, stop: int, texts: dict[int, list[str]]) -> int:
    """Where a text that reaches over several columns ends: before the next that has a text of its own."""
    taken = [other for other in texts if column < other < stop]
    return min(taken, default=stop)
