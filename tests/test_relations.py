"""What regulations do to each other: read from their own provisions, matched with what is in the library."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.acts import acts
from indexer.documents.relations import legal
from indexer.models import Metadata, Page, Relation

REGULATION = """PERATURAN DAERAH KABUPATEN WAJO
NOMOR {number} TAHUN {year}
TENTANG
{title}

DENGAN RAHMAT TUHAN YANG MAHA ESA
BUPATI WAJO,

Menimbang : a. bahwa Peraturan Daerah Nomor 1 Tahun 2001 tentang Pajak dicabut dan dinyatakan tidak berlaku oleh pemerintah;
Mengingat : 1. Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah (Lembaran Negara Republik Indonesia Tahun 2014
Nomor 244) sebagaimana telah diubah dengan Undang-Undang Nomor 6 Tahun 2023 tentang Cipta Kerja;

MEMUTUSKAN:
Menetapkan : PERATURAN DAERAH TENTANG {title}.

Pasal 1
Bupati dapat mencabut izin usaha; usaha yang telah dicabut izinnya, tutup.

{closing}

Ditetapkan di Sengkang
pada tanggal 2 Mei {year}
Contoh: Peraturan Daerah Nomor 8 Tahun 2008 tentang Contoh dicabut dan dinyatakan tidak berlaku.
"""


def regulation(title="RETRIBUSI PASAR", closing="", number="3", year="2025") -> str:
    return REGULATION.format(title=title, closing=closing, number=number, year=year)


def said(text: str) -> list[tuple[str, str, str, str]]:
    found = legal([Page(1, text)], Metadata(region="Kabupaten Wajo")).relations
    return [(relation.kind, relation.act, relation.number, relation.year) for _, relation in found]


def test_what_is_recited_reported_or_about_permits_is_no_relation():
    assert said(regulation()) == []


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        (
            "Pasal 9\nPada saat Peraturan Daerah ini mulai berlaku, Peraturan Daerah Nomor 5 Tahun 2012 tentang Retribusi Pasar\n"
            "(Lembaran Daerah Kabupaten Wajo Tahun 2012 Nomor 5), dicabut dan dinyatakan tidak berlaku.",
            [("mencabut", "Peraturan Daerah", "5", "2012")],
        ),
        (
            "Pasal 9\nPada saat Peraturan ini berlaku:\na. Peraturan Bupati Wajo Nomor 7 Tahun 2010 tentang Pasar; dan\n"
            "b. Peraturan Bupati Nomor 8 Tahun 2011 tentang Kios,\ndinyatakan tidak berlaku.",
            [("mencabut", "Peraturan Bupati", "7", "2010"), ("mencabut", "Peraturan Bupati", "8", "2011")],
        ),
        (
            "Pasal 9\nPeraturan pelaksanaan dari Peraturan Daerah Nomor 5 Tahun 2012 tentang Retribusi dinyatakan masih tetap berlaku.\n"
            "Pasal 10\nPeraturan Daerah Nomor 6 Tahun 2013 tentang Parkir dicabut.",
            [("mencabut", "Peraturan Daerah", "6", "2013")],
        ),
        (
            "Pasal 9\nPeraturan Daerah ini mencabut Peraturan Daerah Nomor 5 Tahun 2012 tentang Retribusi.",
            [("mencabut", "Peraturan Daerah", "5", "2012")],
        ),
        (
            "Pasal 9\nKetentuan Pasal 4 ayat (2) Peraturan Daerah Nomor 5 Tahun 2012 tentang Retribusi dicabut dan dinyatakan tidak\n"
            "berlaku.",
            [("mengubah", "Peraturan Daerah", "5", "2012")],
        ),
        (
            "Pasal 9\nPeraturan Daerah Nomor 5 Tahun 2012 tentang Retribusi sebagaimana telah diubah dengan Peraturan Daerah Nomor 2\n"
            "Tahun 2015 tentang Perubahan atas Peraturan Daerah Nomor 5 Tahun 2012 tentang Retribusi, dicabut dan dinyatakan tidak berlaku.",
            [("mencabut", "Peraturan Daerah", "5", "2012"), ("mencabut", "Peraturan Daerah", "2", "2015")],
        ),
    ],
)
def test_closing_provisions_revoke(closing, expected):
    assert said(regulation(closing=closing)) == expected


def test_a_title_says_what_is_changed_or_revoked():
    change = "PERUBAHAN KEDUA ATAS PERATURAN DAERAH NOMOR 5 TAHUN 2012 TENTANG RETRIBUSI PASAR"
    article = (
        "Pasal I\nBeberapa ketentuan dalam Peraturan Daerah Nomor 5 Tahun 2012 tentang Retribusi Pasar diubah sebagai berikut:"
    )
    assert said(regulation(change, article)) == [("mengubah", "Peraturan Daerah", "5", "2012")]
    assert said(regulation("PENCABUTAN PERATURAN DAERAH NOMOR 5 TAHUN 2012")) == [("mencabut", "Peraturan Daerah", "5", "2012")]
    assert said(regulation("PERUBAHAN ATAS ANGGARAN PENDAPATAN DAN BELANJA DAERAH TAHUN ANGGARAN 2025")) == []


def test_a_quote_stands_on_its_page_also_where_the_list_runs_over_a_break():
    closing = "Pasal 9\nPada saat Peraturan ini berlaku:\na. Peraturan OJK Nomor 22/POJK.04/2014 tentang Nasabah\f; dan\n"
    closing += "b. Peraturan Otoritas Jasa Keuangan Nomor 39 /POJK.05/2015 tentang Pencucian\nUang,\ndicabut dan dinyatakan tidak berlaku."
    pages = [Page(number, text) for number, text in enumerate(regulation(closing=closing).split("\f"), 11)]
    first, second = (relation for _, relation in legal(pages, Metadata()).relations)
    assert first == Relation(
        "mencabut", "Peraturan Otoritas Jasa Keuangan", "22/POJK.04/2014", "2014", "", "Nasabah", 11,
        "Peraturan OJK Nomor 22/POJK.04/2014 tentang Nasabah",
    )  # fmt: skip
    assert (second.page, second.number) == (12, "39/POJK.05/2015")
    for relation, page in ((first, pages[0]), (second, pages[1])):
        assert relation.quote in " ".join(page.text.split())


def test_a_document_that_is_no_regulation_does_nothing():
    text = "Laporan\nMEMUTUSKAN\nPasal 1\nPeraturan Daerah Nomor 5 Tahun 2012 tentang Retribusi dicabut."
    assert legal([Page(1, text)], Metadata("Laporan")).relations == ()


NUMBERS = st.integers(1, 250).map(str) | st.tuples(st.integers(1, 99), st.integers(2005, 2025)).map(
    lambda n: f"{n[0]}/PMK.07/{n[1]}"
)


@given(number=NUMBERS, year=st.integers(2000, 2026).map(str), data=st.data())
def test_the_same_regulation_has_one_key_however_it_is_written(number, year, data):
    kind = data.draw(
        st.sampled_from(["Peraturan Bupati Wajo", "Undang-Undang", "Peraturan Menteri Keuangan Republik Indonesia"])
    )
    name = f"{kind} Nomor {number} Tahun {year} tentang Hal Baru"
    loose = name.replace("Nomor ", data.draw(st.sampled_from(["Nomor ", "NOMOR : ", "No. ", "Nomor\n"]))).replace("/", " /")
    (act,) = acts(name)
    for written in (name, loose, loose.upper(), f"sesuai {loose} (Lembaran Negara Tahun 2014 Nomor 5)"):
        assert [other.key for other in acts(written)] == [act.key]
    assert act.title == "Hal Baru"


# --- in the library


@pytest.fixture
def add(library, tmp_path):
    def add(name: str, *args, **kwargs) -> int:
        path = tmp_path / "corpus" / f"{name}.txt"
        path.write_text(regulation(*args, **kwargs))
        return library.add(path).document

    return add


REVOKES = "Pasal 9\nPeraturan Daerah Nomor 5 Tahun 2012 tentang Retribusi Pasar dicabut dan dinyatakan tidak berlaku."
CHANGES = "PERUBAHAN ATAS PERATURAN DAERAH NOMOR 5 TAHUN 2012 TENTANG RETRIBUSI PASAR"


def standing(library, number: int) -> tuple[str, int | None]:
    document = library.document(number)
    return document.validity, document.amended_by


def test_a_regulation_is_marked_by_what_comes_whichever_comes_first(library, add):
    changing = add("ubah", CHANGES, number="4", year="2016")
    old = add("lama", number="5", year="2012")
    assert standing(library, old) == ("diubah", changing)
    revoking = add("cabut", closing=REVOKES)
    assert standing(library, old) == ("dicabut", revoking)
    assert [relation.document for relation in library.relations(revoking)] == [old]
    assert standing(library, revoking) == ("", None)
    library.remove(revoking)
    assert standing(library, old) == ("diubah", changing)


def test_another_region_with_the_same_number_is_not_marked(library, tmp_path, add):
    path = tmp_path / "corpus" / "maros.txt"
    path.write_text(regulation(number="5", year="2012").replace("WAJO", "MAROS"))
    other = library.add(path).document
    add("cabut", closing=REVOKES)
    assert standing(library, other) == ("", None)


def test_without_a_region_no_local_regulation_is_taken_for_another(library, tmp_path):
    for name, number, closing in (("lama", "5", ""), ("cabut", "6", REVOKES)):
        path = tmp_path / "corpus" / f"{name}.txt"
        path.write_text(
            regulation(number=number, year="2012", closing=closing)
            .replace("WAJO", "")
            .replace("KABUPATEN", "")
            .replace("Sengkang", "Contoh")
        )
        report = library.add(path)
    assert [relation.number for relation in library.relations(report.document)] == ["5"]
    assert [document.validity for document in library.documents()] == ["", ""]


def test_what_a_person_says_wins_and_is_kept(library, add, tmp_path):
    old, revoking = add("lama", number="5", year="2012"), add("cabut", closing=REVOKES)
    assert library.set_validity(old, "").validity == ""
    list(library.rebuild())
    assert standing(library, old) == ("", None)
    (tmp_path / "corpus" / "lama.txt").write_text(regulation(number="5", year="2012", title="RETRIBUSI PASAR RAKYAT"))
    (new,) = [report.document for report in library.index() if report.status == "replaced"]
    assert standing(library, new) == ("", None)
    library.set_validity(new, "diubah", revoking)
    assert standing(library, new) == ("diubah", revoking)
    library.remove(revoking)
    assert standing(library, new) == ("diubah", None)


def test_a_regulation_that_waits_or_is_an_old_version_marks_nobody(library, add, tmp_path):
    old, revoking = add("lama", number="5", year="2012"), add("cabut", closing=REVOKES)
    (tmp_path / "corpus" / "cabut.txt").write_text(regulation())
    list(library.index())
    assert library.document(revoking).status == "archived"
    assert standing(library, old) == ("", None)
    library.restore(revoking)
    assert standing(library, old) == ("dicabut", revoking)
