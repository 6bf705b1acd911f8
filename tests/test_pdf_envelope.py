"""What a PDF carries around its pages is named or refused, never passed over."""

import io

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from indexer.errors import UnreadableDocument
from indexer.models import Loss, Lost
from indexer.reading.pdf.reader import read_pdf
from indexer.reading.safely import read_safely


def page_saying(text: str) -> pikepdf.Pdf:
    drawn = io.BytesIO()
    canvas = Canvas(drawn)
    canvas.drawString(72, 700, text)
    canvas.save()
    return pikepdf.open(drawn)


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_attached_files_are_named_as_not_read():
    pdf = page_saying("Ringkasan anggaran Kabupaten Contoh tahun 2026.")
    pdf.attachments["rincian.xlsx"] = b"isi"
    pdf.attachments["foto.jpg"] = b"isi"
    assert Loss(Lost.ATTACHMENTS, 2, parts=("foto.jpg", "rincian.xlsx")) in read_pdf(saved(pdf)).losses


def test_a_file_pinned_to_a_page_is_named_as_not_read():
    pdf = page_saying("Ringkasan anggaran Kabupaten Contoh tahun 2026.")
    file = pikepdf.AttachedFileSpec(pdf, b"isi", filename="lampiran.docx")
    pin = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, FS=file.obj, Rect=[0, 0, 20, 20])
    pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(pin)]))
    assert Loss(Lost.ATTACHMENTS, 1, parts=("lampiran.docx",)) in read_pdf(saved(pdf)).losses


def test_the_names_of_attached_files_come_back_from_the_process_that_reads(tmp_path):
    pdf = page_saying("Ringkasan anggaran Kabupaten Contoh tahun 2026.")
    pdf.attachments["rincian.xlsx"] = b"isi"
    (tmp_path / "a.pdf").write_bytes(saved(pdf))
    assert read_safely(tmp_path / "a.pdf").losses == (Loss(Lost.ATTACHMENTS, 1, parts=("rincian.xlsx",)),)


def test_a_file_without_attachments_has_lost_none():
    pdf = page_saying("Ringkasan anggaran Kabupaten Contoh tahun 2026.")
    assert Lost.ATTACHMENTS not in {loss.what for loss in read_pdf(saved(pdf)).losses}


def test_a_portfolio_is_refused_with_the_names_of_its_files():
    pdf = page_saying("For the best experience, open this PDF portfolio in Acrobat.")
    pdf.attachments["renja.pdf"] = b"isi"
    pdf.Root.Collection = pikepdf.Dictionary(View=pikepdf.Name.D)
    with pytest.raises(UnreadableDocument, match=r"portofolio berisi 1 berkas \(renja\.pdf\)"):
        read_pdf(saved(pdf))


@pytest.mark.parametrize("marked", [True, False])
def test_a_form_that_only_adobe_draws_is_refused(marked):
    pdf = page_saying("Please wait... If this message is not eventually replaced ...")
    pdf.Root.AcroForm = pikepdf.Dictionary(XFA=pdf.make_stream(b"<xdp/>"), Fields=[])
    pdf.Root.NeedsRendering = marked
    with pytest.raises(UnreadableDocument, match="XFA"):
        read_pdf(saved(pdf))
