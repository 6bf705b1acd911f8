"""Which columns of a table may be added, and where a table ends: nothing is counted twice, or guessed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spans_by_hand import line, row

from bot.answering.extractive.summable import column_of, why_not
from indexer.models import Span, TableRows
from indexer.question.understanding import understand
from indexer.structure.tables import Run, run_of

AMOUNTS = ("Uraian", "Anggaran (Rp)")
ASKED = understand("berapa total anggaran")


def table(*rows: Span, caption: str = "Tabel 1 Anggaran", whole: bool = True, sure: bool = True) -> TableRows:
    return TableRows(rows, caption, whole, sure)


def of_amounts(*amounts: int) -> TableRows:
    return table(*(row(AMOUNTS, f"Taman {chr(65 + at)}", f"{amount:,}".replace(",", ".")) for at, amount in enumerate(amounts)))


@given(
    parts=st.lists(st.integers(1, 10**12), min_size=2, max_size=6),
    others=st.lists(st.integers(1, 10**12), max_size=3),
    at=st.booleans(),
)
def test_a_row_that_holds_those_beside_it_is_never_added_to_them(parts, others, at):
    with_its_sum = [sum(parts), *parts] if at else [*reversed(parts), sum(parts)]
    assert why_not(column_of(of_amounts(*others, *with_its_sum), 1, ASKED))
    assert why_not(column_of(of_amounts(*with_its_sum, *others), 1, ASKED))


@pytest.mark.parametrize(
    ("of", "why"),
    [
        (of_amounts(200, 300, 900), ""),
        (replace(of_amounts(200, 300, 900), whole=False), "berlanjut"),
        (replace(of_amounts(200, 300, 900), sure=False), "tidak terbaca dengan pasti"),
        (replace(of_amounts(200, 300, 900), caption="Tabel 1 Anggaran (sebagian)"), "hanya memuat sebagian"),
        (table(row(AMOUNTS, "Program Air", "200"), row(AMOUNTS, "Kegiatan Sumur", "90")), "termuat"),
        (table(row(AMOUNTS, "Belanja Operasi", "200"), row(AMOUNTS, "Belanja Pegawai", "90")), "termuat"),
        (table(row(AMOUNTS, "Taman", "200"), row(AMOUNTS, "Sisa anggaran", "90")), "termuat"),
        (table(row(AMOUNTS, "Seluruh taman", "200"), row(AMOUNTS, "Kolam", "90")), "termuat"),
        (table(row(AMOUNTS, "A. Taman", "200"), row(AMOUNTS, "1. Kolam", "90"), row(AMOUNTS, "2. Bangku", "80")), "termuat"),
        (table(row(AMOUNTS, "Taman", "200"), row(AMOUNTS, "Taman", "90")), "termuat"),
        (table(row(AMOUNTS, "Taman", "Rp200"), row(AMOUNTS, "Kolam", "90")), "satuan"),
        (table(row(AMOUNTS, "Taman", "200"), row(AMOUNTS, "Kolam", "(90)")), "angka yang jelas"),
        (table(row(AMOUNTS, "Taman", "1.200"), row(AMOUNTS, "Kolam", "0.875")), "angka yang jelas"),  # so 1.200 may be 1,2
        (table(row(AMOUNTS, "Triwulan I", "200"), row(AMOUNTS, "Triwulan II", "900")), "waktu atau keadaan"),
        (table(row(AMOUNTS, "Januari 2024", "200"), row(AMOUNTS, "Februari 2024", "900")), "waktu atau keadaan"),
        (table(row(AMOUNTS, "Anggaran semula", "200"), row(AMOUNTS, "Anggaran perubahan", "900")), "waktu atau keadaan"),
        (table(row(AMOUNTS, "Perubahan perilaku", "200"), row(AMOUNTS, "Target sehat", "900")), ""),
    ],
)  # fmt: skip
def test_why_a_column_may_not_be_added(of, why):
    said = why_not(column_of(of, 1, ASKED))
    assert why in said and bool(said) == bool(why)


def test_a_table_ends_where_its_page_says_so():
    rows = [replace(row(AMOUNTS, f"Taman {at}", f"{at}00"), quotes=((3, f"Taman {at}"),)) for at in range(1, 4)]
    before, behind = (replace(line("Kalimat.", kind), quotes=((3, "Kalimat."),)) for kind in ("heading", "sentence"))
    spans = [before, *rows, behind]
    assert run_of(rows[1], spans, 2, from_first=False, to_last=False) == Run(tuple(rows), "", ends=True)
    elsewhere = replace(behind, quotes=((4, "Kalimat."),))
    for torn in ([before, *rows], [before, *rows, elsewhere], [before, *rows, replace(behind, kind="line")]):
        assert not run_of(rows[1], torn, 2, from_first=True, to_last=False).ends
    on_the_next = replace(rows[2], quotes=((4, "Taman 3"),))
    assert not run_of(rows[1], [before, *rows[:2], on_the_next, elsewhere], 2, from_first=True, to_last=True).ends
