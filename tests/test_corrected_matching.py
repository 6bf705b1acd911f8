"""Two questions ask the same only where their facts agree, however staff type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.corrected.facts import alone, differ, facts
from bot.answering.corrected.likeness import READ, Known
from bot.answering.corrected.nearness import Nearness
from indexer.sameness.opening import open_sameness
from indexer.sameness.sameness import Sameness

TARGET = "Berapa target prevalensi stunting Kabupaten Solok Selatan tahun 2025 dalam RAD 2024-2026?"
CHAIR = "Siapa ketua tim percepatan penurunan stunting Kota Singkawang tahun 2025?"
SURVEY = "Berapa nilai survei kepuasan masyarakat Disdukcapil Kota Singkawang semester II 2023?"
FINE = "Berapa denda maksimal pembuang sampah menurut Perda Kabupaten Wonosobo Nomor 5 Tahun 2022?"
PLAN = "Apa visi RPJMD Kabupaten Belitung Timur 2025-2029?"


@pytest.fixture(scope="session")
def sameness(models_dir) -> Sameness:
    """That of the package."""
    return open_sameness(models_dir, print)


def is_same(typed: str, known: str, sameness: Sameness | None) -> bool:
    return bool(Known([known]).alike(typed, sameness))


class Agreeing:
    """Takes any two questions for the same, and keeps what it was asked."""

    name = "semua"

    def __init__(self):
        self.read: list[str] = []

    def same(self, question, others):
        self.read += others
        return [20.0 for _ in others]


# What was taught


@pytest.mark.model
@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("target prevalensi stunting solok selatan thn 2025 di RAD 2024-2026 brp ya", TARGET),
        ("yang jadi ketua tim percepatan penurunan stunting singkawang th 2025 siapa?", CHAIR),
        ("nilai survei kepuasan masyarakat disdukcapil singkawang smt 2 2023 berapa", SURVEY),
        ("denda paling banyak utk pembuang sampah di perda wonosobo 5/2022?", FINE),
        ("bunyi visi rpjmd belitung timur 2025-2029 apa", PLAN),
    ],
)
def test_chat_spelling_and_other_words_ask_the_same(sameness, typed, known):
    assert is_same(typed, known, sameness)


@pytest.mark.model
@pytest.mark.parametrize(
    ("typed", "known"),
    [
        (SURVEY.replace("nilai", "jumlah responden"), SURVEY),
        (TARGET.replace("stunting", "wasting"), TARGET),
        (SURVEY.replace("Disdukcapil", "RSUD"), SURVEY),
        (CHAIR.replace("ketua", "sekretaris"), CHAIR),
        (CHAIR.replace("Siapa", "Kapan dibentuk"), CHAIR),
        ("Berapa biaya penerbitan PBG di Lamongan?", "Berapa lama penerbitan PBG di Lamongan?"),
        ("halo", CHAIR),
        ("", CHAIR),
    ],
)
def test_another_measure_office_or_thing_is_no_paraphrase(sameness, typed, known):
    assert not is_same(typed, known, sameness)


# Facts


@pytest.mark.parametrize(
    ("typed", "known", "in_what"),
    [
        (TARGET.replace("tahun 2025", "tahun 2027"), TARGET, "years"),
        (PLAN.replace("2025-2029", "2021-2026"), PLAN, "periods"),
        (TARGET.replace("Solok Selatan", "Solok"), TARGET, "regions"),
        (FINE.replace("Nomor 5", "Nomor 6"), FINE, "acts"),
        (SURVEY.replace("semester II", "semester I"), SURVEY, "numbers"),
        (TARGET.replace("target", "realisasi"), TARGET, "sides"),
        (FINE.replace("maksimal", "minimal"), FINE, "sides"),
        ("Siapa yang boleh menerima hibah?", "Siapa yang tidak boleh menerima hibah?", "sides"),
        ("Berapa inflasi Metro Januari 2025?", "Berapa inflasi Metro Maret 2025?", "months"),
    ],
)
def test_another_fact_is_never_served_whatever_was_taught(typed, known, in_what):
    assert differ(facts(typed), facts(known)) == in_what
    assert not is_same(typed, known, Agreeing())


@pytest.mark.parametrize(("typed", "known"), [("2027", ""), ("", "2027")])
def test_a_year_that_only_one_of_them_names_makes_another_question(typed, known):
    assert not is_same(f"Berapa target IPM Wonosobo {typed}?", f"Berapa target IPM Wonosobo {known}?", Agreeing())


def test_the_year_of_an_act_need_not_be_said_again():
    assert is_same(
        "Berapa denda di Perda Wonosobo tahun 2022?", "Berapa denda di Perda Wonosobo Nomor 5 Tahun 2022?", Agreeing()
    )


@pytest.mark.parametrize("typed", [PLAN.replace(" Kabupaten Belitung Timur", ""), PLAN.replace(" 2025-2029", "")])
def test_what_only_the_checked_question_says_is_weighed(typed):
    left_out = alone(facts(PLAN), facts(typed))
    assert not differ(facts(typed), facts(PLAN)) and sum(left_out.values()) == 1


def test_a_number_is_the_same_however_it_is_written():
    assert facts("jam kerja instansi 5 hari kerja").numbers == facts("jam kerja instansi lima hari kerja").numbers == {5}


# Which are looked at


def test_without_what_was_taught_only_a_question_that_is_written_the_same_is_known():
    assert is_same("pagi kak, " + PLAN.lower().replace("apa ", "apa "), PLAN, None)
    assert not is_same("bunyi visi rpjmd belitung timur 2025-2029 apa", PLAN, None)


@pytest.mark.parametrize(
    "typed",
    ["Apa visi RPJMD Beltim", "apa visi rpjmd beltim ?", "“Apa visi RPJMD Beltim!?”", "pagi kak, apa visi RPJMD Beltim..."],
)
def test_marks_at_the_end_of_words_make_no_other_question(typed):
    assert is_same(typed, "Apa visi RPJMD Beltim?", None)


def test_signs_that_mean_something_do():
    assert not is_same("desa dgn IDM < 0,5 berapa", "desa dgn IDM > 0,5 berapa", None)


def test_of_many_known_questions_those_that_share_most_are_read():
    questions = [f"Berapa jumlah puskesmas di Kecamatan {name}?" for name in ("Suka", "Maju", "Jaya", "Makmur") * 500]
    sameness = Agreeing()
    Known([*questions, CHAIR]).alike("ketua tim penurunan stunting singkawang 2025 siapa", sameness)
    assert CHAIR in sameness.read and len(sameness.read) <= READ


def test_rare_pieces_of_words_bring_nearer_than_common_ones():
    nearness = Nearness(["berapa jumlah sekolah", "berapa jumlah embung", "berapa jumlah pasar"])
    assert nearness.nearest("embungnya ada berapa", 2)[0] == 1
    assert nearness.nearest("xyz", 2) == []


@given(st.text(max_size=60))
def test_whatever_is_typed_is_the_same_as_itself_or_nothing_at_all(typed):
    assert not differ(facts(typed), facts(typed))
    assert Known([typed]).alike(typed, None) == [] or Known([typed]).alike(typed, None)[0].likely == 1.0
