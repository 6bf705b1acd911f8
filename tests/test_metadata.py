"""What a document is said to be: title, kind, region and period."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.metadata import describe
from indexer.documents.regions import find_region
from indexer.documents.regulation_titles import regulation_title
from indexer.documents.title_pages import content_title
from indexer.documents.titles import LONGEST, cut, file_title, title_case
from indexer.models import KINDS, Metadata, Page, Reading

CORPUS = Path("/korpus")
UNKNOWN = Metadata()


def described(text: str, path: str = "berkas.txt", metadata: Metadata = UNKNOWN, number: int | None = None) -> Metadata:
    return describe(CORPUS / path, CORPUS, Reading((Page(number, text),), metadata))


PERDA = """# SALINAN

# BUPATI CONTOH
PROVINSI SULAWESI SELATAN

PERATURAN DAERAH KABUPATEN CONTOH
NOMOR 3 TAHUN 2025
TENTANG
{about}

DENGAN RAHMAT TUHAN YANG MAHA ESA

BUPATI CONTOH,

Menimbang: a. bahwa perlu menetapkan Peraturan Daerah;
"""

NEWS = """Pemerintahan

Bupati Sukamulia Raya Luncurkan Masterplan Kota Cerdas

Sukamulia Raya, KABAR.COM - Pemerintah Kabupaten Sukamulia Raya meluncurkan masterplan kota cerdas, Senin (12/2/2024).

"Kami ingin pelayanan lebih mudah," ujar Bupati Sukamulia Raya, Amir. Kota Palopo dan Provinsi Sumatera Barat sudah lebih dulu.

"Anggarannya ada," katanya.
"""


def test_what_the_file_says_of_itself_counts_most():
    given_ = Metadata("Judul Sendiri", "renstra", "Kota Palopo", "2024-2029")
    assert described(PERDA.format(about="PAJAK DAERAH"), metadata=given_) == replace(given_, number="3")


def test_a_regulation_is_named_in_full_in_ordinary_letters():
    found = described(PERDA.format(about="PERUBAHAN ANGGARAN PENDAPATAN DAN BELANJA DAERAH\nTAHUN ANGGARAN 2026"))
    assert found == Metadata(
        "Peraturan Daerah Kabupaten Contoh Nomor 3 Tahun 2025 tentang Perubahan Anggaran Pendapatan dan Belanja Daerah "
        "Tahun Anggaran 2026",
        "peraturan",
        "Kabupaten Contoh",
        "2026",
        number="3",
    )


def test_a_decree_goes_by_its_own_name_rather_than_by_that_of_its_scan():
    text = "KEPUTUSAN BUPATI CONTOH\nNOMOR 412/KPTS/BUPATI/2025\nTENTANG\nTIM KOTA CERDAS\n\nBUPATI CONTOH,\n"
    found = described(text, "SK Tim.pdf", Metadata("SK Tim"), 1)
    assert (found.title, found.kind) == (
        "Keputusan Bupati Contoh Nomor 412/KPTS/BUPATI/2025 tentang Tim Kota Cerdas",
        "peraturan",
    )


def test_the_day_of_a_photo_is_no_period():
    assert described("Rapat perangkat daerah.", "Foto 2026-11-22 03.41.28.jpg", number=1).period == ""


def test_a_regulation_with_the_plan_in_it_is_the_plan():
    text = PERDA.format(about="RENCANA PEMBANGUNAN JANGKA MENENGAH DAERAH TAHUN 2025-2029")
    short, long = described(text), described(text + "Isi rencana pembangunan. " * 4_000)
    assert (short.kind, long.kind) == ("peraturan", "rpjmd")
    assert described(text, "RPJMD 2025-2029.md").kind == "rpjmd"
    assert (long.title, long.period) == ("Rencana Pembangunan Jangka Menengah Daerah Tahun 2025-2029", "2025-2029")


def test_news_goes_by_its_headline_its_place_and_its_year():
    assert described(NEWS) == Metadata(
        "Bupati Sukamulia Raya Luncurkan Masterplan Kota Cerdas",
        "berita",
        "Kabupaten Sukamulia Raya",
        "2024",
        event="2024-02-12",
    )


def test_an_article_that_begins_without_a_headline_goes_by_its_first_sentence_without_the_dateline():
    first = "Wajo,kabarcontoh.com.- Bupati H. Amir: Kota Cerdas Penting.Pemerintah Kabupaten Wajo telah merampungkannya. "
    assert content_title(first + "Isi berita panjang. " * 10, news=True) == "Bupati H. Amir: Kota Cerdas Penting"


def test_a_title_page_in_capitals_is_the_title():
    text = "# MASTERPLAN SMART CITY\n# KABUPATEN WAJO\n# TAHUN 2024-2028\n\n# KATA PENGANTAR\n\nPuji syukur."
    found = described(text, "dok1.pdf", number=1)
    assert found == Metadata(
        "Masterplan Smart City Kabupaten Wajo Tahun 2024-2028", "masterplan", "Kabupaten Wajo", "2024-2028"
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Peta Jalan SPBE Barru", "perencanaan"),
        ("Roadmap Smart City", "perencanaan"),
        ("IKU Bone", "perencanaan"),
        ("Indikator Kinerja Utama 2025-2029", "perencanaan"),
        ("Perjanjian Kinerja Kepala Dinas 2025", "perencanaan"),
        ("RTRW Kabupaten Wajo", "perencanaan"),
        ("RAD SDGs", "perencanaan"),
        ("Rencana Aksi Daerah Kota Cerdas", "perencanaan"),
        ("LKjIP_2024", "laporan"),
        ("LAKIP Dinas Kominfo", "laporan"),
        ("LPPD 2024", "laporan"),
        ("Laporan Evaluasi RKPD", "laporan"),
        ("Laporan Akhir Masterplan Smart City", "masterplan"),
        ("KUA-PPAS 2026", "apbd"),
        ("01_SK Tim Penyusun RPJMD", "peraturan"),
        ("Keputusan Bupati tentang Tim", "peraturan"),
        ("Surat Edaran Penyusunan Renja", "peraturan"),
        ("Instruksi Bupati Wajo Nomor 2", "peraturan"),
        ("Perda RPJMD 2025-2029", "rpjmd"),
        ("Paparan RKPD 2026", "lainnya"),
        ("Bahan Tayang Musrenbang", "lainnya"),
        ("KLHS RPJMD", "lainnya"),
        ("SOP Layanan Aduan", "lainnya"),
        ("Notulen Rapat Renstra", "lainnya"),
        ("Berita Acara Musrenbang RKPD", "lainnya"),
        ("Kerangka Acuan Kerja Smart City", "lainnya"),
        ("Catatan se-Kabupaten Wajo", ""),
    ],
)
def test_the_name_of_a_document_tells_its_kind(name, kind):
    assert described("Angka saja.", f"{name}.pdf", number=1).kind == kind
    assert described(f"# {file_title(name)}\n\nAngka saja.", "dok1.pdf", number=1).kind == kind


def test_slides_that_are_headed_by_a_plan_are_not_the_plan():
    assert described("# Rancangan Awal RKPD 2026\n\nPokok pikiran.", "Paparan Bappeda.pptx", number=1).kind == "lainnya"


def test_a_long_regulation_about_spatial_planning_stays_a_regulation():
    assert described(PERDA.format(about="RENCANA TATA RUANG WILAYAH") + "Pasal. " * 20_000).kind == "peraturan"


LETTER = "Pemerintah Kabupaten Barru\nDinas Komunikasi dan Informatika\n\nPermintaan data SPBE\n\n{}"


@pytest.mark.parametrize(
    ("text", "region"),
    [
        (LETTER.format("Kabupaten Wajo sudah lebih dulu. Data Kabupaten Wajo terlampir."), "Kabupaten Barru"),
        ("PEMERINTAH KABUPATEN BARRu\nSEKRETARIAT DAERAH\n\nIsi surat.", "Kabupaten Barru"),
        ("PEMERINTAH KABUPATEN WAJO SEKRETARIAT DAERAH\nJalan Rusa Nomor 17", "Kabupaten Wajo"),
        ("Masterplan kota cerdas Kabupaten Wajo berlaku. APBD Kabupaten Wajo membiayainya.", "Kabupaten Wajo"),
        ("Masterplan kota cerdas Kabupaten Wajo berlaku.", ""),
        ("Kabupaten Barru menyusunnya. Kabupaten Wajo sudah; Kabupaten Wajo lebih dulu.", ""),
        ("Nilai kita naik dibandingkan Kabupaten Wajo. Target daerah 3,5, seperti Kabupaten Wajo.", ""),
    ],
)
def test_a_lone_page_is_of_the_region_in_its_letterhead_or_of_the_only_one_it_names_twice(text, region):
    assert described(text, "foto.jpg", number=1).region == region


def test_a_letterhead_is_no_title():
    head = "PEMERINTAH KABUPATEN BARRU\nDINAS KOMINFO\nPERJANJIAN KINERJA TAHUN 2025\n\nDalam rangka mewujudkannya."
    assert described(head, "scan1.pdf", number=1).title == "Dinas Kominfo Perjanjian Kinerja Tahun 2025"


def test_the_folder_and_the_name_speak_when_the_text_does_not():
    assert described("Angka saja.", "rkpd/Kota Palopo/RKPD 2026.txt") == Metadata("RKPD 2026", "rkpd", "Kota Palopo", "2026")
    assert described("Angka saja.", "berita/0012_a1b2c3d4e5f60718.txt").kind == "berita"


@pytest.mark.parametrize(
    ("stem", "title"),
    [
        ("RPJMD 2025-2029", "RPJMD 2025-2029"),
        ("001_laporan_akhir_final", "laporan akhir final"),
        ("renstra-dinas-kominfo", "renstra dinas kominfo"),
        ("000_cc2badd16c700198", "000"),
        ("cc2badd16c700198", "cc2badd16c700198"),
    ],
)
def test_a_file_name_becomes_words(stem, title):
    assert file_title(stem) == title


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Bupati Wajo, Amran Mahmud, berkata. Pemkab Wajo siap. Kabupaten Wajo Sebagai Kota Cerdas.", "Kabupaten Wajo"),
        ("Pemkab Pamekasan Rancang Master Plan. Sekda Kabupaten Pamekasan hadir. Pemkab Pamekasan.", "Kabupaten Pamekasan"),
        (
            "Bupati Sumbawa Barat Tanda Tangan MoU. Kabupaten Sumbawa Barat menjadi. Bupati Sumbawa Barat bilang.",
            "Kabupaten Sumbawa Barat",
        ),
        ("PEMERINTAH KOTA PALOPO\nPROVINSI SULAWESI SELATAN", "Kota Palopo"),
        ("Masterplan Kota Cerdas Kabupaten Soppeng", "Kabupaten Soppeng"),
        ("Wali Kota Bogor Bima hadir. Pemkot Bogor siap.", "Kota Bogor"),
        ("GUBERNUR DAERAH KHUSUS IBUKOTA JAKARTA", "Provinsi DKI Jakarta"),
        ("Bappeda DKI Jakarta", "Provinsi DKI Jakarta"),
        ("Gubernur Daerah Istimewa Yogyakarta", "Provinsi DI Yogyakarta"),
        ("Provinsi Jawa Timur memimpin.", "Provinsi Jawa Timur"),
        ("Kota Cerdas dan kabupaten/kota di Indonesia, Kabupaten/Kota Layak Anak, kota cerdas", ""),
        ("", ""),
    ],
)
def test_the_region_is_the_one_named_most(text, region):
    assert find_region(text) == region


def test_capitals_become_a_title_with_small_words_and_abbreviations():
    assert (
        title_case("PEDOMAN SPBE DAN RPJMD UNTUK OPD NOMOR 31/POJK.05/2016")
        == "Pedoman SPBE dan RPJMD untuk OPD Nomor 31/POJK.05/2016"
    )
    assert title_case("UNDANG-UNDANG TENTANG JALAN") == "Undang-Undang tentang Jalan"


def test_running_text_that_names_a_regulation_is_no_title():
    assert regulation_title("Peraturan Daerah Nomor 3 Tahun 2025 tentang Pajak mengatur tarif.\nPERATURAN ITU BERLAKU") == ""


DRAFT = """PERATURAN BUPATI WAJO
NOMOR {number} TAHUN 2026
TENTANG
SATU DATA KABUPATEN WAJO

DENGAN RAHMAT TUHAN YANG MAHA ESA
"""


@pytest.mark.parametrize("number", ["...", "……", "…", "_____", ". . . ."])
def test_a_regulation_that_waits_for_its_number_is_called_a_draft(number):
    found = described(DRAFT.format(number=number))
    assert found.title == "Rancangan Peraturan Bupati Wajo Tahun 2026 tentang Satu Data Kabupaten Wajo"
    assert (found.kind, found.region, found.period) == ("peraturan", "Kabupaten Wajo", "2026")


def test_a_regulation_with_its_number_and_a_scan_that_may_hide_it_are_called_as_they_call_themselves():
    assert described(DRAFT.format(number="12")).title.startswith("Peraturan Bupati Wajo Nomor 12 Tahun 2026")
    scan = Reading((Page(1, DRAFT.format(number="..."), confidence=0.9),))
    assert describe(CORPUS / "pindai.pdf", CORPUS, scan).title.startswith("Peraturan Bupati Wajo")


def test_the_unit_of_a_sheet_is_no_part_of_its_title():
    sheet = "## BELANJA TEKNOLOGI INFORMASI KABUPATEN WAJO TAHUN 2025 (dalam ribu rupiah)\n\n| No | Uraian |"
    assert described(sheet, "belanja.xlsx").title == "Belanja Teknologi Informasi Kabupaten Wajo Tahun 2025"


def test_a_long_title_ends_at_a_word():
    title = cut("kata " * 100)
    assert len(title) <= LONGEST and title.endswith("kata…")


@given(
    text=st.text(max_size=400), stem=st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=40)
)
def test_every_document_has_a_title_and_a_known_kind(text, stem):
    found = described(text, f"x{stem}.txt")
    assert found.title.strip() and len(found.title) <= LONGEST
    assert found.kind in ("", *KINDS)
