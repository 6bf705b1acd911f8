"""The text of shapes (DrawingML), as slides and sheets have them: struck-out runs left out, raised marks apart."""

from collections.abc import Iterator

from lxml import etree

from indexer.reading.office.raised import LOWERED, RAISED, Piece, joined
from indexer.reading.office.xml import whole_number

_SPACE = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_RUNS = (f"{_SPACE}r", f"{_SPACE}fld")


def paragraph_text(paragraph: etree._Element) -> str:
    """The text of an a:p; a line break is a newline."""
    return joined(_pieces(paragraph))


def paragraphs(shape: etree._Element) -> list[str]:
    """The paragraphs with words in a shape, in order; a copy for older programs is not read."""
    found = [paragraph for paragraph in shape.iter(f"{_SPACE}p") if not any(paragraph.iterancestors(_FALLBACK))]
    texts = (" ".join(paragraph_text(paragraph).split()) for paragraph in found)
    return [text for text in texts if text]


def _pieces(parent: etree._Element) -> Iterator[Piece]:
    for child in parent:
        if child.tag in _RUNS:
            yield from _run(child)
        elif child.tag == f"{_SPACE}br":
            yield Piece("\n")
        elif child.tag == _MATH_TEXT:
            yield Piece(child.text or "")
        elif child.tag != _FALLBACK:
            yield from _pieces(child)


def _run(run: etree._Element) -> Iterator[Piece]:
    properties = run.find(f"{_SPACE}rPr")
    text = run.findtext(f"{_SPACE}t") or ""
    if properties is None:
        yield Piece(text)
    elif properties.get("strike", "noStrike") == "noStrike":
        yield Piece(text, _height(properties.get("baseline", "")))


def _height(baseline: str) -> int:
    """RAISED, LOWERED or 0 by a baseline in thousandths of a per cent ("30000"), or in per cent."""
    shift = whole_number(baseline.lstrip("-").rstrip("%").partition(".")[0], 0)
    if not shift:
        return 0
    return LOWERED if baseline.startswith("-") else RAISED
