"""Raised and lowered text beside figures, in whatever format it comes."""

import pytest

from indexer.reading.office.raised import LOWERED, RAISED, Piece, flat, joined


def raised(before: str, mark: str, after: str = "") -> str:
    return joined([Piece(before), Piece(mark, RAISED), Piece(after)])


@pytest.mark.parametrize("mark", ["4", "12", "1)", "a)", "*", "**", "(2)", "1,2", "x", "xx)", "†"])
def test_a_note_mark_is_no_part_of_the_figure_before_it(mark):
    assert raised("12", mark, " kasus") == "12 kasus"
    assert raised("Puskesmas", mark, " terakreditasi") == "Puskesmas terakreditasi"


def test_a_mark_that_opens_a_line_stands_before_its_note():
    assert joined([Piece("1", RAISED), Piece("Angka sementara")]) == "1 Angka sementara"
    assert joined([Piece("1)", RAISED), Piece(" Angka sementara")]) == "1) Angka sementara"
    assert joined([Piece("Jumlah 12\n"), Piece("1)", RAISED), Piece("Angka sementara")]) == "Jumlah 12\n1) Angka sementara"


@pytest.mark.parametrize("unit", ["m", "214 km", "214km", "cm", "dam", "x", "R"])
def test_exponents_of_units_and_variables_stay(unit):
    assert raised(unit, "2") == f"{unit}²"
    assert raised(unit, "3", " per hari") == f"{unit}³ per hari"


def test_figures_of_compounds_stay_even_where_they_are_raised():
    assert raised("CO", "2", "e") == "CO2e"
    assert flat("74 juta ton CO²e") == "74 juta ton CO2e"


def test_a_bracket_raised_with_an_exponent_closes_the_one_before():
    assert raised("Luas (km", "2)") == "Luas (km²)"
    assert raised("(sebanyak 24", "1)", " orang)") == "(sebanyak 24 orang)"


def test_powers_and_degrees_stay():
    assert raised("3,2 x 10", "6") == "3,2 x 10⁶"
    assert raised("Produksi (10", "3", " ton)") == "Produksi (10³ ton)"
    assert raised("kg ha", "-1") == "kg ha-1"
    assert raised("L", "-1") == "L⁻¹"
    assert raised("suhu 30", "o", "C") == "suhu 30°C"
    assert raised("suhu 30", "0", " C") == "suhu 30° C"
    assert raised("12", "2", " = 144") == "12² = 144"


def test_other_raised_text_stays_and_figures_stay_apart():
    assert raised("Rapat ke-1", "st") == "Rapat ke-1st"
    assert raised("12", "2024") == "12 2024"
    assert joined([Piece("2"), Piece("1", RAISED), Piece("/"), Piece("2", LOWERED)]) == "2 1/2"


def test_space_around_a_mark_stays():
    assert joined([Piece("17,2"), Piece("1 ", RAISED), Piece("persen")]) == "17,2 persen"


def test_runs_of_one_mark_are_one():
    assert joined([Piece("29,8"), Piece("1", RAISED), Piece(")", RAISED)]) == "29,8"


def test_lowered_figures_of_formulas_stay():
    assert joined([Piece("CO"), Piece("2", LOWERED)]) == "CO2"
    assert joined([Piece("PM"), Piece("2,5", LOWERED), Piece(" harian")]) == "PM2,5 harian"
    assert joined([Piece("log 8"), Piece("2", LOWERED)]) == "log 8₂"


@pytest.mark.parametrize(
    ("text", "read"),
    [("24ᵃ⁾", "24"), ("12⁴", "12"), ("214 km²", "214 km²"), ("640¹⁾ unit", "640 unit"), ("Luas (m²)", "Luas (m²)")],
)
def test_raised_characters_are_read_like_raised_type(text, read):
    assert flat(text) == read
