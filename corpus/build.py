"""Builds the two sample PDFs of the fictional Kabupaten Contoh from the YAML files in sumber/.

usage: python corpus/build.py [FOLDER]      (default: corpus/kabupaten-contoh)

Needs reportlab (in the extra `test`). The same sources give the same bytes on each run.
"""

import sys
from itertools import count
from pathlib import Path

import yaml
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    LongTable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)
from reportlab.platypus.tableofcontents import TableOfContents

HERE = Path(__file__).parent
NOTICE = (
    "DOKUMEN CONTOH. Kabupaten Contoh tidak ada: nama orang, peraturan daerah, tempat, dan semua angka di dalamnya dikarang "
    "untuk mencoba Tanya Masterplan."
)
YEARS = ("2025", "2026", "2027", "2028", "2029")
WIDTH = A4[0] - 4.4 * cm

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10.5, leading=15.5, alignment=TA_JUSTIFY, spaceAfter=8)
ITEM = ParagraphStyle("item", parent=BODY, leftIndent=22, bulletFontSize=10.5)
CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=8.5, leading=11)
FIGURE = ParagraphStyle("figure", parent=CELL, alignment=TA_CENTER)
HEAD = ParagraphStyle("head", parent=FIGURE, fontName="Helvetica-Bold")
CAPTION = ParagraphStyle(
    "caption", parent=BODY, fontName="Helvetica-Bold", fontSize=9.5, alignment=TA_CENTER, spaceBefore=6, spaceAfter=5
)
SIGNATURE = ParagraphStyle("signature", parent=BODY, leftIndent=6.5 * cm, alignment=TA_CENTER, keepWithNext=1)
COVER = ParagraphStyle("cover", fontName="Helvetica-Bold", fontSize=22, leading=32, alignment=TA_CENTER)
BASIS = ParagraphStyle("basis", parent=BODY, fontSize=12, alignment=TA_CENTER)
NOTE = ParagraphStyle(
    "note",
    parent=BODY,
    fontSize=10,
    borderColor=colors.black,
    borderWidth=0.8,
    borderPadding=8,
    alignment=TA_CENTER,
    leftIndent=9,
    rightIndent=9,
)
HEADINGS = {
    "judul": ParagraphStyle("judul", parent=COVER, fontSize=13, leading=18, spaceAfter=12),
    "bab": ParagraphStyle("bab", parent=COVER, fontSize=13, leading=18, spaceBefore=10, spaceAfter=12),
    "sub": ParagraphStyle("sub", parent=BODY, fontName="Helvetica-Bold", fontSize=11.5, spaceBefore=6),
    "subsub": ParagraphStyle("subsub", parent=BODY, fontName="Helvetica-Bold", spaceBefore=3, spaceAfter=5),
}
# What must still fit on the page below a heading or caption: enough for the headings under it and the first rows of a table.
ROOM = {"judul": 24 * cm, "bab": 8 * cm, "sub": 6.5 * cm, "subsub": 5.5 * cm, "tabel": 4 * cm}
MARKS = {"angka": "{number}.", "huruf": "{letter}.", "ayat": "({number})"}
GRID = [
    ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (-1, -1), 3),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
]


class SampleDocument(BaseDocTemplate):
    """A4 pages with a running head and a page number; notes the headings for the table of contents and the bookmarks."""

    def __init__(self, path: Path, spec: dict):
        super().__init__(
            str(path),
            pagesize=A4,
            title=spec["judul"],
            author="Pemerintah Kabupaten Contoh (contoh, fiktif)",
            subject=spec["dasar"],
            invariant=1,
        )
        frame = Frame(2.2 * cm, 2.2 * cm, WIDTH, A4[1] - 4.8 * cm, leftPadding=0, rightPadding=0)
        self.addPageTemplates(
            [
                PageTemplate("cover", [frame]),
                PageTemplate("page", [frame], onPage=self.furniture),
            ]
        )
        self.running_head = spec["judul"]

    def furniture(self, canvas, _document) -> None:
        canvas.setFont("Helvetica-Oblique", 8.5)
        canvas.drawString(2.2 * cm, A4[1] - 1.6 * cm, self.running_head)
        canvas.line(2.2 * cm, A4[1] - 1.75 * cm, A4[0] - 2.2 * cm, A4[1] - 1.75 * cm)
        canvas.setFont("Helvetica", 9)
        canvas.drawCentredString(A4[0] / 2, 1.3 * cm, str(canvas.getPageNumber()))

    def afterFlowable(self, flowable: Flowable) -> None:
        style = getattr(getattr(flowable, "style", None), "name", "")
        if style in HEADINGS:
            text, level = flowable.getPlainText(), {"sub": 1, "subsub": 2}.get(style, 0)
            key = f"h{self.seq.nextf('heading')}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(text, key, level, closed=level == 0)
            if level < 2:
                self.notify("TOCEntry", (level, text, self.page, key))


def rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def table(cells: list[list[str]], widths: list[int], head_rows: int = 1, spans: list[tuple] = ()) -> LongTable:
    def styled(row: int, text: str) -> Paragraph:
        figure = text.replace(".", "").replace(",", "").strip("-()%").isdigit()
        return Paragraph(text, HEAD if row < head_rows else FIGURE if figure or text == "WTP" else CELL)

    content = [[styled(row, text) for text in line] for row, line in enumerate(cells)]
    shade = ("BACKGROUND", (0, 0), (-1, head_rows - 1), colors.Color(0.9, 0.92, 0.95))
    return LongTable(
        content,
        [WIDTH * width / sum(widths) for width in widths],
        repeatRows=head_rows,
        spaceAfter=12,
        style=[*GRID, shade, *(("SPAN", *span) for span in spans)],
    )


def indicator_table(lines: list[list[str]], two_head_rows: bool) -> LongTable:
    """`lines` are rows of indikator.yaml: name, unit, baseline, five targets, office."""
    body = [[str(number), *line] for number, line in enumerate(lines, 1)]
    widths = [6, 27, 12, 10, *[10.5] * len(YEARS), 15]
    if not two_head_rows:
        heads = ["No", "Indikator", "Satuan", "Kondisi awal 2024", *(f"Target {year}" for year in YEARS), "Penanggung jawab"]
        return table([heads, *body], widths)
    upper = ["No", "Indikator", "Satuan", "Kondisi awal 2024", "Target", "", "", "", "", "Perangkat daerah"]
    lower = ["", "", "", "", *YEARS, ""]
    spans = [((4, 0), (8, 0)), *(((column, 0), (column, 1)) for column in (0, 1, 2, 3, 9))]
    return table([upper, lower, *body], widths, 2, spans)


def indicator_lines(block: dict, indicators: dict[str, list[list[str]]]) -> list[list[str]]:
    """The rows a block asks for, by group or by name; `beda` sets targets that differ on purpose."""
    if "kelompok" in block:
        return indicators[block["kelompok"]]
    named = {line[0]: line for group in indicators.values() for line in group}
    lines = [list(named[name]) for name in block["nama"]]
    for line in lines:
        for year, target in block.get("beda", {}).get(line[0], {}).items():
            line[3 + YEARS.index(str(year))] = target
    return lines


def contents(title: str) -> list[Flowable]:
    listing = TableOfContents(dotsMinLevel=0)
    listing.levelStyles = [
        ParagraphStyle("toc0", fontName="Helvetica-Bold", fontSize=9.5, leading=13, spaceBefore=2),
        ParagraphStyle("toc1", fontName="Helvetica", fontSize=9, leading=11.5, leftIndent=14),
    ]
    title_style = ParagraphStyle("contents", parent=HEADINGS["judul"])  # another name: it does not list itself
    return [CondPageBreak(ROOM["judul"]), Paragraph(title, title_style), listing]


def listing(block: dict) -> list[Paragraph]:
    [(key, text)] = block.items()
    marks = (MARKS[key].format(number=number, letter=chr(ord("a") + number - 1)) for number in count(1))
    return [Paragraph(line, ITEM, bulletText=mark) for line, mark in zip(text.strip().splitlines(), marks, strict=False)]


def flowables(block: dict, indicators: dict, two_head_rows: bool) -> list[Flowable]:
    """One block of a source file as what reportlab lays out."""
    if "tabel" in block:
        laid = (
            table(rows(block["baris"]), block["lebar"])
            if "baris" in block
            else indicator_table(indicator_lines(block, indicators), two_head_rows)
        )
        return [CondPageBreak(ROOM["tabel"]), Paragraph(block["tabel"], CAPTION), laid]
    if "daftar_isi" in block:
        return contents(block["daftar_isi"])
    if "teks" in block or "penutup" in block:
        style = BODY if "teks" in block else SIGNATURE
        return [Paragraph(part, style) for part in "".join(block.values()).split("\n\n")]
    [key] = block.keys()
    if key in HEADINGS:
        return [CondPageBreak(ROOM[key]), Paragraph(block[key], HEADINGS[key])]
    return listing(block)


def cover(spec: dict) -> list[Flowable]:
    return [
        Spacer(1, 6 * cm),
        *(Paragraph(line, COVER) for line in spec["sampul"]),
        Spacer(1, 1.5 * cm),
        Paragraph(spec["dasar"], BASIS),
        Paragraph("PEMERINTAH KABUPATEN CONTOH", BASIS),
        Spacer(1, 5 * cm),
        Paragraph(NOTICE, NOTE),
        NextPageTemplate("page"),
        PageBreak(),
    ]


def build(folder: Path) -> list[Path]:
    """Writes both PDFs into `folder` and returns their paths."""
    sources = HERE / "sumber"
    groups = yaml.safe_load((sources / "indikator.yaml").read_text(encoding="utf-8"))
    indicators = {group: rows(text) for group, text in groups.items()}
    written = []
    for spec in yaml.safe_load((sources / "dokumen.yaml").read_text(encoding="utf-8")):
        story = cover(spec)
        for source in sorted((sources / spec["sumber"]).glob("*.yaml")):
            for block in yaml.safe_load(source.read_text(encoding="utf-8")):
                story += flowables(block, indicators, spec.get("kepala_dua_baris", False))
        written.append(folder / spec["berkas"])
        SampleDocument(written[-1], spec).multiBuild(story)
    return written


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "kabupaten-contoh"
    for path in build(target):
        print(path)
