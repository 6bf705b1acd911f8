"""What comes out of Word, Excel, PowerPoint and OpenDocument files, and of what only looks like them."""

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pptx
import pytest
from docx.enum.text import WD_BREAK
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf import opendocument, table, text
from office_files import WordFile
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from indexer.errors import IndexerError, NoText, OverLimit, UnreadableDocument
from indexer.models import Page
from indexer.reading import libreoffice
from indexer.reading.formats import read
from indexer.reading.office.rtf import check_rtf
from indexer.reading.office.sheets.number_formats import shown
from indexer.reading.page.numbering import Counter, Level, numeral
from indexer.structure.chunks import split

with_libreoffice = pytest.mark.skipif(not libreoffice.available(), reason="LibreOffice tidak terpasang")


@pytest.fixture
def word() -> WordFile:
    return WordFile()


def pages(path: Path) -> tuple[Page, ...]:
    return read(path).pages


def written(word: WordFile, tmp_path: Path) -> str:
    [page] = pages(word.save(tmp_path / "naskah.docx"))
    assert page.number is None
    return page.text


# --- Word


def test_the_numbers_that_word_computes_stand_in_the_text(word, tmp_path):
    word.add("KETENTUAN UMUM", listed=1, style="Heading 1")
    word.add(listed=2)
    word.add("Dalam Peraturan Bupati ini yang dimaksud dengan:", listed=2, level=1)
    word.add("Daerah adalah Kabupaten Sukamaju;", listed=2, level=2)
    word.add("Dinas adalah Dinas Kominfo.", listed=2, level=2)
    word.add("Ketentuan lain diatur tersendiri.", listed=2, level=1)
    word.add(listed=2)
    word.add("Masterplan memuat visi.", listed=2, level=1)
    assert [line for line in written(word, tmp_path).split("\n") if line] == [
        "# BAB I KETENTUAN UMUM",
        "### Pasal 1",
        "(1) Dalam Peraturan Bupati ini yang dimaksud dengan:",
        "a. Daerah adalah Kabupaten Sukamaju;",
        "b. Dinas adalah Dinas Kominfo.",
        "(2) Ketentuan lain diatur tersendiri.",
        "### Pasal 2",
        "(1) Masterplan memuat visi.",
    ]


def test_a_list_goes_on_after_other_text_and_another_begins_anew(word, tmp_path):
    for listed in (3, 3, None, 3, 4):
        word.add("Kegiatan", listed=listed)
    assert [line for line in written(word, tmp_path).split("\n") if line] == [
        "1. Kegiatan",
        "2. Kegiatan",
        "Kegiatan",
        "3. Kegiatan",
        "1. Kegiatan",
    ]


def test_headings_keep_their_place_above_what_they_head(word, tmp_path):
    word.add("Tata Kelola", style="Heading 1")
    word.add("Kelembagaan", style="Heading 2")
    word.add("Dewan smart city dibentuk oleh bupati.")
    [chunk] = split(pages(word.save(tmp_path / "naskah.docx")))
    assert chunk.text.startswith("## Tata Kelola\n### Kelembagaan")


def test_a_short_bold_paragraph_is_a_heading_where_bold_is_rare(word, tmp_path):
    word.add().add_run("Sasaran Pembangunan").bold = True
    word.add("Sasaran pembangunan ialah layanan yang cepat, murah, dan mudah bagi semua warga di seluruh kecamatan.")
    assert written(word, tmp_path).startswith("###### Sasaran Pembangunan\n")


def test_a_table_has_heads_and_its_merged_cells_are_marked(word, tmp_path):
    rows = [["Indikator", "Target", ""], ["", "2025", "2026"], ["SPBE", "3,10", "3,35"], ["Layanan", "60", "75"]]
    made = word.table(rows)
    made.cell(0, 1).merge(made.cell(0, 2))
    made.cell(0, 0).merge(made.cell(1, 0))
    assert written(word, tmp_path).split("\n") == [
        "| Indikator | Target | Target |",
        "| Indikator | 2025 | 2026 |",
        "| --- | --- | --- |",
        "| SPBE | 3,10 | 3,35 |",
        "| Layanan | 60 | 75 |",
    ]


def test_columns_without_lines_are_text_put_in_its_place(word, tmp_path):
    word.table([["Menimbang", ":", "a.", "bahwa data terpencar;"], ["", "", "b.", "bahwa perlu satu data;"]], style=None)
    assert written(word, tmp_path).split("\n") == ["Menimbang : a. bahwa data terpencar;", "b. bahwa perlu satu data;"]


def test_insertions_are_read_and_deletions_and_hidden_text_are_not(word, tmp_path):
    paragraph = word.add("Anggaran ")
    word.xml(paragraph, '<w:ins w:id="1" w:author="a"><w:r><w:t>Rp12 miliar</w:t></w:r></w:ins>')
    word.xml(paragraph, '<w:del w:id="2" w:author="a"><w:r><w:delText>Rp10 miliar</w:delText></w:r></w:del>')
    paragraph.add_run(" rahasia").font.hidden = True
    assert written(word, tmp_path) == "Anggaran Rp12 miliar"


def test_a_text_box_is_read_once_and_a_footnote_at_the_end_of_its_section(word, tmp_path):
    paragraph = word.add("Visi daerah")
    box = "<w:txbxContent><w:p><w:r><w:t>Kotak visi</w:t></w:r></w:p></w:txbxContent>"
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    word.xml(
        paragraph,
        f"<w:r><mc:AlternateContent {space}><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )
    word.xml(paragraph, '<w:r><w:footnoteReference w:id="7"/></w:r>')
    word.footnote("7", "BPS, 2024")
    word.add("Misi daerah.")
    assert [line for line in written(word, tmp_path).split("\n") if line] == [
        "Visi daerah",
        "Kotak visi",
        "Misi daerah.",
        "Catatan kaki: BPS, 2024",
    ]


def test_a_table_of_contents_is_left_out(word, tmp_path):
    word.document.styles.add_style("toc 1", 1)
    word.add("BAB I PENDAHULUAN\t3", style="toc 1")
    word.add("Isi naskah.")
    assert written(word, tmp_path) == "Isi naskah."


def test_page_breaks_of_the_last_layout_number_the_pages(word, tmp_path):
    word.add("Sampul")
    paragraph = word.add("Kalimat ini bermula di halaman satu ")
    word.xml(paragraph, "<w:r><w:lastRenderedPageBreak/><w:t>dan berakhir di halaman dua.</w:t></w:r>")
    broken = word.add()
    broken.add_run().add_break(WD_BREAK.PAGE)
    word.xml(word.add(), "<w:r><w:lastRenderedPageBreak/><w:t>Halaman tiga.</w:t></w:r>")
    found = pages(word.save(tmp_path / "naskah.docx"))
    assert [(page.number, page.text) for page in found] == [
        (1, "Sampul\n\nKalimat ini bermula di halaman satu"),
        (2, "dan berakhir di halaman dua."),
        (3, "Halaman tiga."),
    ]


def test_rows_of_a_table_stand_on_their_pages(word, tmp_path):
    made = word.table([["Nama", "Nilai"], ["satu", "1"], ["dua", "2"]])
    paragraph = made.cell(2, 0).paragraphs[0]
    word.xml(paragraph, "<w:r><w:lastRenderedPageBreak/></w:r>")
    paragraph._p.insert(0, paragraph._p[-1])
    assert [page.text.split("\n")[-1] for page in pages(word.save(tmp_path / "naskah.docx"))] == ["| satu | 1 |", "| dua | 2 |"]


def test_a_page_fuller_than_any_page_shows_that_breaks_are_missing(word, tmp_path):
    word.add("Kalimat panjang tentang pembangunan daerah. " * 200).add_run().add_break(WD_BREAK.PAGE)
    word.add("Akhir.")
    assert [page.number for page in pages(word.save(tmp_path / "naskah.docx"))] == [None]


def test_the_title_in_the_properties_counts_unless_a_program_wrote_it(word, tmp_path):
    word.add("Isi.")
    word.document.core_properties.title = "Masterplan Kota Cerdas"
    assert read(word.save(tmp_path / "a.docx")).metadata.title == "Masterplan Kota Cerdas"
    word.document.core_properties.title = "Microsoft Word - Document1"
    assert read(word.save(tmp_path / "b.docx")).metadata.title == ""


# --- Excel


def workbook(tmp_path: Path, rows: list[list], merged: tuple[str, ...] = (), formats: dict[str, str] | None = None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Target"
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    for place, code in (formats or {}).items():
        sheet[place].number_format = code
    book.save(tmp_path / "indikator.xlsx")
    return tmp_path / "indikator.xlsx"


def test_a_sheet_is_captions_tables_and_notes_each_line_with_its_row(tmp_path):
    rows = [
        ["TARGET KINERJA", None, None, None],
        [],
        ["No", "Indikator", "Target", None],
        [None, None, 2025, 2026],
        [1, "Indeks SPBE", 3.1, 3.35],
        [2, "Layanan daring", 0.6, 0.75],
        ["Sumber: Diskominfo"],
        [],
        ["Kegiatan", "Mulai"],
        ["Sosialisasi", datetime.date(2025, 8, 29)],
    ]
    formats = {"C5": "0.00", "D5": "0.00", "C6": "0%", "D6": "0%", "B10": "dd mmmm yyyy"}
    [page] = pages(workbook(tmp_path, rows, ("A1:D1", "A3:A4", "B3:B4", "C3:D3"), formats))
    assert (page.number, page.label) == (1, "lembar Target")
    lines = page.text.split("\n")
    assert len(lines) == len(page.rows)
    assert [(row, line) for row, line in zip(page.rows, lines, strict=True) if row] == [
        (1, "### TARGET KINERJA"),
        (3, "| No | Indikator | Target | Target |"),
        (4, "| No | Indikator | 2025 | 2026 |"),
        (5, "| 1 | Indeks SPBE | 3,10 | 3,35 |"),
        (6, "| 2 | Layanan daring | 60% | 75% |"),
        (7, "Sumber: Diskominfo"),
        (9, "| Kegiatan | Mulai |"),
        (10, "| Sosialisasi | 29 Agustus 2025 |"),
    ]


def test_hidden_sheets_are_not_read_and_an_empty_workbook_says_so(tmp_path):
    book = openpyxl.Workbook()
    book.create_sheet("Rahasia")["A1"] = "x"
    book["Rahasia"].sheet_state = "hidden"
    book.save(tmp_path / "kosong.xlsx")
    with pytest.raises(NoText, match="kosong"):
        read(tmp_path / "kosong.xlsx")


def test_a_stray_cell_in_the_last_row_costs_nothing(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "Catatan", "ekor"
    book.save(tmp_path / "ekor.xlsx")
    assert pages(tmp_path / "ekor.xlsx")[0].rows[-1] == 1048576


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1234567.891, "General", "1234567,891"),
        (1234567.891, "#,##0.00", "1.234.567,89"),
        (-1500, "#,##0;(#,##0)", "(1.500)"),
        (-0.5, "0.0", "-0,5"),
        (0, '_-"Rp"* #,##0_-;-"Rp"* #,##0_-;_-"Rp"* "-"_-;_-@_-', "Rp -"),
        (1250000, '"Rp"#,##0', "Rp1.250.000"),
        (1250000, "[$Rp-421]#,##0", "Rp1.250.000"),
        (2500000, '#,##0,,"juta"', "3juta"),
        (0.125, "0.0%", "12,5%"),
        (2.5, "0", "3"),
        (7, "000", "007"),
        (0.5, "#.##", ",5"),
        (12, "#,##0.##", "12"),
        (12345.678, "0.00E+00", "1,23E+4"),
        (True, "General", "TRUE"),
        (None, "General", ""),
        ("3,5 persen", "@", "3,5 persen"),
        (datetime.date(2025, 8, 29), "d mmmm yyyy", "29 Agustus 2025"),
        (datetime.datetime(2025, 8, 29, 13, 5), "dddd, dd/mm/yy hh:mm", "Jumat, 29/08/25 13.05"),
        (datetime.datetime(2025, 8, 29), "mm-dd-yy", "29/08/2025"),
        (datetime.datetime(2025, 8, 29), "[$-421]mmm-yy;@", "Agu-25"),
        (datetime.time(8, 30), "h:mm", "8.30"),
        (datetime.timedelta(hours=30, minutes=5), "[h]:mm", "30.05"),
    ],
)
def test_cells_look_as_excel_shows_them_in_indonesia(value, code, text):
    assert shown(value, code) == text


@given(st.floats() | st.integers(), st.text('0#?,.%;E+"\\_*@[]$-mdyhs:/ ', max_size=20))
def test_any_number_under_any_format_is_a_text(value, code):
    assert isinstance(shown(value, code), str)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_grouping_and_decimal_comma_keep_the_number(value):
    assert float(shown(value, "#,##0.00").replace(".", "").replace(",", ".")) == float(value)


# --- PowerPoint


def test_a_slide_has_title_lists_tables_charts_and_notes_in_reading_order(tmp_path):
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Program Prioritas"
    slide.placeholders[1].text = "Satu data\nLayanan daring"
    slide.placeholders[1].text_frame.paragraphs[1].level = 1
    slide.notes_slide.notes_text_frame.text = "Anggaran Rp12 miliar."
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.shapes.add_textbox(Inches(5), Inches(1), Inches(2), Inches(1)).text_frame.text = "Kanan"
    slide.shapes.add_textbox(Inches(1), Inches(1), Inches(2), Inches(1)).text_frame.text = "Kiri"
    made = slide.shapes.add_table(2, 2, Inches(1), Inches(3), Inches(4), Inches(1)).table
    for cell, said in zip(made.iter_cells(), ["Indikator", "2025", "SPBE", "3,1"], strict=True):
        cell.text = said
    figures = CategoryChartData(number_format="0.0%")
    figures.categories = ["2024"]
    figures.add_series("Kepuasan", (0.815,))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(5), Inches(4), Inches(2), figures)
    deck.save(tmp_path / "paparan.pptx")
    first, second = pages(tmp_path / "paparan.pptx")
    assert (first.number, first.label) == (1, "salindia 1")
    assert first.text.startswith("# Program Prioritas\n\n- Satu data\n  - Layanan daring\n")
    assert first.text.endswith("Catatan:\n\nAnggaran Rp12 miliar.")
    assert [line for line in second.text.split("\n") if line] == [
        "Kiri",
        "Kanan",
        "| Indikator | 2025 |",
        "| --- | --- |",
        "| SPBE | 3,1 |",
        "| Kategori | Kepuasan |",
        "| --- | --- |",
        "| 2024 | 81,5% |",
    ]


def test_a_chart_in_three_dimensions_has_its_figures_too(tmp_path):
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    figures = CategoryChartData()
    figures.categories = ["2024", "2025"]
    figures.add_series("Target", (1.5, None))
    slide.shapes.add_chart(XL_CHART_TYPE.PIE, 0, 0, Inches(4), Inches(2), figures)
    deck.save(tmp_path / "paparan.pptx")
    data = (tmp_path / "paparan.pptx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        name = next(name for name in package.namelist() if name.startswith("ppt/charts/chart"))
        chart = package.read(name).replace(b"c:pieChart", b"c:pie3DChart")
    (tmp_path / "paparan.pptx").write_bytes(repacked(data, name, chart))
    assert pages(tmp_path / "paparan.pptx")[0].text.split("\n") == [
        "| Kategori | Target |",
        "| --- | --- |",
        "| 2024 | 1,5 |",
        "| 2025 |  |",
    ]


def test_a_hidden_slide_keeps_its_number_and_says_nothing(tmp_path):
    deck = pptx.Presentation()
    for said in ("Terlihat", "Tersembunyi", "Akhir"):
        deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = said
    deck.slides[1].element.set("show", "0")
    deck.save(tmp_path / "paparan.pptx")
    assert [page.text for page in pages(tmp_path / "paparan.pptx")] == ["# Terlihat", "", "# Akhir"]


# --- OpenDocument


def test_an_opendocument_text_has_headings_lists_and_tables(tmp_path):
    document = opendocument.OpenDocumentText()
    numbered = text.ListStyle(name="L1")
    numbered.addElement(text.ListLevelStyleNumber(level="1", numformat="a", numsuffix="."))
    document.automaticstyles.addElement(numbered)
    document.text.addElement(text.H(outlinelevel=1, text="Kelembagaan"))
    document.text.addElement(text.P(text="Dewan terdiri atas:"))
    members = text.List(stylename=numbered)
    for said in ("bupati;", "sekretaris daerah."):
        item = text.ListItem()
        item.addElement(text.P(text=said))
        members.addElement(item)
    document.text.addElement(members)
    document.text.addElement(odf_table([["Tahun", "Nilai"], ["2025", "3,1"], ["2026", "3,4"]]))
    document.save(str(tmp_path / "naskah.odt"))
    [page] = pages(tmp_path / "naskah.odt")
    assert [line for line in page.text.split("\n") if line] == [
        "## Kelembagaan",
        "Dewan terdiri atas:",
        "a. bupati;",
        "b. sekretaris daerah.",
        "| Tahun | Nilai |",
        "| --- | --- |",
        "| 2025 | 3,1 |",
        "| 2026 | 3,4 |",
    ]


def test_rows_of_an_opendocument_table_stand_on_their_pages(tmp_path):
    document = opendocument.OpenDocumentText()
    made = odf_table([["Tahun", "Nilai"], ["2025", "3,1"], ["2026", "3,4"]])
    made.insertBefore(text.SoftPageBreak(), made.childNodes[-1])
    document.text.addElement(made)
    document.save(str(tmp_path / "naskah.odt"))
    assert [page.text.split("\n")[-1] for page in pages(tmp_path / "naskah.odt")] == ["| 2025 | 3,1 |", "| 2026 | 3,4 |"]


def odf_table(rows: list[list[str]]) -> table.Table:
    made = table.Table(name="Target")
    for row in rows:
        line = table.TableRow()
        for said in row:
            cell = table.TableCell()
            cell.addElement(text.P(text=said))
            line.addElement(cell)
        made.addElement(line)
    return made


def test_an_opendocument_sheet_is_a_page_and_its_endless_empty_rows_are_not_read(tmp_path):
    document = opendocument.OpenDocumentSpreadsheet()
    made = odf_table([["Tahun", "Nilai"], ["2025", "3,1"]])
    made.addElement(table.TableRow(numberrowsrepeated=1_048_000))
    document.spreadsheet.addElement(made)
    document.save(str(tmp_path / "data.ods"))
    [page] = pages(tmp_path / "data.ods")
    assert (page.number, page.label, page.text) == (
        1,
        "lembar Target",
        "## Target\n\n| Tahun | Nilai |\n| --- | --- |\n| 2025 | 3,1 |",
    )


# --- old formats, and what only looks like them


def test_a_web_table_named_xls_is_a_table(tmp_path):
    path = tmp_path / "laporan.xls"
    path.write_text("<table><tr><th>Uraian</th><th>2025</th></tr><tr><td>Belanja</td><td>2.000</td></tr></table>")
    assert pages(path)[0].text == "| Uraian | 2025 |\n| --- | --- |\n| Belanja | 2.000 |"


def test_a_web_page_named_doc_keeps_all_its_text(tmp_path):
    path = tmp_path / "laporan.doc"
    path.write_text(
        "<html><body><h1>Laporan</h1><p>Kata yang\nterbungkus.<br>Baris dua</p><ol><li>satu</li></ol></body></html>"
    )
    assert [line for line in pages(path)[0].text.split("\n") if line] == [
        "## Laporan",
        "Kata yang terbungkus.",
        "Baris dua",
        "1. satu",
    ]


def test_excels_xml_of_2003_is_a_sheet(tmp_path):
    path = tmp_path / "realisasi.xls"
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    row = '<Row><Cell><Data ss:Type="String">{}</Data></Cell><Cell><Data ss:Type="{}">{}</Data></Cell></Row>'
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="Realisasi"><Table>'
        + row.format("Uraian", "String", "Nilai")
        + row.format("Belanja", "Number", "0.5")
        + "</Table></Worksheet></Workbook>"
    )
    assert "| Belanja | 0,5 |" in pages(path)[0].text


def test_a_page_saved_as_one_file_gives_its_html(tmp_path):
    path = tmp_path / "laporan.mht"
    path.write_text(
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html; charset="utf-8"\n'
        "Content-Transfer-Encoding: quoted-printable\n\n<html><body><p>Nilai =3D 3,1</p></body></html>\n--x--\n"
    )
    assert pages(path)[0].text == "Nilai = 3,1"


@pytest.mark.parametrize("between", [";", ",", "\t"])
def test_delimited_text_is_a_table(tmp_path, between):
    path = tmp_path / "data.csv"
    path.write_text("\n".join(between.join(row) for row in [["No", "Indikator"], ["1", '"Indeks; a, b"'], ["2", "IPM"]]))
    assert pages(path)[0].text.split("\n")[2] == "| 1 | Indeks; a, b |"


def test_prose_is_no_table_however_many_semicolons_it_has(tmp_path):
    path = tmp_path / "catatan.txt"
    path.write_text("Rapat membahas tiga hal; anggaran; jadwal.\nRapat selesai; tanpa keputusan.\n" * 3 + "x" * 200_000)
    assert "|" not in pages(path)[0].text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_utf_16_with_or_without_its_mark(tmp_path, encoding):
    path = tmp_path / "catatan.txt"
    path.write_bytes("Rapat dilaksanakan di pendopo.".encode(encoding))
    assert pages(path)[0].text == "Rapat dilaksanakan di pendopo."


def test_rtf_is_read(tmp_path):
    path = tmp_path / "surat.rtf"
    path.write_bytes(rb"{\rtf1\ansi Rapat koordinasi di pendopo.\par Anggaran Rp12 miliar.\par}")
    assert "Anggaran Rp12 miliar." in pages(path)[0].text


@pytest.mark.parametrize("announced", [rb"\bin2000000000 teks}", rb"C:\\\bin99 teks}"])
def test_rtf_that_announces_more_than_it_holds_is_refused(tmp_path, announced):
    path = tmp_path / "surat.rtf"
    path.write_bytes(rb"{\rtf1\ansi " + announced)
    with pytest.raises(UnreadableDocument, match="rusak atau terpotong"):
        read(path)


def test_rtf_may_name_a_folder_that_looks_like_an_announcement():
    check_rtf(rb"{\rtf1\ansi C:\\bin2024 {\pict\bin3 abc}}")


@pytest.mark.parametrize("kind", ["ms-word.document.macroEnabled", "openxmlformats-officedocument.wordprocessingml.template"])
def test_a_template_or_a_file_with_macros_is_read_like_any_other(word, tmp_path, kind):
    word.add("Isi naskah.")
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(io.BytesIO(word.data())) as package:
        types = package.read("[Content_Types].xml")
    path = tmp_path / "naskah.docm"
    path.write_bytes(
        repacked(word.data(), "[Content_Types].xml", types.replace(plain, f"application/vnd.{kind}.main+xml".encode()))
    )
    assert pages(path)[0].text == "Isi naskah."


@with_libreoffice
def test_old_word_files_are_read_through_libreoffice(word, tmp_path):
    word.add("Ketentuan", listed=3)
    old = libreoffice.convert(word.save(tmp_path / "naskah.docx"), tmp_path, "doc")
    assert old.read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    assert [page.text for page in pages(old)] == ["1. Ketentuan"]


def test_an_office_file_with_a_password_is_named_so(tmp_path):
    path = tmp_path / "rahasia.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500))
    with pytest.raises(UnreadableDocument, match="kata sandi"):
        read(path)


# --- hostile files


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    """The package with one of its parts replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return buffer.getvalue()


def test_a_part_that_unpacks_to_too_much_is_over_the_limit(word, tmp_path):
    path = tmp_path / "bom.docx"
    path.write_bytes(repacked(word.data(), "word/document.xml", b"<a>" + b" " * 90_000_000))
    with pytest.raises(OverLimit):
        read(path)


def test_entities_are_refused(word, tmp_path):
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "' + b"c" * 1000 + b'">]><a>&b;</a>'
    path = tmp_path / "bom.docx"
    path.write_bytes(repacked(word.data(), "word/document.xml", bomb))
    with pytest.raises(UnreadableDocument):
        read(path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_word_file_is_read_or_refused_in_our_words(tmp_path, data):
    whole = data.draw(st.sampled_from([_damageable()]))
    at = data.draw(st.integers(0, len(whole) - 1))
    cut = data.draw(st.sampled_from([whole[:at], whole[:at] + b"\x00\xff" + whole[at + 2 :], whole[:at] + whole[at + 40 :]]))
    path = tmp_path / "rusak.docx"
    path.write_bytes(cut)
    try:
        assert read(path).pages
    except IndexerError as error:
        assert str(error).endswith(".")


def _damageable() -> bytes:
    word = WordFile()
    word.add("Ketentuan", listed=3)
    word.table([["a", "b"], ["1", "2"]])
    return word.data()


# --- numbering


@given(st.integers(1, 4999))
def test_roman_numbers_are_those_of_the_romans(number):
    values = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}
    letters = [values[letter] for letter in numeral(number, "lowerRoman")]
    assert sum(-a if a < b else a for a, b in zip(letters, [*letters[1:], 0], strict=True)) == number


def test_letters_double_after_z():
    assert [numeral(number, "lowerLetter") for number in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]


def test_deeper_levels_begin_anew_below_each_higher_one():
    counter = Counter({0: Level(template="%1."), 1: Level(template="%1.%2"), 2: Level("lowerLetter", "%3)", restarts=0)})
    assert [counter.next(level) for level in (0, 1, 1, 2, 0, 1, 2)] == ["1.", "1.1", "1.2", "a)", "2.", "2.1", "b)"]
