"""What comes out of text, Markdown and web pages, and how a file finds its reader."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import IndexerError, NoText, UnreadableDocument
from indexer.models import Cell, Reading
from indexer.reading.formats import SUFFIXES, read
from indexer.reading.markup.latex import plain_math
from indexer.reading.markup.markdown import read_markdown
from indexer.reading.markup.text import read_text
from indexer.reading.page.cleaning import drop_contents, drop_loops
from indexer.reading.page.lines import Line
from indexer.reading.page.page_text import table_lines
from indexer.reading.page.seams import SEAM
from indexer.reading.tables.source_cells import SourceCell, spread
from indexer.reading.tables.table import continued, make_table


def saved(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def text_of(path: Path) -> str:
    reading = read(path)
    assert [page.number for page in reading.pages] == [None]
    return reading.pages[0].text


def markdown(source: str) -> str:
    return read_markdown(source).pages[0].text


# --- which reader takes a file


def test_every_suffix_a_folder_is_searched_for_is_lower_case():
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in SUFFIXES)


def test_the_content_decides_not_the_name(tmp_path):
    said = "Bupati meresmikan pusat data pada tahun 2024 di pendopo."
    page = f"<!DOCTYPE html><html><body><article><p>{said}</p></article></body></html>"
    assert text_of(saved(tmp_path, "halaman.txt", page)) == said
    assert text_of(saved(tmp_path, "catatan.pdf", "Catatan biasa.")) == "Catatan biasa."


def test_front_matter_makes_markdown_of_any_name(tmp_path):
    reading = read(saved(tmp_path, "berita.txt", "---\njudul: Rapat\n---\n\n**Isi** rapat."))
    assert reading.metadata.title == "Rapat"
    assert reading.pages[0].text == "Isi rapat."


@pytest.mark.parametrize("content", ["", " \n\t\n", "\ufeff\n"])
def test_an_empty_file_holds_no_text(tmp_path, content):
    with pytest.raises(NoText):
        read(saved(tmp_path, "kosong.md", content))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("surat.docx", b"PK\x03\x04" + bytes(200), "rusak"),
        ("lama.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200), "bukan berkas Word"),
        ("pasang.txt", b"MZ\x90\x00" + bytes(200), "program; yang dapat dibaca: PDF, Word"),
        ("rapat.pdf", b"Rar!\x1a\x07" + bytes(200), "arsip RAR"),
    ],
)
def test_another_format_is_refused_with_what_to_do(tmp_path, name, content, said):
    with pytest.raises(UnreadableDocument, match=rf"{said}.*kirim lagi\.$"):
        read(saved(tmp_path, name, content))


def test_data_that_is_no_text_is_refused(tmp_path):
    with pytest.raises(UnreadableDocument, match="bukan teks"):
        read(saved(tmp_path, "data.txt", bytes(range(32)) * 40))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UnreadableDocument, match="tidak-ada.txt"):
        read(tmp_path / "tidak-ada.txt")


@settings(max_examples=150, deadline=None)
@given(
    content=st.binary(max_size=400),
    start=st.sampled_from([b"", b"%PDF-1.4\n", b"<html><body>", b"---\na: b\n---\n", b"<table><tr><td>"]),
)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".pdf"])
def test_any_bytes_are_read_or_refused_in_our_words(tmp_path_factory, suffix, content, start):
    path = saved(tmp_path_factory.mktemp("bytes"), f"berkas{suffix}", start + content)
    try:
        assert isinstance(read(path), Reading)
    except IndexerError as error:
        assert str(error).endswith(".")


@settings(max_examples=200, deadline=None)
@given(source=st.text(max_size=300))
def test_any_text_passes_through_every_text_reader(source):
    for reader in (read_markdown, read_text):
        try:
            assert reader(source).pages[0].text
        except IndexerError:
            pass


# --- plain text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_any_encoding(tmp_path, encoding):
    said = "Bupati berkata, “Kota cerdas itu melayani – bukan sekadar aplikasi.” Anggarannya Rp1,5 miliar.\n" * 5
    assert "“Kota cerdas itu melayani – bukan" in text_of(saved(tmp_path, "kata.txt", said.encode(encoding)))


FURNITURE = [
    "banner 728x250",
    "Example 300x600",
    "Iklan",
    "ADVERTISEMENT",
    "Baca juga : PT Contoh Serahkan Santunan Kepada Anak Yatim",
    "Baca Juga: Harga Beras Naik",
    "Simak juga",
    "Tinggalkan Balasan",
    "Alamat email Anda tidak akan dipublikasikan. Ruas yang wajib ditandai *",
    "Sebarkan artikel ini",
    "Bagikan: Facebook Twitter WhatsApp",
    "Ikuti kami di",
    "• Ikuti kami di",
    "KOMENTAR",
    "0 Komentar",
    "BERITA TERKINI",
    "Berita Terkait",
    "Terpopuler",
    "Halaman 12",
    "Halaman 1 dari 3",
    "1 2 3",
    "×",
    "***",
    "https://contoh.id/berita/1",
    "© 2022 Contoh Network, a subsidiary of Contoh Media.",
    "All Right Reserved",
    "Beranda » Daerah",
    "Dapatkan berita terbaru Contoh di Google News dan jangan lupa follow",
    "Tag: smart city, kominfo",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_what_a_news_portal_prints_around_an_article_is_dropped(line):
    before, after = "Bupati membuka rapat di aula.", "Rapat dihadiri seluruh kepala dinas."
    assert read_text(f"{before}\n\n{line}\n\n{after}\n").pages[0].text == f"{before}\n\n{after}"


@pytest.mark.parametrize(
    "sentence",
    [
        "Baca juga dilakukan oleh siswa setiap pagi.",
        "Halaman kantor bupati dipakai untuk apel pagi.",
        "Iklan layanan masyarakat dipasang di 12 titik.",
        "Ikuti kegiatan ini, kata Bupati, agar pelayanan membaik.",
        "Video pembangunan ditayangkan di alun-alun.",
        "Komentar bupati disampaikan pada Senin (5/2/2024).",
        "Ukuran baliho 300x600 cm dipasang di simpang lima.",
        "Rp 2.000.000",
        "2024",
    ],
)
def test_sentences_of_the_article_stay(sentence):
    assert sentence in read_text(f"Judul berita\n\n{sentence}\n").pages[0].text


def test_a_text_wrapped_at_a_fixed_width_becomes_paragraphs_clauses_and_headings():
    lines = [
        "                                  BAB II",
        "                       RUANG LINGKUP DAN FUNGSI",
        "",
        "                                 Pasal 2",
        "(1) Penyelenggaraan kota cerdas di Kabupaten Contoh dilaksanakan oleh",
        "    Perangkat Daerah sebagaimana dimaksud pada ayat",
        "    (3) huruf a, berdasarkan Undang-",
        "    Undang Nomor",
        "    23 Tahun 2014 dan terdiri atas:",
        "    a. tata kelola;",
        "    b. pencitraan; dan",
        "    c. lingkungan.",
        "(2) Ketentuan lebih lanjut diatur dengan Peraturan Bupati yang ditetapkan",
        "    paling lama 6 (enam) bulan.",
    ]
    assert read_text("\n".join(lines)).pages[0].text.split("\n") == [
        "# BAB II RUANG LINGKUP DAN FUNGSI",
        "",
        "### Pasal 2",
        "",
        "(1) Penyelenggaraan kota cerdas di Kabupaten Contoh dilaksanakan oleh Perangkat Daerah sebagaimana dimaksud pada ayat "
        "(3) huruf a, berdasarkan Undang-Undang Nomor 23 Tahun 2014 dan terdiri atas:",
        "a. tata kelola;",
        "b. pencitraan; dan",
        "c. lingkungan.",
        "(2) Ketentuan lebih lanjut diatur dengan Peraturan Bupati yang ditetapkan paling lama 6 (enam) bulan.",
    ]


def test_glitches_of_printing_are_mended():
    assert (
        read_text("Efi\u00adsiensi pe\ufb01nansialan (cid:12)daerah\u00a0cerdas").pages[0].text
        == "Efisiensi pefinansialan daerah cerdas"
    )


def test_line_ends_of_windows_are_line_ends(tmp_path):
    assert text_of(saved(tmp_path, "a.txt", b"Baris satu.\r\nBaris dua.\r\n")) == "Baris satu.\nBaris dua."
    assert text_of(saved(tmp_path, "a.md", b"|A|B|\r\n|--|--|\r\n|c|d|\r\n")) == "| A | B |\n| --- | --- |\n| c | d |"


# --- tables


def test_merged_heads_and_cells_are_repeated_and_know_it():
    rows = [
        [SourceCell("Indikator", rowspan=2), SourceCell("Target", colspan=2)],
        [SourceCell("2025"), SourceCell("2026")],
        [SourceCell("Indeks SPBE", rowspan=2), SourceCell("3,1"), SourceCell("3,5")],
        [SourceCell("3,2"), SourceCell("3,6")],
    ]
    table = make_table(rows)
    assert table_lines(table) == [
        "| Indikator | Target | Target |",
        "| Indikator | 2025 | 2026 |",
        "| --- | --- | --- |",
        "| Indeks SPBE | 3,1 | 3,5 |",
        "| Indeks SPBE | 3,2 | 3,6 |",
    ]
    assert [[cell.repeats for cell in row] for row in (*table.heads, *table.body)] == [
        [False, False, True],
        [True, False, False],
        [False, False, False],
        [True, False, False],
    ]


def texts(rows: tuple[tuple[Cell, ...], ...]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows]


def rows_of(*rows: str) -> list[list[SourceCell]]:
    return [[SourceCell(cell.strip()) for cell in row.split("|")] for row in rows]


def test_a_row_that_only_numbers_the_columns_belongs_to_the_heads_and_is_dropped():
    table = make_table(rows_of("No | Uraian | Target", "(1) | (2) | (3)", "1 | SPBE | 3,4"))
    assert (texts(table.heads), texts(table.body)) == ([["No", "Uraian", "Target"]], [["1", "SPBE", "3,4"]])


def test_a_row_of_years_and_units_under_the_heads_is_a_head():
    table = make_table(rows_of("Uraian | Satuan | Tahun |  |", " |  | 2023 | 2024 | 2025", "SPBE | Indeks | 2,1 | 2,9 | 3,4"))
    assert [row[2].text for row in table.heads] == ["Tahun", "2023"]


def test_years_under_a_merged_head_are_heads_also_with_nothing_under_the_others():
    merged = [
        SourceCell("No"),
        SourceCell("Indikator"),
        SourceCell("Satuan"),
        SourceCell("Awal"),
        SourceCell("Target", colspan=3),
        SourceCell("Penanggung jawab"),
    ]
    years = [
        SourceCell(""),
        SourceCell(""),
        SourceCell(""),
        SourceCell(""),
        SourceCell("2025"),
        SourceCell("2026"),
        SourceCell("2027"),
        SourceCell(""),
    ]
    row = [SourceCell(text) for text in ("1", "Indeks SPBE", "indeks", "2,9", "3,0", "3,1", "3,2", "Diskominfo")]
    table = make_table([merged, years, row])
    assert len(table.heads) == 2 and [line[1].text for line in table.body] == ["Indeks SPBE"]


def test_a_table_that_begins_with_data_has_no_heads():
    table = make_table(rows_of("3.1 | Jalan mantap | Persen | 97,30", "3.2 | Jalan dilengkapi | Persen | 6,64"))
    assert table.heads == ()
    assert len(table_lines(table)) == 2


def test_a_table_without_heads_takes_over_those_of_the_table_it_continues():
    first = make_table(rows_of("No | Uraian | Target", "1 | SPBE | 3,4"))
    second = continued(make_table(rows_of("2 | IKLH | 70,1", "3 | IPM | 75,2")), first)
    assert table_lines(second)[:3] == ["| No | Uraian | Target |", "| --- | --- | --- |", "| 2 | IKLH | 70,1 |"]
    assert all(cell.repeats for cell in second.heads[0])
    wider = make_table(rows_of("2 | IKLH | 70,1 | x"))
    assert continued(wider, first) is wider


def test_heads_printed_again_in_the_body_are_dropped():
    table = make_table(rows_of("No | Uraian", "1 | SPBE sudah naik", "No | Uraian", "2 | IKLH sudah naik"))
    assert texts(table.body) == [["1", "SPBE sudah naik"], ["2", "IKLH sudah naik"]]


def test_a_title_over_the_whole_table_stands_above_it_and_a_section_within_stands_once():
    rows = [
        [SourceCell("Misi 1: Tata Kelola", colspan=3)],
        [SourceCell("Sasaran"), SourceCell("Program"), SourceCell("Target")],
        [SourceCell("Pembiayaan", colspan=3)],
        [SourceCell("SPBE naik"), SourceCell("Layanan digital"), SourceCell("3,4")],
    ]
    table = make_table(rows)
    assert table.titles == ("Misi 1: Tata Kelola",)
    assert table_lines(table) == [
        "| Sasaran | Program | Target |",
        "| --- | --- | --- |",
        "| Pembiayaan |  |  |",
        "| SPBE naik | Layanan digital | 3,4 |",
    ]


def test_a_row_repeated_without_end_stands_twice_at_most():
    table = make_table(rows_of("Nama | Nilai", *["Jahan | Jahan"] * 40, "SPBE | 3,4"))
    assert texts(table.body) == [["Jahan", "Jahan"], ["Jahan", "Jahan"], ["SPBE", "3,4"]]


def test_bars_and_line_breaks_in_a_cell_do_not_break_the_row():
    assert table_lines(make_table([[SourceCell("a|b\nc"), SourceCell("d")]])) == ["| a/b c | d |"]


spans = st.builds(SourceCell, st.just(""), st.integers(0, 5), st.integers(0, 5))


@settings(deadline=None)
@given(rows=st.lists(st.lists(spans, min_size=1, max_size=6), min_size=1, max_size=8))
def test_every_cell_stands_once_in_order_and_all_else_repeats(rows):
    named = [[SourceCell(f"r{y}k{x}", cell.rowspan, cell.colspan) for x, cell in enumerate(row)] for y, row in enumerate(rows)]
    grid = spread(named)
    assert len({len(row) for row in grid}) == 1
    own = [cell.text for row in grid for cell in row if cell.own]
    assert own == [cell.text for row in named for cell in row]
    assert {cell.text for row in grid for cell in row} <= {"", *own}


# --- Markdown


def test_front_matter_tells_what_the_document_is_and_its_date_stays_to_be_quoted():
    reading = read_markdown(
        "---\njudul: Rapat Kota Cerdas\njenis: berita\ndaerah: Kabupaten Contoh\nperiode: 2024\n"
        "tanggal: 2024-03-05\n---\nIsi berita."
    )
    assert reading.metadata.title == "Rapat Kota Cerdas"
    assert (reading.metadata.kind, reading.metadata.region, reading.metadata.period) == ("berita", "Kabupaten Contoh", "2024")
    assert reading.pages[0].text == "Tanggal: 2024-03-05\n\nIsi berita."


def test_front_matter_that_is_no_yaml_is_named():
    with pytest.raises(UnreadableDocument, match="YAML"):
        read_markdown("---\njudul: [tidak ditutup\n---\nIsi.")
    assert markdown("---\n\nHanya garis.\n\n---\nIsi.") == "Hanya garis.\n\nIsi."


def test_markup_goes_and_words_stay():
    items = "![peta](a.jpg)\n## **Tujuan** kota\n* butir _pertama_ 50\\%\n  - anak butir\n"
    assert (
        markdown(f"{items}Lihat [laman](https://contoh.id) dan `kode_unit`.\n")
        == "## Tujuan kota\n- butir pertama 50%\n  - anak butir\nLihat laman dan `kode_unit`."
    )


def test_pipe_tables_keep_their_rows():
    assert markdown("Awal.\n\n|Uraian|2024|\n|:--|--:|\n|**SPBE**|3,4|\n\nAkhir.") == (
        "Awal.\n\n| Uraian | 2024 |\n| --- | --- |\n| SPBE | 3,4 |\n\nAkhir."
    )


def test_html_tables_become_rows_also_when_the_last_is_never_closed():
    source = (
        'Tabel 1\n\n<table><tr><td rowspan="2">No</td><td colspan="2">Target</td></tr><tr><td>2025</td><td>2026</td></tr>'
        "<tr><td>1</td><td>&lt;3,1</td><td>3,5\\%</td></tr></table>\n\nAntara.\n\n"
        "<table><tr><td>A</td><td>B <serta c</td></tr>\n\nSesudah."
    )
    assert markdown(source).split("\n") == [
        "Tabel 1",
        "",
        "| No | Target | Target |",
        "| No | 2025 | 2026 |",
        "| --- | --- | --- |",
        "| 1 | <3,1 | 3,5% |",
        "",
        "Antara.",
        "",
        "| A | B <serta c |",
        "",
        "Sesudah.",
    ]


def test_a_table_cut_by_a_heading_goes_on_under_the_same_heads():
    first = "<table><tr><td>No</td><td>Indikator</td><td>2025</td></tr><tr><td>1.1</td><td>SPBE</td><td>3,4</td></tr></table>"
    second = "<table><tr><td>2.1</td><td>IKLH</td><td>70,2</td></tr></table>"
    assert "| No | Indikator | 2025 |\n| --- | --- | --- |\n| 2.1 | IKLH | 70,2 |" in markdown(
        f"{first}\n\n2. Lingkungan Hidup\n\n{second}"
    )
    other = " ".join(f"Uraian ke-{n} tentang hal lain." for n in range(10))
    assert markdown(f"{first}\n\n{other}\n\n{second}").count("| No |") == 1


def test_a_heading_broken_over_lines_is_one_heading():
    assert (
        markdown("# RENCANA KERJA  \nPEMERINTAH DAERAH  \nTAHUN 2025\n\nIsi.")
        == "# RENCANA KERJA PEMERINTAH DAERAH TAHUN 2025\n\nIsi."
    )


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        (r"naik $15\,\%$ setahun", "naik 15% setahun"),
        (r"mencapai $1 0 0 \%$", "mencapai 100%"),
        (r"luas $1.439~\mathrm{km}^2$", "luas 1.439 km²"),
        (r"panjang $155\mathrm{km}$", "panjang 155 km"),
        (r"$\pm 6,5$ kali", "± 6,5 kali"),
        (r"US$ (3,28 persen PDRB) dan 6,6 miliar US$ 7.274)", "US$ (3,28 persen PDRB) dan 6,6 miliar US$ 7.274)"),
        ("biaya $5 juta dan $7 juta", "biaya $5 juta dan $7 juta"),
    ],
)
def test_latex_fragments_become_plain_text(source, plain):
    assert plain_math(source).replace(SEAM, "") == plain


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("Tren Daftar Daftar Daftar Daftar Daftar naik", "Tren Daftar… naik"),
        ("peran JakartaSEOSEOSEOSEOSEOSEOSEOSEO dan lain", "peran JakartaSEO… dan lain"),
        ("GANG BARU GANG BARU GANG BARU akhir", "GANG BARU… akhir"),
        ("dan lain lain, pelan pelan saja", "dan lain lain, pelan pelan saja"),
        ("nilai 3 3 3 3 3 tetap", "nilai 3 3 3 3 3 tetap"),
        ("Rp1.000.000.000.000 tetap", "Rp1.000.000.000.000 tetap"),
    ],
)
def test_a_word_that_loops_is_kept_once_and_the_gap_is_marked(source, kept):
    assert drop_loops(source) == kept


def test_fragments_of_another_script_leave_a_mark_but_a_document_in_it_stays():
    assert (
        markdown("Menimbang: a.因为她 perencanaan pembangunan daerah dilaksanakan.")
        == "Menimbang: a.… perencanaan pembangunan daerah dilaksanakan."
    )
    assert markdown("会议记录 2024") == "会议记录 2024"


def test_tables_of_contents_are_dropped_and_what_follows_stays():
    lines = [
        "# DAFTAR ISI",
        "BAB I PENDAHULUAN I-1",
        "1.1 Latar Belakang",
        "I-2",
        "1.2 Tujuan ........ 12",
        "",
        "# BAB I",
        "Isi bab.",
        "Isi lain.",
        "Akhir.",
    ]
    kept = [line.text for line in drop_contents(map(Line, lines))]
    assert [text for text in kept if text] == ["# BAB I", "Isi bab.", "Isi lain.", "Akhir."]
    assert drop_contents([Line("Jumlahnya 12"), Line("Lalu 13")]) == [Line("Jumlahnya 12"), Line("Lalu 13")]


# --- web pages

NEWS = """<!DOCTYPE html><html><head><title>Pemkab Contoh Susun Masterplan - Kabar Contoh</title>
<meta property="og:site_name" content="Kabar Contoh">
<meta property="article:published_time" content="2024-03-05T08:00:00+07:00">
</head>
<body><nav><a href="/">Beranda</a> <a href="/daerah">Daerah</a></nav>
<article><h1>Pemkab Contoh Susun Masterplan</h1>
<p>Pemerintah Kabupaten Contoh menyusun masterplan kota cerdas bersama perguruan tinggi pada tahun 2024.</p>
<div>Iklan 300x250</div>
<h2>Anggaran dan sasaran</h2>
<p>Anggaran yang disiapkan sebesar <b>Rp1,5 miliar</b> untuk <a href="/x">dua tahun</a>, kata Bupati.</p>
<ul><li>Tata kelola<ul><li>Layanan satu pintu</li></ul></li><li>Lingkungan</li></ul>
<table><tr><th rowspan="2">Indikator</th><th colspan="2">Target</th></tr><tr><th>2024</th><th>2025</th></tr>
<tr><td>Indeks SPBE</td><td>3,1</td><td>3,5</td></tr></table>
<p>Baca juga: Harga beras naik lagi di pasar</p></article>
<aside><h3>Terpopuler</h3><p>Artis ibu kota konser di alun-alun kota dan ditonton ribuan orang.</p></aside>
<footer>© 2024 Kabar Contoh</footer></body></html>"""


def test_of_a_news_page_the_article_is_kept_with_its_structure(tmp_path):
    reading = read(saved(tmp_path, "berita.html", NEWS))
    assert reading.metadata.title == "Pemkab Contoh Susun Masterplan"
    assert reading.pages[0].text.split("\n") == [
        "# Pemkab Contoh Susun Masterplan",
        "",
        "Sumber: Kabar Contoh",
        "Tanggal: 2024-03-05",
        "",
        "Pemerintah Kabupaten Contoh menyusun masterplan kota cerdas bersama perguruan tinggi pada tahun 2024.",
        "",
        "## Anggaran dan sasaran",
        "",
        "Anggaran yang disiapkan sebesar Rp1,5 miliar untuk dua tahun, kata Bupati.",
        "",
        "- Tata kelola",
        "  - Layanan satu pintu",
        "- Lingkungan",
        "",
        "| Indikator | Target | Target |",
        "| Indikator | 2024 | 2025 |",
        "| --- | --- | --- |",
        "| Indeks SPBE | 3,1 | 3,5 |",
    ]


def test_a_document_saved_as_html_loses_nothing(tmp_path):
    """Trafilatura takes short headings and list openers between tables for furniture; without a site around it there is none."""
    page = """<html><body><h1>Peraturan Bupati Contoh Nomor 45 Tahun 2017</h1><p>Pembiayaan pendaftaran tanah.</p>
    <h2>BAB III PEMBIAYAAN</h2><h3>1. Pembiayaan Operasional - Rp. 250.000,00</h3><p>Dibayarkan pemohon kepada petugas:</p>
    <ol><li>Biaya penggandaan dokumen</li><li>Biaya patok</li></ol></body></html>"""
    text = text_of(saved(tmp_path, "perbup.html", page))
    for words in (
        "BAB III PEMBIAYAAN",
        "1. Pembiayaan Operasional - Rp. 250.000,00",
        "1. Biaya penggandaan dokumen",
        "2. Biaya patok",
    ):
        assert words in text


def test_a_page_without_an_article_gives_the_text_of_its_body(tmp_path):
    page = "<html><body><nav>Menu utama</nav>Jam layanan: 08.00<br>Telepon: 0411</body></html>"
    assert text_of(saved(tmp_path, "a.html", page)).split() == ["Jam", "layanan:", "08.00", "Telepon:", "0411"]


def test_a_page_without_text_says_so(tmp_path):
    with pytest.raises(NoText):
        read(saved(tmp_path, "a.html", "<html><head><script>var a = 1;</script></head><body><img src='a.png'></body></html>"))
