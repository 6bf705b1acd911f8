"""A message that asks two things is taken apart; one that asks one thing is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.question.parts import MOST
from indexer.question.understanding import Knowledge, understand


def parts_of(message, regions=()):
    return tuple(part.text for part in understand(message, Knowledge(regions=frozenset(regions))).parts)


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("Apa itu SIPJM dan bagaimana fungsinya?", ("Apa itu SIPJM?", "Bagaimana fungsi SIPJM?")),
        ("kebocoran air jakarta 2023 brp? target 2026 nya?",
         ("kebocoran air jakarta 2023 brp?", "Berapa target kebocoran air jakarta tahun 2026?")),
        ("Siapa nama Gubernur dan berapa jumlah ASN Bappeda!", ("Siapa nama Gubernur?", "berapa jumlah ASN Bappeda?")),
        ("jelaskan pengertian quick win, lalu sebutkan contohnya", ("jelaskan pengertian quick win?", "Sebutkan contoh quick win?")),
    ],
)  # fmt: skip
def test_each_of_several_questions_is_put_in_full(message, parts):
    assert parts_of(message) == parts


@pytest.mark.parametrize(
    ("message", "sides"),
    [
        ("bedanya belanja modal sm belanja barang apa?", ("Apa itu belanja modal?", "Apa itu belanja barang?")),
        ("Bandingkan periode RPJPD dan RPJMD serta sebutkan sumbernya!", ("periode RPJPD", "periode RPJMD")),
        ("Bandingkan IPM Kabupaten Wajo dan Kabupaten Maros tahun 2022",
         ("IPM Kabupaten Wajo tahun 2022", "IPM Kabupaten Maros tahun 2022")),
        ("bandingkan target dan realisasi penumpang bus 2024", ("target penumpang bus 2024", "realisasi penumpang bus 2024")),
        ("apa beda jam kerja ramadan 2024 dan 2025?", ("jam kerja ramadan 2024", "jam kerja ramadan 2025")),
        ("bandingkan target SPBE tahun 2025 dengan 2029", ("target SPBE tahun 2025", "target SPBE tahun 2029")),
    ],
)  # fmt: skip
def test_a_comparison_is_asked_of_each_side(message, sides):
    assert understand(message).compares
    assert parts_of(message) == sides


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("Berapa target SPBE 2026 dan 2027?", ("Berapa target SPBE 2026", "Berapa target SPBE 2027")),
        ("stunting 2022 2023, 2024", ("stunting 2022", "stunting 2023", "stunting 2024")),
        ("IPM Kabupaten Wajo vs Kota Parepare 2025", ("IPM Kabupaten Wajo 2025", "IPM Kota Parepare 2025")),
        ("siapa bupati Wajo dan Soppeng", ("siapa bupati Wajo", "siapa bupati Soppeng")),
        ("target RPJMD 2025-2029 dan 2030", ()),
        ("Apa visi RPJMD Wajo 2025 2029?", ()),
        ("target SPBE 2026 dan realisasi 2025", ()),
        ("jarak Kabupaten Wajo dan Kabupaten Bone tahun 2024 dan 2025", ()),
    ],
)  # fmt: skip
def test_what_is_asked_of_several_years_or_regions_is_asked_of_each(message, parts):
    assert parts_of(message) == parts


@pytest.mark.parametrize(
    "message",
    [
        "Kapan dan di mana Perda Nomor 2 Tahun 2025 ditetapkan?",
        "Apa saja larangan dan sanksi bagi perusahaan?",
        "peringatan OJK maks brp kali n brp hari?",
        "Berapa target SPBE 2026? Sebutkan sumbernya.",
        "halo",
        "",
    ],
)
def test_one_question_stays_one(message):
    assert parts_of(message) == ()


def test_a_region_of_the_library_stands_in_the_place_of_the_other_one():
    sides = ("target stunting 2027 Kapuas", "target stunting 2027 Barru")
    known = ["Kabupaten Kapuas", "Kabupaten Barru", "Kabupaten Kapuas Timur"]
    assert parts_of("bandingkan target stunting 2027 Kapuas dengan Barru", known) == sides
    with_its_year = ("IPM Kapuas tahun 2025", "IPM Kapuas Timur tahun 2025")
    assert parts_of("bandingkan IPM Kapuas dengan Kapuas Timur tahun 2025", known) == with_its_year


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("Sejak kapan jabatan Kabid Pemasaran di Kabupaten Wajo kosong dan siapa yang merangkap?",
         ("Sejak kapan jabatan Kabid Pemasaran di Kabupaten Wajo kosong?",
          "Sejak jabatan Kabid Pemasaran di Kabupaten Wajo kosong. siapa yang merangkap?")),
        ("sampah Kota Parepare sehari brp ton, trs tpa nya penuh kpn",
         ("sampah Kota Parepare sehari berapa ton?", "sampah Kota Parepare sehari ton. tpanya penuh kapan?")),
    ],
)  # fmt: skip
def test_a_question_that_names_no_place_is_asked_behind_the_one_that_does(message, parts):
    assert parts_of(message) == parts


@pytest.mark.parametrize(
    "message",
    [
        "Berapa jumlah guru dan siswa di Kabupaten Wajo?",
        "Siapa ketua, wakil dan sekretaris tim?",
        "Kecamatan mana di Kabupaten Wajo yang penduduknya paling banyak dan berapa jiwa?",
    ],
)
def test_what_only_lists_is_not_split(message):
    assert parts_of(message) == ()


def test_what_is_said_around_two_questions_belongs_to_both():
    told = "Saya dari Dinkes."
    assert parts_of(f"{told} Berapa target stunting 2027? Siapa ketua tim stunting?") == (
        f"{told} Berapa target stunting 2027?",
        f"{told} Siapa ketua tim stunting?",
    )


@given(st.text(max_size=300))
def test_whatever_is_typed_nothing_breaks(message):
    parts = parts_of(message)
    assert len(parts) <= MOST and len(parts) != 1 and all(part.strip() for part in parts)


@given(
    st.lists(
        st.sampled_from("berapa siapa dan target apa ? SPBE bandingkan 2025 bedanya nya , RPJMD serta".split()), max_size=15
    )
)
def test_whatever_words_a_question_is_made_of_nothing_breaks(words):
    assert all(part.strip(" ?") for part in parts_of(" ".join(words)))
