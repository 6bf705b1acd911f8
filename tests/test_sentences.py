"""Text -> sentences."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.language.sentences import sentences


def split(text):
    return [sentence.strip() for sentence in sentences(text)]


def test_abbreviations_and_titles_do_not_end_a_sentence():
    text = "Hadir Dr. James Robert dan H. Rano Karno, S.IP. di Jl. Merdeka No. 5. Acara berlangsung lancar."
    assert split(text) == [text[:-26].strip(), "Acara berlangsung lancar."]


def test_figures_stay_whole():
    assert split("Nilainya Rp1.524.751,00 pada 2025. Naik 7.5 persen.") == [
        "Nilainya Rp1.524.751,00 pada 2025.",
        "Naik 7.5 persen.",
    ]


def test_a_quotation_ends_with_its_mark():
    assert split("“Program ini tuntas.” Ia menutup acara.") == ["“Program ini tuntas.”", "Ia menutup acara."]


@given(st.text(alphabet=st.sampled_from('Aa 1.,;:?!\n"”)(RpNo')))
def test_no_character_is_lost(text):
    assert "".join(sentences(text)) == text
