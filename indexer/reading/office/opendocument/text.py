"""The text of ODF paragraphs as it is shown."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from indexer.reading.office.opendocument.styles import Style, Styles, q
from indexer.reading.office.raised import Piece, joined
from indexer.reading.office.xml import whole_number
from indexer.reading.page.paged_lines import OBJECT

PAGE_ENDS = "\v"
_MOST_SPACES = 100
_NOT_SHOWN = {
    q("office:annotation"),
    q("text:tracked-changes"),
    q("text:note-citation"),
    q("text:ruby-text"),
    q("text:hidden-text"),
}
_CHARACTERS = {q("text:tab"): " ", q("text:line-break"): "\n", q("text:soft-page-break"): PAGE_ENDS}
_BOXES = {q("draw:frame"), q("draw:custom-shape"), q("draw:g")}


@dataclass(slots=True)
class Paragraph:
    """The text of a paragraph, with what hangs on it."""

    text: str = ""
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)


def read_paragraph(element: etree._Element, styles: Styles) -> Paragraph:
    """The text as it is shown, without what is struck out, with PAGE_ENDS and OBJECT where pages end and pictures stand."""
    found = Paragraph()
    found.text = joined(_pieces(element, styles, found, styles.of(element)))
    return found


def _pieces(node: etree._Element, styles: Styles, found: Paragraph, around: Style) -> Iterator[Piece]:
    """The pieces of an element that stands in text of this style."""
    yield _piece(node.text, around)
    for child in node:
        tag = child.tag
        if tag == q("text:s"):
            yield Piece(" " * min(whole_number(child.get(q("text:c")), 1), _MOST_SPACES))
        elif tag in _CHARACTERS:
            yield Piece(_CHARACTERS[tag])
        elif tag == q("text:note"):
            found.notes.append(child)
        elif tag in _BOXES:
            found.boxes.append(child)
            yield Piece(OBJECT)
        elif isinstance(tag, str) and tag not in _NOT_SHOWN:
            style = styles.of(child, "text")
            within = replace(
                around,
                struck=around.struck if style.struck is None else style.struck,
                height=around.height if style.height is None else style.height,
            )
            if not style.hidden:
                yield from _pieces(child, styles, found, within)
        yield _piece(child.tail, around)


def _piece(text: str | None, style: Style) -> Piece:
    return Piece("" if style.struck else text or "", style.height or 0)


def is_bold(element: etree._Element, styles: Styles) -> bool:
    """Whether all words of a paragraph are bold."""
    if styles.of(element).bold:
        return True
    words = "".join(element.itertext()).strip()
    if not words:
        return False
    bold_spans = [span for span in element.findall(q("text:span")) if styles.of(span, "text").bold]
    bold_words = "".join("".join(span.itertext()) for span in bold_spans).strip()
    return bold_words == words
