"""Numbers, Roman numerals, months and days, which every room reads and writes in the same way."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.language.dates import ANY_MONTH, MONTH, MONTH_NUMBERS, MONTHS, UNTIL, WEEKDAY, YEAR, month_name, weekday_name
from indexer.language.numbers import NUMBER, ORDINALS, SCALE, SCALES, SPELLED, SPELLED_PARTS
from indexer.language.roman import SMALL, roman, roman_value


def test_a_month_has_one_number_however_it_is_spelled():
    assert [MONTH_NUMBERS[name] for name in MONTHS] == list(range(1, 13))
    assert MONTH_NUMBERS["nopember"] == MONTH_NUMBERS["nov"] == MONTH_NUMBERS["november"] == 11
    assert MONTH_NUMBERS["ags"] == MONTH_NUMBERS["agt"] == MONTH_NUMBERS["agu"] == 8


def test_months_and_days_are_written_as_in_a_date():
    assert (month_name(1), month_name(12)) == ("Januari", "Desember")
    assert weekday_name(date(2025, 8, 29).weekday()) == "Jumat"


def test_patterns_of_months_tell_names_from_short_forms():
    assert all(re.fullmatch(MONTH, name) for name in MONTHS)
    assert not re.fullmatch(MONTH, "agt")
    assert all(re.fullmatch(ANY_MONTH, spelling) for spelling in MONTH_NUMBERS)


def test_a_friday_is_spelled_in_two_ways():
    assert re.fullmatch(WEEKDAY, "jumat") and re.fullmatch(WEEKDAY, "jum'at")


@pytest.mark.parametrize("between", ["-", "–", "s.d.", "s/d", "sd", "sampai", "sampai dengan", "hingga"])
def test_a_span_of_years_is_written_in_many_ways(between):
    assert re.fullmatch(rf"{YEAR}\s?{UNTIL}\s?{YEAR}", f"2025 {between} 2029")


def test_other_numbers_are_no_years():
    assert not re.fullmatch(YEAR, "1825") and not re.fullmatch(YEAR, "2125")


def test_scales_have_one_factor_however_they_are_spelled():
    assert SCALES["miliar"] == SCALES["milyar"] == 10**9
    assert SCALES["rb"] == SCALES["ribu"] == 1_000
    assert SCALES["triliun"] == SCALES["trilliun"] == 10**12
    assert all(re.fullmatch(SCALE, word) for word in SCALES)


def test_spelled_numbers_have_their_value():
    assert (SPELLED["satu"], SPELLED["sebelas"], ORDINALS["pertama"], ORDINALS["kesepuluh"]) == (1, 11, 1, 10)
    assert not set(SPELLED) & SPELLED_PARTS


def test_a_number_keeps_its_points_and_commas():
    assert re.findall(NUMBER, "Rp1.234.567,89 untuk 12 bulan, 3,5%") == ["1.234.567,89", "12", "3,5"]


@given(st.integers(1, 3_999))
def test_roman_numerals_are_read_as_they_are_written(number):
    assert roman_value(roman(number)) == roman_value(roman(number).upper()) == number


def test_fourteen_is_xiv():
    assert roman(14) == "xiv"


@pytest.mark.parametrize("text", ["", "iiii", "vx", "bab", "12", "civic", "mmi a"])
def test_what_is_no_roman_numeral_has_no_value(text):
    assert roman_value(text) == 0


def test_small_numerals_are_recognised_by_their_letters():
    assert all(re.fullmatch(SMALL, roman(number)) for number in range(1, 25) if len(roman(number)) <= 4)
    assert not re.fullmatch(SMALL, "mi")
