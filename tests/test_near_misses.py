"""Questions that stand close to what a document says: answered where it is said, refused where only the neighbour of it is."""

import pytest
from small_library import library_in

from bot.answering.citations import cite
from bot.answering.extractive.composer import ExtractiveComposer

RPJMD = """---
judul: RPJMD Kabupaten Malang Tahun 2025-2029
daerah: Kabupaten Malang
periode: 2025-2029
---
# BAB III VISI DAN MISI
# MISI 1
Mewujudkan Sumber Daya Manusia yang Unggul
Misi pertama menjawab tantangan pendidikan.
# MISI 2
Mewujudkan Ekonomi yang Inklusif
Misi kedua menjawab tantangan kemiskinan.
# MISI 3
Mewujudkan Tata Kelola yang Melayani
# BAB IV TARGET
# Tabel 4.1 Target Indikator
| No | Indikator | Satuan | 2026 | 2027 |
| --- | --- | --- | --- | --- |
| 1 | Angka Kematian Ibu | per 100.000 | 142 | 135 |
| 2 | Indeks Gini | poin | - | 0,318 |
| 3 | Angka Partisipasi Sekolah 7-12 tahun | persen | 99,60 | 99,70 |
| 4 | Persentase jalan dalam kondisi mantap | persen | 79,74 | 80,72 |
| 5 | Persentase jembatan dalam kondisi baik | persen | 84,61 | 85,70 |
| 6 | TPAK Perempuan | persen | 51,2 | 52,4 |

Tingkat Partisipasi Angkatan Kerja (TPAK) dihitung dari Sakernas.
# Tabel 4.2 Program dan Pagu
| Kode | Program | Indikator | Target 2026 | Pagu (juta Rp) | Perangkat Daerah |
| --- | --- | --- | --- | --- | --- |
| 1.03.10 | Program Penyelenggaraan Jalan | Persentase jalan mantap | 79,74 | 238.639 | Dinas PU |
|  |  | Persentase drainase baik | 61,10 |  | Dinas PU |

| Kode | Program | Indikator | Target 2026 | Pagu (juta Rp) | Perangkat Daerah |
| --- | --- | --- | --- | --- | --- |
| 2.16.03 | Program Aplikasi Informatika | Persentase layanan daring | 51,26 | 9.742 | Diskominfo |
# Tabel 4.3 Kebutuhan Sarana
| Kecamatan | Gerobak | Perahu Sampah |
| --- | --- | --- |
| Kepanjen | 17 | 4 |
| Singosari | 11 | - |
# Tabel 4.4 Tarif dan Capaian
| Pelayanan | Satuan | Target 2025 | Realisasi 2025 s.d. TW II |
| --- | --- | --- | --- |
| Rawat inap kelas III | per hari | 85.000 | 84.000 |
| Rawat inap kelas II | per hari | 120.000 | - |

Tim Pelaksana Smart City diketuai oleh Kepala Bappeda dengan Kepala Diskominfo sebagai sekretaris.
Laporan disampaikan kepada Bupati paling lambat 10 April setiap tahun.
# Tahapan
Tahapan pembangunan adalah sebagai berikut:
Tahun 2026: penguatan fondasi data;
Tahun 2027: perluasan layanan;
Tahun 2028: pemantapan kinerja.
"""
REGULATION = """# PERATURAN BUPATI MALANG NOMOR 12 TAHUN 2024 TENTANG SISTEM PEMERINTAHAN BERBASIS ELEKTRONIK

Mengingat:
1. Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah;
2. Peraturan Presiden Nomor 95 Tahun 2018 tentang Sistem Pemerintahan Berbasis Elektronik;

# Pasal 1
1. Ruang Terbuka Hijau adalah area memanjang tempat tumbuh tanaman.
# Pasal 7
(1) Pengaduan masyarakat ditindaklanjuti melalui aplikasi Lapor.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    library = library_in(tmp_path_factory.mktemp("pustaka"))
    folder = tmp_path_factory.mktemp("dokumen")
    for name, text in (("rpjmd.md", RPJMD), ("perbup.md", REGULATION)):
        (folder / name).write_text(text, encoding="utf-8")
    assert not [report.error for report in library.index([folder]) if report.error]
    yield library
    library.close()


@pytest.fixture
def answer(library):
    def answer(question):
        asked = library.understand(question)
        parts = [(part, library.search(part)) for part in asked.parts]
        draft = ExtractiveComposer().compose(asked, library.search(asked), parts=parts)
        return "" if draft.refused else cite(draft, library.pages)[0]

    return answer


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("target angka kematian ibu kab malang 2027", "135"),
        ("indeks gini malang thn 2027 brp", "0,318"),
        ("APS usia 7-12 thn 2026 brp persen", "99,60"),
        ("brp target jalan mantap 2027", "80,72"),
        ("persentase angkatan kerja perempuan target 2026", "51,2"),
        ("pagu program penyelenggaraan jalan 2026 brp", "238.639"),
        ("target drainase baik 2026 di program penyelenggaraan jalan", "61,10"),
        ("pagu program aplikasi informatika", "9.742"),
        ("brp perahu sampah yg dibutuhkan kec kepanjen", "Perahu Sampah: 4"),
        ("siapa ketua tim pelaksana smart city", "Kepala Bappeda"),
        ("batas akhir lapor ke bupati kpn", "10 April"),
        ("definisi RTH di perbup malang", "area memanjang"),
        ("min tolong cek, di perbup malang, ruang terbuka hijau itu apa", "area memanjang"),
        ("tarif rawat inap kelas III target 2025", "85.000"),
        ("pasal berapa yg ngatur pengaduan masyarakat", "Pasal 7"),
        ("gimana nindaklanjuti pengaduan masyarakat", "aplikasi Lapor"),
        ("dasar hukum perbup 12/2024 apa aja", "Nomor 95 Tahun 2018"),
    ],
)
def test_what_is_said_is_found_however_it_is_asked(answer, question, fact):
    assert fact in answer(question)


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("misi bupati malang 2025-2029 apa aja", ("Sumber Daya Manusia", "Inklusif", "Melayani")),
        ("tahapan pembangunan tiap tahun apa saja", ("fondasi data", "perluasan layanan", "pemantapan")),
        ("bandingkan pagu program penyelenggaraan jalan dengan program aplikasi informatika", ("238.639", "9.742")),
    ],
)
def test_a_list_or_both_sides_come_whole(answer, question, facts):
    text = answer(question)
    assert all(fact in text for fact in facts)


@pytest.mark.parametrize(
    "question",
    [
        "indeks gini malang target 2026",  # only a dash in that column
        "brp perahu sampah yg dibutuhkan kec singosari",
        "persentase jembatan kondisi mantap 2026",  # the words of two rows
        "APS 16-18 tahun kab malang 2026 berapa persen",
        "target angka kematian ibu KOTA malang 2027",
        "realisasi angka kematian ibu malang 2026, bukan targetnya, brp",
        "target angka kematian ibu malang 2031",
        "target indeks KAMI kab malang 2026",
        "IKU malang indeks SPBE 2026 vs 2027",
        "siapa nama kepala diskominfo malang",
        "isi perbup malang nomor 21 tahun 2024 ttg apa",
        "isi pasal 9 perbup malang 12/2024 soal pengaduan masyarakat apa",
        "tarif rawat inap kelas I malang per hari",
        "realisasi rawat inap kelas II malang 2025 s.d. TW II",
    ],
)
def test_the_neighbour_of_what_is_asked_is_no_answer(answer, question):
    assert answer(question) == ""
