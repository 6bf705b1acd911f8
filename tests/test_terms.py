"""Text -> terms."""

import sys
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from indexer.language.terms import index_terms, number_term, stem, terms


def test_word_forms_of_one_stem_meet():
    assert len({*terms("penetapan"), *terms("ditetapkan"), *terms("menetapkan"), *terms("Ditetapkan")}) == 1
    assert terms("perencanaan") == terms("direncanakan") == terms("rencana")
    assert terms("targetnya") == terms("ditargetkan") == terms("target")


def test_numbers_meet_whatever_their_separators():
    assert number_term("1.524.751") == number_term("1,524,751") == number_term("1524751") == "1524751"
    assert number_term("48.000.000,00") == "48000000"
    assert number_term("0,85") == number_term("0.85") == "0d85"
    assert number_term("46,670") == "46670"


def test_years_and_ranges_stay_apart():
    assert terms("2025-2029")[:2] == ["2025", "2029"]
    assert terms("29/8/2025")[:3] == ["29", "8", "2025"]


@given(st.text())
def test_terms_hold_letters_and_digits_only(text):
    assert all(term.isalnum() for term in index_terms(text).split())


@given(st.integers(min_value=0, max_value=10**15))
def test_grouped_and_plain_integers_are_one_term(number):
    grouped = f"{number:,}".replace(",", ".")
    assert terms(grouped) == terms(str(number))


def test_roots_are_not_cut_and_swallowed_consonants_come_back():
    assert terms("kepala periode mekanisme bupati") == ["kepala", "periode", "mekanisme", "bupati"]
    assert terms("menatausahakan ditatausahakan") == ["tatausaha", "tatausaha"]
    assert terms("penanggung pengeluaran penilaian memuat") == ["tanggung", "keluar", "nilai", "muat"]


def test_stems_are_the_same_from_several_threads():
    words = [
        f"{prefix}{root}{suffix}"
        for prefix in ("men", "pen", "di", "per")
        for root in ("jalan", "coba", "dapat")
        for suffix in ("kan", "an", "i")
    ]
    alone = [stem(word) for word in words]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(20):
            stem.cache_clear()
            with ThreadPoolExecutor(8) as pool:
                assert list(pool.map(stem, words)) == alone
    finally:
        sys.setswitchinterval(interval)
