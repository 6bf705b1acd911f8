"""What stands between two level rules -> its rows, where the baselines of its figures tell several: printouts rule their columns alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from indexer.reading.page.divided import breaks_figure
from indexer.reading.pdf.tables.cells import CellLine, FilledCell
from indexer.reading.tables.aligned.columns import is_value
from indexer.reading.tables.aligned.line_signs import goes_on

_SAME_LINE = 0.4
_SHARED = 0.6
_VALUES = 0.8
_CODE = re.compile(r"[\dX]{1,4}(?:\.[\dX]{1,5})+\.?", re.I)


class Rows(Enum):
    """How many rows stand between two rules."""

    ONE = "one"
    SEVERAL = "several"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Band:
    """What stands between two rules: whether it is one row, and if it is `SEVERAL`, on which baselines they have their figures."""

    rows: Rows
    baselines: tuple[float, ...] = ()


_ONE = Band(Rows.ONE)


def read_band(cells: Sequence[FilledCell]) -> Band:
    """How many rows these cells are, all of them between the same two rules."""
    columns = [cell for cell in cells if _has_figures_below_each_other(cell)]
    filled = [cell for cell in cells if cell.lines]
    mostly_one_line = sum(len(cell.lines) > 1 for cell in filled) * 2 < len(filled)
    if not columns or mostly_one_line:
        return _ONE
    near = _SAME_LINE * min(line.size for cell in columns for line in cell.lines)
    baselines = _clustered([line.baseline for cell in columns for line in cell.lines], near)
    if len(columns) == 1:
        return Band(Rows.SEVERAL, tuple(baselines)) if _is_named_line_by_line(columns[0], cells, near) else _ONE
    shared = sum(_columns_with(baseline, columns, near) > 1 for baseline in baselines)
    if shared >= _SHARED * len(baselines):
        return Band(Rows.SEVERAL, tuple(baselines))
    return Band(Rows.UNKNOWN)


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


def _is_named_line_by_line(column: FilledCell, cells: Sequence[FilledCell], near: float) -> bool:
    """Whether another cell has a name beside each of the figures of this one, and nothing else."""
    for cell in cells:
        if cell is column or len(cell.lines) != len(column.lines):
            continue
        beside = zip(cell.lines, column.lines, strict=True)
        if all(abs(name.baseline - figure.baseline) <= near for name, figure in beside) and not _runs_on(cell.lines):
            return True
    return False


def _runs_on(lines: Sequence[CellLine]) -> bool:
    return any(goes_on(line.text) for line in lines)


def part(cell: FilledCell, baselines: Sequence[float]) -> list[FilledCell]:
    """The cell as one of each row, whose figures stand on these baselines. Lines between two rows belong to the upper one where the
    first row begins with its figure, else to the nearest."""
    parts = [FilledCell(cell.place) for _ in baselines]
    if not cell.lines:
        return parts
    near = _SAME_LINE * min(line.size for line in cell.lines)
    begins_with_figure = cell.lines[0].baseline >= baselines[0] - near
    for line in cell.lines:
        row = _row_above(line, baselines, near) if begins_with_figure else _nearest_row(line, baselines)
        parts[row].lines.append(line)
    return parts


def _row_above(line: CellLine, baselines: Sequence[float], near: float) -> int:
    above = [n for n, baseline in enumerate(baselines) if baseline <= line.baseline + near]
    return above[-1] if above else 0


def _nearest_row(line: CellLine, baselines: Sequence[float]) -> int:
    return min(range(len(baselines)), key=lambda n: abs(baselines[n] - line.baseline))
