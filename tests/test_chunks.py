"""Pages -> chunks, and chunks -> spans: everything is kept, and everything knows where it stands."""

import re

from hypothesis import given
from hypothesis import strategies as st

from indexer.models import SEAM, Page
from indexer.structure.chunks import TARGET, indexed_text, plain, split
from indexer.structure.spans import spans

PERDA = """# BAB II PENDAPATAN
### Pasal 3
1. Belanja Daerah terdiri atas:
   - a. Belanja Operasi
     - 1) Semula Rp 100
     - Jumlah setelah Perubahan Rp 120
   - b. Belanja Modal
     - 1) Semula Rp 50
     - Jumlah setelah Perubahan Rp 40
"""
TABLE = """# Tabel 4.1 Indikator
| Indikator | Satuan | Target | 〃Target |
| 〃Indikator | 〃Satuan | 2025 | 2026 |
| --- | --- | --- | --- |
| Indeks SPBE | indeks | 3,1 | 3,2 |
| 〃Indeks SPBE | nilai | 80 | 85 |
"""


def all_spans(text):
    return [span for chunk in split([Page(1, text)]) for span in spans(chunk)]


def test_a_nested_item_knows_its_parents():
    total = [span for span in all_spans(PERDA) if span.text.startswith("Jumlah")]
    assert [span.parents[-1] for span in total] == ["a. Belanja Operasi", "b. Belanja Modal"]
    assert all(span.heading == ("BAB II PENDAPATAN", "Pasal 3") for span in total)


def test_flat_numbering_nests_by_the_kind_of_its_markers():
    text = "Pasal 3\n(1) Belanja terdiri atas:\na. Operasi\n1) gaji\n2) barang\nb. Modal\n(2) Pendapatan naik."
    parents = {span.text: span.parents for span in all_spans(text)}
    assert parents["1) gaji"] == ("(1) Belanja terdiri atas:", "a. Operasi")
    assert parents["b. Modal"] == ("(1) Belanja terdiri atas:",)
    assert parents["(2) Pendapatan naik."] == ()


def test_items_stay_known_by_their_parents_when_a_list_is_cut():
    items = "\n".join(
        f"   - {letter}. Belanja {letter * 3}\n     - Jumlah {letter * 3} " + "kata " * 30 for letter in "abcdefgh"
    )
    chunks = split([Page(1, f"# Pasal 3\n1. Belanja terdiri atas:\n{items}")])
    assert len(chunks) > 1
    for span in (span for chunk in chunks for span in spans(chunk) if span.text.startswith("Jumlah")):
        assert span.parents[-1] == f"{span.text[7]}. Belanja {span.text[7] * 3}"


def test_a_table_row_carries_its_joined_heads():
    row = next(span for span in all_spans(TABLE) if "3,2" in span.text)
    assert row.heads == ("Indikator", "Satuan", "Target 2025", "Target 2026")
    assert row.heading == ("Tabel 4.1 Indikator",)


def test_a_merged_cell_is_read_with_its_row_but_not_quoted_from_it():
    row = next(span for span in all_spans(TABLE) if "85" in span.text)
    assert row.text == "Indeks SPBE | nilai | 80 | 85"
    assert row.quotes == ((1, "nilai | 80 | 85"),)


def test_a_chapter_of_another_number_is_not_above_a_section():
    chunks = split([Page(1, "# BAB V PENUTUP\n# 2.1 Kependudukan\nJumlah penduduk naik.")])
    assert chunks[-1].heading in (("2.1 Kependudukan",), ()) and "BAB V" not in " ".join(chunks[-1].heading)


def test_a_sentence_over_a_page_break_is_one_span_with_two_quotes():
    chunk = split([Page(1, "Anggaran sebesar"), Page(2, "Rp5 miliar disetujui. Selesai.")])[0]
    first = spans(chunk)[0]
    assert first.text == "Anggaran sebesar Rp5 miliar disetujui." or first.quotes == ((1, "Anggaran sebesar"),)
    assert chunk.pages == (1, 2)


lines = st.sampled_from(
    ["# BAB I UMUM", "Pasal 2", "1. satu hal", "   - a. dua", "| a | b |", "| --- | --- |", "| 1 | 〃2 |", "Kalimat pendek.", "", "Yaitu:",
     "kata " * 80, "Tabel 1.2 Daftar"]
)  # fmt: skip


@given(st.lists(st.lists(lines, max_size=12), min_size=1, max_size=4))
def test_every_word_of_the_pages_is_in_exactly_one_chunk(pages):
    text = [Page(number, "\n".join(content)) for number, content in enumerate(pages, 1)]
    before = re.findall(r"[^\W_]+", " ".join(page.text for page in text))
    chunks = split(text)
    assert re.findall(r"[^\W_]+", " ".join(chunk.text for chunk in chunks)) == before
    for chunk in chunks:
        assert len(chunk.text.split("\f")) == len(chunk.pages)
        assert all(number in range(1, len(pages) + 1) for number in chunk.pages)


@given(st.lists(lines, max_size=20))
def test_every_quote_of_a_span_stands_on_its_page(content):
    page = Page(7, "\n".join(content))
    squashed = " ".join(re.findall(r"[^\W_]+", page.text))
    for chunk in split([page]):
        for span in spans(chunk):
            for number, quote in span.quotes:
                assert number == 7 and " ".join(re.findall(r"[^\W_]+", quote)) in squashed


@given(st.text(alphabet="ab. \n", max_size=5000))
def test_chunks_of_running_text_are_not_much_longer_than_the_target(text):
    for chunk in split([Page(None, text)]):
        longest = max((len(word) for word in re.split(r"(?<=[.])\s", chunk.text)), default=0)
        assert len(chunk.text) <= max(2 * TARGET, longest + TARGET)


def test_what_is_indexed_says_where_it_stands():
    chunk = split([Page(1, TABLE)])[0]
    place, body = indexed_text("RPJMD Contoh", chunk)
    assert place.startswith("RPJMD Contoh") and "2026" in body and "〃" not in plain(chunk.text)


def test_the_rows_of_a_table_that_opens_a_chunk_are_read_under_its_heads():
    table = "| No | Sungai | Panjang (m) |\n| --- | --- | --- |\n| 1. | Ciliwung | 21.660 |\n| 2. | Krukut | 18.370 |"
    (chunk,) = split([Page(1, f"Tabel 2.4 Sungai\n{table}")])
    rows = [span for span in spans(chunk) if span.kind == "row"]
    assert [row.cells[1] for row in rows] == ["Ciliwung", "Krukut"]
    assert all(row.heads == ("No", "Sungai", "Panjang (m)") for row in rows)


def test_a_quote_does_not_run_over_what_the_file_writes_otherwise():
    (chunk,) = split([Page(1, f"Jalur sepanjang 10 {SEAM}km melayang &{SEAM} 6 km di bawah tanah sejak tahun 2013.")])
    (span,) = spans(chunk)
    assert span.text == "Jalur sepanjang 10 km melayang & 6 km di bawah tanah sejak tahun 2013."
    assert span.quotes == ((1, "6 km di bawah tanah sejak tahun 2013."),)
