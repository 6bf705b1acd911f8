"""What stands beside the thing that is asked is about something else, and the comparison that tells it is named; with the real model.
How much a conflict weighs is fitted, that it is found is not. bench/mutants.py takes each comparison away."""

import pytest
from invented_libraries import first

pytestmark = pytest.mark.model


# another cell, measure, number or row


def test_a_dash_under_the_year_that_is_asked_is_an_empty_cell(plan):
    assert plan.weighed("target indeks gini tahun 2026 berapa", "Indeks Gini").conflict == "sel kosong"
    assert plan.weighed("target indeks gini tahun 2027 berapa", "Indeks Gini").conflict == ""
    assert "0,318" in first(plan("target indeks gini tahun 2027 berapa"))


def test_an_empty_cell_is_never_shown_as_the_answer(plan):
    assert "Target 2026: -" not in first(plan("target indeks gini tahun 2026 berapa"))


def test_what_was_achieved_is_no_target(plan):
    asked = "indeks kepuasan masyarakat tahun 2024 berapa"
    assert plan.weighed(f"target {asked}", "Indeks Kepuasan").conflict == "ukuran lain"
    assert plan.weighed(f"realisasi {asked}", "Indeks Kepuasan").conflict == ""
    assert "84,1" in first(plan(f"realisasi {asked}"))


def test_what_was_planned_was_not_achieved(plan):
    asked = "indeks kepuasan masyarakat tahun 2025 berapa"
    assert plan.weighed(f"realisasi {asked}", "Indeks Kepuasan").conflict == "ukuran lain"
    assert plan.weighed(f"target {asked}", "Indeks Kepuasan").conflict == ""
    assert "85,3" in first(plan(f"target {asked}"))


def test_a_row_of_one_age_is_not_that_of_another(plan):
    asked = "target angka partisipasi sekolah {} tahun 2026 berapa persen"
    assert plan.weighed(asked.format("16-18"), "7-12").conflict == "nomor lain"
    assert plan.weighed(asked.format("7-12"), "7-12").conflict == ""


def test_an_item_of_one_class_is_not_that_of_another(coast):
    asked = "berapa honor pengajar sanggar tari tradisional golongan {} per hari"
    assert coast.weighed(asked.format("I"), "70.000").conflict == "nomor lain"
    assert coast.weighed(asked.format("II"), "70.000").conflict == ""
    assert first(coast(asked.format("II"))).startswith("Honor pengajar sanggar tari tradisional golongan II 70.000")


def test_a_row_does_not_answer_for_the_word_that_names_its_neighbour(coast):
    assert coast.weighed("produksi padi organik tahun 2026 berapa ton", "Produksi padi").conflict == "baris lain"


def test_a_word_that_everything_says_tells_no_row_from_another(coast):
    asked = "produksi padi warga tahun 2026 berapa ton"
    assert coast.weighed(asked, "Produksi padi").conflict == ""
    assert "51.300" in first(coast(asked))


def test_two_things_that_are_asked_may_stand_in_two_rows(plan):
    asked = "persentase jalan mantap dan jembatan baik tahun 2026 berapa"
    assert plan.weighed(asked, "79,74").conflict == plan.weighed(asked, "84,61").conflict == ""


def test_a_row_named_after_something_else_is_another(plan):
    asked = "target indeks kualitas {} tahun 2026 berapa"
    assert plan.weighed(asked.format("udara"), "Indeks Kualitas Air").conflict == "nama lain"
    assert plan.weighed(asked.format("air"), "Indeks Kualitas Air").conflict == ""
    assert "61,25" in first(plan(asked.format("air")))


# another place, regulation, clause or year


@pytest.mark.parametrize("place", ["Kota Tegal", "Kabupaten Brebes"])
def test_the_city_is_not_the_regency_of_its_name_and_another_region_another(plan, place):
    assert plan.weighed(f"target angka kematian bayi {place} 2027 berapa", "Kematian Bayi").conflict == "daerah lain"


def test_the_region_of_the_document_is_no_other_place(plan):
    asked = "target angka kematian bayi Kabupaten Tegal 2027 berapa"
    assert plan.weighed(asked, "Kematian Bayi").conflict == ""
    assert "8,7" in first(plan(asked))


def test_another_regulation_is_another_thing(plan):
    asked = "menurut perbup nomor {} tahun 2024 pengaduan warga ditindaklanjuti berapa hari"
    assert plan.weighed(asked.format(21), "5 hari").conflict == "hal lain"
    assert plan.weighed(asked.format(12), "5 hari").conflict == ""
    assert "5 hari" in first(plan(asked.format(12)))


def test_another_clause_is_another_thing(plan):
    assert plan.weighed("pasal 9 pengaduan warga ditindaklanjuti berapa hari", "5 hari").conflict == "hal lain"
    assert plan.weighed("pasal 7 pengaduan warga ditindaklanjuti berapa hari", "5 hari").conflict == ""


def test_a_year_after_the_plan_is_not_the_plan_s(plan):
    assert plan.weighed("target angka kematian bayi tahun 2031 berapa", "Kematian Bayi").conflict == "hal lain"


def test_the_figure_of_a_year_is_no_figure_of_another(plan):
    assert plan.weighed("produksi garam rakyat tahun 2027 berapa ton", "41.800").conflict == "tahun lain"
    assert plan.weighed("produksi garam rakyat tahun 2023 berapa ton", "41.800").conflict == ""
    assert "41.800" in first(plan("produksi garam rakyat tahun 2023 berapa ton"))


def test_the_column_of_another_year_says_nothing_of_this_one(coast):
    missing = dict(coast.weighed("biaya pemeliharaan embung tahun 2026 berapa", "Pemeliharaan embung").missing)
    assert "biaya" in missing
    assert not coast.weighed("biaya pemeliharaan embung tahun 2027 berapa", "Pemeliharaan embung").missing


def test_the_year_of_a_regulation_is_no_year_of_what_is_said(coast):
    asked = "iuran sampah rumah tangga tahun 2026 berapa"
    assert coast.weighed(asked, "12.000").conflict == ""
    assert "12.000" in first(coast(asked))


def test_a_span_of_years_after_the_plan_is_not_the_plan_s(plan):
    asked = "berapa persen target persentase jembatan kondisi baik {}"
    assert plan.weighed(asked.format("2031-2035"), "jembatan").conflict == "hal lain"
    assert plan.weighed(asked.format("2025-2029"), "jembatan").conflict == ""
    assert "84,61" in first(plan(asked.format("2025-2029")))


def test_what_names_nothing_of_the_subject_is_about_another(coast):
    assert coast.weighed("program pagu warga berapa", "Program Perpustakaan Keliling").conflict == "pokok lain"


# another kind of thing than the one that is asked


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("berapa luas hutan bakau pesisir utara", "hutan bakau"),  # a text without a figure
        ("no hp petugas piket berapa", "Rp75.000"),  # an amount is no number to call
        ("kapan hutan bakau dipulihkan", "hutan bakau"),
        ("siapa kepala sekretariat tim pendamping", "Sekretariat"),
        ("di mana sekretariat tim pendamping", "Sekretariat"),
    ],
)
def test_what_lacks_the_kind_of_thing_that_is_asked_does_not_fit(plan, asked, words):
    assert plan.weighed(asked, words).fits == 0


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("berapa peserta pelatihan pembatik tulis", "pembatik"),  # the number of a row is no figure
        ("luas hutan bakau pesisir utara berapa", "hutan bakau"),  # nor is a year
        ("apa itu kanal aduan", "setiap hari"),  # it is named there, and not explained
        ("mengapa terumbu karang dipulihkan", "penyelam"),
    ],
)
def test_what_only_looks_like_the_kind_that_is_asked_does_not_fit(coast, asked, words):
    assert coast.weighed(asked, words).fits == 0


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("siapa penanggung jawab program perpustakaan keliling", "bidang literasi"),  # it stands in the column of who is
        ("apa itu kanal aduan", "disebut kanal aduan adalah"),
        ("mengapa terumbu karang dipulihkan", "abrasi"),
    ],
)
def test_the_kind_that_is_asked_fits(coast, asked, words):
    assert coast.weighed(asked, words).fits == 1


def test_a_figure_and_a_place_fit_where_they_are_asked(plan):
    assert plan.weighed("kapasitas kolam retensi berapa", "14.000").fits == 1
    assert plan.weighed("di mana kolam retensi dibangun", "Sumurpanggang").fits == 1
    assert "Sumurpanggang" in first(plan("di mana kolam retensi dibangun"))


def test_the_number_of_a_row_is_no_value_of_it(plan):
    answer = first(plan("angka kematian bayi berapa"))
    assert answer.startswith("Angka Kematian Bayi") and "No:" not in answer and "9,1" in answer


def test_a_number_to_call_is_no_number_of_a_paper(contacts):
    assert contacts.weighed("apa nomor dokumen standar pengaduan", "0411-553-7788").fits == 0


@pytest.mark.parametrize("asked", ["berapa nomor telepon petugas aduan", "nomor telepon petugas aduan berapa"])
def test_a_number_to_call_is_found_however_it_is_asked(contacts, asked):
    assert "0411-553-7788" in first(contacts(asked))


def test_an_address_of_mail_is_no_number_to_call(contacts):
    assert "aduan@contoh.go.id" not in first(contacts("nomor telepon bagian aduan berapa"))


def test_an_address_of_mail_is_no_place(contacts):
    assert "aduan@contoh.go.id" in first(contacts("apa alamat surel bagian aduan"))


def test_who_is_responsible_and_what_something_is_come_first(coast):
    assert "bidang literasi" in first(coast("siapa penanggung jawab program perpustakaan keliling"))
    assert "disebut kanal aduan adalah" in first(coast("apa itu kanal aduan"))
