"""Saved web pages -> the article, by trafilatura, without menus, adverts and comments."""

import re
from collections.abc import Iterable, Iterator, Sequence

import lxml.html
import trafilatura
from lxml import etree

from indexer.errors import NoText
from indexer.models import Cell, Metadata, Reading, Table
from indexer.reading.markup.html_tables import is_data, read_cells
from indexer.reading.markup.office_html import read_office_html
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
_BLOCKS = frozenset("p div li tr h1 h2 h3 h4 h5 h6 br section article main dd dt blockquote pre td th table ul ol".split())
_DASHES = "---"
_REPEATS = "\ue000"
"""Goes before a cell that only repeats a merged one on its way through trafilatura, whose tables have no more than text."""
_ONLY_META = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}


def read_html(text: str) -> Reading:
    """The article with its title; all text of the body when no article is found. Raises NoText when there is none."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    root = lxml.html.document_fromstring(text.encode("utf-8", "replace") or b"<p></p>", parser=parser)
    if next(root.iter(*_OF_A_SITE), None) is None and next(root.iter(*_HEADING_LEVELS, "table"), None) is not None:
        return read_office_html(text)
    etree.strip_elements(root, *_NEVER_TEXT, with_tail=False)
    _spread_tables(root)
    found = trafilatura.bare_extraction(
        lxml.html.tostring(root, encoding="unicode"),
        favor_recall=True,
        include_tables=True,
        include_comments=False,
        include_formatting=True,
        with_metadata=True,
        date_extraction_params=_ONLY_META,
    )
    lines = list(_blocks(found.body)) if found is not None and found.body is not None else []
    lines = lines if any(map(_says_something, lines)) else _body_lines(root)
    body = without_furniture(_normalised(lines))
    while body and body[0] == "":
        body.pop(0)
    if not any(map(_says_something, body)):
        raise NoText("Halaman web ini tidak berisi teks; simpan ulang halamannya setelah artikelnya tampil, lalu kirim lagi.")
    title = normalise(found.title or "").strip() if found is not None else ""
    return Reading((page_of(None, to_blocks(written_lines(_headed(title, found, body)))),), Metadata(title=title))


def _says_something(line: str | Table) -> bool:
    texts = [line] if isinstance(line, str) else [cell.text for row in (*line.heads, *line.body) for cell in row]
    return any(re.search(r"\w", text) for text in texts)


def _normalised(lines: Iterable[str | Table]) -> Iterator[str | Table]:
    for line in lines:
        if isinstance(line, str):
            yield from normalise(line).split("\n")
        else:
            yield normalised_table(line)


def _headed(title: str, found: "trafilatura.settings.Document | None", body: Sequence[str | Table]) -> list[str | Table]:
    """The body under its title, with the outlet and the date as the page's head names them."""
    facts = [f"Sumber: {found.sitename}"] if found is not None and found.sitename else []
    facts += [f"Tanggal: {found.date}"] if found is not None and found.date else []
    first = body[0]
    if title and isinstance(first, str) and _squash(first) == _squash(title):
        body = body[1:]
    above = [f"# {title}", ""] if title else []
    return [*above, *facts, "", *body]


def _squash(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _spread_tables(root: lxml.html.HtmlElement) -> None:
    """Data tables as plain rectangles with a line of dashes under their heads: trafilatura forgets spans and most heads. `_table` reads
    them again."""
    for element in [table for table in root.iter("table") if is_data(table)]:
        table = make_table(read_cells(element))
        for child in list(element):
            element.remove(child)
        for row in table.heads:
            _add_row(element, row)
        if table.heads:
            _add_row(element, [Cell(_DASHES)] * table.width)
        for row in table.body:
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
    rows = [tuple(_cell(cell) for cell in row.iter("cell")) for row in element.iter("row")]
    rule = next((at for at, row in enumerate(rows) if row and all(cell.text == _DASHES for cell in row)), None)
    if rule is None:
        return Table(body=tuple(rows))
    return Table(heads=tuple(rows[:rule]), body=tuple(rows[rule + 1 :]))


def _cell(element: etree._Element) -> Cell:
    text = " ".join(_text(element).split()).replace("|", "/")
    return Cell(text.removeprefix(_REPEATS).strip(), repeats=text.startswith(_REPEATS))


def _blocks(parent: etree._Element) -> Iterator[str | Table]:
    """The lines and tables of trafilatura's body, element by element."""
    for element in parent:
        if element.tag == "table":
            yield from ("", _table(element), "")
        elif element.tag == "head":
            yield from ("", "#" * _HEADING_LEVELS.get(element.get("rend", ""), 2) + " " + _text(element), "")
        elif element.tag == "list":
            yield from _items(element, "")
            yield ""
        elif element.tag == "quote" and len(element):
            yield from ([element.text.strip()] if element.text and element.text.strip() else [])
            yield from _blocks(element)
        elif element.tag in ("graphic",):
            continue
        else:
            yield from (*(line.strip() for line in _text(element).split("\n")), "")


def _items(listing: etree._Element, indent: str) -> Iterator[str]:
    for number, item in enumerate(listing.iterchildren("item"), 1):
        inner = item.findall("list")
        own = " ".join(
            part for part in [item.text or "", *(_text(child) + (child.tail or "") for child in item if child.tag != "list")]
        )
        mark = f"{number}." if listing.get("rend") == "ol" else "-"
        yield f"{indent}{mark} {' '.join(own.split())}"
        for nested in inner:
            yield from _items(nested, indent + "  ")


def _text(element: etree._Element) -> str:
    """The text of an element; a line break is a newline."""
    for line_break in element.iter("lb"):
        line_break.text = "\n"
    return "\n".join(" ".join(line.split()) for line in "".join(element.itertext()).split("\n")).strip()


def _body_lines(root: lxml.html.HtmlElement) -> list[str]:
    """All text of the body but what stands beside its content."""
    etree.strip_elements(root, *_BESIDE, with_tail=False)
    body = root.find("body")
    parts: list[str] = []
    for event, node in etree.iterwalk(root if body is None else body, events=("start", "end")):
        parts.append("\n" if node.tag in _BLOCKS else "")
        parts.append((node.text if event == "start" else node.tail if node is not body else "") or "")
    return [" ".join(line.split()) for line in re.sub(r"\n\s*\n", "\n\n", "".join(parts)).split("\n")]
