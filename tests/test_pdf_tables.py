"""Tables of PDFs, ruled in all ways: each cell is read back under its head, and what is no table is none."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from printed_tables import Printed

from indexer.models import Table
from indexer.reading.pdf.reader import read_pdf

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
        name = f"{PLACES[number]} {draw(NAMES)}"
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
    @settings(max_examples=15, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    def is_read_back(table: Printed) -> None:
        found = tables(table.save(folder / "a.pdf"))
        assert [texts(one) for one in found] == [[list(table.heads), *map(list, table.rows)]]

    is_read_back()
