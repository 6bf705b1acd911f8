"""A cell's value as people write it: with the unit of its head, of a column of units, or of the caption."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.extractive.numbers import number_of, written
from bot.answering.extractive.units import is_head_of_units, unit_of, with_unit, without_unit
from indexer.models import Span


@pytest.mark.parametrize(
    ("cell", "head", "units", "caption", "shown"),
    [
        ("230", "Volume", [], "Pendanaan (Rp juta)", "230"),
        ("98,5", "Persentase Capaian", [], "PAD (dalam juta rupiah)", "98,5"),
        ("1.200", "Anggaran (APBD)", [], "", "1.200"),
        ("5", "Nilai (Rp juta)", [], "", "Rp5 juta"),
        ("12", "2024", [], "Program Satu Miliar Rupiah per Desa", "12"),
        ("9" * 42, "Pagu (Rp)", [], "", "Rp" + "9" * 42),
        ("17.835", "2022", ["unit"], "", "17.835 unit"),
        ("850.000", "Pagu (Rp)", [], "", "Rp850.000"),
        ("3.150.000.000", "Pagu (Rp)", [], "", "Rp3.150.000.000 (Rp3,15 miliar)"),
        ("3.388.123.000", "Pagu (Rp)", [], "", "Rp3.388.123.000 (sekitar Rp3,39 miliar)"),
        ("88", "Realisasi (Rp juta)", [], "", "Rp88 juta"),
        ("1.780", "2024 Rp", [], "Tabel 6.1 Pendanaan (Rp juta)", "Rp1.780 juta"),
        ("720", "Target 2025", [], "PAD (dalam juta rupiah)", "Rp720 juta"),
        ("(88)", "2024", [], "dalam ribu rupiah", "−Rp88 ribu"),
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


def test_who_a_unit_is_is_no_unit():
    assert is_head_of_units("Satuan") and not is_head_of_units("Satuan Kerja") and not is_head_of_units("Harga Satuan")


def test_a_head_says_its_unit_once():
    assert without_unit("Harga pasar (Rp)") == "Harga pasar"
    assert without_unit("Target (Murni)") == "Target (Murni)"


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0,345", "0.345"),
        ("74,125", "74.125"),
        ("1.250", "1250"),
        ("0.85", "0.85"),
        ("Rp1.234,50", "1234.5"),
        ("(88)", "-88"),
        ("−3,25", "-3.25"),
        ("12 unit", "12"),
    ],
)
def test_a_cell_is_a_number(cell, number):
    assert number_of(cell) == Decimal(number)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3))
def test_a_written_number_is_read_as_the_same(number):
    assert number_of(written(number)) == number
