"""Figures of tables that must add up, along a row or down a column, and what is thought of those that don't."""

import numpy as np
import pytest

from indexer.models import Cell as TableCell
from indexer.models import Table
from indexer.reading.scans import second_look
from indexer.reading.scans.ocr import Seen
from indexer.reading.scans.rows import Cell
from indexer.reading.scans.summed import checked_by_sums, doubtful_by_sums
from indexer.reading.scans.sums import wrong_sums

ROWS = [
    "Desa Awan|607.100|190.300|797.400",
    "Desa Bayu|500.000|-|500.000",
    "Desa Cahaya|410.250|20.050|430.300",
    "Desa Dahan|1.000|2.500|3.500",
]
PAGE = np.full((900, 1300), 255, np.uint8)


def places(rows: list[str]) -> dict[tuple[int, int], str]:
    return {(row, column): text for row, line in enumerate(rows) for column, text in enumerate(line.split("|")) if text}


def suspected(rows: list[str]) -> list[list[str]]:
    texts = places(rows)
    return [[texts[place] for place in one.suspects] for one in wrong_sums(texts)]


def cells(rows: list[str]) -> list[Cell]:
    """A ruled table: a row is 50 pixels high, a column 300 wide."""
    made = []
    for (row, column), text in places(rows).items():
        left, top = 100.0 + 300 * column, 100.0 + 50 * row
        word = Seen(text, 0.95, (left + 20, top + 10, left + 200, top + 40), (1, 1, row))
        made.append(Cell((left, top, left + 300, top + 50), [word]))
    return made


def checked(rows: list[str], monkeypatch, second: str = "") -> tuple[list[str], tuple[str, ...]]:
    """The texts of the checked cells and what is doubtful, where a second look sees `second` everywhere."""
    word = [Seen(second, 0.9, (0.0, 0.0, 1.0, 1.0), (1, 1, 1))] if second else []
    monkeypatch.setattr(second_look, "see_cells", lambda bare, boxes, only: [word] * len(boxes))
    found = checked_by_sums(cells(rows), PAGE)
    return [cell.words[0].text for cell in found.cells], found.doubtful


def test_a_table_that_adds_up_is_in_no_doubt():
    assert wrong_sums(places(["Desa|2024|2025|(4)=(2)+(3)", "(1)|(2)|(3)|(4)", *ROWS])) == []


def test_a_row_that_does_not_add_up_where_most_do_is_suspected():
    assert suspected([*ROWS, "Desa Embun|600.100|190.300|797.400"]) == [["190.300", "600.100", "797.400"]]


def test_the_sum_may_stand_before_its_parts():
    turned = ["|".join([line.split("|")[0], line.split("|")[3], *line.split("|")[1:3]]) for line in ROWS]
    assert suspected([*turned, "Desa Embun|9.000|1.000|2.000"]) == [["1.000", "2.000", "9.000"]]


@pytest.mark.parametrize("rows", [ROWS[:2], ["A|1|2|4", "B|5|5|11", "C|7|1|3"], ["1|2020|5|7", "2|2021|9|8", "3|2022|1|4"]])
def test_columns_that_are_no_sums_or_too_short_to_tell_suspect_nothing(rows):
    assert suspected([*rows, "Desa Embun|600.100|190.300|797.400"][:3]) == []


def test_decimals_may_be_rounded():
    assert suspected([*ROWS, "Desa Embun|10,33|10,33|20,67"]) == []


def test_a_last_row_of_totals_is_checked_where_most_of_its_columns_add_up():
    rows = ["Awan|10|200|7|31", "Bayu|30|300|1|45", "Jumlah|40|500|8|79"]
    assert suspected(rows) == [["31", "45", "79"]]


def test_totals_of_rows_on_earlier_pages_suspect_nothing():
    assert suspected(["Awan|10|200|7", "Bayu|30|300|1", "Jumlah|140|5.500|38"]) == []


def test_what_another_sum_vouches_for_is_not_suspected():
    rows = ["Awan|10|20|30", "Bayu|30|25|55", "Cahaya|5|8|13", "Dahan|4|3|9", "Total|49|56|105"]
    assert suspected(rows) == [["9"], ["9"]]


def test_a_digit_that_looks_alike_is_mended_in_doubt_where_a_second_look_says_so(monkeypatch):
    texts, doubtful = checked([*ROWS, "Desa Embun|607.122|190.326|197.448"], monkeypatch, second="797.448")
    assert texts[-1] == "797.448"
    assert doubtful == ("797.448",)


@pytest.mark.parametrize("second", ["", "197.448", "787.448"])
def test_without_a_second_look_that_agrees_all_figures_of_the_row_stay_in_doubt(monkeypatch, second):
    texts, doubtful = checked([*ROWS, "Desa Embun|607.122|190.326|197.448"], monkeypatch, second=second)
    assert texts[-3:] == ["607.122", "190.326", "197.448"]
    assert set(doubtful) == {"607.122", "190.326", "197.448"}


def test_an_error_that_is_no_digit_that_looks_alike_is_never_mended(monkeypatch):
    texts, doubtful = checked([*ROWS, "Desa Embun|607.122|190.326|497.448"], monkeypatch, second="797.448")
    assert texts[-1] == "497.448"
    assert "497.448" in doubtful


def test_tables_without_ruling_are_checked_too():
    body = tuple(tuple(TableCell(text) for text in line.split("|")) for line in [*ROWS, "Desa Embun|1.500|2.500|4.100"])
    assert set(doubtful_by_sums(Table(body=body))) == {"1.500", "2.500", "4.100"}
