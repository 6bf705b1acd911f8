"""The running heads and feet of a Word document: those that Word prints on any of its pages."""

from collections.abc import Iterator

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from indexer.reading.office.running_lines import PAGE_NUMBER, labelled, running_lines
from indexer.reading.office.word.styles import Styles
from indexer.reading.office.word.tables import read_rows
from indexer.reading.office.word.text import inline, is_on, letters, qn
from indexer.reading.office.xml import parse_or_nothing
from indexer.reading.page.paged_lines import OBJECT

_PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")


def heads_of(document: Document, styles: Styles) -> list[str]:
    """The lines of the running heads, without those that stand in the body too."""
    return _lines(document, styles, "w:headerReference")


def feet_of(document: Document, styles: Styles) -> list[str]:
    """The lines of the running feet, without those that stand in the body too."""
    return _lines(document, styles, "w:footerReference")


def _lines(document: Document, styles: Styles, kind: str) -> list[str]:
    body = document.element.body
    in_body = map(letters, body.iter(qn("w:p")))
    texts: list[str] = []
    for root in _parts(document, kind):
        _mark_page_numbers(root)
        texts += _texts(root, styles)
    return running_lines(texts, already=in_body)


def _parts(document: Document, kind: str) -> Iterator[etree._Element]:
    """The roots of the heads (or feet) that are printed, in the order of the sections."""
    settings = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS) if _has_settings(document) else None
    has_even = settings is not None and _is_set(parse_or_nothing(settings.blob), "w:evenAndOddHeaders")
    seen: set[str] = set()
    for section in document.element.body.iter(qn("w:sectPr")):
        shown = {"default": True, "first": _is_set(section, "w:titlePg"), "even": has_even}
        for reference in section.findall(qn(kind)):
            part_id = reference.get(qn("r:id"), "")
            part = document.part.rels.get(part_id)
            is_shown = shown.get(reference.get(qn("w:type"), "default"), False)
            if part is not None and not part.is_external and is_shown and part_id not in seen:
                seen.add(part_id)
                yield parse_or_nothing(part.target_part.blob)


def _has_settings(document: Document) -> bool:
    return any(relation.reltype == RELATIONSHIP_TYPE.SETTINGS for relation in document.part.rels.values())


def _is_set(parent: etree._Element, name: str) -> bool:
    mark = parent.find(qn(name))
    return mark is not None and is_on(mark)


def _mark_page_numbers(root: etree._Element) -> None:
    """Puts PAGE_NUMBER in the place of what fields show that count pages."""
    for field in root.iter(qn("w:fldSimple")):
        if _counts_pages(field.get(qn("w:instr"), "")):
            _show(list(field.iter(qn("w:t"))))
    for paragraph in root.iter(qn("w:p")):
        _mark_complex_fields(paragraph)


def _mark_complex_fields(paragraph: etree._Element) -> None:
    """The same of fields that go over several runs: what they are told stands before what they show."""
    instruction, shown = "", []
    within = False
    for element in paragraph.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:t")):
        kind = element.get(qn("w:fldCharType"), "")
        if element.tag == qn("w:instrText"):
            instruction += element.text or ""
        elif kind == "begin":
            instruction, shown, within = "", [], True
        elif kind == "end":
            if within and _counts_pages(instruction):
                _show(shown)
            within = False
        elif within and element.tag == qn("w:t"):
            shown.append(element)


def _counts_pages(instruction: str) -> bool:
    return instruction.strip().partition(" ")[0].upper() in _PAGE_FIELDS


def _show(texts: list[etree._Element]) -> None:
    for n, text in enumerate(texts):
        text.text = PAGE_NUMBER if n == 0 else ""


def _texts(parent: etree._Element, styles: Styles) -> Iterator[str]:
    """The paragraphs in order, the rows of tables each as one."""
    for block in parent:
        if block.tag == qn("w:p"):
            yield from _paragraph(block, styles)
        elif block.tag == qn("w:tbl"):
            yield from _rows(block, styles)
        elif block.tag == qn("w:sdt"):
            content = block.find(qn("w:sdtContent"))
            yield from () if content is None else _texts(content, styles)


def _paragraph(paragraph: etree._Element, styles: Styles) -> Iterator[str]:
    found = inline(paragraph, styles.look)
    yield found.text.replace(OBJECT, "")
    for box in found.boxes:
        yield from _texts(box, styles)


def _rows(table: etree._Element, styles: Styles) -> Iterator[str]:
    """The rows of a table; what stands in cells over several rows, a logo's name or the title, stands apart."""

    def paragraphs(cell: etree._Element) -> list[str]:
        return "\n".join(_texts(cell, styles)).split("\n")

    for row in read_rows(table, paragraphs, styles):
        beside = [cell.text for cell in row.cells if cell.rowspan == 1]
        yield from (cell.text for cell in row.cells if cell.rowspan > 1)
        yield labelled(beside)
