"""The cells of a grid -> the rows of its table: one between two rules, several, or none where they can't be told apart."""

from collections.abc import Iterator, Sequence

from indexer.reading.pdf.tables.bands import Rows
from indexer.reading.pdf.tables.cells import FilledCell, clipped
from indexer.reading.pdf.tables.grid import Grid
from indexer.reading.tables.aligned.columns import Column, PlacedLine
from indexer.reading.tables.aligned.row_blocks import block_rows
from indexer.reading.tables.source_cells import SourceCell

_SAME_LINE = 0.35


def table_rows(grid: Grid, cells: Sequence[FilledCell], bands: Sequence[Rows]) -> list[list[SourceCell]]:
    """The rows of the table, band by band."""
    parted = {row: _parted(cells, row, grid) for row, kind in enumerate(bands) if kind is Rows.SEVERAL}
    counts = [0 if kind is Rows.UNKNOWN else len(parted.get(row, [()])) for row, kind in enumerate(bands)]
    rows: list[list[SourceCell]] = []
    for row, kind in enumerate(bands):
        begun = [cell for cell in cells if cell.place.rows.start == row]
        if row in parted:
            rows += _with_hanging(begun, parted[row], counts)
        elif kind is Rows.ONE:
            rows.append([_source(cell, counts) for cell in begun])
    return rows


def _parted(cells: Sequence[FilledCell], row: int, grid: Grid) -> list[list[str]]:
    """What the cells of a band say in each of its rows."""
    alone = [cell for cell in cells if cell.place.rows == range(row, row + 1)]
    columns = [_span(cell, grid) for cell in alone]
    return [_texts(parts, len(alone)) for parts in block_rows(_lines_across(alone, columns), columns)]


def _span(cell: FilledCell, grid: Grid) -> Column:
    return (grid.lefts[cell.place.columns.start], grid.lefts[cell.place.columns.stop])


def _lines_across(cells: Sequence[FilledCell], columns: Sequence[Column]) -> list[PlacedLine]:
    """The lines of cells beside each other, those on one baseline as one."""
    pieces = []
    for cell, column in zip(cells, columns, strict=True):
        pieces += [(line.baseline, line.size, clipped(line, column)) for line in cell.lines if line.text]
    lines: list[PlacedLine] = []
    for baseline, size, piece in sorted(pieces, key=lambda placed: placed[0]):
        if lines and baseline - lines[-1].y <= _SAME_LINE * size:
            own = sorted((*lines[-1].pieces, piece), key=lambda other: other.left)
            lines[-1] = PlacedLine(lines[-1].y, tuple(own))
        else:
            lines.append(PlacedLine(baseline, (piece,)))
    return lines


def _texts(parts: Sequence[SourceCell], width: int) -> list[str]:
    texts: list[str] = []
    for part in parts:
        texts += [part.text, *[""] * (part.colspan - 1)]
    return texts[:width]


def _with_hanging(
    begun: Sequence[FilledCell], parts: Sequence[Sequence[str]], counts: Sequence[int]
) -> Iterator[list[SourceCell]]:
    """The rows of a band; what begins there and reaches further down stands in the first of them."""
    for n, texts in enumerate(parts):
        own = iter(texts)
        row: list[SourceCell] = []
        for cell in begun:
            if len(cell.place.rows) == 1:
                row.append(SourceCell(next(own), 1, len(cell.place.columns)))
            elif n == 0:
                row.append(_source(cell, counts))
        yield row


def _source(cell: FilledCell, counts: Sequence[int]) -> SourceCell:
    rows = sum(counts[row] for row in cell.place.rows)
    return SourceCell(cell.text, rows, len(cell.place.columns))
