"""Questions as people type them -> what they are about, and what kind of answer they want."""

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.language.terms import terms
from indexer.question.meaning import Vocabulary
from indexer.question.model import Claim, Intent
from indexer.question.phrases import phrases
from indexer.question.spelling import written_out
from indexer.question.understanding import Knowledge, understand
from indexer.question.words import read

VOCABULARY = Vocabulary(
    dict.fromkeys(
        terms("target indeks sistem pemerintahan berbasis elektronik spbe tahun 2026 anggaran pergadaian belanja modal wajo"), 3
    ),
    chunks=100,
)
LIBRARY = Knowledge(VOCABULARY)


def words(question):
    return [concept.word for concept in understand(question, LIBRARY).concepts if not concept.pair]


def kinds(question):
    return understand(question).kinds


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("brp target thn 2026 yg dr OPD apa2 aja", "berapa target tahun 2026 yang dari OPD apa saja"),
        ("Brp pagu P3K thn2026?", "berapa pagu pppk tahun2026?"),
        ("penanggung jawab nya siapa, anggaranny brp", "penanggung jawabnya siapa, anggarannya berapa"),
        ("target 2026 nya", "target 2026"),
        ("di manakah kantornya, dari mana dananya", "dimana kantornya, darimana dananya"),
        ("uang itu dipake utk apa", "uang itu dipakai untuk apa"),
        ("tumbuh 5%", "tumbuh 5 persen"),
    ],
)
def test_chat_spelling_is_written_out_and_capitals_stay(typed, written):
    assert written_out(typed) == written


def test_a_short_name_in_capitals_is_no_chat_spelling_unless_everything_is():
    assert written_out("Renstra PD") == "Renstra PD"
    assert written_out("pd tahun ini") == "pada tahun ini"
    assert written_out("BRP TARGET PD THN INI") == "berapa target pada tahun ini"


def test_who_is_spoken_to_and_what_is_not_meant_are_no_words_of_a_question():
    assert written_out("min, tolong cek target") == "tolong cek target"
    assert written_out("air minum AMAN (bukan layak ya) berapa").split() == "air minum AMAN berapa".split()


def test_a_year_that_everything_says_weighs_more_than_an_ordinary_word():
    known = Knowledge(Vocabulary({"2026": 90, "produksi": 30}, chunks=100))
    weights = {concept.word: concept.weight for concept in understand("produksi 2026", known).concepts if not concept.pair}
    assert weights["2026"] > weights["produksi"]


@given(st.text(max_size=300))
def test_whatever_is_typed_words_stand_where_they_say(typed):
    message = read(typed)
    for sentence in (message.whole, *message.asking, *message.around):
        assert all(sentence.text[word.start : word.end] == word.text for word in sentence.words)
    assert len(message.whole.words) == sum(len(part.words) for part in (*message.asking, *message.around))


def test_a_sentence_of_chat_may_begin_in_lower_case_and_no_abbreviation_ends_one():
    message = read("saya auditor di kab. Lahat. berapa belanja modal no. 3?")
    assert [sentence.text for sentence in message.around] == ["saya auditor di kabupaten. Lahat."]
    assert [sentence.text for sentence in message.asking] == ["berapa belanja modal no. 3?"]


def test_words_about_the_asking_do_not_count():
    assert sorted(words("tolong jelaskan dong berapa target indeks")) == ["indeks", "target"]


def test_an_acronym_is_matched_with_what_it_stands_for_and_the_other_way_round():
    by_acronym = understand("target SPBE", LIBRARY).match()
    by_name = understand("target sistem pemerintahan berbasis elektronik", LIBRARY).match()
    assert {'"spbe"', '"target"'} <= set(by_acronym.split(" OR ")) & set(by_name.split(" OR "))
    assert '"spbe"' in understand("SPBEnya", LIBRARY).match()


def test_a_slip_of_the_finger_finds_the_word_meant():
    concept = next(c for c in understand("belnaja", LIBRARY).concepts)
    assert "belanja" in {part for form in concept.alternatives for part in form}


def test_the_number_of_a_regulation_is_one_thing():
    assert "nomor 3 tahun 2025" in words("kapan Perda Nomor 3 Tahun 2025 diundangkan")


def test_what_is_said_around_a_question_counts_less_and_its_figures_not_at_all():
    question = understand("Saya auditor. Anggaran katanya Rp75 triliun. Berapa belanja modal?", LIBRARY)
    weights = {concept.word: concept.weight for concept in question.concepts}
    assert "75" not in weights and "triliun" not in weights
    assert weights["anggaran"] < weights["belanja"]
    assert {concept.word for concept in question.concepts if concept.optional} == {"anggaran"}


def test_a_region_and_a_regulation_that_are_named_are_required():
    question = understand("siapa bupati Wajo", Knowledge(VOCABULARY, region_terms=frozenset({"wajo"})))
    assert [concept.word for concept in question.concepts if concept.required] == ["wajo"]
    question = understand("kapan Perda Nomor 3 Tahun 2025 berlaku", LIBRARY)
    assert [concept.word for concept in question.concepts if concept.required] == ["nomor 3 tahun 2025"]


def required(question):
    return [concept.word for concept in understand(question, LIBRARY).concepts if concept.required]


def test_what_a_question_calls_a_regency_is_required_though_nobody_knows_the_place():
    assert required("siapa bupati Lebaksana") == ["lebaksana"]


@given(
    st.text("bcdfghjklmnpqrstvwxyz", min_size=3, max_size=5), st.sampled_from(["bupati", "gubernur", "kabupaten", "wali kota"])
)
def test_an_abbreviation_after_an_office_is_no_region(abbreviation, office):
    """ "bupati ttd": without a vowel it is no name of a place."""
    assert abbreviation not in required(f"kapan perda ini diteken {office} {abbreviation}")


def test_the_noun_that_a_question_opens_with_is_told_from_measures_and_classes():
    concepts = {concept.word: concept for concept in understand("target tarif parkir 2026 berapa", LIBRARY).concepts}
    assert concepts["tarif"].opens and not concepts["tarif"].generic
    assert concepts["target"].generic and concepts["2026"].generic and not concepts["target"].opens


def test_the_kind_of_answer_is_told_from_the_question():
    assert kinds("brp target SPBE") >= {"figure"}
    assert kinds("kpn perda diundangkan") >= {"date"}
    assert kinds("Kapankah perda diundangkan?") >= {"date"}
    assert kinds("dmn lokasinya") >= {"place"}
    assert kinds("quick win apa aja") >= {"list"}
    assert kinds("apa itu RKPD") >= {"definition"}
    assert kinds("siapa bupatinya") >= {"person"}


@pytest.mark.parametrize("message", ["", "???", "..."])
def test_a_message_that_says_nothing_is_told(message):
    assert understand(message).intent is Intent.NOTHING


def test_what_a_question_states_is_kept_apart_from_what_it_asks():
    question = understand("Katanya target stunting 17,5% dari Rp75 triliun pada 5/3/2025. Berapa target 2026?")
    assert (
        Claim("75 triliun", "75000000000000") in question.claims or Claim("Rp75 triliun", "75000000000000") in question.claims
    )
    assert {claim.term for claim in question.claims} == {"75000000000000", "tgl20250305", "17d5"}


def test_each_part_of_a_message_is_a_question_of_its_own():
    question = understand("berapa target SPBE 2026? siapa penanggung jawabnya?", LIBRARY)
    figure, person = question.parts
    assert figure.kinds == {"figure"} and "spbe" in figure.match()
    assert person.kinds == {"person"} and "spbe" in person.match() and not person.parts


@given(st.text(max_size=300) | st.text(alphabet='"*-()NEARORAND:^ab ', max_size=4000))
def test_any_question_makes_a_full_text_query_of_quoted_phrases(question):
    for phrase in filter(None, understand(question, LIBRARY).match().split(" OR ")):
        assert phrase[0] == phrase[-1] == '"' and all(part.isalnum() for part in phrase.strip('"').split())


def test_acronyms_of_the_documents_are_matched_in_both_directions():
    known = Knowledge(VOCABULARY, phrases({"tte": ("tanda tangan elektronik",), "rpjmd": ("rencana lain",)}))
    for question in ("progres TTE", "progres tanda tangan elektronik"):
        match = understand(question, known).match()
        assert '"tte"' in match and '"tanda tangan elektronik"' in match
    assert "lain" not in understand("RPJMD", known).match()


@pytest.mark.parametrize(
    "message",
    [
        "brp target indeks SPBE kab malang thn 2026?",
        "Saya dari Bappeda. Katanya target stunting 12,5 persen. Berapa target prevalensi stunting 2026 dan siapa ketuanya?",
        "bandingkan IPM Kabupaten Wajo dan Kabupaten Maros tahun 2022",
    ],
)
def test_a_message_is_read_with_few_regular_expressions(message):
    earlier = ["Berapa target indeks SPBE tahun 2025?"]
    understand(message, LIBRARY, earlier)  # stems are remembered
    calls = 0

    def count(frame, event, called):
        nonlocal calls
        calls += event == "c_call" and isinstance(getattr(called, "__self__", None), re.Pattern)

    sys.setprofile(count)
    try:
        understand(message, LIBRARY, earlier)
    finally:
        sys.setprofile(None)
    assert calls <= 600
