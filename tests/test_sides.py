"""A question that names two or three things of one kind is asked of each, however it is worded; and what tells that it isn't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.question.sides import MOST, sides_in

KNOWN = ("Kabupaten Rembang", "Kabupaten Blora")


def asked(text, regions=KNOWN):
    found = sides_in(text, regions)
    return {side.title: side.asked for side in found.sides} if found else {}


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("IPM Kabupaten Wajo dan Kota Parepare tahun 2025",
         {"Kabupaten Wajo": "IPM Kabupaten Wajo tahun 2025", "Kota Parepare": "IPM Kota Parepare tahun 2025"}),
        ("angka kematian ibu di Rembang berapa, kalau di Blora berapa",
         {"Kabupaten Rembang": "angka kematian ibu di Rembang berapa", "Kabupaten Blora": "angka kematian ibu di Blora berapa"}),
        ("pagu kecamatan tahun 2023 berapa, dan jadi berapa di 2024",
         {"2023": "pagu kecamatan tahun 2023 berapa", "2024": "pagu kecamatan tahun 2024 berapa"}),
        ("usulan musrenbang RKPD 2025 atau RKPD 2026",
         {"2025": "usulan musrenbang RKPD 2025", "2026": "usulan musrenbang RKPD 2026"}),
        ("pengunjung festival 2025 bertambah berapa orang dibanding 2024",
         {"2025": "pengunjung festival 2025 berapa orang", "2024": "pengunjung festival 2024 berapa orang"}),
        ("tarif parkir kelas I dan II berapa",
         {"kelas I": "tarif parkir kelas I berapa", "kelas II": "tarif parkir kelas II berapa"}),
        ("denda di rancangan berapa, di perda final jadi berapa",
         {"rancangan": "denda di rancangan berapa", "perda final": "denda di perda final berapa"}),
        ("pagu sebelum dan sesudah perubahan",
         {"sebelum": "pagu sebelum perubahan", "sesudah perubahan": "pagu sesudah perubahan"}),
        ("mana yang lebih banyak, pasien kelas 1, 2, atau 3",
         {"kelas 1": "pasien kelas 1 berapa", "kelas 2": "pasien kelas 2 berapa", "kelas 3": "pasien kelas 3 berapa"}),
        ("hari jadi Kabupaten Wajo dan Kota Parepare tanggal berapa",
         {"Kabupaten Wajo": "hari jadi Kabupaten Wajo tanggal berapa", "Kota Parepare": "hari jadi Kota Parepare tanggal berapa"}),
        ("nilai kerja sama daerah Kabupaten Wajo dan Kota Parepare berapa",
         {"Kabupaten Wajo": "nilai kerja sama daerah Kabupaten Wajo berapa",
          "Kota Parepare": "nilai kerja sama daerah Kota Parepare berapa"}),
        ("tahap I dan II pembangunan pasar, kapan mulai dan berapa biayanya",
         {"tahap I": "tahap I pembangunan pasar, kapan mulai dan berapa biayanya",
          "tahap II": "tahap II pembangunan pasar, kapan mulai dan berapa biayanya"}),
        ("tarif menurut Perda 4/2019 dan Perda 8/2023",
         {"4/2019": "tarif menurut Perda 4/2019", "8/2023": "tarif menurut Perda 8/2023"}),
    ],
)  # fmt: skip
def test_each_thing_of_one_kind_is_asked_by_itself(text, sides):
    assert asked(text) == sides


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("stunting 2029 Kabupaten Wajo sama Kota Parepare berapa? mana yang lebih rendah", "rendah"),
        ("lebih rendah mana stunting 2029 Kabupaten Wajo atau Kota Parepare", "rendah"),
        ("stunting 2029 Kabupaten Wajo atau Kota Parepare rendahan mana", "rendah"),
    ],
)
def test_what_only_compares_is_no_part_of_what_is_asked_of_a_side(text, more):
    found = sides_in(text)
    assert found.compares and found.more == more
    assert [side.asked for side in found.sides] == [
        "stunting 2029 Kabupaten Wajo berapa",
        "stunting 2029 Kota Parepare berapa",
    ]


def test_two_things_that_are_only_listed_are_not_compared():
    assert not sides_in("IPM Kabupaten Wajo dan Kota Parepare tahun 2025").compares


@pytest.mark.parametrize(
    "text",
    [
        "target RPJMD 2025-2029",
        "target RPJMD 2025 sampai 2029",
        "menurut Perda Nomor 4 Tahun 2019 target tahun 2025 berapa",
        "di RKPD 2026 target 2027 berapa",
        "stunting Kabupaten Wajo, Sulawesi Selatan berapa",
        "target 2024 berapa, realisasi 2025 berapa",
        "pagu 2024 di mana, siapa ketua 2025",
        "jarak Kabupaten Wajo dan Kota Parepare tahun 2024 dan 2025",
        "dinas mana yang pagu 2026-nya dipotong paling banyak dibanding 2025",
        "pagu 2021, 2022, 2023 dan 2024",
        "perjanjian kerja sama antara Kabupaten Wajo dan Kota Parepare tentang apa",
        "siapa yang menandatangani MoU antara Pemkab Wajo dan Pemkot Parepare",
        "apa hubungan Perda 4/2019 dengan Perda 8/2023",
        "kenapa realisasi PAD 2023 turun dibanding 2022",
        "Wajo 2023 berapa, Palopo 2024 berapa",
        "IPM Wajo, Palopo, dan Negeri Antah berapa",
        "IPM di Negeri Antah, Wajo, dan Palopo berapa",
        " dan ".join(["Wajo", "Palopo"] * 10),
    ],
)
def test_what_names_no_alternatives_has_no_sides(text):
    assert asked(text) == {}


@pytest.mark.parametrize("text", ["lomba di Palopo atau Temanggung Coffee Fest"])
def test_what_goes_on_with_the_name_of_the_last_thing_is_said_of_that_alone(text):
    assert list(asked(text).values()) == ["lomba di Palopo", "lomba di Temanggung Coffee Fest"]


def test_what_stands_in_brackets_behind_a_thing_is_said_of_that_alone():
    assert list(asked("sewa kios di Palopo (aturan baru) sama di Wajo").values()) == [
        "sewa kios di Palopo (aturan baru)",
        "sewa kios di Wajo",
    ]


_WORDS = (
    "2024 2025 dan sama berapa , ? Wajo Palopo kelas I II draf final mana lebih tinggi target dibanding ( ) sebelum".split()
)


@given(st.lists(st.sampled_from(_WORDS), max_size=14))
def test_whatever_words_a_question_is_made_of_each_side_is_asked_something_else(words):
    found = sides_in(" ".join(words))
    if found:
        assert 1 < len(found.sides) <= MOST
        assert len({side.asked for side in found.sides}) == len(found.sides)
