"""What of a file was not read: said in one sentence, kept with the document, told wherever the file is told of."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from small_library import HashedWords, library_in, settings_in, tanya_with
from unread_files import fax_of_two_pages, needs_tesseract

from indexer.documents.losses import MOST_NAMED, WORDS, unread, unread_line
from indexer.models import Loss, Lost, Metadata
from indexer.reading.formats import read
from indexer.reading.safely import read_safely

NAMES = st.text(max_size=120)
LOSSES = st.builds(
    Loss,
    what=st.sampled_from(Lost),
    count=st.integers(0, 10**6),
    pages=st.lists(st.integers(1, 400), max_size=60, unique=True).map(sorted).map(tuple),
    parts=st.lists(NAMES, max_size=12).map(tuple),
)


# the sentence


def test_what_was_not_read_is_said_with_how_many_and_where():
    losses = (
        Loss(Lost.PAGES, 2, pages=(3, 7)),
        Loss(Lost.FORMULAS, 4, parts=("Belanja",)),
        Loss(Lost.ATTACHMENTS, 1, parts=("rincian.xlsx",)),
        Loss(Lost.HIDDEN, 3),
    )
    assert unread_line(losses) == (
        "Tidak terbaca: 2 halaman (hlm. 3, 7), 4 rumus belum berisi nilai (lembar Belanja; hanya hitungan sederhana yang dihitung; "
        "buka dan simpan di Excel), 1 lampiran berkas (rincian.xlsx), 3 bagian tersembunyi."
    )


def test_of_a_file_that_was_read_whole_nothing_is_said():
    assert unread_line(()) == unread_line([Loss(Lost.PAGES, 0)]) == ""


def test_pages_side_by_side_are_named_together_and_of_many_the_first():
    assert unread([Loss(Lost.PAGES, 8, pages=(3, 4, 5, 6, 7, 8, 9, 12))]) == "8 halaman (hlm. 3–9, 12)"
    many = (1, 3, 5, *range(20, 24), 40)
    assert unread([Loss(Lost.PAGES, len(many), pages=many)]) == "8 halaman (hlm. 1, 3, 5 dan 5 lainnya)"


def test_parts_are_named_as_what_they_are_and_of_many_the_first():
    sheets = ("Rekap", "Belanja", "Pendapatan", "Lampiran", "Catatan")
    assert unread([Loss(Lost.HIDDEN, 5, parts=sheets)]) == (
        "5 bagian tersembunyi (lembar Rekap, Belanja, Pendapatan dan 2 lainnya)"
    )
    assert unread([Loss(Lost.ATTACHMENTS, 1, parts=("a.zip",))]) == "1 lampiran berkas (a.zip)"


def test_what_two_readers_tell_of_one_kind_is_said_once():
    assert unread([Loss(Lost.FIGURES, 2, pages=(4,)), Loss(Lost.PAGES, 1), Loss(Lost.FIGURES, 1, pages=(2,))]) == (
        "1 halaman, 3 angka (hlm. 2, 4)"
    )


def test_what_runs_over_lines_in_a_name_is_said_in_one():
    assert unread([Loss(Lost.ATTACHMENTS, 1, parts=("rincian\nbelanja  modal.xlsx",))]) == (
        "1 lampiran berkas (rincian belanja modal.xlsx)"
    )


@given(losses=st.lists(LOSSES, max_size=8))
def test_one_line_says_every_kind_once_with_its_whole_count(losses):
    line = unread_line(losses)
    assert len(line.splitlines()) <= 1
    told = [loss for loss in losses if loss.count]
    assert bool(line) == bool(told)
    for what in {loss.what for loss in told}:
        count = sum(loss.count for loss in told if loss.what is what)
        assert f"{count} {WORDS.get(what, what.value)}" in line


@given(pages=st.lists(st.integers(1, 400), min_size=1, unique=True))
def test_the_pages_named_and_the_others_are_all_pages(pages):
    said = unread([Loss(Lost.PAGES, len(pages), tuple(sorted(pages)))])
    runs = re.findall(r"\d+–\d+|\d+", said.partition("hlm. ")[2].partition(" dan ")[0])
    others = re.search(r"dan (\d+) lainnya", said)
    named = set()
    for run in runs:
        first, _, last = run.partition("–")
        named.update(range(int(first), int(last or first) + 1))
    assert len(runs) <= MOST_NAMED
    assert named <= set(pages)
    assert len(named) + (int(others[1]) if others else 0) == len(pages)


@given(loss=LOSSES)
def test_a_loss_is_said_in_a_line_that_can_be_read(loss):
    assert len(unread_line([loss])) <= 300


# from a reader to those who asked


UNREAD = Loss(Lost.PAGES, 1, pages=(2,))


@needs_tesseract
def test_a_page_with_ink_and_no_word_that_was_recognised_is_lost(tmp_path):
    reading = read(fax_of_two_pages(tmp_path / "faks.tif"))
    assert "semua warga" in reading.pages[0].text
    assert reading.losses == (UNREAD,)


@needs_tesseract
def test_a_blank_page_is_not_lost(tmp_path):
    path = tmp_path / "kosong.tif"
    with Image.open(fax_of_two_pages(tmp_path / "faks.tif")) as fax:
        said = fax.copy()
        said.save(path, format="TIFF", save_all=True, append_images=[Image.new("L", said.size, 255)])
    reading = read(path)
    assert (len(reading.pages), reading.losses) == (2, ())


@needs_tesseract
def test_losses_come_back_from_the_process_that_reads(tmp_path):
    assert read_safely(fax_of_two_pages(tmp_path / "faks.tif")).losses == (UNREAD,)


@pytest.fixture
def fax(tmp_path):
    """A library with a document of which a page was not read."""
    library = library_in(tmp_path)
    (report,) = library.index([fax_of_two_pages(tmp_path / "corpus" / "faks.tif")])
    yield library, report
    library.close()


@needs_tesseract
def test_a_report_says_what_was_lost_and_as_what_the_file_is_filed(fax):
    library, report = fax
    document = library.document(report.document)
    assert document.losses == report.losses == (UNREAD,)
    filed = (report.title, report.kind, report.region, report.period)
    assert filed == (document.title, document.kind, document.region, document.period)


@needs_tesseract
def test_losses_stay_when_a_document_is_corrected_or_the_library_is_rebuilt(fax, tmp_path):
    library, report = fax
    corrected = library.correct(report.document, Metadata("Internet desa"))
    assert corrected.losses == (UNREAD,)
    list(library.rebuild())
    assert library.document(report.document).losses == (UNREAD,)


@needs_tesseract
def test_losses_stay_when_the_file_is_gone_and_what_was_read_is_kept(fax):
    library, report = fax
    Path(library.document(report.document).path).unlink()
    list(library.rebuild())
    assert library.document(report.document).losses == (UNREAD,)


# at a terminal


@pytest.fixture
def tanya(tmp_path):
    settings = settings_in(tmp_path)
    fax_of_two_pages(tmp_path / "corpus" / "faks.tif")
    (tmp_path / "corpus" / "renja.md").write_text(
        "---\njudul: Renja Dinas\ntahun: 2026\n---\nKegiatan dinas.", encoding="utf-8"
    )

    def run(*arguments: str):
        return CliRunner().invoke(tanya_with(HashedWords()), arguments, obj=settings, catch_exceptions=False).stdout

    return run


@needs_tesseract
def test_below_the_line_of_a_file_stands_as_what_it_is_filed_and_what_was_not_read(tanya):
    fax, filed, lost, _, filed_whole, last = tanya("index").splitlines()
    assert fax.startswith("faks.tif: diindeks, 2 halaman")
    assert filed == "    Tercatat: faks · lainnya · daerah belum diketahui · periode belum diketahui"
    assert lost == "    Tidak terbaca: 1 halaman (hlm. 2)."
    assert filed_whole == "    Tercatat: Renja Dinas · renja · daerah belum diketahui · 2026"
    assert last == "Selesai: 2 diindeks."
    assert tanya("index").splitlines()[:-1] == ["faks.tif: tidak berubah", "renja.md: tidak berubah"]


@needs_tesseract
def test_scripts_are_told_the_same(tanya):
    for _ in range(2):  # also where nothing has changed
        fax, plan = map(json.loads, tanya("index", "--json").splitlines())
        assert fax["losses"] == [{"what": "halaman", "count": 1, "pages": [2], "parts": []}]
        assert [plan[name] for name in ("title", "kind", "region", "period", "losses")] == [
            "Renja Dinas",
            "renja",
            "",
            "2026",
            [],
        ]
    listed = list(map(json.loads, tanya("documents", "--json").splitlines()))
    assert [document["losses"] for document in listed] == [fax["losses"], []]
