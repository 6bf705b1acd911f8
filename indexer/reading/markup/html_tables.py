"""An HTML table, well-formed or not -> rows of Cells. The only file here that knows lxml's tables."""

import re
from collections.abc import Set
from itertools import chain

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
    rows = list(map(_own_cells, _own_rows(outer)))
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    tags = {cell.tag for cell in chain.from_iterable(rows)}
    return "th" in tags or _has_lines(outer)


def _has_lines(table: html.HtmlElement) -> bool:
    width = table.get("border", "0").strip()
    if width not in ("", "0"):
        return True
    return bool(_DRAWN.search(table.get("style") or ""))


def _own_rows(table: html.HtmlElement) -> list[html.HtmlElement]:
    """The rows of a table itself, not of tables in its cells."""
    return [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]


def _own_cells(row: html.HtmlElement) -> list[html.HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _lift(table: html.HtmlElement, outer: html.HtmlElement) -> None:
    outer_rows = _own_rows(outer)
    label = ""
    for row in table.iterancestors("tr"):
        if row in outer_rows:
            label = _label(row)
    heads = len(make_table(read_cells(table)).heads)
    if label and heads:
        _own_rows(table)[heads - 1].addnext(_section(label, width=len(_own_cells(_own_rows(table)[0]))))
    table.drop_tree()
    table.tail = None
    outer.addnext(table)


def _label(row: html.HtmlElement) -> str:
    """What a row is about: the first words in it that are no table's."""
    for cell in _own_cells(row):
        text = "" if cell.find(".//table") is not None else cell_text(cell)
        if _WORD.search(text):
            return text
    return ""


def _section(label: str, width: int) -> html.HtmlElement:
    """A row of one cell over the whole width."""
    section = html.Element("tr")
    etree.SubElement(section, "td", colspan=str(width)).text = label
    return section


def read_cells(table: html.HtmlElement) -> list[list[SourceCell]]:
    """Rows of a parsed table. A table inside a cell is that cell's text."""
    return list(map(_cells, _own_rows(table)))


def _cells(row: html.HtmlElement) -> list[SourceCell]:
    return list(map(_cell, _own_cells(row)))


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
