"""A4 pages with a letterhead, made of headings, paragraphs, charts and tables; each page says which of how many it is."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from PIL import Image as Pixels
from PIL import UnidentifiedImageError
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, HRFlowable, Image, Paragraph, SimpleDocTemplate, Spacer, Table
from svglib.svglib import svg2rlg

from bot.errors import BotError
from bot.figures.charts import font_file
from bot.figures.wording import number
from indexer.language.shortening import without_its_middle

MARGIN = 2.2 * cm
WIDTH = A4[0] - 2 * MARGIN - 12
"""What a line may fill, in points: reportlab keeps six free on each side."""
CHART_WIDTH = 12 * cm
NUMBER_WIDTH = 2.4 * cm
LOGO = 1.9 * cm
LONGEST_CELL = 200
"""Characters: a row must not be longer than a page."""
SHORTEST, LONGEST_LINE = 18, 50
"""Characters that a column of texts has room for, beside others."""
PLAIN, BOLD = "Tanya", "Tanya-Tebal"
LETTERS, GREY, LINES, HEAD = (HexColor(colour) for colour in ("#1f2328", "#57606a", "#c9ced6", "#eef1f5"))

_BODY = ParagraphStyle("body", fontName=PLAIN, fontSize=9.5, leading=14, textColor=LETTERS, spaceAfter=5)
_SMALL = ParagraphStyle("small", _BODY, fontSize=8.5, leading=11.5, spaceAfter=0)
_SMALL_BOLD = ParagraphStyle("small bold", _SMALL, fontName=BOLD)
_NUMBER = ParagraphStyle("number", _SMALL, alignment=TA_RIGHT)
_NUMBER_HEAD = ParagraphStyle("number head", _SMALL_BOLD, alignment=TA_RIGHT)
_NOTE = ParagraphStyle("note", _SMALL, textColor=GREY, spaceAfter=10)
_TITLE = ParagraphStyle("title", _BODY, fontName=BOLD, fontSize=13, leading=18, spaceBefore=8, spaceAfter=4)
_HEADING = ParagraphStyle("heading", _BODY, fontName=BOLD, fontSize=11, leading=15, spaceBefore=14, spaceAfter=5)
_OFFICE = ParagraphStyle("office", _BODY, fontSize=9, leading=12.5, alignment=TA_CENTER, spaceAfter=0)
_OFFICE_NAME = ParagraphStyle("office name", _OFFICE, fontName=BOLD, fontSize=11.5, leading=15)

Cell = str | int


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose report it is: lines in the middle of the first page's top, the first two as names, and a picture at their left."""

    lines: tuple[str, ...] = ()
    logo: Path | None = None


class Paper:
    """Filled from top to bottom, then made a PDF once."""

    def __init__(self, title: str, letterhead: Letterhead):
        _register_fonts()
        self._title = title
        self._parts: list[Flowable] = [*_letterhead(letterhead), Paragraph(escape(title), _TITLE)]

    def heading(self, text: str, room: float = 3 * cm) -> None:
        """Begins a new page where less than `room` (points) is left under it."""
        self._parts += [CondPageBreak(room), Paragraph(escape(text), _HEADING)]

    def paragraph(self, text: str) -> None:
        self._parts.append(Paragraph(escape(text), _BODY))

    def note(self, text: str) -> None:
        """In small grey letters."""
        self._parts.append(Paragraph(escape(text), _NOTE))

    def chart(self, title: str, svg: bytes) -> None:
        """A picture under its heading, on the same page as that."""
        drawing = _scaled(svg)
        self.heading(title, room=drawing.height + 1.5 * cm)
        self._parts += [drawing, Spacer(1, 6)]

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Its heads stand on every page that it goes on to; there is at least one row."""
        numeric = [isinstance(cell, int) for cell in rows[0]]
        head_styles = [_NUMBER_HEAD if is_number else _SMALL_BOLD for is_number in numeric]
        head = [Paragraph(escape(text), style) for text, style in zip(heads, head_styles, strict=True)]
        table = Table([head, *map(_row, rows)], _widths(rows), repeatRows=1, hAlign="LEFT")
        table.setStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("BACKGROUND", (0, 0), (-1, 0), HEAD),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINES),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ]
        )
        self._parts += [table, Spacer(1, 6)]

    def pdf(self) -> bytes:
        out = io.BytesIO()
        document = SimpleDocTemplate(
            out,
            pagesize=A4,
            leftMargin=MARGIN,
            rightMargin=MARGIN,
            topMargin=1.8 * cm,
            bottomMargin=2 * cm,
            title=self._title,
            author="Tanya Masterplan",
            lang="id-ID",
        )
        document.build(self._parts, canvasmaker=partial(_NumberedPages, self._title))
        return out.getvalue()


class _NumberedPages(Canvas):
    """Keeps every page until it is known how many there are."""

    def __init__(self, title: str, *arguments: Any, **options: Any):
        super().__init__(*arguments, **options)
        self._foot, self._pages = title, []

    def showPage(self) -> None:  # the name is reportlab's
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for page, state in enumerate(self._pages, 1):
            self.__dict__.update(state)
            self._write_foot(f"hlm. {page} dari {len(self._pages)}")
            super().showPage()
        super().save()

    def _write_foot(self, place: str) -> None:
        self.setFont(PLAIN, 7.5)
        self.setFillColor(GREY)
        self.drawString(MARGIN + 6, 1.1 * cm, self._foot)
        self.drawRightString(A4[0] - MARGIN - 6, 1.1 * cm, place)


def _register_fonts() -> None:
    """reportlab keeps fonts by name for the whole process."""
    for name, bold in ((PLAIN, False), (BOLD, True)):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, font_file(bold)))


def _letterhead(letterhead: Letterhead) -> list[Flowable]:
    if not letterhead.lines and letterhead.logo is None:
        return []
    names, others = letterhead.lines[:2], letterhead.lines[2:]
    lines = [Paragraph(escape(line), _OFFICE_NAME) for line in names] + [Paragraph(escape(line), _OFFICE) for line in others]
    logo = _logo(letterhead.logo) if letterhead.logo else ""
    head = Table([[logo, lines, ""]], [LOGO + 0.3 * cm, WIDTH - 2 * (LOGO + 0.3 * cm), LOGO + 0.3 * cm])
    head.setStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (0, 0), 0)])
    return [head, HRFlowable(WIDTH, thickness=1.4, color=LETTERS, spaceBefore=4, spaceAfter=8)]


def _logo(path: Path) -> Image:
    """Raises BotError for what is no picture."""
    try:
        with Pixels.open(path) as picture:
            width, height = picture.size
    except (OSError, UnidentifiedImageError) as error:
        raise BotError(f"Logo {path} tidak dapat dibaca; isi TANYA_LETTERHEAD_LOGO dengan berkas PNG atau JPEG.") from error
    scale = LOGO / max(width, height)
    return Image(path, width * scale, height * scale)


def _scaled(svg: bytes) -> Drawing:
    drawing = svg2rlg(io.BytesIO(svg))
    scale = CHART_WIDTH / drawing.width
    drawing.scale(scale, scale)
    drawing.width, drawing.height = drawing.width * scale, drawing.height * scale
    return drawing


def _widths(rows: Sequence[Sequence[Cell]]) -> list[float]:
    """Columns of numbers are narrow; the others share the rest by the length of what stands in them."""
    columns = list(zip(*rows, strict=True))
    lengths = [0 if isinstance(column[0], int) else max(len(str(cell)) for cell in column) for column in columns]
    weights = [min(max(length, SHORTEST), LONGEST_LINE) if length else 0 for length in lengths]
    unit = (WIDTH - weights.count(0) * NUMBER_WIDTH) / sum(weights)
    return [weight * unit if weight else NUMBER_WIDTH for weight in weights]


def _row(cells: Sequence[Cell]) -> list[Paragraph]:
    return [
        Paragraph(number(cell), _NUMBER)
        if isinstance(cell, int)
        else Paragraph(escape(without_its_middle(cell, LONGEST_CELL)), _SMALL)
        for cell in cells
    ]
