"""A second engine reads every figure of a PDF where it stands: it agrees with what is printed, and notices a digit that is not."""

import io

import pypdfium2 as pdfium
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from indexer.reading.pdf.shown.glyphs import glyphs_of
from indexer.reading.pdf.shown.second_engine import SecondEngine


def printed(*lines: str, turned: int = 0) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setPageRotation(turned)
    for n, line in enumerate(lines):
        canvas.drawString(72, 700 - 16 * n, line)
    canvas.save()
    return out.getvalue()


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=6), st.sampled_from([0, 90, 270]))
def test_both_engines_agree_on_what_is_printed(figures, turned):
    data = printed(*(f"Pagu Rp {figure:,}" for figure in figures), turned=turned)
    with pdfium.PdfDocument(data) as pdf:
        assert SecondEngine(data).doubted(0, glyphs_of(pdf[0])) == []


def test_a_digit_that_one_of_them_sees_otherwise_is_in_doubt():
    data = printed("Target 2026: 84,61 persen", "Realisasi 2025: 79,20 persen")
    with pdfium.PdfDocument(data) as pdf:
        glyphs = glyphs_of(pdf[0])
    where = "".join(glyphs.letters).index("84,61")
    glyphs.letters[where] = "3"
    assert SecondEngine(data).doubted(0, glyphs) == [where]


def test_a_file_that_it_can_not_open_leaves_no_doubt():
    with pdfium.PdfDocument(printed("Pagu 2026: 1.250")) as pdf:
        assert SecondEngine(b"%PDF-1.4 rusak").doubted(0, glyphs_of(pdf[0])) == []
