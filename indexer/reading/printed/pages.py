"""The lines and tables of printed pages, read or recognised -> the blocks of each."""

from collections.abc import Sequence

from indexer.models import Block
from indexer.reading.page.blocks import to_blocks
from indexer.reading.page.cleaning import drop_contents
from indexer.reading.page.paragraphs import flow, full_width
from indexer.reading.printed.furniture import without_furniture
from indexer.reading.printed.sheet import Sheet
from indexer.reading.printed.tables import continue_tables
from indexer.reading.printed.types import typed_lines


def page_blocks(sheets: Sequence[Sheet]) -> list[tuple[Block, ...]]:
    """The blocks of each page, its tables in their places: furniture dropped, lines joined to paragraphs."""
    pages = typed_lines(continue_tables(without_furniture(sheets)))
    width = full_width(line for lines in pages for line in lines)
    return [to_blocks(drop_contents(flow(lines, width))) for lines in pages]
