"""What Excel shows and hides: struck values, raised marks, hidden rows and sheets, formulas without values, boxes on a sheet."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.filters import FilterColumn

from indexer.models import Loss, Lost, Reading
from indexer.reading.formats import read

ROWS = [["Uraian", "2025", "2026"], ["Jalan", 31, 12], ["Jembatan", 4, 5], ["Irigasi", 7, 8]]
HEADS = ["| Uraian | 2025 | 2026 |", "| --- | --- | --- |"]


@pytest.fixture
def book() -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    for row in ROWS:
        made.active.append(row)
    return made


def reading(book: openpyxl.Workbook, tmp_path: Path) -> Reading:
    book.save(tmp_path / "data.xlsx")
    return read(tmp_path / "data.xlsx")


def lines(book: openpyxl.Workbook, tmp_path: Path) -> list[str]:
    text = "\n".join(page.text for page in reading(book, tmp_path).pages)
    return [line for line in text.split("\n") if line]


# --- struck out and raised


def test_struck_cells_and_struck_words_of_a_cell_are_left_out(book, tmp_path):
    struck = InlineFont(strike=True)
    book.active["B2"].font = Font(strike=True)
    book.active["C3"] = CellRichText(TextBlock(struck, "9"), " 5")
    assert lines(book, tmp_path)[2:4] == ["| Jalan |  | 12 |", "| Jembatan | 4 | 5 |"]


def test_a_raised_note_mark_in_a_cell_is_no_part_of_its_figure(book, tmp_path):
    raised = InlineFont(vertAlign="superscript")
    book.active["B2"] = CellRichText("31", TextBlock(raised, "a)"))
    book.active["C2"] = "12⁴"
    book.active["A3"] = CellRichText("Luas jembatan (m", TextBlock(raised, "2"), ")")
    assert lines(book, tmp_path)[2:4] == ["| Jalan | 31 | 12 |", "| Luas jembatan (m²) | 4 | 5 |"]


# --- hidden


def test_hidden_rows_and_columns_are_not_read_and_are_counted(book, tmp_path):
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.active.column_dimensions["F"].hidden = True
    found = reading(book, tmp_path)
    assert found.pages[0].text.split("\n") == ["| Uraian | 2026 |", "| --- | --- |", "| Jalan | 12 |", "| Irigasi | 8 |"]
    assert found.pages[0].rows == (1, 0, 2, 4)
    assert found.losses == (Loss(Lost.HIDDEN, 2, parts=("Sheet",)),)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_named_and_empty_ones_are_no_loss(book, tmp_path, state):
    for name in ("Contoh lama", "Kosong"):
        book.create_sheet(name).sheet_state = state
    book["Contoh lama"]["A1"] = "Kabupaten XYZ"
    assert reading(book, tmp_path).losses == (Loss(Lost.HIDDEN, 1, parts=("Contoh lama",)),)


def test_rows_that_only_a_filter_hides_are_read(book, tmp_path):
    sheet = book.active
    sheet.auto_filter.ref = "A1:C4"
    sheet.auto_filter.filterColumn.append(FilterColumn(colId=0))
    sheet.row_dimensions[3].hidden = True
    assert "| Jembatan | 4 | 5 |" in lines(book, tmp_path)


def test_rows_and_columns_of_a_folded_group_are_read(book, tmp_path):
    book.active.row_dimensions.group(2, 3, hidden=True)
    book.active.column_dimensions.group("B", "B", hidden=True)
    found = reading(book, tmp_path)
    assert "| Jembatan | 4 | 5 |" in found.pages[0].text
    assert not found.losses


def test_a_merged_cell_whose_first_row_is_hidden_still_says_what_it_says(book, tmp_path):
    book.active.merge_cells("A2:A4")
    book.active.row_dimensions[2].hidden = True
    assert lines(book, tmp_path) == [*HEADS, "| Jalan | 4 | 5 |", "| Jalan | 7 | 8 |"]


# --- formulas


def test_plain_formulas_without_values_are_computed_in_the_format_of_their_cells(book, tmp_path):
    book.active.append(["Jumlah", "=SUM(B2:B4)", "=SUM(C2:C4)"])
    book.active.append(["Capaian", None, "=C5/B5"])
    book.active["C6"].number_format = "0,0%"
    found = reading(book, tmp_path)
    assert found.pages[0].text.split("\n")[-2:] == ["| Jumlah | 42 | 25 |", "| Capaian |  | 60% |"]
    assert found.losses == (Loss(Lost.FORMULAS, 3, parts=("Sheet",)),)


def test_formulas_that_are_not_plain_stay_empty(book, tmp_path):
    book.active.append(["Jumlah", '=SUMIF(A2:A4,"J*",B2:B4)', "=SUM(C2:C4)"])
    book.create_sheet("Rahasia")["A1"] = "=VLOOKUP(1,A2:B3,2)"
    book["Rahasia"].sheet_state = "hidden"
    found = reading(book, tmp_path)
    assert found.pages[0].text.endswith("| Jumlah |  | 25 |")
    assert Loss(Lost.FORMULAS, 2, parts=("Sheet",)) in found.losses


def with_values(book: openpyxl.Workbook, tmp_path: Path, value: str) -> Path:
    """The book as a program writes it that puts the same value into every formula."""
    buffer = io.BytesIO()
    book.save(buffer)
    path = tmp_path / "data.xlsx"
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(
                name,
                old.read(name)
                .replace(b"<v></v>", b"<v>%s</v>" % value.encode())
                .replace(b"<v/>", b"<v>%s</v>" % value.encode()),
            )
    return path


def test_a_nought_that_a_program_wrote_for_every_formula_is_no_value(book, tmp_path):
    book.active.append(["Jumlah", "=SUM(B2:B4)", '=SUMIF(A2:A4,"J*",C2:C4)'])
    book.calculation.fullCalcOnLoad = True
    found = read(with_values(book, tmp_path, "0"))
    assert found.pages[0].text.endswith("| Jumlah | 42 |  |")
    assert found.losses == (Loss(Lost.FORMULAS, 2, parts=("Sheet",)),)


def test_values_that_a_spreadsheet_stored_count(book, tmp_path):
    book.active.append(["Jumlah", "=SUM(B2:B4)", None])
    book.calculation.fullCalcOnLoad = False
    assert read(with_values(book, tmp_path, "0")).pages[0].text.endswith("| Jumlah | 0 |  |")
    book.calculation.fullCalcOnLoad = True
    assert read(with_values(book, tmp_path, "41")).pages[0].text.endswith("| Jumlah | 41 |  |")
    assert not read(tmp_path / "data.xlsx").losses


# --- boxes, attachments

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def shape(text: str, run: str = "") -> str:
    return (
        f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="Kotak"/></xdr:nvSpPr><xdr:txBody><a:p><a:r>{run}<a:t>{text}</a:t></a:r></a:p>'
        "</xdr:txBody></xdr:sp>"
    )


def with_parts(book: openpyxl.Workbook, tmp_path: Path, parts: dict[str, str], relations: str) -> Path:
    """The book with further parts, and what the first sheet says of them."""
    buffer = io.BytesIO()
    book.save(buffer)
    path = tmp_path / "data.xlsx"
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
        source = (
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
        )
        new.writestr("xl/worksheets/_rels/sheet1.xml.rels", source)
    return path


def test_text_boxes_stand_below_the_cells_each_with_its_row(book, tmp_path):
    group = f"<xdr:grpSp>{shape('Dalam kelompok')}</xdr:grpSp>"
    boxes = [
        (9, shape("Pagu direvisi Juli 2026.")),
        (1, shape("Dicoret", '<a:rPr strike="sngStrike"/>')),
        (4, group),
        (5, shape("17")),
    ]
    anchors = "".join(
        f"<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>{row}</xdr:row></xdr:from>{source}</xdr:twoCellAnchor>"
        for row, source in boxes
    )
    drawing = f'<xdr:wsDr xmlns:xdr="{_DRAWING}/spreadsheetDrawing" xmlns:a="{_DRAWING}/main">{anchors}</xdr:wsDr>'
    relation = f'<Relationship Id="r1" Type="{_RELATIONS}/drawing" Target="../drawings/drawing1.xml"/>'
    path = with_parts(book, tmp_path, {"xl/drawings/drawing1.xml": drawing}, relation)
    [page] = read(path).pages
    assert [line for line in page.text.split("\n") if line][-2:] == ["Dalam kelompok", "Pagu direvisi Juli 2026."]
    assert (page.rows[-1], page.rows[-3]) == (10, 5)


def test_embedded_files_are_named_as_not_read(book, tmp_path):
    relation = f'<Relationship Id="r1" Type="{_RELATIONS}/oleObject" Target="../embeddings/oleObject1.bin"/>'
    native = "\x02\x00rincian pagu.pdf\x00C:\\rincian pagu.pdf\x00"
    path = with_parts(book, tmp_path, {"xl/embeddings/oleObject1.bin": native}, relation)
    assert read(path).losses == (Loss(Lost.ATTACHMENTS, 1, parts=("rincian pagu.pdf",)),)
