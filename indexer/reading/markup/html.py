"""Saved web pages -> the article, by trafilatura, without menus, adverts and comments."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile

import lxml.html
import trafilatura
from lxml import etree

from indexer.errors import NoText
from indexer.models import Cell, Metadata, Reading, Row, Table
from indexer.reading.markup.html_tables import is_data, lift_nested, read_cells, text_between
from indexer.reading.markup.office_html import read_office_html
from indexer.reading.markup.shown import BLOCK_TAGS, as_shown
from indexer.reading.markup.text import without_furniture
from indexer.reading.page.blocks import to_blocks
from indexer.reading.page.cleaning import normalise, normalised_table
from indexer.reading.page.page_text import page_of, written_lines
from indexer.reading.tables.table import make_table

_HEADING_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_NEVER_TEXT = ("nav", "footer", "button", "iframe", "svg", "noscript", "template", "style")
_BESIDE = ("script", "header", "aside")
_OF_A_SITE = ("nav", "header", "footer", "aside", "form", "button", "iframe")
"""What a web site puts around an article. A page without any of it is a document that somebody saved as HTML: all of it is content."""
_DASHES = "---"
_REPEATS = "\ue000"
"""Goes before a cell that only repeats a merged one on its way through trafilatura, whose tables have no more than text."""
_ONLY_META = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}


@dataclass(frozen=True, slots=True)
class _Article:
    """What trafilatura finds on a page: the lines and tables of the article, and what the page's head says of it."""

    lines: list[str | Table]
    title: str = ""
    outlet: str = ""
    date: str = ""


def read_html(text: str) -> Reading:
    """The article with its title; all text of the body when no article is found. Raises NoText when there is none."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    root = lxml.html.document_fromstring(text.encode("utf-8", "replace") or b"<p></p>", parser=parser)
    if _is_document(root):
        return read_office_html(text)
    as_shown(root)
    etree.strip_elements(root, *_NEVER_TEXT, with_tail=False)
    lift_nested(root)
    _spread_tables(root)
    article = _article(root)
    has_words = any(map(_says_something, article.lines))
    lines = without_furniture(_normalised(article.lines if has_words else _body_lines(root)))
    if not any(map(_says_something, lines)):
        raise NoText("Halaman web ini tidak berisi teks; simpan ulang halamannya setelah artikelnya tampil, lalu kirim lagi.")
    body = list(dropwhile(lambda line: line == "", lines))
    blocks = to_blocks(written_lines(_headed(article, body)))
    return Reading((page_of(None, blocks),), Metadata(title=article.title))


def _is_document(root: lxml.html.HtmlElement) -> bool:
    """Whether a page has heads or tables, and nothing of a site around them."""
    if next(root.iter(*_OF_A_SITE), None) is not None:
        return False
    return next(root.iter(*_HEADING_LEVELS, "table"), None) is not None


def _article(root: lxml.html.HtmlElement) -> _Article:
    """The article; one without lines where none is found."""
    found = trafilatura.bare_extraction(
        lxml.html.tostring(root, encoding="unicode"),
        favor_recall=True,
        include_tables=True,
        include_comments=False,
        include_formatting=True,
        with_metadata=True,
        date_extraction_params=_ONLY_META,
    )
    if found is None:
        return _Article([])
    lines = [] if found.body is None else list(_blocks(found.body))
    return _Article(lines, normalise(found.title or "").strip(), found.sitename or "", found.date or "")


def _says_something(line: str | Table) -> bool:
    texts = [line] if isinstance(line, str) else _texts(line)
    return any(re.search(r"\w", text) for text in texts)


def _texts(table: Table) -> list[str]:
    return [cell.text for row in (*table.heads, *table.body) for cell in row]


def _normalised(lines: Iterable[str | Table]) -> Iterator[str | Table]:
    for line in lines:
        if isinstance(line, str):
            yield from normalise(line).split("\n")
        else:
            yield normalised_table(line)


def _headed(article: _Article, body: Sequence[str | Table]) -> list[str | Table]:
    """The body under its title, with the outlet and the date as the page's head names them."""
    above: list[str | Table] = []
    if article.title:
        above += [f"# {article.title}", ""]
    if article.outlet:
        above.append(f"Sumber: {article.outlet}")
    if article.date:
        above.append(f"Tanggal: {article.date}")
    above.append("")
    if _begins_with_title(body, article.title):
        body = body[1:]
    return [*above, *body]


def _begins_with_title(body: Sequence[str | Table], title: str) -> bool:
    first = body[0]
    return bool(title) and isinstance(first, str) and _squash(first) == _squash(title)


def _squash(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _spread_tables(root: lxml.html.HtmlElement) -> None:
    """Data tables as plain rectangles with a line of dashes under their heads: trafilatura forgets spans and most heads. `_table` reads
    them again."""
    for element in [table for table in root.iter("table") if is_data(table)]:
        table = make_table(read_cells(element))
        for child in list(element):
            element.remove(child)
        rule = [(Cell(_DASHES),) * table.width] if table.heads else []
        for row in (*table.heads, *rule, *table.body):
            _add_row(element, row)
        for title in table.titles:
            paragraph = lxml.html.Element("p")
            paragraph.text = title
            element.addprevious(paragraph)


def _add_row(table: lxml.html.HtmlElement, row: Sequence[Cell]) -> None:
    line = etree.SubElement(table, "tr")
    for cell in row:
        etree.SubElement(line, "td").text = (_REPEATS if cell.repeats else "") + cell.text


def _table(element: etree._Element) -> Table:
    """The table that trafilatura gives back."""
    rows = [_row(row) for row in element.iter("row")]
    for n, row in enumerate(rows):
        if _is_rule(row):
            return Table(heads=tuple(rows[:n]), body=tuple(rows[n + 1 :]))
    return Table(body=tuple(rows))


def _row(element: etree._Element) -> Row:
    return tuple(_cell(cell) for cell in element.iter("cell"))


def _is_rule(row: Row) -> bool:
    return bool(row) and all(cell.text == _DASHES for cell in row)


def _cell(element: etree._Element) -> Cell:
    text = " ".join(_text(element).split()).replace("|", "/")
    return Cell(text.removeprefix(_REPEATS).strip(), repeats=text.startswith(_REPEATS))


def _blocks(parent: etree._Element) -> Iterator[str | Table]:
    """The lines and tables of trafilatura's body, element by element."""
    for element in parent:
        match element.tag:
            case "table":
                yield from ("", _table(element), "")
            case "head":
                level = _HEADING_LEVELS.get(element.get("rend", ""), 2)
                yield from ("", "#" * level + " " + _text(element), "")
            case "list":
                yield from (*_items(element, indent=""), "")
            case "quote" if len(element):
                yield from _quoted(element)
            case "graphic":
                pass
            case _:
                yield from _text_lines(element)


def _quoted(quote: etree._Element) -> Iterator[str | Table]:
    text = (quote.text or "").strip()
    if text:
        yield text
    yield from _blocks(quote)


def _text_lines(element: etree._Element) -> Iterator[str]:
    for line in _text(element).split("\n"):
        yield line.strip()
    yield ""


def _items(listing: etree._Element, indent: str) -> Iterator[str]:
    is_numbered = listing.get("rend") == "ol"
    for number, item in enumerate(listing.iterchildren("item"), 1):
        mark = f"{number}." if is_numbered else "-"
        yield f"{indent}{mark} {_own_text(item)}"
        for nested in item.findall("list"):
            yield from _items(nested, indent + "  ")


def _own_text(item: etree._Element) -> str:
    """The text of an item without the lists in it."""
    parts = [item.text or ""]
    for child in item:
        if child.tag != "list":
            parts.append(_text(child) + (child.tail or ""))
    return " ".join(" ".join(parts).split())


def _text(element: etree._Element) -> str:
    """The text of an element; a line break is a newline."""
    for line_break in element.iter("lb"):
        line_break.text = "\n"
    lines = "".join(element.itertext()).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def _body_lines(root: lxml.html.HtmlElement) -> list[str]:
    """All text of the body but what stands beside its content."""
    etree.strip_elements(root, *_BESIDE, with_tail=False)
    body = root.find("body")
    text = text_between(root if body is None else body, BLOCK_TAGS, "\n")
    lines = re.sub(r"\n\s*\n", "\n\n", text).split("\n")
    return [" ".join(line.split()) for line in lines]
