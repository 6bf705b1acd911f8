"""Pictures on pages with text: those that are text are read where they stand; photos cost nothing; blanks filled in on paper are told."""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from indexer.models import Lost, Reading
from indexer.reading.pdf import insets
from indexer.reading.pdf.reader import read_pdf
from indexer.reading.scans import ocr
from indexer.reading.scans.insets import Inset, inset

needs_tesseract = pytest.mark.skipif(not ocr.available() and "CI" not in os.environ, reason="Tesseract belum terpasang")

SAID = (
    "Inspektorat Kabupaten Contoh menilai kapabilitas pengawasan setiap tahun.",
    "Hasil penilaian tahun ini disajikan pada tabel yang dipindai di bawah ini.",
    "Penilaian dilakukan terhadap enam elemen oleh tim penjaminan mutu.",
)
ROWS = [
    ("Elemen", "Skor", "Level"),
    ("Pengelolaan pegawai", "0,54", "3"),
    ("Praktik profesional", "0,48", "2"),
    ("Struktur tata kelola", "0,36", "4"),
    ("Peran dan layanan", "1,20", "5"),
]


def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.load_default(size)


def table_picture() -> Image.Image:
    """A ruled table as a scanner leaves it, 300 dots an inch."""
    lefts, high = (0, 800, 1100, 1390), 100
    page = Image.new("L", (1400, high * len(ROWS) + 10), 250)
    draw = ImageDraw.Draw(page)
    for n, row in enumerate(ROWS):
        for left, text in zip(lefts, row, strict=False):
            draw.text((left + 30, high * n + 28), text, fill=20, font=font(44))
    for n in range(len(ROWS) + 1):
        draw.line([(3, high * n + 3), (1393, high * n + 3)], 0, 4)
    for left in lefts:
        draw.line([(left + 3, 3), (left + 3, high * len(ROWS) + 3)], 0, 4)
    return page


def photo() -> Image.Image:
    """Clouds of grey, with a sign in them."""
    chance = np.random.default_rng(7)
    clouds = Image.fromarray(chance.integers(30, 170, (24, 32), dtype=np.uint8)).resize((1200, 900), Image.Resampling.BICUBIC)
    ImageDraw.Draw(clouds).text((300, 300), "SELAMAT DATANG DI KABUPATEN CONTOH", fill=255, font=font(40))
    return clouds


def chart() -> Image.Image:
    """Bars with figures and years, more paper than text."""
    page = Image.new("L", (1600, 1200), 255)
    draw = ImageDraw.Draw(page)
    for n in range(6):
        left, top = 150 + 230 * n, 900 - 120 * n
        draw.rectangle((left, top, left + 120, 1000), fill=110)
        draw.text((left, top - 60), f"{12 + 7 * n},{n}5%", fill=0, font=font(36))
        draw.text((left, 1030), f"{2020 + n}", fill=0, font=font(36))
    draw.text((400, 1110), "Penimbunan dan daur ulang", fill=0, font=font(36))
    return page


def report(path: Path, picture: Image.Image | None, pages: int = 1) -> Reading:
    """A page of text with a picture between its sentences, read."""
    paper = Canvas(str(path), pagesize=A4)
    for _ in range(pages):
        paper.setFont("Helvetica", 11)
        for n, line in enumerate(SAID):
            paper.drawString(70, 760 - 16 * n, line)
        if picture:
            wide = picture.width * 72 / 300
            high = picture.height * 72 / 300
            paper.drawImage(ImageReader(picture.convert("RGB")), 90, 690 - high, wide, high)
        paper.drawString(70, 400, "Demikian laporan ini disampaikan kepada Bupati Contoh.")
        paper.showPage()
    paper.save()
    return read_pdf(path.read_bytes())


def look(picture: Image.Image) -> Inset:
    return inset(np.asarray(picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.BOX)))


def lost(reading: Reading, what: Lost) -> list[tuple[int, tuple[int, ...]]]:
    return [(loss.count, loss.pages) for loss in reading.losses if loss.what is what]


# --- pictures


def test_what_a_picture_is_shows_before_it_is_read():
    assert look(table_picture()) is Inset.TEXT
    assert look(photo()) is Inset.WORDLESS
    assert look(chart()) is Inset.LABELLED
    assert inset(np.full((0, 5), 255, np.uint8)) is Inset.WORDLESS


def test_a_picture_under_the_pages_own_words_is_none_of_text():
    gray = np.asarray(table_picture().resize((700, 255), Image.Resampling.BOX))
    assert inset(gray, own=500) is not Inset.TEXT


@needs_tesseract
def test_a_scanned_table_on_a_page_of_text_is_read_where_it_stands(tmp_path):
    read = report(tmp_path / "laporan.pdf", table_picture())
    page = read.pages[0]
    tables = [block.table for block in page.blocks if block.table]
    assert [[cell.text for cell in row] for row in tables[0].body] == [list(row) for row in ROWS[1:]]
    assert page.text.index("enam elemen") < page.text.index("Praktik profesional") < page.text.index("Demikian laporan")
    assert page.confidence and lost(read, Lost.PICTURES) == []
    boxes = {word.text: word.box for word in page.words}
    assert {"Demikian", "profesional"} <= boxes.keys()
    left, top, right, bottom = boxes["profesional"]
    assert 0.1 < left < right < 0.6 and 0.17 < top < bottom < 0.35


@pytest.mark.parametrize("picture", [photo, chart])
def test_photos_and_charts_are_not_recognised(tmp_path, monkeypatch, picture):
    monkeypatch.setattr(insets, "recognise", lambda pages, *_: [pytest.fail("dikenali") for _ in pages])
    read = report(tmp_path / "laporan.pdf", picture())
    assert read.pages[0].confidence is None and read.pages[0].words == ()
    assert lost(read, Lost.PICTURES) == ([(1, (1,))] if picture is chart else [])


def test_a_running_mark_that_is_a_picture_is_left_out_without_being_read(tmp_path, monkeypatch):
    monkeypatch.setattr(insets, "recognise", lambda pages, *_: [pytest.fail("dikenali") for _ in pages])
    read = report(tmp_path / "laporan.pdf", table_picture(), pages=3)
    assert lost(read, Lost.PICTURES) == []


def test_without_tesseract_it_is_said_that_a_picture_of_text_was_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(ocr, "available", lambda: False)
    read = report(tmp_path / "laporan.pdf", table_picture())
    assert lost(read, Lost.PICTURES) == [(1, (1,))]


# --- blanks


def decree(path: Path, ink: Image.Image | None, at: tuple[float, float], lines: list[tuple[float, float, str]]) -> Reading:
    """A page of text, with ink at a place, read."""
    paper = Canvas(str(path), pagesize=A4)
    paper.setFont("Helvetica", 12)
    for n, line in enumerate(SAID):
        paper.drawString(70, 700 - 16 * n, line)
    for x, y, text in lines:
        paper.drawString(x, y, text)
    if ink:
        x, y = at
        paper.drawImage(ImageReader(ink), x, y, ink.width * 72 / 300, ink.height * 72 / 300, mask="auto")
    paper.showPage()
    paper.save()
    return read_pdf(path.read_bytes())


def stamped(text: str) -> Image.Image:
    """Words of a stamp on nothing."""
    stamp = Image.new("RGBA", (60 + 26 * len(text), 60), (255, 255, 255, 0))
    ImageDraw.Draw(stamp).text((10, 4), text, fill=(10, 10, 60, 255), font=font(46))
    return stamp


def scrawl() -> Image.Image:
    """Curls of a pen."""
    ink = Image.new("RGBA", (260, 70), (255, 255, 255, 0))
    draw = ImageDraw.Draw(ink)
    for n in range(5):
        draw.arc((10 + 45 * n, 8, 50 + 45 * n, 55), 40 * n, 250 + 30 * n, fill=(0, 0, 120, 255), width=5)
    return ink


SIGNED = [(320, 300, "Ditetapkan di Contoh"), (320, 284, "pada tanggal"), (320, 268, "BUPATI CONTOH,")]


def test_a_blank_date_with_a_pens_curls_beside_it_is_handwriting(tmp_path):
    read = decree(tmp_path / "keputusan.pdf", scrawl(), (400, 280), SIGNED)
    assert "pada tanggal [tulisan tangan]" in " ".join(read.pages[0].text.split())
    assert lost(read, Lost.HANDWRITING) == [(1, (1,))]


@needs_tesseract
def test_a_stamped_date_is_read_and_in_doubt(tmp_path):
    read = decree(tmp_path / "keputusan.pdf", stamped("17 Maret 2025"), (400, 281), SIGNED)
    assert "pada tanggal 17 Maret 2025" in " ".join(read.pages[0].text.split())
    assert read.pages[0].doubtful == ("17 Maret 2025",) and lost(read, Lost.HANDWRITING) == []


@needs_tesseract
def test_a_number_between_nomor_and_tahun_is_looked_at(tmp_path):
    lines = [(200, 780, "NOMOR"), (310, 780, "TAHUN 2025")]
    read = decree(tmp_path / "keputusan.pdf", stamped("147"), (258, 777), lines)
    assert "NOMOR 147 TAHUN 2025" in " ".join(read.pages[0].text.split())


def test_a_blank_with_nothing_in_it_or_but_a_line_stays_a_blank(tmp_path):
    assert "tulisan tangan" not in decree(tmp_path / "a.pdf", None, (0, 0), SIGNED).pages[0].text
    line = Image.new("RGBA", (300, 6), (0, 0, 0, 255))
    read = decree(tmp_path / "b.pdf", line, (400, 282), SIGNED)
    assert "tulisan tangan" not in read.pages[0].text and read.losses == ()


def test_a_date_that_is_printed_is_no_blank(tmp_path):
    lines = [(320, 284, "pada tanggal 5 Januari 2025"), (320, 252, "diterima pada tanggal 6 Maret 2025")]
    read = decree(tmp_path / "keputusan.pdf", scrawl(), (330, 200), lines)
    assert lost(read, Lost.HANDWRITING) == []
