"""What all ODF documents share: names, the text of a paragraph, what styles say, and lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from indexer.reading.page.numbering import Level
from indexer.reading.page.paged_lines import OBJECT

_SPACES = {
    prefix: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"),
        ("presentation", "presentation"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("meta", "meta"),
    )
}  # fmt: skip
_SPACES["dc"] = "http://purl.org/dc/elements/1.1/"
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_NEW_PLACE = re.compile(r"%(\d+)%")
_DEEPEST_BASE = 20
_MOST_SPACES = 100
PAGE_ENDS = "\v"


def q(name: str) -> str:
    """The full name of "text:p" and the like."""
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


_NOT_SHOWN = {
    q("office:annotation"),
    q("text:tracked-changes"),
    q("text:note-citation"),
    q("text:ruby-text"),
    q("text:hidden-text"),
}


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, with what it takes from its parents."""

    bold: bool = False
    hidden: bool = False
    page_before: bool = False
    page_after: bool = False
    list_style: str = ""
    lines: bool = False
    title: bool = False


class Styles:
    """The styles of a document, by family and name, and its list styles."""

    def __init__(self, roots: list[etree._Element]):
        self._elements = {
            (style.get(q("style:family"), ""), style.get(q("style:name"), "")): style
            for root in roots
            for style in root.iter(q("style:style"))
        }
        self._known: dict[tuple[str, str], Style] = {}
        lists = [style for root in roots for style in root.iter(q("text:list-style"))]
        self.lists = {style.get(q("style:name"), ""): _levels(style) for style in lists}
        self.outline = next((_levels(style) for root in roots for style in root.iter(q("text:outline-style"))), {})

    def of(self, element: etree._Element, family: str = "paragraph", attribute: str = "text:style-name") -> Style:
        """The style that an element names."""
        return self._named((family, element.get(q(attribute), "")), 0)

    def draws_lines(self, table: etree._Element) -> bool:
        """Whether any cell of a table has a line around it."""
        return any(self.of(cell, "table-cell", "table:style-name").lines for cell in table.iter(q("table:table-cell")))

    def _named(self, key: tuple[str, str], depth: int) -> Style:
        if key not in self._known:
            element = self._elements.get(key)
            parent = "" if element is None else element.get(q("style:parent-style-name"), "")
            base = self._named((key[0], parent), depth + 1) if parent and depth < _DEEPEST_BASE else Style()
            self._known[key] = base if element is None else _over(base, element)
        return self._known[key]


def _over(base: Style, element: etree._Element) -> Style:
    text, paragraph = element.find(q("style:text-properties")), element.find(q("style:paragraph-properties"))
    name = element.get(q("style:name"), "")
    said = {"title": base.title or name == "Title", "list_style": element.get(q("style:list-style-name"), base.list_style)}
    if text is not None:
        weight = text.get(q("fo:font-weight"))
        said |= {"bold": weight == "bold"} if weight else {}
        said |= {"hidden": text.get(q("text:display")) == "none"}
    if element.get(q("style:master-page-name")):
        said["page_before"] = True
    if paragraph is not None:
        said |= {"page_before": True} if paragraph.get(q("fo:break-before")) == "page" else {}
        said |= {"page_after": True} if paragraph.get(q("fo:break-after")) == "page" else {}
    if (sheet := element.find(q("style:table-properties"))) is not None:
        said |= {"hidden": sheet.get(q("table:display")) == "false", "page_before": sheet.get(q("fo:break-before")) == "page"}
    if (cell := element.find(q("style:table-cell-properties"))) is not None:
        said["lines"] = any(name.startswith(q("fo:border")) and value != "none" for name, value in cell.attrib.items())
    return replace(base, **said)


def _levels(style: etree._Element) -> dict[int, Level]:
    levels = {}
    for level in style:
        number = level.get(q("text:level"), "")
        if not (isinstance(level.tag, str) and number.isdigit() and 0 < int(number) < 11):
            continue
        bullet = level.tag == q("text:list-level-style-bullet")
        shown = _int(level.get(q("text:display-levels")), 1)
        places = ".".join(f"%{place}" for place in range(max(int(number) - shown, 0) + 1, int(number) + 1) if place < 10)
        template = f"{level.get(q('style:num-prefix'), '')}{places}{level.get(q('style:num-suffix'), '')}"
        newer = next((value for name, value in level.attrib.items() if name.endswith("}num-list-format")), "")
        form = "bullet" if bullet else _FORMATS.get(level.get(q("style:num-format"), ""), "decimal")
        template = _NEW_PLACE.sub(r"%\1", newer) if newer else template
        levels[int(number) - 1] = Level(form, template if form != "none" else "", _int(level.get(q("text:start-value")), 1))
    return levels


@dataclass(slots=True)
class Paragraph:
    """The text of a paragraph, with what hangs on it."""

    text: str = ""
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)


def read_paragraph(element: etree._Element, styles: Styles) -> Paragraph:
    """The text as it is shown, with PAGE_ENDS and OBJECT where pages end and pictures stand."""
    found = Paragraph()
    found.text = "".join(_pieces(element, styles, found))
    return found


def _pieces(node: etree._Element, styles: Styles, found: Paragraph) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        tag = child.tag
        if tag == q("text:s"):
            yield " " * min(_int(child.get(q("text:c")), 1), _MOST_SPACES)
        elif tag == q("text:tab"):
            yield " "
        elif tag == q("text:line-break"):
            yield "\n"
        elif tag == q("text:soft-page-break"):
            yield PAGE_ENDS
        elif tag == q("text:note"):
            found.notes.append(child)
        elif tag in (q("draw:frame"), q("draw:custom-shape"), q("draw:g")):
            found.boxes.append(child)
            yield OBJECT
        elif isinstance(tag, str) and tag not in _NOT_SHOWN and not styles.of(child, "text").hidden:
            yield from _pieces(child, styles, found)
        yield child.tail or ""


def is_bold(element: etree._Element, styles: Styles) -> bool:
    """Whether all words of a paragraph are bold."""
    if styles.of(element).bold:
        return True
    spans = element.findall(q("text:span"))
    words = "".join(element.itertext()).strip()
    return bool(words) and "".join("".join(span.itertext()) for span in spans if styles.of(span, "text").bold).strip() == words


def _int(value: str | None, default: int) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 7 else default
