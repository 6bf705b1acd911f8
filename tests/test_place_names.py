"""Indonesia's regions: how many there are, and which of them a text names."""

from collections import Counter

import pytest

from indexer.language.place_names import PROVINCE_OF, REGIONS, canonical, mentions, of_seat


def named(text: str) -> list[tuple[str, ...]]:
    return [mention.regions for mention in mentions(text)]


def test_there_are_38_provinces_416_regencies_and_98_cities_each_in_a_province():
    titles = Counter(region.partition(" ")[0] for region in REGIONS)
    assert titles == {"Provinsi": 38, "Kabupaten": 416, "Kota": 98}
    assert len(set(REGIONS)) == 552
    assert set(PROVINCE_OF.values()) == {region for region in REGIONS if region.startswith("Provinsi")}
    assert len(PROVINCE_OF) == 514


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Kabupaten Gianyar Tandatangani MoU", "Kabupaten Gianyar"),
        ("Bupati Solok Selatan Hadir", "Kabupaten Solok Selatan"),
        ("Kota Solok", "Kota Solok"),
        ("PEMERINTAH KABUPATEN HULU\nSUNGAI TENGAH", "Kabupaten Hulu Sungai Tengah"),
        ("PEMERINTAHKABUPATENSITUBONDO", "Kabupaten Situbondo"),
        ("Pemerintah Kabupaten (Pemkab) Wajo", "Kabupaten Wajo"),
        ("Kabupaten : BATANG", "Kabupaten Batang"),
        ("Kab. Kep. Talaud", "Kabupaten Kepulauan Talaud"),
        ("Pemkot Pare-Pare", "Kota Parepare"),
        ("Wali Kota Bima", "Kota Bima"),
        ("Diskominfo Batang", "Kabupaten Batang"),
        ("Solsel", "Kabupaten Solok Selatan"),
        ("Kota Administrasi Jakarta Selatan", "Kota Jakarta Selatan"),
        ("D.I. Yogyakarta", "Provinsi DI Yogyakarta"),
        ("Pemprov NTB", "Provinsi Nusa Tenggara Barat"),
        ("Kota Kudus", "Kabupaten Kudus"),
    ],
)
def test_a_region_is_known_however_it_is_written(text, region):
    assert named(text) == [(region,)]


def test_a_bare_name_may_be_that_of_several():
    assert named("Bappeda Solok") == [("Kabupaten Solok", "Kota Solok")]


def test_an_everyday_word_is_a_region_after_a_title_alone():
    assert named("Batang pohon, batu bara, dan Kota Baru di Landak") == []
    assert named("Bupati Landak") == [("Kabupaten Landak",)]


def test_a_word_in_lower_case_is_no_place():
    asked = [mention.regions for mention in mentions("kondisi medan di loteng kantor wajo", any_case=True)]
    assert asked == [("Kabupaten Wajo",)]


def test_a_street_a_district_or_a_river_is_not_the_region_of_its_name():
    assert named("Jalan Bandung di Kecamatan Sukabumi dekat Sungai Kapuas") == []


def test_kota_before_anything_else_names_no_region():
    assert named("Kota Cerdas dan Kabupaten/Kota Layak Anak") == []


@pytest.mark.parametrize(
    ("typed", "region"),
    [("kab. wajo", "Kabupaten Wajo"), ("sulsel", "Provinsi Sulawesi Selatan"), ("Solok", "Solok"), ("Kabupaten Contoh", "Kabupaten Contoh")],
)  # fmt: skip
def test_what_people_type_gets_its_one_spelling_where_it_is_told_which(typed, region):
    assert canonical(typed) == region


def test_a_seat_tells_its_regency():
    assert of_seat("Sengkang") == ("Kabupaten Wajo",)
