"""The text boxes that lie on the sheets of an Excel workbook: openpyxl leaves them out, so that they are read from the package."""

import posixpath
import re
import zipfile
from dataclasses import dataclass

from lxml import etree

from indexer.reading.office.attachments import target
from indexer.reading.office.drawing_text import paragraphs
from indexer.reading.office.xml import parse_or_nothing, whole_number

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"
_BOOK = "xl/workbook.xml"
_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Box:
    """A paragraph of a text box, and the row of the sheet at which the box begins, 1-based."""

    row: int
    text: str


def boxes_of_sheets(package: zipfile.ZipFile) -> dict[str, list[Box]]:
    """The text boxes of each sheet by its name, from top to bottom."""
    names = set(package.namelist())
    if _BOOK not in names:
        return {}
    parts = _targets(package, _BOOK)
    boxes: dict[str, list[Box]] = {}
    for sheet in parse_or_nothing(package.read(_BOOK)).iter(_SHEET):
        part = parts.get(sheet.get(f"{{{_RELATIONS}}}id", ""), "")
        found: list[Box] = []
        for drawing in _targets(package, part, "/drawing").values():
            if drawing in names:
                found += _boxes(parse_or_nothing(package.read(drawing)))
        boxes[sheet.get("name", "")] = sorted(found, key=lambda box: box.row)
    return boxes


def _targets(package: zipfile.ZipFile, part: str, kind: str = "") -> dict[str, str]:
    """The parts that a part names, by the ids of its relations; those of one kind where one is given."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in package.namelist():
        return {}
    targets = {}
    for relation in parse_or_nothing(package.read(relations)):
        if relation.get("Type", "").endswith(kind):
            targets[relation.get("Id", "")] = target(folder, relation)
    return targets


def _boxes(drawing: etree._Element) -> list[Box]:
    """The paragraphs of the shapes of a drawing, those of groups too. A figure alone is a mark on a map or chart."""
    found = []
    for anchor in drawing:
        row = whole_number(anchor.findtext(f"{_DRAWING}from/{_DRAWING}row"), 0, most_digits=7) + 1
        for body in anchor.iter(f"{_DRAWING}txBody"):
            if not _is_hidden(body.getparent()):
                found += [Box(row, text) for text in paragraphs(body) if _WORD.search(text)]
    return found


def _is_hidden(shape: etree._Element) -> bool:
    name = next(shape.iter(f"{_DRAWING}cNvPr"), None)
    return name is not None and name.get("hidden") in ("1", "true")
