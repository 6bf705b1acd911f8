"""Lines of a page -> elements that know where they stand: paragraphs, list items, table rows, each with what is above it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from indexer.models import DITTO, SEAM
from indexer.structure import marks
from indexer.structure.marks import Heading, Item

_PARENT_LENGTH = 160
_LABEL_LENGTH = 120
_MOST_HEADS = 5
_WORD = re.compile(r"[^\W\d_]{3}")
_FIRST_OF_SERIES = frozenset({"(1)", "1.", "1)", "a.", "a)", "(a)", "i.", "i)"})


@dataclass(frozen=True, slots=True)
class Element:
    """One paragraph, list item, table row or heading, verbatim (its lines joined by newlines).

    `kind` is heading, paragraph, item, heads (the rows of column heads and the line beneath) or row. `heading` is the path of headings above it, outermost
    first. `parents` are the lines of the list it stands in: the sentence that opens the list, then the items above it, indentation kept.
    `heads` are the column heads of a row.
    """

    kind: str
    text: str
    page: int | None
    heading: tuple[str, ...]
    parents: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()

    @property
    def depth(self) -> int:
        """How deep in its section the element stands."""
        return len(self.parents)


@dataclass(slots=True)
class Outline:
    """Reads lines in order, over pages, and keeps the place: headings, open lists, the heads of the table at hand.

    `headed` says that the heads of the table are known: from here on its rows are read as they come.
    """

    headings: tuple[Heading, ...] = ()
    intro: str = ""
    items: list[tuple[Item, str]] = field(default_factory=list)
    heads: tuple[str, ...] = ()
    headed: bool = False
    section: str = ""
    _leading: tuple[str, ...] = ()
    _pending: Element | None = None
    _rows: list[list[str]] = field(default_factory=list)
    _row_lines: list[str] = field(default_factory=list)

    def read(self, text: str, page: int | None) -> Iterator[Element]:
        """The elements of one page's text, in order. Every word of the text is in exactly one element."""
        for line in text.split("\n"):
            yield from self._line(line, page)
        yield from self._table_end(page)
        yield from self._flush()

    def _line(self, line: str, page: int | None) -> Iterator[Element]:
        row = marks.cells(line)
        if row is not None:
            yield from self._flush()
            yield from self._row(row, line, page)
            return
        yield from self._table_end(page)
        if not line.strip():
            yield from self._flush()
        elif found := marks.heading(line):
            yield from self._flush()
            self.headings, self.intro, self.items, self.heads = marks.under(self.headings, found), "", [], ()
            yield Element("heading", line.strip(), page, self._heading[:-1])
        elif entry := marks.item(line):
            self._label()
            yield from self._flush()
            self._nest(entry, line)
            self._pending = Element("item", line.rstrip(), page, self._heading, self._parents[:-1])
        elif self._pending:
            self._pending = replace(self._pending, text=f"{self._pending.text}\n{line.strip()}")
        else:
            self.items, self.intro = [], ""
            self._pending = Element("paragraph", line.strip(), page, self._heading)

    def _flush(self) -> Iterator[Element]:
        element, self._pending = self._pending, None
        if element is None:
            return
        if element.kind == "paragraph" and not self.intro:
            self.intro = _short(element.text) if element.text.rstrip().endswith(":") else ""
        yield element

    def _label(self) -> None:
        """A short line without a full stop right above a list is its label: "Kepala Bappeda (per 2025)" over "- Nama: …"."""
        above = self._pending
        if (
            above
            and above.kind == "paragraph"
            and len(above.text) <= _LABEL_LENGTH
            and not above.text.rstrip().endswith((".", ";", ","))
        ):
            self.intro = _short(above.text)

    def _nest(self, entry: Item, line: str) -> None:
        """Puts an item in its place among the open ones: deeper by indentation, else by the kind of its marker."""
        while self.items and self.items[-1][0].depth[0] > entry.depth[0]:
            self.items.pop()
        same = [place for place, (above, _) in enumerate(self.items) if above.depth == entry.depth]
        if same:
            del self.items[same[0] :]
        elif self.items and self.items[-1][0].depth[0] == entry.depth[0] and entry.marker not in _FIRST_OF_SERIES:
            self.items.pop()
        self.items.append((entry, " " * (len(line) - len(line.lstrip())) + _short(line)))

    @property
    def _heading(self) -> tuple[str, ...]:
        return tuple(above.text for above in self.headings)

    @property
    def _parents(self) -> tuple[str, ...]:
        return (*((self.intro,) if self.intro else ()), *(line for _, line in self.items))

    def _row(self, row: list[str], line: str, page: int | None) -> Iterator[Element]:
        """A row of a table whose heads are known, or one that waits to be told: heads have a line of dashes under them, also where
        they repeat those of the table before, and a table without that goes on under these."""
        if marks.is_rule(row):
            self.heads, self.headed = join_heads(self._rows), True
            self.section, self._leading = "", ()
            text = "\n".join((*self._row_lines, line.strip()))
            self._rows, self._row_lines = [], []
            yield Element("heads", text, page, self._heading, self._parents, self.heads)
        elif self.headed and self.heads and len(row) == len(self.heads):
            yield self._element(row, line, page)
        else:
            self.headed = False
            self._rows.append(row)
            self._row_lines.append(line.strip())
            if len(self._rows) > _MOST_HEADS and self._under_heads():
                yield from self._waiting(page)
                self.headed = True

    def _under_heads(self) -> bool:
        """Whether the rows that wait have the columns of the heads above them."""
        return bool(self.heads) and all(len(row) == len(self.heads) for row in self._rows)

    def _waiting(self, page: int | None) -> Iterator[Element]:
        waiting, self._rows, self._row_lines = list(zip(self._rows, self._row_lines, strict=True)), [], []
        for row, line in waiting:
            yield self._element(row, line, page)

    def _element(self, row: list[str], line: str, page: int | None) -> Element:
        """A row under the section row above it, and under the cells that it leaves empty because they are those of the row above."""
        empty = next((place for place, cell in enumerate(row) if cell), 0)
        if self.heads and _is_section(row):
            self.section, above = _short(" ".join(cell for cell in row if cell and not cell.startswith(DITTO))), ()
        else:
            left = " · ".join(cell for cell in self._leading[:empty] if _WORD.search(cell))
            above = tuple(filter(None, (self.section, _short(left))))
        self._leading = (*self._leading[:empty], *(cell.removeprefix(DITTO) for cell in row[empty:]))
        return Element("row", line.strip(), page, self._heading, (*self._parents, *above), self.heads)

    def _table_end(self, page: int | None) -> Iterator[Element]:
        """Rows that no line of dashes followed are those of the table before, or of a table without heads."""
        if self._rows and not self._under_heads():
            self.heads = ()
        yield from self._waiting(page)
        self.headed = False


def _is_section(row: list[str]) -> bool:
    """Whether a row only names what the rows below it are about: words in its first cells, no figure, most columns empty."""
    own = [cell for cell in row if cell and not cell.startswith(DITTO)]
    named = any(_WORD.search(cell) for cell in own[:2])
    return (
        bool(row[0])
        and len(row) > 2
        and named
        and len(own) <= max(2, len(row) // 4)
        and not any(map(str.isdigit, "".join(own[1:])))
    )


def join_heads(rows: list[list[str]]) -> tuple[str, ...]:
    """Heads of several rows as one head a column: "Target" over "2026" -> "Target 2026"."""
    columns = zip(*(row + [""] * (max(map(len, rows)) - len(row)) for row in rows), strict=True) if rows else ()
    joined = []
    for column in columns:
        parts: list[str] = []
        for cell in column:
            plain = cell.replace(DITTO, "").replace(SEAM, "").strip()
            if plain and plain not in parts:
                parts.append(plain)
        joined.append(" ".join(parts))
    return tuple(joined)


def _short(text: str) -> str:
    flat = re.sub(r"\s+", " ", text).strip()
    return flat if len(flat) <= _PARENT_LENGTH else flat[:_PARENT_LENGTH].rsplit(" ", 1)[0] + " …"


def resume(heading: tuple[str, ...], parents: tuple[str, ...], heads: tuple[str, ...]) -> Outline:
    """An outline that stands where a chunk begins, so that the chunk's text can be read again with what is above it."""
    outline = Outline(heads=heads, headed=bool(heads))
    if heads and parents and not marks.item(parents[-1]):
        *parents, outline.section = parents
    for text in heading:
        outline.headings = (*outline.headings, marks.heading(f"# {text}") or Heading(text, marks.PLAIN_HEADING))
    for line in parents:
        if entry := marks.item(line):
            outline.items.append((entry, line))
        else:
            outline.intro = line
    return outline


def elements(pages: Iterable[tuple[int | None, str]]) -> Iterator[Element]:
    """The elements of a document, page by page."""
    outline = Outline()
    for number, text in pages:
        yield from outline.read(text, number)
