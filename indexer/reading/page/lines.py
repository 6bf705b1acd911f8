"""A line on its way to a page: what the readers of all formats hand over."""

from dataclasses import dataclass

from indexer.models import Table


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `gap` when more than a line's space is above it, `level` (1-6) when the format or its type says it is a heading,
    `fixed` when it is no running text and stays as it is, `undivided` when it is one of a table whose rows or columns can't be told
    apart. A `table` takes the place of a line; it has no text then."""

    text: str = ""
    gap: bool = False
    level: int = 0
    fixed: bool = False
    table: Table | None = None
    undivided: bool = False

    @property
    def stays(self) -> bool:
        """Whether it is no running text: nothing is joined to it."""
        return self.fixed or self.undivided or self.table is not None
