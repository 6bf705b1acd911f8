"""Blocks -> the text of a page, and that text read back. The only file that knows what a table looks like as text.

Blocks are there only while a document is indexed. What people see of a page, what a quote is looked up in, what versions are compared
by and what the catalogue keeps is text; so are the chunks that are embedded. It has three marks of Markdown, which people and language
models read without being told: headings ("# …"), list items as they stand, and rows of tables ("| cell | cell |", under the head rows
a line "| --- | --- |"). Which cells only repeat a merged one, and where no quote may run over, the text does not say.
"""

import re
from collections.abc import Iterable, Sequence

from indexer.models import Block, Cell, Page, Row, Table, Word
from indexer.reading.page.blocks import to_blocks
from indexer.reading.page.lines import Line
from indexer.reading.page.seams import unseamed

_MARKED = re.compile(r"(#{1,6})\s+(.*\S)\s*")
_RULE = re.compile(r"\s*\|\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|\s*")


def page_of(
    number: int | None,
    blocks: Sequence[Block],
    label: str = "",
    rows: tuple[int, ...] = (),
    confidence: float | None = None,
    words: tuple[Word, ...] = (),
    doubtful: tuple[str, ...] = (),
) -> Page:
    """The page that has these blocks."""
    return Page(number, drawn(blocks), label, rows, confidence, words, doubtful, tuple(blocks))


def blocks_of(page: Page) -> tuple[Block, ...]:
    """The blocks of a page, also of one that was kept as text."""
    return page.blocks or read_back(page.text)


def drawn(blocks: Iterable[Block]) -> str:
    """The blocks as text, with an empty line where space stands between two."""
    lines: list[str] = []
    for block in blocks:
        if block.gap and lines:
            lines.append("")
        lines += block_lines(block)
    return unseamed("\n".join(lines))


def block_lines(block: Block) -> list[str]:
    """One block as lines of text, its seams with it."""
    if block.table is not None:
        return table_lines(block.table)
    return (opening(block) + block.text).split("\n")


def opening(block: Block) -> str:
    """What the text has before a block's own: the marks of a heading, the space that an item is set in."""
    if block.marks:
        return "#" * block.marks + " "
    return " " * block.indent


def table_lines(table: Table) -> list[str]:
    """A table as lines of text."""
    return [*heads_lines(table), *map(row_line, table.body)]


def heads_lines(table: Table) -> list[str]:
    """The head rows of a table with the line beneath them; none where it has no heads."""
    if not table.heads:
        return []
    rule = [Cell("---")] * table.width
    return [*map(row_line, table.heads), row_line(rule)]


def row_line(row: Sequence[Cell]) -> str:
    """One row as a line of text."""
    return "| " + " | ".join(cell.text for cell in row) + " |"


def row_cells(line: str) -> Row | None:
    """The cells of the row that a line is; None for any other line."""
    stripped = line.strip()
    between_bars = stripped.startswith("|") and stripped.endswith("|")
    if len(stripped) < 3 or not between_bars:
        return None
    return tuple(Cell(cell.strip()) for cell in stripped[1:-1].split("|"))


def is_rule(line: str) -> bool:
    """Whether a line is the one between the heads of a table and its body."""
    return bool(_RULE.fullmatch(line))


def plain(text: str) -> str:
    """A text without what is neither said nor seen in the document: the marks of headings, the lines beneath heads."""
    kept = [line for line in text.split("\n") if not is_rule(line)]
    return "\n".join(_unmarked(line) for line in kept)


def _unmarked(line: str) -> str:
    marked = _MARKED.fullmatch(line)
    return marked[2] if marked else line


def read_back(text: str) -> tuple[Block, ...]:
    """The blocks of a page that was kept as text."""
    return to_blocks(written_lines(text.split("\n")))


def written_lines(lines: Iterable[str | Table]) -> list[Line]:
    """Lines of text with these marks: headings told by their #, rows written with bars put together to tables."""
    return [_heading_or_text(line) for line in with_tables_of_rows(lines)]


def _heading_or_text(line: Line) -> Line:
    marked = _MARKED.fullmatch(line.text)
    return Line(marked[2], level=len(marked[1])) if marked else line


def with_tables_of_rows(lines: Iterable[str | Table]) -> list[Line]:
    """Lines of text, with a table in the place of rows written with bars: those above the line of dashes are its heads."""
    kept: list[Line] = []
    rows: list[str] = []
    for line in lines:
        if isinstance(line, str) and row_cells(line) is not None:
            rows.append(line)
            continue
        kept += _table_of(rows)
        rows = []
        kept.append(Line(line) if isinstance(line, str) else Line(table=line))
    return kept + _table_of(rows)


def _table_of(rows: Sequence[str]) -> list[Line]:
    """The table that is written in these rows; none where there are none."""
    heads: list[Row] = []
    body: list[Row] = []
    has_heads = False
    for row in rows:
        if not is_rule(row):
            body.append(row_cells(row) or ())
        elif not has_heads:
            heads, body, has_heads = body, [], True
    if not heads and not body:
        return []
    return [Line(table=Table(heads=tuple(heads), body=tuple(body)))]
