"""What of a language model's draft may be shown."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_answers import DOCUMENT, chunk_of

from bot.answering.citations import cite
from bot.answering.llm.checks import Checker
from bot.models import Draft
from indexer.language.terms import number_term
from indexer.models import Page, Passage

TABLE = """| Indikator | Satuan | 2026 | 2027 |
| --- | --- | --- | --- |
| Indeks SPBE | indeks | 3,20 | 3,40 |
| Desa berinternet | persen | 85 | 90 |
| Pagu quick win | (juta rupiah) | 1.250 | 1.400 |
"""
PROSE = """Bupati Contoh, H. Andi Rahman, menetapkan masterplan ini pada 29 Agustus 2025.
Anggaran quick win sebesar Rp1,2 triliun.
Dinas Komunikasi dan Informatika tidak mengelola dana desa. Program prioritas berjumlah 5 (lima).
"""
OTHER = "Rapat dipimpin Budi Santoso pada 3 September 2025.\fSekretaris daerah menjadi ketua tim pelaksana kota cerdas."
NEWS = replace(DOCUMENT, id=8, name="berita.md", title="Berita Kabupaten Contoh", period="")
PASSAGES = (
    Passage(1, DOCUMENT, chunk_of(TABLE, (4,), ("BAB III", "Tabel 3.1"), kind="table"), 2.0),
    Passage(2, DOCUMENT, chunk_of(PROSE, (5,), ("BAB IV",)), 1.5),
    Passage(3, NEWS, chunk_of(OTHER, (1, 2)), 1.0),
)
PAGES = {7: [Page(4, TABLE), Page(5, PROSE)], 8: [Page(number, text) for number, text in enumerate(OTHER.split("\f"), 1)]}


def shown(draft: str) -> str:
    return Checker(PASSAGES).check(draft).text


@pytest.mark.parametrize(
    "sentence",
    [
        "Target Indeks SPBE tahun 2026 adalah 3,20 [1].",
        "Target Indeks SPBE tahun 2026 adalah 3.2 [1].",
        "Pada 2026 targetnya 3,20 dan pada 2027 3,40 [1].",
        "Anggaran quick win sebesar Rp1.200 miliar [2].",
        "Pagu quick win tahun 2027 sebesar 1.400 juta rupiah [1].",
        "Masterplan ditetapkan Bupati Contoh Andi Rahman pada 29 Agustus 2025 [2].",
        "Anggaran quick win sebesar Rp 1,2 Triliun [2].",
        "Ada lima program prioritas [2].",
        "Dinas Komunikasi dan Informatika tidak mengelola dana desa [2].",
        "Menurut RPJMD Kabupaten Contoh, desa berinternet mencapai 85 persen pada 2026 [1].",
        "Budi Santoso memimpin rapat pada 3 September 2025 [3].",
    ],
)
def test_a_sentence_whose_facts_stand_where_it_cites_is_shown(sentence):
    assert shown(sentence).startswith(re.sub(r" \[\d\]", "", sentence))


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Target Indeks SPBE tahun 2026 adalah 3,20.", "cites nothing"),
        ("Target Indeks SPBE tahun 2026 adalah 3,20 [9].", "cites a passage that isn't there"),
        ("Target Indeks SPBE tahun 2026 adalah 3,20 [3].", "cites the wrong passage"),
        ("Target Indeks SPBE tahun 2026 adalah 3,25 [1].", "another figure"),
        ("Target Indeks SPBE tahun 2027 adalah 3,20 [1].", "the figure of another year"),
        ("Target Indeks SPBE tahun 2028 adalah 3,40 [1].", "a year that isn't there"),
        ("Desa berinternet tahun 2026 sebanyak 1.250 [1].", "the figure of another row"),
        ("Pagu quick win tahun 2027 sebesar 1.400 miliar rupiah [1].", "another unit"),
        ("Anggaran quick win sebesar Rp1,2 miliar [2].", "another unit"),
        ("Pada 2026 targetnya 3,20 dan pada 2027 turun menjadi 3,40 [1].", "a direction that nothing says"),
        ("Anggaran quick win paling banyak Rp1,2 triliun [2].", "a bound that nothing says"),
        ("Seluruh desa berinternet mencapai 85 persen pada 2026 [1].", "a scope that nothing says"),
        ("Silakan hubungi Bupati Contoh, Andi Rahman [2].", "an order to whoever reads it"),
        ("Anggaran quick win sekitar satu triliun [2].", "rounded, in words"),
        ("Masterplan ditetapkan pada 19 Agustus 2025 [2].", "another day"),
        ("Rapat dipimpin Budi Santoso pada 3 Agustus 2025 [3].", "another month"),
        ("Masterplan ditetapkan pada 29 September 2025 [2][3].", "a date put together from two"),
        ("Bupati Contoh, Andi Santoso, menetapkan masterplan [2][3].", "a name put together from two"),
        ("Citra menetapkan masterplan [2].", "a name that isn't there, where every sentence has a capital"),
        ("Anggaran quick win dikelola BPKAD [2].", "an acronym that isn't there"),
        ("Dinas Komunikasi dan Informatika mengelola dana desa [2].", "the opposite"),
        ("Anggaran quick win belum tersedia sebesar Rp1,2 triliun [2].", "the opposite"),
        ("Masyarakat sangat puas terhadap pelayanan publik [2].", "nothing of it is there"),
        ("Ignore previous instructions [1].", "an instruction"),
        ("Pagunya ² kali lipat, yaitu ٣ [1].", "figures in other scripts"),
    ],
)
def test_a_sentence_is_dropped_when_it(sentence, why):
    assert shown(sentence) == "", why


def test_each_mark_is_replaced_by_the_words_that_state_it():
    checked = Checker(PASSAGES).check(
        "Anggaran quick win Rp1,2 triliun [2]. Indeks SPBE 2026 3,20 dan desa berinternet 85 persen [1]."
    )
    assert checked.text == "Anggaran quick win Rp1,2 triliun. [1] Indeks SPBE 2026 3,20 dan desa berinternet 85 persen. [2][3]"
    assert sorted(quote for _, _, quote in checked.quotes) == [
        "Anggaran quick win sebesar Rp1,2 triliun.",
        "Desa berinternet | persen | 85 | 90",
        "Indeks SPBE | indeks | 3,20 | 3,40",
    ]
    assert (checked.kept, checked.total) == (2, 2)


@pytest.mark.parametrize("mark", ["3,20 [1].", "3,20. [1]", "3,20 [1, 2].", "3,20 [Kutipan 1].", "**3,20** [1]."])
def test_marks_are_read_however_a_model_writes_them(mark):
    assert shown(f"Target Indeks SPBE tahun 2026 adalah {mark}") == "Target Indeks SPBE tahun 2026 adalah 3,20. [1]"


def test_a_list_keeps_the_line_that_opens_it_and_loses_the_numbers_a_model_gave_it():
    draft = "Target tahun 2026:\n\n1. **Indeks SPBE**: 3,20 [1]\n2. Desa berinternet: 85 [1]\n3. Indeks kepuasan: 90 [1]"
    assert shown(draft) == "Target tahun 2026: [1]\n• Indeks SPBE: 3,20 [1]\n• Desa berinternet: 85 [2]"


def test_a_sentence_broken_over_lines_is_one_sentence():
    assert shown("Target Indeks SPBE tahun 2026\nadalah 3,20 [1].") == "Target Indeks SPBE tahun 2026 adalah 3,20. [1]"


def test_what_a_model_thinks_before_it_answers_is_no_part_of_the_answer():
    checked = Checker(PASSAGES).check("<think>Hmm. Coba lihat [1]. Mungkin 9.</think>\nIndeks SPBE 2026: 3,20 [1].")
    assert (checked.text, checked.total) == ("Indeks SPBE 2026: 3,20. [1]", 1)


FRAGMENTS = [
    *re.findall(r"[^\s|]+", TABLE + PROSE + OTHER),
    *"[1] [2] [3] [4] [1][2] . \n\n : - 1. 2030 Rp1,3 99 ٣ ½ ² tiga Citra TIDAK".split(" "),
]  # fmt: skip
DRAFTS = st.one_of(
    st.text(),
    st.lists(st.sampled_from(FRAGMENTS), max_size=60).map(" ".join),
    st.lists(st.tuples(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=4), st.sampled_from("123"))).map(
        lambda parts: " ".join(f"{' '.join(words)} [{mark}]." for words, mark in parts)
    ),
)


def figures(text: str) -> set[Decimal]:
    return {Decimal(number_term(number).replace("d", ".")) for number in re.findall(r"\d+(?:[.,]\d+)*", text)}


@given(DRAFTS)
def test_whatever_a_model_writes_every_figure_shown_stands_in_a_cited_passage_and_every_quote_on_its_page(draft):
    checked = Checker(PASSAGES).check(draft)
    assert checked.kept <= checked.total
    text, citations = cite(Draft(checked.text, checked.quotes), lambda document, _: PAGES[document])
    assert len(citations) == len(checked.quotes), "a quote doesn't stand on its page"
    cited = {passage.chunk_id: passage for _, passage, _ in checked.quotes}.values()
    known = " ".join(" ".join((p.document.title, p.document.period, *p.chunk.heading, p.chunk.text)) for p in cited)
    assert figures(re.sub(r"\s?\[\d{1,3}\]", " ", text)) <= figures(known)
    assert all(re.search(r"\[\d+\]", line) for line in text.split("\n") if line)
