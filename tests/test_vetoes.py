"""What stands beside the thing that is asked is no answer: a veto a test, with the real model. bench/mutants.py takes each away."""

import pytest
from invented_libraries import first

pytestmark = pytest.mark.model


# another cell, measure, number or row


def test_a_dash_under_the_year_that_is_asked_is_no_figure(plan):
    assert plan("target indeks gini tahun 2026 berapa").refused
    assert "0,318" in plan("target indeks gini tahun 2027 berapa").text


def test_what_was_achieved_is_no_target(plan):
    assert plan("target indeks kepuasan masyarakat tahun 2024 berapa").refused
    assert "84,1" in first(plan("realisasi indeks kepuasan masyarakat tahun 2024 berapa"))


def test_what_was_planned_was_not_achieved(plan):
    assert plan("realisasi indeks kepuasan masyarakat tahun 2025 berapa").refused
    assert "85,3" in first(plan("target indeks kepuasan masyarakat tahun 2025 berapa"))


def test_a_row_of_one_age_is_not_that_of_another(plan):
    assert plan("target angka partisipasi sekolah 16-18 tahun 2026 berapa persen").refused


def test_an_item_of_one_class_is_not_that_of_another(coast):
    assert coast("berapa honor pengajar sanggar tari tradisional golongan I per hari").refused
    assert "70.000" in coast("berapa honor pengajar sanggar tari tradisional golongan II per hari").text


def test_a_row_does_not_answer_for_the_word_that_names_its_neighbour(coast):
    assert coast("produksi padi organik tahun 2026 berapa ton").refused


def test_a_word_that_everything_says_tells_no_row_from_another(coast):
    assert "51.300" in first(coast("produksi padi warga tahun 2026 berapa ton"))


def test_two_things_that_are_asked_may_stand_in_two_rows(plan):
    answer = plan("persentase jalan mantap dan jembatan baik tahun 2026 berapa")
    assert "79,74" in answer.text and "84,61" in answer.text


def test_a_row_named_after_something_else_is_no_answer(plan):
    assert plan("target indeks kualitas udara tahun 2026 berapa").refused
    assert "61,25" in first(plan("target indeks kualitas air tahun 2026 berapa"))


# another place, regulation, clause or year


def test_the_city_is_not_the_regency_of_its_name(plan):
    assert plan("target angka kematian bayi Kota Tegal 2027 berapa").refused
    assert "8,7" in first(plan("target angka kematian bayi Kabupaten Tegal 2027 berapa"))


def test_another_region_is_not_answered_from_this_one(plan):
    assert plan("target angka kematian bayi Kabupaten Brebes 2027 berapa").refused


def test_another_regulation_is_not_answered_from_this_one(plan):
    assert plan("menurut perbup nomor 21 tahun 2024 pengaduan warga ditindaklanjuti berapa hari").refused
    assert "5 hari" in first(plan("menurut perbup nomor 12 tahun 2024 pengaduan warga ditindaklanjuti berapa hari"))


def test_another_clause_is_not_answered_from_this_one(plan):
    assert plan("pasal 9 pengaduan warga ditindaklanjuti berapa hari").refused


def test_a_year_after_the_plan_is_not_answered_from_it(plan):
    assert plan("target angka kematian bayi tahun 2031 berapa").refused


def test_the_figure_of_a_year_is_no_figure_of_another(plan):
    assert plan("produksi garam rakyat tahun 2027 berapa ton").refused
    assert "41.800" in first(plan("produksi garam rakyat tahun 2023 berapa ton"))


def test_the_column_of_another_year_says_nothing_of_this_one(coast):
    answer = coast("biaya pemeliharaan embung tahun 2026 berapa")
    assert answer.refused or "Tidak ditemukan dalam kutipan: biaya" in answer.text


def test_the_year_of_a_regulation_is_no_year_of_what_is_said(coast):
    assert "12.000" in first(coast("iuran sampah rumah tangga tahun 2026 berapa"))


def test_a_span_of_years_after_the_plan_is_not_answered_from_it(plan):
    assert plan("berapa persen target persentase jembatan kondisi baik 2031-2035").refused
    assert "84,61" in first(plan("berapa persen target persentase jembatan kondisi baik 2025-2029"))


def test_what_names_nothing_of_the_subject_is_no_answer(coast):
    assert coast("program pagu warga berapa").refused


# another kind of thing than the one that is asked


def test_the_number_of_a_row_is_not_the_figure_that_is_asked(coast):
    assert coast("berapa peserta pelatihan pembatik tulis").refused


def test_the_number_of_a_row_is_no_value_of_it(plan):
    answer = plan("angka kematian bayi berapa")
    assert first(answer).startswith("Angka Kematian Bayi") and "No:" not in answer.text and "9,1" in answer.text


def test_a_text_without_a_figure_gives_none(plan):
    assert plan("berapa luas hutan bakau pesisir utara").refused


def test_a_year_is_not_the_figure_that_is_asked(coast):
    assert coast("luas hutan bakau pesisir utara berapa").refused


def test_an_amount_is_no_number_to_call(plan):
    assert plan("no hp petugas piket berapa").refused


def test_a_number_to_call_is_no_number_of_a_paper(contacts):
    assert contacts("apa nomor dokumen standar pengaduan").refused


@pytest.mark.parametrize("asked", ["berapa nomor telepon petugas aduan", "nomor telepon petugas aduan berapa"])
def test_a_number_to_call_is_found_however_it_is_asked(contacts, asked):
    assert "0411-553-7788" in first(contacts(asked))


def test_an_address_of_mail_is_no_number_to_call(contacts):
    assert "aduan@contoh.go.id" not in first(contacts("nomor telepon bagian aduan berapa"))


def test_an_address_of_mail_is_no_place(contacts):
    assert "aduan@contoh.go.id" in first(contacts("apa alamat surel bagian aduan"))


def test_a_text_without_a_day_gives_none(plan):
    assert plan("kapan hutan bakau dipulihkan").refused


def test_a_text_without_a_person_gives_none(plan):
    assert plan("siapa kepala sekretariat tim pendamping").refused


def test_the_column_of_who_is_responsible_says_who(coast):
    assert "bidang literasi" in first(coast("siapa penanggung jawab program perpustakaan keliling"))


def test_a_text_without_a_place_gives_none(plan):
    assert plan("di mana sekretariat tim pendamping").refused
    assert "Sumurpanggang" in first(plan("di mana kolam retensi dibangun"))


def test_what_something_is_stands_where_it_is_defined(coast):
    assert "disebut kanal aduan adalah" in first(coast("apa itu kanal aduan"))


def test_why_something_is_so_stands_where_a_reason_is_given(coast):
    assert "abrasi" in first(coast("mengapa terumbu karang dipulihkan"))
