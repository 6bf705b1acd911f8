"""What a browser shows of HTML, and Markdown's HTML: struck and hidden text, raised marks, tables in cells."""

from pathlib import Path

import pytest

from indexer.reading.formats import read
from indexer.reading.markup.markdown import read_markdown

ARTICLE = "<!DOCTYPE html><html><body><nav>Menu</nav><article><h1>Capaian</h1>{}</article></body></html>"
DOCUMENT = "<html><head>{head}</head><body><h1>Capaian</h1>{}</body></html>"


def lines(source: str, tmp_path: Path, name: str = "a.html") -> list[str]:
    path = tmp_path / name
    path.write_text(source, encoding="utf-8")
    text = "\n".join(page.text for page in read(path).pages)
    return [line for line in text.split("\n") if line][1:]


def document(body: str, tmp_path: Path, head: str = "") -> list[str]:
    return lines(DOCUMENT.format(body, head=head), tmp_path)


def markdown(source: str) -> str:
    return read_markdown(source).pages[0].text


STRUCK = [
    "<s>{}</s>",
    "<del>{}</del>",
    "<strike>{}</strike>",
    '<span style="color:red; text-decoration: line-through">{}</span>',
]


@pytest.mark.parametrize("around", STRUCK)
def test_struck_text_is_left_out(tmp_path, around):
    said = f"<p>Target angka partisipasi sekolah {around.format('91,5')} 94,8 persen pada tahun 2027.</p>"
    expected = ["Target angka partisipasi sekolah 94,8 persen pada tahun 2027."]
    assert document(said, tmp_path) == expected
    assert lines(ARTICLE.format(said), tmp_path) == expected


def test_a_style_sheet_may_strike_out(tmp_path):
    head = "<style>.xl65 {color:black; text-decoration:line-through;}</style>"
    assert document('<p><span class="xl65">Rp5.000</span> Rp8.000</p>', tmp_path, head) == ["Rp8.000"]


@pytest.mark.parametrize("hidden", ['style="display:none"', "hidden", 'style="visibility: hidden"'])
def test_hidden_text_is_left_out(tmp_path, hidden):
    assert document(f"<p>Tampak</p><p {hidden}>Tersembunyi</p>", tmp_path) == ["Tampak"]


def test_a_page_that_a_program_shows_later_is_read(tmp_path):
    said = "<p>Target angka partisipasi sekolah 94,8 persen pada tahun 2027.</p>"
    hidden = ARTICLE.format(said).replace("<body>", '<body style="visibility:hidden">')
    assert lines(hidden, tmp_path) == ["Target angka partisipasi sekolah 94,8 persen pada tahun 2027."]


def test_a_struck_cell_is_empty_and_a_struck_row_is_none(tmp_path):
    rows = "<tr><th>Uraian</th><th>2026</th><th>2027</th></tr>"
    rows += '<tr><td>Jalan</td><td style="text-decoration:line-through">31</td><td>12</td></tr>'
    rows += "<tr><td><s>Jembatan</s></td><td><s>4</s></td><td><s>5</s></td></tr><tr><td>Irigasi</td><td>7</td><td>8</td></tr>"
    assert document(f"<table>{rows}</table>", tmp_path)[2:] == ["| Jalan |  | 12 |", "| Irigasi | 7 | 8 |"]


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("Kematian ibu 12<sup>4</sup> kasus", "Kematian ibu 12 kasus"),
        ("Kematian ibu <b>12</b><sup><a href='#a'>[4]</a></sup> kasus", "Kematian ibu 12 kasus"),
        ("Puskesmas 29,8<sup>1</sup><sup>)</sup> persen", "Puskesmas 29,8 persen"),
        ("Luas 214 km<sup>2</sup>.", "Luas 214 km²."),
        ("Emisi CO<sub>2</sub> turun", "Emisi CO2 turun"),
        ("Kematian ibu <b>12</b>⁴ kasus", "Kematian ibu 12 kasus"),
        ("Kematian ibu 24ᵃ⁾ kasus", "Kematian ibu 24 kasus"),
    ],
)
def test_a_raised_mark_is_no_part_of_a_figure(tmp_path, said, read_as):
    assert document(f"<p>{said}</p>", tmp_path) == [read_as]
    assert markdown(said) == read_as


def test_a_style_may_raise_text(tmp_path):
    assert document('<p>Kasus 12<span style="vertical-align:super">2</span>.</p>', tmp_path) == ["Kasus 12."]


def test_raised_marks_in_cells_leave_figures(tmp_path):
    table = "<table><tr><th>Uraian</th><th>2026</th></tr><tr><td>Kematian ibu</td><td>12<sup>4)</sup></td></tr></table>"
    assert document(table, tmp_path)[-1] == "| Kematian ibu | 12 |"
    assert markdown(table).split("\n")[-1] == "| Kematian ibu | 12 |"


def test_a_table_of_data_within_one_is_a_table_under_its_row(tmp_path):
    inner = "<table border=1><tr><th>Jenis</th><th>Waktu</th></tr><tr><td>Jalan rusak</td><td>3 hari</td></tr></table>"
    outer = f"<table border=1><tr><th>Tahap</th><th>Rincian</th></tr><tr><td>Verifikasi</td><td>{inner}</td></tr></table>"
    assert document(outer, tmp_path) == [
        "| Tahap | Rincian |",
        "| --- | --- |",
        "| Verifikasi |  |",
        "| Jenis | Waktu |",
        "| --- | --- |",
        "| Verifikasi |  |",
        "| Jalan rusak | 3 hari |",
    ]


def test_a_table_that_lays_out_a_page_is_none(tmp_path):
    inner = "<table><tr><th>Jenis</th><th>Waktu</th></tr><tr><td>Jalan rusak</td><td>3 hari</td></tr></table>"
    outer = f"<table><tr><td>Dinas</td><td>Layanan</td></tr><tr><td>Kontak</td><td>{inner}</td></tr></table>"
    assert document(outer, tmp_path) == [
        "Dinas",
        "Layanan",
        "Kontak",
        "| Jenis | Waktu |",
        "| --- | --- |",
        "| Jalan rusak | 3 hari |",
    ]


@pytest.mark.parametrize("struck", ["~~91,5~~", "<s>91,5</s>", "<del>91,5</del>", "<strike class='a'>91,5</strike>"])
def test_markdown_leaves_out_what_it_strikes_out(struck):
    assert markdown(f"Target {struck} 94,8 persen.") == "Target 94,8 persen."
    assert markdown(f"| Uraian | 2027 |\n|---|---|\n| APS | {struck} 94,8 |").split("\n")[-1] == "| APS | 94,8 |"


@pytest.mark.parametrize("mark", ["<sup>4</sup>", "^4^", "[^4]", "$^{4}$", "⁴"])
def test_markdown_knows_raised_marks_by_all_their_ways(mark):
    assert markdown(f"Kematian ibu tahun 2026 sebanyak 12{mark} kasus.") == "Kematian ibu tahun 2026 sebanyak 12 kasus."
