"""What each weight is for, with the real model: which span comes first, and from which odds on it is shown. bench/mutants.py changes
each."""

import pytest
from invented_libraries import first

from bot.answering.extractive.composer import LIMIT

pytestmark = pytest.mark.model


# where the words stand


def test_the_heads_of_a_row_say_what_its_cells_are(plan):
    assert "84,1" in first(plan("realisasi indeks kepuasan masyarakat tahun 2024 berapa"))


def test_the_line_above_an_item_says_what_it_is_about(coast):
    assert "25.000" in first(coast("retribusi kebersihan pasar kios berapa"))


def test_the_sentence_before_names_the_subject(plan):
    assert "14.000" in first(plan("kapasitas kolam retensi berapa"))


def test_a_heading_says_what_stands_under_it(plan):
    assert "35.000" in first(plan("biaya pemeriksaan rumah potong hewan berapa"))


def test_a_document_s_title_says_what_it_is_about(plan):
    assert "5 hari" in first(plan("menurut perbup nomor 12 tahun 2024 pengaduan warga ditindaklanjuti berapa hari"))


def test_an_acronym_stands_for_the_words_that_are_asked(coast):
    assert "51,2" in first(coast("persentase angkatan kerja perempuan target 2026 berapa"))


# what comes first


def test_what_a_recital_says_is_not_shown_beside_the_provision(plan):
    answer = plan("pengaduan warga ditindaklanjuti melalui apa")
    assert "ditindaklanjuti paling lama 5 hari" in answer.text and "bahwa pengaduan warga" not in answer.text


def test_the_missions_are_the_numbered_parts_not_what_is_said_of_them(plan):
    assert first(plan("apa saja misi bupati tegal")).startswith("MISI 1")


def test_the_row_that_is_named_after_what_is_asked_comes_before_a_longer_name(coast):
    assert "8.420" in first(coast("produksi jagung tahun 2026 berapa ton"))


def test_what_is_said_of_another_year_does_not_hide_what_is_said_of_this_one(coast):
    assert "44.000" in first(coast("produksi garam rakyat tambak pesisir tahun 2027 berapa ton"))


def test_of_two_sentences_the_one_of_the_year_that_is_asked_comes_first(coast):
    assert "Budi Hartono" in first(coast("siapa ketua panitia lomba dayung sungai tahun 2026"))


def test_what_a_revoked_regulation_says_comes_last(coast):
    assert "900.000" in first(coast("tarif sewa gedung pertemuan berapa"))


def test_an_answer_from_a_revoked_regulation_says_that_it_is_revoked(coast):
    answer = coast("menurut perbup nomor 5 tahun 2024 tarif sewa gedung pertemuan berapa")
    assert "600.000" in first(answer) and "sudah dicabut" in answer.text


def test_a_heading_seldom_answers_by_itself(coast):
    assert first(coast("pengembangan dermaga kayu")).startswith("Pada akhirnya dermaga kayu")


def test_a_story_around_the_question_does_not_answer_it(plan):
    question = "Saya lagi menulis skripsi tentang pelabuhan perikanan dan garam rakyat. Berapa kapasitas kolam retensi?"
    assert "14.000" in first(plan(question))


# from which odds on it is shown


def test_what_leads_the_question_must_be_there(plan):
    assert plan("denda pengaduan warga berapa").refused


def test_below_even_odds_nothing_is_shown(plan):
    assert plan("berapa luas hutan bakau pesisir utara").refused


def test_two_telling_words_that_stand_nowhere_are_too_many(coast):
    assert coast("jumlah perahu gunung besi berapa").refused


def test_what_names_no_year_answers_less_for_one_of_many(coast):
    assert coast("jumlah perahu kayu tahun 2028 berapa").refused


def test_a_figure_that_has_nothing_but_a_heading_in_common_with_the_question_is_not_shown(coast):
    assert coast("tampungan air hujan embung lebaksiu berapa").refused


def test_an_everyday_word_that_no_document_uses_is_missed_less(coast):
    assert "14.000" in first(coast("berapa kapasitas kolam retensi gunung"))


def test_the_name_and_years_of_a_document_need_not_stand_in_its_sentences(coast):
    assert "2.310" in first(coast("menurut rpjmd 2025-2029 jumlah perahu gunung besi batu berapa"))


def test_a_slip_of_the_finger_costs_no_answer(plan):
    assert "14.000" in first(plan("berapa kapasitas kolem retensi"))


def test_chat_spelling_costs_no_answer(plan):
    assert "14.000" in first(plan("brp kapasitas kolam retensi"))
    assert "10 April" in first(plan("kpn batas akhir lapor ke bupati"))


# which passages are found


def test_what_means_the_same_in_other_words_is_found(reports):
    found = [reports.search(question)[0].document.name for question in ("bahaya kebanjiran", "kesehatan bayi")]
    assert found == ["c.md", "d.md"]


def test_of_two_passages_with_the_same_words_the_one_that_means_what_is_asked_comes_first(reports):
    assert reports.search("warga mengadukan ongkos kapal")[0].document.name == "g.md"


def test_what_stands_together_in_a_sentence_comes_before_words_that_stand_apart(reports):
    assert reports.search("laporan panjang jembatan")[0].document.name == "f.md"


# how much is shown


def test_a_list_begins_with_its_first_row_and_goes_on_in_the_next_chunk(coast):
    text = first(coast("taman kota apa saja"))
    assert text.startswith("Taman Anggrek") and "Taman Palem" in text


def test_a_list_comes_before_a_sentence_that_answers_a_little_better(coast):
    assert "Bank Sampah" in first(coast("layanan unggulan kecamatan apa saja"))


def test_an_answer_has_at_most_three_parts(coast):
    assert len(coast("honor petugas piket berapa").text.split("\n\n")) == 3


def test_an_answer_has_at_most_800_characters(coast):
    assert LIMIT == 800 >= len(coast("kewajiban pengelola terminal apa saja").text) > 600


def test_what_is_much_weaker_or_holds_much_less_is_not_added(plan):
    answer = plan("menurut perbup nomor 12 tahun 2024 pengaduan warga ditindaklanjuti berapa hari")
    assert [citation.quote for citation in answer.citations] == [
        "(1) Pengaduan warga ditindaklanjuti paling lama 5 hari kerja."
    ]


def test_a_telling_word_that_was_not_found_is_named(coast):
    assert "Tidak ditemukan dalam kutipan: nelayan" in coast("jumlah perahu motor nelayan tahun 2027 berapa unit").text
