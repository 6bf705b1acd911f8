"""A library made by an older program: it opens, says so, loses nothing, and is read anew by the next `tanya index`."""

from pathlib import Path

import pytest
from old_library import OldDocument, write_old_library
from small_library import HashedWords, assert_whole, library_in, opening, settings_in

from bot.answering.assistant import Assistant
from bot.answering.extractive.composer import ExtractiveComposer
from bot.journal.answer_log import AnswerLog
from bot.models import Inquiry
from indexer.errors import UnreadableDocument
from indexer.library import Library
from indexer.models import Metadata

ROADS = "Sasaran pertama adalah jalan mantap sepanjang 40 kilometer di semua kecamatan Kabupaten Wajo."
WATER = "Sasaran kedua adalah air bersih untuk semua rumah tangga di Kabupaten Wajo."
SCHOOLS = "Sasaran ketiga adalah ruang kelas yang layak di setiap sekolah dasar Kabupaten Wajo."
LIVE, HELD, OLDER, NO_FILE, GONE = 1, 2, 3, 4, 5


@pytest.fixture
def model():
    return HashedWords()


@pytest.fixture
def root(tmp_path, model):
    """A live document, one that waits, an older version on the shelf, one without a file, and a live one whose file is gone."""
    corpus = settings_in(tmp_path).corpus_dir
    documents = [
        OldDocument(corpus / "rkpd.md", [ROADS]),
        OldDocument(corpus / "rkpd (2).md", [ROADS.replace("40", "55")], "held"),
        OldDocument(corpus / ".versi" / "3" / "rkpd.md", [WATER], "archived", successor=LIVE),
        OldDocument(corpus / ".versi" / "4" / "rkpd.md", [WATER.replace("kedua", "keempat")], "archived", successor=LIVE),
        OldDocument(tmp_path / "luar" / "renja.md", [SCHOOLS], title="Renja"),
    ]
    write_old_library(tmp_path / "data" / "index.db", documents, model)
    documents[NO_FILE - 1].path.unlink()
    documents[GONE - 1].path.unlink()
    model.passages.clear()
    return tmp_path


@pytest.fixture
def library(root, model):
    library = library_in(root, model)
    yield library
    library.close()
    assert_whole(root / "data" / "index.db", HashedWords())


def test_it_opens_lists_what_it_had_and_says_in_one_line_what_to_do(root, model):
    lines = []
    library = Library.open(settings_in(root), say=lines.append, **opening(model))
    assert lines == ["5 dokumen diindeks dengan cara versi lama; jalankan `tanya index` untuk memperbaruinya."]
    assert [document.id for document in library.documents()] == [GONE, LIVE]
    assert [document.id for document in library.held()] == [HELD]
    assert [document.id for document in library.archived()] == [OLDER, NO_FILE]
    assert library.pages(GONE)[0].text == SCHOOLS
    library.close()


def test_until_then_nothing_is_found_and_the_refusal_says_why(library, root):
    log = AnswerLog(root / "data" / "log.db")
    answer = Assistant(library, ExtractiveComposer(), log).ask(Inquiry("Berapa kilometer jalan mantap?"))
    log.close()
    assert (library.search("jalan mantap"), library.searchable, answer.refused) == ([], False, True)
    assert "menunggu dibaca ulang" in answer.text and "`tanya index`" in answer.text


def test_until_then_nothing_is_published_or_restored(library):
    for decide in (library.publish, library.restore):
        number = HELD if decide == library.publish else OLDER
        with pytest.raises(UnreadableDocument, match="jalankan `tanya index` di server, lalu coba lagi"):
            decide(number)


def test_the_next_run_reads_every_document_anew_whatever_its_state(library):
    reports = {report.document: report for report in library.index()}
    assert {number: report.status for number, report in reports.items()} == {
        LIVE: "replaced", HELD: "replaced", OLDER: "replaced", NO_FILE: "unchanged", GONE: "failed"
    }  # fmt: skip
    assert [document.id for document in library.held()] == [HELD]
    assert {passage.document.id for passage in library.search("jalan mantap kilometer")} == {LIVE}
    assert library.publish(HELD, replaces=LIVE).status == "replaced"
    assert library.restore(OLDER).status == "indexed"


def test_texts_that_are_still_the_same_are_not_embedded_again(library, model):
    list(library.index())
    assert ROADS not in model.passages
    assert len(model.passages) == len({HELD, OLDER})  # what was not embedded before


def test_what_people_said_and_decided_stays(library):
    library.correct(LIVE, Metadata(title="RKPD Wajo"))
    library.set_validity(LIVE, "diubah", OLDER)
    list(library.index())
    live = library.document(LIVE)
    assert (live.title, live.validity, live.amended_by) == ("RKPD Wajo", "diubah", OLDER)
    assert [document.id for document in library.versions(LIVE)] == [LIVE, NO_FILE, OLDER]


def test_a_document_whose_file_is_gone_stays_listed_and_says_what_to_do_until_the_file_is_back(library, root):
    for _ in range(2):
        (gone,) = [report for report in library.index() if report.status == "failed"]
        assert gone.document == GONE
        assert gone.error == (
            f"Berkas {root / 'luar' / 'renja.md'} tidak ada lagi, jadi isinya tidak dapat dicari; taruh lagi berkasnya di sana, "
            f"lalu jalankan `tanya index`, atau keluarkan dokumennya dengan `tanya remove {GONE}`."
        )
        assert (library.document(GONE).status, library.pages(GONE)[0].text) == ("missing", SCHOOLS)
        assert library.outdated() == 1
    Path(library.document(GONE).path).write_text(SCHOOLS)
    assert [report.document for report in library.index() if report.status == "replaced"] == [GONE]
    assert (library.document(GONE).status, library.outdated()) == ("indexed", 0)
    assert library.search("ruang kelas sekolah dasar")[0].document.id == GONE


def test_an_older_version_without_a_file_keeps_its_pages_and_is_told_of_once(library):
    (told,) = [report for report in library.index() if report.document == NO_FILE]
    assert told.notes and "halamannya tetap tersimpan" in told.notes[0]
    assert NO_FILE not in {report.document for report in library.index()}
    with pytest.raises(UnreadableDocument, match="kirim lagi berkasnya"):
        library.restore(NO_FILE)


def test_a_run_that_is_stopped_goes_on_where_it_was(library):
    run = library.index()
    next(run)
    run.close()
    assert library.outdated() == 4
    list(library.index())
    assert library.outdated() == 1


def test_another_model_needs_no_run_before_its_rebuild(library, root, model):
    other = HashedWords("kata-16", 16)
    rebuilding = library_in(root, other)
    assert len(list(rebuilding.rebuild())) == 5
    assert (rebuilding.built_with, rebuilding.outdated()) == ("kata-16", 1)
    assert {passage.document.id for passage in rebuilding.search("jalan mantap kilometer")} == {LIVE}
    assert_whole(root / "data" / "index.db", other)
    list(library_in(root, model).rebuild())
    rebuilding.close()
