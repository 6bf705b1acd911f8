"""The sample documents: built from their sources, consistent with each other, and as their README describes them."""

import re
import subprocess
import sys
from pathlib import Path

import frontmatter
import pypdf
import pytest
from sample_readings import CORPUS, reading

FICTION = CORPUS / "kabupaten-contoh"
MASTERPLAN = "masterplan-smart-city-kabupaten-contoh-2025-2029.pdf"
RPJMD = "rpjmd-kabupaten-contoh-2025-2029-ringkasan.pdf"
INDICATOR_COLUMNS = 10
FIRST_TARGET = 4


def rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| ")]


def targets(texts: list[str]) -> dict[tuple[str, int], str]:
    """(indicator, year) -> figure, from every indicator table; 2024 is the baseline."""
    found = {}
    for row in rows("\n".join(texts)):
        if len(row) == INDICATOR_COLUMNS and row[0].isdigit():
            found |= {(row[1], 2024 + column): row[FIRST_TARGET - 1 + column] for column in range(6)}
    return found


def number(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


def table_under(caption: str, texts: list[str]) -> list[list[str]]:
    """The rows of a table that stands on one page, without its heads."""
    [table] = re.findall(rf"^{caption}.*\n+(?:\|.*\n)+?\| ---.*\n((?:\|.*(?:\n|\Z))+)", "\n\f\n".join(texts), re.M)
    return rows(table)


@pytest.fixture(scope="module")
def masterplan() -> list[str]:
    return [page.text for page in reading(FICTION / MASTERPLAN).pages]


@pytest.fixture(scope="module")
def rpjmd() -> list[str]:
    return [page.text for page in reading(FICTION / RPJMD).pages]


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> list[Path]:
    """The folders of two builds."""
    folders = [tmp_path_factory.mktemp("satu"), tmp_path_factory.mktemp("dua")]
    for folder in folders:
        subprocess.run([sys.executable, str(CORPUS / "build.py"), str(folder)], check=True, capture_output=True)
    return folders


@pytest.mark.parametrize("name", [MASTERPLAN, RPJMD])
def test_the_same_sources_give_the_same_bytes(built, name):
    first, second = ((folder / name).read_bytes() for folder in built)
    assert first == second


@pytest.mark.parametrize("name", [MASTERPLAN, RPJMD])
def test_the_pdfs_in_the_corpus_hold_what_their_sources_say(built, name):
    # Text, not bytes: another version of reportlab or zlib may write the same pages differently.
    new, kept = ([page.extract_text() for page in pypdf.PdfReader(folder / name).pages] for folder in (built[0], FICTION))
    assert new == kept


def test_the_documents_are_as_long_as_their_readme_says(masterplan, rpjmd):
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    assert len(masterplan) >= 20 and f"masterplan smart city, {len(masterplan)} halaman" in readme.lower()
    assert len(rpjmd) >= 12 and f"ringkasan rpjmd, {len(rpjmd)} halaman" in readme.lower()


def test_each_document_says_on_its_cover_that_it_is_made_up(masterplan, rpjmd):
    assert all("Kabupaten Contoh tidak ada" in texts[0] for texts in (masterplan, rpjmd))


def test_both_documents_name_the_same_figures_except_the_marked_one(masterplan, rpjmd):
    ours, theirs = targets(masterplan), targets(rpjmd)
    shared = ours.keys() & theirs.keys()
    assert len({name for name, _ in shared}) >= 20
    assert {key: (ours[key], theirs[key]) for key in shared if ours[key] != theirs[key]} == {
        ("Prevalensi stunting", 2027): ("15,5", "16,0")
    }


def test_the_readme_names_the_pages_of_the_marked_difference(masterplan, rpjmd):
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    for texts, table, figure in ((masterplan, "Tabel 4.8", "15,5"), (rpjmd, "Tabel 6.1", "16,0")):
        [page] = [place for place, text in enumerate(texts, 1) if targets([text]).get(("Prevalensi stunting", 2027)) == figure]
        assert f"{table}, halaman {page} | {figure} persen" in readme


def test_the_smart_city_budget_adds_up(masterplan):
    *dimensions, total = table_under("Tabel 7.1", masterplan)
    assert len(dimensions) == 6
    for column in range(1, 7):
        assert sum(number(row[column]) for row in dimensions) == number(total[column])
    assert all(sum(map(number, row[1:6])) == number(row[6]) for row in [*dimensions, total])


def test_the_quick_wins_add_up(masterplan):
    *quick_wins, total = table_under("Tabel 5.2", masterplan)
    assert len(quick_wins) == 8
    assert sum(number(row[4]) for row in quick_wins) == number(total[4]) == 6_180_000_000


def test_the_regional_finances_add_up(rpjmd):
    lines = {row[0]: [number(cell.replace("(", "-").strip(")")) for cell in row[1:]] for row in table_under("Tabel 5.2", rpjmd)}
    for year in range(5):
        income, spending = lines["Pendapatan daerah"][year], lines["Belanja daerah"][year]
        parts = ("Pendapatan asli daerah", "Pendapatan transfer", "Lain-lain pendapatan daerah yang sah")
        assert sum(lines[part][year] for part in parts) == pytest.approx(income)
        assert income - spending == pytest.approx(lines["Surplus (defisit)"][year])
        assert lines["Pembiayaan neto"][year] == pytest.approx(spending - income)


@pytest.mark.parametrize("path", sorted((CORPUS / "berita").glob("*.md")), ids=lambda path: path.stem)
def test_each_news_summary_says_where_and_when_it_comes_from(path):
    front = frontmatter.load(path)
    assert front.metadata.keys() >= {"judul", "jenis", "daerah", "periode", "media", "tanggal"}
    assert front["jenis"] == "berita" and front["tanggal"].year == int(front["periode"])
    assert 150 <= len(front.content.split()) <= 300


def test_nothing_but_documents_and_readme_would_be_taken_for_a_document():
    indexed = {path.name for path in CORPUS.rglob("*") if path.suffix in (".pdf", ".txt", ".md", ".html", ".htm")}
    news = {path.name for path in (CORPUS / "berita").iterdir()}
    assert indexed == {MASTERPLAN, RPJMD, "README.md"} | news
