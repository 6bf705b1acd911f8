"""Blocks of pages -> elements that know where they stand: paragraphs, list items, table rows, each with what is above it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from indexer.language.sentences import sentences
from indexer.models import Block, Cell, Page, Row, Table
from indexer.reading.page.page_text import blocks_of, heads_lines, opening, row_line
from indexer.reading.page.seams import unseamed
from indexer.structure.marks import Heading, under

_PARENT_LENGTH = 160
_LABEL_LENGTH = 120
_WORD = re.compile(r"[^\W\d_]{3}")
_FIRST_OF_SERIES = frozenset({"(1)", "1.", "1)", "a.", "a)", "(a)", "i.", "i)"})
NO_HEADING = 21
"""The level of what is no heading: deeper than any."""


@dataclass(frozen=True, slots=True)
class Element:
    """One paragraph, list item, table row or heading.

    `kind` is heading, paragraph, item, heads (the head rows of a table), row, or line (of a table whose rows can't be told apart). `text` is its text with seams, its lines parted by
    newlines; `before` stands before it where it is drawn. `heading` is the path of headings above it, outermost first. `parents` are
    the lines of the list it stands in: the sentence that opens the list, then the items above it, indentation kept. `heads` are the
    column heads of a row, `cells` its cells, and `repeats` how many cells of it only repeat merged ones. An item that `goes_on` is what
    was left of one too long.
    """

    kind: str
    text: str
    page: int | None
    heading: tuple[str, ...]
    parents: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    cells: Row = ()
    repeats: int = 0
    before: str = ""
    goes_on: bool = False
    level: int = NO_HEADING

    @property
    def drawn(self) -> str:
        """The element as it stands in a chunk's text."""
        return self.before + unseamed(self.text)

    @property
    def depth(self) -> int:
        """How deep in its section the element stands."""
        return len(self.parents)

    @property
    def size(self) -> int:
        """How much of a chunk it takes, in characters. A repeated cell takes one more than its words."""
        return len(self.before) + len(self.text) + self.repeats


@dataclass(frozen=True, slots=True)
class _Open:
    """A list item that others may stand under, and the line that names it."""

    item: Block
    line: str

    @property
    def indent(self) -> int:
        return self.item.depth[0]


@dataclass(slots=True)
class Outline:
    """Reads blocks in order, over pages, and keeps the place: headings, open lists, the heads and section of the table at hand.

    Running text and items longer than `longest` characters are cut between sentences.
    """

    longest: int

    headings: tuple[Heading, ...] = ()
    intro: str = ""
    items: list[_Open] = field(default_factory=list)
    heads: tuple[str, ...] = ()
    section: str = ""
    _leading: tuple[str, ...] = ()

    def read(self, blocks: Iterable[Block], page: int | None) -> Iterator[Element]:
        """The elements of one page, in order. Every word of its blocks is in exactly one element."""
        above: Block | None = None
        for block in blocks:
            match block.kind:
                case "heading":
                    yield self._heading(block, page)
                case "item":
                    yield from self._item(block, above, page)
                case "table":
                    yield from self._table(block.table or Table(), page)
                case _ if block.undivided:
                    yield from self._undivided(block, page)
                case _:
                    yield from self._paragraph(block, page)
            above = block

    def _heading(self, block: Block, page: int | None) -> Element:
        self.headings = under(self.headings, Heading(unseamed(block.text), block.level))
        self.intro, self.items, self.heads = "", [], ()
        return Element("heading", block.text, page, self._path[:-1], before=opening(block), level=block.level)

    def _paragraph(self, block: Block, page: int | None) -> Iterator[Element]:
        """Running text ends a list; where it ends in a colon it opens one."""
        pieces = self._pieces(block.text)
        self.items = []
        self.intro = _short(pieces[-1]) if pieces[-1].endswith(":") else ""
        for piece in pieces:
            yield Element("paragraph", piece, page, self._path)

    def _undivided(self, block: Block, page: int | None) -> Iterator[Element]:
        """The lines of a table whose rows can't be told apart, each by itself: none says what stands in another."""
        self.intro, self.items = "", []
        for line in filter(str.strip, block.text.split("\n")):
            yield Element("line", line, page, self._path)

    def _item(self, block: Block, above: Block | None, page: int | None) -> Iterator[Element]:
        """An item; what of it is longer than a chunk is running text under it."""
        follows_at_once = above is not None and not block.gap
        if follows_at_once and _is_label(above):
            self.intro = _short(above.text)
        self._nest(block)
        first, *others = self._pieces(block.text)
        item = Element("item", first, page, self._path, self._parents[:-1], before=opening(block))
        yield item
        for piece in others:
            yield replace(item, text=piece, before="", goes_on=True)

    def _pieces(self, text: str) -> list[str]:
        """The text in parts of about the longest that is allowed, cut between sentences."""
        text = text.rstrip()
        if len(text) <= self.longest:
            return [text]
        pieces = [""]
        for sentence in sentences(text):
            is_too_long = len(pieces[-1]) + len(sentence) > self.longest
            if pieces[-1] and is_too_long:
                pieces.append("")
            pieces[-1] += sentence
        return list(map(str.strip, pieces))

    def _nest(self, item: Block) -> None:
        """Puts an item in its place among the open ones: deeper by indentation, else by the kind of its marker."""
        while self.items and self.items[-1].indent > item.depth[0]:
            self.items.pop()
        depths = [above.item.depth for above in self.items]
        if item.depth in depths:
            del self.items[depths.index(item.depth) :]
        elif self.items and self._follows_the_last(item):
            self.items.pop()
        first_line = item.text.split("\n", 1)[0]
        self.items.append(_Open(item, opening(item) + _short(first_line)))

    def _follows_the_last(self, item: Block) -> bool:
        """Whether an item stands beside the innermost open one, with a marker of another kind, and begins no series under it."""
        is_as_deep = self.items[-1].indent == item.depth[0]
        return is_as_deep and item.marker not in _FIRST_OF_SERIES

    @property
    def _path(self) -> tuple[str, ...]:
        return tuple(above.text for above in self.headings)

    @property
    def _parents(self) -> tuple[str, ...]:
        lines = (self.intro, *(above.line for above in self.items))
        return lines if self.intro else lines[1:]

    def _table(self, table: Table, page: int | None) -> Iterator[Element]:
        """The rows of a table. One without heads goes on under those of the table before, if it has as many columns."""
        if table.heads:
            self.heads, self.section, self._leading = join_heads(table.heads), "", ()
            text = "\n".join(heads_lines(table))
            repeats = sum(map(_repeats, table.heads))
            yield Element("heads", text, page, self._path, self._parents, self.heads, repeats=repeats)
        elif any(len(row) != len(self.heads) for row in table.body):
            self.heads = ()
        for row in table.body:
            yield self._row(row, page)

    def _row(self, row: Row, page: int | None) -> Element:
        """A row under the section row above it, and under the cells that it leaves empty because they are those of the row above."""
        heads = self.heads if len(self.heads) == len(row) else ()
        empty = _empty_at_first(row)
        above: tuple[str, ...] = ()
        if heads and _is_section(row):
            self.section = _short(" ".join(cell.text for cell in row if cell.own))
        else:
            named_above = filter(_WORD.search, self._leading[:empty])
            above = tuple(filter(None, (self.section, _short(" · ".join(named_above)))))
        self._leading = (*self._leading[:empty], *(cell.text for cell in row[empty:]))
        parents = (*self._parents, *above)
        return Element("row", row_line(row), page, self._path, parents, heads, row, _repeats(row))


def _repeats(row: Row) -> int:
    """How many cells of a row only repeat merged ones."""
    return sum(cell.repeats for cell in row)


def _empty_at_first(row: Row) -> int:
    """How many cells a row leaves empty before its first filled one; 0 where none is filled."""
    for count, cell in enumerate(row):
        if cell.filled:
            return count
    return 0


def _is_label(block: Block) -> bool:
    """Whether a block right above a list is its label, a short line without a full stop: "Kepala Bappeda (per 2025)" over "- Nama: …"."""
    if block.kind != "paragraph" or len(block.text) > _LABEL_LENGTH:
        return False
    return not block.text.rstrip().endswith((".", ";", ","))


def _is_section(row: Row) -> bool:
    """Whether a row only names what the rows below it are about: words in its first cells, no figure, most columns empty."""
    if not row[0].filled or len(row) <= 2:
        return False
    own = [cell.text for cell in row if cell.own]
    is_mostly_empty = len(own) <= max(2, len(row) // 4)
    has_words = any(map(_WORD.search, own[:2]))
    has_figure = any(map(str.isdigit, "".join(own[1:])))
    return is_mostly_empty and has_words and not has_figure


def join_heads(rows: Sequence[Row]) -> tuple[str, ...]:
    """Heads of several rows as one head a column: "Target" over "2026" -> "Target 2026"."""
    columns = zip_longest(*rows, fillvalue=Cell())
    return tuple(map(_joined_head, columns))


def _joined_head(column: Iterable[Cell]) -> str:
    """What the head cells of a column say, each thing once."""
    said = (unseamed(cell.text).strip() for cell in column if cell.text)
    return " ".join(dict.fromkeys(said))


def _short(text: str) -> str:
    flat = re.sub(r"\s+", " ", unseamed(text)).strip()
    if len(flat) <= _PARENT_LENGTH:
        return flat
    return flat[:_PARENT_LENGTH].rsplit(" ", 1)[0] + " …"


def elements(pages: Iterable[Page], longest: int) -> Iterator[Element]:
    """The elements of a document, page by page; of running text, none is much longer than `longest` characters."""
    outline = Outline(longest)
    for page in pages:
        yield from outline.read(blocks_of(page), page.number)
