"""What counts of a span by where it stands, which span comes first, and how much is shown; with the real model. The weights are fitted: what
holds here holds because a span that says more of what is asked is the likelier one."""

import pytest
from invented_libraries import Invented, first

from bot.answering.extractive.composer import LIMIT

pytestmark = pytest.mark.model


def missing(library: Invented, question: str, words: str) -> dict[str, float]:
    """What is asked and stands nowhere near what says these words, with its share."""
    return dict(library.weighed(question, words).missing)


# where the words stand


def test_the_heads_of_a_row_say_what_its_cells_are(plan):
    asked = "realisasi indeks kepuasan masyarakat tahun 2024 berapa"
    assert plan.weighed(asked, "84,1").own == pytest.approx(1, abs=0.01)
    assert "84,1" in first(plan(asked))


def test_the_line_above_an_item_says_what_it_is_about(coast):
    asked = "retribusi kebersihan pasar kios berapa"
    assert coast.weighed(asked, "kios 25.000").own > 0.9
    assert coast.before(asked, "kios 25.000", "los 15.000")
    assert "25.000" in first(coast(asked))


def test_the_sentence_before_names_the_subject(plan):
    asked = "kapasitas kolam retensi berapa"
    assert not missing(plan, asked, "14.000")
    assert plan.before(asked, "14.000", "Sumurpanggang")


def test_a_heading_says_what_stands_under_it(plan):
    asked = "biaya pemeriksaan rumah potong hewan berapa"
    assert not missing(plan, asked, "35.000")
    assert "35.000" in first(plan(asked))


def test_a_document_s_title_says_what_it_is_about(plan):
    asked = "menurut perbup nomor 12 tahun 2024 pengaduan warga ditindaklanjuti berapa hari"
    assert not missing(plan, asked, "5 hari")
    assert "5 hari" in first(plan(asked))


def test_an_acronym_stands_for_the_words_that_are_asked(coast):
    lacked = missing(coast, "persentase angkatan kerja perempuan target 2026 berapa", "TPAK Perempuan")
    assert lacked.keys().isdisjoint({"angkatan", "kerja", "perempuan"})


def test_the_name_and_years_of_a_document_need_not_stand_in_its_sentences(coast):
    lacked = missing(coast, "menurut rpjmd 2025-2029 jumlah perahu gunung besi batu berapa", "2.310")
    assert lacked.keys() == {"gunung", "besi", "batu"}
    assert coast.weighed("menurut rpjmd 2025-2029 jumlah perahu motor berapa", "2.310").own == pytest.approx(1)


def test_an_everyday_word_that_no_document_uses_is_missed_less(coast):
    asked = "berapa kapasitas kolam retensi {}"
    everyday, name = missing(coast, asked.format("gunung"), "14.000"), missing(coast, asked.format("wisanggeni"), "14.000")
    assert everyday["gunung"] < name["wisanggeni"]


def test_the_year_that_is_asked_counts_less_where_a_span_is_of_another(coast):
    asked = "siapa ketua panitia lomba dayung sungai tahun 2026"
    assert coast.weighed(asked, "Sri Wahyuni").fits < coast.weighed(asked, "Budi Hartono").fits


def test_what_names_no_year_fits_less_for_one_of_many(coast):
    assert coast.weighed("jumlah perahu motor tahun 2028 berapa", "2.310").fits < 1
    assert coast.weighed("jumlah perahu motor berapa", "2.310").fits == 1


def test_what_leads_the_question_is_missed_by_itself(plan):
    asked = plan.weighed("denda pengaduan warga berapa", "5 hari")
    assert asked.opening_missing and "denda" in dict(asked.missing)
    assert not plan.weighed("pengaduan warga ditindaklanjuti berapa hari", "5 hari").opening_missing


# what comes first


def test_the_provision_comes_before_the_recital_that_only_mentions_it(plan):
    assert plan.before("pengaduan warga ditindaklanjuti melalui apa", "5 hari", "bahwa pengaduan")


def test_the_row_that_is_named_after_what_is_asked_comes_before_a_longer_name(coast):
    asked = "produksi jagung tahun 2026 berapa ton"
    assert coast.before(asked, "8.420", "1.150")
    assert "8.420" in first(coast(asked))


def test_what_a_revoked_regulation_says_comes_after_what_is_in_force(coast):
    answer = coast("tarif sewa gedung pertemuan berapa")
    assert "900.000" in first(answer)
    assert "600.000" not in answer.text or "sudah dicabut" in answer.text


def test_an_answer_from_a_revoked_regulation_says_that_it_is_revoked(coast):
    answer = coast("menurut perbup nomor 5 tahun 2024 tarif sewa gedung pertemuan berapa")
    warning, told, *_ = answer.text.split("\n\n")
    assert "sudah dicabut" in warning and "600.000" in told


def test_a_heading_seldom_answers_by_itself(coast):
    asked = "pengembangan dermaga kayu"
    assert coast.before(asked, "Pada akhirnya dermaga kayu", "Pengembangan Dermaga Kayu")
    assert first(coast(asked)).startswith("Pada akhirnya dermaga kayu")


def test_a_story_around_the_question_does_not_answer_it(plan):
    question = "Saya lagi menulis skripsi tentang pelabuhan perikanan dan garam rakyat. Berapa kapasitas kolam retensi?"
    assert plan.before(question, "14.000", "41.800") and plan.before(question, "14.000", "Program Pelabuhan")


def test_two_telling_words_that_stand_nowhere_are_too_many(coast):
    assert coast("jumlah perahu gunung besi berapa").refused


def test_a_slip_of_the_finger_costs_nothing(plan):
    assert not missing(plan, "berapa kapasitas kolem retensi", "14.000")
    assert plan.before("berapa kapasitas kolem retensi", "14.000", "41.800")


def test_chat_spelling_costs_no_answer(plan):
    typed, written = (plan.weighed(f"{ask} kapasitas kolam retensi", "14.000") for ask in ("brp", "berapa"))
    assert typed.coverage == written.coverage
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


def test_an_answer_has_at_most_800_characters(coast):
    assert LIMIT == 800 >= len(coast("kewajiban pengelola terminal apa saja").text) > 600


def test_a_telling_word_that_was_not_found_is_named(coast):
    answer = coast("jumlah perahu motor nelayan tahun 2027 berapa unit")
    assert answer.refused or "tidak menyebut nelayan" in answer.text
