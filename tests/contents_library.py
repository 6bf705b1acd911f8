"""Nine small documents of several kinds and regions, for tests of what documents hold."""

from pathlib import Path

from small_library import library_in

from indexer.library import Library


def _head(**known: str) -> str:
    return "\n".join(["---", *(f"{name}: {value}" for name, value in known.items()), "---", ""])


PERDA = """# PERATURAN DAERAH KABUPATEN MAROS NOMOR 7 TAHUN 2024 TENTANG PENGELOLAAN SAMPAH

## BAB I KETENTUAN UMUM

### Pasal 1

Sampah adalah sisa kegiatan sehari-hari manusia yang berbentuk padat.

## BAB II PENYELENGGARAAN

### Pasal 2

Pemerintah Daerah menyediakan tempat penampungan sementara di setiap kelurahan.

### Pasal 3

(1) Setiap orang dilarang membakar sampah di tepi jalan.

(2) Pelanggaran dikenai denda paling banyak Rp500.000,00 (lima ratus ribu rupiah).

## BAB III KETENTUAN PENUTUP

### Pasal 4

Peraturan Daerah ini mulai berlaku pada tanggal diundangkan.

## LAMPIRAN I PERATURAN DAERAH KABUPATEN MAROS NOMOR 7 TAHUN 2024 BESARAN RETRIBUSI

| Golongan | Tarif |
| --- | --- |
| Rumah tangga | 10.000 |
| Pertokoan | 35.000 |
"""
DOCUMENTS = {
    "pamekasan.md": _head(
        judul="Pamekasan menyusun masterplan lewat bimtek smart city", jenis="berita", daerah="Kabupaten Pamekasan"
    )
    + "# Pamekasan menyusun masterplan lewat bimtek smart city\n\n"
    "Pemerintah Kabupaten Pamekasan mengikuti bimtek smart city yang kedua pada Senin, 31 Juli 2023. "
    "Bimtek berlangsung di ruang pertemuan lantai dua kantor bupati.\n",
    "rpjmd-wajo.md": _head(
        judul="RPJMD Kabupaten Wajo Tahun 2025-2029", jenis="rpjmd", daerah="Kabupaten Wajo", periode="2025-2029"
    )
    + "# BAB I PENDAHULUAN\n\nDokumen ini memuat arah pembangunan Kabupaten Wajo lima tahun.\n\n"
    "# BAB II VISI DAN MISI\n\nVisi daerah adalah Wajo Maju dan Sejahtera.\n\n"
    "# BAB III TARGET\n\n## Tabel 3.1 Target Indikator\n\n| Indikator | 2026 |\n| --- | --- |\n| Indeks SPBE | 3,45 |\n",
    "masterplan-wajo.md": _head(
        judul="Masterplan Smart City Kabupaten Wajo", jenis="masterplan", daerah="Kabupaten Wajo", periode="2024-2033"
    )
    + "# BAB I ARAH\n\nMasterplan ini menjadi pedoman kota cerdas Kabupaten Wajo.\n\n"
    "# BAB II LAYANAN\n\nLayanan pertama adalah izin kilat bagi usaha mikro.\n",
    "perda-maros.md": _head(
        judul="Peraturan Daerah Kabupaten Maros Nomor 7 Tahun 2024 tentang Pengelolaan Sampah",
        jenis="peraturan", daerah="Kabupaten Maros", nomor="7", tanggal="2024-05-20",
    ) + PERDA,
    "perbup-maros.md": _head(
        judul="Peraturan Bupati Maros Nomor 12 Tahun 2023 tentang Retribusi Parkir",
        jenis="peraturan", daerah="Kabupaten Maros", nomor="12", tanggal="2023-02-01",
    )
    + "# PERATURAN BUPATI MAROS NOMOR 12 TAHUN 2023 TENTANG RETRIBUSI PARKIR\n\n"
    "## Pasal 1\n\nTarif parkir kendaraan roda dua adalah Rp2.000,00.\n\n## Pasal 2\n\nPeraturan ini mulai berlaku sejak diundangkan.\n",
    "rkpd-palopo.md": _head(
        judul="RKPD Kota Palopo Tahun 2025", jenis="rkpd", daerah="Kota Palopo", periode="2025"
    )
    + "# BAB III KERANGKA EKONOMI\n\nEkonomi kota tumbuh karena perdagangan dan jasa.\n\n"
    "# BAB IV SASARAN DAN PRIORITAS\n\n## 4.1 Tujuan\n\nTujuan pembangunan adalah layanan dasar yang merata.\n\n"
    "## 4.2 Prioritas\n\nPrioritas pertama adalah perbaikan drainase kota.\n",
    "lkjip-bontang.md": _head(
        judul="LKjIP Diskominfo Kota Bontang Tahun 2024", jenis="laporan", daerah="Kota Bontang", periode="2024"
    )
    + "# BAB I PENDAHULUAN\n\nLaporan ini menyajikan capaian kinerja tahun berjalan.\n\n"
    "# BAB II CAPAIAN\n\nIndeks layanan publik mencapai target yang diperjanjikan.\n",
    "kepwal-palopo.md": _head(
        judul="Keputusan Wali Kota Palopo Nomor 145 Tahun 2024 tentang Tim Percepatan Penurunan Stunting",
        jenis="peraturan", daerah="Kota Palopo", nomor="145", tanggal="2024-02-19",
    )
    + "# KEPUTUSAN WALI KOTA PALOPO NOMOR 145 TAHUN 2024\n\nMEMUTUSKAN:\n\n"
    "KESATU : Membentuk Tim Percepatan Penurunan Stunting Kota Palopo.\n\n"
    "KEDUA : Tim melaporkan hasil kerjanya kepada Wali Kota setiap triwulan.\n\n"
    "KETIGA : Keputusan ini berlaku sejak tanggal ditetapkan.\n\nDitetapkan di Palopo\n",
    "renstra-sambas.md": _head(
        judul="Renstra Dinas Kesehatan Kabupaten Sambas Tahun 2025-2029",
        jenis="renstra", daerah="Kabupaten Sambas", periode="2025-2029",
    )
    + "# BAB I PENDAHULUAN\n\nRenstra ini menjadi pedoman kerja Dinas Kesehatan.\n\n"
    "# BAB II ISU STRATEGIS\n\nIsu utama adalah jarak warga ke puskesmas.\n",
}  # fmt: skip
"""File name -> its text."""


def contents_library(folder: Path) -> Library:
    """A library of these documents."""
    files = folder / "dokumen"
    files.mkdir()
    for name, text in DOCUMENTS.items():
        (files / name).write_text(text, encoding="utf-8")
    library = library_in(folder)
    assert not [report.error for report in library.index([files]) if report.error]
    return library
