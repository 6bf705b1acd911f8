"""What a document is called: where its title begins and ends. Documents are invented; nothing but their pages tells what they are."""

from pathlib import Path

import docx
import pytest

from indexer.documents.metadata import describe
from indexer.models import Metadata, Page, Reading
from indexer.reading.formats import read

CORPUS = Path("/korpus")


def described(*pages: str) -> Metadata:
    """What is found of a file of these pages that is called so as to say nothing."""
    return describe(
        CORPUS / "berkas.pdf", CORPUS, Reading(tuple(Page(number, text) for number, text in enumerate(pages, start=1)))
    )


def told(text: str) -> Metadata:
    """The same of a text without pages, as news is."""
    return describe(CORPUS / "berkas.txt", CORPUS, Reading((Page(None, text),)))


DECREE = "BUPATI LINGGA\nKEPUTUSAN BUPATI LINGGA\nNomor : 212/KEP/IV/2022\nTENTANG\nPEMBENTUKAN TIM DATA SPASIAL\nBUPATI LINGGA,\nMenimbang : a. bahwa"
ATTACHED = "KEPUTUSAN BUPATI LINGGA\nNOMOR : 212/KEP/IV/2022\nTANGGAL : 12 APRIL 2022\nTENTANG SUSUNAN TIM DATA\nSUSUNAN TIM DATA SPASIAL"


def test_a_decree_goes_by_its_first_page_though_its_number_stands_in_small_letters():
    found = described(DECREE, "LAMPIRAN\n" + ATTACHED)
    assert found.title == "Keputusan Bupati Lingga Nomor 212/KEP/IV/2022 tentang Pembentukan Tim Data Spasial"
    assert (found.number, found.date) == ("212/KEP/IV/2022", "2022-04-12")


@pytest.mark.parametrize("table", ["| NO | NAMA | JABATAN |\n| 1 | FULAN | KETUA |", "NO NAMA JABATAN\n1 FULAN KETUA"])
def test_what_is_attached_is_of_no_title_neither_its_head_nor_its_table(table):
    found = described(f"LAMPIRAN\n{ATTACHED}\n{table}")
    assert found.title == "Keputusan Bupati Lingga Nomor 212/KEP/IV/2022 tentang Susunan Tim Data"


def test_a_title_ends_above_the_letterhead_of_what_is_attached():
    page = (
        "PERATURAN DAERAH KABUPATEN NGADA\nNOMOR 6 TAHUN 2024\nTENTANG\nPERTANGGUNGJAWABAN PELAKSANAAN APBD TAHUN ANGGARAN 2023"
        "\nPEMERINTAH KABUPATEN NGADA\nLAPORAN REALISASI ANGGARAN\n| KODE | URAIAN |"
    )
    about = "Pertanggungjawaban Pelaksanaan APBD Tahun Anggaran 2023"
    assert described(page).title == f"Peraturan Daerah Kabupaten Ngada Nomor 6 Tahun 2024 tentang {about}"
    assert described(page.replace("2023\nPEMERINTAH", "2023 PEMERINTAH")).title.endswith(f"tentang {about}")


@pytest.mark.parametrize(
    ("lines", "about"),
    [
        ("PENGELOLAAN RISIKO DI LINGKUNGAN\nPEMERINTAH KABUPATEN NGADA", "Pengelolaan Risiko di Lingkungan Pemerintah Kabupaten Ngada"),
        ("PERUBAHAN ATAS PERATURAN BUPATI NOMOR 8 TAHUN 2023\nTENTANG\nRINCIAN DANA DESA", "Perubahan atas Peraturan Bupati Nomor 8 Tahun 2023 tentang Rincian Dana Desa"),
    ],
)  # fmt: skip
def test_a_title_goes_on_over_its_lines(lines, about):
    page = f"PERATURAN BUPATI NGADA\nNOMOR 6 TAHUN 2024\nTENTANG\n{lines}\n\nDENGAN RAHMAT TUHAN YANG MAHA ESA"
    assert described(page).title == f"Peraturan Bupati Ngada Nomor 6 Tahun 2024 tentang {about}"
    assert described(f"# {' '.join(page.split())}\nBUPATI NGADA,").title == described(page).title  # read as one heading


def test_the_head_of_an_attachment_names_the_document_where_nothing_else_does():
    head = "LAMPIRAN I PERATURAN DAERAH KABUPATEN ENDE NOMOR 5 TAHUN 2023\nTENTANG PERTANGGUNGJAWABAN APBD TAHUN ANGGARAN 2022 PEMERINTAH KABUPATEN ENDE"
    found = described(head + "\n| NO | URAIAN |")
    assert (
        found.title == "Peraturan Daerah Kabupaten Ende Nomor 5 Tahun 2023 tentang Pertanggungjawaban APBD Tahun Anggaran 2022"
    )
    assert (found.number, found.period) == ("5", "2022")


def test_who_is_of_a_team_is_a_decree_and_not_the_plan_the_team_makes():
    page = "LAMPIRAN KEPUTUSAN BUPATI LINGGA\nNomor : 412/VI/TAHUN 2023\nTanggal : 5 Juni 2023\n\nSUSUNAN KEANGGOTAAN TIM RENCANA INDUK"
    found = described(page)
    assert (found.kind, found.number, found.date) == ("peraturan", "412/VI/TAHUN 2023", "2023-06-05")


def test_a_title_ends_with_its_sheet_and_above_its_table():
    first = "RENCANA KERJA DAN ANGGARAN\nDINAS PARIWISATA KABUPATEN ALOR\nTAHUN ANGGARAN 2025"
    second = "TARGET DAN REALISASI RETRIBUSI\nTAHUN 2024"
    right = "Rencana Kerja dan Anggaran Dinas Pariwisata Kabupaten Alor Tahun Anggaran 2025"
    assert described(first, second).title == right
    assert described(f"{first}\n| KODE | URAIAN |\n{second}").title == right


def test_a_title_page_goes_on_over_the_short_name_in_brackets():
    page = "# PEMERINTAH KOTA TARAKAN LAPORAN KINERJA INSTANSI PEMERINTAH\n(LKjIP)\n# TAHUN 2023"
    assert described(page).title == "Laporan Kinerja Instansi Pemerintah (LKjIP) Tahun 2023"


def test_a_plan_that_is_attached_goes_by_its_own_name():
    page = "# LAMPIRAN PERATURAN DAERAH KABUPATEN ALOR TENTANG RENCANA PEMBANGUNAN JANGKA PANJANG DAERAH TAHUN 2025-2045"
    assert described(page).title == "Rencana Pembangunan Jangka Panjang Daerah Tahun 2025-2045"


def procedure(path: Path, *head: str) -> Metadata:
    """A procedure in Word that only its running head names."""
    document = docx.Document()
    for line in head:
        document.sections[0].header.add_paragraph(line)
    document.add_heading("A. Dasar Hukum", 1)
    document.add_paragraph("Peraturan Menteri PANRB Nomor 35 Tahun 2012 menjadi acuan prosedur ini.")
    document.save(path)
    return describe(path, path.parent, read(path))


def test_a_procedure_goes_by_the_name_and_the_number_in_its_running_head(tmp_path):
    found = procedure(
        tmp_path / "berkas.docx", "Dinas Kominfo Kota Sorong", "Judul SOP : Penanganan Insiden", "No. Dokumen : SOP-07/KI/2023"
    )
    assert (found.title, found.kind, found.number) == ("SOP Penanganan Insiden", "lainnya", "SOP-07/KI/2023")


def test_a_chapter_is_no_title_of_a_procedure(tmp_path):
    found = procedure(tmp_path / "berkas.docx", "SOP Peminjaman Ruang Rapat")
    assert (found.title, found.kind) == ("SOP Peminjaman Ruang Rapat", "lainnya")


def test_a_procedure_whose_head_is_a_table_says_its_name_number_and_day():
    head = "| DINAS KESEHATAN | NOMOR SOP | 440/SOP/11/2022 |\n|  | TGL. PEMBUATAN | 10 Januari 2022 |\n|  | NAMA SOP | PELAYANAN RUJUKAN |"
    found = described(head)
    assert (found.title, found.number, found.date) == ("SOP Pelayanan Rujukan", "440/SOP/11/2022", "2022-01-10")


def test_goals_and_measures_are_no_title_and_name_no_kind():
    chart = "MENINGKATNYA AKUNTABILITAS KINERJA\nPersentase laporan kinerja tepat waktu\nJumlah dokumen Renja\nTersusunnya laporan kinerja"
    found = described(f"{chart}\nAwal\nAkhir\nKoordinasi\nPelatihan\nBelanja\nHibah\nSosialisasi")
    assert (found.title, found.kind) == ("berkas", "")
    assert described(f"ULTIMATE OUTCOME\n{chart}").kind == "perencanaan"


def test_what_is_made_of_goals_is_a_plan():
    goals = "Meningkatnya kualitas layanan\nTujuan RPJMD\nTerwujudnya kota cerdas\nIndeks SPBE\nMeningkatnya nilai LKjIP\nJumlah Renja"
    assert described(goals).kind == "perencanaan"


def test_what_has_an_editorial_box_is_news():
    assert described("", "### Redaksi\n\n### Metro Menuju Digital\n\nAssalamualaikum, pembaca Kota Metro.").kind == "berita"


def test_what_is_counted_names_a_table_that_says_where():
    title = "Jumlah Penduduk Kabupaten Ngada Menurut Kecamatan Tahun 2023"
    assert described(f"{title}\n| Kecamatan | Jumlah |").title == title


def test_a_bulletin_goes_by_its_masthead():
    found = described("BULETIN WARGA\nEdisi Mei 2022\nDiskominfo Kota Metro")
    assert (found.title, found.kind) == ("Buletin Warga", "berita")


def test_a_category_is_no_headline():
    news = "Kategori: Berita Daerah\nWali Kota Metro Kukuhkan Forum\nMETRO – Wali Kota Metro mengukuhkan forum, Rabu (11/10/2023), ujarnya."
    assert told(news).title == "Wali Kota Metro Kukuhkan Forum"


def test_what_a_site_calls_all_its_news_is_no_headline():
    page = Page(
        None, "### Wali Kota Metro Kukuhkan Forum\n\nMETRO – Wali Kota Metro mengukuhkan forum, Rabu (11/10/2023), ujarnya."
    )
    found = describe(CORPUS / "berkas.html", CORPUS, Reading((page,), metadata=Metadata(title="Berita - Diskominfo")))
    assert found.title == "Wali Kota Metro Kukuhkan Forum"


@pytest.mark.parametrize("dateline", ["Metro, 4 Juni 2024 - ", "*Metro, 4 Jun 2024* — "])
def test_the_day_in_a_dateline_is_that_of_publication(dateline):
    found = told(
        f"Pemkot Metro Salurkan Bantuan\n\n{dateline}Pemerintah Kota Metro menyalurkan bantuan kepada warga kota, ujar wali kota."
    )
    assert (found.kind, found.date) == ("berita", "2024-06-04")


def test_a_circular_is_of_the_province_in_its_letterhead():
    page = "PEMERINTAH PROVINSI JAMBI\nSURAT EDARAN\nNOMOR 500.12/31/2025\nTENTANG\nTANDA TANGAN DI LINGKUNGAN PEMERINTAH PROVINSI\n\nYth. Kepala"
    assert described(page).region == "Provinsi Jambi"


def test_the_day_in_a_caption_is_none_of_publication():
    found = told(
        'Wali Kota Metro Resmikan Pusat Data\nWali Kota saat peresmian, Rabu (24/3/2021).\n\n"Semoga berguna," ujar Wali Kota Metro.'
    )
    assert (found.date, found.event) == ("", "2021-03-24")


def test_news_is_of_the_year_it_names_oftenest_by_far():
    facts = "Pemerintah Kota Metro menata pusat data tahun 2021. " * 6
    found = told(f"Wali Kota Metro Resmikan Pusat Data\nMETRO – Wali Kota Metro hadir, Rabu (24/3/2001), ujarnya. {facts}")
    assert (found.kind, found.period) == ("berita", "2021")


def test_the_headline_of_a_press_release_stands_below_its_letterhead():
    release = (
        "PEMERINTAH KOTA METRO\nDINAS KOMUNIKASI DAN INFORMATIKA\n=======\n\nSIARAN PERS NOMOR 01/DISKOMINFO/2024\n\n"
        "PASAR MURAH DIBUKA DI TIGA KECAMATAN\n\nMETRO, 3 Mei 2024 – Pasar murah dibuka, ujar Wali Kota."
    )
    assert told(release).title == "Pasar Murah Dibuka di Tiga Kecamatan"


def test_a_line_that_names_the_government_above_a_heading_is_no_headline():
    news = "*Pemerintah Kota Metro – Dinas Kominfo*\n\n# Kota Metro Naik Kelas\n\nMETRO – Kota Metro naik kelas, ujarnya, Sabtu (22/7/2023)."
    assert told(news).title == "Kota Metro Naik Kelas"
