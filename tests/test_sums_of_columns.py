"""What a column of a table comes to, and the share that a row has: computed only where nothing can be counted twice or is unsure, and said to be."""

from collections.abc import Iterator

import pytest
from small_library import opening

from bot.answering.assistant import Assistant
from bot.answering.extractive.composer import ExtractiveComposer
from bot.journal.answer_log import AnswerLog
from bot.models import Answer, Inquiry
from indexer.library import Library
from indexer.settings import LibrarySettings

TABLES = {
    "program": (
        "Tabel 5.1 Anggaran program smart city tahun 2025 (dalam juta rupiah)",
        "No | Program | Anggaran | Target",
        "1 | Program Pelatihan | 1.200 | 10 orang; 2 | Program Jaringan | 750 | 12 km; 3 | Program Sensor | 500 | 5 unit",
    ),
    "rtlh": (
        "Tabel 2 Rumah tidak layak huni menurut kecamatan tahun 2024",
        "No | Kecamatan | Jumlah RTLH (unit)",
        "1 | Kecamatan Damai | 120; 2 | Kecamatan Jaya | 85; 3 | Kecamatan Sentosa | 95",
    ),
    "opd": (
        "Tabel 3 Pagu indikatif perangkat daerah tahun 2026",
        "Perangkat Daerah | Pagu (Rp)",
        "Dinas Pendidikan | 40.000.000.000; Dinas Kesehatan | 25.000.000.000; Dinas Sosial | 15.000.000.000; Jumlah | 80.000.000.000",
    ),
    "years": (
        "Tabel 4 Kebutuhan pendanaan kegiatan kota hijau (juta rupiah)",
        "No | Uraian | 2025 | 2026",
        "1 | Taman kota | 300 | 400; 2 | Bank sampah | 150 | 250; 3 | Jalur sepeda | 90 | 135",
    ),
    "codes": (
        "Tabel 6 Pagu anggaran Dinas Perikanan tahun 2025",
        "Kode | Uraian | Pagu Anggaran (Rp)",
        "3.25 | Urusan Perikanan | 900.000.000; 3.25.01 | Penunjang | 400.000.000; 3.25.02 | Budidaya | 450.000.000",
    ),
    "parts": (
        "Tabel 7 Alokasi bantuan pupuk menurut desa tahun 2025",
        "Desa | Alokasi (ton)",
        "Wilayah Utara | 60; Batu Putih | 25; Air Hitam | 35; Tanjung | 47",
    ),
    "percent": (
        "Tabel 8 Persentase cakupan air bersih menurut wilayah tahun 2025",
        "Wilayah | Cakupan (%)",
        "Wilayah Barat | 71,5; Wilayah Timur | 64,2; Wilayah Tengah | 80,1",
    ),
    "tariffs": (
        "Tabel 9 Tarif sewa gedung serbaguna",
        "Ruang | Biaya (Rp)",
        "Aula besar | 1.500.000; Ruang rapat | 300.000; Lapangan | 750.000",
    ),
    "blank": (
        "Tabel 10 Realisasi belanja modal bidang jalan tahun 2023 (juta rupiah)",
        "Ruas jalan | Belanja",
        "Ruas Merdeka | 410; Ruas Pemuda | -; Ruas Pahlawan | 230",
    ),
    "units": (
        "Tabel 11 Alokasi bantuan alat tani tahun 2025",
        "Alat | Satuan | Alokasi",
        "Traktor | unit | 12; Benih jagung | kg | 900; Pompa air | unit | 31",
    ),
    "budget": (
        "Tabel 12 Ringkasan anggaran pendapatan dan belanja desa Sukamaju tahun 2025",
        "Uraian | Anggaran (Rp)",
        "Pendapatan | 1.900.000.000; Belanja | 1.750.000.000; Pembiayaan | 120.000.000",
    ),
    "staff": (
        "Tabel 13 Jumlah pegawai Dinas Kominfo menurut bidang tahun 2024",
        "Bidang | Jumlah (orang)",
        "Aplikasi Informatika | 18; Statistik | 9; Persandian | 7; Sekretariat | 22",
    ),
    "contracts": (
        "Tabel 14 Nilai kontrak pembangunan pasar tahun 2024",
        "Pasar | Nilai Kontrak",
        "Pasar Baru | Rp2.150.000.000; Pasar Lama | Rp1.350.000.000; Pasar Ikan | Rp975.500.000",
    ),
    "doubled": (
        "Tabel 15 Dana desa menurut tahap penyaluran tahun 2024",
        "Tahap | Dana (Rp)",
        "Tahap pertama | 400.000.000; Tahap kedua | 400.000.000; Tahap ketiga | 200.000.000",
    ),
    "english": (
        "Tabel 16 Luas tanam bawang menurut wilayah tahun 2024",
        "Wilayah | Luas tanam (ha)",
        "Lereng | 1,250; Lembah | 2,300; Pesisir | 1,120",
    ),
}  # fmt: skip


def document(name: str) -> str:
    """A paper with one table, and a line behind it."""
    caption, heads, rows = TABLES[name]
    lines = [heads, "|".join(["---"] * (heads.count("|") + 1)), *rows.split("; ")]
    table = "\n".join(f"| {line} |" for line in lines)
    return f"# Dokumen {name} Kabupaten Contoh\n\n{caption}\n\n{table}\n\nTabel di atas disusun oleh tim penyusun.\n"


@pytest.fixture(scope="module")
def ask(embedder, reader, tmp_path_factory) -> Iterator:
    folder = tmp_path_factory.mktemp("jumlah")
    settings = LibrarySettings(corpus_dir=folder / "corpus", data_dir=folder / "data")
    settings.corpus_dir.mkdir()
    for name in TABLES:
        (settings.corpus_dir / f"{name}.md").write_text(document(name), encoding="utf-8")
    library, log = Library(settings, **opening(embedder, reader)), AnswerLog(folder / "log.db")
    assert not [report.error for report in library.index() if report.error]
    assistant = Assistant(library, ExtractiveComposer(), log)
    yield lambda question: assistant.answer(Inquiry(question))
    library.close()
    log.close()


def opens(answer: Answer) -> str:
    return answer.text.split("\n")[0]
