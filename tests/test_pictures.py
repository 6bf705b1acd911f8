"""Pages as pictures: where the words of a quote stand on them, and how a page comes from each kind of file."""

import io
import random
from dataclasses import replace

import pytest
from docx import Document as Docx
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from PIL import Image, ImageChops
from pptx import Presentation
from pypdf import PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from bot.answering.citations import UNSURE, place_of
from bot.models import ShownTable
from bot.pictures.canvas import TALLEST
from bot.pictures.cited_pages import Pictures
from bot.pictures.drawn import draw
from bot.pictures.marks import Printed, find
from bot.pictures.sheet import Sheet
from bot.pictures.tables import drawn_table
from bot.pictures.upright import upright
from indexer.models import Metadata, Page, Word
from indexer.reading import libreoffice

words_of_a_page = st.lists(st.text("abcdefgh", min_size=2, max_size=9), min_size=12, max_size=80, unique=True)


def printed(lines: list[str]) -> Printed:
    """Words in lines of the same height, each letter a hundredth of the page wide."""
    words = []
    for row, line in enumerate(lines):
        x = 0
        for text in line.split(" "):
            words.append(Word(text, (x / 100, row / 40, (x + len(text)) / 100, (row + 0.8) / 40)))
            x += len(text) + 1
    return Printed(words)


def test_a_quote_is_found_across_lines_and_divided_words():
    page = printed(["Target indeks pemba-", "ngunan adalah 3,45.", "Lain."])
    assert find("indeks pembangunan adalah 3,45", page) == (
        (0.07, 0, 0.2, 0.02),
        (0, 1 / 40, 0.19, 1.8 / 40),
    )


def test_cells_of_a_row_are_found_beside_each_other_and_not_in_the_rows_around():
    page = printed(["1 Nilai SAKIP 65 70", "2 Indeks SPBE 65 70", "3 Opini BPK 65 70"])
    boxes = find("2 | Indeks SPBE | 65 | 70", page)
    assert boxes and {box[1] for box in boxes} == {1 / 40}


def test_a_quote_that_is_not_there_is_not_marked():
    assert find("anggaran tahun depan", printed(["Target indeks SPBE adalah 3,45."])) == ()


@given(words_of_a_page, st.randoms(use_true_random=False))
def test_the_words_of_a_quote_are_marked_however_they_were_printed(words, chance: random.Random):
    """Words divided at a line's end, and one of the page that the quote lacks."""
    start = chance.randrange(len(words) - 8)
    quote = words[start : start + 8]
    shown = [word if chance.random() < 0.7 else f"{word[:1]}- {word[1:]}" for word in words]
    page = printed([" ".join(shown[at : at + 6]) for at in range(0, len(shown), 6)])
    boxes = find(" ".join(quote), page)
    middle = [((word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2) for word in page.words]
    inside = [any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes) for x, y in middle]
    marked = "".join(word.text for word, there in zip(page.words, inside, strict=True) if there).replace("-", "")
    assert "".join(quote) in marked


def test_a_drawn_page_shows_the_surroundings_of_its_quote():
    page = Page(None, "\n".join(f"Baris nomor {number} dari naskah." for number in range(5000)))
    sheet = draw(page, "Baris nomor 4321 dari naskah.")
    assert find("Baris nomor 4321 dari naskah.", Printed(sheet.words))
    assert sum(sheet.image.size) < 5000


def test_a_row_is_drawn_under_the_heads_of_its_table():
    rows = [f"| {number} | Program {number} dinas | {number}0 |" for number in range(1, 400)]
    page = Page(1, "\n".join(["| No | Uraian | Target |", "| --- | --- | --- |", *rows]))
    for row in (5, 12, 15, 17, 18, 19, 20, 21, 22, 23, 300):
        words = [word.text for word in draw(page, f"Program {row} dinas").words]
        assert [words.count(head) for head in ("No", "Uraian", "Target")] == [1, 1, 1]


def test_a_table_is_drawn_beneath_its_headings_with_merged_cells_as_one():
    heads = "| No | Target | Target |\n| No | 2025 | 2026 |\n| --- | --- | --- |\n"
    rows = "\n".join(f"| {number} | {number},5 | {number},7 |" for number in range(1, 99))
    page = Page(1, f"## IKU\n\n### Bone\n\n{heads}{rows}")
    words = [word.text for word in draw(page, "90 | 90,5 | 90,7").words]
    assert words[:6] == ["IKU", "Bone", "No", "Target", "2025", "2026"]


def test_words_are_not_broken_where_their_column_can_be_wider():
    row = "Pembangunan menara BTS desa | 12/03/2025 | 30/09/2025 | 81,25% | 3 lokasi menunggu pembebasan lahan"
    page = Page(1, f"| Kegiatan | Tanggal Mulai | Tanggal Selesai | Realisasi Keuangan | Keterangan |\n| --- |\n| {row} |")
    assert {word.text for word in draw(page).words} >= set(row.replace("|", "").split())


def test_a_page_that_is_cut_says_so_beneath_the_headings_above():
    page = Page(None, "# BAB I\n\n## A. Umum\n\n# BAB II\n\n" + "Isi.\n" * 200 + "Target 3,45.")
    words = [word.text for word in draw(page, "Target 3,45.").words]
    assert words[:4] == ["BAB", "II", "…", "Isi."]


def test_a_sign_between_marked_words_is_marked_too():
    assert find("Stunting | % | 21,3", printed(["Stunting % 21,3"])) == ((0, 0, 0.15, 0.02),)


@given(st.text(max_size=400), st.text(max_size=60))
def test_any_text_can_be_drawn(text, quote):
    assert draw(Page(None, text), quote).image.size


@pytest.mark.parametrize(
    "sign", ["\x85", "\x1c", "\r", "\t", "\x0b", "\u2028", "\u2029", "\x00", "\x1b", "\x7f", "\x9f", "\ud800"]
)
@pytest.mark.parametrize("line", ["Kepala{}Dinas", "| Jabatan{}lama | Kepala{}Dinas |", "# Kepala{}Dinas"])
def test_signs_that_cannot_be_drawn_are_left_out(sign, line):
    text = line.replace("{}", sign)
    words = [word.text for word in draw(Page(None, text), text).words]
    assert words[-1] in ("Dinas", "KepalaDinas")
    assert sign not in "".join(words)


def test_a_place_is_named_as_people_name_it():
    assert place_of(Page(12, "isi"), "isi") == "hlm. 12"
    assert place_of(Page(None, "isi"), "isi") == ""
    assert place_of(Page(12, "isi", label="hlm. 12 (tercetak iv)"), "isi") == "hlm. 12 (tercetak iv)"
    sheet = Page(2, "| a | b |\n| --- | --- |\n| SPBE | 3,45 |", label="lembar Target", rows=(4, 0, 12))
    assert place_of(sheet, "SPBE | 3,45") == "lembar Target, baris 12"
    assert place_of(Page(3, "isi", confidence=0.5), "isi") == "hlm. 3" + UNSURE


def added(library, path, title="Renstra Contoh") -> int:
    report = library.add(path, Metadata(title=title, region="Kabupaten Contoh"))
    assert report.error is None
    return report.document


def test_a_turned_page_is_marked_where_its_words_are(library, tmp_path):
    path = tmp_path / "corpus" / "putar.pdf"
    sheet = canvas.Canvas(str(path), pagesize=A4)
    sheet.drawString(72, 700, "Target indeks SPBE Kabupaten Contoh adalah 3,45 pada tahun 2026.")
    sheet.save()
    turned = PdfWriter(clone_from=path)
    turned.pages[0].rotate(90)
    turned.write(path)
    pictures = Pictures(library, tmp_path / "gambar")
    picture = pictures.page(added(library, path), 1, ["indeks SPBE Kabupaten Contoh adalah 3,45"])
    assert picture.marked and (picture.number, picture.pages) == (1, 1)
    image = Image.open(io.BytesIO(picture.png)).convert("RGB")
    assert image.width > image.height
    marked = ImageChops.subtract(image.getchannel("R"), image.getchannel("B")).getbbox()
    written = Image.eval(image.getchannel("R"), lambda value: 255 * (value < 128)).getbbox()
    assert marked and marked[1] > written[1] and marked[3] < written[3], "a part of the line that runs downwards"


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_that_lies_on_its_side_is_shown_upright_with_its_words_in_their_places(turns):
    words, image = [], Image.new("RGB", (2000, 1000), "white")
    for row in range(4):
        for column in range(3):
            left, top = 0.1 + 0.3 * column, 0.1 + 0.2 * row
            words.append(Word(f"kecamatan{row}{column}", (left, top, left + 0.2, top + 0.04)))
    assert upright(Sheet(image, (), 1), words) == (Sheet(image, (), 1), tuple(words)), "as it is"

    image.putpixel((0, 0), (0, 0, 0))
    lying = image.rotate(90 * turns, expand=True)
    laid = words
    for _ in range(turns):  # against the clock: what was to the right is above
        laid = [Word(word.text, _above(*word.box)) for word in laid]
    sheet, found = upright(Sheet(lying, (), 1), laid)
    assert sheet.image.size == (2000, 1000) and sheet.image.getpixel((0, 0)) == (0, 0, 0)
    for word, expected in zip(found, words, strict=True):
        assert word.text == expected.text and word.box == pytest.approx(expected.box)


def _above(left, top, right, bottom):
    return top, 1 - right, bottom, 1 - left


def test_a_page_of_few_words_stays_as_it_is():
    image = Image.new("RGB", (1000, 1000), "white")
    high = [Word("kecamatan", (0.1, 0.1, 0.12, 0.4)), Word("kelurahan", (0.2, 0.1, 0.22, 0.4))]
    assert upright(Sheet(image, (), 1), high)[0].image is image


def test_what_was_typed_into_a_form_is_drawn(library, tmp_path):
    path = tmp_path / "corpus" / "formulir.pdf"
    sheet = canvas.Canvas(str(path), pagesize=A4)
    sheet.drawString(72, 700, "Kapasitas penyimpanan yang diminta untuk situs web:")
    sheet.acroForm.textfield(name="kapasitas", x=72, y=400, width=300, height=40, value="75 GB", fontSize=24, borderWidth=0)
    sheet.save()
    picture = Pictures(library, tmp_path / "gambar").page(added(library, path), 1)
    image = Image.open(io.BytesIO(picture.png)).convert("L")
    field = image.crop((0, image.height // 3, image.width, image.height))
    assert field.getextrema()[0] < 60, "letters in the lower part of the page"


def test_a_page_is_rendered_once(library, tmp_path):
    path = tmp_path / "corpus" / "satu.pdf"
    sheet = canvas.Canvas(str(path))
    sheet.drawString(72, 700, "Target indeks SPBE adalah 3,45.")
    sheet.save()
    pictures, document = Pictures(library, tmp_path / "gambar"), added(library, path)
    first = pictures.page(document, 1)
    (kept,) = (tmp_path / "gambar").iterdir()
    inode = kept.stat().st_ino
    assert pictures.page(document, 1) == first and kept.stat().st_ino == inode


def test_a_file_that_changed_since_it_was_quoted_is_drawn_from_what_was_read(library, tmp_path):
    path = tmp_path / "corpus" / "satu.pdf"
    sheet = canvas.Canvas(str(path))
    sheet.drawString(72, 700, "Target indeks SPBE adalah 3,45.")
    sheet.save()
    document = added(library, path)
    path.write_bytes(path.read_bytes() + b"\n")
    assert Pictures(library, tmp_path / "gambar").page(document, 1, ["indeks SPBE adalah 3,45"]).marked


def deck(path, hidden: int = 0):
    """Three slides."""
    slides = Presentation()
    for number, words in enumerate(("Pembukaan", "Titik wifi publik 180 pada 2026", "Penutup"), 1):
        slide = slides.slides.add_slide(slides.slide_layouts[5])
        slide.shapes.title.text = words
        if number == hidden:
            slide.element.set("show", "0")
    slides.save(path)
    return path


def test_pages_are_turned_by_the_names_their_format_gives_them(library, tmp_path):
    path, book = tmp_path / "corpus" / "iku.xlsx", Workbook()
    for name in ("Target", "Realisasi"):
        sheet = book.create_sheet(name)
        sheet.append(["Indikator", "Nilai"])
        sheet.append(["Indeks SPBE", "3,45"])
    del book["Sheet"]
    book.save(path)
    pictures = Pictures(library, tmp_path / "gambar")
    shown = pictures.page(added(library, path, "IKU"), 1, ["Indeks SPBE | 3,45"], "Target › Triwulan I")
    assert (shown.caption, shown.beside) == ("IKU, lembar Target, baris 2", ("", "lembar Realisasi"))
    assert shown.reference == "IKU Kabupaten Contoh, Triwulan I, lembar Target, baris 2"
    slides = deck(tmp_path / "corpus" / "paparan.pptx")
    document = added(library, slides, "Paparan")
    slides.unlink()
    shown = pictures.page(document, 2, ["Titik wifi publik 180"])
    assert (shown.caption, shown.beside) == ("Paparan, salindia 2", ("salindia 1", "salindia 3"))


@pytest.mark.skipif(not libreoffice.available(), reason="LibreOffice belum terpasang")
def test_after_a_hidden_slide_only_the_quoted_one_is_named(library, tmp_path):
    document = added(library, deck(tmp_path / "corpus" / "paparan.pptx", hidden=1), "Paparan")
    pictures = Pictures(library, tmp_path / "gambar")
    shown = pictures.page(document, 2, ["Titik wifi publik 180"])
    assert (shown.number, shown.pages, shown.caption, shown.beside) == (1, 2, "Paparan, salindia 2", ("", ""))
    assert pictures.page(document, 2, turned=True).caption == "Paparan"


@pytest.mark.skipif(not libreoffice.available(), reason="LibreOffice belum terpasang")
def test_a_text_document_is_shown_as_libreoffice_pages_it(library, tmp_path):
    path, text = tmp_path / "corpus" / "renstra.docx", Docx()
    text.add_paragraph("Pendahuluan dokumen ini memuat arah pembangunan.")
    text.add_page_break()
    text.add_paragraph("Target indeks SPBE Kabupaten Contoh adalah 3,45.")
    text.save(path)
    pictures, document = Pictures(library, tmp_path / "gambar"), added(library, path)
    number = library.pages(document)[0].number
    picture = pictures.page(document, number, ["Target indeks SPBE Kabupaten Contoh adalah 3,45."])
    assert picture.marked and (picture.number, picture.pages, picture.beside) == (2, 2, ("hlm. 1", ""))


def test_a_table_is_drawn_whole_in_as_many_pictures_as_it_takes():
    table = ShownTable(("Dimensi", "2025", "2026"), (("Tata kelola", "34 wali data | ditunjuk", "25 layanan"),) * 12)
    (picture,) = drawn_table(table)
    with Image.open(io.BytesIO(picture)) as image:
        assert image.width == 900 and image.height < TALLEST
    pictures = list(drawn_table(replace(table, rows=table.rows * 20)))
    heights = []
    for picture in pictures:
        with Image.open(io.BytesIO(picture)) as image:
            heights.append(image.height)
    assert len(pictures) > 1 and max(heights) <= TALLEST
