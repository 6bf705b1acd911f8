"""What a viewer shows of a PDF is what is read, and nothing else. Every page is made here."""

import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)
from reportlab.lib.colors import Color, black, lightgrey, navy, red, white
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from indexer.models import Loss, Lost, Word
from indexer.reading.formats import read
from indexer.reading.pdf.picture import Box, PagePicture, PrintedWord
from indexer.reading.pdf.shown import unlettered
from indexer.reading.pdf.shown.pages import ShownPages
from indexer.reading.pdf.shown.ticks import ticked
from indexer.reading.scans import ocr

Draw = Callable[[Canvas], None]


def drawn(path: Path, *pages: Draw) -> Path:
    canvas = Canvas(str(path / "a.pdf"), pagesize=A4)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path / "a.pdf"


def text(path: Path) -> str:
    return "\n".join(page.text for page in read(path).pages)


def picture_of(path: Path) -> PagePicture:
    with ShownPages(path.read_bytes()) as shown:
        return shown.read(0)


def body(canvas: Canvas, lines: int = 12) -> None:
    canvas.setFont("Helvetica", 11)
    canvas.setFillColor(black)
    for n in range(lines):
        canvas.drawString(72, 700 - 18 * n, f"Kalimat nomor {n + 1} memuat penjelasan tentang layanan warga di daerah.")


# --- what can't be seen is no text


def in_white(canvas: Canvas) -> None:
    canvas.setFillColor(white)
    canvas.drawString(72, 760, "rahasia")


def without_ink(canvas: Canvas) -> None:
    canvas.drawString(72, 760, "rahasia", mode=3)


def see_through(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    canvas.drawString(72, 760, "rahasia")
    canvas.setFillAlpha(1)


def covered(canvas: Canvas) -> None:
    canvas.drawString(72, 760, "rahasia")
    canvas.setFillColor(white)
    canvas.rect(60, 750, 200, 30, stroke=0, fill=1)


def black_on_black(canvas: Canvas) -> None:
    canvas.rect(60, 750, 200, 30, stroke=0, fill=1)
    canvas.drawString(72, 760, "rahasia")


def cut_off(canvas: Canvas) -> None:
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(60, 500, 200, 30)
    canvas.clipPath(clip, stroke=0)
    canvas.drawString(72, 760, "rahasia")
    canvas.restoreState()


def beside_the_page(canvas: Canvas) -> None:
    canvas.drawString(700, 760, "rahasia")


def covered_by_a_picture(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawString(72, 760, "rahasia")
    canvas.drawImage(ImageReader(Image.new("RGB", (40, 10), "gray")), 60, 750, 200, 30)


def in_a_form_and_white(canvas: Canvas) -> None:
    canvas.beginForm("tersembunyi")
    in_white(canvas)
    canvas.endForm()
    canvas.doForm("tersembunyi")


HIDDEN = [
    in_white,
    without_ink,
    see_through,
    covered,
    black_on_black,
    cut_off,
    beside_the_page,
    covered_by_a_picture,
    in_a_form_and_white,
]


@pytest.mark.parametrize("hide", HIDDEN, ids=lambda hide: hide.__name__)
def test_what_a_viewer_does_not_show_is_no_text(tmp_path, hide):
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        hide(canvas)
        body(canvas)

    found = text(drawn(tmp_path, page))
    assert "rahasia" not in found
    assert "Kalimat nomor 12 memuat" in found


def test_white_on_a_dark_ground_is_text_and_so_is_black_over_a_fill(tmp_path):
    def page(canvas: Canvas) -> None:
        canvas.setFillColor(navy)
        canvas.rect(60, 750, 300, 30, stroke=0, fill=1)
        canvas.setFillColor(lightgrey)
        canvas.rect(60, 710, 300, 30, stroke=0, fill=1)
        canvas.setFillColor(white)
        canvas.drawString(72, 760, "Terang di atas gelap")
        canvas.setFillColor(black)
        canvas.drawString(72, 720, "Gelap di atas terang")

    assert "Terang di atas gelap" in text(drawn(tmp_path, page))
    assert "Gelap di atas terang" in text(drawn(tmp_path, page))


def test_a_figure_that_is_cut_through_is_never_read_in_part(tmp_path):
    def page(canvas: Canvas) -> None:
        body(canvas)
        canvas.saveState()
        clip = canvas.beginPath()
        clip.rect(100, 100, 20, 30)
        canvas.clipPath(clip, stroke=0)
        canvas.drawString(72, 110, "1.234.567.890")
        canvas.restoreState()

    assert "890" not in text(drawn(tmp_path, page))


def test_what_lies_outside_the_crop_is_no_text(tmp_path):
    writer = PdfWriter(clone_from=PdfReader(drawn(tmp_path, lambda canvas: [canvas.drawString(72, 800, "Luar"), body(canvas)])))
    writer.pages[0].cropbox = RectangleObject((50, 50, 560, 750))
    writer.write(tmp_path / "b.pdf")
    found = text(tmp_path / "b.pdf")
    assert "Luar" not in found and "Kalimat nomor 1 memuat" in found


def layered(path: Path, membership: Callable[[DictionaryObject], DictionaryObject] = lambda layer: layer) -> Path:
    """A page with a line in a layer that is switched off, by itself or by a rule over layers."""
    writer = PdfWriter(clone_from=PdfReader(path))
    layer = writer._add_object(
        DictionaryObject({NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("Lama")})
    )
    rule = membership(layer)
    page = writer.pages[0]
    page["/Resources"][NameObject("/Properties")] = DictionaryObject(
        {NameObject("/MC0"): rule if rule is layer else writer._add_object(rule)}
    )
    content = page.get_contents()
    content.set_data(content.get_data().replace(b"/OCAWAL", b"/OC /MC0 BDC").replace(b"/OCAKHIR", b"EMC"))
    page[NameObject("/Contents")] = writer._add_object(content)
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {
            NameObject("/OCGs"): ArrayObject([layer]),
            NameObject("/D"): DictionaryObject({NameObject("/OFF"): ArrayObject([layer])}),
        }
    )
    writer.write(path)
    return path


@pytest.mark.parametrize("by_rule", [False, True], ids=["layer", "rule over layers"])
def test_a_layer_that_is_switched_off_is_no_text(tmp_path, by_rule):
    def page(canvas: Canvas) -> None:
        body(canvas)
        canvas._code.append("/OCAWAL")
        canvas.drawString(72, 300, "Nilai lama 111")
        canvas._code.append("/OCAKHIR")
        canvas.drawString(72, 280, "Nilai baru 222")

    def rule(layer: DictionaryObject) -> DictionaryObject:
        return DictionaryObject({NameObject("/Type"): NameObject("/OCMD"), NameObject("/OCGs"): ArrayObject([layer])})

    found = text(layered(drawn(tmp_path, page), rule if by_rule else lambda layer: layer))
    assert "Nilai baru 222" in found and "Nilai lama" not in found


def test_a_form_in_a_layer_that_is_switched_off_is_no_text(tmp_path):
    def page(canvas: Canvas) -> None:
        body(canvas)
        canvas.beginForm("lama")
        canvas.drawString(72, 300, "Nilai lama 111")
        canvas.endForm()
        canvas.doForm("lama")
        canvas._code.append("/OCAWAL /OCAKHIR")

    path = layered(drawn(tmp_path, page))
    writer = PdfWriter(clone_from=PdfReader(path))
    forms = writer.pages[0]["/Resources"]["/XObject"]
    for form in forms.values():
        form.get_object()[NameObject("/OC")] = writer.root_object["/OCProperties"]["/OCGs"][0].indirect_reference
    writer.write(path)
    assert "Nilai lama" not in text(path)


def test_what_was_recognised_over_a_scan_is_text_though_it_has_no_ink(tmp_path):
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def page(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "lightgray")), 0, 0, 595, 842)
        for n in range(12):
            canvas.drawString(72, 700 - 18 * n, "Keputusan ini berlaku bagi semua dinas dan badan di daerah.", mode=3)

    assert "Keputusan ini berlaku bagi semua dinas" in text(drawn(tmp_path, page))


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_and_cropped_page_is_read_as_it_is_shown(tmp_path, rotation):
    """A page turned by its /Rotate, whose text is turned against it, is level when it is shown."""

    def page(canvas: Canvas) -> None:
        canvas.translate(*{90: (595, 0), 180: (595, 842), 270: (0, 842)}[rotation])
        canvas.rotate({90: 90, 180: 180, 270: -90}[rotation])
        canvas.setFont("Helvetica", 11)
        canvas.drawString(120, 400, "Pagu 2026")
        canvas.drawString(120, 380, "Rp 12.500")

    writer = PdfWriter(clone_from=PdfReader(drawn(tmp_path, page)))
    writer.pages[0].rotate(rotation)
    writer.pages[0].cropbox = RectangleObject((20, 20, 575, 822))
    writer.write(tmp_path / "b.pdf")
    picture = picture_of(tmp_path / "b.pdf")
    assert [word.text for word in picture.words] == ["Pagu", "2026", "Rp", "12.500"]
    first, third = picture.words[0], picture.words[2]
    assert picture.turned == 0
    assert third.baseline - first.baseline == pytest.approx(20)
    assert third.left == pytest.approx(first.left)
    assert first.left == pytest.approx(120 - 20)


# --- watermarks, strikes, text drawn twice


def slanted(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(120, 300)
    canvas.rotate(45)
    canvas.setFont("Helvetica-Bold", 70)
    canvas.setFillColor(Color(0.5, 0.5, 0.5, alpha=0.3))
    canvas.drawString(0, 0, "RANCANGAN")
    canvas.restoreState()


def level_and_light(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica-Bold", 80)
    canvas.setFillColor(Color(0.8, 0.8, 0.8))
    canvas.drawString(60, 560, "RANCANGAN")
    canvas.restoreState()


def small_and_often(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica", 20)
    canvas.setFillColor(Color(0, 0, 0, alpha=0.15))
    for n in range(6):
        canvas.drawString(80 + 40 * n, 690 - 30 * n, "RANCANGAN")
    canvas.restoreState()


def in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("cap")
    slanted(canvas)
    canvas.endForm()
    canvas.doForm("cap")


def huge_and_red(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica-Bold", 80)
    canvas.setFillColor(red)
    canvas.drawString(60, 560, "RANCANGAN")
    canvas.restoreState()


@pytest.mark.parametrize(
    "mark", [slanted, level_and_light, small_and_often, huge_and_red, in_a_form], ids=lambda mark: mark.__name__
)
@pytest.mark.parametrize("first", [True, False], ids=["below", "above"])
def test_a_watermark_is_no_text(tmp_path, mark, first):
    def page(canvas: Canvas) -> None:
        for draw in (mark, body) if first else (body, mark):
            draw(canvas)

    found = text(drawn(tmp_path, page))
    assert "RANCANGAN" not in found
    for n in range(1, 13):
        assert f"Kalimat nomor {n} memuat penjelasan tentang layanan warga di daerah." in found


def test_a_large_dark_title_is_text(tmp_path):
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 40)
        canvas.drawString(72, 750, "Laporan Akhir")
        body(canvas)

    assert "Laporan Akhir" in text(drawn(tmp_path, page))


def test_struck_out_text_is_left_out_and_underlined_text_is_not(tmp_path):
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 700, "Pagu sebesar 450.000 615.000 rupiah")
        start = 72 + canvas.stringWidth("Pagu sebesar ", "Helvetica", 11)
        width = canvas.stringWidth("450.000", "Helvetica", 11)
        canvas.setStrokeColor(red)
        canvas.line(start, 703.5, start + width, 703.5)
        canvas.line(start + width + 3, 698.5, start + 2 * width, 698.5)

    assert text(drawn(tmp_path, page)) == "Pagu sebesar 615.000 rupiah"


def test_the_edge_of_a_row_beside_a_merged_cell_strikes_nothing_out(tmp_path):
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 700, "Dinas")
        canvas.line(60, 703.5, 400, 703.5)

    assert text(drawn(tmp_path, page)) == "Dinas"


@pytest.mark.parametrize("times", [2, 4])
def test_text_drawn_again_a_hair_beside_is_there_once(tmp_path, times):
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        for n in range(times):
            canvas.drawString(72 + 0.4 * n, 700, "Luas hutan 11.770 hektare")
        x = 72
        for letter in "Jumlah bibit 22.400":
            for n in range(times):
                canvas.drawString(x + 0.3 * n, 680, letter)
            x += canvas.stringWidth(letter, "Helvetica", 12)

    assert text(drawn(tmp_path, page)) == "Luas hutan 11.770 hektare Jumlah bibit 22.400"


# --- raised marks and figures


def raised(canvas: Canvas, x: float, y: float, plain: str, mark: str, after: str = "") -> None:
    canvas.setFont("Helvetica", 11)
    canvas.drawString(x, y, plain)
    x += canvas.stringWidth(plain, "Helvetica", 11)
    canvas.setFont("Helvetica", 6.5)
    canvas.drawString(x, y + 4.5, mark)
    x += canvas.stringWidth(mark, "Helvetica", 6.5)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(x, y, after)


@pytest.mark.parametrize(
    ("plain", "mark", "after", "read_as"),
    [
        ("Kematian ibu 12", "4", " orang", "Kematian ibu 12 orang"),
        ("Prevalensi 29,8", "1)", ", turun", "Prevalensi 29,8, turun"),
        ("Cakupan 24", "a)", "", "Cakupan 24"),
        ("Luas taman 640 m", "2", " per desa", "Luas taman 640 m² per desa"),
        ("Luas wilayah 1.234 km", "2", ", padat", "Luas wilayah 1.234 km², padat"),
        ("Dinas Kesehatan", "3", " melapor", "Dinas Kesehatan melapor"),
    ],
)
def test_raised_marks_stay_apart_from_figures_and_exponents_stay(tmp_path, plain, mark, after, read_as):
    assert text(drawn(tmp_path, lambda canvas: raised(canvas, 72, 700, plain, mark, after))) == read_as


def test_letters_set_apart_are_a_word_and_parts_of_a_figure_are_a_figure(tmp_path):
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        canvas.drawString(72, 700, "PERATURAN BUPATI", charSpace=4)
        canvas.drawString(72, 660, "Pagu")
        canvas.drawString(110, 660, "8")
        canvas.drawString(110 + canvas.stringWidth("8", "Helvetica", 12) + 2, 660, ".609.422.500")
        canvas.drawString(72, 640, "Tahun 2025 2026")

    found = text(drawn(tmp_path, page))
    assert "PERATURAN BUPATI" in found
    assert "Pagu 8.609.422.500" in found
    assert "Tahun 2025 2026" in found


def test_the_thousands_of_a_figure_belong_to_it_though_a_space_was_typed_between(tmp_path):
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Nilai investasi 254 ,318 triliun rupiah")
        canvas.drawString(72, 660, "Pagu 7 .415.228.000 tahun 2025")

    [found] = read(drawn(tmp_path, page)).pages
    assert "investasi 254,318 triliun" in found.text
    assert "Pagu 7.415.228.000 tahun 2025" in found.text
    assert found.doubtful == ()


def test_figures_that_a_blank_makes_one_or_two_are_doubtful(tmp_path):
    [found] = read(drawn(tmp_path, lambda canvas: canvas.drawString(72, 700, "Ketentuan Pasal 5 ,16 dan 17 berlaku"))).pages
    assert "Pasal 5 ,16 dan 17" in found.text
    assert found.doubtful == ("5 ,16",)


# --- direction and order


@pytest.mark.parametrize("degrees", [90, 270])
def test_a_page_printed_sideways_is_read_along_itself(tmp_path, degrees):
    def page(canvas: Canvas) -> None:
        if degrees == 90:
            canvas.translate(595, 0)
        else:
            canvas.translate(0, 842)
        canvas.rotate(degrees)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 500, "Sampah terangkut 71,5 persen")
        canvas.drawString(72, 480, "Bank sampah aktif 31 unit")

    assert text(drawn(tmp_path, page)) == "Sampah terangkut 71,5 persen Bank sampah aktif 31 unit"


def columns(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 10)
    left = [
        "Pemerintah kabupaten membangun jalan",
        "desa sepanjang empat puluh kilometer",
        "dengan dana yang berasal dari pusat",
        "dan dikerjakan oleh warga setempat",
        "selama tiga bulan tanpa jeda hujan",
        "sehingga hasil bumi lancar diangkut",
        "ke pasar kecamatan setiap pagi hari.",
    ]
    right = [
        "Sementara itu dinas kesehatan daerah",
        "membuka posyandu baru di tiap dusun",
        "agar semua balita ditimbang teratur",
        "dan ibu hamil diperiksa oleh bidan",
        "yang bertugas penuh di desa mereka",
        "dengan honor dari anggaran daerah",
        "mulai bulan depan sampai akhir tahun.",
    ]
    for n, (one, other) in enumerate(zip(left, right, strict=True)):
        canvas.drawString(72, 700 - 14 * n, one)
        canvas.drawString(310, 700 - 14 * n, other)


def test_columns_are_read_one_after_the_other_though_printed_line_by_line(tmp_path):
    found = text(drawn(tmp_path, columns))
    assert "membangun jalan desa sepanjang" in found
    assert found.index("setiap pagi hari") < found.index("Sementara itu")


def test_three_columns_are_read_in_order_where_a_heading_stands_over_two(tmp_path):
    """As in a magazine: the third column begins beside the heading, the second below a picture; printed last column first."""

    def column(canvas: Canvas, x: float, top: float, name: str) -> None:
        canvas.setFont("Helvetica", 9)
        for n in range(int((top - 120) / 12)):
            canvas.drawString(x, top - 12 * n, f"{name} baris {n} bercerita tentang")

    def page(canvas: Canvas) -> None:
        column(canvas, 400, 740, "Ketiga")
        canvas.setFont("Helvetica-Bold", 22)
        canvas.drawString(50, 740, "PELAYANAN WARGA")
        canvas.drawString(50, 700, "MAKIN CEPAT DAN MUDAH")
        column(canvas, 225, 400, "Kedua")
        column(canvas, 50, 660, "Pertama")

    found = text(drawn(tmp_path, page))
    said = re.findall(r"PELAYANAN|MUDAH|(?:Pertama|Kedua|Ketiga) baris", found)
    assert list(dict.fromkeys(said)) == ["PELAYANAN", "MUDAH", "Pertama baris", "Kedua baris", "Ketiga baris"]
    assert said == sorted(said, key=list(dict.fromkeys(said)).index)


def test_labels_and_values_are_no_columns(tmp_path):
    def page(canvas: Canvas) -> None:
        for n, (label, value) in enumerate(
            [("Nama program", "Gudang beku"), ("Lokasi", "Tanjung Sari"), ("Pagu", "845.000")] * 3
        ):
            canvas.drawString(72, 700 - 18 * n, label)
            canvas.drawString(250, 700 - 18 * n, f": {value}")

    assert "Lokasi : Tanjung Sari" in text(drawn(tmp_path, page))


def test_a_footnote_printed_first_comes_last(tmp_path):
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 150, "Catatan kaki halaman ini.")
        body(canvas)

    assert text(drawn(tmp_path, page)).endswith("Catatan kaki halaman ini.")


def test_a_label_printed_sideways_on_an_upright_page_is_one_word_read_along_itself(tmp_path):
    def page(canvas: Canvas) -> None:
        body(canvas)
        canvas.saveState()
        canvas.translate(300, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Jumlah penduduk")
        canvas.drawString(0, -13, "miskin")
        canvas.restoreState()

    words = picture_of(drawn(tmp_path, page)).words
    label = next(word for word in words if word.text.startswith("Jumlah"))
    assert label.text == "Jumlah penduduk miskin"
    assert label.bottom - label.top > label.right - label.left


# --- words divided at the end of a line


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["Rencana pemba-", "ngunan jembatan"], "Rencana pembangunan jembatan"),
        (["Kerja sama mitra-", "mitra daerah"], "Kerja sama mitra-mitra daerah"),
        (["Peraturan perundang-", "undangan daerah"], "Peraturan perundang-undangan daerah"),
        (["Pegawai non-", "ASN dan honorer"], "Pegawai non-ASN dan honorer"),
        (["Layanan e-", "government daerah"], "Layanan e-government daerah"),
        (["Dampak sosial-", "ekonomi warga"], "Dampak sosial-ekonomi warga"),
    ],
)
def test_divided_words_are_whole_and_hyphens_stay(tmp_path, lines, whole):
    def page(canvas: Canvas) -> None:
        for n, line in enumerate(lines):
            canvas.drawString(72, 700 - 15 * n, line)

    assert text(drawn(tmp_path, page)) == whole


# --- what is typed


def with_form(path: Path, need_appearances: bool = False) -> Path:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 700, "Nama program :")
        canvas.drawString(72, 660, "Sifat usulan :")
        canvas.drawString(200, 660, "Baru")
        canvas.drawString(280, 660, "Lanjutan")
        canvas.drawString(72, 620, "Bidang :")
        form = canvas.acroForm
        form.textfield(name="nama", value="Gudang Beku", x=170, y=692, width=200, height=20)
        form.checkbox(name="baru", checked=True, x=180, y=656, size=14)
        form.checkbox(name="lanjutan", checked=False, x=260, y=656, size=14)
        form.choice(name="bidang", value="Perikanan", options=["Perikanan", "Pertanian"], x=170, y=612, width=150, height=20)

    writer = PdfWriter(clone_from=PdfReader(drawn(path, page)))
    if need_appearances:
        writer.root_object["/AcroForm"][NameObject("/NeedAppearances")] = BooleanObject(True)
        for annotation in writer.pages[0]["/Annots"]:
            annotation.get_object().pop("/AP", None)
    writer.write(path / "b.pdf")
    return path / "b.pdf"


@pytest.mark.parametrize("need_appearances", [False, True])
def test_values_of_fields_stand_beside_their_labels(tmp_path, need_appearances):
    found = text(with_form(tmp_path, need_appearances))
    assert "Nama program : Gudang Beku" in found
    assert "Sifat usulan : ☑ Baru ☐ Lanjutan" in found
    assert "Bidang : Perikanan" in found


def annotated(path: Path, kind: str, **more: object) -> Path:
    writer = PdfWriter(clone_from=PdfReader(drawn(path, body)))
    annotation = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(kind),
            NameObject("/Rect"): ArrayObject([FloatObject(edge) for edge in (72, 300, 400, 330)]),
            NameObject("/Contents"): TextStringObject("Disetujui dengan pagu 77.500"),
            **{NameObject(f"/{key}"): value for key, value in more.items()},
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(annotation)])
    writer.write(path / "b.pdf")
    return path / "b.pdf"


def test_text_put_on_a_page_is_text_and_a_note_is_not(tmp_path):
    assert "Disetujui dengan pagu 77.500" in text(annotated(tmp_path, "/FreeText"))
    assert "Disetujui" not in text(annotated(tmp_path, "/FreeText", F=NumberObject(2)))
    assert "Disetujui" not in text(annotated(tmp_path, "/FreeText", DA=TextStringObject("/Helv 60 Tf 0.8 g")))
    assert "Disetujui" not in text(annotated(tmp_path, "/Text"))
    assert "Disetujui" not in text(annotated(tmp_path, "/Popup"))


def test_a_line_struck_through_as_a_note_takes_its_words_out(tmp_path):
    start = 72
    points = [start, 710, 400, 710, start, 697, 400, 697]
    quad = ArrayObject([FloatObject(point) for point in points])
    found = text(annotated(tmp_path, "/StrikeOut", QuadPoints=quad))
    assert "Kalimat nomor 1 memuat" not in found and "Kalimat nomor 2 memuat" in found


# --- what stays unread is counted


def named(**entries: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def without_letters(path: Path, sentence: str, figures: str) -> Path:
    """A page whose figures are set in a font that doesn't say which letters its glyphs are."""
    face = TTFont("Vera", "Vera.ttf").face
    glyphs = "".join(f"{face.charToGlyph[ord(letter)]:04X}" for letter in figures)

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        canvas.drawString(72, 700, sentence)
        canvas._code.append(f"BT /Rekaan 12 Tf 330 700 Td <{glyphs}> Tj ET")

    writer = PdfWriter(clone_from=PdfReader(drawn(path, page)))
    file = DecodedStreamObject()
    file.set_data(face._ttf_data)
    name = NameObject("/ABCDEF+Rekaan")
    descriptor = named(
        Type=NameObject("/FontDescriptor"),
        FontName=name,
        Flags=NumberObject(4),
        FontBBox=ArrayObject([NumberObject(edge) for edge in (-200, -200, 1200, 1000)]),
        Ascent=NumberObject(900),
        Descent=NumberObject(-200),
        CapHeight=NumberObject(700),
        StemV=NumberObject(80),
        ItalicAngle=NumberObject(0),
        FontFile2=writer._add_object(file),
    )
    system = named(Registry=TextStringObject("Adobe"), Ordering=TextStringObject("Identity"), Supplement=NumberObject(0))
    widths = [face.charWidths[ord(letter)] for letter in figures]
    glyph_widths = ArrayObject()
    for letter, width in zip(figures, widths, strict=True):
        glyph_widths += [NumberObject(face.charToGlyph[ord(letter)]), ArrayObject([FloatObject(width)])]
    inner = named(
        Type=NameObject("/Font"),
        Subtype=NameObject("/CIDFontType2"),
        BaseFont=name,
        CIDSystemInfo=system,
        CIDToGIDMap=NameObject("/Identity"),
        FontDescriptor=writer._add_object(descriptor),
        W=glyph_widths,
    )
    font = named(
        Type=NameObject("/Font"),
        Subtype=NameObject("/Type0"),
        BaseFont=name,
        Encoding=NameObject("/Identity-H"),
        DescendantFonts=ArrayObject([writer._add_object(inner)]),
    )
    writer.pages[0]["/Resources"]["/Font"][NameObject("/Rekaan")] = writer._add_object(font)
    writer.write(path / "b.pdf")
    return path / "b.pdf"


@pytest.mark.skipif(not ocr.available(), reason="Tesseract is not installed")
def test_figures_without_letters_are_recognised(tmp_path):
    assert text(without_letters(tmp_path, "Jumlah pengunjung tahun ini sebanyak", "47.865")).endswith("47.865")


def test_of_words_that_may_be_others_only_the_figures_are_doubtful(monkeypatch):
    def recognised(page: np.ndarray, boxes: Sequence[Box]) -> list[list[Word]]:
        return [[Word(said, (0, 0, 1, 1))] for said, _ in zip(["ribuan", "(47.865)"], boxes, strict=True)]

    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(unlettered, "see_cells", recognised)
    unknown = "\ufffd" * 6
    words = tuple(PrintedWord(unknown, left, 90, left + 40, 102, 100, 11) for left in (50, 100))
    found = unlettered.lettered(PagePicture(200, 200, words, ()), np.full((200, 200), 255, np.uint8))
    assert [word.text for word in found.picture.words] == ["ribuan", "(47.865)"]
    assert found.doubtful == ("47.865",)


def test_figures_without_letters_that_can_not_be_recognised_are_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(ocr, "available", lambda: False)
    reading = read(without_letters(tmp_path, "Jumlah pengunjung tahun ini sebanyak", "47.865"))
    assert reading.pages[0].text == "Jumlah pengunjung tahun ini sebanyak"
    assert reading.losses == (Loss(Lost.FIGURES, 1, (1,)),)


def test_a_page_that_can_not_be_read_is_counted(tmp_path):
    writer = PdfWriter(clone_from=PdfReader(drawn(tmp_path, body, body)))
    writer.pages[1][NameObject("/Contents")] = NameObject("/Rusak")
    data = io.BytesIO()
    writer.write(data)
    (tmp_path / "b.pdf").write_bytes(data.getvalue())
    assert read(tmp_path / "b.pdf").losses in ((), (Loss(Lost.PAGES, 1, (2,)),))


def test_boxes_that_word_ticks_are_ticks_and_alone_they_are_marks_of_a_list():
    letters = ["þ", "A", "\uf0a8", "B"]
    assert ticked(letters, [0, 1, 0, 1], ["ABCDEF+Wingdings-Regular", "Arial"]) == ["☑", "A", "☐", "B"]
    assert ticked(["\uf0a8", "B"], [0, 1], ["Wingdings", "Arial"]) == ["\uf0a8", "B"]
