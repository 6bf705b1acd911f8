"""What the styles of a Word document say of a paragraph: its level as a heading, its list, whether it is bold, a contents line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree

from indexer.reading.office.raised import LOWERED, RAISED
from indexer.reading.office.word.text import Look, is_on, qn
from indexer.reading.office.xml import whole_number

_CONTENTS = re.compile(r"(?:toc|daftar isi|table of (?:figures|authorities)|index)\b(?! heading)", re.I)
_HEADING = re.compile(r"(?:heading|judul)\s*([1-9])", re.I)
_TITLE = re.compile(r"title|judul", re.I)
_HEIGHTS = {"superscript": RAISED, "subscript": LOWERED}
_LEAST_SHIFT = 5
"""Half points by which a mark is raised that somebody moved by hand."""
_RUN_PROPERTIES, _RUN_STYLE, _PARAGRAPH, _PARAGRAPH_STYLE, _VALUE = map(
    qn, ("w:rPr", "w:rStyle", "w:p", "w:pPr/w:pStyle", "w:val")
)
_HIDING, _STRIKING = (qn("w:vanish"), qn("w:specVanish")), (qn("w:strike"), qn("w:dstrike"))
_OF_TYPE = {*_HIDING, *_STRIKING, qn("w:vertAlign"), qn("w:position")}
_DEEPEST_BASE = 20
_DEEPEST_LEVEL = 8


@dataclass(frozen=True, slots=True)
class Style:
    """`heading` is 1 for a title, 2 to 6 for headings, 0 for running text. `list_id` is None where the style has no list, "0" where it
    ends one. `hidden`, `struck` and `height` are None where the style says nothing of them."""

    heading: int = 0
    list_id: str | None = None
    level: int | None = None
    bold: bool = False
    contents: bool = False
    bordered: bool = False
    hidden: bool | None = None
    struck: bool | None = None
    height: int | None = None


class Styles:
    """The styles of one document, each with what it takes from those it is based on."""

    def __init__(self, root: etree._Element):
        self._elements = {style.get(qn("w:styleId"), ""): style for style in root.findall(qn("w:style"))}
        self._default = _default_paragraph(self._elements)
        self._known: dict[str, Style] = {}
        self._looks: dict[tuple[str, str], Look] = {}

    def of(self, paragraph: etree._Element) -> Style:
        """The style of a paragraph, with what the paragraph itself says over it."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return self.named(self._default)
        mark = properties.find(qn("w:pStyle"))
        base = self.named(self._default if mark is None else mark.get(qn("w:val"), ""))
        return _over(base, properties)

    def look(self, run: etree._Element) -> Look:
        """How a run looks: by itself, else by its own style, else by that of its paragraph."""
        properties = run.find(_RUN_PROPERTIES)
        if properties is None:
            return self._look(self._around(run), "")
        mark = properties.find(_RUN_STYLE)
        styled = self._look(self._around(run), "" if mark is None else mark.get(_VALUE, ""))
        says_more = any(child.tag in _OF_TYPE for child in properties)
        return _look(_with_type(_typed(styled), properties)) if says_more else styled

    def _look(self, paragraph_style: str, run_style: str) -> Look:
        """How text of these styles looks."""
        key = (paragraph_style, run_style)
        if key not in self._looks:
            own = self.named(run_style) if run_style else Style()
            self._looks[key] = _look(_over_type(self.named(paragraph_style), own))
        return self._looks[key]

    def _around(self, run: etree._Element) -> str:
        """The id of the style of the paragraph that a run stands in."""
        paragraph = next(run.iterancestors(_PARAGRAPH), None)
        mark = None if paragraph is None else paragraph.find(_PARAGRAPH_STYLE)
        return self._default if mark is None else mark.get(_VALUE, "")

    def named(self, style_id: str) -> Style:
        """The style of this id; an empty one where there is none."""
        if style_id not in self._known:
            self._known[style_id] = self._resolve(style_id)
        return self._known[style_id]

    def _resolve(self, style_id: str) -> Style:
        chain: list[etree._Element] = []
        while style_id in self._elements and len(chain) < _DEEPEST_BASE:
            chain.append(self._elements[style_id])
            base = chain[-1].find(qn("w:basedOn"))
            style_id = "" if base is None else base.get(qn("w:val"), "")
        style = Style()
        for element in reversed(chain):
            style = _named(style, element)
            properties = element.find(qn("w:pPr"))
            style = style if properties is None else _over(style, properties)
            type_properties = element.find(qn("w:rPr"))
            style = style if type_properties is None else _with_type(style, type_properties)
        return style


def _default_paragraph(elements: dict[str, etree._Element]) -> str:
    """The id of the style that paragraphs have which name none."""
    default = ""
    for style_id, element in elements.items():
        if element.get(qn("w:default")) == "1" and element.get(qn("w:type")) == "paragraph":
            default = style_id
    return default


def _named(base: Style, element: etree._Element) -> Style:
    label = element.find(qn("w:name"))
    name = "" if label is None else label.get(qn("w:val"), "")
    heading = base.heading
    if numbered := _HEADING.fullmatch(name):
        heading = min(int(numbered[1]) + 1, 6)
    elif _TITLE.fullmatch(name):
        heading = 1
    bold = element.find(qn("w:rPr/w:b"))
    return replace(
        base,
        heading=heading,
        bold=base.bold if bold is None else is_on(bold),
        contents=base.contents or bool(_CONTENTS.match(name)),
        bordered=base.bordered or has_borders(element.find(qn("w:tblPr/w:tblBorders"))),
    )


def _over(base: Style, properties: etree._Element) -> Style:
    """The style with the paragraph properties over it."""
    outline = _value(properties, "w:outlineLvl")
    listed, level = _value(properties, "w:numPr/w:numId"), _value(properties, "w:numPr/w:ilvl")
    return replace(
        base,
        heading=base.heading if outline is None else _heading_level(int(outline)),
        list_id=base.list_id if listed is None else listed,
        level=base.level if level is None else min(int(level), _DEEPEST_LEVEL),
    )


def _look(style: Style) -> Look:
    return Look(bool(style.hidden), bool(style.struck), style.height or 0)


def _typed(look: Look) -> Style:
    """A style that says of its type what a look shows."""
    return Style(hidden=look.hidden, struck=look.struck, height=look.height)


def _over_type(base: Style, own: Style) -> Style:
    """The style with what another one says of its type over it."""
    return replace(
        base,
        hidden=base.hidden if own.hidden is None else own.hidden,
        struck=base.struck if own.struck is None else own.struck,
        height=base.height if own.height is None else own.height,
    )


def _with_type(base: Style, properties: etree._Element) -> Style:
    """The style with these properties of type over it."""
    own = Style(
        hidden=_switch(properties, _HIDING),
        struck=_switch(properties, _STRIKING),
        height=_height(properties),
    )
    return _over_type(base, own)


def _height(properties: etree._Element) -> int | None:
    """RAISED, LOWERED or 0, as superscript or moved by half a letter; None where nothing is said of it."""
    align = properties.find(qn("w:vertAlign"))
    if align is not None:
        return _HEIGHTS.get(align.get(qn("w:val"), ""), 0)
    moved = properties.find(qn("w:position"))
    if moved is None:
        return None
    shift = moved.get(qn("w:val"), "")
    if whole_number(shift.lstrip("-"), 0) < _LEAST_SHIFT:
        return 0
    return LOWERED if shift.startswith("-") else RAISED


def _switch(properties: etree._Element, names: Sequence[str]) -> bool | None:
    """Whether any of these properties is on; None where none is named."""
    marks = [mark for mark in properties if mark.tag in names]
    return any(map(is_on, marks)) if marks else None


def _heading_level(outline: int) -> int:
    """Word counts its outline from 0; 9 and more are running text."""
    return min(outline + 2, 6) if outline < 9 else 0


def _value(parent: etree._Element, path: str) -> str | None:
    """The number at this path as it is written, None where there is none."""
    found = parent.find(qn(path))
    value = "" if found is None else found.get(qn("w:val"), "")
    is_number = value.isascii() and value.isdigit()
    return value if is_number and len(value) < 10 else None


def has_borders(borders: etree._Element | None) -> bool:
    """Whether any of the lines around or within is drawn."""
    if borders is None:
        return False
    kinds = [line.get(qn("w:val"), "nil") for line in borders]
    return any(kind not in ("nil", "none") for kind in kinds)
