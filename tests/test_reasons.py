"""Why a question is refused, and in what an answer differs from what was asked: said where it is certain by comparison, and nowhere else."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_library import library_in

from bot.answering.assistant import Assistant
from bot.answering.extractive.composer import ExtractiveComposer
from bot.cli.answer_json import answer_json
from bot.journal.answer_log import AnswerLog
from bot.journal.export import write_json
from bot.models import Inquiry
from indexer.evidence.differences import named_difference, names_class, spanned
from indexer.evidence.pair import Pair, listed
from indexer.evidence.ranking import rank
from indexer.evidence.reasons import reason

PLAN = """---
judul: RPJMD Kabupaten Malang Tahun 2025-2029
daerah: Kabupaten Malang
periode: 2025-2029
---
# Tabel 1 Target Indikator
| No | Indikator | Satuan | Target 2026 | Target 2027 |
| --- | --- | --- | --- | --- |
| 1 | Angka Kematian Ibu | per 100.000 | 142 | 135 |
| 2 | Indeks Gini | poin | - | 0,318 |
| 3 | Persentase guru SD bersertifikat | persen | 70,10 | 72,00 |

# Tabel 2 Tarif
| Pelayanan | Satuan | Tarif |
| --- | --- | --- |
| Rawat inap kelas III | per hari | 85.000 |

# Wisata
Kunjungan wisatawan mancanegara tercatat 12.400 orang pada tahun 2023.
"""
ACT = """# PERATURAN BUPATI MALANG NOMOR 12 TAHUN 2024 TENTANG PENGADUAN MASYARAKAT

# Pasal 7
(1) Pengaduan masyarakat ditindaklanjuti melalui aplikasi Lapor.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    library = library_in(tmp_path_factory.mktemp("pustaka"))
    folder = tmp_path_factory.mktemp("dokumen")
    for name, text in (("rpjmd.md", PLAN), ("perbup.md", ACT)):
        (folder / name).write_text(text, encoding="utf-8")
    assert not [report.error for report in library.index([folder]) if report.error]
    yield library
    library.close()


@pytest.fixture(scope="module")
def why(library):
    def why(asked):
        question = library.understand(asked)
        return reason(question, rank(library.search(question)))

    return why


# what is certain is said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("target angka kematian ibu kabupaten malang tahun 2021", "Yang ditemukan tahun 2026 dan 2027, bukan 2021."),
        ("target angka kematian ibu tahun 2031", "Yang ditemukan dari dokumen periode 2025-2029, bukan 2031."),
        ("jumlah kunjungan wisatawan mancanegara tahun 2025", "Yang ditemukan menyebut tahun 2023, bukan 2025."),
        ("angka kematian ibu kabupaten blitar 2026", "Yang ditemukan tentang Kabupaten Malang, bukan Kabupaten Blitar."),
        ("angka kematian ibu kota malang 2026", "Yang ditemukan tentang Kabupaten Malang, bukan Kota Malang."),
        ("realisasi angka kematian ibu tahun 2026", "Yang ditemukan target, bukan realisasi."),
        ("tarif rawat inap kelas I per hari", "Yang ditemukan kelas III, bukan kelas I."),
        ("target indeks gini tahun 2026", "Selnya kosong (“-”) di tabel itu: baris “Indeks Gini”, kolom “Target 2026”."),
        (
            "pasal 9 perbup malang tentang pengaduan masyarakat ditindaklanjuti lewat apa",
            "Yang ditemukan Pasal 7, bukan Pasal 9.",
        ),
    ],
)
def test_a_reason_names_what_was_found_and_what_was_asked(why, asked, said):
    assert why(asked) == said


def test_another_act_is_named_with_its_number(why):
    said = why("menurut peraturan bupati nomor 21 tahun 2024 pengaduan masyarakat ditindaklanjuti lewat apa")
    assert said == "Yang ditemukan dari Peraturan Bupati Malang Nomor 12 Tahun 2024, bukan Nomor 21 Tahun 2024."


def test_a_telling_word_that_stands_nowhere_is_quoted_as_it_was_typed(why):
    assert why("berapa target Bandara tahun 2026") == "Tidak satu pun bagian yang ditemukan menyebut “Bandara”."


def test_a_row_is_told_by_its_name_from_what_stands_elsewhere(why):
    said = why("persentase guru wisatawan bersertifikat tahun 2026")
    assert said == "Baris terdekat, “Persentase guru SD bersertifikat”, tidak menyebut “wisatawan”."


# what isn't certain is not


def test_nothing_is_said_where_nothing_was_found(library):
    assert reason(library.understand("angka kematian ibu"), []) == ""


@pytest.mark.parametrize(
    "asked", ["target angka kematian ibu kabupaten malang tahun 2026", "tarif rawat inap kelas III per hari"]
)
def test_nothing_is_said_of_what_is_there(why, asked):
    assert why(asked) == ""


def test_a_year_that_is_there_is_never_denied(why):
    for year in range(2020, 2036):
        denied = f"bukan {year}." in why(f"target angka kematian ibu tahun {year}")
        assert denied == (year not in (2026, 2027))


@pytest.mark.parametrize(("text", "word"), [("TW 3 2025", "triwulan iii"), ("Triwulan III", "tw iii"), ("kelas 1", "kelas i")])
def test_a_class_is_the_same_however_it_is_written(text, word):
    assert names_class(text, word)


def test_another_class_is_none(why):
    assert not names_class("Triwulan II", "triwulan iii")


@given(st.sets(st.integers(1990, 2050), min_size=1, max_size=8))
def test_years_are_listed_or_spanned_and_none_is_added(years):
    in_order = [str(year) for year in sorted(years)]
    text = spanned(in_order)
    if "–" in text:
        first, last = map(int, text.split("–"))
        assert set(range(first, last + 1)) == years
    else:
        assert text == listed(in_order) and all(year in text for year in in_order)


# where it is shown and kept


def test_a_refusal_says_it_and_the_log_keeps_it(library, tmp_path):
    log = AnswerLog(tmp_path / "log.db")
    answer = Assistant(library, ExtractiveComposer(threshold=1.1), log).ask(Inquiry("angka kematian ibu kabupaten blitar 2026"))
    said = "Yang ditemukan tentang Kabupaten Malang, bukan Kabupaten Blitar."
    assert answer.refused and answer.text.endswith(said)
    assert answer_json(answer)["reason"] == said
    assert [line.reason for line in log.lines()] == [said]
    with (tmp_path / "log.json").open("w", encoding="utf-8") as file:
        write_json(log.entries(), file)
    (entry,) = json.loads((tmp_path / "log.json").read_text(encoding="utf-8"))
    assert entry["reason"] == said
    log.close()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("realisasi angka kematian ibu tahun 2026", "Yang ditemukan target, bukan realisasi."),
        ("tarif rawat inap kelas I per hari", "Yang ditemukan kelas III, bukan kelas I."),
        ("target angka kematian ibu kabupaten blitar 2026", "Yang ditemukan tentang Kabupaten Malang, bukan Kabupaten Blitar."),
    ],
)
def test_what_is_certainly_of_something_else_is_no_answer_however_likely(library, asked, said):
    question = library.understand(asked)
    draft = ExtractiveComposer(threshold=0.0).compose(question, library.search(question))
    assert draft.refused and draft.reason == said


def test_an_answer_without_a_conflict_carries_none(library):
    question = library.understand("target angka kematian ibu tahun 2026")
    draft = ExtractiveComposer(threshold=0.0).compose(question, library.search(question))
    assert draft.reason == "" and "Catatan" not in draft.text
    best = rank(library.search(question))[0]
    assert named_difference(Pair(question, best)) == ""
