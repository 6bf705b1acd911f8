"""Pages -> chunks, and chunks -> spans: everything is kept, and everything knows where it stands."""

import re

from hypothesis import given
from hypothesis import strategies as st

from indexer.models import Block, Cell, Page, Table
from indexer.reading.page.page_text import page_of
from indexer.reading.page.seams import SEAM
from indexer.structure.chunks import TARGET, indexed_text, joined, split

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


def row(*texts: str) -> tuple[Cell, ...]:
    """The cells of a row; "=" goes before the text of one that only repeats a merged cell."""
    return tuple(Cell(text.removeprefix("="), repeats=text.startswith("=")) for text in texts)


TABLE = Table(
    heads=(row("Indikator", "Satuan", "Target", "=Target"), row("=Indikator", "=Satuan", "2025", "2026")),
    body=(row("Indeks SPBE", "indeks", "3,1", "3,2"), row("=Indeks SPBE", "nilai", "80", "85")),
)
TABLE_PAGE = page_of(1, [Block("heading", "Tabel 4.1 Indikator", level=12, marks=1), Block("table", table=TABLE)])


def spans_in(*pages: Page):
    return [span for chunk in split(pages) for span in chunk.spans]


def all_spans(text):
    return spans_in(Page(1, text))


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
    for span in (span for chunk in chunks for span in chunk.spans if span.text.startswith("Jumlah")):
        assert span.parents[-1] == f"{span.text[7]}. Belanja {span.text[7] * 3}"


def test_a_table_row_carries_its_joined_heads():
    found = next(span for span in spans_in(TABLE_PAGE) if "3,2" in span.text)
    assert found.heads == ("Indikator", "Satuan", "Target 2025", "Target 2026")
    assert found.heading == ("Tabel 4.1 Indikator",)


def test_a_merged_cell_is_read_with_its_row_but_not_quoted_from_it():
    found = next(span for span in spans_in(TABLE_PAGE) if "85" in span.text)
    assert found.text == "Indeks SPBE | nilai | 80 | 85"
    assert found.quotes == ((1, "nilai | 80 | 85"),)


def test_a_chapter_of_another_number_is_not_above_a_section():
    chunks = split([Page(1, "# BAB V PENUTUP\n# 2.1 Kependudukan\nJumlah penduduk naik.")])
    assert chunks[-1].heading in (("2.1 Kependudukan",), ()) and "BAB V" not in " ".join(chunks[-1].heading)


def test_a_sentence_over_a_page_break_is_one_span_with_two_quotes():
    chunk = split([Page(1, "Anggaran sebesar"), Page(2, "Rp5 miliar disetujui. Selesai.")])[0]
    first = chunk.spans[0]
    assert first.text == "Anggaran sebesar Rp5 miliar disetujui." or first.quotes == ((1, "Anggaran sebesar"),)
    assert chunk.pages == (1, 2)


lines = st.sampled_from(
    ["# BAB I UMUM", "Pasal 2", "1. satu hal", "   - a. dua", "| a | b |", "| --- | --- |", "| 1 | 2 |", "Kalimat pendek.", "", "Yaitu:",
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
        for span in chunk.spans:
            for number, quote in span.quotes:
                assert number == 7 and " ".join(re.findall(r"[^\W_]+", quote)) in squashed


@given(st.text(alphabet="ab. \n", max_size=5000))
def test_chunks_of_running_text_are_not_much_longer_than_the_target(text):
    for chunk in split([Page(None, text)]):
        longest = max((len(word) for word in re.split(r"(?<=[.])\s", chunk.text)), default=0)
        assert len(chunk.text) <= max(2 * TARGET, longest + TARGET)


def test_what_is_indexed_says_where_it_stands():
    place, body = indexed_text("RPJMD Contoh", split([TABLE_PAGE])[0])
    assert place.startswith("RPJMD Contoh") and "2026" in body and "---" not in body and "#" not in body


def test_the_rows_of_a_table_that_opens_a_chunk_are_read_under_its_heads():
    table = "| No | Sungai | Panjang (m) |\n| --- | --- | --- |\n| 1. | Ciliwung | 21.660 |\n| 2. | Krukut | 18.370 |"
    (chunk,) = split([Page(1, f"Tabel 2.4 Sungai\n{table}")])
    rows = [span for span in chunk.spans if span.kind == "row"]
    assert [row.cells[1] for row in rows] == ["Ciliwung", "Krukut"]
    assert all(row.heads == ("No", "Sungai", "Panjang (m)") for row in rows)


def test_a_quote_does_not_run_over_what_the_file_writes_otherwise():
    said = f"Jalur sepanjang 10 {SEAM}km melayang &{SEAM} 6 km di bawah tanah sejak tahun 2013."
    (chunk,) = split([page_of(1, [Block("paragraph", said)])])
    (span,) = chunk.spans
    assert span.text == chunk.text == "Jalur sepanjang 10 km melayang & 6 km di bawah tanah sejak tahun 2013."
    assert span.quotes == ((1, "6 km di bawah tanah sejak tahun 2013."),)


def test_a_row_keeps_the_headings_section_and_heads_above_it_wherever_its_chunk_begins():
    rows = [
        row("A. Layanan Dasar", "", ""),
        *(row(str(number), f"Tindakan {number} " * 8, f"{number}.000") for number in range(1, 40)),
    ]
    table = Table(heads=(row("No", "Layanan", "Tarif"),), body=tuple(rows))
    headings = [Block("heading", "Retribusi", level=16, marks=2), Block("heading", "Rumah Sakit", level=17, marks=3)]
    chunks = split([page_of(1, [*headings, Block("table", table=table)])])
    last = chunks[-1].spans[-1]
    assert len(chunks) > 2 and last.cells[0] == "39"
    assert (last.heading, last.parents) == (("Retribusi", "Rumah Sakit"), ("A. Layanan Dasar",))
    assert last.heads == ("No", "Layanan", "Tarif")


def test_a_table_without_heads_goes_on_under_those_of_the_page_before():
    first = Table(heads=(row("No", "Layanan"),), body=(row("1", "Ambulans"),))
    going_on, wider = Table(body=(row("2", "Jenazah"),)), Table(body=(row("3", "Mobil", "x"),))
    pages = [page_of(number, [Block("table", table=table)]) for number, table in enumerate((first, going_on, wider), 1)]
    assert [span.heads for span in spans_in(*pages)] == [("No", "Layanan"), ("No", "Layanan"), ()]


def test_what_is_left_of_a_very_long_item_are_sentences_under_its_list():
    item = "1. Pembinaan. " + " ".join(f"Kalimat ke-{number} tentang pembinaan kecamatan." for number in range(40))
    first, *others = all_spans(f"Kegiatan meliputi:\n{item}")[1:]
    assert first.kind == "item" and others and {span.kind for span in others} == {"sentence"}
    assert {span.parents for span in (first, *others)} == {("Kegiatan meliputi:",)}


def test_joined_chunks_have_their_spans_in_one_order_and_a_sentence_over_the_seam_once():
    first, second = (
        split([page])[0] for page in (Page(1, "Judul. Anggaran sebesar"), Page(2, "lima miliar disetujui. Selesai."))
    )
    chunk = joined(first, second)
    assert (chunk.pages, chunk.text) == ((1, 2), f"{first.text}\f{second.text}")
    assert [span.order for span in chunk.spans] == [0, 1, 2]
    assert chunk.spans[1].text == "Anggaran sebesar lima miliar disetujui."
    assert chunk.spans[1].quotes == ((1, "Anggaran sebesar"), (2, "lima miliar disetujui."))
