"""An HTML table, well-formed or not -> rows of Cells. The only file here that knows lxml's tables."""

import re
from collections.abc import Set

from lxml import etree, html

from indexer.language.wordlists import any_of, words
from indexer.reading.markup.shown import as_shown
from indexer.reading.page.seams import SEAM
from indexer.reading.tables.source_cells import SourceCell
from indexer.reading.tables.table import make_table

_TAGS = any_of(words("html_table_tags"))
_NO_TAG = re.compile(rf"<(?!/?{_TAGS}\b|!--)", re.I)
_DRAWN = re.compile(r"\bborder[\w-]*\s*:(?!\s*(?:0|none))", re.I)
_WORD = re.compile(r"[^\W\d_]{2}")
_LONGEST_DATA = 1000
_BREAKING = {"br", "p", "div", "li", "tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5", "h6"}


def read_table(source: str) -> list[list[SourceCell]]:
    """Rows of the first table in the HTML source; what only looks like a tag ("<serta") is text."""
    parser = html.HTMLParser(huge_tree=True, remove_comments=True)
    root = html.fragment_fromstring(_NO_TAG.sub("&lt;", source), create_parent=True, parser=parser)
    as_shown(root)
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


def lift_nested(root: html.HtmlElement) -> None:
    """Puts tables of data that stand in a cell of another table of data after that one, under the words of their row."""
    for table in [*root.iter("table")]:
        outer = next(table.iterancestors("table"), None)
        if outer is not None and is_data(table) and _is_data_around(outer):
            _lift(table, outer)


def _is_data_around(outer: html.HtmlElement) -> bool:
    """Whether a table with others in it is one of data too, with lines or heads, and not the layout of the page."""
    rows = [_own_cells(row) for row in outer.iter("tr") if next(row.iterancestors("table")) is outer]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    border = outer.get("border", "0").strip()
    has_lines = border not in ("", "0") or bool(_DRAWN.search(outer.get("style") or ""))
    return has_lines or any(cell.tag == "th" for row in rows for cell in row)


def _own_cells(row: html.HtmlElement) -> list[html.HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _lift(table: html.HtmlElement, outer: html.HtmlElement) -> None:
    row = next(above for above in table.iterancestors("tr") if next(above.iterancestors("table")) is outer)
    label = next((text for text in _texts_without_tables(row) if _WORD.search(text)), "")
    rows = [one for one in table.iter("tr") if next(one.iterancestors("table")) is table]
    heads = len(make_table(read_cells(table)).heads)
    if label and heads:
        section = html.Element("tr")
        cell = etree.SubElement(section, "td", colspan=str(max(map(len, map(_own_cells, rows)))))
        cell.text = label
        rows[heads - 1].addnext(section)
    table.drop_tree()
    table.tail = None
    outer.addnext(table)


def _texts_without_tables(row: html.HtmlElement) -> list[str]:
    return [cell_text(cell) for cell in _own_cells(row) if cell.find(".//table") is None]


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
