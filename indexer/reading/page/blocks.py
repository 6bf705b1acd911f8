"""Lines of a page -> its blocks: here, once and for all formats, it is told which line is a heading, an item, running text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from indexer.models import Block
from indexer.reading.page.lines import Line
from indexer.reading.page.marks import heading_level, item


@dataclass(slots=True)
class _Growing:
    """A block, and the lines of its text so far."""

    block: Block
    lines: list[str]


def to_blocks(lines: Iterable[Line]) -> tuple[Block, ...]:
    """The blocks of these lines in order. A line without words parts what is above it from what is below; running text right below
    a paragraph or an item belongs to it, and undivided lines that follow each other are one block."""
    growing: list[_Growing] = []
    gap = False
    for line in _with_titles(lines):
        gap = gap or line.gap
        if line.table is None and not line.text.strip():
            gap = True
            continue
        block = _block(line, gap)
        if growing and _belongs_to(growing[-1].block, block):
            growing[-1].lines.append(block.text)
        else:
            growing.append(_Growing(block, [block.text]))
        gap = False
    return tuple(replace(grown.block, text="\n".join(grown.lines)) for grown in growing)


def _with_titles(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, with the titles of each table as lines above it."""
    for line in lines:
        if line.table is None or not line.table.titles:
            yield line
            continue
        first, *others = line.table.titles
        yield Line(first, gap=line.gap)
        yield from (Line(title) for title in others)
        yield Line(table=replace(line.table, titles=()))


def _belongs_to(above: Block, block: Block) -> bool:
    """Whether a block is but another line of the one above."""
    if above.undivided or block.undivided:
        return above.undivided and block.undivided
    runs_on = block.kind == "paragraph" and not block.gap
    return runs_on and above.kind in ("paragraph", "item")


def _block(line: Line, gap: bool) -> Block:
    """The block that a line is, or begins."""
    if line.table is not None:
        return Block("table", gap=gap, table=line.table)
    text = line.text.strip()
    if line.undivided:
        return Block("paragraph", text, gap, undivided=True)
    if level := heading_level(text, line.level):
        return Block("heading", text, gap, level=level, marks=line.level)
    if entry := item(line.text):
        return Block("item", text, gap, marker=entry.marker, indent=_indent(line.text), depth=entry.depth)
    return Block("paragraph", text, gap)


def _indent(text: str) -> int:
    """How many columns of space a text begins with."""
    spaced = text.expandtabs(4)
    return len(spaced) - len(spaced.lstrip())
