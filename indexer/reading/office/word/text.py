"""The text of WordprocessingML elements: what Word shows of a paragraph, with marks where pages end."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from docx.oxml import ns
from lxml import etree

from indexer.reading.page.paged_lines import OBJECT


@cache
def qn(path: str) -> str:
    """The full name of "w:p"; of a path, "w:numPr/w:numId", each step's."""
    return "/".join(ns.qn(step) for step in path.split("/"))


PAGE_END, RENDERED_END = "\f", "\v"
"""Stand in a text for a page break that someone made, and one that Word found when it last laid the document out."""

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_SHOWN = {
    *map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:delText", "w:delInstrText", "w:sdtPr", "w:rt")),
    _FALLBACK,
}
_CHARACTERS = {
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:lastRenderedPageBreak"): RENDERED_END,
}
_BREAKS = {"page": PAGE_END}
_PICTURES = {qn("w:drawing"), qn("w:pict"), qn("w:object")}
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}


@dataclass(slots=True)
class Inline:
    """The text of a paragraph, the text boxes that hang on it, and the (kind, id) of its footnotes and endnotes."""

    text: str = ""
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def inline(paragraph: etree._Element) -> Inline:
    """Insertions are read, deletions and hidden text are not; of a field, what it shows."""
    found = Inline()
    found.text = "".join(_pieces(paragraph, found))
    return found


def _pieces(node: etree._Element, found: Inline) -> Iterator[str]:
    for child in node:
        tag = child.tag
        if not isinstance(tag, str) or tag in _NOT_SHOWN:
            continue
        if tag in (qn("w:t"), _MATH):
            yield child.text or ""
        elif tag in _CHARACTERS:
            yield _CHARACTERS[tag]
        elif tag == qn("w:br"):
            yield _BREAKS.get(child.get(qn("w:type"), ""), "\n")
        elif tag == qn("w:sym"):
            yield _symbol(child.get(qn("w:char"), ""))
        elif tag in _NOTES:
            found.notes.append((_NOTES[tag], child.get(qn("w:id"), "")))
        elif tag in _PICTURES:
            found.boxes += _boxes(child)
            yield OBJECT
        elif not _is_hidden(child):
            yield from _pieces(child, found)


def _boxes(picture: etree._Element) -> list[etree._Element]:
    """The text boxes in a picture, without the copies for older programs."""
    return [box for box in picture.iter(qn("w:txbxContent")) if not any(box.iterancestors(_FALLBACK))]


def _is_hidden(element: etree._Element) -> bool:
    """Whether an element is a run of hidden text."""
    mark = element.find(qn("w:rPr/w:vanish")) if element.tag == qn("w:r") else None
    return mark is not None and is_on(mark)


def is_on(mark: etree._Element) -> bool:
    """Whether a property that may be switched on or off is on."""
    return mark.get(qn("w:val"), "1") not in ("0", "false", "off", "none")


def is_bold(paragraph: etree._Element, by_style: bool) -> bool:
    """Whether all words of the paragraph are bold, by its style or run by run."""
    runs = [run for run in paragraph.iter(qn("w:r")) if _has_words(run)]
    marks = [run.find(qn("w:rPr/w:b")) for run in runs]
    return bool(runs) and all(by_style if mark is None else is_on(mark) for mark in marks)


def _has_words(run: etree._Element) -> bool:
    return any((text.text or "").strip() for text in run.iter(qn("w:t")))


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
