"""Struck text, raised marks and hidden parts of slides, of Excel's XML, and what parts the cells of CSV."""

import io
from pathlib import Path

import pptx
import pytest
from PIL import Image
from pptx.util import Inches

from indexer.models import Loss, Lost, Reading
from indexer.reading.formats import read

# --- slides


def deck_with(runs: list[tuple[str, dict[str, str]]], tmp_path: Path) -> Reading:
    """A slide with one box of these runs, each with the properties of its type, and the same in a table."""
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    made = slide.shapes.add_table(2, 2, Inches(1), Inches(3), Inches(4), Inches(1)).table
    for cell, said in zip(made.iter_cells(), ["Uraian", "2026", "Jalan", ""], strict=True):
        cell.text = said
    box = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(2), Inches(1))
    for frame in (box.text_frame, made.cell(1, 1).text_frame):
        for said, properties in runs:
            run = frame.paragraphs[0].add_run()
            run.text = said
            for name, value in properties.items():
                run._r.get_or_add_rPr().set(name, value)
    deck.save(tmp_path / "paparan.pptx")
    return read(tmp_path / "paparan.pptx")


@pytest.mark.parametrize("strike", ["sngStrike", "dblStrike"])
def test_struck_words_of_slides_are_left_out(tmp_path, strike):
    text = deck_with([("31 ", {"strike": strike}), ("12", {"strike": "noStrike"})], tmp_path).pages[0].text
    assert text.split("\n")[0] == "12"
    assert text.endswith("| Jalan | 12 |")


def test_raised_marks_of_slides_are_no_part_of_a_figure(tmp_path):
    text = deck_with([("12", {}), ("4", {"baseline": "30000"})], tmp_path).pages[0].text
    assert text.split("\n")[0] == "12"
    assert text.endswith("| Jalan | 12 |")
    assert deck_with([("luas km", {}), ("2", {"baseline": "30000"})], tmp_path).pages[0].text.startswith("luas km²")
    assert deck_with([("emisi CO", {}), ("2", {"baseline": "-25000"})], tmp_path).pages[0].text.startswith("emisi CO2")


def test_hidden_slides_are_counted(tmp_path):
    deck = pptx.Presentation()
    for said in ("Terlihat", "Tersembunyi"):
        deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = said
    deck.slides[1].element.set("show", "0")
    deck.save(tmp_path / "paparan.pptx")
    assert read(tmp_path / "paparan.pptx").losses == (Loss(Lost.HIDDEN, 1, pages=(2,)),)


def test_slides_that_are_a_picture_and_no_text_are_counted(tmp_path):
    picture = io.BytesIO()
    Image.new("L", (40, 30), 200).save(picture, "PNG")
    deck = pptx.Presentation()
    for width in (Inches(9), Inches(9), Inches(2)):
        slide = deck.slides.add_slide(deck.slide_layouts[5 if width > Inches(5) else 6])
        picture.seek(0)
        slide.shapes.add_picture(picture, 0, 0, width=width)
    deck.slides[0].shapes.title.text = "Peta jalan"
    deck.save(tmp_path / "paparan.pptx")
    assert read(tmp_path / "paparan.pptx").losses == (Loss(Lost.PICTURES, 1, pages=(2,)),)


def test_shapes_that_only_newer_programs_know_are_read_once(tmp_path):
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    box = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(2), Inches(1))
    box.text_frame.text = "Rumus capaian"
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    around = box._element.makeelement(f"{{{space}}}AlternateContent")
    box._element.addprevious(around)
    for name in ("Choice", "Fallback"):
        copy = around.makeelement(f"{{{space}}}{name}")
        copy.append(type(box._element).__deepcopy__(box._element, {}))
        around.append(copy)
    box._element.getparent().remove(box._element)
    deck.save(tmp_path / "paparan.pptx")
    assert read(tmp_path / "paparan.pptx").pages[0].text == "Rumus capaian"


# --- Excel's XML of 2003

_EXCEL_XML = """<?xml version="1.0"?><Workbook xmlns="{0}" xmlns:ss="{0}" xmlns:html="http://www.w3.org/TR/REC-html40">
<Styles><Style ss:ID="s1"><Font ss:StrikeThrough="1"/></Style></Styles>
<Worksheet ss:Name="Realisasi"><Table><Column/><Column ss:Hidden="1"/>
<Row><Cell><Data ss:Type="String">Uraian</Data></Cell><Cell><Data ss:Type="String">Kode</Data></Cell>
<Cell><Data ss:Type="String">2025</Data></Cell><Cell><Data ss:Type="String">2026</Data></Cell></Row>
<Row ss:Hidden="1"><Cell><Data ss:Type="String">Contoh</Data></Cell><Cell ss:Index="3"><Data ss:Type="Number">9</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">Jalan</Data></Cell><Cell><Data ss:Type="String">1.03</Data></Cell>
<Cell ss:StyleID="s1"><Data ss:Type="Number">31</Data></Cell>
<Cell><ss:Data ss:Type="String"><html:S>8</html:S>12<html:Sup>a)</html:Sup></ss:Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_excels_xml_hides_strikes_out_and_raises_too(tmp_path):
    path = tmp_path / "realisasi.xls"
    path.write_text(_EXCEL_XML.format("urn:schemas-microsoft-com:office:spreadsheet"))
    found = read(path)
    assert found.pages[0].text.split("\n")[2:] == ["| Uraian | 2025 | 2026 |", "| --- | --- | --- |", "| Jalan |  | 12 |"]
    assert found.losses == (Loss(Lost.HIDDEN, 2, parts=("Realisasi",)),)


# --- delimited text


def table_of(source: str, tmp_path: Path) -> list[str]:
    path = tmp_path / "data.csv"
    path.write_text(source, encoding="utf-8-sig")
    return read(path).pages[0].text.split("\n")


@pytest.mark.parametrize(
    ("first", "between"), [("sep=;", ";"), ("sep=,", ","), ("SEP=|", "|"), ('"sep=;"', ";"), ("sep=\t", "\t")]
)
def test_the_first_line_of_excel_says_what_parts_the_cells(tmp_path, first, between):
    rows = [["Uraian", "2025"], ["Jalan; dan jembatan" if between != ";" else "Jalan, dan jembatan", "12"]]
    source = "\n".join([first, *(between.join(f'"{cell}"' for cell in row) for row in rows)])
    assert table_of(source, tmp_path)[0] == "| Uraian | 2025 |"
    assert table_of(source, tmp_path)[2].endswith("jembatan | 12 |")


def test_commas_of_numbers_part_no_cells(tmp_path):
    source = "Kecamatan, ibu kota;2024;2025;2026\nKota, Contoh;1,5;2,25;3,0\nTimur, Ampel;4,1;5,2;6,3\n"
    assert table_of(source, tmp_path)[2] == "| Kota, Contoh | 1,5 | 2,25 | 3,0 |"


def test_a_title_above_the_table_does_not_matter(tmp_path):
    source = "Capaian indikator, tahun 2025, menurut kecamatan\n\nKecamatan;2025\nAmpel;1,5\nCempaka;2,5\nSumber: BPS, 2025, diolah\n"
    assert "| Ampel | 1,5 |" in table_of(source, tmp_path)
