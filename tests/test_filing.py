"""Whose document it is: openings of papers and news of many regions, invented, each filed under its kind and its region.

The number, if any, tells the number of the first page: what has none is as a web page or a text is.
"""

from pathlib import Path

import pytest

from indexer.documents.metadata import describe
from indexer.models import NATIONAL, Metadata, Page, Reading

CORPUS = Path("/korpus")


def filed(text: str, name: str = "berkas.pdf", number: int | None = 1) -> Metadata:
    return describe(CORPUS / name, CORPUS, Reading((Page(number, text.replace(" / ", "\n")),)))


BODY = " Pelaksanaan kegiatan dilakukan oleh perangkat daerah sesuai dengan tugas dan fungsinya masing-masing." * 3

PAPERS = [
    # regulations and decrees
    ("BUPATI TUBAN / PROVINSI JAWA TIMUR / PERATURAN BUPATI TUBAN / NOMOR 41 TAHUN 2023 / TENTANG / SPBE / BUPATI TUBAN,", "peraturan", "Kabupaten Tuban"),
    ("WALI KOTA SOLOK / PROVINSI SUMATERA BARAT / PERATURAN WALI KOTA SOLOK / NOMOR 5 TAHUN 2022 / TENTANG / SATU DATA", "peraturan", "Kota Solok"),
    ("BUPATI SOLOK / PROVINSI SUMATERA BARAT / PERATURAN DAERAH KABUPATEN SOLOK / NOMOR 2 TAHUN 2021 / TENTANG / NAGARI", "peraturan", "Kabupaten Solok"),
    ("BUPATI SOLOK SELATAN / PERATURAN BUPATI SOLOK SELATAN / NOMOR 9 TAHUN 2021 / TENTANG / KOTA CERDAS", "peraturan", "Kabupaten Solok Selatan"),
    ("GUBERNUR SULAWESI TENGGARA / PERATURAN GUBERNUR SULAWESI TENGGARA / NOMOR 12 TAHUN 2020 / TENTANG / PAJAK", "peraturan", "Provinsi Sulawesi Tenggara"),
    ("BUPATI HULU SUNGAI\nSELATAN / PROVINSI KALIMANTAN SELATAN / PERATURAN DAERAH KABUPATEN HULU SUNGAI SELATAN / NOMOR 1 TAHUN 2024 / TENTANG / PAJAK DAERAH", "peraturan", "Kabupaten Hulu Sungai Selatan"),
    ("PEMERINTAH KABUPATEN KOTAWARINGIN TIMUR / KEPUTUSAN BUPATI KOTAWARINGIN TIMUR / NOMOR 188.45/12/2024 / TENTANG / TIM SMART CITY", "peraturan", "Kabupaten Kotawaringin Timur"),
    ("WALIKOTA PAREPARE / PERATURAN WALIKOTA PAREPARE / NOMOR 8 TAHUN 2019 / TENTANG / E-GOVERNMENT", "peraturan", "Kota Parepare"),
    ("BUPATI TAPIN / INSTRUKSI BUPATI TAPIN / NOMOR 3 TAHUN 2022 / TENTANG / PENGGUNAAN TANDA TANGAN ELEKTRONIK", "peraturan", "Kabupaten Tapin"),
    ("QANUN KABUPATEN ACEH BARAT DAYA / NOMOR 4 TAHUN 2022 / TENTANG / RETRIBUSI", "peraturan", "Kabupaten Aceh Barat Daya"),
    ("PERATURAN DAERAH KOTA GUNUNGSITOLI / NOMOR 3 TAHUN 2022 / TENTANG / PERSAMPAHAN", "peraturan", "Kota Gunungsitoli"),
    ("GUBERNUR DAERAH ISTIMEWA YOGYAKARTA / PERATURAN GUBERNUR DAERAH ISTIMEWA YOGYAKARTA / NOMOR 7 TAHUN 2023 / TENTANG / JOGJA SMART PROVINCE", "peraturan", "Provinsi DI Yogyakarta"),
    ("BUPATI KEPULAUAN SANGIHE / KEPUTUSAN BUPATI KEPULAUAN SANGIHE / NOMOR 55 TAHUN 2023 / TENTANG / FORUM", "peraturan", "Kabupaten Kepulauan Sangihe"),
    ("SURAT EDARAN / NOMOR 100/21/2024 / TENTANG / PENGISIAN LKJIP / SEKRETARIS DAERAH KABUPATEN SIDENRENG RAPPANG,", "peraturan", "Kabupaten Sidenreng Rappang"),
    # of the whole country
    ("MENTERI DALAM NEGERI REPUBLIK INDONESIA / PERATURAN MENTERI DALAM NEGERI REPUBLIK INDONESIA / NOMOR 86 TAHUN 2017 / TENTANG / TATA CARA PERENCANAAN", "peraturan", NATIONAL),
    ("PRESIDEN REPUBLIK INDONESIA / PERATURAN PRESIDEN REPUBLIK INDONESIA / NOMOR 95 TAHUN 2018 / TENTANG / SISTEM PEMERINTAHAN BERBASIS ELEKTRONIK", "peraturan", NATIONAL),
    ("UNDANG-UNDANG REPUBLIK INDONESIA / NOMOR 23 TAHUN 2014 / TENTANG / PEMERINTAHAN DAERAH", "peraturan", NATIONAL),
    ("UNDANG-UNDANG REPUBLIK INDONESIA / NOMOR 38 TAHUN 2003 / TENTANG / PEMBENTUKAN KABUPATEN DHARMASRAYA, KABUPATEN SOLOK SELATAN DI PROVINSI SUMATERA BARAT", "peraturan", NATIONAL),
    ("PERATURAN BADAN SIBER DAN SANDI NEGARA / NOMOR 4 TAHUN 2021 / TENTANG / PEDOMAN MANAJEMEN KEAMANAN INFORMASI SPBE", "peraturan", NATIONAL),
    ("KEMENTERIAN KOMUNIKASI DAN INFORMATIKA / DIREKTORAT JENDERAL APLIKASI INFORMATIKA / PANDUAN PENYUSUNAN MASTERPLAN SMART CITY", "lainnya", NATIONAL),
    ("LAMPIRAN I PERATURAN MENTERI PENDAYAGUNAAN APARATUR NEGARA NOMOR 59 TAHUN 2020 TENTANG PEMANTAUAN DAN EVALUASI SPBE", "peraturan", NATIONAL),
    # plans
    ("RENCANA PEMBANGUNAN JANGKA MENENGAH DAERAH / (RPJMD) / KABUPATEN LEMBATA / TAHUN 2025-2029 / BADAN PERENCANAAN PEMBANGUNAN DAERAH", "rpjmd", "Kabupaten Lembata"),
    ("RENCANA STRATEGIS (RENSTRA) / DINAS PENDIDIKAN / KOTA PANGKALPINANG / 2024-2026", "renstra", "Kota Pangkalpinang"),
    ("PEMERINTAH KABUPATEN BANTAENG / RENCANA KERJA (RENJA) / DINAS KOMUNIKASI DAN INFORMATIKA / TAHUN 2025", "renja", "Kabupaten Bantaeng"),
    ("RENCANA KERJA PEMERINTAH DAERAH / KOTA TOMOHON / TAHUN 2026", "rkpd", "Kota Tomohon"),
    ("RENCANA PEMBANGUNAN JANGKA PANJANG DAERAH / PROVINSI NUSA TENGGARA TIMUR / TAHUN 2025-2045", "rpjpd", "Provinsi Nusa Tenggara Timur"),
    ("MASTERPLAN SMART CITY / KABUPATEN GUNUNGKIDUL / 2023-2033", "masterplan", "Kabupaten Gunungkidul"),
    ("INDIKATOR KINERJA UTAMA / DINAS SOSIAL KABUPATEN NGADA / TAHUN 2024-2026", "perencanaan", "Kabupaten Ngada"),
    ("PEMERINTAH KOTA BAUBAU / DINAS PARIWISATA / PERJANJIAN KINERJA TAHUN 2025", "perencanaan", "Kota Baubau"),
    ("POHON KINERJA / DINAS PERTANIAN KABUPATEN KARO / TAHUN 2024", "perencanaan", "Kabupaten Karo"),
    ("CASCADING KINERJA BAPPEDA KABUPATEN DEMAK TAHUN 2025", "perencanaan", "Kabupaten Demak"),
    ("PETA JALAN SPBE / PEMERINTAH PROVINSI KALIMANTAN UTARA / 2024-2028", "perencanaan", "Provinsi Kalimantan Utara"),
    ("RENCANA AKSI DAERAH PENURUNAN STUNTING / KABUPATEN MALAKA 2024", "perencanaan", "Kabupaten Malaka"),
    # reports and budgets
    ("LAPORAN KETERANGAN PERTANGGUNGJAWABAN / BUPATI OGAN KOMERING ULU TIMUR / TAHUN ANGGARAN 2023", "laporan", "Kabupaten Ogan Komering Ulu Timur"),
    ("LAPORAN KINERJA INSTANSI PEMERINTAH (LKjIP) / DINAS PERHUBUNGAN / KOTA SINGKAWANG / 2024", "laporan", "Kota Singkawang"),
    ("LAPORAN PENYELENGGARAAN PEMERINTAHAN DAERAH / KABUPATEN TOJO UNA-UNA / TAHUN 2022", "laporan", "Kabupaten Tojo Una-Una"),
    ("LAPORAN AKUNTABILITAS KINERJA / INSPEKTORAT PROVINSI JAMBI 2023", "laporan", "Provinsi Jambi"),
    ("KABUPATEN PENAJAM PASER UTARA / RINGKASAN APBD / TAHUN ANGGARAN 2025", "apbd", "Kabupaten Penajam Paser Utara"),
    ("PEMERINTAH KOTA TEGAL / DOKUMEN PELAKSANAAN ANGGARAN (DPA) / TAHUN ANGGARAN 2024", "apbd", "Kota Tegal"),
    ("Lampiran I : Peraturan Daerah Kabupaten Alor / Nomor : 7 Tahun 2023 / Tanggal : 28 Desember 2023 / KABUPATEN ALOR / RINGKASAN ANGGARAN PENDAPATAN DAN BELANJA DAERAH / TAHUN ANGGARAN 2024", "apbd", "Kabupaten Alor"),
    ("KEBIJAKAN UMUM ANGGARAN (KUA) / KABUPATEN MUARO JAMBI / TAHUN 2025", "apbd", "Kabupaten Muaro Jambi"),
    # other papers
    ("PEMERINTAH KABUPATEN BELITUNG TIMUR / DINAS KOMINFO / STANDAR OPERASIONAL PROSEDUR / PENANGANAN INSIDEN SIBER", "lainnya", "Kabupaten Belitung Timur"),
    ("Nama SKPD : Dinas Kesehatan / Provinsi : Jawa Barat / Kabupaten : INDRAMAYU / NOTULEN RAPAT KOORDINASI SATU DATA", "lainnya", "Kabupaten Indramayu"),
    ("PEMERINTAHKABUPATENSITUBONDO / DINAS PERIKANAN / KERANGKA ACUAN KERJA", "lainnya", "Kabupaten Situbondo"),
    ("REGISTER RISIKO / RSUD KABUPATEN NABIRE / 2024", "lainnya", "Kabupaten Nabire"),
    ("PROFIL KABUPATEN BUTON TENGAH 2023", "lainnya", "Kabupaten Buton Tengah"),
    ("KABUPATEN MAROS DALAM ANGKA 2024", "lainnya", "Kabupaten Maros"),
    ("NOTA KESEPAHAMAN / ANTARA / PEMERINTAH KABUPATEN WAKATOBI / DENGAN / UNIVERSITAS HALU OLEO / NOMOR 12/NK/2024", "lainnya", "Kabupaten Wakatobi"),
    ("PEMERINTAH KOTA ADMINISTRASI JAKARTA BARAT / BERITA ACARA MUSRENBANG", "lainnya", "Kota Jakarta Barat"),
    ("STANDAR PELAYANAN / DISDUKCAPIL KAB. PANGKEP", "lainnya", "Kabupaten Pangkajene dan Kepulauan"),
    ("PAPARAN BAPPEDA KOTA PADANG PANJANG / RANCANGAN AWAL RKPD 2026", "lainnya", "Kota Padang Panjang"),
    # in ordinary letters, as letters, as attachments
    ('Pemerintah Kabupaten Tana Toraja / Dinas Kesehatan / Laporan Kinerja Instansi Pemerintah Tahun 2023 / Makale, Januari 2024', "laporan", "Kabupaten Tana Toraja"),
    ('Rencana Strategis / Dinas Lingkungan Hidup Kabupaten Paser / Tahun 2021-2026', "renstra", "Kabupaten Paser"),
    ('# Masterplan Kota Cerdas Kota Bitung 2022-2031 / Ringkasan eksekutif', "masterplan", "Kota Bitung"),
    ('Profil Kesehatan Kabupaten Lingga Tahun 2022', "lainnya", "Kabupaten Lingga"),
    ('PEMERINTAH PROVINSI MALUKU UTARA / DINAS KOMINFO / LAPORAN MONITORING DAN EVALUASI SPBE TRIWULAN II 2024', "laporan", "Provinsi Maluku Utara"),
    ('KABUPATEN ROTE NDAO / LAPORAN REALISASI ANGGARAN / TAHUN ANGGARAN 2023', "laporan", "Kabupaten Rote Ndao"),
    ('LAMPIRAN / KEPUTUSAN BUPATI SIGI / NOMOR 188.4/100/2023 / TENTANG / TIM PENGGERAK KOTA CERDAS', "peraturan", "Kabupaten Sigi"),
    ('SALINAN / BUPATI BLORA / PERATURAN BUPATI BLORA / NOMOR 63 TAHUN 2021 / TENTANG / KEDUDUKAN, SUSUNAN ORGANISASI', "peraturan", "Kabupaten Blora"),
    ('Nomor : 555/120/Diskominfo / Sifat : Penting / Hal : Undangan Rapat Koordinasi Satu Data / Kepada Yth. Para Kepala OPD Kabupaten Kolaka Utara / PEMERINTAH KABUPATEN KOLAKA UTARA', "lainnya", "Kabupaten Kolaka Utara"),
    ('DINAS KOMUNIKASI DAN INFORMATIKA KOTA SUBULUSSALAM / STANDAR PELAYANAN PUBLIK / 2023', "lainnya", "Kota Subulussalam"),
    ('INSTRUKSI PRESIDEN REPUBLIK INDONESIA / NOMOR 3 TAHUN 2003 / TENTANG / KEBIJAKAN DAN STRATEGI NASIONAL PENGEMBANGAN E-GOVERNMENT', "peraturan", NATIONAL),
    ('KEPUTUSAN MENTERI PENDAYAGUNAAN APARATUR NEGARA DAN REFORMASI BIROKRASI / NOMOR 108 TAHUN 2023 / TENTANG / HASIL EVALUASI SPBE KABUPATEN WAJO DAN LAINNYA', "peraturan", NATIONAL),
    ('Peraturan Menteri Komunikasi dan Informatika Nomor 5 Tahun 2020 tentang Penyelenggara Sistem Elektronik Lingkup Privat', "peraturan", NATIONAL),
    ('WALI KOTA BIMA / PROVINSI NUSA TENGGARA BARAT / RANCANGAN PERATURAN DAERAH KOTA BIMA / NOMOR ... TAHUN 2025 / TENTANG / RPJMD KOTA BIMA TAHUN 2025-2029', "peraturan", "Kota Bima"),
    ('PEMERINTAH KABUPATEN SUMBA BARAT DAYA / RENCANA KERJA DAN ANGGARAN SKPD / TAHUN 2024', "apbd", "Kabupaten Sumba Barat Daya"),
    ('ARSITEKTUR SPBE KABUPATEN KUDUS 2023-2027', "perencanaan", "Kabupaten Kudus"),
    ('Perjanjian Kerja Sama antara Pemerintah Kota Depok dengan PT Telkom Nomor 12/PKS/2023', "lainnya", "Kota Depok"),
    ('DATA STATISTIK SEKTORAL KABUPATEN MAMUJU TENGAH 2023', "lainnya", "Kabupaten Mamuju Tengah"),
    ('LAPORAN HASIL SURVEI KEPUASAN MASYARAKAT / RSUD DR. SOETOMO / KABUPATEN KEPULAUAN ARU', "laporan", "Kabupaten Kepulauan Aru"),
    ('Rencana Tindak Pengendalian (RTP) / Dinas Pendidikan Kabupaten Barru / Tahun 2024', "lainnya", "Kabupaten Barru"),
    ('EVALUASI RENJA TRIWULAN III TAHUN 2023 / DINAS PUPR KABUPATEN GROBOGAN', "laporan", "Kabupaten Grobogan"),
    ('BUKU PUTIH SMART CITY KOTA MAGELANG', "lainnya", "Kota Magelang"),
    ('NOTULEN RAPAT / Dewan Smart City Kabupaten Lombok Utara / Tanjung, 4 Juni 2024', "lainnya", "Kabupaten Lombok Utara"),
    ('MAKLUMAT PELAYANAN / DPMPTSP KOTA LANGSA', "lainnya", "Kota Langsa"),
    ('RENCANA AKSI KINERJA TAHUN 2025 / BADAN KEUANGAN DAERAH KAB. KOTABARU', "perencanaan", "Kabupaten Kotabaru"),
    ('PERDA KABUPATEN SUBANG NO 3 TAHUN 2022', "peraturan", "Kabupaten Subang"),
    ('Nota Keuangan Perubahan APBD Kota Ternate Tahun 2024', "apbd", "Kota Ternate"),
    ('DOKUMEN RENJA PERUBAHAN DINAS SOSIAL KOTA KENDARI TAHUN 2023', "renja", "Kota Kendari"),
    ('Rencana Kerja Tahunan Diskominfo Kabupaten Mimika 2024', "perencanaan", "Kabupaten Mimika"),
    ('LAPORAN TAHUNAN PPID KABUPATEN SRAGEN 2023', "laporan", "Kabupaten Sragen"),
]  # fmt: skip

NEWS = [
    ("Kabupaten Gianyar Tandatangani MoU Smart City / Gianyar, Selasa (15/5/2018) - Bupati hadir di Jakarta bersama 50 daerah. \"Kami siap,\" ujarnya.", "Kabupaten Gianyar"),
    ("Pemkab Kutim Rampungkan Masterplan / SANGATTA – Pemerintah Kabupaten Kutai Timur merampungkannya, Senin (3/7/2023). \"Sudah selesai,\" kata Kadis.", "Kabupaten Kutai Timur"),
    ("Menuju Kota Cerdas, Diskominfo Gelar Bimtek / SENGKANG – Dinas Kominfo menggelar bimtek, Rabu (4/10/2023). \"Ini penting,\" ujar kepala dinas.", "Kabupaten Wajo"),
    ("Bimtek Keempat Rampung / Solok Selatan, Kominfo – Bimtek smart city berakhir, Kamis (21/9/2023). \"Terima kasih,\" tutur bupati.", "Kabupaten Solok Selatan"),
    ("Wali Kota Solok Terima Penghargaan / JAKARTA – Wali Kota Solok menerima penghargaan dari Menteri Kominfo, Senin (12/12/2022). \"Untuk warga,\" katanya.", "Kota Solok"),
    ("Bupati Tinjau Command Center / TENGGARONG - Bupati Kukar meninjau pusat kendali, Jumat (2/2/2024). \"Bagus,\" ujarnya.", "Kabupaten Kutai Kartanegara"),
    ("Pemkot Tangsel Luncurkan Aplikasi / Tangerang Selatan (ANTARA) - Pemerintah Kota Tangerang Selatan meluncurkan aplikasi, Senin (1/4/2024). \"Mudah,\" kata wali kota.", "Kota Tangerang Selatan"),
    ("Diskominfo Batang Raih Penghargaan SPBE / BATANG – Diskominfo Batang meraih indeks 3,4 pada Selasa (9/1/2024). \"Alhamdulillah,\" ujar kadis.", "Kabupaten Batang"),
    ("Gubernur NTB Resmikan Pusat Data / MATARAM – Gubernur NTB meresmikan pusat data, Senin (5/2/2024). \"Untuk semua,\" katanya. Bupati Dompu dan Wali Kota Bima hadir.", "Provinsi Nusa Tenggara Barat"),
    ("Kotim Jadi Percontohan / SAMPIT, KaltengPos – Kotawaringin Timur menjadi percontohan, Sabtu (20/5/2023). \"Bangga,\" kata Bupati Kotim.", "Kabupaten Kotawaringin Timur"),
    ("Belajar Smart City, Pemkab Lamongan Kunjungi Banyuwangi / LAMONGAN - Pemkab Lamongan melakukan studi tiru ke Kabupaten Banyuwangi, Rabu (6/3/2024). \"Banyak pelajaran,\" ujar Sekda Lamongan.", "Kabupaten Lamongan"),
    ("Tuban Masuk 50 Besar / TUBAN – Tuban masuk 50 besar smart city, Kamis (8/6/2023). \"Berkat semua,\" ujar Bupati Tuban di Hotel Sahid Jakarta.", "Kabupaten Tuban"),
    ("Kominfo Dampingi 50 Kabupaten/Kota / Jakarta, Kominfo – Kementerian Kominfo mendampingi 50 kabupaten/kota, Senin (6/3/2023). \"Semua ikut,\" kata Dirjen.", ""),
    # as portals show it
    ('Bupati Sidrap Serahkan 200 Laptop / Sidrap, Humas – Bupati Sidrap menyerahkan laptop di Kota Parepare, Kamis (4/5/2023). "Gunakan baik-baik," ujarnya.', "Kabupaten Sidenreng Rappang"),
    ('Raih Indeks SPBE 3,6, Kota Madiun Terbaik se-Jatim / MADIUN – Pemkot Madiun meraih nilai tertinggi, Rabu (10/1/2024). "Bersyukur," kata Wali Kota Maidi.', "Kota Madiun"),
    ('Smart City Bukan Sekadar Aplikasi / Pekanbaru, Diskominfo - Pemerintah Kota Pekanbaru menegaskan hal itu, Senin (8/8/2022). "Perlu budaya," tutur sekda.', "Kota Pekanbaru"),
    ('Pemprov Jateng Dampingi 35 Kabupaten/Kota / SEMARANG - Pemerintah Provinsi Jawa Tengah mendampingi, Selasa (7/2/2023). "Semua ikut," kata gubernur.', "Provinsi Jawa Tengah"),
    ('Kunjungi Sleman, DPRD Kulon Progo Belajar Smart City / SLEMAN – DPRD Kulon Progo mengunjungi Diskominfo Sleman, Jumat (3/3/2023). "Kami belajar," kata ketua DPRD Kulon Progo.', "Kabupaten Kulon Progo"),
    ('Mahasiswa KKN Bantu Digitalisasi Desa / Kotaagung, Lampost.co – Pemkab Tanggamus menyambut mahasiswa, Senin (10/7/2023). "Terima kasih," ujar Bupati Tanggamus.', "Kabupaten Tanggamus"),
    ('Wagub Tinjau Puskesmas / KENDARI – Wakil Gubernur Sultra meninjau puskesmas di Kabupaten Konawe, Sabtu (6/5/2023). "Bagus," katanya.', "Provinsi Sulawesi Tenggara"),
    ('Forum Smart City Digelar / TANJUNG SELOR – Pemkab Bulungan menggelar forum, Selasa (5/9/2023). "Semua hadir," ujar asisten.', "Kabupaten Bulungan"),
    ("Beranda\nBerita\nPemerintahan\n\nPemkab Bojonegoro Teken Komitmen Smart City\nOleh: Admin | 23 Juni 2022 | Dibaca 120 kali\n\nBojonegoro – Pemerintah Kabupaten Bojonegoro menandatangani nota kesepahaman bersama Kementerian Kominfo di Jakarta. Bupati Anna Mu'awanah hadir langsung.", "Kabupaten Bojonegoro"),
    ('Sinjai Terpilih Jadi Peserta Gerakan Menuju Smart City\n\nSINJAI, INFO - Kabupaten Sinjai menjadi salah satu dari 50 daerah terpilih. Kepala Dinas Kominfo Sinjai menyampaikan hal itu usai rapat daring, Kamis 10 Maret 2022.', "Kabupaten Sinjai"),
    ('Wakil Bupati Buka Bimtek Masterplan Smart City\n\nTanjung Redeb. Wakil Bupati Berau membuka bimbingan teknis penyusunan masterplan smart city di Balai Mufakat, Selasa (12/7/2022). Ia berharap seluruh OPD terlibat.', "Kabupaten Berau"),
    ('KOMINFO, Kajen - Bupati Pekalongan Fadia Arafiq menandatangani komitmen bersama, Rabu (21/9/2022) di Aula Setda. Kegiatan itu diikuti kepala OPD se-Kabupaten Pekalongan.', "Kabupaten Pekalongan"),
    ('Wali Kota Pekalongan Optimis Smart City Terwujud\n\nKota Pekalongan - Wali Kota Pekalongan Achmad Afzan Arslan optimis. "Kita punya modal," ungkapnya, Jumat (23/9/2022).', "Kota Pekalongan"),
    ('Diskominfo Kabupaten Tangerang Susun Quick Win\n\nTIGARAKSA - Dinas Komunikasi dan Informatika (Diskominfo) Kabupaten Tangerang menyusun quick win smart city. Kegiatan di Hotel Lemo, Senin, 5 September 2022.', "Kabupaten Tangerang"),
    ('Luwu Timur Finalisasi Dokumen Masterplan\n\nMalili, Diskominfo-SP Lutim – Pemkab Luwu Timur memfinalisasi dokumen masterplan, Rabu (26/10/2022), bersama tenaga ahli.', "Kabupaten Luwu Timur"),
    ('Smart City Ngawi: 6 Pilar\n\nNGAWI (Kominfo) - Menuju kota cerdas, Pemerintah Kabupaten Ngawi menyiapkan enam pilar. "Semua jalan," terang kepala dinas, Selasa (1/11/2022). Pemkab juga belajar dari Kabupaten Sragen, Kota Surabaya dan Kabupaten Banyuwangi.', "Kabupaten Ngawi"),
    ('Pj Bupati Kotawaringin Barat: Smart City Harus Berkelanjutan\n\nMMC Kobar - Pj Bupati Kobar menyatakan hal itu di Pangkalan Bun, Kamis (13/10/2022).', "Kabupaten Kotawaringin Barat"),
    ('Kota Cerdas Palangka Raya Raih Nilai 3,2\n\nPALANGKA RAYA – Evaluasi tahap II smart city digelar daring. Wali Kota Palangka Raya Fairid Naparin memaparkan, Senin (14/11/2022).', "Kota Palangka Raya"),
    ('Evaluasi Tahap I Smart City, Grobogan Paparkan Capaian\n\nPurwodadi - Tim Smart City Kabupaten Grobogan memaparkan capaian di depan asesor, Selasa (20/6/2023). Sekda Grobogan Moh. Sumarsono hadir.', "Kabupaten Grobogan"),
    ('DPRD Dukung Smart City\n\nKUALA KURUN – Ketua DPRD Gunung Mas mendukung program kota cerdas. "Kami dukung," katanya, Rabu (8/3/2023). Program itu digagas Pemkab Gunung Mas.', "Kabupaten Gunung Mas"),
    ('Kabupaten Dharmasraya Masuk 50 Kabupaten/Kota Smart City\n\nPulau Punjung, (Antara) - Bupati Dharmasraya Sutan Riska mengatakan, pihaknya siap, Jumat (18/3/2022).', "Kabupaten Dharmasraya"),
    ('PADANG ARO – Bupati Khairunas menerima tim asesor smart city di rumah dinas, Selasa (4/7/2023). Solok Selatan memperoleh nilai baik pada dimensi smart governance.', "Kabupaten Solok Selatan"),
    ('Menkominfo: 141 Kabupaten/Kota Ikuti Smart City\n\nJakarta, 14 Maret 2022 – Menteri Komunikasi dan Informatika menyebut 141 kabupaten/kota telah ikut, ujarnya dalam siaran pers.', ""),
    ('Command Center Diresmikan\n\nLarantuka, Kompas.com — Pemerintah Kabupaten Flores Timur meresmikan command center. Bupati Flotim Anton Hadjon hadir, Sabtu (12/3/2022).', "Kabupaten Flores Timur"),
    ("Studi Tiru ke Pemkot Bandung, Pemkab Soppeng Pelajari Smart City / Bandung - Pemkab Soppeng mengunjungi Pemkot Bandung, Senin (6/2/2023). \"Belajar,\" kata Sekda Soppeng.", "Kabupaten Soppeng"),
    ("Terima Kunjungan Pemkab Bone, Wali Kota Makassar Berbagi / MAKASSAR – Wali Kota Makassar menerima Pemkab Bone, Selasa (7/2/2023). \"Silakan,\" ujarnya.", "Kota Makassar"),
]  # fmt: skip

NAMES = [
    ("laporan-kinerja-kab-batang-2023.pdf", "laporan", "Kabupaten Batang"),
    ("Perbup_12_2023_Kab_Tulang_Bawang_Barat.pdf", "peraturan", "Kabupaten Tulang Bawang Barat"),
    ("rkpd kota pare-pare 2025.xlsx", "rkpd", "Kota Parepare"),
    ("Renstra Bappeda Solsel 2021-2026.pdf", "renstra", "Kabupaten Solok Selatan"),
    ("DPA Dinkes Prov Jatim 2024.pdf", "apbd", "Provinsi Jawa Timur"),
    ("IKU-Pemkot-Bukittinggi.pdf", "perencanaan", "Kota Bukittinggi"),
]


@pytest.mark.parametrize(("text", "kind", "region"), PAPERS, ids=lambda value: str(value)[:40])
def test_a_paper_is_filed_by_its_title_page(text, kind, region):
    found = filed(text + "\n\n" + BODY)
    assert (found.kind, found.region) == (kind, region)


@pytest.mark.parametrize(("text", "region"), NEWS, ids=lambda value: str(value)[:40])
def test_news_is_filed_by_whom_it_tells_of(text, region):
    found = filed(text, "12.txt", number=None)
    assert (found.kind, found.region) == ("berita", region)


@pytest.mark.parametrize(("name", "kind", "region"), NAMES)
def test_a_paper_that_says_nothing_is_filed_by_the_name_of_its_file(name, kind, region):
    found = filed("Angka saja.", name)
    assert (found.kind, found.region) == (kind, region)


def test_minutes_that_tell_who_said_what_are_no_news():
    minutes = "# Notulen Rapat Dewan Smart City\n\nRapat digelar Senin (12/2/2024). Sekda menyampaikan capaian. Kadis menegaskan target."
    assert filed(minutes, "rapat.txt", number=None).kind == "lainnya"


def test_news_says_when_it_was_published_and_when_it_happened():
    portal = "Forum Smart City Digelar\n\nOleh: Admin | 6 September 2023\n\nTANJUNG SELOR – Forum digelar, Selasa (5/9/2023), kata asisten."
    found = filed(portal, "4.txt", number=None)
    assert (found.title, found.date, found.event) == ("Forum Smart City Digelar", "2023-09-06", "2023-09-05")


def test_a_decree_has_its_number_and_the_day_on_which_it_was_enacted():
    decree = "KEPUTUSAN BUPATI TAPIN\nNOMOR 188.45/12/2024\nTENTANG\nTIM\n\nBUPATI TAPIN,\n\nDitetapkan di Rantau\npada tanggal 5 Maret 2024\n"
    found = filed(decree)
    assert (found.number, found.date) == ("188.45/12/2024", "2024-03-05")


def test_the_number_of_a_letter_and_of_a_procedure_is_found_too():
    assert filed("PEMERINTAH KOTA TEGAL\nNomor : 555/120/2024\nHal : Undangan").number == "555/120/2024"
    assert filed("Nomor SOP | 12/SOP/2023\nNama SOP | Aduan").number == "12/SOP/2023"
