"""When a document should be looked at before it is searched."""

import pytest
from sample_readings import CORPUS, reading

from indexer.documents.doubts import doubts
from indexer.documents.metadata import describe
from indexer.library import find_files
from indexer.models import Metadata, Page

PLAN = Metadata("RKPD", "rkpd", "Kabupaten Wajo")
TEXT = "Pembangunan jalan dan irigasi di semua kecamatan pada tahun ini dilaksanakan oleh dinas yang berwenang. " * 12


@pytest.mark.parametrize("path", sorted(find_files([CORPUS])), ids=lambda path: path.name)
def test_there_are_none_about_the_files_that_come_with_the_program(path):
    assert doubts(reading(path).pages, describe(path, CORPUS, reading(path))) == ()


def test_pages_without_text_are_counted_unless_they_are_few():
    full, empty = [Page(1, TEXT)] * 68, [Page(1, "12")]
    assert doubts(full + empty * 12, PLAN) == ("12 dari 80 halaman tanpa teks.",)
    assert doubts(full + empty * 6, PLAN) == ()
    assert doubts([Page(1, TEXT)] + empty, PLAN) == ()


def test_badly_recognised_pages_are_told_with_their_mean_confidence():
    assert doubts([Page(1, TEXT, confidence=0.5), Page(2, TEXT, confidence=0.58)], PLAN) == (
        "Hasil pindai sulit dibaca (keyakinan rata-rata 54 %).",
    )
    assert doubts([Page(1, TEXT, confidence=0.91), Page(2, TEXT), Page(3, "cap", confidence=0.1)], PLAN) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The regional government shall build roads and schools for the people of the district in this year. " * 12,
        "Pamaréntah daérah bakal ngawangun jalan sarta sakola pikeun warga sakabéh kacamatan taun ayeuna. " * 12,
    ],
)
def test_another_language_is_noticed(text):
    assert doubts([Page(1, text)], PLAN) == ("Bahasanya tampaknya bukan bahasa Indonesia.",)


def test_a_table_of_indicators_and_a_short_note_are_indonesian_enough():
    rows = "\n".join(f"| Persentase penduduk miskin kecamatan {n} | {n},5 | persen | Dinas Sosial |" for n in range(40))
    assert doubts([Page(1, rows)], PLAN) == ()
    assert doubts([Page(1, "Smart City Award")], PLAN) == ()


def test_an_unknown_kind_is_asked_about():
    assert doubts([Page(1, TEXT)], Metadata("Catatan")) == ("Jenis dokumen belum dikenali.",)


def test_a_draft_of_a_regulation_is_asked_about():
    draft = Metadata("Rancangan Peraturan Bupati Wajo tentang Satu Data", "peraturan", "Kabupaten Wajo")
    (sentence,) = doubts([Page(1, TEXT)], draft)
    assert sentence == "Tampaknya masih rancangan; terbitkan hanya bila rancangan ini boleh dijadikan jawaban."
    assert doubts([Page(1, TEXT)], Metadata("Rancangan Awal RKPD", "rkpd", "Kabupaten Wajo")) == ()


def test_a_document_that_is_clearly_of_another_kind_is_not_asked_about():
    assert doubts([Page(1, TEXT)], Metadata("Notulen Rapat Dewan Smart City", "lainnya")) == ()
