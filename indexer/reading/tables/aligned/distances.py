"""How far the lines of an aligned table stand apart."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from indexer.reading.tables.aligned.columns import PlacedLine, touching

CLEARLY = 1.15
"""How many times as large as another a distance is that counts as larger."""
LOOSE = 1.6
"""How many times as far apart as usual lines of one table may stand."""


def steps_between(lines: Sequence[PlacedLine]) -> list[float]:
    """How far each line stands below the one before it."""
    return [below.y - above.y for above, below in pairwise(lines)]


def gap_above(lines: Sequence[PlacedLine], n: int) -> float:
    """How far a line stands below the one before it."""
    return lines[n].y - lines[n - 1].y


def hangs(lines: Sequence[PlacedLine], n: int) -> bool:
    """Whether a line stands clearly nearer to the one above it than to the one below."""
    return n > 0 and gap_above(lines, n) * CLEARLY < gap_above(lines, n + 1)


def leading(lines: Sequence[PlacedLine]) -> float:
    """The least distance between two lines of which one stands below the other; those of cells in the middle may lie between."""
    distances = []
    for n, above in enumerate(lines):
        for below in lines[n + 1 : n + 3]:
            if _has_text_below(above, below):
                distances.append(below.y - above.y)
    return min(distances, default=0.0)


def _has_text_below(above: PlacedLine, below: PlacedLine) -> bool:
    return any(touching(below.pieces, piece.span) for piece in above.pieces)


def widest_gap(lines: Sequence[PlacedLine], rows: Sequence[int]) -> float:
    """The most that lines of one table stand apart."""
    if len(rows) < 2:
        above = steps_between(lines[: rows[0] + 2])
        return LOOSE * max(above, default=0.0)
    between_lines = steps_between(lines[rows[0] : rows[-1] + 1])
    between_rows = steps_between([lines[n] for n in rows])
    return LOOSE * max(median(between_lines), median(between_rows))
