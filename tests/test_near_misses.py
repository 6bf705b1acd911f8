"""Questions that stand close to what a document says: answered where it is said; where only the neighbour of it is, that is known, and by which
comparison. How much a conflict weighs is fitted on practice questions: what is refused by hair's breadth is no matter of these tests."""

import pytest
from small_library import library_in

from bot.answering.citations import cite
from bot.answering.extractive.composer import ExtractiveComposer
from indexer.evidence.ranking import rank

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
        ("pagu program penyelenggaraan jalan 2026 brp", "238.639"),
        ("target drainase baik 2026 di program penyelenggaraan jalan", "61,10"),
        ("pagu program aplikasi informatika", "9.742"),
        ("brp perahu sampah yg dibutuhkan kec kepanjen", "4 — Kepanjen, Perahu Sampah"),
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


@pytest.fixture
def likeliest(library):
    """The likeliest span for a question, as it was weighed."""
    return lambda question: rank(library.search(question))[0].evidence


EMPTY = {
    "indeks gini malang target 2026": "Indeks Gini",
    "brp perahu sampah yg dibutuhkan kec singosari": "Singosari",
    "realisasi rawat inap kelas II malang 2025 s.d. TW II": "kelas II |",
}
"""Questions for a cell with nothing in it, with what its row says."""


@pytest.mark.parametrize(("question", "row"), EMPTY.items())
def test_the_row_with_an_empty_cell_is_told_whichever_comes_first(library, question, row):
    ranked = rank(library.search(question))
    evidence = next(candidate.evidence for candidate in ranked if row in candidate.span.text)
    assert evidence.conflict == "sel kosong"


@pytest.mark.parametrize(
    ("question", "conflict"),
    [
        ("persentase jembatan kondisi mantap 2026", "baris lain"),  # the words of two rows
        ("APS 16-18 tahun kab malang 2026 berapa persen", "nomor lain"),
        ("tarif rawat inap kelas I malang per hari", "nomor lain"),
        ("target angka kematian ibu KOTA malang 2027", "daerah lain"),
        ("target angka kematian ibu malang 2031", "hal lain"),
        ("isi perbup malang nomor 21 tahun 2024 ttg apa", "hal lain"),
        ("isi pasal 9 perbup malang 12/2024 soal pengaduan masyarakat apa", "hal lain"),
        ("target indeks KAMI kab malang 2026", "nama lain"),
        ("IKU malang indeks SPBE 2026 vs 2027", "nama lain"),
    ],
)
def test_the_neighbour_of_what_is_asked_is_about_something_else_and_in_what_way_is_known(likeliest, question, conflict):
    assert likeliest(question).conflict == conflict


def test_what_is_asked_and_said_nowhere_is_known_too(likeliest):
    achieved = likeliest("realisasi angka kematian ibu malang 2026, bukan targetnya, brp")
    assert "142" in achieved.span.text and "realisasi" in dict(achieved.missing)


def test_an_office_does_not_fit_where_the_name_of_who_holds_it_is_asked(likeliest):
    assert likeliest("siapa nama kepala diskominfo malang").fits == 0


def test_an_acronym_is_found_by_what_it_stands_for(likeliest):
    assert "51,2" in likeliest("persentase angkatan kerja perempuan target 2026").span.text


@pytest.mark.parametrize("question", EMPTY)
def test_an_empty_cell_is_never_shown_as_the_answer(answer, question):
    assert ": - [" not in answer(question)


@pytest.mark.parametrize(
    "question", ["realisasi rawat inap kelas II malang 2025 s.d. TW II", "tarif rawat inap kelas I malang per hari"]
)
def test_what_is_shown_of_another_class_says_so(answer, question):
    text = answer(question)
    says_so = "bukan kelas" in text or "tidak menyebut kelas" in text
    assert text == "" or says_so


@pytest.mark.parametrize(
    "question",
    [
        "target angka kematian ibu malang 2031",
        "target indeks KAMI kab malang 2026",
        "isi perbup malang nomor 21 tahun 2024 ttg apa",
        "isi pasal 9 perbup malang 12/2024 soal pengaduan masyarakat apa",
    ],
)
def test_another_year_thing_regulation_or_clause_is_refused(answer, question):
    assert answer(question) == ""
