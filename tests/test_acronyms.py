"""Acronyms that a document spells out itself are learnt; what only looks like one is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents import acronyms
from indexer.documents.acronyms import spells
from indexer.models import Page


def defined(text: str) -> dict[str, tuple[str, ...]]:
    return acronyms.defined([Page(None, text)])


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        (
            "9. Rencana Kerja Pemerintah Daerah yang selanjutnya disingkat RKPD adalah dokumen",
            "rkpd",
            "rencana kerja pemerintah daerah",
        ),
        (
            "Badan Perencanaan Pembangunan Daerah yang selanjutnya disebut Bappeda adalah",
            "bappeda",
            "badan perencanaan pembangunan daerah",
        ),
        (
            "RPJPD Daerah Tahun 2025: Rencana Aksi Daerah Tahun 2025-2029 yang selanjutnya disingkat RAD adalah",
            "rad",
            "rencana aksi daerah",
        ),
        ("layanan di Pusat Pelayanan Keluarga (PUSPA) gratis", "puspa", "pusat pelayanan keluarga"),
        ("dikelola Dinas Komunikasi dan Informatika (Diskominfo)", "diskominfo", "dinas komunikasi dan informatika"),
        (
            "dilaporkan ke Pusat Pelaporan dan Analisis Transaksi Keuangan (PPATK).",
            "ppatk",
            "pusat pelaporan dan analisis transaksi keuangan",
        ),
        ("menurunkan NRW (non-revenue water) di kota", "nrw", "non revenue water"),
        ("**SPB** - Smart Planning Bappeda\n", "spb", "smart planning bappeda"),
        ("| TTE | Tanda tangan elektronik |", "tte", "tanda tangan elektronik"),
        ("| AMH | : Angka Melek Huruf | BOP | : Bantuan Operasional Pendidikan |", "bop", "bantuan operasional pendidikan"),
    ],
)
def test_every_usual_way_of_spelling_out_is_read(text, short, long):
    assert defined(text)[short] == (long,)


def test_a_definition_with_a_foreign_name_gives_both_names():
    text = "11. Uji Tuntas Nasabah (Customer Due Diligence) yang selanjutnya disingkat CDD adalah kegiatan"
    assert set(defined(text)["cdd"]) == {"customer due diligence", "uji tuntas nasabah"}


def test_what_is_spelled_out_most_often_comes_first():
    text = "Indeks Kepuasan Masyarakat (IKM). Industri Kecil dan Menengah (IKM). Indeks Kepuasan Masyarakat (IKM)."
    assert defined(text)["ikm"] == ("indeks kepuasan masyarakat", "industri kecil dan menengah")


@pytest.mark.parametrize(
    "text",
    [
        "kesesuaian dengan dokumen perencanaan (RKPD)",
        "Pagu Indikatif (Rp)",
        "Realisasi APBD Tahun 2023 (Unaudited)",
        "rencana kerja yang selanjutnya disebut Dokumen Induk",
        "| No | Indikator | Satuan |",
        "Fungsi: Mengatur zonasi dan pemanfaatan lahan",
        "",
    ],
)
def test_what_only_looks_like_an_acronym_is_not_learnt(text):
    assert defined(text) == {}


def test_letters_have_to_come_from_every_word():
    assert (
        spells("musrenbang", ("musyawarah", "perencanaan", "pembangunan")) is False
    )  # two words that begin inside are too many
    assert spells("apbd", ("anggaran", "pendapatan", "dan", "belanja", "daerah"))
    assert not spells("apbd", ("anggaran", "pendapatan", "belanja"))
    assert not spells("apbd", ("daerah", "anggaran", "pendapatan", "belanja"))


@given(st.text(alphabet="ABDKabdik ()|-:\n.,yangselanjutnyadisingkat", max_size=300))
def test_any_text_is_read_and_gives_lower_case_words(text):
    for short, longs in defined(text).items():
        assert short == short.casefold()
        assert all(long == " ".join(long.casefold().split()) and " " in long for long in longs)
