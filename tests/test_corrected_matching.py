"""Two questions ask the same only where their facts agree, however staff type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.corrected.alignment import is_short_for
from bot.answering.corrected.facts import differ, facts
from bot.answering.corrected.likeness import asked
from bot.answering.corrected.matching import LEAST, likeness
from bot.answering.corrected.wording import wording

TARGET = "Berapa target prevalensi stunting Kabupaten Solok Selatan tahun 2025 dalam RAD 2024-2026?"
CHAIR = "Siapa ketua tim percepatan penurunan stunting Kota Singkawang tahun 2025?"
SURVEY = "Berapa nilai survei kepuasan masyarakat Disdukcapil Kota Singkawang semester II 2023?"
FINE = "Berapa denda maksimal pembuang sampah menurut Perda Kabupaten Wonosobo Nomor 5 Tahun 2022?"
PLAN = "Apa visi RPJMD Kabupaten Belitung Timur 2025-2029?"


def is_same(typed: str, known: str) -> bool:
    return likeness(asked(typed), asked(known)) >= LEAST


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("target prevalensi stunting solok selatan thn 2025 di RAD 2024-2026 brp ya", TARGET),
        ("yang jadi ketua TPPS singkawang th 2025 siapa?", CHAIR),
        ("skm dukcapil singkawang smt 2 2023 berapa", SURVEY),
        ("denda paling banyak utk yg buang sampah di perda wonosobo 5/2022?", FINE),
        ("bunyi visi rpjmd beltim 2025-2029 apa", PLAN),
    ],
)
def test_chat_spelling_abbreviations_and_other_words_ask_the_same(typed, known):
    assert is_same(typed, known)


@pytest.mark.parametrize(
    ("typed", "known", "in_what"),
    [
        (TARGET.replace("tahun 2025", "tahun 2026"), TARGET, "years"),
        (TARGET.replace(" tahun 2025 dalam RAD 2024-2026", ""), TARGET, "years"),
        (PLAN.replace("2025-2029", "2021-2026"), PLAN, "periods"),
        (PLAN.replace(" 2025-2029", ""), PLAN, "periods"),
        (TARGET.replace("Solok Selatan", "Solok"), TARGET, "regions"),
        (CHAIR.replace("Kota Singkawang", ""), CHAIR, "regions"),
        (TARGET.replace("target", "realisasi"), TARGET, "sides"),
        (FINE.replace("maksimal", "minimal"), FINE, "sides"),
        (CHAIR.replace("ketua", "wakil ketua"), CHAIR, "turns"),
        (FINE.replace("Perda", "Rancangan Perda"), FINE, "turns"),
        (FINE.replace("Nomor 5", "Nomor 6"), FINE, "acts"),
        (SURVEY.replace("semester II", "semester I"), SURVEY, "numbers"),
        (CHAIR.replace("Siapa", "Kapan"), CHAIR, "kinds"),
        ("Siapa yang boleh menerima hibah?", "Siapa yang tidak boleh menerima hibah?", "sides"),
        ("PAD yang tidak tercapai berapa?", "PAD yang tercapai berapa?", "turns"),
    ],
)
def test_another_fact_is_told(typed, known, in_what):
    assert differ(facts(wording(typed)), facts(wording(known))) == in_what
    assert not is_same(typed, known)


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        (SURVEY.replace("Disdukcapil", "RSUD"), SURVEY),
        (SURVEY.replace("semester", "triwulan"), SURVEY),
        (TARGET.replace("stunting", "wasting"), TARGET),
        (CHAIR.replace("ketua", "anggota"), CHAIR),
        ("Berapa jumlah puskesmas Kabupaten Sambas?", "Berapa jumlah puskesmas terakreditasi paripurna Kabupaten Sambas?"),
        ("Berapa biaya penerbitan PBG di Lamongan?", "Berapa lama penerbitan PBG di Lamongan?"),
        ("halo", CHAIR),
        ("", CHAIR),
    ],
)
def test_another_thing_is_no_paraphrase(typed, known):
    assert not is_same(typed, known)


@pytest.mark.parametrize("typed", ["boleh bawa anak apa tidak?", "sudah dibuka belum ya"])
def test_a_question_for_yes_or_no_denies_nothing(typed):
    assert facts(wording(typed)).turns == frozenset()


def test_a_number_is_the_same_however_it_is_written():
    said = [facts(wording(f"jam kerja instansi {number} hari kerja")).numbers for number in ("5", "lima")]
    assert said[0] == said[1] == {5}


@pytest.mark.parametrize(
    ("short", "words", "is_short"),
    [
        ("rls", ["rata", "lama", "sekolah"], True),
        ("narsum", ["narasumber"], True),
        ("rakor", ["rapat", "koordinasi"], True),
        ("bid", ["bidang"], True),
        ("rpjmd", ["rencana", "kerja"], False),
        ("tarif", ["target"], False),
    ],
)
def test_what_words_are_cut_short_to(short, words, is_short):
    assert is_short_for(short, words) is is_short


@given(st.text(max_size=60))
def test_whatever_is_typed_is_the_same_as_itself_or_nothing_at_all(typed):
    one = asked(typed)
    assert 0 <= likeness(one, one) <= 1
    assert not differ(one.facts, one.facts)
