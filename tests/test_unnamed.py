"""Which words of a question are worth saying that they weren't found."""

import pytest

from indexer.evidence.unnamed import is_name, is_thing, narrowed


@pytest.mark.parametrize(
    ("word", "question", "texts"),
    [
        ("kadia", "usulan kecamatan kadia", ["Usulan di Kecamatan Kadia diterima."]),
        ("kadia", "Usulan Kecamatan Kadia apa saja", []),
    ],
)
def test_a_name_is_no_word_and_has_its_capital_somewhere(word, question, texts):
    assert is_name(word, question, texts)


@pytest.mark.parametrize("word", ["diadain", "hrg", "pemkot", "disperindag", "stadion"])
def test_chat_forms_agencies_and_words_are_no_names(word):
    assert not is_name(word, f"berapa {word} itu", [f"Menurut {word}, begitu."])


@pytest.mark.parametrize("word", ["honor", "kebisingan", "budidaya", "wisatawan", "pendaftaran", "perempuan"])
def test_what_things_are_called_is_worth_saying(word):
    assert is_thing(word)


@pytest.mark.parametrize("word", ["dihitung", "diadain", "tercantum", "pertama", "bener", "hrg", "yang", "kbnya", "pemkab"])
def test_verbs_chat_forms_and_small_words_are_not(word):
    assert not is_thing(word)


def test_a_word_narrows_the_thing_right_before_it():
    question = ("target", "produksi", "perikanan", "budidaya", "berapa")
    assert narrowed("budidaya", question) == "perikanan"
    assert narrowed("target", question) == ""
