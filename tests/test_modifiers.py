"""Words that turn what a sentence claims into something else."""

import pytest

from bot.answering.llm.modifiers import denies, modifiers


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("denda paling banyak Rp50 juta", "at most"),
        ("selambat-lambatnya 12 jam", "at most"),
        ("sekurang-kurangnya 12 persen", "at least"),
        ("lebih dari 40 peserta", "more than"),
        ("meningkat menjadi 3,4", "up"),
        ("penurunan stunting", "down"),
        ("batal karena hujan", "cause"),
        ("di seluruh kecamatan", "all"),
        ("hanya satu loket", "only"),
        ("kecamatan tertinggi", "superlative"),
        ("kecuali guru", "except"),
    ],
)
def test_a_kind_is_told_by_its_words(text, kind):
    assert kind in modifiers(text)


def test_plain_words_have_no_kind():
    assert modifiers("Target Indeks SPBE tahun 2026 adalah 3,20.") == frozenset()


@pytest.mark.parametrize(
    ("text", "does"), [("tidak dinilai", True), ("tidak lebih dari 5 hari", False), ("dinilai 3,2", False)]
)
def test_a_denial_is_no_bound(text, does):
    assert denies(text) is does
