"""Lines of a page -> its blocks: here, once and for all formats, it is told which line is a heading, an item, running text."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from indexer.models import Block
from indexer.reading.page.lines import Line
from indexer.reading.page.marks import heading_level, item


def to_blocks(lines: Iterable[Line]) -> tuple[Block, ...]:
    """The blocks of these lines in order. A line without words parts what is above it from what is below; running text right below
    a paragraph or an item belongs to it."""
    blocks: list[Block] = []
    texts: list[list[str]] = []  # the lines of each
    gap = False
    for line in _with_titles(lines):
        gap = gap or line.gap
        if line.table is None and not line.text.strip():
            gap = True
            continue
        block = _block(line, gap)
        if blocks and _goes_on(blocks[-1], block):
            texts[-1].append(block.text)
        else:
            blocks.append(block)
            texts.append([block.text])
        gap = False
    return tuple(replace(block, text="\n".join(of_block)) for block, of_block in zip(blocks, texts, strict=True))


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


def _goes_on(above: Block, block: Block) -> bool:
    """Whether a block is but another line of the one above."""
    runs_on = block.kind == "paragraph" and not block.gap
    return runs_on and above.kind in ("paragraph", "item")


def _block(line: Line, gap: bool) -> Block:
    """The block that a line is, or begins."""
    if line.table is not None:
        return Block("table", gap=gap, table=line.table)
    text = line.text.strip()
    if level := heading_level(text, line.level):
        return Block("heading", text, gap, level=level, marks=line.level)
    if entry := item(line.text):
        indent = len(line.text.expandtabs(4)) - len(line.text.expandtabs(4).lstrip())
        return Block("item", text, gap, marker=entry.marker, indent=indent, depth=entry.depth)
    return Block("paragraph", text, gap)
