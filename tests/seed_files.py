"""Small valid files of every format, made by the libraries that people's programs resemble. The same bytes on every run."""

import io
import random
import re
import zipfile

from docx import Document
from odf.opendocument import OpenDocumentText
from odf.text import H, P
from openpyxl import Workbook
from PIL import Image, ImageDraw
from pptx import Presentation
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

SENTENCES = (
    "Visi daerah adalah kota cerdas yang inklusif dan berdaya saing.",
    "Indeks SPBE ditargetkan mencapai 3,8 pada tahun 2026.",
    "Anggaran program pengelolaan informatika sebesar Rp4.250.000.000.",
    "Pasal 5 ayat (2) mengatur pembentukan dewan smart city.",
)
ROWS = (("Indikator", "2024", "2025"), ("Indeks SPBE", "3,2", "3,5"), ("Titik wifi publik", "120", "180"))
_TIME = re.compile(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?")


def seeds() -> dict[str, bytes]:
    """File name -> content."""
    return {
        "rencana.pdf": pdf(),
        "rencana.docx": docx(),
        "target.xlsx": xlsx(),
        "paparan.pptx": pptx(),
        "nota.odt": odt(),
        "nota.rtf": rtf(),
        "berita.html": html(),
        "catatan.md": ("# Catatan\n\n" + "\n\n".join(SENTENCES) + "\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n").encode(),
        "catatan.txt": "\n".join(SENTENCES).encode("utf-16"),
        "foto.png": picture("PNG"),
        "foto.jpg": picture("JPEG"),
        "pindai.tiff": picture("TIFF"),
        "kumpulan.zip": archive({"a/rencana.pdf": pdf(), "b/catatan.md": b"# Isi\n\nTeks."}),
    }


def pdf(pages: int = 2) -> bytes:
    out = io.BytesIO()
    sheet = canvas.Canvas(out, pagesize=A4, invariant=True)
    for number in range(pages):
        for line, text in enumerate(SENTENCES):
            sheet.drawString(72, 780 - 16 * line, text)
        sheet.grid((72, 200, 300, 400), (600, 620, 640, 660))
        for row, cells in enumerate(ROWS):
            for column, cell in enumerate(cells):
                sheet.drawString((75, 205, 305)[column], 645 - 20 * row, cell)
        sheet.drawString(72, 40, str(number + 1))
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def changed_pdf(change) -> bytes:
    """The PDF after `change(writer)` of a PdfWriter."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx() -> bytes:
    document = Document()
    document.add_heading("Rencana", 1)
    for text in SENTENCES:
        document.add_paragraph(text)
    table = document.add_table(len(ROWS), 3)
    for row, cells in enumerate(ROWS):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    return _saved(document)


def xlsx() -> bytes:
    book = Workbook()
    for cells in ROWS:
        book.active.append(cells)
    return _saved(book)


def pptx() -> bytes:
    slides = Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = "Paparan", "\n".join(SENTENCES)
    return _saved(slides)


def odt() -> bytes:
    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text="Nota"))
    for text in SENTENCES:
        document.text.addElement(P(text=text))
    return _saved(document)


def rtf() -> bytes:
    return (r"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}\f0 " + r"\par ".join(SENTENCES) + "}").encode()


def html() -> bytes:
    body = "".join(f"<p>{text}</p>" for text in SENTENCES)
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>" for cells in ROWS)
    return f"<!doctype html><html><head><title>Berita</title></head><body>{body}<table>{table}</table></body></html>".encode()


def picture(kind: str) -> bytes:
    image = Image.new("L", (600, 90), 255)
    ImageDraw.Draw(image).text((20, 20), SENTENCES[0], fill=0)
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def archive(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these names and contents."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method, compresslevel=9) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, method)
    return out.getvalue()


def repacked(package: bytes, changes: dict[str, bytes]) -> bytes:
    """An Office file with some of its parts changed or added."""
    with zipfile.ZipFile(io.BytesIO(package)) as packed:
        return archive({name: packed.read(name) for name in packed.namelist()} | changes)


def noise(seed: int, size: int) -> bytes:
    return random.Random(seed).randbytes(size)


def _saved(document) -> bytes:
    """What a document saves, packed anew without the time at which that was."""
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as packed:
        return archive({name: _TIME.sub(b"2026-01-01T00:00:00", packed.read(name)) for name in packed.namelist()})
