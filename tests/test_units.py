"""A cell's value as people write it: with the unit of its head, of a column of units, or of the caption."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.extractive.numbers import number_of, written
from bot.answering.extractive.units import unit_of, with_unit, without_unit
from indexer.models import Span


@pytest.mark.parametrize(
    ("cell", "head", "units", "caption", "shown"),
    [
        ("230", "Volume", [], "Pendanaan (Rp juta)", "230"),
        ("17.835", "2022", ["unit"], "", "17.835 unit"),
        ("850.000", "Pagu (Rp)", [], "", "Rp850.000"),
        ("3.150.000.000", "Pagu (Rp)", [], "", "Rp3.150.000.000 (Rp3,15 miliar)"),
        ("3.388.123.000", "Pagu (Rp)", [], "", "Rp3.388.123.000 (sekitar Rp3,39 miliar)"),
        ("88", "Realisasi (Rp juta)", [], "", "Rp88 juta"),
        ("1.780", "2024 Rp", [], "Tabel 6.1 Pendanaan (Rp juta)", "Rp1.780 juta"),
        ("720", "Target 2025", [], "PAD (dalam juta rupiah)", "Rp720 juta"),
        ("(88)", "Surplus", [], "dalam ribu rupiah", "−Rp88 ribu"),
        ("89,93", "Persen", [], "", "89,93%"),
        ("12,22", "%", [], "", "12,22%"),
        ("3,25", "2026", ["Indeks"], "", "3,25"),
        ("4 pkm", "2022 Target", [], "Pendanaan (Rp juta)", "4 pkm"),
        ("82", "Target (Murni)", [], "", "82"),
        ("-", "Target", ["unit"], "", "-"),
    ],
)
def test_a_value_is_shown_with_its_unit(cell, head, units, caption, shown):
    others = ("Pagu (Rp)",) if head == "Volume" else ()
    span = Span("row", cell, ((1, cell),), heading=(caption,), heads=(head, *others), cells=(cell, *others))
    assert with_unit(cell, unit_of(head, span, units)) == shown


def test_a_head_says_its_unit_once():
    assert without_unit("Harga pasar (Rp)") == "Harga pasar"
    assert without_unit("Target (Murni)") == "Target (Murni)"


@pytest.mark.parametrize(("cell", "number"), [("Rp1.234,50", "1234.5"), ("(88)", "-88"), ("−3,25", "-3.25"), ("12 unit", "12")])
def test_a_cell_is_a_number(cell, number):
    assert number_of(cell) == Decimal(number)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_a_written_number_is_read_as_the_same(number):
    assert number_of(written(number)) == number
