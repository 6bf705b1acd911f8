"""Amounts, dates, spans of years and regulation numbers are the same term however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.language.notations import notations
from indexer.language.terms import normalize, terms


@pytest.mark.parametrize(
    "same",
    [
        ("Rp1,2 triliun", "1.200 miliar", "1.200.000 juta rupiah", "Rp1.200.000.000.000,00"),
        ("29/8/2025", "29 Agustus 2025", "29-08-2025", "29.8.2025", "2025-08-29", "29 agt 2025"),
        (
            "Nomor 12 Tahun 2017",
            "No. 12/POJK.01/2017",
            "perda 12/2017",
            "Perda no 12 thn 2017",
            "PERDA NO.12 TAHUN 2017.pdf",
            "nomor: 12 tahun 2017",
            "perda Surabaya 12/2017",
            "Perbup Kab. Mandailing Natal 12 thn 2017",
        ),
        ("2025-2029", "2025–2029", "2025 s.d. 2029", "2025 sampai dengan 2029", "2025 hingga tahun 2029"),
    ],
)
def test_one_term_for_every_way_to_write_a_thing(same):
    assert set.intersection(*(set(terms(text)) for text in same))


@pytest.mark.parametrize(
    "text",
    ["8/2025", "Pasal 12 ayat (2)", "99/99/2025", "hlm. 2-3", "tahun 2025", "2029-2025", "3,5", "perda dalam 2 tahun 2024"],
)
def test_what_is_none_of_them_stays_as_it_is(text):
    assert notations(normalize(text)) == []


@given(st.integers(1, 9_999), st.integers(0, 99), st.sampled_from([("juta", 10**6), ("miliar", 10**9), ("triliun", 10**12)]))
def test_an_amount_in_words_is_the_amount_in_full(whole, hundredths, unit):
    name, factor = unit
    full = f"{whole * factor + hundredths * factor // 100:,}".replace(",", ".")
    assert terms(f"Rp{full}")[-1] in terms(f"Rp{whole},{hundredths:02} {name}")


@given(st.text(alphabet="0123456789 ./-–,aprilnotheu%s.d", max_size=60))
def test_whatever_is_written_they_stand_in_order_and_apart(text):
    found = notations(text)
    assert all(one.start < one.end <= len(text) for one in found)
    assert all(first.end <= second.start for first, second in zip(found, found[1:], strict=False))
