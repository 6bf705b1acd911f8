"""PowerPoint slides -> a page each: title, shapes in reading order, tables, charts, notes. python-pptx opens the file."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pptx
from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.oxml.ns import qn
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.table import Table as SlideTable
from pptx.table import _Row as TableRow
from pptx.text.text import TextFrame
from pptx.text.text import _Paragraph as TextParagraph

from indexer.errors import NoText, UnreadableDocument
from indexer.models import Metadata, Reading, Table
from indexer.reading.office.attachments import attachments
from indexer.reading.office.drawing_text import paragraph_text
from indexer.reading.office.properties import sensible_title
from indexer.reading.office.slides.charts import chart_lines
from indexer.reading.office.slides.unseen import is_hidden, losses_of, unwrap
from indexer.reading.package import as_plain, open_package
from indexer.reading.page.blocks import to_blocks
from indexer.reading.page.cleaning import normalise, normalised_table
from indexer.reading.page.lines import Line
from indexer.reading.page.numbering import BULLET, numeral
from indexer.reading.page.page_text import page_of
from indexer.reading.tables.source_cells import SourceCell
from indexer.reading.tables.table import make_table

_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE)
_FURNITURE = (PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER)
_LISTS = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY)
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_ROW = 360_000  # shapes whose tops lie within a centimetre (EMU) stand beside each other
_DEEPEST_GROUP = 20
_FORMATS = {
    "arabic": "decimal",
    "alphaLc": "lowerLetter",
    "alphaUc": "upperLetter",
    "romanLc": "lowerRoman",
    "romanUc": "upperRoman",
}
_AUTO_NUMBER = re.compile(r"(arabic|alphaLc|alphaUc|romanLc|romanUc)(Period|ParenBoth|ParenR|Plain)")
_AROUND = {"Period": "{}.", "ParenBoth": "({})", "ParenR": "{})", "Plain": "{}."}


def read_pptx(data: bytes) -> Reading:
    """Hidden slides keep their number and have no text. Raises UnreadableDocument (broken) and NoText (only pictures)."""
    try:
        presentation = pptx.Presentation(io.BytesIO(as_plain(data)))
        slides = list(presentation.slides)
        for slide in slides:
            unwrap(slide.element)
    except (PythonPptxError, etree.XMLSyntaxError, KeyError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        raise UnreadableDocument("Berkas PowerPoint ini rusak; simpan ulang dari PowerPoint, lalu kirim lagi.") from error
    pages = [page_of(number, to_blocks(_slide_lines(slide)), f"salindia {number}") for number, slide in enumerate(slides, 1)]
    if not any(re.search(r"\w", page.text) for page in pages):
        raise NoText("Salindia ini tidak berisi teks (mungkin gambar saja); simpan sebagai PDF, lalu kirim lagi.")
    title = sensible_title(presentation.core_properties.title) or _title(slides[0])
    with open_package(data) as package:
        losses = (*losses_of(presentation, pages), *attachments(package))
    return Reading(tuple(pages), Metadata(title=title), losses)


def _title(slide: Slide) -> str:
    """What a slide is headed, "" where it has no such place or words."""
    shape = slide.shapes.title
    return "" if shape is None else sensible_title(_frame_text(shape.text_frame))


def _frame_text(frame: TextFrame) -> str:
    """All that a box says, on one line."""
    return " ".join(" ".join(paragraph_text(paragraph._p) for paragraph in frame.paragraphs).split())


def _slide_lines(slide: Slide) -> list[Line]:
    if is_hidden(slide):
        return []
    lines: list[Line] = []
    for shape in _in_order(slide.shapes):
        lines += [Line(), *_shape_lines(shape)]
    notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    if notes is not None and _frame_text(notes):
        lines += [Line(), Line("Catatan:"), *_paragraphs(notes, listed=False)]
    return [_normalised(line) for line in lines]


def _normalised(line: Line) -> Line:
    if line.table is not None:
        return replace(line, table=normalised_table(line.table))
    return replace(line, text=normalise(line.text))


def _in_order(shapes: Iterable[BaseShape]) -> list[BaseShape]:
    """The title first, the others from top to bottom and, beside each other, from left to right."""
    downwards = sorted(shapes, key=lambda shape: (not _is_title(shape), _top(shape), _left(shape)))
    rows: list[list[BaseShape]] = []
    for shape in downwards:
        if rows and _is_beside(rows[-1][0], shape):
            rows[-1].append(shape)
        else:
            rows.append([shape])
    ordered: list[BaseShape] = []
    for row in rows:
        ordered += sorted(row, key=_left)
    return ordered


def _is_beside(first: BaseShape, shape: BaseShape) -> bool:
    """Whether a shape, no higher than the first one of a row, belongs to that row. Nothing stands beside a title."""
    return not _is_title(first) and _top(shape) - _top(first) < _ROW


def _top(shape: BaseShape) -> int:
    return shape.top or 0


def _left(shape: BaseShape) -> int:
    return shape.left or 0


def _kind(shape: BaseShape) -> PP_PLACEHOLDER | None:
    return shape.placeholder_format.type if shape.is_placeholder else None


def _is_title(shape: BaseShape) -> bool:
    return _kind(shape) in _TITLES


def _shape_lines(shape: BaseShape, depth: int = 0) -> Iterator[Line]:
    if _kind(shape) in _FURNITURE:
        return
    if hasattr(shape, "shapes"):
        for inner in _in_order(shape.shapes) if depth < _DEEPEST_GROUP else ():
            yield from _shape_lines(inner, depth + 1)
    elif _is_title(shape):
        title = _frame_text(shape.text_frame)
        yield from [Line(title, level=1), Line()] if title else []
    elif shape.has_text_frame:
        yield from _paragraphs(shape.text_frame, listed=_kind(shape) in _LISTS)
    elif getattr(shape, "has_table", False):
        yield Line(table=_table(shape.table))
    elif getattr(shape, "has_chart", False):
        yield from chart_lines(shape.chart)
    else:
        yield from _diagram(shape)


def _paragraphs(frame: TextFrame, listed: bool) -> Iterator[Line]:
    """The paragraphs of a box; in a body placeholder each is an item of a list, unless it says that it is none."""
    filled = [paragraph for paragraph in frame.paragraphs if paragraph_text(paragraph._p).strip()]
    are_items = listed and len(filled) > 1
    counts: dict[tuple[int, str], int] = {}
    for paragraph in filled:
        text = " ".join(paragraph_text(paragraph._p).split())
        counts = {(level, kind): count for (level, kind), count in counts.items() if level <= paragraph.level}
        mark = _mark(paragraph, are_items, counts)
        if mark == BULLET:
            yield Line(f"{'  ' * paragraph.level}{mark} {text}")
        elif mark:
            yield Line(f"{mark} {text}")
        else:
            yield Line(text, gap=True)


def _mark(paragraph: TextParagraph, is_item: bool, counts: dict[tuple[int, str], int]) -> str:
    """What stands before a paragraph. `counts` has the last number of each level and kind of numbering; it is counted on."""
    properties = paragraph._p.find(qn("a:pPr"))
    if properties is None:
        return BULLET if is_item else ""
    auto = properties.find(qn("a:buAutoNum"))
    if auto is not None:
        kind = auto.get("type", "")
        before = counts.get((paragraph.level, kind), int(auto.get("startAt", "1")) - 1)
        counts[paragraph.level, kind] = before + 1
        return _auto_number(before + 1, kind)
    if properties.find(qn("a:buChar")) is not None:
        return BULLET
    is_none = properties.find(qn("a:buNone")) is not None
    return BULLET if is_item and not is_none else ""


def _auto_number(number: int, kind: str) -> str:
    found = _AUTO_NUMBER.fullmatch(kind)
    if found is None:
        return f"{number}."
    counting, around = found.groups()
    return _AROUND[around].format(numeral(number, _FORMATS[counting]))


def _table(table: SlideTable) -> Table:
    """The table of a slide.

    A first row of heads is what every table begins with unless told otherwise: only rows below it can tell whether it is the only one.
    """
    rows = [_cells(row) for row in table.rows]
    made = make_table(rows)
    if made.heads or not rows or not table.first_row:
        return made
    first, *others = rows
    return make_table([[replace(cell, head=True) for cell in first], *others])


def _cells(row: TableRow) -> list[SourceCell]:
    """The cells of a row, without those that others cover."""
    cells = []
    for cell in row.cells:
        if cell.is_spanned:
            continue
        text = _frame_text(cell.text_frame)
        if cell.is_merge_origin:
            cells.append(SourceCell(text, cell.span_height, cell.span_width))
        else:
            cells.append(SourceCell(text))
    return cells


def _diagram(shape: BaseShape) -> list[Line]:
    """The words of a SmartArt diagram, a line for each of its points."""
    ids = next(shape.element.iter(f"{_DIAGRAM}relIds"), None)
    part = None if ids is None else shape.part.rels.get(ids.get(qn("r:dm"), ""))
    if part is None or part.is_external:
        return []
    root = etree.fromstring(part.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    lines = []
    for point in root.iter(f"{_DIAGRAM}pt"):
        text = "".join(run.text or "" for run in point.iter(qn("a:t")))
        if text.strip():
            lines.append(Line(f"{BULLET} {' '.join(text.split())}"))
    return lines
