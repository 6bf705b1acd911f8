"""Office files as people in regional offices make them, written by the real libraries."""

import io
from pathlib import Path

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

LISTS = {
    "1": (("upperRoman", "BAB %1"),),
    "2": (("decimal", "Pasal %1"), ("decimal", "(%2)"), ("lowerLetter", "%3."), ("decimal", "%3.%4)")),
    "3": (("decimal", "%1."), ("decimal", "%1.%2."), ("bullet", "\uf0b7")),
}
"""Lists by the id of their definition: (format, template) a level."""


class WordFile:
    """A Word document in the making, with the LISTS. List ids are those of their definitions; 4 begins list 3 anew."""

    def __init__(self) -> None:
        self.document = docx.Document()
        numbering = self.document.part.numbering_part.element
        for name, levels in LISTS.items():
            inner = "".join(
                f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
                for n, (form, text) in enumerate(levels)
            )
            numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="9{name}">{inner}</w:abstractNum>'))
        for number, definition, start in (("91", "91", ""), ("92", "92", ""), ("93", "93", ""), ("94", "93", "1")):
            override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start else ""
            numbering.append(
                parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{override}</w:num>')
            )

    def add(self, text: str = "", listed: int | None = None, level: int = 0, style: str | None = None) -> "docx.text.Paragraph":
        paragraph = self.document.add_paragraph(style=style)
        if text:
            paragraph.add_run(text)
        if listed is not None:
            properties = paragraph._p.get_or_add_pPr()
            properties.append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="9{listed}"/></w:numPr>')
            )
        return paragraph

    def table(self, rows: list[list[str]], style: str | None = "Table Grid") -> "docx.table.Table":
        table = self.document.add_table(len(rows), len(rows[0]), style=style)
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        return table

    def xml(self, paragraph: "docx.text.Paragraph", source: str) -> None:
        """Puts raw WordprocessingML at the end of a paragraph."""
        opening, _, rest = source.partition(">")
        slash = "/" if opening.endswith("/") else ""
        paragraph._p.append(parse_xml(f"{opening.removesuffix('/')} {nsdecls('w')}{slash}>{rest}"))

    def footnote(self, number: str, text: str) -> None:
        """Gives the document its one footnote."""
        source = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="{number}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>'
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), kind, source.encode(), self.document.part.package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def data(self) -> bytes:
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    def save(self, path: Path) -> Path:
        path.write_bytes(self.data())
        return path
