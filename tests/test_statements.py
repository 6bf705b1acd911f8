"""What a regulation says about itself is found where it belongs, in its own words; what it says of others is not."""

import re

from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.statements import ENACTED, NAMED, statements
from indexer.models import Page

TITLE = """# BUPATI CONTOH

## PERATURAN DAERAH KABUPATEN CONTOH
### NOMOR 4 TAHUN 2025
### TENTANG
### RENCANA PEMBANGUNAN JANGKA MENENGAH DAERAH

DENGAN RAHMAT TUHAN YANG MAHA ESA
"""
BODY = "Mengingat: Peraturan Daerah Nomor 1 Tahun 2020 (Lembaran Daerah Tahun 2020 Nomor 1);\n\nPasal 1\nDalam peraturan ini."
CLOSING = """### Pasal 9
Pada saat Peraturan Daerah ini mulai berlaku:
a. Peraturan Daerah Nomor 2 Tahun 2019; dan
b. Peraturan Daerah Nomor 3 Tahun 2020,
dicabut dan dinyatakan tidak berlaku.

### Pasal 10
Peraturan Daerah ini mulai berlaku pada tanggal diundangkan.

Ditetapkan di Contoh
pada tanggal 20 Agustus 2025

Pj. BUPATI CONTOH,

ttd

H. RAHMAT SAPUTRA

Diundangkan di Contoh
pada tanggal 22 Agustus 2025
SEKRETARIS DAERAH,
ttd
BAMBANG HARTAWAN

LEMBARAN DAERAH KABUPATEN CONTOH
TAHUN 2025 NOMOR 4

Salinan sesuai dengan aslinya
"""
REGULATION = (Page(1, TITLE), Page(2, BODY), Page(3, CLOSING))


def said(pages, heading):
    return [chunk.text for chunk in statements(pages) if chunk.heading == (heading,)]


def words(text):
    return re.findall(r"[^\W_]+", text)


def test_the_title_page_gives_kind_number_year_and_title_in_one_line():
    assert said(REGULATION, NAMED) == [
        "- PERATURAN DAERAH KABUPATEN CONTOH NOMOR 4 TAHUN 2025 TENTANG RENCANA PEMBANGUNAN JANGKA MENENGAH DAERAH"
    ]


def test_a_name_on_the_cover_of_a_plan_is_enough():
    assert said([Page(1, "# MASTERPLAN SMART CITY\n\n### Peraturan Bupati Contoh Nomor 27 Tahun 2025\n")], NAMED) == [
        "- Peraturan Bupati Contoh Nomor 27 Tahun 2025"
    ]


def test_the_closing_clause_says_who_when_and_where_a_line_a_statement():
    (text,) = said(REGULATION, ENACTED)
    assert text.split("\n") == [
        "- Peraturan Daerah ini mulai berlaku pada tanggal diundangkan.",
        "- Ditetapkan di Contoh pada tanggal 20 Agustus 2025 Pj. BUPATI CONTOH, ttd H. RAHMAT SAPUTRA",
        "- Diundangkan di Contoh pada tanggal 22 Agustus 2025 SEKRETARIS DAERAH, ttd BAMBANG HARTAWAN",
        "- LEMBARAN DAERAH KABUPATEN CONTOH TAHUN 2025 NOMOR 4",
    ]


def test_its_statements_stand_under_the_name_of_the_regulation():
    chunk = next(chunk for chunk in statements(REGULATION) if chunk.heading == (ENACTED,))
    assert chunk.parents[0].startswith("Peraturan Daerah Kabupaten Contoh Nomor 4 Tahun 2025 tentang Rencana Pembangunan")
    assert (chunk.kind, chunk.pages) == ("statement", (3,))


def test_a_clause_over_a_page_break_names_both_pages():
    first, second = CLOSING.split("Diundangkan", 1)
    chunk = next(
        c for c in statements([Page(1, TITLE), Page(2, first), Page(3, f"Diundangkan{second}")]) if c.heading == (ENACTED,)
    )
    assert chunk.pages == (2, 3)
    assert chunk.text.count("\f") == 1


def test_other_regulations_that_a_text_speaks_of_are_no_facts_about_it():
    report = "Laporan. Peraturan Daerah Nomor 1 Tahun 2020 ditetapkan pada tanggal 3 Maret 2020.\n"
    assert statements([Page(1, report)]) == []
    assert statements([Page(1, report + BODY), Page(2, CLOSING), Page(3, "Isi laporan. " * 400)]) == []


LINES = [*TITLE.split("\n"), *BODY.split("\n"), *CLOSING.split("\n"), "\f", "| a | b |"]


@given(st.lists(st.lists(st.sampled_from(LINES), max_size=25), max_size=5))
def test_every_word_of_a_fact_stands_on_its_page_in_order(lines):
    pages = [Page(number, "\n".join(part)) for number, part in enumerate(lines, 1)]
    for chunk in statements(pages):
        for number, text in zip(chunk.pages, chunk.text.split("\f"), strict=True):
            assert " ".join(words(text)) in " ".join(words(pages[number - 1].text))


@given(st.lists(st.text(max_size=200), max_size=4))
def test_any_pages_are_read(texts):
    statements([Page(None, text) for text in texts])
