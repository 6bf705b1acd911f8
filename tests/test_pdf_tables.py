"""Tables of PDFs, ruled in all ways: each cell is read back under its head, and what is no table is none."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from printed_tables import Printed

from indexer.models import Table
from indexer.reading.pdf.picture import PrintedWord
from indexer.reading.pdf.reader import read_pdf
from indexer.reading.pdf.tables.bands import Rows, rows_in
from indexer.reading.pdf.tables.cells import FilledCell, to_lines
from indexer.reading.pdf.tables.grid import GridCell

FIGURES = st.sampled_from(["12,5", "1.250.000", "98%", "-", "7", "12.345.678.900", "0,36", "(1.200)"])
NAMES = st.lists(
    st.sampled_from("Pajak Retribusi Jalan Cakupan Layanan Kesehatan Ibu Sekolah Dasar Irigasi Hotel Persampahan".split()),
    min_size=1,
    max_size=7,
).map(" ".join)
PLACES = "- Rekaan Contoh Sukamaju Tirta Harapan Mekarsari Bahari Lestari Sentosa Mandiri Makmur Sejahtera".split()


def tables(path: Path) -> list[Table]:
    return [block.table for page in read_pdf(path.read_bytes()).pages for block in page.blocks if block.table]


def texts(table: Table) -> list[list[str]]:
    """The cells of a table, heads and rows."""
    return [[cell.text for cell in row] for row in (*table.heads, *table.body)]


@st.composite
def printed(draw, rules: str) -> Printed:
    """A table of some rows and columns, its cells filled or, here and there, empty."""
    years = [str(2020 + n) for n in range(draw(st.integers(2, 5)))]
    numbered = draw(st.booleans())
    rows = []
    for number in range(1, draw(st.integers(3, 12)) + 1):
        name = PLACES[number] if rules == "none" else f"{PLACES[number]} {draw(NAMES)}"
        row = [f"{number}."] * numbered + [name, *(draw(FIGURES) for _ in years)]
        rows.append(row)
    heads = ["No"] * numbered + ["Uraian", *years]
    valign = draw(st.sampled_from(["TOP", "MIDDLE", "BOTTOM"]))
    align = draw(st.sampled_from(["RIGHT", "CENTER", "LEFT"]))
    padding = draw(st.sampled_from([1, 3, 6]))
    return Printed(heads, rows, rules, align=align, valign=valign, padding=padding)


@pytest.mark.parametrize("rules", ["all", "inner", "columns", "rows", "heads", "coloured heads", "three lines", "none"])
def test_a_printed_table_is_read_back_cell_by_cell(tmp_path_factory, rules):
    folder = tmp_path_factory.mktemp("tabel")

    @given(printed(rules))
    @settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def is_read_back(table: Printed) -> None:
        found = tables(table.save(folder / "a.pdf"))
        assert [texts(one) for one in found] == [[list(table.heads), *map(list, table.rows)]]

    is_read_back()


def test_rows_are_told_by_their_baselines_where_only_columns_are_ruled(tmp_path):
    """As budget printouts are: a row of amounts each line, no rule between them, long names wrapped."""
    rows = [
        ["4", "PENDAPATAN DAERAH", "900.000.000", "880.000.000", "97,78"],
        ["4.1", "PENDAPATAN ASLI DAERAH", "300.000.000", "290.000.000", "96,67"],
        ["4.1.01", "Pajak Hotel", "100.000.000", "90.000.000", "90,00"],
        ["4.1.02", "Pajak Restoran dan Rumah Makan di Kawasan Wisata", "200.000.000", "200.000.000", "100,00"],
        ["4.2", "PENDAPATAN TRANSFER", "600.000.000", "590.000.000", "98,33"],
    ]
    heads = ["Kode", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)", "%"]
    [found] = tables(Printed(heads, rows, "columns", widths=[45, 150, 90, 90, 50], names=1).save(tmp_path / "a.pdf"))
    assert texts(found) == [heads, *rows]


def test_figures_and_codes_that_a_narrow_cell_broke_are_one_and_words_keep_their_blank(tmp_path):
    rows = [
        ["3.25.02.<br/>2.01", "13.456.7<br/>89.000", "80<br/>persen"],
        ["3.25.02.<br/>2.02", "1.475.500.<br/>000,00", "85<br/>persen"],
    ]
    [found] = tables(Printed(["Kode", "Pagu", "Target"], _as_paragraphs(rows), widths=[60, 60, 60]).save(tmp_path / "a.pdf"))
    assert texts(found)[1:] == [
        ["3.25.02.2.01", "13.456.789.000", "80 persen"],
        ["3.25.02.2.02", "1.475.500.000,00", "85 persen"],
    ]


def _as_paragraphs(rows):
    return [[row[0], *(text.replace("<br/>", "\n") for text in row[1:])] for row in rows]


def test_a_form_with_dotted_lines_is_no_table(tmp_path):
    rows = [["Nama", ": ......................"], ["Alamat", ": ......................"], ["Telepon", ": ..............."]]
    assert tables(Printed(["Isian", ":"], rows, widths=[100, 200]).save(tmp_path / "a.pdf")) == []


def test_an_empty_cell_is_empty(tmp_path):
    rows = [["Jalan", "", "7"], ["Jembatan", "5", ""], ["Irigasi", "2", "3"]]
    [found] = tables(Printed(["Uraian", "2025", "2026"], rows).save(tmp_path / "a.pdf"))
    assert texts(found)[1:] == rows


def test_a_table_has_its_heads_on_the_pages_it_goes_on_over(tmp_path):
    rows = [[f"{n}.", f"Kegiatan {n} tahunan", f"{n},5", f"{n}.000"] for n in range(1, 80)]
    found = tables(Printed(["No", "Kegiatan", "Target", "Pagu"], rows).save(tmp_path / "a.pdf"))
    assert len(found) > 1
    assert all([cell.text for cell in table.heads[0]] == ["No", "Kegiatan", "Target", "Pagu"] for table in found)
    assert [[cell.text for cell in row] for table in found for row in table.body] == rows


def test_figures_whose_rows_cannot_be_told_apart_stay_lines_marked_so():
    """Two columns with figures on lines of their own: which belong together nobody can say."""
    cells = [_cell(0, [(10, "5"), (20, "6"), (30, "7")]), _cell(1, [(14, "50"), (26, "70")]), _cell(2, [(10, "a"), (20, "b")])]
    assert rows_in(cells) is Rows.UNKNOWN


def _cell(column: int, lines: list[tuple[float, str]]) -> FilledCell:
    place = GridCell(range(0, 1), range(column, column + 1))
    left = 100.0 * column
    words = [PrintedWord(text, left, y - 8, left + 20, y + 2, y, 9) for y, text in lines]
    return FilledCell(place, to_lines(words))


def test_a_word_printed_twice_at_one_place_is_read_once():
    words = [PrintedWord("410", 10, 0, 30, 10, 8, 9), PrintedWord("410", 10.4, 0, 30.4, 10, 8, 9)]
    assert [line.text for line in to_lines(words)] == ["410"]


def test_figures_of_labels_beside_each_other_in_one_cell_stay_two():
    labels = FilledCell(GridCell(range(1), range(1)), to_lines([label("13.4", 20, 100), label("56.789", 80, 105)]))
    broken = FilledCell(GridCell(range(1), range(1)), to_lines([label("13.4", 20, 100), label("56.789", 20, 112)]))
    assert (labels.text, broken.text) == ("13.4 56.789", "13.456.789")


def label(text: str, left: float, baseline: float) -> PrintedWord:
    return PrintedWord(text, left, baseline - 8, left + 5 * len(text), baseline + 2, baseline, 10)
