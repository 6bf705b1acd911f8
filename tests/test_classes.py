"""A quarter, a stage or a class is one thing however it is written, and another one than its neighbours."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spans_by_hand import line, passage, row

from indexer.language.roman import roman
from indexer.language.terms import term
from indexer.language.vocabulary import CLASSES, PARTS_OF_ACTS
from indexer.models import Span
from indexer.question.model import Concept
from indexer.question.understanding import understand

OF_A_QUARTER = ("triwulan", "tw", "kuartal")
NAMES = st.sampled_from(sorted(CLASSES - PARTS_OF_ACTS))
LONGEST = 4
"""Letters of a Roman numeral that is read as a class."""
NUMBERS = st.sampled_from([number for number in range(1, 40) if len(roman(number)) <= LONGEST])
WAYS = st.sampled_from([str, roman, lambda number: roman(number).upper()])


def asked_class(question: str) -> Concept:
    """What is asked in a class and its number."""
    return next(concept for concept in understand(question).concepts if concept.word.split()[0] in CLASSES)


def forms(question: str) -> set[str]:
    return {" ".join(form) for form in asked_class(question).alternatives}


def conflict(question: str, span: Span) -> str:
    return passage(understand(question), span).evidence[0].conflict


# how it is written


@settings(deadline=None)
@given(name=NAMES, number=NUMBERS, one=WAYS, other=WAYS)
def test_a_class_is_found_in_digits_and_in_roman_numerals_whichever_of_them_is_typed(name, number, one, other):
    asked = forms(f"capaian kegiatan {name} {one(number)}")
    assert asked == forms(f"capaian kegiatan {name} {other(number)}")
    assert {f"{term(name)} {number}", f"{term(name)} {roman(number)}"} <= asked


@settings(deadline=None)
@given(name=NAMES, one=NUMBERS, other=NUMBERS)
def test_two_classes_share_no_form(name, one, other):
    assert one == other or forms(f"capaian kegiatan {name} {one}").isdisjoint(forms(f"capaian {name} {other}"))


@settings(deadline=None)
@given(name=NAMES, number=NUMBERS, way=WAYS)
def test_a_class_is_called_as_it_was_typed_first(name, number, way):
    concept = asked_class(f"capaian kegiatan {name} {way(number)}")
    typed = way(number).casefold()
    assert concept.word == f"{name} {typed}"
    assert concept.alternatives[0] == (term(name), typed)


@pytest.mark.parametrize("name", OF_A_QUARTER)
def test_a_quarter_of_a_year_has_three_names(name):
    every = {f"{name} {number}" for name in OF_A_QUARTER for number in ("2", "ii")}
    assert forms(f"realisasi {name} II") == every


def test_a_class_with_a_letter_stays_one():
    assert forms("terminal tipe C") == {"tipe c"}


# that it is another one


@settings(deadline=None)
@given(name=NAMES, asked=NUMBERS, said=NUMBERS, one=WAYS, other=WAYS)
def test_a_sentence_of_another_class_is_told_from_that_of_the_one_that_is_asked(name, asked, said, one, other):
    sentence = line(f"Capaian kegiatan {name} {other(said)} baik.")
    told = conflict(f"capaian kegiatan {name} {one(asked)}", sentence)
    assert told == ("" if asked == said else "kelas lain")


@pytest.mark.parametrize(
    ("head", "told"),
    [("Realisasi TW II", "kelas lain"), ("Realisasi TW I", ""), ("Triwulan 1", ""), ("Kuartal IV", "kelas lain")],
)
def test_a_row_is_of_the_class_that_its_heads_name(head, told):
    taxes = row(("Uraian", head), "Pajak hotel", "1.250")
    assert conflict("pajak hotel triwulan I berapa", taxes) == told


def test_a_row_with_a_column_of_the_class_that_is_asked_is_no_other_one():
    taxes = row(("Uraian", "Realisasi TW I", "Realisasi TW II"), "Pajak hotel", "1.250", "2.400")
    assert conflict("realisasi pajak hotel triwulan 2 berapa", taxes) == ""


def test_what_names_no_class_is_not_of_another_one():
    assert conflict("pajak hotel triwulan I berapa", line("Pajak hotel 1.250 juta rupiah.")) == ""
    assert conflict("pajak hotel triwulan I berapa", row(("Uraian", "Realisasi"), "Pajak hotel", "1.250")) == ""


def test_a_class_of_another_name_is_not_compared():
    assert conflict("pajak hotel triwulan I berapa", line("Pajak hotel bintang kelas III 1.250 juta rupiah.")) == ""


def test_a_heading_may_name_the_class_that_is_asked():
    under = line("Pajak hotel dibayar lagi sebelum TW II.", heading=("Triwulan I",))
    assert conflict("kapan pajak hotel triwulan I dibayar", under) == ""


@pytest.mark.parametrize("part", ["pasal", "ayat", "bab", "lampiran"])
def test_a_part_of_an_act_that_is_named_may_be_one_that_is_referred_to(part):
    referring = line(f"Pajak hotel sebagaimana dimaksud pada {part} 2 dibayar setiap bulan.")
    assert conflict(f"kapan pajak hotel {part} 1 dibayar", referring) != "kelas lain"
