"""The lines of a narrow cell are one text: what it broke is whole again, what only stands close stays apart."""

import pytest

from indexer.reading.page.divided import joined_lines


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["13.45", "6.789.000"], "13.456.789.000"),
        (["Rp1.475.500.", "000,00"], "Rp1.475.500.000,00"),
        (["3.25.02.", "2.01"], "3.25.02.2.01"),
        (["XYZ.1", "4.02.05", ".03"], "XYZ.14.02.05.03"),
        (["ABC-DEF.07", ".02.03"], "ABC-DEF.07.02.03"),
        (["Kode ABC", ".07.02.03"], "Kode ABC.07.02.03"),
    ],
)
def test_a_figure_or_code_that_a_narrow_cell_broke_is_whole(lines, whole):
    assert joined_lines(lines) == whole


@pytest.mark.parametrize(
    ("lines", "apart"),
    [
        (["17.25", "9,28%"], "17.25 9,28%"),
        (["2024", "2025"], "2024 2025"),
        (["A.1", "1.01.02"], "A.1 1.01.02"),
        (["1.000", "2.000"], "1.000 2.000"),
        (["Rincian", "3.25.02"], "Rincian 3.25.02"),
    ],
)
def test_figures_and_codes_that_are_whole_stay_apart(lines, apart):
    assert joined_lines(lines) == apart
