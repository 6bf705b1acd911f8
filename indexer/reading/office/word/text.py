"""The text of WordprocessingML elements: what Word shows of a paragraph, with marks where pages end."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from docx.oxml import ns
from lxml import etree

from indexer.reading.office.raised import LOWERED, Piece, joined
from indexer.reading.page.paged_lines import OBJECT


@cache
def qn(path: str) -> str:
    """The full name of "w:p"; of a path, "w:numPr/w:numId", each step's."""
    return "/".join(ns.qn(step) for step in path.split("/"))


PAGE_END, RENDERED_END = "\f", "\v"
"""Stand in a text for a page break that someone made, and one that Word found when it last laid the document out."""

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MATH_TEXT, _DENOMINATOR, _POWER = f"{_MATH}t", f"{_MATH}den", f"{_MATH}sup"
_MATH_HEIGHTS = {f"{_MATH}sub": LOWERED}
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


@dataclass(frozen=True, slots=True)
class Look:
    """What type does to the words of a run: hidden or struck out they are not read; `height` is RAISED, LOWERED or 0."""

    hidden: bool = False
    struck: bool = False
    height: int = 0


@dataclass(slots=True)
class Inline:
    """The text of a paragraph, the text boxes that hang on it, and the (kind, id) of its footnotes and endnotes. `shortened` says that
    words of it are left out, struck or hidden."""

    text: str = ""
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    shortened: bool = False


def inline(paragraph: etree._Element, look_of: Callable[[etree._Element], Look]) -> Inline:
    """Insertions are read; deletions, struck and hidden text are not; of a field, what it shows. `look_of` tells how a run looks."""
    found = Inline()
    found.text = joined(_pieces(paragraph, found, look_of, 0))
    return found


def _pieces(node: etree._Element, found: Inline, look_of: Callable[[etree._Element], Look], height: int) -> Iterator[Piece]:
    for child in node:
        tag = child.tag
        if not isinstance(tag, str) or tag in _NOT_SHOWN:
            continue
        if tag in (qn("w:t"), _MATH_TEXT):
            yield Piece(child.text or "", height)
        elif tag in _CHARACTERS:
            yield Piece(_CHARACTERS[tag])
        elif tag == qn("w:br"):
            yield Piece(_BREAKS.get(child.get(qn("w:type"), ""), "\n"))
        elif tag == qn("w:sym"):
            yield Piece(_symbol(child.get(qn("w:char"), "")), height)
        elif tag in _NOTES:
            found.notes.append((_NOTES[tag], child.get(qn("w:id"), "")))
        elif tag in _PICTURES:
            found.boxes += text_boxes(child)
            yield Piece(OBJECT)
        elif tag == qn("w:r"):
            yield from _run(child, found, look_of, height)
        else:
            yield from _before_math(child)
            yield from _pieces(child, found, look_of, height or _MATH_HEIGHTS.get(tag, 0))


def _run(run: etree._Element, found: Inline, look_of: Callable[[etree._Element], Look], height: int) -> Iterator[Piece]:
    look = look_of(run)
    if look.hidden or look.struck:
        found.shortened = True
        found.boxes += [] if look.hidden else text_boxes(run)
        yield from _page_ends(run)
        return
    yield from _pieces(run, found, look_of, height or look.height)


def _page_ends(run: etree._Element) -> Iterator[Piece]:
    """The ends of pages in a run of which nothing else is read."""
    for child in run:
        if child.tag == qn("w:lastRenderedPageBreak"):
            yield Piece(RENDERED_END)
        elif child.tag == qn("w:br") and child.get(qn("w:type")) in _BREAKS:
            yield Piece(PAGE_END)


def _before_math(element: etree._Element) -> Iterator[Piece]:
    """What parts the two figures of a fraction, or of a power."""
    if element.tag == _DENOMINATOR:
        yield Piece("/")
    elif element.tag == _POWER:
        base = "".join(element.getparent().itertext(_MATH_TEXT)).removesuffix("".join(element.itertext(_MATH_TEXT)))
        yield Piece("^" if base[-1:].isdigit() else "")


def text_boxes(picture: etree._Element) -> list[etree._Element]:
    """The text boxes in a picture, those of its groups too, without the copies for older programs and without boxes within boxes."""
    boxes: list[etree._Element] = []
    for box in picture.iter(qn("w:txbxContent")):
        is_within = any(element in boxes for element in box.iterancestors())
        if not is_within and not is_in_fallback(box):
            boxes.append(box)
    return boxes


def letters(element: etree._Element) -> str:
    """All text of an element, whatever it looks like."""
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def is_in_fallback(element: etree._Element) -> bool:
    """Whether an element is a copy for older programs."""
    return next(element.iterancestors(_FALLBACK), None) is not None


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
