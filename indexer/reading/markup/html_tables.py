"""An HTML table, well-formed or not -> rows of Cells. The only file here that knows lxml's tables."""

import re
from collections.abc import Set

from lxml import etree, html

from indexer.language.wordlists import any_of, words
from indexer.reading.page.seams import SEAM
from indexer.reading.tables.source_cells import SourceCell

_TAGS = any_of(words("html_table_tags"))
_NO_TAG = re.compile(rf"<(?!/?{_TAGS}\b|!--)", re.I)
_LONGEST_DATA = 1000
_BREAKING = {"br", "p", "div", "li", "tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5", "h6"}


def read_table(source: str) -> list[list[SourceCell]]:
    """Rows of the first table in the HTML source; what only looks like a tag ("<serta") is text."""
    parser = html.HTMLParser(huge_tree=True, remove_comments=True)
    root = html.fragment_fromstring(_NO_TAG.sub("&lt;", source), create_parent=True, parser=parser)
    table = root.find(".//table")
    return [] if table is None else read_cells(table)


def is_data(table: html.HtmlElement) -> bool:
    """Whether a table holds data, not the page's layout: several rows and columns of short texts, no table within."""
    rows = read_cells(table)
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    if table.find(".//table") is not None:
        return False
    longest = max(len(cell.text) for row in rows for cell in row)
    return longest <= _LONGEST_DATA


def read_cells(table: html.HtmlElement) -> list[list[SourceCell]]:
    """Rows of a parsed table. A table inside a cell is that cell's text."""
    return [_cells(row) for row in table.iter("tr") if next(row.iterancestors("table")) is table]


def _cells(row: html.HtmlElement) -> list[SourceCell]:
    return [_cell(cell) for cell in row if cell.tag in ("td", "th")]


def _cell(cell: html.HtmlElement) -> SourceCell:
    head = cell.tag == "th" or cell.getparent().getparent().tag == "thead"
    return SourceCell(cell_text(cell), _span(cell, "rowspan"), _span(cell, "colspan"), head)


def _span(cell: html.HtmlElement, name: str) -> int:
    value = cell.get(name, "").strip()
    return int(value) if value.isascii() and value.isdigit() else 1


def cell_text(element: html.HtmlElement) -> str:
    """The text of an element, with a space where a browser would break the line."""
    text = text_between(element, _BREAKING, " ")
    return re.sub(r"(?<=[&<>])", SEAM, " ".join(text.split()))


def text_between(element: html.HtmlElement, breaking: Set[str], between: str) -> str:
    """The text of an element, with `between` wherever a tag of those that are `breaking` begins or ends."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag in breaking:
            parts.append(between)
        if event == "start":
            parts.append(node.text or "")
        elif node is not element:
            parts.append(node.tail or "")
    return "".join(parts)
