"""What comes out of PDFs: real ones, made here with reportlab."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

from indexer.errors import NoText, UnreadableDocument
from indexer.reading.formats import read

STYLES = getSampleStyleSheet()
BODY = ParagraphStyle("isi", parent=STYLES["BodyText"], fontSize=10)
SENTENCE = "Pemerintah Kabupaten Contoh meningkatkan mutu layanan digital bagi seluruh warga di setiap kecamatan dan desa. "


def printed(path: Path, lines: list[list[str]], title: str = "", leading: float = 16) -> Path:
    """A PDF with these lines on its pages, as they are."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setTitle(title)
    for page in lines:
        for n, line in enumerate(page):
            canvas.drawString(72, 780 - n * leading, line)
        canvas.showPage()
    canvas.save()
    return path


def composed(path: Path, story: list[Flowable], furniture: bool = False) -> Path:
    """A PDF set by reportlab, with a running head and page numbers when asked."""

    def decorate(canvas: Canvas, _: object) -> None:
        if furniture:
            canvas.drawString(72, 810, "Masterplan Kota Cerdas Kabupaten Contoh")
            canvas.drawCentredString(297, 30, f"- {canvas.getPageNumber()} -")

    SimpleDocTemplate(str(path), pagesize=A4).build(story, onFirstPage=decorate, onLaterPages=decorate)
    return path


def texts(path: Path) -> list[str]:
    return [page.text for page in read(path).pages]


def locked(path: Path, password: str) -> Path:
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.encrypt(user_password=password, owner_password="pemilik", algorithm="AES-256")
    writer.write(path)
    return path


# --- opening


def test_pages_are_numbered_as_a_viewer_counts_also_empty_ones(tmp_path):
    reading = read(printed(tmp_path / "a.pdf", [["Halaman pertama berisi teks."], [], ["Halaman ketiga juga."]]))
    assert [(page.number, page.text) for page in reading.pages] == [
        (1, "Halaman pertama berisi teks."),
        (2, ""),
        (3, "Halaman ketiga juga."),
    ]


def test_a_pdf_is_read_under_any_name_and_behind_a_few_stray_bytes(tmp_path):
    path = printed(tmp_path / "a.txt", [["Ini sebenarnya PDF."]])
    assert texts(path) == ["Ini sebenarnya PDF."]
    path.write_bytes(b"\r\n\r\n" + path.read_bytes())
    assert texts(path) == ["Ini sebenarnya PDF."]


def test_an_empty_password_opens_and_a_real_one_is_named(tmp_path):
    assert texts(locked(printed(tmp_path / "a.pdf", [["Terkunci tanpa sandi."]]), "")) == ["Terkunci tanpa sandi."]
    with pytest.raises(UnreadableDocument, match="kata sandi"):
        read(locked(printed(tmp_path / "b.pdf", [["Rahasia."]]), "rahasia"))


@pytest.mark.parametrize("kept", [20, 300, 700])
def test_a_truncated_pdf_is_refused_in_one_sentence(tmp_path, kept):
    path = printed(tmp_path / "a.pdf", [["Teks."]])
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(UnreadableDocument) as refused:
        read(path)
    assert str(refused.value).endswith(".")


def test_pictures_without_words_hold_no_text_and_the_way_out_is_said(tmp_path):
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(picture, "PNG")
    canvas = Canvas(str(tmp_path / "pindai.pdf"), pagesize=A4)
    for _ in range(2):
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    with pytest.raises(NoText, match="pindai"):
        read(tmp_path / "pindai.pdf")


@pytest.mark.parametrize(
    ("title", "taken"),
    [
        ("Masterplan Kota Cerdas", "Masterplan Kota Cerdas"),
        ("Microsoft Word - perda final.doc", ""),
        ("untitled", ""),
        ("RANCANGAN", ""),
        ("draft_2024_v3.pdf", ""),
    ],
)
def test_the_title_in_the_file_counts_unless_a_program_put_it_there(tmp_path, title, taken):
    assert read(printed(tmp_path / "a.pdf", [["Teks."]], title)).metadata.title == taken


def test_a_broken_page_costs_only_itself(tmp_path):
    writer = PdfWriter(
        clone_from=PdfReader(printed(tmp_path / "a.pdf", [["Halaman utuh."], ["Halaman rusak."], ["Utuh juga."]]))
    )
    writer.pages[1][NameObject("/Contents")] = NameObject("/Rusak")
    writer.write(tmp_path / "b.pdf")
    assert texts(tmp_path / "b.pdf") == ["Halaman utuh.", "", "Utuh juga."]


# --- page numbers


def labels(path: Path) -> list[str]:
    return [page.label for page in read(path).pages]


def numbered(path: Path, numbers: list[str]) -> Path:
    """A PDF whose pages carry these numbers at their feet."""
    canvas = Canvas(str(path), pagesize=A4)
    for n, number in enumerate(numbers):
        canvas.drawString(72, 500, f"Isi bagian {n} dokumen ini.")
        canvas.drawCentredString(297, 30, number)
        canvas.showPage()
    canvas.save()
    return path


def test_a_printed_page_number_is_named_where_it_differs_from_the_viewers(tmp_path):
    path = numbered(tmp_path / "a.pdf", ["i", "ii", "iii", "- 1 -", "- 2 -", "- 3 -"])
    assert labels(path) == [
        "hlm. 1 (tercetak i)",
        "hlm. 2 (tercetak ii)",
        "hlm. 3 (tercetak iii)",
        *(f"hlm. {n + 3} (tercetak {n})" for n in (1, 2, 3)),
    ]
    assert labels(numbered(tmp_path / "b.pdf", ["II-1", "II-2", "II-3"]))[0] == "hlm. 1 (tercetak II-1)"
    assert labels(numbered(tmp_path / "c.pdf", ["1", "2", "3", "4"])) == [""] * 4


def test_numbers_that_do_not_go_on_from_page_to_page_are_no_page_numbers(tmp_path):
    assert labels(numbered(tmp_path / "a.pdf", ["12", "40", "7", "2025"])) == [""] * 4
    assert labels(numbered(tmp_path / "b.pdf", ["2025", "2025", "2025"])) == [""] * 3


def test_the_labels_in_a_pdf_count_where_none_are_printed(tmp_path):
    writer = PdfWriter(clone_from=PdfReader(printed(tmp_path / "a.pdf", [["Sampul."], ["Satu."], ["Dua."]])))
    writer.set_page_label(0, 0, "/r")
    writer.set_page_label(1, 2, "/D")
    writer.write(tmp_path / "b.pdf")
    assert labels(tmp_path / "b.pdf") == ["hlm. 1 (tercetak i)", "hlm. 2 (tercetak 1)", "hlm. 3 (tercetak 2)"]


# --- running text


def test_lines_are_joined_to_paragraphs_and_clauses_begin_new_ones(tmp_path):
    page = [
        "BAB II",
        "RUANG LINGKUP DAN",
        "FUNGSI",
        "Bagian Kesatu",
        "Ruang Lingkup",
        "Pasal 2",
        "(1) Masterplan disusun dengan memperhatikan peraturan perundang-",
        "undangan dan ketentuan sebagaimana dimaksud dalam Pasal 5 ayat",
        "(2) huruf a, serta memuat:",
        "a. tata kelola cerdas; dan",
        "b. lingkungan cerdas.",
        "(2) Masterplan berlaku selama 5",
        "(lima) tahun sejak ditetapkan oleh Bupati Contoh di Kota Contoh pada",
        "tahun 2024.",
    ]
    assert texts(printed(tmp_path / "a.pdf", [page]))[0].split("\n") == [
        "# BAB II RUANG LINGKUP DAN FUNGSI",
        "",
        "## Bagian Kesatu Ruang Lingkup",
        "",
        "### Pasal 2",
        "",
        "(1) Masterplan disusun dengan memperhatikan peraturan perundang-undangan dan ketentuan sebagaimana dimaksud dalam "
        "Pasal 5 ayat (2) huruf a, serta memuat:",
        "a. tata kelola cerdas; dan",
        "b. lingkungan cerdas.",
        "(2) Masterplan berlaku selama 5 (lima) tahun sejak ditetapkan oleh Bupati Contoh di Kota Contoh pada tahun 2024.",
    ]


def test_headings_are_told_by_their_type_and_their_numbers(tmp_path):
    story = [
        Paragraph("BAB I PENDAHULUAN", STYLES["Heading1"]),
        Paragraph("1.1 Latar Belakang", STYLES["Heading2"]),
        Paragraph(SENTENCE * 6, BODY),
        Paragraph("Tujuan", STYLES["Heading2"]),
        Paragraph(SENTENCE * 6, BODY),
    ]
    lines = texts(composed(tmp_path / "a.pdf", story))[0].split("\n")
    assert [line for line in lines if line.startswith("#")] == ["# BAB I PENDAHULUAN", "## 1.1 Latar Belakang", "## Tujuan"]
    assert (SENTENCE * 6).strip() in lines


def test_words_in_running_text_are_no_headings(tmp_path):
    page = ["Ketentuan sebagaimana dimaksud dalam Pasal 24", "berlaku sejak BAB IV ini ditetapkan."]
    assert texts(printed(tmp_path / "a.pdf", [page])) == [
        "Ketentuan sebagaimana dimaksud dalam Pasal 24 berlaku sejak BAB IV ini ditetapkan."
    ]


def test_a_decree_keeps_its_annexes_and_its_points_apart_and_its_letterhead_is_no_heading(tmp_path):
    large = ParagraphStyle("besar", parent=BODY, fontSize=20, leading=24)
    points = (
        "KESATU : Membentuk tim.<br/>KEDUA : Tim bertugas<br/>a. menyusun rencana;<br/>dan<br/>b. melapor.<br/>KETIGA : Biaya."
    )
    story = [Paragraph("SEKRETARIAT DAERAH", large), Paragraph("Jalan Rusa Nomor 17", BODY), Paragraph(points, BODY)]
    for number in ("I", "II", "III"):
        story += [PageBreak(), Paragraph(f"LAMPIRAN {number}", BODY), Paragraph("Isi lampiran.", BODY)]
    first, *annexes = texts(composed(tmp_path / "a.pdf", story))
    assert "#" not in first
    assert first.split("\n")[-7:] == [
        "KESATU : Membentuk tim.",
        "",
        "KEDUA : Tim bertugas",
        "a. menyusun rencana; dan",
        "b. melapor.",
        "",
        "KETIGA : Biaya.",
    ]
    assert [page.split("\n")[0] for page in annexes] == ["LAMPIRAN I", "LAMPIRAN II", "LAMPIRAN III"]


def test_running_heads_page_numbers_and_catchwords_are_dropped_and_nothing_else(tmp_path):
    said = [
        " ".join(f"Kegiatan {n}.{m} dilaksanakan dinas di kecamatan {m}{n} bersama warga." for m in range(9))
        for n in range(1, 6)
    ]
    story = [part for paragraph in said for part in (Paragraph(paragraph, BODY), PageBreak())]
    assert texts(composed(tmp_path / "a.pdf", story, furniture=True)) == said
    pages = [["Pasal berisi ketentuan umum.", *[""] * 40, "b. lingkungan..."], ["b. lingkungan cerdas dan", "berkelanjutan."]]
    assert texts(printed(tmp_path / "b.pdf", pages)) == [
        "Pasal berisi ketentuan umum.",
        "b. lingkungan cerdas dan berkelanjutan.",
    ]


def test_a_line_repeated_in_the_middle_of_pages_is_text(tmp_path):
    pages = [[*[""] * 20, "Catatan: angka sementara.", f"Isi halaman {n}."] for n in "abcd"]
    assert all("Catatan: angka sementara." in text for text in texts(printed(tmp_path / "a.pdf", pages)))


def test_bullets_of_any_kind_are_list_items(tmp_path):
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    for n, item in enumerate(["Layanan satu pintu", "Data terbuka"]):
        canvas.drawString(72, 700 - 16 * n, "\u2022")
        canvas.drawString(90, 700 - 16 * n, item)
    canvas.save()
    assert texts(tmp_path / "a.pdf") == ["- Layanan satu pintu\n- Data terbuka"]


# --- tables

GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
MERGED = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (1, 1)), ("SPAN", (2, 0), (3, 0))]


def indicator_table(rows: int) -> Table:
    cells = [["No", "Indikator", "Target", ""], ["", "", "2025", "2026"]]
    for n in range(1, rows + 1):
        name = Paragraph(f"Persentase layanan publik nomor {n} yang sudah dapat diakses warga secara daring", BODY)
        cells.append([str(n), name, f"{60 + n},5", f"{70 + n},5"])
    return Table(cells, colWidths=[30, 200, 60, 60], style=GRID + MERGED)


def row(n: int) -> str:
    return (
        f"| {n} | Persentase layanan publik nomor {n} yang sudah dapat diakses warga secara daring | {60 + n},5 | {70 + n},5 |"
    )


def test_a_ruled_table_stands_in_its_place_once_with_merged_heads(tmp_path):
    story = [Paragraph("Tabel 2.1 Indikator Kinerja", BODY), indicator_table(2), Paragraph("Sumber: Diskominfo, 2024", BODY)]
    assert texts(composed(tmp_path / "a.pdf", story))[0].split("\n") == [
        "Tabel 2.1 Indikator Kinerja",
        "",
        "| No | Indikator | Target | Target |",
        "| No | Indikator | 2025 | 2026 |",
        "| --- | --- | --- | --- |",
        row(1),
        row(2),
        "",
        "Sumber: Diskominfo, 2024",
    ]


def test_a_table_that_goes_on_over_the_page_keeps_its_heads(tmp_path):
    pages = texts(composed(tmp_path / "a.pdf", [indicator_table(60)], furniture=True))
    assert len(pages) == 3
    assert pages[1].split("\n")[:3] == [
        "| No | Indikator | Target | Target |",
        "| No | Indikator | 2025 | 2026 |",
        "| --- | --- | --- | --- |",
    ]
    body = [line for page in pages for line in page.split("\n") if line.startswith("| ") and line[2].isdigit()]
    assert body == [row(n) for n in range(1, 61)]


def test_a_frame_around_text_is_no_table(tmp_path):
    framed = Table([[Paragraph(SENTENCE * 2, BODY)]], style=[("BOX", (0, 0), (-1, -1), 1, colors.black)])
    text = texts(composed(tmp_path / "a.pdf", [framed, Paragraph("Sesudahnya.", BODY)]))[0]
    assert "|" not in text
    assert (SENTENCE * 2).strip() in text


def test_a_table_on_a_turned_page_is_read_as_it_is_seen(tmp_path):
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.setPageRotation(90)
    canvas.translate(595, 0)
    canvas.rotate(90)
    canvas.drawString(72, 540, "Tabel melintang")
    table = Table([["Uraian", "2025"], ["SPBE", "3,4"], ["IKLH", "70,1"]], colWidths=100, style=GRID)
    table.wrapOn(canvas, 400, 400)
    table.drawOn(canvas, 72, 450)
    canvas.save()
    assert texts(tmp_path / "a.pdf")[0].split("\n") == [
        "Tabel melintang",
        "",
        "| Uraian | 2025 |",
        "| --- | --- |",
        "| SPBE | 3,4 |",
        "| IKLH | 70,1 |",
    ]


def test_a_line_longer_than_a_page_is_wide_is_no_running_head(tmp_path):
    canvas = Canvas(str(tmp_path / "panjang.pdf"), pagesize=A4)
    for number in range(4):
        canvas.setFont("Helvetica", 1.4)
        canvas.drawString(72, 780, SENTENCE * 6)
        canvas.setFont("Helvetica", 12)
        canvas.drawString(72, 764, f"Isi halaman {number}.")
        canvas.showPage()
    canvas.save()
    assert all(SENTENCE.strip() in page.text for page in read(tmp_path / "panjang.pdf").pages)


def test_lines_far_apart_are_no_paragraph_though_the_whole_page_is_set_so(tmp_path):
    fields = ["Perangkat daerah Dinas Pariwisata Kabupaten Contoh", "Penanggung jawab Rina Kusumawati", "Kapasitas (GB) 75"]
    path = printed(tmp_path / "formulir.pdf", [fields], leading=36)
    assert [block.text for block in read(path).pages[0].blocks] == fields


def test_lines_of_double_spacing_are_a_paragraph(tmp_path):
    sentence = [
        "Pemerintah Kabupaten Contoh meningkatkan mutu layanan digital bagi",
        "seluruh warga di setiap kecamatan dan desa.",
    ]
    path = printed(tmp_path / "naskah.pdf", [sentence], leading=28)
    assert [block.text for block in read(path).pages[0].blocks] == [" ".join(sentence)]
