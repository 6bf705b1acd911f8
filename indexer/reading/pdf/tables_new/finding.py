"""All tables of a page, ruled or not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from indexer.reading.pdf.picture import Box, PagePicture, PrintedWord
from indexer.reading.pdf.tables_new.grid import Grid, make_grid
from indexer.reading.pdf.tables_new.ruled import RuledTable, ruled_table
from indexer.reading.pdf.tables_new.rules import level_rules, touching, upright_rules
from indexer.reading.pdf.tables_new.unruled import unruled_tables
from indexer.reading.printed.tables import PlacedTable
from indexer.reading.tables.aligned.columns import Column

_MIDDLE = 0.3


@dataclass(frozen=True, slots=True)
class PageTables:
    """The tables of a page in their places; the boxes of what is a table, but whose rows can't be told apart; the columns of what
    may go on on the next page, and where those of its last ruled table begin and end."""

    tables: Sequence[PlacedTable] = ()
    undivided: Sequence[Box] = ()
    columns: Sequence[Column] = field(default=())
    edges: Sequence[float] = ()


def find_tables(picture: PagePicture, before: PageTables = PageTables()) -> PageTables:
    """The tables on this page; `before` are those of the page before, one of which may go on here."""
    ruled = _ruled(picture, before.edges)
    free = [word for word in picture.words if not any(_is_in(word, table.box) for table in ruled)]
    unruled = unruled_tables(free, picture.width, before.columns)
    placed = [PlacedTable(made.table, made.box) for made in (*ruled, *unruled)]
    undivided = [box for table in ruled for box in table.undivided]
    edges = ruled[-1].edges if ruled else ()
    return PageTables(placed, undivided, unruled[-1].columns if unruled else (), edges)


def _ruled(picture: PagePicture, edges: Sequence[float]) -> list[RuledTable]:
    found: list[RuledTable] = []
    for rules in touching(level_rules(picture.rulings), upright_rules(picture.rulings)):
        grid = make_grid(rules)
        made = ruled_table(grid, _inside(grid, picture.words), edges) if grid else None
        if made:
            found.append(made)
            edges = made.edges
    return found


def _inside(grid: Grid, words: Iterable[PrintedWord]) -> list[PrintedWord]:
    return [word for word in words if _is_in(word, grid.box)]


def _is_in(word: PrintedWord, box: Box) -> bool:
    left, top, right, bottom = box
    return left <= (word.left + word.right) / 2 <= right and top <= word.baseline - _MIDDLE * word.size <= bottom
