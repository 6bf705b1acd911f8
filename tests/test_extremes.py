"""Which row of a table has the largest or smallest value of a column: computed, and said to be."""

from dataclasses import replace

import pytest
from spans_by_hand import document, passage, row, with_odds

from bot.answering.extractive.composer import ExtractiveComposer
from indexer.models import Passage
from indexer.question.understanding import understand

HEADS = ("Dimensi", "Rata-rata", "Target")
ROWS = (("Governance", "2,67", "3"), ("Branding", "3,23", "3"), ("Environment", "2,37", "4"), ("Jumlah", "8,27", "10"))


def found(question: str, rows=ROWS) -> Passage:
    """A passage of a table of which a reader means the second column."""
    spans = [row(HEADS, *cells) for cells in rows]
    judged = with_odds(
        passage(understand(question), *spans, of=document(region="Kota Contoh")), *(2.0 - at for at in range(len(rows)))
    )
    read = (-5.0, 3.0, -5.0)
    return replace(judged, evidence=tuple(replace(evidence, cells=read) for evidence in judged.evidence))


def answered(question: str, rows=ROWS) -> str:
    return ExtractiveComposer().compose(understand(question), [found(question, rows)]).text


@pytest.mark.parametrize(
    ("asked", "row"),
    [
        ("paling rendah", "Environment — Rata-rata 2,37: terkecil"),
        ("terendah", "Environment — Rata-rata 2,37: terkecil"),
        ("tertinggi", "Branding — Rata-rata 3,23: terbesar"),
    ],
)
def test_the_extreme_of_a_column_is_found_without_its_sum(asked, row):
    assert answered(f"dimensi mana yang rata-ratanya {asked}") == f"{row} dari 3 baris yang ditemukan (dihitung) [1]"


def test_a_row_without_all_its_cells_is_left_out():
    assert "dari 3 baris" in answered("dimensi mana yang rata-ratanya tertinggi", (*ROWS, ("Bazar", "9,99")))


@pytest.mark.parametrize("asked", ["tertinggi dan mana yang terendah", "tertinggi 5"])
def test_nothing_is_computed_where_both_are_asked_or_a_bound_is_told(asked):
    assert "dihitung" not in answered(f"dimensi mana yang rata-ratanya {asked}")


def test_nothing_is_computed_where_a_row_is_named():
    assert "dihitung" not in answered("governance paling rendah di dimensi apa")


def test_nothing_is_computed_of_two_rows_or_where_two_have_the_value():
    assert "dihitung" not in answered("dimensi mana yang rata-ratanya tertinggi", ROWS[:2])
    assert "dihitung" not in answered("dimensi mana yang rata-ratanya tertinggi", (*ROWS[:3], ("Living", "3,23", "3")))
