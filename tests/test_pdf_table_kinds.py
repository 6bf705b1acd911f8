"""Kinds of printed tables that programs lay out in their own way: each value keeps its heads, and what is apart stays apart."""

from collections.abc import Callable
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from indexer.models import Table
from indexer.reading.pdf.reader import read_pdf

HEIGHT = A4[1]
EDGES = [50, 75, 255, 310, 385, 460]
HEADS = ["No", "Program / Indikator", "Satuan", "Target", "Realisasi"]
TALL = 14


class Sheet:
    """A page to draw on; places are points from its top left."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def write(self, x: float, y: float, text: str, bold: bool = False, size: float = 9) -> None:
        self._canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        self._canvas.drawString(x, HEIGHT - y, text)

    def rule(self, left: float, top: float, right: float, bottom: float, thick: float = 0.5) -> None:
        self._canvas.setLineWidth(thick)
        self._canvas.line(left, HEIGHT - top, right, HEIGHT - bottom)

    def fill(self, left: float, top: float, right: float, bottom: float) -> None:
        self._canvas.setFillColor(colors.lightgrey)
        self._canvas.rect(left, HEIGHT - bottom, right - left, bottom - top, stroke=0, fill=1)
        self._canvas.setFillColor(colors.black)

    def coloured_heads(self, top: float, edges: list[float] = EDGES, heads: list[str] = HEADS) -> None:
        for n, head in enumerate(heads):
            self.fill(edges[n], top, edges[n + 1], top + 12)
            self.write(edges[n] + 4, top + 9, head, bold=True)

    def row(self, y: float, texts: list[str], edges: list[float] = EDGES) -> None:
        for n, text in enumerate(texts):
            if text:
                self.write(edges[n] + 4, y, text)

    def boxes(self, top: float, rows: list[list[str]], edges: list[float] = EDGES, bold_first: bool = False) -> None:
        """Rows with all their rules."""
        for n, texts in enumerate(rows):
            for column, text in enumerate(texts):
                self.write(edges[column] + 4, top + n * TALL + 10, text, bold=bold_first and n == 0)
        bottom = top + len(rows) * TALL
        for n in range(len(rows) + 1):
            self.rule(edges[0], top + n * TALL, edges[-1], top + n * TALL)
        for edge in edges:
            self.rule(edge, top, edge, bottom)


def pages(path: Path, *drawn: Callable[[Sheet], None]) -> list[list[Table]]:
    """The tables on each of the pages that these functions draw."""
    canvas = Canvas(str(path), pagesize=A4)
    for draw in drawn:
        draw(Sheet(canvas))
        canvas.showPage()
    canvas.save()
    return [[block.table for block in page.blocks if block.table] for page in read_pdf(path.read_bytes()).pages]


def heads(table: Table) -> list[str]:
    return [cell.text for cell in table.heads[-1]] if table.heads else []


def body(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.body]


def named(table: Table, name: str) -> list[str]:
    """The cells after the name of the row whose name ends so."""
    [found] = [row for row in body(table) if row[1].endswith(name)]
    return found[2:]


def test_titles_of_sections_may_run_over_the_columns_below_coloured_heads(tmp_path):
    def draw(page: Sheet) -> None:
        page.write(50, 100, "Capaian Program Rekaan", bold=True)
        page.coloured_heads(110)
        page.write(54, 132, "I")
        page.write(79, 132, "Program Peningkatan Iklim Usaha dan Kerja Sama Antardaerah Rekaan", bold=True)
        page.row(143, ["", "Nilai kerja sama", "Juta", "2.400.500", "2.450.200"])
        page.row(154, ["", "Anggaran", "Rp", "148.046.500", "129.471.000"])
        page.write(54, 165, "II")
        page.write(79, 165, "Program Pelayanan", bold=True)
        page.row(176, ["", "Izin selesai", "Persen", "75", "82"])
        page.row(187, ["", "Anggaran layanan", "Rp", "163.447.000", "157.839.000"])

    [[found]] = pages(tmp_path / "a.pdf", draw)
    assert heads(found) == HEADS
    assert named(found, "kerja sama") == ["Juta", "2.400.500", "2.450.200"]
    assert named(found, "Izin selesai") == ["Persen", "75", "82"]
    assert named(found, "Anggaran layanan") == ["Rp", "163.447.000", "157.839.000"]


def test_words_set_wide_in_their_cell_stay_in_it(tmp_path):
    def draw(page: Sheet) -> None:
        page.coloured_heads(110)
        for n, (name, target, result) in enumerate([("layanan", "75", "82"), ("aduan", "15", "16"), ("usulan", "40", "44")]):
            y = 132 + n * 22
            for x, word in zip([79, 140, 190, 225], ["Persentase", name, "yang", "tuntas"], strict=True):
                page.write(x, y, word)
            page.row(y, [f"{n + 1}", "", "Persen", target, result])
            page.write(79, y + 11, "sesuai waktunya")

    [[found]] = pages(tmp_path / "a.pdf", draw)
    assert body(found)[1] == ["2", "Persentase aduan yang tuntas sesuai waktunya", "Persen", "15", "16"]


def test_a_row_with_a_few_dots_for_its_figures_ends_no_table(tmp_path):
    def draw(page: Sheet) -> None:
        page.coloured_heads(110)
        page.row(132, ["1", "Warga dilatih", "Orang", "50", "48"])
        page.row(143, ["2", "Konflik ditangani", "Persen", "5", "...."])
        page.row(154, ["3", "Anggaran", "Rp", "2.220.933.000", "1.757.120.500"])

    [[found]] = pages(tmp_path / "a.pdf", draw)
    assert named(found, "Konflik ditangani") == ["Persen", "5", "...."]
    assert named(found, "Anggaran") == ["Rp", "2.220.933.000", "1.757.120.500"]


def test_a_row_with_a_unit_and_no_figure_takes_none_of_the_next(tmp_path):
    def draw(page: Sheet) -> None:
        page.coloured_heads(110)
        page.row(132, ["1", "Persentase aduan ditangani", "%", "80", "100"])
        page.row(143, ["", "Persentase pengaduan ditindaklanjuti", "%", "", ""])
        page.row(154, ["", "Persentase aparatur terlatih", "%", "70", "97"])

    [[found]] = pages(tmp_path / "a.pdf", draw)
    assert named(found, "ditindaklanjuti") == ["%", "", ""]
    assert named(found, "terlatih") == ["%", "70", "97"]


def test_a_table_beside_a_chart_in_one_frame_is_read_by_its_own_heads(tmp_path):
    edges = [54, 80, 180, 240]

    def draw(page: Sheet) -> None:
        page.coloured_heads(100, edges, ["No", "Pekerjaan", "Jumlah"])
        for n, (name, count) in enumerate([("Tani", "6.136"), ("Industri", "1.378"), ("Dagang", "1.410"), ("Guru", "181")]):
            page.row(122 + n * 11, [f"{n + 1}", name, count], edges)
        for y, text in [(125, "Tani; 67%"), (140, "Industri; 15%"), (150, "Dagang; 16%"), (163, "Guru; 2%")]:
            page.write(300, y, text)
        for y in (99, 190):
            page.rule(50, y, 450, y)
        for x in (50, 260, 450):
            page.rule(x, 99, x, 190)

    [[found]] = pages(tmp_path / "a.pdf", draw)
    assert heads(found) == ["No", "Pekerjaan", "Jumlah"]
    assert body(found)[0] == ["1", "Tani", "6.136"]
    assert len(found.body) == 4


def test_a_thick_stepped_line_drawn_over_a_matrix_parts_no_row(tmp_path):
    rows = [["Kemungkinan", "Kecil", "Sedang", "Besar"], ["Sering", "6", "12", "16"], ["Jarang", "4", "10", "14"]]
    edges = [50, 150, 220, 290, 360]

    def draw(page: Sheet) -> None:
        for n, texts in enumerate(rows):
            for column, text in enumerate(texts):
                page.write(edges[column] + 4, 110 + n * 30, text)
        for y in (98, 128, 188):
            page.rule(50, y, 360, y)
        page.rule(50, 158, 150, 158)
        page.rule(220, 158, 360, 158)
        page.rule(150, 162.5, 220, 162.5, thick=3)
        for edge in edges:
            page.rule(edge, 98, edge, 188)

    [[found]] = pages(tmp_path / "a.pdf", draw)
    assert [heads(found), *body(found)] == rows


LONG = [[f"{n}", f"Kegiatan {n}", "Unit", f"{n}00", f"{n}50"] for n in range(1, 45)]


def first_page(page: Sheet) -> None:
    page.boxes(100, [HEADS, *LONG], bold_first=True)


def test_rows_without_heads_at_the_top_of_the_next_page_have_those_of_the_page_before(tmp_path):
    first, second = pages(tmp_path / "a.pdf", first_page, lambda page: page.boxes(100, LONG[:5]))
    assert heads(first[0]) == heads(second[0]) == HEADS


def test_a_caption_parts_a_new_table_from_that_of_the_page_before(tmp_path):
    own = ["Kode", "Nama Jalan", "Kelas", "Panjang", "Lebar"]

    def draw(page: Sheet) -> None:
        page.write(50, 95, "Tabel 2 Jalan Rekaan")
        page.boxes(100, [own, ["A1", "Jalan Mawar", "II", "400", "6"], ["A2", "Jalan Melati", "III", "300", "5"]])

    _, second = pages(tmp_path / "a.pdf", first_page, draw)
    assert heads(second[0]) == own


def test_other_columns_part_a_new_table_from_that_of_the_page_before(tmp_path):
    rows = [["Nama", "Umur"], ["Rekaan", "40"], ["Contoh", "41"]]
    _, second = pages(tmp_path / "a.pdf", first_page, lambda page: page.boxes(100, rows, [50, 255, 460]))
    assert heads(second[0]) == rows[0]


def test_heads_that_name_the_numbers_of_rows_begin_a_new_table(tmp_path):
    own = ["No", "Nama Jalan", "Kelas", "Panjang", "Lebar"]
    rows = [own, ["1", "Jalan Mawar", "II", "400", "6"], ["2", "Jalan Melati", "III", "300", "5"]]
    _, second = pages(tmp_path / "a.pdf", first_page, lambda page: page.boxes(100, rows))
    assert heads(second[0]) == own


def test_the_last_row_between_sides_that_are_open_to_the_page_before_goes_on_with_it(tmp_path):
    def draw(page: Sheet) -> None:
        page.row(112, ["45", "Kegiatan 45", "Unit", "4500", "4550"])
        for x in (EDGES[0], EDGES[-1]):
            page.rule(x, 100, x, 130)
        page.rule(EDGES[0], 130, EDGES[-1], 130)

    _, [rest] = pages(tmp_path / "a.pdf", first_page, draw)
    assert heads(rest) == HEADS
    assert body(rest) == [["45", "Kegiatan 45", "Unit", "4500", "4550"]]


def test_a_text_that_looks_like_the_mark_of_a_table_is_a_text(tmp_path):
    def draw(page: Sheet) -> None:
        page.write(50, 90, "Lihat [tabel0] dan tabel0 di bawah")
        page.boxes(100, [HEADS, *LONG[:3]], bold_first=True)

    [[found]] = pages(tmp_path / "a.pdf", draw)
    assert len(found.body) == 3


def test_figures_whose_columns_cannot_be_told_apart_stay_lines_marked_so(tmp_path):
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    page = Sheet(canvas)
    page.write(50, 90, "Rencana rekaan disusun untuk tahun depan.")
    places = [(200, 260), (225, 290), (250, 320), (275, 345), (300, 370)]
    for n, (first, second) in enumerate(places):
        page.write(50, 130 + n * 12, f"Kegiatan {'ABCDE'[n]}")
        page.write(first, 130 + n * 12, "1.250.000")
        page.write(second, 130 + n * 12, "2.340.000")
    canvas.save()
    [read] = read_pdf((tmp_path / "a.pdf").read_bytes()).pages
    undivided = [block.text for block in read.blocks if block.undivided]
    assert not any(block.table for block in read.blocks)
    assert "Kegiatan C 1.250.000 2.340.000" in " ".join(undivided)
    assert "Rencana" not in " ".join(undivided)
