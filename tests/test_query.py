"""Questions as people type them -> what they are about, and what kind of answer they want."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.language.terms import terms
from indexer.question.phrases import phrases
from indexer.question.query import understand
from indexer.question.wording import asked_kinds, spelled_out

VOCABULARY = dict.fromkeys(
    terms("target indeks sistem pemerintahan berbasis elektronik spbe tahun 2026 anggaran pergadaian belanja modal wajo"), 3
)


def words(question, **more):
    return [concept.word for concept in understand(question, VOCABULARY, 100, **more).concepts if not concept.pair]


def test_chat_spelling_is_written_out():
    assert spelled_out("brp target thn 2026 yg dr OPD apa2 aja") == "berapa target tahun 2026 yang dari opd apa saja".split()


def test_words_about_the_asking_do_not_count():
    assert sorted(words("tolong jelaskan dong berapa target indeks")) == ["indeks", "target"]


def test_an_acronym_is_matched_with_what_it_stands_for_and_the_other_way_round():
    by_acronym = understand("target SPBE", VOCABULARY, 100).match()
    by_name = understand("target sistem pemerintahan berbasis elektronik", VOCABULARY, 100).match()
    assert {'"spbe"', '"target"'} <= set(by_acronym.split(" OR ")) & set(by_name.split(" OR "))


def test_a_slip_of_the_finger_finds_the_word_meant():
    concept = next(c for c in understand("belnaja", VOCABULARY, 100).concepts)
    assert "belanja" in {part for form in concept.alternatives for part in form}


def test_the_number_of_a_regulation_is_one_thing():
    assert "nomor 3 tahun 2025" in words("kapan Perda Nomor 3 Tahun 2025 diundangkan")


def test_what_is_said_around_a_question_counts_less_and_its_figures_not_at_all():
    query = understand("Saya auditor. Anggaran katanya Rp75 triliun. Berapa belanja modal?", VOCABULARY, 100)
    weights = {concept.word: concept.weight for concept in query.concepts}
    assert "75" not in weights and "triliun" not in weights
    assert weights["anggaran"] < weights["belanja"]


def test_a_region_and_a_regulation_that_are_named_are_required():
    query = understand("siapa bupati Wajo", VOCABULARY, 100, places={"wajo"})
    assert [concept.word for concept in query.concepts if concept.required] == ["wajo"]
    query = understand("kapan Perda Nomor 3 Tahun 2025 berlaku", VOCABULARY, 100)
    assert [concept.word for concept in query.concepts if concept.required] == ["nomor 3 tahun 2025"]


def test_the_kind_of_answer_is_told_from_the_question():
    assert asked_kinds("brp target SPBE") >= {"figure"}
    assert asked_kinds("kpn perda diundangkan") >= {"date"}
    assert asked_kinds("dmn lokasinya") >= {"place"}
    assert asked_kinds("quick win apa aja") >= {"list"}
    assert asked_kinds("apa itu RKPD") >= {"definition"}
    assert asked_kinds("siapa bupatinya") >= {"person"}


@given(st.text(max_size=300) | st.text(alphabet='"*-()NEARORAND:^ab ', max_size=4000))
def test_any_question_makes_a_full_text_query_of_quoted_phrases(question):
    query = understand(question, VOCABULARY, 100)
    for phrase in filter(None, query.match().split(" OR ")):
        assert phrase[0] == phrase[-1] == '"' and all(part.isalnum() for part in phrase.strip('"').split())


def test_acronyms_of_the_documents_are_matched_in_both_directions():
    same = phrases({"tte": ("tanda tangan elektronik",), "rpjmd": ("rencana lain",)})
    for question in ("progres TTE", "progres tanda tangan elektronik"):
        match = understand(question, VOCABULARY, 100, learnt_phrases=same).match()
        assert '"tte"' in match and '"tanda tangan elektronik"' in match
    assert "lain" not in understand("RPJMD", VOCABULARY, 100, learnt_phrases=same).match()
