"""What OpenDocument shows and hides: struck text, raised marks, running heads, boxes, tables in cells, hidden rows, formulas."""

from pathlib import Path

import pytest
from odf import draw, opendocument, style, table, text
from odf.element import Element

from indexer.models import Loss, Lost, Reading
from indexer.reading.formats import read


def reading(document: opendocument.OpenDocument, tmp_path: Path, suffix: str = "odt") -> Reading:
    path = tmp_path / f"naskah.{suffix}"
    document.save(str(path))
    return read(path)


def lines(document: opendocument.OpenDocument, tmp_path: Path, suffix: str = "odt") -> list[str]:
    found = "\n".join(page.text for page in reading(document, tmp_path, suffix).pages)
    return [line for line in found.split("\n") if line]


def text_style(document: opendocument.OpenDocument, name: str, family: str = "text", **properties: str) -> style.Style:
    made = style.Style(name=name, family=family)
    made.addElement(style.TextProperties(**properties))
    document.automaticstyles.addElement(made)
    return made


def paragraph(*parts: str | Element, **attributes: object) -> text.P:
    made = text.P(**attributes)
    for part in parts:
        if isinstance(part, str):
            made.addText(part)
        else:
            made.addElement(part)
    return made


def odf_table(rows: list[list[str | Element]], name: str = "Target") -> table.Table:
    made = table.Table(name=name)
    for row in rows:
        line = table.TableRow()
        for said in row:
            cell = table.TableCell()
            cell.addElement(text.P(text=said) if isinstance(said, str) else said)
            line.addElement(cell)
        made.addElement(line)
    return made


# --- texts


def test_struck_words_and_paragraphs_are_left_out(tmp_path):
    document = opendocument.OpenDocumentText()
    struck = text_style(document, "T1", textlinethroughstyle="solid")
    whole = text_style(document, "P1", "paragraph", textlinethroughtype="double")
    document.text.addElement(paragraph("Target ", text.Span(stylename=struck, text="91,5"), " 94,8 persen."))
    document.text.addElement(paragraph("Ketentuan lama.", stylename=whole))
    assert lines(document, tmp_path) == ["Target 94,8 persen."]


@pytest.mark.parametrize("position", ["super 58%", "33% 58%"])
def test_raised_marks_are_no_part_of_a_figure(tmp_path, position):
    document = opendocument.OpenDocumentText()
    raised = text_style(document, "T1", textposition=position)
    lowered = text_style(document, "T2", textposition="sub 58%")
    document.text.addElement(paragraph("Kematian 12", text.Span(stylename=raised, text="4"), " kasus."))
    document.text.addElement(paragraph("Luas 214 km", text.Span(stylename=raised, text="2"), "."))
    document.text.addElement(paragraph("Emisi CO", text.Span(stylename=lowered, text="2"), " turun."))
    assert lines(document, tmp_path) == ["Kematian 12 kasus.", "Luas 214 km².", "Emisi CO2 turun."]


def test_running_heads_stand_below_the_title_and_feet_close_it(tmp_path):
    document = opendocument.OpenDocumentText()
    layout = style.PageLayout(name="L1")
    document.automaticstyles.addElement(layout)
    page, other = (style.MasterPage(name=name, pagelayoutname=layout) for name in ("Standard", "Tidak dipakai"))
    head, foot, unused = style.Header(), style.Footer(), style.Header()
    head.addElement(odf_table([["Nomor dokumen", "SOP-12"], ["Berlaku", ": 3 Maret 2027"]]))
    foot.addElement(paragraph("Dinas Kominfo — Halaman ", text.PageNumber(text="3"), " dari ", text.PageCount(text="12")))
    unused.addElement(text.P(text="Naskah lain"))
    page.addElement(head)
    page.addElement(foot)
    other.addElement(unused)
    document.masterstyles.addElement(page)
    document.masterstyles.addElement(other)
    document.text.addElement(text.P(text="Isi naskah."))
    assert lines(document, tmp_path) == ["Isi naskah.", "Nomor dokumen: SOP-12", "Berlaku : 3 Maret 2027", "Dinas Kominfo"]


def test_a_note_in_a_cell_is_no_part_of_its_figure(tmp_path):
    document = opendocument.OpenDocumentText()
    note = text.Note(noteclass="footnote")
    note.addElement(text.NoteCitation(text="1"))
    body = text.NoteBody()
    body.addElement(text.P(text="Angka sementara"))
    note.addElement(body)
    document.text.addElement(odf_table([["Uraian", "2026"], ["Kematian ibu", paragraph("12", note)]]))
    assert lines(document, tmp_path)[-2:] == ["| Kematian ibu | 12 |", "Catatan kaki: Angka sementara"]


def test_a_table_within_a_cell_is_a_table_under_its_row(tmp_path):
    document = opendocument.OpenDocumentText()
    inner = odf_table([["Jenis", "Waktu"], ["Jalan rusak", "3 hari"]], "Dalam")
    document.text.addElement(odf_table([["Tahap", "Rincian"], ["Verifikasi", inner], ["Tindak lanjut", "7 hari"]]))
    assert lines(document, tmp_path) == [
        "| Tahap | Rincian |",
        "| --- | --- |",
        "| Verifikasi |  |",
        "| Tindak lanjut | 7 hari |",
        "| Jenis | Waktu |",
        "| --- | --- |",
        "| Verifikasi |  |",
        "| Jalan rusak | 3 hari |",
    ]


def test_a_text_box_in_a_cell_is_no_value_of_its_row(tmp_path):
    document = opendocument.OpenDocumentText()
    frame, box = draw.Frame(), draw.TextBox()
    box.addElement(text.P(text="Per hari."))
    frame.addElement(box)
    document.text.addElement(odf_table([["Uraian", "Nilai"], ["Denda", paragraph("250", frame)]]))
    assert lines(document, tmp_path)[2:] == ["| Denda | 250 |", "Per hari."]


# --- sheets

ROWS = [["Uraian", "2025", "2026"], ["Jalan", "31", "12"], ["Jembatan", "4", "5"], ["Irigasi", "7", "8"]]


def sheet(rows: list[list[str]] = ROWS) -> tuple[opendocument.OpenDocument, table.Table]:
    document = opendocument.OpenDocumentSpreadsheet()
    made = odf_table(rows, "Sheet1")
    document.spreadsheet.addElement(made)
    return document, made


def rows_of(made: table.Table) -> list[Element]:
    return made.getElementsByType(table.TableRow)


def test_hidden_rows_are_not_read_and_are_counted(tmp_path):
    document, made = sheet()
    rows_of(made)[2].setAttribute("visibility", "collapse")
    found = reading(document, tmp_path, "ods")
    assert found.pages[0].text.split("\n")[2:] == ["| Jalan | 31 | 12 |", "| Irigasi | 7 | 8 |"]
    assert found.losses == (Loss(Lost.HIDDEN, 1, parts=("Sheet1",)),)


def test_rows_that_only_a_filter_hides_are_read(tmp_path):
    document, made = sheet()
    rows_of(made)[2].setAttribute("visibility", "filter")
    found = reading(document, tmp_path, "ods")
    assert "| Jembatan | 4 | 5 |" in found.pages[0].text
    assert not found.losses


def test_a_hidden_sheet_is_named(tmp_path):
    document, _ = sheet()
    hidden = style.Style(name="ta1", family="table")
    hidden.addElement(style.TableProperties(display="false"))
    document.automaticstyles.addElement(hidden)
    other = odf_table([["Kabupaten XYZ"]], "Contoh lama")
    other.setAttribute("stylename", hidden)
    document.spreadsheet.addElement(other)
    assert reading(document, tmp_path, "ods").losses == (Loss(Lost.HIDDEN, 1, parts=("Contoh lama",)),)


def test_a_struck_cell_is_empty(tmp_path):
    document, made = sheet()
    struck = text_style(document, "ce1", "table-cell", textlinethroughstyle="solid")
    made.getElementsByType(table.TableCell)[4].setAttribute("stylename", struck)
    assert lines(document, tmp_path, "ods")[2] == "| Jalan |  | 12 |"


def with_formula(row: Element, formula: str) -> None:
    row.addElement(table.TableCell(formula=formula))


def test_plain_formulas_without_values_are_computed_and_all_are_counted(tmp_path):
    document = opendocument.OpenDocumentSpreadsheet()
    made = odf_table([["Uraian", "2025", "2026", "Jumlah"]], "Lembar kerja 1")
    for name, first, second in (("Jalan", 31, 12), ("Jembatan", 4, 5)):
        row = table.TableRow()
        row.addElement(table.TableCell(valuetype="string"))
        row.childNodes[0].addElement(text.P(text=name))
        for value in (first, second):
            row.addElement(table.TableCell(valuetype="float", value=str(value)))
        number = len(made.childNodes) + 1
        with_formula(row, f"of:=SUM([.B{number}:.C{number}];1)-1")
        made.addElement(row)
    last = table.TableRow()
    for formula in ("", "of:=[$'Lembar kerja 1'.B2]+[.B3]", 'of:=SUMIF([.A2:.A3];"J;";[.B2:.B3])', "of:=[.D2]*2"):
        with_formula(last, formula)
    made.addElement(last)
    document.spreadsheet.addElement(made)
    found = reading(document, tmp_path, "ods")
    assert found.pages[0].text.split("\n")[2:] == ["| Jalan | 31 | 12 | 43 |", "| Jembatan | 4 | 5 | 9 |", "|  | 35 |  | 86 |"]
    assert found.losses == (Loss(Lost.FORMULAS, 5, parts=("Lembar kerja 1",)),)


def test_shapes_on_a_sheet_are_read_below_its_cells(tmp_path):
    document, made = sheet()
    frame, box = draw.Frame(), draw.TextBox()
    box.addElement(text.P(text="Pagu direvisi Juli 2026."))
    frame.addElement(box)
    made.getElementsByType(table.TableCell)[6].addElement(frame)
    found = reading(document, tmp_path, "ods")
    assert found.pages[0].text.endswith("\n\nPagu direvisi Juli 2026.")
    assert found.pages[0].rows[-1] == 3
