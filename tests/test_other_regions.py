"""What is told of another region than the one that is asked is no answer."""

import pytest
from spans_by_hand import document, line, row

from indexer.evidence.document_scope import is_elsewhere
from indexer.evidence.weighing import Weigher
from indexer.models import NATIONAL, Span
from indexer.question.understanding import Knowledge, understand


def elsewhere(question: str, region: str, *spans: Span) -> bool:
    """Whether the last span is about something else than what is asked."""
    news = document(f"Smart city {region}", region=region, period="2023")
    return Weigher(understand(question)).weigh(news, spans, {})[-1].elsewhere


BUDGET = "Pemkab {} menganggarkan 5 miliar rupiah untuk smart city."


def test_a_sentence_that_begins_with_a_region_is_about_it():
    asked = "anggaran smart city Kabupaten Maros berapa"
    assert elsewhere(asked, "Kabupaten Maros", line(BUDGET.format("Barru")))
    assert not elsewhere(asked, "Kabupaten Maros", line(BUDGET.format("Maros")))
    assert not elsewhere("anggaran smart city Kabupaten Barru berapa", "Kabupaten Maros", line(BUDGET.format("Barru")))


def test_a_sentence_that_points_back_is_about_the_region_before_it():
    back = line("Anggaran tersebut 5 miliar rupiah untuk smart city.")
    assert elsewhere("anggaran smart city Kabupaten Maros berapa", "Kabupaten Maros", line(BUDGET.format("Barru")), back)


def test_what_stands_under_the_heading_of_a_region_is_about_it():
    told = line("Anggaran smart city 5 miliar rupiah.", heading=("Praktik baik", "Kabupaten Banyuwangi"))
    assert elsewhere("anggaran smart city Kabupaten Maros berapa", "Kabupaten Maros", told)


def test_a_row_is_about_the_region_in_its_column_of_regions():
    told = row(("No", "Kabupaten/Kota", "Indeks SPBE 2023"), "3", "Kudus", "3,41")
    assert told.traits.region == "Kabupaten Kudus"
    assert elsewhere("indeks SPBE Kabupaten Demak 2023 berapa", "Kabupaten Demak", told)


def test_solok_is_not_solok_selatan_and_the_city_not_the_regency():
    told = line("Anggaran smart city 5 miliar rupiah.")
    assert elsewhere("anggaran smart city Kabupaten Solok berapa", "Kabupaten Solok Selatan", told)
    assert elsewhere("anggaran smart city Kota Solok berapa", "Kabupaten Solok", told)
    assert not elsewhere("anggaran smart city Solok berapa", "Kabupaten Solok", told)


def test_where_something_was_held_or_what_lies_beside_is_no_other_region():
    held = line("Penandatanganan smart city dilakukan di Kota Makassar.")
    beside = line("Sebelah timur berbatasan dengan Kabupaten Kendal dan smart city.")
    assert not elsewhere("di mana penandatanganan smart city Kabupaten Maros", "Kabupaten Maros", held)
    assert not elsewhere("batas timur Kabupaten Batang", "Kabupaten Batang", beside)


def test_a_national_act_says_nothing_of_a_region_unless_it_is_asked_for_by_name():
    told = line("Tarif pajak restoran paling tinggi 10 persen.")
    assert elsewhere("tarif pajak restoran Kabupaten Maros berapa", NATIONAL, told)
    by_name = "Peraturan Pemerintah Nomor 35 Tahun 2023: tarif pajak restoran paling tinggi 10 persen."
    asked = "menurut peraturan pemerintah nomor 35 tahun 2023 tarif pajak restoran Kabupaten Maros berapa"
    assert not elsewhere(asked, NATIONAL, line(by_name))


def test_a_region_that_only_the_library_knows_is_another_one_where_the_document_s_is_known():
    asked = understand("tarif parkir contoh berapa", Knowledge(region_terms=frozenset({"contoh"})))
    told = line("Tarif parkir 2.000 rupiah.")
    conflicts = [Weigher(asked).weigh(document(region=region), [told], {})[0].conflict for region in ("Kabupaten Lain", "")]
    assert conflicts == ["hal lain", ""]


@pytest.mark.parametrize(
    ("asked", "unit", "expected"),
    [
        ((("Kabupaten Maros",),), "Kabupaten Barru", True),
        ((("Kabupaten Maros",),), "Provinsi Sulawesi Selatan", False),
        ((("Provinsi Sulawesi Selatan",),), "Kabupaten Maros", False),
        ((("Provinsi Jawa Timur",),), "Kabupaten Maros", True),
        ((("Kabupaten Maros",), ("Kabupaten Barru",)), "Kabupaten Barru", False),
        ((), "Kabupaten Barru", False),
        ((("Kabupaten Maros",),), "", False),
    ],
)
def test_a_region_is_elsewhere_unless_it_is_asked_or_lies_in_what_is(asked, unit, expected):
    assert is_elsewhere(asked, unit, ()) is expected
