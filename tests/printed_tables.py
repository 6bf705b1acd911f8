"""Tables with invented content, printed as programs print them: with all their rules, some of them, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate
from reportlab.platypus import Table as PrintedTable

STYLE = ParagraphStyle("isi", fontName="Helvetica", fontSize=9, leading=11)
BODY = ParagraphStyle("teks", parent=STYLE, spaceBefore=6, spaceAfter=6)
RULES = {
    "all": [("GRID", (0, 0), (-1, -1), 0.5, colors.black)],
    "inner": [("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black)],
    "columns": [
        ("BOX", (0, 0), (-1, -1), 0.5, colors.black),
        ("LINEAFTER", (0, 0), (-2, -1), 0.5, colors.black),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
    ],
    "rows": [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black), ("LINEABOVE", (0, 0), (-1, 0), 0.5, colors.black)],
    "heads": [
        ("GRID", (0, 0), (-1, 0), 0.5, colors.black),
        ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black),
    ],
    "coloured heads": [("BACKGROUND", (n, 0), (n, 0), colors.lightgrey) for n in range(12)],
    "three lines": [
        ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
        ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
    ],
    "none": [],
}


@dataclass
class Printed:
    """A table to print: its heads and rows, how it is ruled, how wide its columns are, how its figures and cells are set,
    and the column of the names, which are wrapped."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    rules: str = "all"
    widths: Sequence[float] = ()
    align: str = "RIGHT"
    valign: str = "TOP"
    padding: float = 3
    names: int | None = None

    def save(self, path: Path, wide: bool = False) -> Path:
        """Prints it between two paragraphs; the names of rows are wrapped."""
        width = len(self.heads)
        names = self.names if self.names is not None else int(self.heads[0] == "No")
        widths = list(self.widths) or [30] * names + [140] + [70] * (width - names - 1)
        table = [list(self.heads), *([self._cell(n, text, names) for n, text in enumerate(row)] for row in self.rows)]
        look = [
            ("FONTSIZE", (0, 0), (-1, -1), 9),
            ("LEADING", (0, 0), (-1, -1), 11),
            ("ALIGN", (names + 1, 0), (-1, -1), self.align),
            ("VALIGN", (0, 0), (-1, -1), self.valign),
            ("TOPPADDING", (0, 0), (-1, -1), self.padding),
            ("BOTTOMPADDING", (0, 0), (-1, -1), self.padding),
            *[command for command in RULES[self.rules] if command[1][0] < width],
        ]
        size = landscape(A4) if wide else A4
        above = Paragraph("Target dan realisasi kinerja perangkat daerah rekaan tersaji pada tabel berikut ini.", BODY)
        below = Paragraph("Capaian tersebut menjadi dasar bagi penyusunan rencana pada tahun-tahun berikutnya di daerah.", BODY)
        document = SimpleDocTemplate(str(path), pagesize=size, leftMargin=40, rightMargin=40)
        document.build([above, PrintedTable(table, colWidths=widths, style=look, repeatRows=0), below])
        return path

    @staticmethod
    def _cell(column: int, text: str, names: int) -> object:
        return Paragraph(text, STYLE) if column == names and text else text
