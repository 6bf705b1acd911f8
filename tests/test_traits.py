"""What is known of a span before anybody asks: what a row is named after, which years it speaks for, which figures are values."""

from indexer.models import Span
from indexer.structure.traits import described


def line(text: str, kind: str = "sentence", parents: tuple[str, ...] = ()):
    return described(Span(kind, text, ((1, text),), parents=parents)).traits


def row(*cells: str, heads: tuple[str, ...] = ()):
    return described(Span("row", " | ".join(cells), ((1, cells[0]),), heads=heads, cells=cells)).traits


def test_a_sentence_speaks_for_the_years_it_names_and_not_for_those_of_regulations():
    assert line("Pada 2024 dan 2026 diubah dengan Peraturan Bupati Nomor 5 Tahun 2019.").years == ("2024", "2026")


def test_a_row_speaks_for_the_years_of_its_heads_too_and_each_column_for_its_own():
    traits = row("Angka kematian bayi", "9,1", "8,7", heads=("Indikator", "Target 2026", "Target 2027"))
    assert traits.years == ("2026", "2027")
    assert [column.years for column in traits.columns] == [(), ("2026",), ("2027",)]


def test_a_column_that_numbers_its_rows_holds_no_value_and_a_column_of_words_neither():
    heads = ("No.", "Nomor urut rumah", "Indikator", "Target")
    traits = row("7", "12", "Indeks gini", "0,318", heads=heads)
    assert [column.numbering for column in traits.columns] == [True, False, False, False]
    assert [column.value for column in traits.columns] == [True, True, False, True]


def test_figures_of_a_row_are_those_of_its_values_and_heads_not_its_number_code_or_page():
    traits = row("7", "1.03.10", "Jalan mantap", "41", "79,74", heads=("No", "Kode", "Program", "Halaman", "Target"))
    assert traits.holds.figures == ("79,74",)


def test_a_row_holds_what_its_heads_say_too():
    assert row("Sumurpanggang", "3", heads=("Desa", "Kolam")).holds.place
    assert not row("Sumurpanggang", "3", heads=("Nama", "Kolam")).holds.place


def test_a_row_is_named_after_its_first_cell_with_words():
    traits = row("1.03", "Indeks kualitas air", "Dinas LH", heads=("Kode", "Indikator", "Perangkat daerah"))
    assert traits.name.split() == ["indeks", "kualitas", "air"]
    assert traits.subject == ("air", "indeks", "kualitas")


def test_a_name_with_a_number_is_told_from_one_with_a_year_or_a_marker():
    assert line("Partisipasi sekolah umur 7-12", "item").counted
    assert not line("Kunjungan wisata 2026", "item").counted
    assert not line("3. Kunjungan wisata", "item").counted


def test_an_item_of_a_class_is_told_from_those_of_others():
    assert line("Rawat inap kelas III", "item").classes == ("kelas",)
    assert line("Rawat inap kelas utama", "item").classes == ()


def test_what_stands_under_a_recital_is_one():
    assert line("bahwa warga harus dilayani", "item").recital
    assert line("kanal resmi dibuka", "item", parents=("Menimbang:",)).recital
    assert not line("Warga harus dilayani", "item", parents=("Kewajiban:",)).recital


def test_a_sum_is_told_from_the_rows_it_is_the_sum_of():
    assert row("Jumlah", "120", heads=("Belanja", "Rupiah")).total
    assert not row("Belanja modal", "40", heads=("Belanja", "Rupiah")).total


def test_a_line_announces_what_follows_points_back_or_goes_on():
    assert line("Kewajiban pengelola terdiri atas:").announces and not line("Kewajiban pengelola.").announces
    assert line("Indeks tersebut naik.").back and not line("Indeks naik.").back
    assert line("Seperti kios dan los.").continues and not line("Kios seperti los.").continues
