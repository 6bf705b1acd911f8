"""Word documents -> pages where the file knows them, else one text. python-docx opens the file."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.exceptions import InvalidXmlError
from docx.oxml.parser import parse_xml
from lxml import etree

from indexer.errors import NoText, UnreadableDocument
from indexer.models import Loss, Lost, Metadata, Page, Reading
from indexer.reading.office.attachments import attachments
from indexer.reading.office.properties import sensible_title
from indexer.reading.office.running_lines import opening_paragraphs
from indexer.reading.office.word.lists import Lists
from indexer.reading.office.word.pictures import page_pictures
from indexer.reading.office.word.running import feet_of, heads_of
from indexer.reading.office.word.styles import Styles
from indexer.reading.office.word.tables import Row, is_layout, own_paragraphs, read_rows
from indexer.reading.office.word.text import PAGE_END, RENDERED_END, Look, inline, is_bold, letters, qn
from indexer.reading.package import as_plain, open_package
from indexer.reading.page.numbering import BULLET
from indexer.reading.page.paged_lines import OBJECT, PagedLines, heading_level, numbered
from indexer.reading.tables.office_rows import breaks_before, row_label, under_section
from indexer.reading.tables.table import make_table

_BREAKS = re.compile(f"([{PAGE_END}{RENDERED_END}])")
_PARTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CONTENTS = "Table of Contents"


def read_docx(data: bytes) -> Reading:
    """Raises UnreadableDocument (broken) and NoText (empty, or pictures of text)."""
    document = _opened(data)
    pages = _Reader(document).pages()
    if not any(re.search(r"\w", page.text) for page in pages):
        raise NoText("Berkas Word ini tidak berisi teks (mungkin gambar hasil pindai); simpan sebagai PDF, lalu kirim lagi.")
    with open_package(data) as package:
        losses = (*_pictures_lost(page_pictures(document)), *attachments(package))
    return Reading(pages, Metadata(title=sensible_title(document.core_properties.title)), losses)


def pictures_of_pages(data: bytes) -> list[bytes]:
    """The pictures in a document that cover most of a page, in order. Raises UnreadableDocument."""
    return page_pictures(_opened(data))


def _opened(data: bytes) -> "docx.document.Document":
    try:
        return docx.Document(io.BytesIO(as_plain(data)))
    except (OpcError, InvalidXmlError, etree.XMLSyntaxError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise UnreadableDocument("Berkas Word ini rusak; simpan ulang dari Word, lalu kirim lagi.") from error


def _pictures_lost(pictures: Sequence[bytes]) -> tuple[Loss, ...]:
    return (Loss(Lost.PICTURES, len(pictures)),) if pictures else ()


class _Reader:
    """Walks through the body of one document."""

    def __init__(self, document: "docx.document.Document"):
        self._document = document
        self._body = document.element.body
        roots = _roots(document, "numbering", "footnotes", "endnotes")
        self._styles = Styles(document.styles.element)
        self._lists = Lists(roots.get("numbering"))
        self._notes: dict[tuple[str, str], etree._Element] = {}
        for kind in ("footnotes", "endnotes"):
            for note in roots.get(kind, ()):
                self._notes[kind, note.get(qn("w:id"), "")] = note
        self._bold_counts = _bold_counts(self._body, self._styles)
        self._lines = PagedLines()
        self._boxes: list[etree._Element] = []

    def pages(self) -> tuple[Page, ...]:
        sections = [*self._body.iter(qn("w:sectPr"))]
        self._new_pages = [_begins_page(section) for section in sections]
        self._section = 0
        opening = _opening_paragraphs(self._body)
        self._blocks(self._body[:opening])
        for line in heads_of(self._document, self._styles):
            self._lines.text(line)
        self._blocks(self._body[opening:])
        for line in feet_of(self._document, self._styles):
            self._lines.text(line)
        return self._lines.pages()

    def _blocks(self, blocks: Iterable[etree._Element]) -> None:
        for block in blocks:
            if block.tag == qn("w:p"):
                self._paragraph(block)
            elif block.tag == qn("w:tbl"):
                self._table(block)
            elif block.tag == qn("w:sdt"):
                content = block.find(qn("w:sdtContent"))
                if content is not None and not _holds_contents(block):
                    self._blocks(content)
            elif block.tag in (qn("w:ins"), qn("w:moveTo"), qn("w:customXml")):
                self._blocks(block)

    def _paragraph(self, paragraph: etree._Element) -> None:
        style = self._styles.of(paragraph)
        found = inline(paragraph, self._styles.look)
        if paragraph.find(qn("w:pPr/w:pageBreakBefore")) is not None:
            self._lines.page_ends()
        number = self._number(paragraph)
        if found.shortened and not found.text.strip():
            number = ""
        bold = self._bold_counts and is_bold(paragraph, style.bold)
        for piece in _BREAKS.split(found.text):
            if piece in (PAGE_END, RENDERED_END):
                self._lines.page_ends(rendered=piece == RENDERED_END)
            elif not style.contents:
                text = numbered(number, piece)
                number = "" if text else number
                self._lines.text(text, heading_level(text, style.heading, bold))
        for box in found.boxes:
            self._blocks(box)
        for key in found.notes:
            self._lines.note(self._note(key))
        if paragraph.find(qn("w:pPr/w:sectPr")) is not None:
            self._section += 1
            if self._section < len(self._new_pages) and self._new_pages[self._section]:
                self._lines.page_ends()

    def _number(self, paragraph: etree._Element) -> str:
        """The number or bullet before a paragraph, with the indentation of a bullet's level."""
        style = self._styles.of(paragraph)
        if style.list_id in (None, "0"):
            return ""
        level = style.level
        if level is None:
            mark = paragraph.find(qn("w:pPr/w:pStyle"))
            style_id = "" if mark is None else mark.get(qn("w:val"), "")
            level = self._lists.level(style.list_id, style_id)
        number = self._lists.next(style.list_id, level)
        return "  " * level + BULLET if number == BULLET else number

    def _table(self, table: etree._Element, section: str = "") -> None:
        """A table, under the words of the row that it stands in where it is one within another."""
        rows = read_rows(table, self._cell, self._styles)
        if not rows:
            return
        boxes, self._boxes = self._boxes, []
        if is_layout(table, rows, self._styles):
            for row in rows:
                self._laid_out(row)
        else:
            cells = [row.cells for row in rows]
            made = make_table(cells)
            ends = [row.breaks_before + above.breaks_within for above, row in pairwise([Row([], []), *rows])]
            breaks = breaks_before(cells, made, [*ends, rows[-1].breaks_within])
            self._lines.table(*under_section(made, breaks, section))
            for n, row in enumerate(rows):
                for nested in row.nested:
                    self._table(nested, row_label(cells, n))
        for box in boxes:
            self._blocks(box)

    def _laid_out(self, row: Row) -> None:
        """A row without lines as text: what begins its cells on one line, the rest below."""
        self._pages_end(row.breaks_before)
        beginnings: list[str] = []
        rest: list[str] = []
        for paragraphs in row.paragraphs:
            written = [text for text in paragraphs if text.strip()]
            beginnings += [text.strip() for text in written[:1]]
            rest += written[1:]
        self._lines.text(" ".join(beginnings))
        for text in rest:
            self._lines.text(text)
        for nested in row.nested:
            self._table(nested)
        self._pages_end(row.breaks_within)

    def _pages_end(self, times: int) -> None:
        for _ in range(times):
            self._lines.page_ends(rendered=True)

    def _cell(self, cell: etree._Element) -> list[str]:
        """The paragraphs of a cell. The text boxes that hang on them wait until its table is read."""
        texts = []
        for paragraph in own_paragraphs(cell, self._styles):
            found = inline(paragraph, self._styles.look)
            is_left_out = found.shortened and not found.text.strip()
            number = self._number(paragraph).strip()
            texts.append("" if is_left_out else numbered(number, found.text))
            self._boxes += found.boxes
            for key in found.notes:
                self._lines.note(self._note(key))
        return texts

    def _note(self, key: tuple[str, str]) -> str:
        note = self._notes.get(key)
        if note is None:
            return ""
        texts = [_BREAKS.sub("", inline(paragraph, self._styles.look).text) for paragraph in note.iter(qn("w:p"))]
        return " ".join(" ".join(texts).replace(OBJECT, "").split())


def _opening_paragraphs(body: etree._Element) -> int:
    """How many paragraphs at the top of a body stand above the running heads."""
    first = takewhile(_stays_on_page, body)
    return opening_paragraphs(map(letters, first))


def _stays_on_page(block: etree._Element) -> bool:
    """Whether a block is a paragraph that no page or section ends in."""
    if block.tag != qn("w:p") or next(block.iter(qn("w:sectPr")), None) is not None:
        return False
    text = inline(block, lambda run: Look()).text
    return not _BREAKS.search(text)


def _roots(document: "docx.document.Document", *kinds: str) -> dict[str, etree._Element]:
    """The roots of a document's parts of these kinds, as far as it has them."""
    parts = {relation.reltype: relation.target_part for relation in document.part.rels.values() if not relation.is_external}
    names = {kind: f"{_PARTS}{kind}" for kind in kinds}
    return {kind: parse_xml(parts[name].blob) for kind, name in names.items() if name in parts}


def _holds_contents(block: etree._Element) -> bool:
    """Whether a content control is a table of contents."""
    kind = block.find(qn("w:sdtPr/w:docPartObj/w:docPartGallery"))
    return kind is not None and kind.get(qn("w:val")) == _CONTENTS


def _bold_counts(body: etree._Element, styles: Styles) -> bool:
    """Whether bold paragraphs are rare enough to be headings."""
    whole = bold = 0
    for paragraph in body.iter(qn("w:p")):
        length = sum(len(text.text or "") for text in paragraph.iter(qn("w:t")))
        whole += length
        bold += length * is_bold(paragraph, styles.of(paragraph).bold)
    return bold * 3 < whole


def _begins_page(section: etree._Element) -> bool:
    kind = section.find(qn("w:type"))
    return kind is None or kind.get(qn("w:val")) in (None, "nextPage", "oddPage", "evenPage")
