"""The running heads and feet of an OpenDocument text, which are kept with its page styles."""

from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

from indexer.reading.office.opendocument.styles import Styles, q
from indexer.reading.office.opendocument.tables import read_cells
from indexer.reading.office.opendocument.text import read_paragraph
from indexer.reading.office.running_lines import PAGE_NUMBER, labelled, running_lines
from indexer.reading.page.paged_lines import OBJECT

_DEFAULT = "Standard"
_PAGE_FIELDS = (q("text:page-number"), q("text:page-count"))


def heads_of(body: etree._Element, roots: Sequence[etree._Element], styles: Styles) -> list[str]:
    """The lines of the running heads, without those that stand in the body too."""
    return _lines(body, roots, styles, ("style:header", "style:header-first", "style:header-left"))


def feet_of(body: etree._Element, roots: Sequence[etree._Element], styles: Styles) -> list[str]:
    """The lines of the running feet, without those that stand in the body too."""
    return _lines(body, roots, styles, ("style:footer", "style:footer-first", "style:footer-left"))


def _lines(body: etree._Element, roots: Sequence[etree._Element], styles: Styles, names: Sequence[str]) -> list[str]:
    texts: list[str] = []
    for page in _used_pages(roots):
        for part in page.iterchildren(*map(q, names)):
            if part.get(q("style:display")) != "false":
                texts += _texts(_with_marks(part), styles)
    in_body = ("".join(paragraph.itertext()) for paragraph in body.iter(q("text:p"), q("text:h")))
    return running_lines(texts, already=in_body)


def _used_pages(roots: Sequence[etree._Element]) -> list[etree._Element]:
    """The page styles that the document may use: the default one, those that its styles ask for, and those that follow."""
    pages = {page.get(q("style:name"), ""): page for root in roots for page in root.iter(q("style:master-page"))}
    asked = [style.get(q("style:master-page-name"), "") for root in roots for style in root.iter(q("style:style"))]
    used: list[etree._Element] = []
    for name in (_DEFAULT, *asked):
        page = pages.get(name)
        while page is not None and page not in used:
            used.append(page)
            page = pages.get(page.get(q("style:next-style-name"), ""))
    return used


def _with_marks(part: etree._Element) -> etree._Element:
    """The head (or foot) with PAGE_NUMBER in the place of what counts pages."""
    marked = deepcopy(part)
    for field in marked.iter(*_PAGE_FIELDS):
        field.text = PAGE_NUMBER
    return marked


def _texts(parent: etree._Element, styles: Styles) -> Iterator[str]:
    """The paragraphs in order, the rows of tables each as one."""
    for block in parent:
        if block.tag in (q("text:p"), q("text:h")):
            found = read_paragraph(block, styles)
            yield found.text.replace(OBJECT, "")
            for box in found.boxes:
                yield from _texts(box, styles)
        elif block.tag == q("table:table"):
            for row in read_cells(block, lambda cell: " ".join(_texts(cell, styles))):
                yield labelled([cell.text for cell in row])
        elif isinstance(block.tag, str):
            yield from _texts(block, styles)
