"""All tables of a page, ruled or not."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.reading.pdf.picture import Box, PagePicture, PrintedWord, Ruling
from indexer.reading.pdf.tables.fills import fill_rulings
from indexer.reading.pdf.tables.grid import Grid, make_grids
from indexer.reading.pdf.tables.lined import lined_grids
from indexer.reading.pdf.tables.rest import rest_of_table
from indexer.reading.pdf.tables.ruled import RuledTable, ruled_table
from indexer.reading.pdf.tables.rules import level_rules, touching, upright_rules
from indexer.reading.pdf.tables.unruled import unruled_tables
from indexer.reading.printed.tables import PlacedTable
from indexer.reading.tables.aligned.columns import Column

_MIDDLE = 0.3
_MARGIN = 0.09
_PART = 0.5
_LEAST_HEADS = 2


@dataclass(frozen=True, slots=True)
class PageTables:
    """The tables of a page in their places; the boxes of what is a table, but whose rows can't be told apart; the columns of what
    may go on on the next page, where those of its last ruled table
    begin and end, and whether that is the last on the page."""

    tables: Sequence[PlacedTable] = ()
    undivided: Sequence[Box] = ()
    columns: Sequence[Column] = field(default=())
    edges: Sequence[float] = ()
    at_end: bool = False


def find_tables(picture: PagePicture, before: PageTables = PageTables()) -> PageTables:
    """The tables on this page; `before` are those of the page before, one of which may go on here."""
    ruled = _ruled(picture, before)
    free = _outside(picture.words, [table.box for table in ruled])
    unruled = unruled_tables(free, picture.width, before.columns)
    placed = [PlacedTable(made.table, made.box) for made in (*ruled, *unruled.tables)]
    undivided = [box for table in ruled for box in table.undivided]
    undivided += unruled.undivided
    columns = unruled.tables[-1].columns if unruled.tables else ()
    if not ruled:
        return PageTables(placed, undivided, columns)
    below = [word for word in free if ruled[-1].box[3] < word.baseline < picture.height * (1 - _MARGIN)]
    return PageTables(placed, undivided, columns, ruled[-1].edges, at_end=not below)


def _ruled(picture: PagePicture, before: PageTables) -> list[RuledTable]:
    edges = before.edges
    grids = _grids(picture)
    words = list(picture.words)
    found: list[RuledTable] = []
    for grid in grids:
        others = [other.box for other in grids if other is not grid and not _holds(other, grid)]
        above = [word for word in _on_paper(picture) if word.baseline < grid.tops[0]]
        goes_on = before.at_end and not above and not found
        made = ruled_table(grid, _outside(words, others), edges, goes_on=goes_on)
        if made:
            found.append(made)
            edges = made.edges
            words = _outside(words, [made.box])
    if before.at_end and not found:
        rest = rest_of_table(upright_rules(picture.rulings), before.edges, _on_paper(picture))
        if rest:
            found.append(rest)
            words = _outside(words, [rest.box])
    for grid in lined_grids(level_rules(picture.rulings), words, [made.box for made in found]):
        if made := ruled_table(grid, words):
            found.append(made)
    return sorted(found, key=lambda made: made.box[1])


def _on_paper(picture: PagePicture) -> list[PrintedWord]:
    """The words of a page but for those at its head and foot."""
    top, bottom = picture.height * _MARGIN, picture.height * (1 - _MARGIN)
    return [word for word in picture.words if top < word.baseline < bottom]


def _grids(picture: PagePicture) -> list[Grid]:
    """What the rules of a page draw, top to bottom; where there are none, what the edges of coloured boxes do."""
    drawn = _drawn(picture.rulings)
    coloured = [box for box in picture.fills if not any(_is_part(box, grid.box) for grid in drawn)]
    edges = fill_rulings(coloured)
    grids = _drawn([*picture.rulings, *edges]) if edges else drawn
    grids = [inner for grid in grids for inner in _without_frame(grid, picture.fills)]
    return sorted(grids, key=lambda grid: grid.tops[0])


def _without_frame(grid: Grid, fills: Sequence[Box]) -> list[Grid]:
    """The grid; or the heads that coloured boxes draw at a part of its height, where it is but one row around them: it parts a table
    from a chart beside it."""
    if len(grid.tops) > 2:
        return [grid]
    left, top, right, bottom = grid.box
    inside = [box for box in fills if _is_part(box, grid.box) and box[3] - box[1] < _PART * (bottom - top)]
    heads = [inner for inner in _drawn(fill_rulings(inside)) if len(inner.lefts) > _LEAST_HEADS]
    return heads or [grid]


def _drawn(rulings: Sequence[Ruling]) -> list[Grid]:
    return [grid for rules in touching(level_rules(rulings), upright_rules(rulings)) for grid in make_grids(rules)]


def _is_part(inner: Box, outer: Box) -> bool:
    """Whether the middle of a box lies in another."""
    middle, centre = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= middle <= outer[2] and outer[1] <= centre <= outer[3]


def _holds(outer: Grid, inner: Grid) -> bool:
    """Whether one grid lies inside another, as a table in the frame of its page."""
    left, top, right, bottom = outer.box
    own_left, own_top, own_right, own_bottom = inner.box
    return left <= own_left and top <= own_top and right >= own_right and bottom >= own_bottom


def _outside(words: Sequence[PrintedWord], boxes: Sequence[Box]) -> list[PrintedWord]:
    return [word for word in words if not any(is_in(word, box) for box in boxes)]


def is_in(word: PrintedWord, box: Box) -> bool:
    """Whether the middle of a word is in a box."""
    left, top, right, bottom = box
    return left <= (word.left + word.right) / 2 <= right and top <= word.baseline - _MIDDLE * word.size <= bottom
