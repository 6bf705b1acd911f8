"""Scans and photos: what is read from pictures of pages, made here from PDFs with text. They need Tesseract, which CI always has."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper import as_bytes, narrowed, photographed, pictures, scan_pdf, scanned
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from rapidfuzz import fuzz
from reportlab.lib import colors
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from indexer.errors import NeedsOcr, NoText, OverLimit, UnreadableDocument
from indexer.models import Page
from indexer.reading.pdf.reader import read_pdf
from indexer.reading.pdf.usable import is_garbage
from indexer.reading.scans import ocr
from indexer.reading.scans.grid import find_grids
from indexer.reading.scans.images import read_image
from indexer.reading.scans.mending import mended
from indexer.reading.scans.parts import recognised_parts

needs_tesseract = pytest.mark.skipif(not ocr.available() and "CI" not in os.environ, reason="Tesseract belum terpasang")

BODY = ParagraphStyle("isi", fontName="Helvetica", fontSize=11, leading=15)
SAID = (
    "Pemerintah Kabupaten Contoh meningkatkan mutu layanan digital bagi seluruh warga di setiap kecamatan dan desa dengan "
    "membangun 42 titik internet publik pada tahun 2026."
)
TARGETS = [
    ["No", "Indikator", "2025", "2026"],
    ["1", "Indeks SPBE", "3,42", "3,60"],
    ["2", "Persentase desa yang terlayani internet cepat", "78,5", "91,0"],
    ["3", "Jumlah layanan daring", "54", "80"],
]


def printed(path: Path, pages: int = 1) -> Path:
    """A PDF of A5 pages: a paragraph and a ruled table."""
    story = []
    for _ in range(pages):
        cells = [[Paragraph(cell, BODY) for cell in row] for row in TARGETS]
        ruled = Table(cells, colWidths=[30, 150, 50, 50], style=[("GRID", (0, 0), (-1, -1), 0.7, colors.black)])
        story += [Paragraph(SAID, BODY), Paragraph("<br/>Tabel 1. Target", BODY), ruled, PageBreak()]
    SimpleDocTemplate(str(path), pagesize=A5, leftMargin=50, rightMargin=50).build(story)
    return path


@pytest.fixture(scope="module")
def sheet(tmp_path_factory) -> Image.Image:
    return pictures(printed(tmp_path_factory.mktemp("kertas") / "asli.pdf"))[0]


def holds(page: Page) -> bool:
    """Whether the page has the paragraph and, row by row, the table; a wrong letter or figure may be in them."""
    rows = [line for line in page.text.split("\n") if line.startswith("|") and "---" not in line]
    expected = ["| " + " | ".join(row) + " |" for row in TARGETS]
    alike = all(
        fuzz.ratio(row, other) > 85 and row.count(" | ") == other.count(" | ")
        for row, other in zip(rows, expected, strict=False)
    )
    return len(rows) == len(expected) and alike and fuzz.partial_ratio(SAID, page.text.replace("\n", " ")) > 97


# --- PDFs


@needs_tesseract
def test_a_scanned_page_is_read_with_the_rows_of_its_table(tmp_path, sheet):
    told = []
    path = scan_pdf(tmp_path / "pindai.pdf", [scanned(sheet)])
    (page,) = read_pdf(path.read_bytes(), lambda done, total: told.append((done, total))).pages
    assert holds(page), page.text
    assert page.number == 1 and page.confidence > 0.8
    assert told == [(1, 1)]


@needs_tesseract
@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_whichever_side_is_up_the_words_are_where_a_viewer_shows_them(tmp_path, sheet, degrees):
    turned = sheet.rotate(degrees, expand=True)
    (page,) = read_pdf(scan_pdf(tmp_path / "a.pdf", [turned]).read_bytes()).pages
    assert holds(page), page.text
    left, top, right, bottom = next(word.box for word in page.words if word.text.startswith("Indikator"))
    around = (left * turned.width, top * turned.height, right * turned.width, bottom * turned.height)
    word = np.asarray(turned.crop(tuple(round(edge) for edge in around)).rotate(-degrees, expand=True))
    assert (word < 128).mean() > 0.1 and word.shape[1] > 3 * word.shape[0]


@needs_tesseract
def test_only_the_pages_without_text_are_recognised_and_an_empty_one_stays_empty(tmp_path, sheet):
    writer = PdfWriter(clone_from=PdfReader(printed(tmp_path / "teks.pdf")))
    writer.append(scan_pdf(tmp_path / "pindai.pdf", [scanned(sheet)]))
    writer.add_blank_page(420, 595)
    writer.write(tmp_path / "campuran.pdf")
    written, recognised, empty = read_pdf((tmp_path / "campuran.pdf").read_bytes()).pages
    assert holds(written) and written.confidence is None and written.words == ()
    assert holds(recognised) and recognised.confidence > 0.8
    assert (empty.text, empty.confidence) == ("", None)


@needs_tesseract
def test_two_columns_are_read_one_after_the_other(tmp_path):
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A5)
    canvas.setFont("Helvetica", 10)
    for x, column in ((30, "kiri"), (220, "kanan")):
        words = f"Kolom {column} memuat uraian program pembangunan daerah bagi warga desa dan kecamatan".split()
        for n in range(10):
            canvas.drawString(x, 500 - 15 * n, " ".join((words * 4)[4 * n : 4 * n + 4]))
    canvas.save()
    (page,) = read_pdf(scan_pdf(tmp_path / "b.pdf", pictures(tmp_path / "a.pdf")).read_bytes()).pages
    assert page.text.rindex("kiri") < page.text.index("kanan"), page.text


@needs_tesseract
def test_a_scanned_table_of_contents_is_left_out_as_a_printed_one_is(tmp_path):
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A5)
    for n, title in enumerate(["Pendahuluan", "Gambaran Umum", "Rencana Aksi", "Penutup"]):
        canvas.drawString(40, 540 - 18 * n, f"{n + 1}. {title} ".ljust(60, "."))
        canvas.drawString(370, 540 - 18 * n, str(3 * n + 1))
    for n in range(4):
        canvas.drawString(40, 400 - 18 * n, SAID[n * 50 : n * 50 + 50])
    canvas.save()
    (page,) = read_pdf(scan_pdf(tmp_path / "b.pdf", pictures(tmp_path / "a.pdf")).read_bytes()).pages
    assert "Rencana Aksi" not in page.text and "bagi seluruh warga" in page.text


@needs_tesseract
def test_a_stamp_over_the_picture_of_a_page_is_not_its_text(tmp_path, sheet):
    canvas = Canvas(str(tmp_path / "stempel.pdf"), pagesize=A5)
    canvas.drawInlineImage(scanned(sheet), 0, 0, *A5)
    canvas.drawString(30, 20, "Salinan sesuai dengan aslinya")
    canvas.save()
    (page,) = read_pdf((tmp_path / "stempel.pdf").read_bytes()).pages
    assert holds(page), page.text


@needs_tesseract
def test_text_whose_font_lost_its_letters_is_recognised_from_the_page(tmp_path):
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf", asciiReadable=False))
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A5)
    canvas.setFont("Vera", 11)
    for n, start in enumerate(range(0, len(SAID), 50)):
        canvas.drawString(40, 500 - 16 * n, SAID[start : start + 50])
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(tmp_path / "a.pdf"))
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        font.get_object().pop("/ToUnicode", None)
    writer.write(tmp_path / "rusak.pdf")
    (page,) = read_pdf((tmp_path / "rusak.pdf").read_bytes()).pages
    assert fuzz.ratio(SAID.replace(" ", ""), page.text.replace(" ", "").replace("\n", "")) > 95
    assert page.confidence is not None


@needs_tesseract
def test_parts_of_a_page_are_looked_at_as_a_picture(sheet):
    gray = np.asarray(sheet.resize((1748, 2480)))
    (page,) = read_image(as_bytes(sheet.resize((1748, 2480)), "PNG")).pages
    left, top, right, bottom = next(word.box for word in page.words if "3,42" in word.text)
    around = (left - 0.01, top - 0.005, right + 0.01, bottom + 0.005)
    part, nothing = recognised_parts(gray, [around, (0.0, 0.97, 0.3, 1.0)], figures=True)
    assert part.text == "3,42" and part.confidence > 0.5
    assert nothing.text == ""


# --- pictures


@needs_tesseract
def test_a_photo_of_a_page_is_read_through_its_shadow_and_slant(sheet):
    (page,) = read_image(as_bytes(photographed(sheet.resize((1240, 1754))), "JPEG", quality=80)).pages
    assert holds(page), page.text
    assert page.number == 1


def test_cells_of_a_column_begin_at_one_edge_however_the_photo_was_taken():
    page = Image.new("L", (1600, 1600), 255)
    draw = ImageDraw.Draw(page)
    for at in range(6):
        draw.line([(150 + at * 250, 400), (150 + at * 250, 1000)], 0, 4)
        draw.line([(150, 400 + at * 120), (1400, 400 + at * 120)], 0, 4)
    (grid,) = find_grids(np.asarray(narrowed(page))).grids
    assert len(grid.cells) == 25
    columns = [sorted(cell[0] for cell in boxes)[:5] for boxes in (grid.cells, grid.level)]
    as_seen, level = (max(lefts) - min(lefts) for lefts in columns)
    assert as_seen > 10 and level < as_seen / 2


@needs_tesseract
@pytest.mark.parametrize("kind", ["PNG", "WEBP", "BMP", "GIF"])
def test_every_kind_of_picture_is_opened(sheet, kind):
    assert "layanan digital" in read_image(as_bytes(sheet, kind)).pages[0].text


@needs_tesseract
def test_a_photo_that_its_camera_noted_as_turned_and_a_tiff_of_several_pages(sheet):
    exif = Image.Exif()
    exif[0x0112] = 6  # to be shown turned by 90 degrees clockwise
    (page,) = read_image(as_bytes(sheet.rotate(90, expand=True), "JPEG", exif=exif)).pages
    assert holds(page), page.text
    first = min((word.box for word in page.words), key=lambda box: box[1])
    assert first[1] < 0.2 and first[3] - first[1] < 0.05
    fax = read_image(as_bytes(sheet, "TIFF", save_all=True, append_images=[sheet.rotate(180)])).pages
    assert [page.number for page in fax] == [1, 2] and all(map(holds, fax))


@needs_tesseract
@pytest.mark.parametrize("size", [(1, 1), (1, 400), (2000, 3), (300, 400)])
def test_pictures_without_text_are_refused_whatever_their_size(size):
    with pytest.raises(NoText, match="pindai atau foto ulang"):
        read_image(as_bytes(Image.new("L", size, 255), "PNG"))


@needs_tesseract
def test_broken_and_huge_pictures_are_refused_in_one_sentence(sheet):
    whole = as_bytes(sheet, "PNG")
    with pytest.raises(UnreadableDocument, match="rusak"):
        read_image(whole[: len(whole) // 2])
    with pytest.raises(OverLimit, match="megapiksel"):
        read_image(as_bytes(Image.new("1", (12_000, 12_000)), "PNG"))


# --- without Tesseract


def test_without_tesseract_a_scan_waits_and_a_mixed_file_has_empty_pages(tmp_path, sheet, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not ocr.available()
    scan = scan_pdf(tmp_path / "pindai.pdf", [sheet, sheet])
    with pytest.raises(NeedsOcr, match="2 halaman.*tesseract-ocr-ind"):
        read_pdf(scan.read_bytes())
    with pytest.raises(NeedsOcr, match="tesseract-ocr-ind"):
        read_image(as_bytes(sheet, "PNG"))
    writer = PdfWriter(clone_from=PdfReader(printed(tmp_path / "teks.pdf", pages=2)))
    writer.append(scan)
    writer.write(tmp_path / "campuran.pdf")
    told = []
    pages = read_pdf((tmp_path / "campuran.pdf").read_bytes(), lambda *now: told.append(now)).pages
    assert [bool(page.text) for page in pages] == [True, True, False, False]
    assert told[-1] == (4, 4)


# --- text that is none, and what recognition gets wrong


def test_text_without_words_is_garbage_and_figures_are_not():
    assert not is_garbage(SAID * 3)
    assert not is_garbage("\n".join(f"{n} APBD 2025 Rp{n}.000.000 {n},5" for n in range(80)))
    assert not is_garbage("DPMPTSP BPKPD BKPSDM " * 10 + SAID)
    assert is_garbage("\u25a1\u25cf" * 100)


@given(st.integers(1, 25))
def test_letters_that_were_exchanged_are_garbage(step):
    letters = "abcdefghijklmnopqrstuvwxyz"
    exchanged = SAID.lower().translate(str.maketrans(letters, letters[step:] + letters[:step]))
    if not is_garbage(exchanged * 2):
        letters_seen = [char for char in exchanged if char.isalpha()]
        assert sum(char in "aiueo" for char in letters_seen) > 0.25 * len(letters_seen)  # pronounceable by chance


def test_the_joints_of_a_list_are_mended():
    assert mended(["memuat:", "a. data,", "b. peta: dan", "C. rencana.", "Sumber, lain"]) == [
        "memuat:",
        "a. data;",
        "b. peta; dan",
        "c. rencana.",
        "Sumber, lain",
    ]
    assert mended(["a. data;", "b. peta;", "Cc. sandi,", "dan", "d. rencana."])[2:] == ["c. sandi;", "dan", "d. rencana."]


@given(st.lists(st.text(max_size=30)))
def test_mending_keeps_every_line(lines):
    assert len(mended(lines)) == len(lines)
