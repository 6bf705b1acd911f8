"""Texts are shortened at a word."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.language.shortening import ELLIPSIS, cut_at_word, shortened


def test_a_text_that_fits_stays_whole():
    assert shortened("Rencana kerja", 13) == cut_at_word("Rencana kerja", 13) == "Rencana kerja"


def test_a_longer_text_ends_after_a_whole_word_and_with_the_mark():
    assert shortened("Rencana kerja daerah", 16) == "Rencana kerja …"
    assert shortened("Rencana kerja daerah", 16, mark=ELLIPSIS) == "Rencana kerja…"
    assert cut_at_word("Rencana kerja daerah", 16) == "Rencana kerja"


def test_a_word_that_is_too_long_by_itself_is_cut_through():
    assert shortened("pertanggungjawaban", 10) == "pertangg …"


@given(st.text(max_size=60), st.integers(5, 40))
def test_a_shortened_text_is_never_too_long_and_begins_like_the_whole(text, longest):
    short = shortened(text, longest)
    assert len(short) <= longest
    assert short == text or text.startswith(short.removesuffix(f" {ELLIPSIS}"))
