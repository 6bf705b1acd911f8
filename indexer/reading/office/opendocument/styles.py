"""What all ODF documents share: names, what styles say, and lists."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from indexer.reading.office.raised import LOWERED, RAISED
from indexer.reading.office.xml import whole_number
from indexer.reading.page.numbering import Level

_SPACES = {
    prefix: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"),
        ("presentation", "presentation"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("meta", "meta"),
    )
}  # fmt: skip
_SPACES["dc"] = "http://purl.org/dc/elements/1.1/"
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_HEIGHTS = {"super": RAISED, "sub": LOWERED}
_NEWER_PLACEHOLDER = re.compile(r"%(\d+)%")
_DEEPEST_BASE = 20


def q(name: str) -> str:
    """The full name of "text:p" and the like."""
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, with what it takes from its parents. `struck` and `height` are None where it says nothing of them."""

    bold: bool = False
    hidden: bool = False
    page_before: bool = False
    page_after: bool = False
    list_style: str = ""
    lines: bool = False
    title: bool = False
    struck: bool | None = None
    height: int | None = None


class Styles:
    """The styles of a document, by family and name, and its list styles."""

    def __init__(self, roots: list[etree._Element]):
        self._elements: dict[tuple[str, str], etree._Element] = {}
        for style in _all(roots, "style:style"):
            key = (style.get(q("style:family"), ""), style.get(q("style:name"), ""))
            self._elements[key] = style
        self._known: dict[tuple[str, str], Style] = {}
        self.lists = {style.get(q("style:name"), ""): _levels(style) for style in _all(roots, "text:list-style")}
        outline = next(_all(roots, "text:outline-style"), None)
        self.outline = {} if outline is None else _levels(outline)

    def of(self, element: etree._Element, family: str = "paragraph", attribute: str = "text:style-name") -> Style:
        """The style that an element names."""
        return self._named((family, element.get(q(attribute), "")), 0)

    def draws_lines(self, table: etree._Element) -> bool:
        """Whether any cell of a table has a line around it."""
        return any(self.of(cell, "table-cell", "table:style-name").lines for cell in table.iter(q("table:table-cell")))

    def _named(self, key: tuple[str, str], depth: int) -> Style:
        if key not in self._known:
            element = self._elements.get(key)
            self._known[key] = Style() if element is None else _over(self._base(key, element, depth), element)
        return self._known[key]

    def _base(self, key: tuple[str, str], element: etree._Element, depth: int) -> Style:
        """The style that the style of this key is based on. One may be based on itself, by way of others."""
        family, _ = key
        parent = element.get(q("style:parent-style-name"), "")
        if not parent or depth >= _DEEPEST_BASE:
            return Style()
        return self._named((family, parent), depth + 1)


def _all(roots: list[etree._Element], name: str) -> Iterator[etree._Element]:
    """The elements of this name in all parts of a document."""
    for root in roots:
        yield from root.iter(q(name))


def _over(base: Style, element: etree._Element) -> Style:
    """The base with what an element says over it. What a later element says, holds."""
    says: dict[str, bool | int | str] = {}
    if element.get(q("style:name"), "") == "Title":
        says["title"] = True
    if (list_style := element.get(q("style:list-style-name"))) is not None:
        says["list_style"] = list_style
    if element.get(q("style:master-page-name")):
        says["page_before"] = True
    for tag, read in _PROPERTIES.items():
        properties = element.find(q(tag))
        if properties is not None:
            says |= read(properties)
    return replace(base, **says)


def _of_text(properties: etree._Element) -> dict[str, bool | int]:
    says: dict[str, bool | int] = {"hidden": properties.get(q("text:display")) == "none"}
    if weight := properties.get(q("fo:font-weight")):
        says["bold"] = weight == "bold"
    lines = [properties.get(q(f"style:text-line-through-{name}")) for name in ("style", "type")]
    if any(lines):
        says["struck"] = any(line not in (None, "none") for line in lines)
    if position := properties.get(q("style:text-position")):
        says["height"] = _height(position)
    return says


def _height(position: str) -> int:
    """RAISED, LOWERED or 0 by a position ("super 58%", "-33% 58%")."""
    place = position.split()[0]
    if place in _HEIGHTS:
        return _HEIGHTS[place]
    if place.startswith("-"):
        return LOWERED
    return 0 if place.rstrip("%") in ("0", "") else RAISED


def _of_paragraph(properties: etree._Element) -> dict[str, bool]:
    says = {}
    if properties.get(q("fo:break-before")) == "page":
        says["page_before"] = True
    if properties.get(q("fo:break-after")) == "page":
        says["page_after"] = True
    return says


def _of_table(properties: etree._Element) -> dict[str, bool]:
    return {
        "hidden": properties.get(q("table:display")) == "false",
        "page_before": properties.get(q("fo:break-before")) == "page",
    }


def _of_cell(properties: etree._Element) -> dict[str, bool]:
    borders = [value for name, value in properties.attrib.items() if name.startswith(q("fo:border"))]
    return {"lines": any(border != "none" for border in borders)}


_PROPERTIES: dict[str, Callable[[etree._Element], dict[str, bool] | dict[str, bool | int]]] = {
    "style:text-properties": _of_text,
    "style:paragraph-properties": _of_paragraph,
    "style:table-properties": _of_table,
    "style:table-cell-properties": _of_cell,
}


def _levels(style: etree._Element) -> dict[int, Level]:
    """The levels of a list style, 0-based."""
    levels = {}
    for element in style:
        if not isinstance(element.tag, str):
            continue
        number = element.get(q("text:level"), "")
        if number.isdigit() and 0 < int(number) < 11:
            levels[int(number) - 1] = _level(element, int(number))
    return levels


def _level(element: etree._Element, number: int) -> Level:
    """One level; its `number` counts from 1."""
    if element.tag == q("text:list-level-style-bullet"):
        form = "bullet"
    else:
        form = _FORMATS.get(element.get(q("style:num-format"), ""), "decimal")
    template = "" if form == "none" else _template(element, number)
    return Level(form, template, start=whole_number(element.get(q("text:start-value")), 1))


def _template(element: etree._Element, number: int) -> str:
    """What stands before a paragraph of this level, with %1 … %9 for the numbers of the levels."""
    for name, newer in element.attrib.items():
        if newer and name.endswith("}num-list-format"):
            return _NEWER_PLACEHOLDER.sub(r"%\1", newer)
    shown = whole_number(element.get(q("text:display-levels")), 1)
    first = max(number - shown, 0) + 1
    last = min(number, 9)
    placeholders = ".".join(f"%{level}" for level in range(first, last + 1))
    return f"{element.get(q('style:num-prefix'), '')}{placeholders}{element.get(q('style:num-suffix'), '')}"
