"""Tables without ruling lines: in text set with spaces, in PDFs and on scans. What is no table, or not surely one, stays text."""

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper import pictures, scanned
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate
from reportlab.platypus import Table as PrintedTable

from indexer.models import Page, Row, Table
from indexer.reading.formats import read
from indexer.reading.scans import ocr
from indexer.reading.tables.aligned.text import with_tables

needs_tesseract = pytest.mark.skipif(not ocr.available() and "CI" not in os.environ, reason="Tesseract belum terpasang")

INDICATORS = """\
Tabel 4.1 Indikator Kinerja

No   Indikator                Satuan            Kondisi    Target Kinerja
                                                Awal       2024    2025    2026
---  -----------------------  --------------    -------    ------  ------  -----
(1)  (2)                      (3)               (4)        (5)     (6)     (7)
Sasaran 1: Meningkatnya derajat kesehatan masyarakat
1    Angka Kematian Ibu       per 100.000 KH        160     148     142     135
2    Persentase warga yang    persen              40,50      45      50       -
     terlayani internet
3    Indeks SPBE              indeks               2,51    2,80    3,00    3,20
Sasaran 2: Meningkatnya tata kelola
4    Opini BPK                opini                 WTP     WTP     WTP     WTP
5    Nilai SAKIP                                             70      75      80

Sumber: Bappeda, 2024.
""".split("\n")


Found = Page | Sequence[str | Table]
"""A page, or lines with the tables among them."""


def tables(found: Found) -> list[Table]:
    if isinstance(found, Page):
        return [block.table for block in found.blocks if block.table]
    return [line for line in found if isinstance(line, Table)]


def own(rows_of: Sequence[Row]) -> list[list[str]]:
    """The texts of rows, without what is repeated from beside or above."""
    return [[cell.text for cell in row if not cell.repeats] for row in rows_of]


def rows(found: Found) -> list[list[str]]:
    return [row for table in tables(found) for row in (*own(table.heads), *own(table.body)) if row]


def below_heads(found: Found) -> list[list[str]]:
    (table,) = tables(found)
    return own(table.body)


# --- text set with spaces


def test_a_table_set_with_spaces_has_its_heads_sections_wrapped_cells_and_gaps():
    assert with_tables(INDICATORS)[:3] == ["Tabel 4.1 Indikator Kinerja", "", ""]
    assert rows(with_tables(INDICATORS)) == [
        ["No", "Indikator", "Satuan", "Kondisi Awal", "Target Kinerja"],
        ["2024", "2025", "2026"],
        ["Sasaran 1: Meningkatnya derajat kesehatan masyarakat"],
        ["1", "Angka Kematian Ibu", "per 100.000 KH", "160", "148", "142", "135"],
        ["2", "Persentase warga yang terlayani internet", "persen", "40,50", "45", "50", "-"],
        ["3", "Indeks SPBE", "indeks", "2,51", "2,80", "3,00", "3,20"],
        ["Sasaran 2: Meningkatnya tata kelola"],
        ["4", "Opini BPK", "opini", "WTP", "WTP", "WTP", "WTP"],
        ["5", "Nilai SAKIP", "", "", "70", "75", "80"],
    ]
    assert with_tables(INDICATORS)[-3:] == ["", "Sumber: Bappeda, 2024.", ""]


def test_a_text_file_keeps_its_sentences_beside_the_rows(tmp_path):
    prose = ["Pemerintah Kabupaten Contoh menetapkan target kinerja bagi", "seluruh perangkat daerah."] * 6
    path = tmp_path / "renstra.txt"
    path.write_text("\n".join([*prose, "", *INDICATORS]), encoding="utf-8")
    text = read(path).pages[0].text
    assert "target kinerja bagi seluruh perangkat daerah." in text
    assert text.count("\n| --- |") == 1  # one table
    assert "| 1 | Angka Kematian Ibu | per 100.000 KH | 160 | 148 | 142 | 135 |\n" in text


def test_the_number_of_a_row_is_part_of_its_name_where_one_head_stands_over_both():
    lines = [
        "Uraian                  2023    2024    2025",
        "1. Angka Kematian Ibu    148     142     135",
        "   per 100.000 KH",
        "2. Indeks SPBE          2,51    2,80    3,00",
        "3. Persentase warga       45      50       -",
        "Jumlah                   200",
    ]
    assert below_heads(with_tables(lines)) == [
        ["1. Angka Kematian Ibu per 100.000 KH", "148", "142", "135"],
        ["2. Indeks SPBE", "2,51", "2,80", "3,00"],
        ["3. Persentase warga", "45", "50", "-"],
        ["Jumlah", "200", "", ""],
    ]


def test_heads_at_the_left_and_figures_at_the_right_of_a_column_belong_together():
    lines = [
        "Kecamatan      2024          2025",
        "Sukamaju            1.205         998",
        "Mekarsari             877          75",
    ]
    assert rows(with_tables([*lines, "Cibodas               655         640"]))[:2] == [
        ["Kecamatan", "2024", "2025"],
        ["Sukamaju", "1.205", "998"],
    ]


def test_what_is_copied_from_a_spreadsheet_with_tabs_is_a_table():
    lines = [
        "Kegiatan\tLokasi\tAnggaran\tTahun",
        "Pengadaan\tKota\t1.000\t2024",
        "Pembangunan jaringan internet desa\tDesa\t20\t2025",
    ]
    assert rows(with_tables([*lines, "Sosialisasi\t\t500\t2026"])) == [
        ["Kegiatan", "Lokasi", "Anggaran", "Tahun"],
        ["Pengadaan", "Kota", "1.000", "2024"],
        ["Pembangunan jaringan internet desa", "Desa", "20", "2025"],
        ["Sosialisasi", "", "500", "2026"],
    ]


def test_a_table_of_texts_is_one_when_it_can_be_nothing_else():
    lines = [
        "Jabatan dalam tim     Jabatan dinas",
        "Pengarah              Bupati Contoh",
        "Ketua                 Sekretaris Daerah",
    ]
    assert below_heads(
        with_tables([*lines, "Sekretaris            Kepala Dinas Komunikasi", "                      dan Informatika"])
    ) == [
        ["Pengarah", "Bupati Contoh"],
        ["Ketua", "Sekretaris Daerah"],
        ["Sekretaris", "Kepala Dinas Komunikasi dan Informatika"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("BAB I PENDAHULUAN .......... 1\n1.1  Latar Belakang ...... 3\n1.2  Tujuan .......... 5", id="contents"),
        pytest.param("Pendahuluan        1\nGambaran Umum      5\nPenutup           12", id="contents without dots"),
        pytest.param(
            "Mengetahui,              Contoh, 12 Januari 2024\nBupati Contoh            Kepala Dinas\n\n"
            "Budi Santoso             Siti Aminah\nNIP. 19700101 199003     NIP. 19720202 199503",
            id="signatures",
        ),
        pytest.param("Nama      : Budi\nJabatan   : Kepala\nAlamat    : Jalan Raya", id="particulars"),
        pytest.param("a.   Pengumpulan data tahun 2024\nb.   Analisis data tahun 2025\nc.   Pelaporan tahun 2026", id="list"),
        pytest.param(
            "bahwa  dalam  rangka  2024  dan 2025  perlu\nmenetapkan   5   peraturan  tentang  10  hal\n"
            "yang   pada  tahun   2026  menjadi  12  pasal",
            id="justified",
        ),
        pytest.param(
            "Pemerintah daerah          layanan digital yang\nmeningkatkan mutu          dapat diakses warga\n"
            "pelayanan publik           di seluruh kecamatan",
            id="two columns of prose",
        ),
        pytest.param(
            "PEMERINTAH KABUPATEN CONTOH\nJalan Raya No. 1   Telp. (0271) 123456   Fax. (0271) 654321\nSukamaju   57101   2024",
            id="letterhead",
        ),
        pytest.param("Satu     10      20\nDua  10    20\nTiga           10  20", id="figures that stand under no one column"),
    ],
)
def test_what_is_no_table_stays_as_it_is(text):
    assert with_tables(text.split("\n")) == text.split("\n")


NAMES = st.lists(
    st.sampled_from("angka kematian warga layanan internet desa indeks rumah miskin".split()), min_size=1, max_size=7
).map(lambda words: " ".join(words).capitalize())
FIGURES = st.one_of(
    st.integers(0, 999).map(str),
    st.integers(1000, 10**8).map(lambda n: f"{n:,}".replace(",", ".")),
    st.sampled_from(["12,5", "7%", "-"]),
)


@st.composite
def printed_tables(draw) -> tuple[list[list[str]], list[str]]:
    """Rows (those with one cell are sections) and the lines that a table of them is printed as."""
    years = [str(year) for year in range(2024, 2024 + draw(st.integers(2, 5)))]
    table = [["No", "Indikator", "Satuan", *years]]
    for number in range(1, draw(st.integers(3, 8)) + 1):
        if draw(st.integers(0, 4)) == 0:
            table.append([f"Sasaran {number}: {draw(NAMES)}"])
        units = st.sampled_from(["persen", "Indeks", "per 100.000 KH"])
        table.append([str(number), draw(NAMES), draw(units), *(draw(FIGURES) for _ in years)])
    widths = [draw(st.integers(3, 6)), draw(st.integers(14, 34)), 14, *(draw(st.integers(11, 14)) for _ in years)]
    set_in = [str.ljust] * 3 + [draw(st.sampled_from([str.ljust, str.rjust, str.center]))] * len(years)
    lines = []
    for row in table:
        if len(row) == 1:
            lines.append(row[0])
            continue
        cells = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
        for n in range(max(map(len, cells))):
            parts = [
                place((cell[n : n + 1] or [""])[0], width) for cell, width, place in zip(cells, widths, set_in, strict=True)
            ]
            lines.append((" " * 3).join(parts).rstrip())
    return table, lines


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return lines


@given(printed_tables())
def test_a_table_is_read_back_as_it_was_printed(printed):
    table, lines = printed
    assert rows(with_tables(lines)) == table


WORDS = st.sampled_from(
    "Angka kematian 2024 2025 1.000 - 12,5 Sasaran 1. persen Tabel NIP n/a (1) 5 Target Rp a. 90% K".split()
)
PIECES = st.tuples(st.integers(0, 60), st.lists(WORDS, min_size=1, max_size=3).map(" ".join))


@st.composite
def ragged_lines(draw) -> list[str]:
    """Lines of pieces, most of them at the same few places."""
    stops = sorted(draw(st.sets(st.integers(0, 12), min_size=2, max_size=6)))
    lines = []
    for number in range(draw(st.integers(3, 12))):
        line = f"w{number}" if draw(st.booleans()) else ""
        for stop in stops:
            if draw(st.integers(0, 4)):
                words = draw(st.lists(WORDS, min_size=1, max_size=2))
                line = line.ljust(stop * 7 + draw(st.sampled_from([0, 0, 0, 0, 1, 2]))) + "  " + " ".join(words)
        lines.append(line)
    return lines


@given(ragged_lines())
def test_every_word_is_still_there_once(lines):
    kept = with_tables(lines)
    text = [word for line in kept if isinstance(line, str) for word in line.split()]
    cells = [word for row in rows(kept) for cell in row for word in cell.split()]
    lost = Counter(word for line in lines for word in line.split())
    lost.subtract(text + cells)
    assert not +lost or set(+lost) <= {"(1)", "5", "1.", "a."}  # rows that only number the columns
    assert not -lost


# --- PDFs and scans


def unruled(path: Path, valign: str, count: int) -> Path:
    """A PDF with a table of `count` rows that has no ruling, its names wrapped, its last row perhaps alone on a page."""
    style = ParagraphStyle("isi", fontName="Helvetica", fontSize=9, leading=11)
    table = [["No", "Indikator", "Satuan", "Target Kinerja", ""], ["", "", "", "2025", "2026"]]
    for number in range(1, count + 1):
        name = Paragraph("Persentase warga yang terlayani internet cepat" if number % 3 else "Indeks SPBE", style)
        table.append([str(number), name, "persen", f"{number},5", f"{100 * number}"])
    spans = [("SPAN", (3, 0), (4, 0)), ("ALIGN", (3, 0), (4, 0), "CENTER"), *(("SPAN", (n, 0), (n, 1)) for n in range(3))]
    look = [
        ("VALIGN", (0, 0), (-1, -1), valign),
        ("ALIGN", (3, 1), (-1, -1), "RIGHT"),
        ("FONTSIZE", (0, 0), (-1, -1), 9),
        *spans,
    ]
    story = [Paragraph("Tabel 4.1 Indikator", style), PrintedTable(table, colWidths=[30, 130, 80, 60, 60], style=look)]
    SimpleDocTemplate(str(path), pagesize=A4).build([*story, Paragraph("Sumber: Bappeda.", style)])
    return path


def expected(count: int) -> list[list[str]]:
    names = ["Indeks SPBE", "Persentase warga yang terlayani internet cepat"]
    return [[str(n), names[n % 3 > 0], "persen", f"{n},5", f"{100 * n}"] for n in range(1, count + 1)]


@pytest.mark.parametrize("valign", ["TOP", "MIDDLE", "BOTTOM"])
def test_a_table_by_its_places_in_a_pdf_goes_on_over_the_page_under_its_heads(tmp_path, valign):
    pages = read(unruled(tmp_path / "a.pdf", valign, 30)).pages
    assert len(pages) == 2
    assert rows(pages[0])[:2] == [["No", "Indikator", "Satuan", "Target Kinerja"], ["2025", "2026"]]
    assert [row for page in pages for row in rows(page) if len(row) == 5 and row[0] != "No"] == expected(30)
    heads = tables(pages[1])[0].heads[-1]
    assert [cell.text for cell in heads] == ["No", "Indikator", "Satuan", "2025", "2026"]
    assert all(cell.repeats for cell in heads)
    assert pages[0].text.startswith("Tabel 4.1 Indikator\n\n|") and pages[1].text.endswith("\n\nSumber: Bappeda.")


def test_the_last_row_of_a_table_alone_on_its_page_is_a_row_too(tmp_path):
    count = next(n for n in range(20, 40) if len(read(unruled(tmp_path / f"{n}.pdf", "TOP", n)).pages) == 2)
    last = read(tmp_path / f"{count}.pdf").pages[1]
    assert below_heads(last) == [expected(count)[-1]]


def test_figures_close_to_the_next_column_are_not_run_together(tmp_path):
    """As spreadsheets are printed: no space stands between the cells, and hardly any room."""
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.setFont("Helvetica", 9)
    for n, (number, name, first, second) in enumerate(
        [
            ("No", "Nama Indikator Kinerja", "2025", "2026"),
            ("1", "Angka Kematian", "148", "-"),
            ("2", "Indeks", "2,5", "3,0"),
            ("10", "Nilai", "70", "75"),
        ]
    ):
        y = 780 - 13 * n
        canvas.drawRightString(84, y, number)
        canvas.drawString(86, y, name)
        canvas.drawRightString(230, y, first)
        canvas.drawString(232, y, second)
    canvas.save()
    assert rows(read(tmp_path / "a.pdf").pages[0]) == [
        ["No", "Nama Indikator Kinerja", "2025", "2026"],
        ["1", "Angka Kematian", "148", "-"],
        ["2", "Indeks", "2,5", "3,0"],
        ["10", "Nilai", "70", "75"],
    ]


@needs_tesseract
def test_a_scanned_table_without_ruling_keeps_its_rows(tmp_path):
    path = tmp_path / "pindai.png"
    page = scanned(pictures(unruled(tmp_path / "a.pdf", "TOP", 8), dpi=200)[0], degrees=0.7)
    page.save(path, dpi=(200, 200))
    assert rows(read(path).pages[0]) == [
        ["No", "Indikator", "Satuan", "Target Kinerja"],
        ["2025", "2026"],
        *expected(8),
    ]
