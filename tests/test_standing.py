"""What was revoked or changed, and drafts, stand behind what took their place and answers too."""

from dataclasses import replace

import pytest
from spans_by_hand import document

from indexer.evidence.standing import is_draft, standing_behind

FINAL = document("Peraturan Bupati Contoh Nomor 4 Tahun 2024 tentang Tarif Parkir", "Kabupaten Contoh", number=1)
DRAFT = document("Rancangan Peraturan Bupati Contoh Tahun 2024 tentang Tarif Parkir", "Kabupaten Contoh", number=2)
ASKED = ("tarif", "parkir")


def test_what_was_revoked_stands_behind_anything():
    assert standing_behind({replace(FINAL, validity="dicabut")}, ASKED) == {FINAL.id}


def test_what_was_changed_stands_behind_what_changed_it_where_that_answers():
    changed = replace(FINAL, id=3, validity="diubah", amended_by=7)
    assert standing_behind({changed, replace(FINAL, id=7)}, ASKED) == {3}
    assert standing_behind({changed, replace(FINAL, id=8)}, ASKED) == set()


def test_who_asks_for_the_earlier_act_by_its_year_gets_it_first():
    earlier = replace(FINAL, validity="diubah", amended_by=7)
    amending = replace(
        FINAL,
        id=7,
        title="Peraturan Bupati Contoh Nomor 9 Tahun 2026 tentang Perubahan atas Peraturan Bupati Nomor 4 Tahun 2024",
    )
    assert standing_behind({earlier, amending}, (*ASKED, "2024")) == set()
    assert standing_behind({earlier, amending}, (*ASKED, "2026")) == {earlier.id}
    assert standing_behind({earlier, amending}, (*ASKED, "2024", "2026")) == {earlier.id}


def test_a_year_within_a_plan_s_period_names_no_act():
    plan = document("RPJMD Kabupaten Contoh Tahun 2021-2026", number=3, validity="dicabut")
    assert standing_behind({plan, document("RPJMD Kabupaten Contoh Tahun 2025-2029", number=4)}, ("target", "2026")) == {3}


def test_a_draft_stands_behind_its_final_version_where_that_answers():
    assert standing_behind({DRAFT, FINAL}, ASKED) == {DRAFT.id}
    assert standing_behind({DRAFT}, ASKED) == set()


@pytest.mark.parametrize(
    "change",
    [
        {"region": "Kabupaten Lain"},
        {"kind": "berita"},
        {"title": "Peraturan Bupati Contoh Nomor 9 Tahun 2024 tentang Jam Kerja"},
    ],
)
def test_it_does_not_stand_behind_what_is_no_final_version_of_it(change):
    assert standing_behind({DRAFT, replace(FINAL, **change)}, ASKED) == set()


@pytest.mark.parametrize("word", ["rancangan", "draf", "raperda"])
def test_who_asks_for_the_draft_gets_it_first(word):
    assert standing_behind({DRAFT, FINAL}, (*ASKED, word)) == set()


def test_a_plan_s_draft_is_told_by_its_title_too():
    assert is_draft(document("Masterplan Smart City Kota Contoh 2024-2033 (Rancangan)"))


def test_an_act_about_drafts_is_none():
    assert not is_draft(document("Peraturan Bupati Contoh Nomor 3 Tahun 2022 tentang Tata Cara Penyusunan Rancangan Peraturan"))
