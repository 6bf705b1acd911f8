"""HTML that an office program or an information system saved as .doc or .xls -> text and tables. All of it is content."""

import email
import email.policy
import re
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree, html

from indexer.errors import NoText, UnreadableDocument
from indexer.models import Block, Metadata, Reading
from indexer.reading.markup.html_tables import cell_text, is_data, lift_nested, read_cells
from indexer.reading.markup.shown import as_shown
from indexer.reading.office.properties import sensible_title
from indexer.reading.page.page_text import page_of
from indexer.reading.page.paged_lines import PagedLines
from indexer.reading.tables.table import make_table

_HEADINGS = {f"h{level}": min(level + 1, 6) for level in range(1, 7)}
_BLOCKS = {"p", "div", "li", "dt", "dd", "pre", "blockquote", "center", "td", "th", "caption", *_HEADINGS}
_NOT_SHOWN = ("script", "style", "head", "title", "noscript", "template", "iframe", "object", "svg")
_LINE_END = "\x00"  # can't stand in HTML
_CONDITIONAL = re.compile(r"<!\[(?:if|endif)[^>]*\]>|</?[ovwx]:[^>]*>", re.I)


def read_office_html(text: str) -> Reading:
    """Raises NoText when there is none."""
    return _reading([text])


def read_mhtml(data: bytes) -> Reading:
    """A page saved as one file, with its pictures: the HTML parts of it. Raises UnreadableDocument and NoText."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    parts = [part for part in message.walk() if part.get_content_type() == "text/html"]
    if not parts:
        raise UnreadableDocument("Halaman tersimpan ini tidak berisi HTML; simpan sebagai PDF, lalu kirim lagi.")
    try:
        return _reading([part.get_content() for part in parts])
    except (LookupError, ValueError, KeyError) as error:
        raise UnreadableDocument("Halaman tersimpan ini rusak; simpan sebagai PDF, lalu kirim lagi.") from error


def _reading(texts: list[str]) -> Reading:
    lines = PagedLines()
    title = ""
    for text in texts:
        root = _parsed(text)
        title = title or sensible_title(root.findtext(".//title"))
        as_shown(root)
        etree.strip_elements(root, *_NOT_SHOWN, with_tail=False)
        lift_nested(root)
        _add_blocks(root, lines)
    blocks: list[Block] = []
    for part in lines.pages():
        blocks += _set_apart(part.blocks)
    page = page_of(None, blocks)
    if not re.search(r"\w", page.text):
        raise NoText("Berkas ini tidak berisi teks; periksa berkasnya, lalu kirim kembali yang berisi.")
    return Reading((page,), Metadata(title=title))


def _parsed(text: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, no_network=True)
    source = _CONDITIONAL.sub("", text).encode("utf-8", "replace")
    return html.document_fromstring(source or b"<p></p>", parser=parser)


def _set_apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a page, with space above the first."""
    if not blocks:
        return []
    first, *others = blocks
    return [replace(first, gap=True), *others]


def _add_blocks(parent: html.HtmlElement, lines: PagedLines) -> None:
    """Add the blocks within an element, in order; text beside them is a paragraph too."""
    loose = [parent.text or ""]
    for child in parent:
        holds_blocks = next(child.iter(*_BLOCKS, "table"), None) is not None
        if holds_blocks:
            lines.text(_flat("".join(loose)))
            loose = []
            _add_block(child, lines)
        else:
            loose.append(_inline_text(child))
        loose.append(child.tail or "")
    lines.text(_flat("".join(loose)), _HEADINGS.get(parent.tag, 0))


def _add_block(element: html.HtmlElement, lines: PagedLines) -> None:
    if element.tag == "table" and is_data(element):
        lines.table(make_table(read_cells(element)))
    elif element.tag == "li" and next(element.iterdescendants(*_BLOCKS), None) is None:
        lines.text(f"{_mark(element)} {_flat(cell_text(element))}")
    else:
        _add_blocks(element, lines)


def _mark(item: html.HtmlElement) -> str:
    """What a browser shows before an item."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "-"
    before = sum(1 for _ in item.itersiblings("li", preceding=True))
    return f"{before + 1}."


def _inline_text(element: html.HtmlElement) -> str:
    """The text of an element without blocks in it, with a mark for each line end."""
    if element.tag == "br":
        return _LINE_END
    parts = [element.text or ""]
    for child in element:
        parts += [_inline_text(child), child.tail or ""]
    return "".join(parts)


def _flat(text: str) -> str:
    """The text with line ends only where the page asks for them; those of its source are spaces."""
    return "\n".join(" ".join(line.split()) for line in text.split(_LINE_END)).strip()
