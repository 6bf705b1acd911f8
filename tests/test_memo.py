"""The line that is copied into a memo: what was found, and its source with title, number, year, section and page."""

from dataclasses import replace

import pytest
from sample_answers import DOCUMENT
from test_render import CITED, ENTRY

from bot.journal.memo import LONGEST, memo, reference
from bot.models import Value
from indexer.models import Document

ACT = replace(DOCUMENT, kind="peraturan", region="Kabupaten Contoh", period="", number="", date="")
NEWS = replace(DOCUMENT, kind="berita", title="Wajo belajar kota cerdas", region="Kabupaten Wajo", date="2024-03-12")


@pytest.mark.parametrize(
    ("document", "name"),
    [
        (replace(DOCUMENT, title="RPJMD"), "RPJMD Kabupaten Contoh 2025–2029"),
        (replace(DOCUMENT, title="RPJMD Kabupaten Contoh"), "RPJMD Kabupaten Contoh 2025–2029"),
        (replace(DOCUMENT, title="RPJMD Kab. Contoh Tahun 2025–2029"), "RPJMD Kab. Contoh Tahun 2025–2029"),
        (replace(DOCUMENT, title="RPJMD 2025-2029 Kabupaten Contoh"), "RPJMD 2025-2029 Kabupaten Contoh"),
        (replace(DOCUMENT, title="SPM", region="Nasional", period=""), "SPM"),
        (replace(DOCUMENT, title="", region="", period=""), "rpjmd.pdf"),
        (replace(ACT, title="Perda Nomor 5 Tahun 2016", number="5"), "Perda Nomor 5 Tahun 2016"),
        (replace(ACT, title="Perda tentang Retribusi", number="5", date="2016-07-01"), "Perda tentang Retribusi Nomor 5 Tahun 2016"),
        (replace(ACT, title="Keputusan Bupati", number="412/VI/TAHUN 2023", date="2023-06-02"), "Keputusan Bupati Nomor 412/VI/TAHUN 2023"),
        (NEWS, "Wajo belajar kota cerdas, 12 Maret 2024"),
        (replace(NEWS, date=""), "Wajo belajar kota cerdas"),
    ],
)  # fmt: skip
def test_a_title_is_given_what_it_lacks_and_nothing_twice(document: Document, name: str):
    assert reference(document, "", "") == name


@pytest.mark.parametrize(
    ("heading", "place", "end"),
    [
        ("BAB IV TUJUAN DAN SASARAN", "hlm. 112", "Bab IV, hlm. 112"),
        ("BAB IV TUJUAN › 4.2 Indikator", "hlm. 112 (tercetak 98)", "Bab IV, 4.2 Indikator, hlm. 112 (tercetak 98)"),
        ("Tabel 4.2 Indikator Smart Governance", "hlm. 14", "Tabel 4.2, hlm. 14"),
        ("Pasal 5 ayat (2)", "", "Pasal 5"),
        ("Bagian Umum", "", "Bagian Umum"),
        ("Target", "lembar Target, baris 7", "lembar Target, baris 7"),
        ("", "hlm. 3 (hasil pindai, mungkin ada salah baca)", "hlm. 3"),
    ],
)
def test_a_section_is_named_by_its_number_and_a_page_as_people_call_it(heading, place, end):
    assert reference(DOCUMENT, place, heading) == f"RPJMD Kabupaten Contoh 2025–2029, {end}"


def test_a_value_stands_before_its_source():
    cited = replace(CITED, reference="RPJMD Kabupaten Contoh 2025–2029, Bab IV, hlm. 112")
    entry = replace(
        ENTRY, answer="3,25 — Indeks SPBE, 2026 [1]", values=(Value("3,25", "Indeks SPBE, 2026"),), citations=(cited,)
    )
    assert memo(entry) == "3,25 — Indeks SPBE, 2026 (RPJMD Kabupaten Contoh 2025–2029, Bab IV, hlm. 112)"


def test_a_value_without_a_label_is_told_by_the_words_it_stands_in():
    entry = replace(ENTRY, answer="3,45\nTarget indeks SPBE adalah 3,45. [1]", values=(Value("3,45"),))
    assert memo(entry) == "Target indeks SPBE adalah 3,45 (RPJMD <Contoh> & Co, hlm. 12)"


def test_each_value_has_its_line_and_each_source_is_named():
    citations = tuple(replace(CITED, number=number, reference=f"RKPD, hlm. {number}") for number in (1, 2, 3))
    text = "24 unit — Wajo [1] [2]\n\n7 unit — Bone [3]\n\nSumber berbeda. [1]"
    entry = replace(ENTRY, answer=text, values=(Value("24 unit", "Wajo"), Value("7 unit", "Bone")), citations=citations)
    assert memo(entry) == "24 unit — Wajo (RKPD, hlm. 1; RKPD, hlm. 2)\n7 unit — Bone (RKPD, hlm. 3)"


def test_what_is_too_long_to_be_copied_keeps_value_and_page():
    long = replace(CITED, reference=f"{'Rencana ' * 40}, hlm. 12")
    entry = replace(ENTRY, answer=f"3,45 — {'label ' * 50}[1]", values=(Value("3,45", "label " * 50),), citations=(long,))
    assert memo(entry).startswith("3,45 — label") and memo(entry).endswith(", hlm. 12)") and len(memo(entry)) <= LONGEST
    told = replace(ENTRY, answer=f"{'Panjang sekali. ' * 30}[1]", citations=(long,))
    assert memo(told).startswith("Rencana") and memo(told).endswith(" …, hlm. 12"), (
        "cut words say something else: the source alone"
    )


def test_a_refusal_has_nothing_to_copy():
    assert memo(replace(ENTRY, answer="Tidak ada.", refused=True, citations=(), nearest=(CITED,))) == ""
