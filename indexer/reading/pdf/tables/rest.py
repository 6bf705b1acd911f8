"""The last rows of a table at the top of a page, open to the page before: only its sides are drawn."""

from collections.abc import Iterable, Sequence

from indexer.reading.pdf.picture import PrintedWord
from indexer.reading.pdf.tables.headed import rows_below
from indexer.reading.pdf.tables.ruled import RuledTable
from indexer.reading.pdf.tables.rules import NEAR, Rule
from indexer.reading.tables.table import make_table

_LEAST_BESIDE = 3


def rest_of_table(uprights: Sequence[Rule], edges: Sequence[float], words: Iterable[PrintedWord]) -> RuledTable | None:
    """The rows between the drawn sides of the table that the page before ended with, whose columns have these `edges`; None where one of
    the sides is not drawn, other rules part what stands there, or it does not stand in these columns. `words` are all of the page."""
    if len(edges) <= _LEAST_BESIDE:
        return None
    left = _side(uprights, edges[0])
    right = _side(uprights, edges[-1])
    if left is None or right is None or abs(left.start - right.start) > NEAR:
        return None
    words = list(words)
    if any(word.baseline < left.start for word in words):
        return None
    top, bottom = left.start, min(left.end, right.end)
    inside = [word for word in words if word.baseline <= bottom]
    below = rows_below(edges, top, inside)
    if below is None or any(word.bottom > below.bottom + NEAR for word in inside):
        return None
    table = make_table(below.rows, heads_marked=True)
    beside = max((sum(cell.own for cell in row) for row in table.body), default=0)
    if beside < _LEAST_BESIDE:
        return None
    return RuledTable(table, (edges[0], top, edges[-1], bottom), tuple(edges))


def _side(uprights: Sequence[Rule], at: float) -> Rule | None:
    """The highest of the upright rules at this place."""
    sides = [rule for rule in uprights if abs(rule.at - at) <= NEAR]
    return min(sides, key=lambda rule: rule.start, default=None)
