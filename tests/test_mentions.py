"""What a sentence names that may be asked for by itself: figures with their units, dates, times, names, ways to reach somebody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.language.mentions import mentions


def told(text: str) -> list[tuple[str, str]]:
    return [(mention.kind, mention.of(text)) for mention in mentions(text)]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("dihadiri 264 peserta dari unsur pemerintah", "264 peserta"),
        ("turun menjadi 2,5% pada akhir tahun", "2,5%"),
        ("dengan biaya Rp6,85 miliar dari DAU", "Rp6,85 miliar"),
        ("paling lama 5 (lima) hari kerja sejak diterima", "5 (lima) hari kerja"),
        ("harga Rp6.500 per kilogram tanpa potongan", "Rp6.500 per kilogram"),
        ("sebanyak 1.092 telah mendaftar", "1.092"),
        ("antara 13 sampai 15 persen", "13 sampai 15 persen"),
    ],
)
def test_a_figure_comes_with_its_unit(text, figure):
    assert ("figure", figure) in told(text)


@pytest.mark.parametrize(
    "text", ["menurut Pasal 5 ayat (2)", "lihat Tabel 2.1", "pada tahun 2025", "3. menyusun laporan", "Kelas 2 dan Tahap 3"]
)
def test_the_number_of_a_part_a_year_or_an_item_is_no_figure(text):
    assert not [one for one in told(text) if one[0] == "figure"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("diselenggarakan pada 22 Mei 2025 di Balige", "22 Mei 2025"),
        ("berlangsung 19–21 September 2025, lebih pendek", "19–21 September 2025"),
        ("pada Selasa, 12 Agustus 2025 pagi", "Selasa, 12 Agustus 2025"),
        ("sejak Februari 2024", "Februari 2024"),
    ],
)
def test_a_date_is_whole(text, date):
    assert ("date", date) in told(text)


def test_times_and_ways_to_reach_somebody_are_found():
    said = told("Loket buka pukul 09.00–12.00 Wita, telepon (0428) 555-177 atau surel info@tana.go.id")
    assert [text for _, text in said if text != "Loket"] == ["pukul 09.00–12.00 Wita", "(0428) 555-177", "info@tana.go.id"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kepala Dinas Kesehatan, Hj. Wa Ode Nurhayati, S.T., M.Eng., menjelaskan", "Hj. Wa Ode Nurhayati, S.T., M.Eng."),
        ("sistem menaikkan aduan ke Asisten Perekonomian dan Pembangunan;", "Asisten Perekonomian dan Pembangunan"),
        ("Sejak Peraturan Daerah Nomor 4 Tahun 2019 berlaku", "Peraturan Daerah Nomor 4 Tahun 2019"),
        ("biaya dari Dana Alokasi Umum.", "Dana Alokasi Umum"),
    ],
)
def test_a_name_comes_with_its_titles_and_number(text, name):
    assert ("name", name) in told(text)


@given(st.text(alphabet=st.sampled_from("Aa Bb12.,;:()%-–Rp\n") | st.characters(max_codepoint=0x2FF), max_size=80))
def test_mentions_stand_in_order_and_apart(text):
    found = mentions(text)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
