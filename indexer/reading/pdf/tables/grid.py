"""Rules that touch -> the grid they draw: columns, rows, and the cells that are parted by a rule, be they merged or not."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.reading.pdf.tables.rules import NEAR, Rule, Rules

_WALL = 0.6
_OPEN = 0.5
_SIDE = 8.0
_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class GridCell:
    """The rows and columns of a grid that no rule parts."""

    rows: range
    columns: range


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the columns and rows begin (and, last, end), in points, and the cells they have. `whole` is the share (0..1) of its area
    that are cells of four straight sides: a table's is 1, that of boxes joined by arrows is less."""

    lefts: tuple[float, ...]
    tops: tuple[float, ...]
    cells: tuple[GridCell, ...]
    whole: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        return (self.lefts[0], self.tops[0], self.lefts[-1], self.tops[-1])

    def with_columns(self, edges: Sequence[float]) -> "Grid":
        """The grid with these columns too, where they have the same outer sides and all of its own: no rule parts the new ones here."""
        if not _have_all(edges, self.lefts):
            return self
        at = [min(range(len(edges)), key=lambda n: abs(edges[n] - left)) for left in self.lefts]
        cells = [GridCell(cell.rows, range(at[cell.columns.start], at[cell.columns.stop])) for cell in self.cells]
        return Grid(tuple(edges), self.tops, tuple(cells), self.whole)

    def without_edges(self, needless: Sequence[int]) -> "Grid":
        """The grid, the columns that begin at these edges put to those at their left."""
        kept = [n for n in range(len(self.lefts)) if n not in needless]
        at = [sum(edge < n for edge in kept) for n in range(len(self.lefts))]
        moved = [GridCell(cell.rows, range(at[cell.columns.start], at[cell.columns.stop])) for cell in self.cells]
        cells = [cell for cell in moved if len(cell.columns) > 0]
        return Grid(tuple(self.lefts[n] for n in kept), self.tops, tuple(cells), self.whole)

    def without_tops(self, needless: Sequence[int]) -> "Grid":
        """The grid, the rows that begin at these edges put to those above them."""
        kept = [n for n in range(len(self.tops)) if n not in needless]
        at = [sum(edge < n for edge in kept) for n in range(len(self.tops))]
        moved = [GridCell(range(at[cell.rows.start], at[cell.rows.stop]), cell.columns) for cell in self.cells]
        cells = [cell for cell in moved if len(cell.rows) > 0]
        return Grid(self.lefts, tuple(self.tops[n] for n in kept), tuple(cells), self.whole)

    def column_at(self, x: float) -> int:
        return _place(x, self.lefts)

    def row_at(self, y: float) -> int:
        return _place(y, self.tops)


def _have_all(edges: Sequence[float], lefts: Sequence[float]) -> bool:
    """Whether these edges have the same ends as those and are more, none of those missing."""
    if len(edges) <= len(lefts):
        return False
    if abs(edges[0] - lefts[0]) > NEAR or abs(edges[-1] - lefts[-1]) > NEAR:
        return False
    found = [min(range(len(edges)), key=lambda n: abs(edges[n] - left)) for left in lefts]
    is_near = all(abs(edges[n] - left) <= NEAR for n, left in zip(found, lefts, strict=True))
    return is_near and len(set(found)) == len(lefts)


def _place(value: float, edges: Sequence[float]) -> int:
    return min(max(bisect_right(edges, value) - 1, 0), len(edges) - 2)


def make_grids(rules: Rules) -> list[Grid]:
    """The grids of these rules, top to bottom: several where tables with other columns stand on each other; none of one cell."""
    grid = _make_grid(rules)
    return _parted(grid) if grid else []


def _parted(grid: Grid) -> list[Grid]:
    """The grid, cut where the columns below have hardly an edge of those above."""
    walls = [_walls_in(row, grid) for row in range(len(grid.tops) - 1)]
    parts: list[Grid] = []
    start = 0
    seen: set[int] = set()
    for row, own in enumerate(walls):
        below = set().union(*walls[row:])
        if seen and own and _are_other(seen, below) and _are_other(own, seen):
            parts.append(_part(grid, range(start, row)))
            start = row
            seen = set()
        seen = seen | own
    return [*parts, _part(grid, range(start, len(walls)))] if parts else [grid]


def _are_other(walls: set[int], others: set[int]) -> bool:
    """Whether most of these walls stand where none of the others does."""
    return len(walls & others) < _SHARED * len(walls)


def _walls_in(row: int, grid: Grid) -> set[int]:
    """Between which columns of a row a rule stands."""
    starts = {cell.columns.start for cell in grid.cells if row in cell.rows}
    return starts - {0}


def _part(grid: Grid, rows: range) -> Grid:
    """These rows of a grid, with the columns that they have."""
    cells = [cell for cell in grid.cells if cell.rows.start < rows.stop and cell.rows.stop > rows.start]
    used = sorted({edge for cell in cells for edge in (cell.columns.start, cell.columns.stop)})
    own = []
    for cell in cells:
        start = max(cell.rows.start, rows.start) - rows.start
        stop = min(cell.rows.stop, rows.stop) - rows.start
        own.append(GridCell(range(start, stop), range(used.index(cell.columns.start), used.index(cell.columns.stop))))
    return Grid(tuple(grid.lefts[edge] for edge in used), grid.tops[rows.start : rows.stop + 1], tuple(own), grid.whole)


def _make_grid(rules: Rules) -> Grid | None:
    lefts = _with_open_sides(_edges(rule.at for rule in rules.uprights), rules.levels)
    tops = _with_open_sides(_edges(rule.at for rule in rules.levels), rules.uprights)
    if len(lefts) < 2 or len(tops) < 2 or len(lefts) + len(tops) < 5:
        return None
    upright_walls = _walls(rules.uprights, lefts, tops)
    level_walls = _walls(rules.levels, tops, lefts)
    runs = [_runs(row, len(lefts) - 1, upright_walls) for row in range(len(tops) - 1)]
    regions = _regions(runs, level_walls, lefts)
    cells: list[GridCell] = []
    whole = 0.0
    for region in regions:
        made = _cells(region)
        cells += made
        if len(made) == 1:
            whole += _area(made[0], lefts, tops)
    total = (lefts[-1] - lefts[0]) * (tops[-1] - tops[0])
    return Grid(tuple(lefts), tuple(tops), tuple(cells), whole / total)


def _area(cell: GridCell, lefts: Sequence[float], tops: Sequence[float]) -> float:
    return (lefts[cell.columns.stop] - lefts[cell.columns.start]) * (tops[cell.rows.stop] - tops[cell.rows.start])


def _edges(values: Iterable[float]) -> list[float]:
    """The values sorted, those near each other as one in their middle."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= NEAR:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _with_open_sides(edges: list[float], across: Sequence[Rule]) -> list[float]:
    """The edges, and those at which no rule is drawn: where several of the rules across them end, clearly further out."""
    starts = sorted(rule.start for rule in across)
    ends = sorted(rule.end for rule in across)
    if not edges or len(across) < 2:
        return edges
    if starts[1] < edges[0] - _SIDE:
        edges = [starts[0], *edges]
    if ends[-2] > edges[-1] + _SIDE:
        edges = [*edges, ends[-1]]
    return edges


def _walls(rules: Sequence[Rule], edges: Sequence[float], across: Sequence[float]) -> list[list[bool]]:
    """For each edge, between which of the edges `across` it is drawn."""
    covered = [[0.0] * (len(across) - 1) for _ in edges]
    for rule in rules:
        edge = min(range(len(edges)), key=lambda n: abs(edges[n] - rule.at))
        first = max(bisect_right(across, rule.start) - 1, 0)
        for n in range(first, len(across) - 1):
            if across[n] >= rule.end:
                break
            covered[edge][n] += min(rule.end, across[n + 1]) - max(rule.start, across[n])
    lengths = [after - before for before, after in zip(across, across[1:], strict=False)]
    return [[part >= _WALL * length for part, length in zip(row, lengths, strict=True)] for row in covered]


def _runs(row: int, width: int, walls: Sequence[Sequence[bool]]) -> list[GridCell]:
    """The columns of one row that no upright rule parts."""
    starts = [0, *(column for column in range(1, width) if walls[column][row]), width]
    return [GridCell(range(row, row + 1), range(start, stop)) for start, stop in zip(starts, starts[1:], strict=False)]


def _regions(
    runs: Sequence[Sequence[GridCell]], walls: Sequence[Sequence[bool]], lefts: Sequence[float]
) -> list[list[GridCell]]:
    """The runs that no level rule parts, put together from top to bottom."""
    regions: list[list[GridCell]] = []
    above: list[tuple[GridCell, list[GridCell]]] = []
    for row, own in enumerate(runs):
        current = []
        for run in own:
            joined = [region for upper, region in above if _is_open(upper, run, walls[row], lefts)]
            region: list[GridCell] = joined[0] if joined else []
            if not joined:
                regions.append(region)
            region.append(run)
            for other in joined[1:]:
                if other is region:
                    continue
                region += other
                regions = [kept for kept in regions if kept is not other]
                above = [(upper, region if held is other else held) for upper, held in above]
                current = [(upper, region if held is other else held) for upper, held in current]
            current.append((run, region))
        above = current
    return regions


def _is_open(upper: GridCell, lower: GridCell, walls: Sequence[bool], lefts: Sequence[float]) -> bool:
    """Whether most of what two runs have in common is not parted by a rule."""
    common = range(max(upper.columns.start, lower.columns.start), min(upper.columns.stop, lower.columns.stop))
    width = open_width = 0.0
    for column in common:
        own = lefts[column + 1] - lefts[column]
        width += own
        if not walls[column]:
            open_width += own
    return open_width > _OPEN * width


def _cells(region: Sequence[GridCell]) -> list[GridCell]:
    """A region as cells of four straight sides: one, or where it has more corners, several."""
    cells: list[GridCell] = []
    for run in sorted(region, key=lambda run: (run.columns.start, run.columns.stop, run.rows.start)):
        above = cells[-1] if cells else None
        if above and above.columns == run.columns and above.rows.stop == run.rows.start:
            cells[-1] = GridCell(range(above.rows.start, run.rows.stop), run.columns)
        else:
            cells.append(run)
    return cells
