"""What a column of a table comes to, and the share that a row has: computed only where nothing can be counted twice or is unsure, and said to be."""

from collections.abc import Iterator

import pytest
from small_library import opening

from bot.answering.assistant import Assistant
from bot.answering.extractive.composer import ExtractiveComposer
from bot.answering.llm.composer import LlmComposer
from bot.answering.llm.language_model import LanguageModel
from bot.journal.answer_log import AnswerLog
from bot.models import Inquiry
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
    "plan": (
        "Tabel 17 Kebutuhan biaya pos pantau banjir tahun 2025-2029 (juta rupiah)",
        "Pos | Biaya",
        "Pos Hulu | 310; Pos Muara | 145; Pos Bendung | 220",
    ),
    "priority": (
        "Tabel 18 Pagu indikatif program prioritas bidang air tahun 2028 (juta rupiah)",
        "Program | Pagu",
        "Program Embung | 310; Program Irigasi | 145; Program Sumur | 220",
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
def searched(embedder, reader, tmp_path_factory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("jumlah")
    settings = LibrarySettings(corpus_dir=folder / "corpus", data_dir=folder / "data")
    settings.corpus_dir.mkdir()
    for name in TABLES:
        (settings.corpus_dir / f"{name}.md").write_text(document(name), encoding="utf-8")
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


SUMS = {
    "Berapa total anggaran program smart city tahun 2025?": "Rp2.450 juta — total Anggaran, Kabupaten Contoh, dihitung dari 3 baris Tabel 5.1",
    "berapa jumlah seluruh anggaran program smart city 2025?": "Rp2.450 juta",
    "Kalau dijumlahkan, berapa anggaran program smart city 2025?": "Rp2.450 juta",
    "total anggaran program smart city thn 2025 brp": "Rp2.450 juta",
    "berapa total jumlah RTLH rumah tidak layak huni menurut kecamatan 2024?": "300 unit",
    "Berapa total kebutuhan pendanaan kota hijau tahun 2026?": "Rp785 juta — total 2026",
    "Berapa total kebutuhan pendanaan kegiatan kota hijau tahun 2025?": "Rp540 juta — total 2025",
    "Berapa total nilai kontrak pembangunan pasar 2024?": "Rp4.475.500.000 — total Nilai Kontrak",
    "berapa total nilai kontrak pembangunan pasar tahun 2024 di Kabupaten Contoh?": "Rp4.475.500.000",
    "berapa keseluruhan nilai kontrak pembangunan pasar 2024?": "Rp4.475.500.000",
    "berapa total kebutuhan biaya pos pantau banjir?": "Rp675 juta",
    "berapa total pagu indikatif program prioritas bidang air tahun 2028?": "Rp675 juta",
    "Berapa total pegawai Dinas Kominfo tahun 2024?": "56 orang — total, Kabupaten Contoh, dihitung dari 4 baris",
    "jumlah seluruh pegawai Dinas Kominfo tahun 2024 berapa orang?": "56 orang",
}
SHARES = {
    "Berapa persen anggaran Program Jaringan dari total anggaran program smart city 2025?": "30,61% — Program Jaringan dari total Anggaran",
    "berapa porsi anggaran Program Sensor dari total anggaran program smart city 2025?": "20,41% — Program Sensor",
    "berapa persen kebutuhan pendanaan Bank sampah dari total kebutuhan pendanaan kota hijau 2026?": "31,85% — Bank sampah",
    "berapa persen nilai kontrak Pasar Lama dari total nilai kontrak pembangunan pasar 2024?": "30,16% — Pasar Lama",
    "berapa persen pegawai bidang Statistik dari seluruh pegawai Dinas Kominfo?": "16,07% — Statistik",
    "berapa persen pagu Dinas Kesehatan dari total pagu perangkat daerah 2026?": "31,25% — Dinas Kesehatan dari total Pagu, Kabupaten Contoh, dihitung",
}
OWN = (
    "Berapa total pagu perangkat daerah tahun 2026?",
    "berapa jumlah total pagu indikatif perangkat daerah tahun 2026?",
)
REASONS = {
    "Berapa total pagu anggaran Dinas Perikanan 2025?": "sebagian barisnya mungkin sudah termuat di baris lain",  # codes
    "total alokasi bantuan pupuk tahun 2025 berapa?": "sebagian barisnya mungkin sudah termuat di baris lain",  # by their figures
    "berapa total realisasi belanja modal bidang jalan 2023?": "tidak semua barisnya berisi angka yang jelas",
    "berapa total luas tanam bawang 2024?": "tidak semua barisnya berisi angka yang jelas",  # 1,250: of whom?
    "berapa total alokasi bantuan alat tani 2025?": "satuan barisnya tidak sama atau tidak jelas",
}
NONE = (
    "berapa total cakupan air bersih menurut wilayah?",
    "berapa persen cakupan air bersih dari total wilayah?",
    "berapa total biaya sewa gedung serbaguna?",
    "berapa total anggaran desa Sukamaju 2025?",
    "berapa persen belanja desa dari total anggaran desa Sukamaju 2025?",
    "berapa total dana desa tahun 2024?",
    "berapa total kebutuhan pendanaan kota hijau?",
    "berapa total kebutuhan pendanaan kota hijau hingga 2026?",
    "berapa total kebutuhan pendanaan kota hijau sejak tahun 2025?",
    "berapa total kebutuhan biaya pos pantau banjir tahun 2025?",
    "berapa total pagu program bidang air tahun 2028?",
    "berapa total pagu indikatif Kabupaten Contoh tahun 2028?",
    "berapa total kebutuhan biaya pos pantau banjir tahun 2027?",
    "berapa total kebutuhan pendanaan Bank sampah tahun 2026?",
    "berapa total anggaran Program Pelatihan smart city 2025?",
    "berapa total anggaran program smart city tahun 2026?",
    "berapa total anggaran program smart city Kabupaten Wajo 2025?",
    "berapa total anggaran program kesehatan 2025?",
    "berapa total anggaran tahun 2025?",
    "berapa total anggaran?",
    "berapa total target program smart city 2025?",
    "berapa total realisasi program smart city 2025?",
    "berapa total nilai kontrak Pasar Baru tahun 2024?",
    "berapa total pegawai bidang Statistik Dinas Kominfo 2024?",
    "berapa total gaji pegawai Dinas Kominfo 2024?",
    "berapa total belanja modal bidang jalan 2023?",
    "berapa rata-rata anggaran program smart city 2025?",
    "program mana yang menghabiskan seluruh anggaran program smart city 2025?",
    "siapa yang menerima seluruh nilai kontrak pembangunan pasar 2024?",
    "berapa persen anggaran Program Jaringan?",
)


@pytest.mark.model
@pytest.mark.parametrize(("question", "opening"), [*SUMS.items(), *SHARES.items()])
def test_what_a_table_comes_to_is_computed_and_said_to_be(ask, question, opening):
    answer = ask(question)
    assert answer.text.startswith(opening) and "dihitung" in answer.text and not answer.refused


@pytest.mark.model
@pytest.mark.parametrize("question", OWN)
def test_the_sum_that_a_table_says_itself_is_quoted(ask, question):
    answer = ask(question)
    assert answer.text.startswith("Rp80.000.000.000 (Rp80 miliar) — Jumlah, Pagu") and "dihitung" not in answer.text
    assert [citation.quote for citation in answer.citations] == ["Jumlah | 80.000.000.000"]


@pytest.mark.model
@pytest.mark.parametrize(("question", "why"), REASONS.items())
def test_where_the_table_does_not_let_it_be_computed_that_is_said(ask, question, why):
    answer = ask(question)
    assert f"tidak saya hitung: {why}." in answer.text and "dihitung" not in answer.text


@pytest.mark.model
@pytest.mark.parametrize("question", NONE)
def test_nothing_is_computed_that_is_not_asked_in_the_words_of_the_table(ask, question):
    assert "dihitung" not in ask(question).text


@pytest.mark.model
def test_the_rows_of_a_sum_are_shown_and_quoted(ask):
    answer = ask("Berapa total anggaran program smart city tahun 2025?")
    rows = ["• Program Pelatihan: Rp1.200 juta", "• Program Jaringan: Rp750 juta", "• Program Sensor: Rp500 juta [1]"]
    assert answer.text.split("\n")[1:] == rows
    assert all(figure in answer.citations[0].quote for figure in ("1.200", "750", "500"))
    assert answer.values[0].value == "Rp2.450 juta"


@pytest.mark.model
def test_a_language_model_is_not_asked_to_word_a_sum(searched):
    composer = LlmComposer(LanguageModel("http://127.0.0.1:9/v1", "tiada"), ExtractiveComposer())
    question = searched.understand("Berapa total nilai kontrak pembangunan pasar 2024?")
    draft = composer.compose(question, searched.search(question))
    assert draft.text.startswith("Rp4.475.500.000") and draft.composer == "extractive" and not draft.notes
