"""What Word shows beside, above and through the running text: struck words, raised marks, running heads, boxes, tables in cells."""

import io
from pathlib import Path

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches
from office_files import WordFile
from PIL import Image, ImageDraw, ImageFont

from indexer.models import Loss, Lost
from indexer.reading import libreoffice
from indexer.reading.formats import read
from indexer.reading.scans import ocr

W = nsdecls("w")


@pytest.fixture
def word() -> WordFile:
    return WordFile()


def lines(word: WordFile, tmp_path: Path) -> list[str]:
    text = "\n".join(page.text for page in read(word.save(tmp_path / "naskah.docx")).pages)
    return [line for line in text.split("\n") if line]


# --- struck out and hidden


@pytest.mark.parametrize("mark", ["strike", "double_strike", "hidden"])
def test_struck_and_hidden_words_are_left_out(word, tmp_path, mark):
    paragraph = word.add("Target ")
    setattr(paragraph.add_run("91,5").font, mark, True)
    paragraph.add_run(" 94,8 persen.")
    assert lines(word, tmp_path) == ["Target 94,8 persen."]


def test_styles_may_strike_words_out_and_a_run_may_say_otherwise(word, tmp_path):
    struck = word.document.styles.add_style("Dicoret", WD_STYLE_TYPE.CHARACTER)
    struck.font.strike = True
    base = word.document.styles.add_style("Pasal Lama", WD_STYLE_TYPE.PARAGRAPH)
    base.font.strike = True
    derived = word.document.styles.add_style("Ayat Lama", WD_STYLE_TYPE.PARAGRAPH)
    derived.base_style = base
    paragraph = word.add("Tarif ")
    paragraph.add_run("Rp5.000", style=struck)
    paragraph.add_run(" Rp8.000")
    word.add("Ketentuan lama.", style="Ayat Lama").add_run(" Tetap berlaku.").font.strike = False
    assert lines(word, tmp_path) == ["Tarif Rp8.000", "Tetap berlaku."]


def test_of_a_struck_article_not_even_the_number_stays_and_the_next_goes_on(word, tmp_path):
    word.add("Ketentuan umum.", listed=3)
    word.add(listed=3).add_run("Ketentuan lama.").font.strike = True
    word.add("Ketentuan baru.", listed=3)
    assert lines(word, tmp_path) == ["1. Ketentuan umum.", "3. Ketentuan baru."]


def test_a_struck_row_of_a_table_is_no_row(word, tmp_path):
    made = word.table([["Uraian", "2027"], ["Sekolah", "31"], ["Guru", "12"]])
    for cell in made.rows[1].cells:
        cell.paragraphs[0].runs[0].font.strike = True
    assert lines(word, tmp_path) == ["| Uraian | 2027 |", "| --- | --- |", "| Guru | 12 |"]


# --- raised and lowered


def test_a_raised_note_mark_is_no_part_of_a_figure(word, tmp_path):
    made = word.table([["Uraian", "2025", "2026"], ["Kematian ibu", "24", "12"]])
    for column, mark in ((1, "a)"), (2, "4")):
        made.cell(1, column).paragraphs[0].add_run(mark).font.superscript = True
    paragraph = word.add("Luas 214 km")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run(" dan emisi CO")
    paragraph.add_run("2").font.subscript = True
    assert lines(word, tmp_path)[2:] == ["| Kematian ibu | 24 | 12 |", "Luas 214 km² dan emisi CO2"]


def test_a_mark_that_somebody_moved_up_is_raised_too(word, tmp_path):
    paragraph = word.add("Kematian ibu 12")
    word.xml(paragraph, '<w:r><w:rPr><w:position w:val="8"/></w:rPr><w:t>4</w:t></w:r>')
    word.xml(paragraph, '<w:r><w:rPr><w:position w:val="2"/></w:rPr><w:t>0</w:t></w:r>')
    assert lines(word, tmp_path) == ["Kematian ibu 120"]


def test_figures_of_a_formula_stay_apart(word, tmp_path):
    space = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    fraction = "<m:f><m:num><m:r><m:t>3</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f>"
    power = "<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6</m:t></m:r></m:sup></m:sSup>"
    word.add("Nilai ")._p.append(parse_xml(f"<m:oMath {space}>{fraction}</m:oMath>"))
    word.add("Nilai ")._p.append(parse_xml(f"<m:oMath {space}>{power}</m:oMath>"))
    assert lines(word, tmp_path) == ["Nilai 3/4", "Nilai 10^6"]


# --- running heads and feet


def test_running_heads_stand_below_the_title_and_its_paragraph_and_feet_at_the_end_each_line_once(word, tmp_path):
    word.document.add_section()
    first, second = word.document.sections
    first.header.paragraphs[0].text = "Nomor dokumen: SOP-12"
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "Nomor dokumen: SOP-12"
    first.different_first_page_header_footer = True
    first.first_page_header.paragraphs[0].text = "PEMERINTAH KABUPATEN CONTOH"
    first.footer.paragraphs[0].text = "Berlaku mulai 3 Maret 2027"
    for text in ("Pengaduan warga ditangani dinas.", "STANDAR OPERASIONAL"):
        word.document.element.body.insert(0, word.add(text)._p)
    word.add("Isi naskah.")
    assert lines(word, tmp_path) == [
        "STANDAR OPERASIONAL",
        "Pengaduan warga ditangani dinas.",
        "Nomor dokumen: SOP-12",
        "PEMERINTAH KABUPATEN CONTOH",
        "Isi naskah.",
        "Berlaku mulai 3 Maret 2027",
    ]


def test_heads_that_word_prints_nowhere_are_not_read(word, tmp_path):
    section = word.document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Sampul lama"
    section.different_first_page_header_footer = False
    section.even_page_header.paragraphs[0].text = "Halaman genap"
    word.add("Isi naskah.")
    assert lines(word, tmp_path) == ["Isi naskah."]


def test_a_running_head_that_the_body_says_too_is_read_there(word, tmp_path):
    word.document.sections[0].header.paragraphs[0].text = "Rencana Strategis 2025-2029"
    word.add("RENCANA STRATEGIS 2025–2029")
    assert lines(word, tmp_path) == ["RENCANA STRATEGIS 2025–2029"]


@pytest.mark.parametrize("foot", ["Halaman 3 dari 12", "- 3 -", "3", "Hal. 3/12", "Page 3 of 12", "iv"])
def test_typed_numbers_of_pages_are_no_text(word, tmp_path, foot):
    word.document.sections[0].footer.paragraphs[0].text = foot
    word.add("Isi naskah.")
    assert lines(word, tmp_path) == ["Isi naskah."] + (["iv"] if foot == "iv" else [])


def test_counted_numbers_of_pages_are_no_text_and_what_stands_beside_them_is(word, tmp_path):
    def field(instruction: str, shown: str) -> str:
        return (
            f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {instruction} </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    source = f'<w:p {W}><w:r><w:t xml:space="preserve">SOP-12 | Halaman </w:t></w:r>{field("PAGE", "3")}'
    source += f'<w:r><w:t xml:space="preserve"> dari </w:t></w:r>{field("NUMPAGES", "12")}</w:p>'
    word.document.sections[0].footer._element.append(parse_xml(source))
    word.add("Isi naskah.")
    assert lines(word, tmp_path) == ["Isi naskah.", "SOP-12"]


def test_a_table_in_a_running_head_is_labels_and_what_they_say(word, tmp_path):
    made = word.document.sections[0].header.add_table(3, 3, width=5_000_000)
    made.cell(0, 0).merge(made.cell(2, 0)).text = "SOP Pengaduan"
    for row, (label, said) in enumerate((("Nomor", "SOP-12"), ("Tanggal terbit", ": 3 Maret 2027"), ("Halaman", "1 dari 4"))):
        made.cell(row, 1).text, made.cell(row, 2).text = label, said
    word.add("Isi naskah.")
    assert lines(word, tmp_path) == ["Isi naskah.", "SOP Pengaduan", "Nomor: SOP-12", "Tanggal terbit : 3 Maret 2027"]


# --- tables in cells, boxes


def test_a_table_within_a_cell_is_a_table_under_the_row_it_stands_in(word, tmp_path):
    outer = word.table([["Tahap", "Rincian"], ["Verifikasi", ""], ["Tindak lanjut", "7 hari"]])
    inner = outer.cell(1, 1).add_table(3, 2)
    inner.style = "Table Grid"
    for row, texts in zip(inner.rows, [["Jenis", "Waktu"], ["Jalan rusak", "3 hari"], ["Lampu mati", "2 hari"]], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    assert lines(word, tmp_path) == [
        "| Tahap | Rincian |",
        "| --- | --- |",
        "| Verifikasi |  |",
        "| Tindak lanjut | 7 hari |",
        "| Jenis | Waktu |",
        "| --- | --- |",
        "| Verifikasi |  |",
        "| Jalan rusak | 3 hari |",
        "| Lampu mati | 2 hari |",
    ]


def test_a_table_within_a_box_around_it_stands_in_its_place(word, tmp_path):
    outer = word.table([["Ketentuan"]])
    inner = outer.cell(0, 0).add_table(2, 2)
    inner.style = "Table Grid"
    for cell, text in zip(inner._cells, ["Jenis", "Tarif", "Sampah", "Rp8.000"], strict=True):
        cell.text = text
    assert lines(word, tmp_path) == ["Ketentuan", "| Jenis | Tarif |", "| --- | --- |", "| Sampah | Rp8.000 |"]


BOX = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"


@pytest.mark.parametrize("around", ["<w:pict>{}</w:pict>", "<w:drawing><w:inline>{}</w:inline></w:drawing>"])
def test_a_text_box_in_a_cell_is_read_once_and_is_no_value_of_its_row(word, tmp_path, around):
    made = word.table([["Uraian", "Nilai"], ["Denda", "250"]])
    word.xml(made.cell(1, 1).paragraphs[0], f"<w:r>{around.format(BOX.format('Per hari.'))}</w:r>")
    assert lines(word, tmp_path)[2:] == ["| Denda | 250 |", "Per hari."]


def test_boxes_of_a_group_are_each_read_once(word, tmp_path):
    inner = BOX.format("Dalam")
    outer = BOX.format("Luar").replace("</w:p>", f"<w:r><w:pict>{inner}</w:pict></w:r></w:p>")
    word.xml(word.add("Bagan"), f"<w:r><w:pict><w:group>{outer}{BOX.format('Samping')}</w:group></w:pict></w:r>")
    assert lines(word, tmp_path) == ["Bagan", "Luar", "Dalam", "Samping"]


# --- pictures of pages, embedded files


def page_of(lines_of_page: list[str]) -> io.BytesIO:
    """A picture of a page with these lines."""
    picture = Image.new("L", (1240, 1754), 255)
    font = ImageFont.load_default(size=36)
    for n, line in enumerate(lines_of_page):
        ImageDraw.Draw(picture).text((120, 150 + 70 * n), line, fill=0, font=font)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    buffer.seek(0)
    return buffer


DECREE = ["Keputusan Kepala Dinas", "Pendampingan dilaksanakan selama 45 hari kerja.", "Biaya dibebankan pada APBD tahun 2026."]


@pytest.mark.skipif(not ocr.available(), reason="Tesseract tidak terpasang")
@pytest.mark.skipif(libreoffice.available(), reason="LibreOffice membaca halamannya sendiri")
@pytest.mark.parametrize("cover", ["", "Lampiran keputusan."])
def test_pictures_of_pages_are_recognised_where_there_is_little_text(word, tmp_path, cover):
    word.add(cover)
    word.document.add_picture(page_of(DECREE), width=Inches(6.5))
    word.document.add_picture(page_of(["Disalin sesuai aslinya oleh sekretariat daerah."]), width=Inches(6.5))
    found = read(word.save(tmp_path / "naskah.docx"))
    assert [(page.number, page.label) for page in found.pages] == [(1, "gambar 1"), (2, "gambar 2")]
    assert found.pages[0].text.startswith(cover)
    assert "45 hari kerja" in found.pages[0].text
    assert found.pages[0].confidence is not None
    assert not found.losses


def test_pictures_of_pages_beside_much_text_are_counted_and_small_ones_are_not(word, tmp_path):
    word.add("Kalimat tentang pembangunan daerah. " * 60)
    word.document.add_picture(page_of(DECREE), width=Inches(6.5))
    word.document.add_picture(page_of(DECREE), width=Inches(1))
    assert read(word.save(tmp_path / "naskah.docx")).losses == (Loss(Lost.PICTURES, 1),)


def test_embedded_files_are_counted_and_formulas_of_old_word_are_not(word, tmp_path):
    word.add("Isi naskah.")
    package = word.document.part.package
    for n, program in enumerate(("Excel.Sheet.12", "Equation.3"), 1):
        part = Part(PackURI(f"/word/embeddings/rincian{n}.xlsx"), "application/octet-stream", b"isi", package)
        relation = word.document.part.relate_to(part, RELATIONSHIP_TYPE.PACKAGE)
        space = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
        element = parse_xml(
            f'<w:object {nsdecls("w", "r")}><o:OLEObject {space} ProgID="{program}" r:id="{relation}"/></w:object>'
        )
        word.add().add_run()._r.append(element)
    assert read(word.save(tmp_path / "naskah.docx")).losses == (Loss(Lost.ATTACHMENTS, 1, parts=("rincian1.xlsx",)),)
