"""Which row of a table has the most or the least, and which rows have a cell that is asked: computed only where table, column and rows are certain."""

from collections.abc import Iterator

import pytest
from small_library import opening

from bot.answering.assistant import Assistant
from bot.answering.extractive.composer import ExtractiveComposer
from bot.journal.answer_log import AnswerLog
from bot.models import Inquiry
from indexer.library import Library
from indexer.settings import LibrarySettings

TABLES = {
    "lumbung": (
        "Tabel 1 Lumbung pangan menurut desa",
        "No | Kecamatan | Desa | Kapasitas (ton) | Pengelola | Mulai",
        "1 | Damai | Sukarela | 40 | Gapoktan Maju | 2024; 2 | Damai | Tanjung | 65 | BUMDes Tanjung | 2025; "
        "3 | Jaya | Batu Hijau | 25 | Gapoktan Subur | 2025; 4 | Jaya | Air Putih | | BUMDes Putih | 2026; "
        "5 | Sentosa | Lembah | 30 | Gapoktan Makmur | 2026; Jumlah | | | 160 | |",
    ),
    "posyandu": (
        "Tabel 2 Kunjungan balita ke posyandu menurut kecamatan",
        "No | Kecamatan | 2023 Sasaran | 2023 Kunjungan | 2023 Cakupan (%) | 2024 Sasaran | 2024 Kunjungan | 2024 Cakupan (%)",
        "1 | Damai | 1.200 | 900 | 75,0 | 1.250 | 1.000 | 80,0; 2 | Jaya | 800 | 720 | 90,0 | 820 | 697 | 85,0; "
        "3 | Sentosa | 600 | 300 | 50,0 | 640 | 416 | 65,0; 4 | Makmur | 500 | 450 | 90,0 | 500 | 475 | 95,0",
    ),
    "aksi": (
        "Tabel 3 Rencana aksi kota cerdas tahun 2025",
        "Kode | Rencana aksi | Pelaksana | Biaya (juta rupiah) | Sumber dana",
        "A1 | Pusat data kota | Dinas Kominfo | 900 | APBD; A2 | Lampu jalan pintar | Dinas Perhubungan | 2.400 | Hibah; "
        "A3 | Kelas digital | Dinas Pendidikan | 300 | APBD; A4 | Kamera banjir | BPBD | 450 | Hibah",
    ),
    "pegawai": (
        "Tabel 4 Pegawai perangkat daerah yang terlambat bulan Mei 2024",
        "No | Perangkat daerah | Dipantau | Terlambat | Pulang awal",
        "1 | Dinas Sosial | 40 | 3 | 6; 2 | Dinas Pangan | 35 | 8 | 2; 3 | Satpol PP | 90 | 8 | 4; 4 | Dinas Perpustakaan | 22 | 1 | 1",
    ),
    "kualitas": (
        "Tabel 5 Kualitas air sungai tahun 2024",
        "Titik | Parameter | Satuan | Hasil",
        "Hulu | BOD | mg/l | 2,1; Tengah | COD | mg/l | 18; Hilir | Fecal coli | MPN/100 ml | 1.100",
    ),
    "unclear": (
        "Tabel 6 Luas tanam jagung menurut desa tahun 2024",
        "Desa | Luas tanam (ha)",
        "Karang | 1,250; Rawa | 980; Bukit | 1,100",
    ),
    "perubahan": (
        "Tabel 9 Perubahan belanja perangkat daerah tahun 2026",
        "Perangkat daerah | Semula | Menjadi | Bertambah/(berkurang)",
        "Dinas Sosial | 100 | 80 | (20); Dinas Pangan | 200 | 150 | (50); Dinas Kesehatan | 300 | 310 | 10; Dinas Pendidikan | 400 | 390 | (10)",
    ),
    "dbd": (
        "Tabel 10 Kasus DBD per bulan tahun 2024",
        "Bulan | Kasus DBD",
        "Januari | 20; Februari | 31; Maret | 12; Triwulan I | 63; April | 7",
    ),
    "sampah": (
        "Tabel 13 Target pengurangan sampah menurut wilayah tahun 2026",
        "Wilayah | Pengurangan sampah (%)",
        "Utara | 10; Timur | 35; Selatan | 14; Barat | 21",
    ),
    "inovasi": (
        "Tabel 14 Peringkat inovasi kampung tahun 2024",
        "Kampung | Peringkat | Skor",
        "Pakkanna | 1 | 88; Lagosi | 2 | 85; Botto | 3 | 80",
    ),
    "padi": (
        "Tabel 11 Produksi padi Kabupaten Contoh",
        "Tahun | Produksi padi (ton) | Luas panen (ha)",
        "2021 | 1.200 | 300; 2022 | 1.500 | 310; 2023 | 1.100 | 290; 2024 | 1.300 | 305",
    ),
    "sekolah": (
        "Tabel 12 Siswa dan guru menurut sekolah tahun 2024",
        "Sekolah | Jenjang | Siswa | Guru",
        "SD Melati | SD | 200 | 12; SD Mawar | SD | 350 | 20; SMP Teratai | SMP | 300 | 25; SMP Kenanga | SMP | 500 | 31",
    ),
    "bidang": (
        "Tabel 7 Kegiatan Dinas Pangan tahun 2024",
        "Kegiatan | Bidang | Pagu (Rp)",
        "Pasar murah | Distribusi | 90.000.000; Demplot cabai | Produksi | 40.000.000; Gudang dingin | Distribusi | 75.000.000",
    ),
}
TEXT = """
Kunjungan wisatawan terbanyak pada tahun 2024 tercatat di Pantai Biru, yaitu 12.400 orang.

## Tabel 8 Kunjungan wisatawan ke objek wisata tahun 2023

| Objek wisata | Kunjungan (orang) |
| --- | --- |
| Pantai Biru | 9.100 |
| Danau Sunyi | 9.700 |
| Bukit Angin | 4.200 |
"""


def _document(caption: str, heads: str, rows: str) -> str:
    lines = [heads, " | ".join("---" for _ in heads.split("|")), *rows.split("; ")]
    return (
        f"# Laporan Kabupaten Contoh\n\n## {caption}\n\n"
        + "\n".join(f"| {line.strip()} |" for line in lines)
        + "\n\n# Penutup\n\nDemikian laporan ini.\n"
    )


@pytest.fixture(scope="module")
def searched(embedder, reader, tmp_path_factory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("whole_tables")
    settings = LibrarySettings(_env_file=None, data_dir=folder / "data", corpus_dir=folder / "corpus")
    settings.corpus_dir.mkdir()
    for name, (caption, heads, rows) in TABLES.items():
        (settings.corpus_dir / f"{name}.md").write_text(_document(caption, heads, rows), encoding="utf-8")
    (settings.corpus_dir / "wisata.md").write_text(
        f"# Laporan wisata Kabupaten Contoh\n{TEXT}\n# Penutup\n\nSelesai.\n", encoding="utf-8"
    )
    library = Library(settings, **opening(embedder, reader))
    assert not [report.error for report in library.index() if report.error]
    yield library
    library.close()


@pytest.fixture(scope="module")
def ask(searched, tmp_path_factory) -> Iterator:
    log = AnswerLog(tmp_path_factory.mktemp("log") / "log.db")
    assistant = Assistant(searched, ExtractiveComposer(), log)
    yield lambda question: assistant.answer(Inquiry(question))
    log.close()


EXTREMES = {
    "Lumbung pangan yang kapasitasnya paling besar ada di desa mana?": "Tanjung · Damai — Kapasitas 65 ton: terbesar dari 4 baris",
    "lumbung pangan desa mana yg kapasitasnya terkecil": "Batu Hijau · Jaya — Kapasitas 25 ton: terkecil dari 4 baris",
    "Kecamatan mana yang cakupan kunjungan balita ke posyandunya paling rendah tahun 2024?": "Sentosa — 2024 Cakupan 65,0%: terkecil dari 4 baris",
    "kecamatan mana yg cakupan kunjungan balita ke posyandu 2024 paling bagus": "Makmur — 2024 Cakupan 95,0%: terbesar",
    "Rencana aksi kota cerdas apa yang paling mahal dan siapa pelaksananya?": "Lampu jalan pintar · A2 — Biaya Rp2.400 juta: terbesar dari 4 baris",
    "rencana aksi kota cerdas yang biayanya paling kecil apa?": "Kelas digital",
    "Dinas mana yang pegawainya paling banyak pulang awal bulan Mei 2024?": "Dinas Sosial — Pulang awal 6: terbesar dari 4 baris",
    "Wilayah mana yang target pengurangan sampahnya paling tinggi tahun 2026?": "Timur — Pengurangan sampah 35%: terbesar",
    "Kegiatan Dinas Pangan apa yang pagunya terbesar tahun 2024?": "Pasar murah",
}
TIES = "Perangkat daerah mana yang pegawainya paling banyak terlambat bulan Mei 2024?"
BOTH = "Kecamatan mana yang cakupan kunjungan balita ke posyandu 2024 paling tinggi dan mana yang paling rendah?"
LISTS = {
    "Lumbung pangan di desa apa saja yang mulai tahun 2025?": ("2 dari 5 baris", "Tanjung", "Batu Hijau"),
    "Sebutkan semua rencana aksi kota cerdas yang dibiayai hibah.": ("2 dari 4 baris", "Lampu jalan pintar", "Kamera banjir"),
    "kegiatan apa saja di Dinas Pangan 2024 yang dipegang bidang distribusi?": (
        "2 dari 3 baris",
        "Pasar murah",
        "Gudang dingin",
    ),
}
NOTHING = (
    "Lumbung pangan yang kapasitasnya paling besar di Kabupaten Wajo ada di desa mana?",
    "Lumbung pangan kelurahan mana yang kapasitasnya paling besar?",
    "Lumbung pangan desa mana yang jumlah anggotanya paling banyak?",
    "Lumbung pangan desa mana yang kapasitas jualnya paling besar?",
    "Lumbung pangan desa mana yang kapasitasnya terbesar kedua?",
    "Tiga desa mana yang kapasitas lumbung pangannya terbesar?",
    "Selain Tanjung, lumbung pangan desa mana yang kapasitasnya paling besar?",
    "Lumbung pangan menampung paling banyak 80 ton, di desa mana?",
    "Kapasitas lumbung pangan paling besar berapa ton boleh dibangun?",
    "lumbung pangan desa mana yang paling indah",
    "Kecamatan mana yang cakupan kunjungan balita ke posyandunya paling rendah tahun 2025?",
    "Kecamatan mana yang cakupan kunjungan balita ke posyandunya paling rendah?",
    "Desa mana yang cakupan kunjungan balita ke posyandunya paling rendah tahun 2024?",
    "Kecamatan mana yang kunjungan ibu hamil ke posyandunya paling rendah tahun 2024?",
    "Kecamatan mana yang kunjungan balitanya ke puskesmas paling banyak tahun 2024?",
    "Kecamatan mana yang cakupan posyandunya naik paling banyak tahun 2024?",
    "Kecamatan mana yang kunjungan balita ke posyandunya paling parah tahun 2024?",
    "Rencana aksi kota cerdas apa yang paling lama dikerjakan?",
    "Rencana aksi kota cerdas apa yang realisasi biayanya paling besar?",
    "Rencana aksi kota cerdas Pelabuhan Nusantara apa yang biayanya paling besar?",
    "Dinas mana yang pegawainya paling banyak tidak terlambat bulan Mei 2024?",
    "Dinas mana yang pegawai perempuannya paling banyak terlambat bulan Mei 2024?",
    "Dinas mana yang pegawainya paling banyak terlambat bulan Juni 2023?",
    "Titik mana yang hasil kualitas air sungainya paling tinggi tahun 2024?",
    "Desa mana yang luas tanam jagungnya paling besar tahun 2024?",
    "Bidang mana di Dinas Pangan yang pagunya terbesar tahun 2024?",
    "Objek wisata mana yang kunjungan wisatawannya terbanyak tahun 2024?",
    "siapa kepala dinas yang paling lama menjabat",
    "Perangkat daerah mana yang belanjanya berkurang paling besar pada perubahan tahun 2026?",
    "Bulan apa kasus DBD paling banyak tahun 2024?",
    "Kampung mana yang peringkat inovasinya paling rendah tahun 2024?",
    "Lumbung pangan di desa apa saja yang tidak mulai tahun 2025?",
    "Lumbung pangan di desa apa saja yang mulai tahun 2027?",
    "Sebutkan semua rencana aksi kota cerdas yang dibiayai DAK.",
    "Sebutkan 12 rencana aksi kota cerdas yang dibiayai hibah.",
    "Apa saja rencana aksi kamera kota cerdas yang dibiayai hibah?",
    "Sebutkan semua rencana aksi kota cerdas Kabupaten Wajo yang dibiayai hibah.",
    "Sebutkan semua rencana aksi kota cerdas yang dibiayai hibah tahun 2021.",
)


@pytest.mark.model
@pytest.mark.parametrize(("question", "opening"), EXTREMES.items())
def test_the_row_at_the_end_that_is_asked_is_computed_and_said_to_be(ask, question, opening):
    answer = ask(question)
    assert opening in answer.text.split("\n")[0] and "(dihitung)" in answer.text and not answer.refused


@pytest.mark.model
def test_the_row_is_quoted_with_its_page_and_the_cell_that_is_asked_besides(ask):
    answer = ask("Rencana aksi kota cerdas apa yang paling mahal dan siapa pelaksananya?")
    assert "Dinas Perhubungan" in answer.text and "2.400" in answer.citations[0].quote


@pytest.mark.model
def test_rows_with_the_same_figure_are_all_named(ask):
    text = ask(TIES).text
    assert "Dinas Pangan dan Satpol PP — Terlambat 8: sama-sama terbesar dari 4 baris" in text


@pytest.mark.model
def test_both_ends_are_told_where_both_are_asked(ask):
    text = ask(BOTH).text
    assert "Makmur — 2024 Cakupan 95,0%: terbesar" in text and "Sentosa — 2024 Cakupan 65,0%: terkecil" in text


@pytest.mark.model
def test_a_row_without_a_figure_is_said_to_be_left_out(ask):
    assert "1 baris tanpa angka" in ask("Lumbung pangan yang kapasitasnya paling besar ada di desa mana?").text


@pytest.mark.model
@pytest.mark.parametrize(("question", "said"), LISTS.items())
def test_all_rows_with_a_cell_that_is_named_are_listed_and_counted(ask, question, said):
    count, *names = said
    answer = ask(question)
    lines = answer.text.split("\n")
    assert count in lines[0] and len([line for line in lines if line.startswith("•")]) == len(names)
    assert all(name in answer.text for name in names)


@pytest.mark.model
@pytest.mark.parametrize("question", NOTHING)
def test_nothing_is_computed_where_anything_that_is_asked_is_another(ask, question):
    text = ask(question).text
    assert "(dihitung)" not in text and " baris tabel" not in text


@pytest.mark.model
@pytest.mark.parametrize(
    "question",
    [
        "Desa mana yang luas tanam jagungnya paling besar tahun 2024?",
        "SMP mana yang gurunya paling sedikit 2024?",
    ],
)
def test_a_row_that_only_ranks_first_is_no_answer_to_which_is_the_largest(ask, question):
    answer = ask(question)
    assert answer.refused and "tidak pasti baris mana" in answer.text and answer.nearest


@pytest.mark.model
def test_a_sentence_that_says_itself_which_is_the_largest_answers(ask):
    answer = ask("Kunjungan wisatawan terbanyak tahun 2024 tercatat di mana?")
    assert "Pantai Biru, yaitu 12.400" in answer.text and not answer.refused
