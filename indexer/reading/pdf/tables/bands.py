"""How many rows stand between two level rules, as the baselines of their figures tell: some printouts rule their columns alone."""

import re
from collections.abc import Sequence
from enum import Enum

from indexer.reading.page.divided import breaks_figure
from indexer.reading.pdf.tables.cells import CellLine, FilledCell
from indexer.reading.tables.aligned.columns import is_value
from indexer.reading.tables.aligned.line_signs import goes_on

_SAME_LINE = 0.4
_SHARED = 0.6
_VALUES = 0.8
_LEAST_SURE = 3
_CODE = re.compile(r"[\dX]{1,4}(?:\.[\dX]{1,5})+\.?", re.I)


class Rows(Enum):
    """How many rows stand between two rules."""

    ONE = "one"
    SEVERAL = "several"
    UNKNOWN = "unknown"


def rows_in(cells: Sequence[FilledCell]) -> Rows:
    """How many rows these cells are, all of them between the same two rules."""
    columns = [cell for cell in cells if _has_figures_below_each_other(cell)]
    filled = [cell for cell in cells if cell.lines]
    mostly_one_line = sum(len(cell.lines) > 1 for cell in filled) * 2 < len(filled)
    if not columns or mostly_one_line:
        return Rows.ONE
    near = _SAME_LINE * min(line.size for cell in columns for line in cell.lines)
    baselines = _clustered([line.baseline for cell in columns for line in cell.lines], near)
    if len(columns) == 1:
        return _rows_beside(columns[0], cells, near)
    shared = sum(_columns_with(baseline, columns, near) > 1 for baseline in baselines)
    return Rows.SEVERAL if shared >= _SHARED * len(baselines) else Rows.UNKNOWN


def _has_figures_below_each_other(cell: FilledCell) -> bool:
    """Whether the lines of a cell are figures or codes, each whole."""
    if len(cell.lines) < 2:
        return False
    texts = [line.text for line in cell.lines]
    if sum(map(_is_figure, texts)) < _VALUES * len(texts):
        return False
    return not any(breaks_figure(above, below) for above, below in zip(texts, texts[1:], strict=False))


def _is_figure(text: str) -> bool:
    return is_value(text) or bool(_CODE.fullmatch(text))


def _clustered(values: Sequence[float], near: float) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > near:
            kept.append(value)
    return kept


def _columns_with(baseline: float, cells: Sequence[FilledCell], near: float) -> int:
    return sum(any(abs(line.baseline - baseline) <= near for line in cell.lines) for cell in cells)


def _rows_beside(column: FilledCell, cells: Sequence[FilledCell], near: float) -> Rows:
    """How many rows the figures of one cell are, each on its line: as many as there are, where a name stands beside each of them."""
    for cell in cells:
        if cell is column:
            continue
        named = sum(any(abs(line.baseline - figure.baseline) <= near for line in cell.lines) for figure in column.lines)
        is_line_by_line = len(cell.lines) == len(column.lines) and not _runs_on(cell.lines)
        if named == len(column.lines) and (is_line_by_line or named >= _LEAST_SURE):
            return Rows.SEVERAL
    return Rows.ONE if len(column.lines) < _LEAST_SURE else Rows.UNKNOWN


def _runs_on(lines: Sequence[CellLine]) -> bool:
    return any(goes_on(line.text) for line in lines)
