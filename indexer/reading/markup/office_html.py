"""HTML that an office program or an information system saved as .doc or .xls -> text and tables. All of it is content."""

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree, html

from indexer.errors import NoText, UnreadableDocument
from indexer.models import Block, Metadata, Reading
from indexer.reading.markup.html_tables import cell_text, is_data, read_cells
from indexer.reading.office.properties import sensible_title
from indexer.reading.page.page_text import page_of
from indexer.reading.page.paged_lines import PagedLines
from indexer.reading.tables.table import make_table

_HEADINGS = {f"h{level}": min(level + 1, 6) for level in range(1, 7)}
_BLOCKS = {"p", "div", "li", "dt", "dd", "pre", "blockquote", "center", "td", "th", "caption", *_HEADINGS}
_NOT_SHOWN = ("script", "style", "head", "title", "noscript", "template", "iframe", "object", "svg")
_LINE_END = "\x00"  # can't stand in HTML
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.I)
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
    lines, title = PagedLines(), ""
    for text in texts:
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, no_network=True)
        source = _CONDITIONAL.sub("", text).encode("utf-8", "replace")
        root = html.document_fromstring(source or b"<p></p>", parser=parser)
        title = title or sensible_title(root.findtext(".//title"))
        etree.strip_elements(root, *_NOT_SHOWN, with_tail=False)
        for element in [found for found in root.iter() if _HIDDEN.search(found.get("style") or "")]:
            element.drop_tree()
        _blocks(root, lines)
    page = page_of(None, [block for page in lines.pages() for block in _set_apart(page.blocks)])
    if not re.search(r"\w", page.text):
        raise NoText("Berkas ini tidak berisi teks; periksa berkasnya, lalu kirim kembali yang berisi.")
    return Reading((page,), Metadata(title=title))


def _set_apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a page, with space above the first."""
    return [replace(block, gap=block.gap or not place) for place, block in enumerate(blocks)]


def _blocks(parent: html.HtmlElement, lines: PagedLines) -> None:
    """The blocks within an element, in order; text beside them is a paragraph too."""
    loose = [parent.text or ""]
    for child in parent:
        if child.tag in _BLOCKS or child.tag == "table" or next(child.iter(*_BLOCKS, "table"), None) is not None:
            lines.text(_flat("".join(loose)))
            loose = []
            _block(child, lines)
        else:
            loose.append(_LINE_END if child.tag == "br" else "".join(_inline(child)))
        loose.append(child.tail or "")
    lines.text(_flat("".join(loose)), _HEADINGS.get(parent.tag, 0))


def _block(element: html.HtmlElement, lines: PagedLines) -> None:
    if element.tag == "table" and is_data(element):
        lines.table(make_table(read_cells(element)))
    elif element.tag == "li" and next(element.iterdescendants(*_BLOCKS), None) is None:
        ordered = element.getparent() is not None and element.getparent().tag == "ol"
        number = sum(1 for _ in element.itersiblings("li", preceding=True)) + 1
        lines.text(f"{f'{number}.' if ordered else '-'} {_flat(cell_text(element))}")
    else:
        _blocks(element, lines)


def _inline(element: html.HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield _LINE_END if child.tag == "br" else "".join(_inline(child))
        yield child.tail or ""


def _flat(text: str) -> str:
    """The text with line ends only where the page asks for them; those of its source are spaces."""
    return "\n".join(" ".join(line.split()) for line in text.split(_LINE_END)).strip()
