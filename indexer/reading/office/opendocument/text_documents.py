"""OpenDocument text -> pages where the file knows them, else one text."""

from collections.abc import Iterable, Sequence
from itertools import chain, takewhile

from lxml import etree

from indexer.models import Page
from indexer.reading.office.opendocument.running import feet_of, heads_of
from indexer.reading.office.opendocument.styles import Styles, q
from indexer.reading.office.opendocument.tables import holds_data, nested_data, page_ends, read_cells, rows_of
from indexer.reading.office.opendocument.text import PAGE_ENDS, is_bold, read_paragraph
from indexer.reading.office.running_lines import opening_paragraphs
from indexer.reading.page.numbering import BULLET, Counter
from indexer.reading.page.page_text import plain
from indexer.reading.page.paged_lines import PagedLines, heading_level, numbered
from indexer.reading.tables.office_rows import breaks_before, looks_laid_out, row_label, under_section
from indexer.reading.tables.table import make_table

_TITLE = (q("text:p"), q("text:h"))
_NO_TITLE = (q("table:table"), q("text:list"), q("text:section"))
_WITHIN = {q(f"text:{name}") for name in ("section", "list-item")}


def text_pages(body: etree._Element, styles: Styles, roots: Sequence[etree._Element]) -> tuple[Page, ...]:
    """The pages of an office:text element; its running heads and feet are in one of the document's `roots`."""
    reader = _Reader(styles)
    first = takewhile(_may_be_of_title, body)
    opening = opening_paragraphs("".join(paragraph.itertext()) if paragraph.tag in _TITLE else "" for paragraph in first)
    reader.blocks(body[:opening])
    reader.lines(heads_of(body, roots, styles))
    reader.blocks(body[opening:])
    reader.lines(feet_of(body, roots, styles))
    return reader.pages()


def _may_be_of_title(block: etree._Element) -> bool:
    """Whether a block may belong to the title of a document: no table or list, and no page ends in it."""
    ends_page = next(block.iter(q("text:soft-page-break")), None) is not None
    return block.tag not in _NO_TITLE and not ends_page


def _mark(item: etree._Element, level: int, counter: Counter) -> str:
    """What stands before an item, with the indentation of a bullet's level."""
    start = item.get(q("text:start-value"), "")
    mark = counter.next(level, int(start) if start.isdigit() else None)
    return "  " * level + BULLET if mark == BULLET else mark


def _styled_level(block: etree._Element) -> int:
    """The level of a heading as a reader gives it, where 1 is the title; 0 for any other paragraph."""
    level = block.get(q("text:outline-level"), "")
    if block.tag != q("text:h") or not level.isdigit():
        return 0
    return min(int(level) + 1, 6)


class _Reader:
    def __init__(self, styles: Styles):
        self._styles, self._lines = styles, PagedLines()
        self._outline = Counter(styles.outline)
        self._counters: dict[str, Counter] = {}
        self._by_id: dict[str, Counter] = {}
        self._notes = self._lines
        self._boxes: list[etree._Element] | None = None
        """Those that wait until the table is read in whose cell they hang; None outside tables."""

    def pages(self) -> tuple[Page, ...]:
        return self._lines.pages()

    def lines(self, texts: Iterable[str]) -> None:
        for text in texts:
            self._lines.text(text)

    def blocks(self, blocks: Iterable[etree._Element]) -> None:
        for block in blocks:
            if block.tag in (q("text:p"), q("text:h")):
                self._paragraph(block, self._outline_number(block))
            elif block.tag == q("text:list"):
                self._list(block, block.get(q("text:style-name"), ""), 0, None)
            elif block.tag == q("table:table"):
                if self._boxes is None or not holds_data(block, self._styles):
                    self._table(block)
            elif block.tag == q("text:soft-page-break"):
                self._lines.page_ends(rendered=True)
            elif block.tag in (q("draw:frame"), q("draw:custom-shape"), q("draw:g"), q("draw:text-box")):
                self.blocks(block)
            elif block.tag in _WITHIN and block.get(q("text:display")) != "none":
                self.blocks(block)

    def _outline_number(self, block: etree._Element) -> str:
        level = block.get(q("text:outline-level"), "")
        is_heading = block.tag == q("text:h") and level.isdigit()
        goes_without = block.get(q("text:is-list-header")) == "true"
        if not is_heading or goes_without or not self._styles.outline:
            return ""
        return self._outline.next(int(level) - 1).strip()

    def _list(self, block: etree._Element, style: str, level: int, counter: Counter | None) -> None:
        counter = counter or self._counter(block, style)
        for item in block:
            self._item(item, style, level, counter)

    def _item(self, item: etree._Element, style: str, level: int, counter: Counter) -> None:
        """An item of a list, or its head: the first paragraph of an item has its mark."""
        marked = item.tag != q("text:list-item")
        for child in item:
            if child.tag == q("text:list"):
                self._list(child, child.get(q("text:style-name"), style), level + 1, counter)
            elif child.tag in (q("text:p"), q("text:h")):
                mark = "" if marked else _mark(item, level, counter)
                self._paragraph(child, mark)
                marked = True
            elif child.tag == q("text:soft-page-break"):
                self._lines.page_ends(rendered=True)

    def _counter(self, block: etree._Element, style: str) -> Counter:
        """A list begins anew, unless it says which one it continues."""
        known = self._by_id.get(block.get(q("text:continue-list"), ""))
        if known is None and block.get(q("text:continue-numbering")) == "true":
            known = self._counters.get(style)
        counter = self._counters[style] = known or Counter(self._styles.lists.get(style, {}))
        if name := block.get("{http://www.w3.org/XML/1998/namespace}id"):
            self._by_id[name] = counter
        return counter

    def _paragraph(self, block: etree._Element, number: str) -> None:
        style = self._styles.of(block)
        if style.hidden:
            return
        if style.page_before:
            self._lines.page_ends()
        styled = 1 if style.title else _styled_level(block)
        found, bold = read_paragraph(block, self._styles), is_bold(block, self._styles)
        for n, piece in enumerate(found.text.split(PAGE_ENDS)):
            if n:
                self._lines.page_ends(rendered=True)
            text = numbered(number, piece)
            number = "" if text else number
            self._lines.text(text, heading_level(text, styled, bold))
        if self._boxes is None:
            for box in found.boxes:
                self.blocks(box)
        else:
            self._boxes += found.boxes
        for note in found.notes:
            self._notes.note(self._note(note))
        if style.page_after:
            self._lines.page_ends()

    def _note(self, note: etree._Element) -> str:
        body = note.find(q("text:note-body"))
        paragraphs = () if body is None else body.iter(q("text:p"))
        return " ".join(read_paragraph(paragraph, self._styles).text for paragraph in paragraphs)

    def _table(self, table: etree._Element, section: str = "") -> None:
        """A table, under the words of the row that it stands in where it is one within another."""
        if self._styles.of(table, "table", "table:style-name").page_before:
            self._lines.page_ends()
        boxes: list[etree._Element] = []
        cells = read_cells(table, lambda cell: self._cell(cell, boxes))
        if len(cells) < 2 or max(map(len, cells)) < 2:
            for cell in chain.from_iterable(cells):
                self._lines.text(cell.text)
        elif looks_laid_out(cells) and not self._styles.draws_lines(table):
            for row in cells:
                self._lines.text(" ".join(cell.text for cell in row if cell.text))
        else:
            made = make_table(cells)
            self._lines.table(*under_section(made, breaks_before(cells, made, page_ends(table)), section))
        for n, (row, _) in enumerate(rows_of(table)):
            for nested in nested_data(row, self._styles):
                self._table(nested, row_label(cells, n))
        for box in boxes:
            self.blocks(box)

    def _cell(self, cell: etree._Element, boxes: list[etree._Element]) -> str:
        """The words of a cell: paragraphs, lists with their numbers, tables within it that hold no data. Its text boxes go to `boxes`."""
        inner = _Reader(self._styles)
        inner._counters, inner._by_id, inner._notes, inner._boxes = self._counters, self._by_id, self._notes, boxes
        inner.blocks(cell)
        return " ".join(plain(page.text) for page in inner.pages())
