"""Which row of a table has the largest or smallest value of a column: computed, and said to be."""

from dataclasses import replace

import pytest
from spans_by_hand import document, passage, row, with_odds

from bot.answering.extractive.composer import ExtractiveComposer
from indexer.models import Passage, TableRows
from indexer.question.understanding import understand

HEADS = ("Dimensi", "Rata-rata", "Target")
ROWS = (("Governance", "2,67", "3"), ("Branding", "3,23", "3"), ("Environment", "2,37", "4"), ("Jumlah", "8,27", "10"))


def found(question: str, rows=ROWS, *, whole: bool = False) -> Passage:
    """A passage of a table of which a reader means the second column."""
    spans = [row(HEADS, *cells) for cells in rows]
    judged = with_odds(
        passage(understand(question), *spans, of=document(region="Kota Contoh")), *(2.0 - at for at in range(len(rows)))
    )
    read = (-5.0, 3.0, -5.0)
    evidence = tuple(replace(evidence, cells=read) for evidence in judged.evidence)
    alike = tuple(one.span for one in evidence if len(one.span.cells) == len(HEADS))
    return replace(judged, evidence=evidence, tables=(TableRows(alike, "", whole=whole, sure=True),))


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


@pytest.mark.parametrize("asked", ["tertinggi 5", "tertinggi kedua", "terindah", "paling tidak 2"])
def test_nothing_is_computed_where_a_bound_is_told_or_no_known_end_is_asked(asked):
    assert "dihitung" not in answered(f"dimensi mana yang rata-ratanya {asked}")


def test_nothing_is_computed_where_a_row_is_named():
    assert "dihitung" not in answered("governance paling rendah di dimensi apa")


def test_nothing_is_computed_of_two_rows():
    assert "dihitung" not in answered("dimensi mana yang rata-ratanya tertinggi", ROWS[:2])


def test_two_rows_with_the_value_are_both_named():
    text = answered("dimensi mana yang rata-ratanya tertinggi", (*ROWS[:3], ("Living", "3,23", "3")))
    assert text.startswith("Branding dan Living — Rata-rata 3,23: sama-sama terbesar dari 4 baris")


@pytest.mark.parametrize(
    ("asked", "end"),
    [
        ("kecamatan mana yang penduduknya paling banyak", ("largest", "count", ("penduduknya",))),
        ("puskesmas dgn stunting terendah yg mana", ("smallest", "any", ("stunting",))),
        ("program apa yang plg mahal", ("largest", "money", ())),
        ("dinas mana yang capaian kinerjanya terburuk", ("worst", "any", ("capaian", "kinerjanya"))),
    ],
)
def test_a_superlative_is_told_with_what_it_is_said_of(asked, end):
    (found,) = understand(asked).superlatives
    assert (found.extreme.value, found.of, found.before) == end


@pytest.mark.parametrize(
    "asked",
    [
        "paling lama berapa hari izin terbit",
        "denda paling banyak Rp5.000.000 untuk siapa",
        "tiga kecamatan mana yang penduduknya terbanyak",
        "kecamatan mana yang penduduknya terbanyak kedua",
        "selain Damai, kecamatan mana yang penduduknya terbanyak",
        "warga mana yang terdampak dan terlibat",
        "paling lambat kapan laporan disampaikan",
    ],
)
def test_bounds_ranks_and_exceptions_ask_for_no_end(asked):
    assert understand(asked).superlatives == ()
