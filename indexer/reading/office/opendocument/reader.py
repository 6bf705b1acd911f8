"""OpenDocument files (text, spreadsheet, slides), packed or as one XML file -> pages."""

import re

from lxml import etree

from indexer.errors import NoText, UnreadableDocument
from indexer.models import Loss, Metadata, Page, Reading
from indexer.reading.office.opendocument.sheets import read_sheets
from indexer.reading.office.opendocument.styles import Styles, q
from indexer.reading.office.opendocument.tables import read_cells
from indexer.reading.office.opendocument.text import read_paragraph
from indexer.reading.office.opendocument.text_documents import text_pages
from indexer.reading.office.properties import sensible_title
from indexer.reading.office.xml import parse
from indexer.reading.package import open_package
from indexer.reading.page.blocks import to_blocks
from indexer.reading.page.lines import Line
from indexer.reading.page.numbering import BULLET
from indexer.reading.page.page_text import page_of
from indexer.reading.tables.table import make_table

_MANIFEST = "META-INF/manifest.xml"
_PARTS = ("content.xml", "styles.xml", "meta.xml")
_FURNITURE = ("page-number", "date-time", "footer", "header")
_LENGTH = re.compile(r"(-?[\d.]+)(cm|mm|in|pt)?")
_CENTIMETRES = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 0.0353, None: 1.0}


def read_odf(data: bytes) -> Reading:
    """Raises UnreadableDocument (broken, or locked with a password) and NoText."""
    roots = _packed_roots(data) if data.startswith(b"PK") else [parse(data)]
    body = _first(roots, "office:body")
    has_content = body is not None and len(body) > 0
    pages, losses = _content(body[0], roots) if has_content else ((), ())
    if not any(re.search(r"\w", page.text) for page in pages):
        raise NoText("Berkas ini tidak berisi teks (mungkin gambar saja); simpan sebagai PDF, lalu kirim lagi.")
    title = _first(roots, "dc:title")
    return Reading(pages, Metadata(title="" if title is None else sensible_title(title.text)), losses)


def _packed_roots(data: bytes) -> list[etree._Element]:
    """The roots of a package's parts: content, styles, properties, as far as it has them."""
    with open_package(data) as package:
        names = package.namelist()
        if _MANIFEST in names and b"encryption-data" in package.read(_MANIFEST):
            raise UnreadableDocument("Berkas ini dikunci dengan kata sandi; simpan salinan tanpa kata sandi, lalu kirim lagi.")
        return [parse(package.read(name)) for name in _PARTS if name in names]


def _first(roots: list[etree._Element], name: str) -> etree._Element | None:
    """The first element of this name, None where there is none."""
    for root in roots:
        for found in root.iter(q(name)):
            return found
    return None


def _content(body: etree._Element, roots: list[etree._Element]) -> tuple[tuple[Page, ...], tuple[Loss, ...]]:
    """The pages, and what of the document stays unread."""
    styles = Styles(roots)
    if body.tag == q("office:spreadsheet"):
        return read_sheets(body, styles)
    if body.tag == q("office:presentation"):
        slides = enumerate(body.findall(q("draw:page")), 1)
        return tuple(page_of(number, to_blocks(_slide(slide, styles)), f"salindia {number}") for number, slide in slides), ()
    return text_pages(body, styles, roots), ()


def _slide(slide: etree._Element, styles: Styles) -> list[Line]:
    """Title first, then the frames from top to bottom."""
    lines: list[Line] = []
    for frame in _frames_in_order(slide):
        if _is_title(frame):
            texts = [read_paragraph(paragraph, styles).text.strip() for paragraph in frame.iter(q("text:p"))]
            lines.append(Line(" ".join(texts), level=1))
        else:
            lines += [Line(), *_frame(frame, styles)]
    notes = slide.find(q("presentation:notes"))
    noted = [] if notes is None else _frame(notes, styles)
    if any(line.text.strip() or line.table for line in noted):
        lines += [Line(), Line("Catatan:"), *noted]
    return lines


def _frames_in_order(slide: etree._Element) -> list[etree._Element]:
    """What stands on a slide, without its notes: titles, then the others from top to bottom and from left to right."""
    elements = [child for child in slide if isinstance(child.tag, str)]
    frames = [element for element in elements if element.tag != q("presentation:notes")]
    return sorted(frames, key=lambda frame: (not _is_title(frame), _length(frame, "svg:y"), _length(frame, "svg:x")))


def _is_title(frame: etree._Element) -> bool:
    return frame.get(q("presentation:class")) == "title"


def _frame(frame: etree._Element, styles: Styles) -> list[Line]:
    """The lines of a frame: a table, or its paragraphs, those of lists as items."""
    table = next(frame.iter(q("table:table")), None)
    if table is not None:
        return [Line(table=make_table(read_cells(table, lambda cell: _words(cell, styles))))]
    paragraphs = [paragraph for paragraph in frame.iter(q("text:p")) if not _is_furniture(paragraph)]
    return [_paragraph(paragraph, styles) for paragraph in paragraphs]


def _words(cell: etree._Element, styles: Styles) -> str:
    return " ".join(read_paragraph(paragraph, styles).text for paragraph in cell.iter(q("text:p")))


def _paragraph(paragraph: etree._Element, styles: Styles) -> Line:
    """A paragraph of a frame; one with words within lists is an item, set in as deep as they are."""
    text = " ".join(read_paragraph(paragraph, styles).text.split())
    depth = sum(1 for _ in paragraph.iterancestors(q("text:list")))
    if not text or not depth:
        return Line(text, gap=True)
    return Line(f"{'  ' * (depth - 1)}{BULLET} {text}")


def _is_furniture(paragraph: etree._Element) -> bool:
    return any(frame.get(q("presentation:class")) in _FURNITURE for frame in paragraph.iterancestors(q("draw:frame")))


def _length(frame: etree._Element, attribute: str) -> float:
    """Whole centimetres, since frames that stand beside each other differ by millimetres."""
    found = _LENGTH.match(frame.get(q(attribute), ""))
    if found is None:
        return 0.0
    number, unit = found.groups()
    return round(float(number) * _CENTIMETRES[unit])
