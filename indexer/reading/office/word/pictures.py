"""Pictures in a Word document that cover most of a page: scans that somebody pasted, or whole pages of photographs."""

import re
from collections.abc import Iterator

from docx.document import Document
from docx.opc.part import Part
from lxml import etree

from indexer.reading.office.word.text import is_in_fallback, qn
from indexer.reading.office.xml import whole_number

_TWIP, _POINT = 635, 12_700
"""In EMU, the unit of pictures."""
_A4 = (11_906, 16_838)
_MOST_OF_A_PAGE = 0.5
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_SIZE = re.compile(r"\b(width|height)\s*:\s*([\d.]+)pt")


def page_pictures(document: Document) -> list[bytes]:
    """The pictures that cover most of a page, in order."""
    least = _MOST_OF_A_PAGE * _page_area(document)
    found = _sized_parts(document)
    return [part.blob for area, part in found if area >= least]


def _page_area(document: Document) -> float:
    """The area of the smallest page, in square EMU."""
    areas = []
    for size in document.element.body.iter(qn("w:pgSz")):
        width = whole_number(size.get(qn("w:w")), _A4[0])
        height = whole_number(size.get(qn("w:h")), _A4[1])
        areas.append(width * height)
    return min(areas, default=_A4[0] * _A4[1]) * _TWIP**2


def _sized_parts(document: Document) -> Iterator[tuple[float, Part]]:
    """The pictures of the body with their areas, in square EMU."""
    for drawing in document.element.body.iter(qn("w:drawing"), qn("w:pict")):
        if is_in_fallback(drawing):
            continue
        area = _area(drawing) if drawing.tag == qn("w:drawing") else _old_area(drawing)
        for relation_id in _relation_ids(drawing):
            relation = document.part.rels.get(relation_id)
            if relation is not None and not relation.is_external:
                yield area, relation.target_part


def _relation_ids(drawing: etree._Element) -> list[str]:
    """The ids of the pictures in a drawing: one, since what holds several has each no larger than a part of it."""
    ids = [blip.get(qn("r:embed"), "") for blip in drawing.iter(_BLIP)]
    ids += [image.get(qn("r:id"), "") for image in drawing.iter(_IMAGE)]
    return ids[:1]


def _area(drawing: etree._Element) -> float:
    extent = next(drawing.iter(_EXTENT), None)
    if extent is None:
        return 0.0
    sides = [whole_number(extent.get(name), 0, most_digits=9) for name in ("cx", "cy")]
    return float(sides[0] * sides[1])


def _old_area(picture: etree._Element) -> float:
    """The same of a picture in the way of older programs, whose size stands in its style."""
    for shape in picture.iter():
        sizes = dict(_SIZE.findall(shape.get("style") or ""))
        if len(sizes) == 2:
            return float(sizes["width"]) * float(sizes["height"]) * _POINT**2
    return 0.0
