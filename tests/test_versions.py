"""Versions of a document: which are searched, which are kept, where their files lie, and what stays true whatever happens."""

import shutil
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from small_library import HashedWords, assert_whole, library_in, settings_in
from sqlite_utils import Database

from indexer.cli.commands import report_lines
from indexer.documents.comparison import compare
from indexer.documents.same_document import older_version
from indexer.errors import Cancelled, UnknownDocument
from indexer.library import Library
from indexer.models import Document, Metadata, Page, Word
from indexer.store.catalogue import Catalogue
from indexer.store.entries import INDEX_FORMAT, Content, Entry, Legal, Source

OLD = (
    "# Rencana Kerja Pemerintah Daerah Kabupaten Wajo Tahun 2025\n\nSasaran pertama adalah jalan mantap sepanjang 40 kilometer."
)
NEW = OLD.replace("40 kilometer", "55 kilometer")


@pytest.fixture
def library(tmp_path):
    library = library_in(tmp_path)
    yield library
    library.close()
    assert_whole(tmp_path / "data" / "index.db", HashedWords())


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "corpus").mkdir(exist_ok=True)
    return tmp_path / "corpus"


@pytest.fixture
def rkpd(corpus, library):
    """An indexed document."""
    path = corpus / "rkpd" / "RKPD 2025.md"
    path.parent.mkdir()
    path.write_text(OLD)
    return library.document(library.add(path).document)


@pytest.fixture
def revised(corpus, library, rkpd):
    """A new version of it that waits."""
    path = corpus / "RKPD 2025 (2).md"
    path.write_text(NEW)
    return library.add(path, hold=True)


def found(library, question="jalan mantap kilometer") -> set[int]:
    return {passage.document.id for passage in library.search(question)}


# --- waiting


def test_what_looks_like_a_new_version_waits_and_is_not_searched(library, rkpd, revised):
    assert (revised.status, revised.older, revised.doubts) == ("held", rkpd.id, ())
    assert found(library) == {rkpd.id}
    assert [document.id for document in library.held()] == [revised.document]
    assert library.documents() == [rkpd]
    assert "55 kilometer" in library.pages(revised.document)[0].text


def test_what_raises_doubts_waits_and_an_ordinary_file_does_not(library, corpus, rkpd):
    (corpus / "catatan.md").write_text("Catatan tentang kursi dan meja di gudang.")
    report = library.add(corpus / "catatan.md", hold=True)
    assert (report.status, report.doubts, report.older) == ("held", ("Jenis dokumen belum dikenali.",), None)
    (corpus / "rpjmd.md").write_text("# RPJMD Kabupaten Wajo Tahun 2025-2029\n\nVisi daerah adalah Wajo maju.")
    assert library.add(corpus / "rpjmd.md", hold=True).status == "indexed"


def test_a_run_over_the_folder_leaves_what_waits_waiting(library, corpus, rkpd, revised):
    (report,) = [report for report in library.index() if report.document == revised.document]
    assert (report.status, report.notes) == (
        "unchanged", (f"Menunggu ditinjau; terbitkan dengan `tanya publish {revised.document}`.",)
    )  # fmt: skip
    assert found(library) == {rkpd.id}


def test_what_waits_goes_on_waiting_when_its_file_changes(library, corpus, rkpd, revised):
    (corpus / "RKPD 2025 (2).md").write_text(OLD.replace("40", "70"))
    (report,) = [report for report in library.index() if report.status != "unchanged"]
    assert report.status == "replaced" and report_lines(report)[0].endswith(f"`tanya publish {report.document}`")
    assert [document.id for document in library.held()] == [report.document] and found(library) == {rkpd.id}


def test_sent_again_it_waits_with_the_same_question(library, corpus, revised):
    again = library.add(corpus / "RKPD 2025 (2).md", hold=True)
    assert (again.status, again.document, again.older) == ("held", revised.document, revised.older)


def test_published_without_replacing_both_are_searched(library, rkpd, revised):
    report = library.publish(revised.document, Metadata(title="Perubahan RKPD Wajo"))
    assert (report.status, report.document) == ("indexed", revised.document)
    assert found(library) == {rkpd.id, revised.document}
    assert library.document(revised.document).title == "Perubahan RKPD Wajo"


# --- taking a place, and giving it back


def test_a_published_version_takes_the_old_ones_place(library, corpus, rkpd, revised):
    report = library.publish(revised.document, replaces=rkpd.id)
    assert report.status == "replaced"
    assert found(library) == {revised.document}
    old = library.document(rkpd.id)
    assert (old.status, old.successor, old.chunks) == ("archived", revised.document, rkpd.chunks)
    assert Path(old.path) == corpus / ".versi" / str(rkpd.id) / "rkpd" / "RKPD 2025.md"
    assert Path(old.path).read_text() == OLD
    assert not Path(rkpd.path).exists()
    assert "40 kilometer" in library.pages(rkpd.id)[0].text
    assert [document.id for document in library.versions(rkpd.id)] == [revised.document, rkpd.id]


def test_a_run_over_the_folder_brings_no_old_version_back(library, rkpd, revised):
    library.publish(revised.document, replaces=rkpd.id)
    assert [(report.status, report.document) for report in library.index(prune=True)] == [("unchanged", revised.document)]
    assert [document.id for document in library.archived()] == [rkpd.id]


def test_a_restored_version_changes_places_with_its_successor(library, rkpd, revised, corpus):
    library.publish(revised.document, replaces=rkpd.id)
    report = library.restore(rkpd.id)
    assert (report.status, report.document) == ("indexed", rkpd.id)
    assert found(library) == {rkpd.id}
    assert library.document(rkpd.id) == Document(**{**as_dict(rkpd), "indexed_at": library.document(rkpd.id).indexed_at})
    assert Path(rkpd.path).read_text() == OLD
    new = library.document(revised.document)
    assert (new.status, new.successor) == ("archived", rkpd.id)
    assert Path(new.path).read_text() == NEW
    assert {report.status for report in library.index(prune=True)} == {"unchanged"}
    assert sorted(path.name for path in corpus.rglob("*.md")) == ["RKPD 2025 (2).md", "RKPD 2025.md"]


def as_dict(document: Document) -> dict:
    return {name: getattr(document, name) for name in Document.__slots__}


def test_a_restored_version_whose_name_is_taken_gets_another(library, corpus, rkpd, revised):
    library.publish(revised.document, replaces=rkpd.id)
    (corpus / "rkpd" / "RKPD 2025.md").write_text("# RKPD Kota Lain\n\nDokumen lain dengan nama yang sama.")
    list(library.index())
    library.restore(rkpd.id)
    assert Path(library.document(rkpd.id).path).name == "RKPD 2025 (2).md"
    assert {report.status for report in library.index(prune=True)} == {"unchanged"}


def test_only_live_documents_are_replaced_and_only_old_ones_restored(library, rkpd, revised):
    with pytest.raises(UnknownDocument, match="bukan versi lama"):
        library.restore(rkpd.id)
    library.publish(revised.document, replaces=rkpd.id)
    with pytest.raises(UnknownDocument, match="tanya restore"):
        library.publish(rkpd.id)
    with pytest.raises(UnknownDocument, match="tidak dapat digantikan"):
        library.publish(revised.document, replaces=rkpd.id)


def test_what_people_said_of_kind_and_region_holds_for_the_next_version(library, rkpd, revised):
    library.correct(rkpd.id, Metadata(title="Judul lama", kind="lainnya", region="Kabupaten Wajo Raya"))
    library.publish(revised.document, replaces=rkpd.id)
    new = library.document(revised.document)
    assert (new.kind, new.region) == ("lainnya", "Kabupaten Wajo Raya")
    assert new.title != "Judul lama"


def test_a_version_that_is_removed_leaves_the_others_linked(library, corpus, rkpd, revised):
    library.publish(revised.document, replaces=rkpd.id)
    (corpus / "RKPD 2025 (3).md").write_text(OLD.replace("40", "70"))
    third = library.add(corpus / "RKPD 2025 (3).md", hold=True)
    library.publish(third.document, replaces=revised.document)
    assert [document.id for document in library.versions(rkpd.id)] == [third.document, revised.document, rkpd.id]
    library.remove(revised.document)
    assert [document.id for document in library.versions(rkpd.id)] == [third.document, rkpd.id]
    library.remove(third.document)
    assert [document.id for document in library.versions(rkpd.id)] == [rkpd.id]
    assert found(library) == set()
    library.restore(rkpd.id)
    assert found(library) == {rkpd.id}


def test_cancelled_nothing_has_changed(library, corpus, rkpd, revised):
    stop = threading.Event()
    stop.set()
    (corpus / "baru.md").write_text("# RPJMD\n\nBaru sekali.")
    with pytest.raises(Cancelled):
        library.add(corpus / "baru.md", stop=stop)
    assert (library.documents(), [document.id for document in library.held()]) == ([rkpd], [revised.document])


def test_a_text_is_embedded_once_whatever_becomes_of_its_document(tmp_path, corpus):
    model = HashedWords()
    library = library_in(tmp_path, model)
    (corpus / "RKPD 2025.md").write_text(OLD)
    first = library.add(corpus / "RKPD 2025.md").document
    (corpus / "RKPD 2025 (2).md").write_text(f"{OLD}\n\n# Lampiran\n\nSasaran kedua adalah air bersih.")
    second = library.add(corpus / "RKPD 2025 (2).md", hold=True)
    assert second.status == "held"
    assert len(model.passages) == len(set(model.passages))
    model.passages.clear()
    library.publish(second.document, replaces=first)
    library.restore(first)
    library.correct(first, Metadata(title="RKPD Wajo"))
    library.restore(second.document)
    assert model.passages == []
    assert found(library, "air bersih") == {second.document}
    assert_whole(tmp_path / "data" / "index.db", model)
    library.close()


def test_chunks_keep_their_numbers_whatever_becomes_of_their_document(library, tmp_path, rkpd, revised):
    def numbers() -> dict[int, list[int]]:
        return {document: list(catalogue.chunks_of(document)) for document in (rkpd.id, revised.document)}

    catalogue = Catalogue(tmp_path / "data" / "index.db")
    before = numbers()
    library.publish(revised.document, replaces=rkpd.id)
    assert catalogue.chunk_ids().tolist() == before[revised.document]
    library.restore(rkpd.id)
    library.correct(rkpd.id, Metadata(title="Judul baru"))
    assert catalogue.chunk_ids().tolist() == before[rkpd.id]
    assert numbers() == before
    catalogue.close()


def test_what_waits_is_not_found_by_words_acronyms_or_vectors(library, tmp_path, corpus, rkpd):
    (corpus / "RKPD 2025 (2).md").write_text(f"{NEW}\n\nPusat Pelayanan Keluarga (PUSPA) melayani warga.")
    waiting = library.add(corpus / "RKPD 2025 (2).md", hold=True).document
    catalogue = Catalogue(tmp_path / "data" / "index.db")
    assert catalogue.document(waiting).chunks > 0
    assert (catalogue.chunk_count(), len(catalogue.chunk_ids())) == (rkpd.chunks, rkpd.chunks)
    assert (catalogue.acronyms(), catalogue.lexical("puspa", 5, (1, 1))) == ({}, [])
    library.publish(waiting)
    assert catalogue.acronyms() == {"puspa": ("pusat pelayanan keluarga",)}
    assert len(catalogue.lexical("puspa", 5, (1, 1))) == 1
    catalogue.close()


def test_a_model_is_not_opened_for_what_people_decide(tmp_path, library, rkpd, revised):
    def opened(*_):
        pytest.fail("opened")

    decided = Library(settings_in(tmp_path), open_model=opened, open_reader=opened)
    decided.publish(revised.document, replaces=rkpd.id)
    decided.restore(rkpd.id)
    decided.correct(rkpd.id, Metadata(title="RKPD Wajo"))
    decided.close()
    assert found(library) == {rkpd.id}


# --- a file that changes in its place


def test_a_changed_file_is_a_new_document_and_the_old_text_stays(library, corpus, rkpd):
    Path(rkpd.path).write_text(NEW)
    (report,) = library.index()
    assert report.status == "replaced"
    assert found(library) == {report.document}
    old = library.document(rkpd.id)
    assert (old.status, old.successor, old.name) == ("archived", report.document, rkpd.name)
    assert "40 kilometer" in library.pages(rkpd.id)[0].text
    assert not Path(old.path).exists()


def test_a_file_that_changes_back_is_its_old_document_again(library, rkpd):
    Path(rkpd.path).write_text(NEW)
    (changed,) = library.index()
    Path(rkpd.path).write_text(OLD)
    (back,) = library.index()
    assert (back.status, back.document) == ("replaced", rkpd.id)
    assert [document.id for document in library.versions(rkpd.id)] == [rkpd.id, changed.document]
    assert library.documents()[0].successor is None


def test_a_version_without_its_file_can_be_restored_from_its_pages(library, rkpd):
    Path(rkpd.path).write_text(NEW)
    (changed,) = library.index()
    library.restore(rkpd.id)
    assert (library.document(rkpd.id).status, found(library)) == ("missing", {rkpd.id})
    assert Path(library.document(changed.document).path).read_text() == NEW
    assert list(library.index(prune=True)) == []
    assert found(library) == {rkpd.id}


# --- stopped in between


def test_stopped_before_the_old_file_was_removed_the_next_run_removes_it(library, rkpd, revised):
    library.publish(revised.document, replaces=rkpd.id)
    shutil.copy2(library.document(rkpd.id).path, rkpd.path)  # as it lay when we were stopped
    (report,) = [report for report in library.index() if report.document == rkpd.id]
    assert report.status == "unchanged"
    assert f"tanya restore {rkpd.id}" in report.error
    assert not Path(rkpd.path).exists()
    assert Path(library.document(rkpd.id).path).read_text() == OLD
    assert found(library) == {revised.document}


def test_stopped_before_anything_was_written_a_copy_does_no_harm(library, corpus, rkpd, revised):
    place = corpus / ".versi" / str(rkpd.id) / "rkpd" / "RKPD 2025.md"
    place.parent.mkdir(parents=True)
    shutil.copy2(rkpd.path, place)
    assert {report.status for report in library.index(prune=True)} == {"unchanged"}
    library.publish(revised.document, replaces=rkpd.id)
    assert place.read_text() == OLD


def test_what_a_kill_left_half_copied_goes_with_the_next_run(library, corpus, rkpd):
    drafts = [corpus / ".versi" / str(rkpd.id) / "rkpd" / ".tanya-salin-a1", corpus / "rkpd" / ".tanya-salin-b2"]
    for draft in (*drafts, corpus / ".milik-orang"):
        draft.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text("setengah")
    list(library.index())
    assert not any(draft.exists() for draft in drafts) and (corpus / ".milik-orang").exists()


def test_a_copy_of_an_old_version_elsewhere_is_left_alone_and_told(library, corpus, rkpd, revised):
    library.publish(revised.document, replaces=rkpd.id)
    copy = corpus / "salinan.md"
    copy.write_text(OLD)
    (report,) = [report for report in library.index() if report.path == str(copy)]
    assert (report.status, report.document) == ("unchanged", rkpd.id)
    assert copy.exists()
    assert found(library) == {revised.document}


# --- rebuilding, older formats, recognised words


def test_a_rebuild_keeps_what_waits_old_versions_and_what_people_said(library, tmp_path, corpus, rkpd, revised):
    library.publish(revised.document, replaces=rkpd.id)
    library.set_validity(revised.document, "dicabut")
    (corpus / "catatan.md").write_text("Catatan tentang kursi dan meja di gudang.")
    held = library.add(corpus / "catatan.md", hold=True)
    library.close()
    other = library_in(tmp_path, HashedWords("kata-16", 16))
    assert len(list(other.rebuild())) == 3
    assert [document.id for document in other.held()] == [held.document]
    assert [document.id for document in other.versions(rkpd.id)] == [revised.document, rkpd.id]
    assert (found(other), other.documents()[0].validity) == ({revised.document}, "dicabut")
    list(library_in(tmp_path).rebuild())


def test_what_folders_say_of_an_older_version_still_holds_after_a_rebuild(library, corpus):
    path = corpus / "Kabupaten Maros" / "catatan.md"
    path.parent.mkdir()
    path.write_text("Catatan tentang kursi di gudang.")
    older = library.add(path).document
    (corpus / "catatan baru.md").write_text("Catatan tentang meja di gudang.")
    library.publish(library.add(corpus / "catatan baru.md").document, replaces=older)
    before = library.document(older)
    assert before.region == "Kabupaten Maros"
    list(library.rebuild())
    after = library.document(older)
    assert (after.status, after.kind, after.region, after.title) == ("archived", before.kind, before.region, before.title)


def test_chunks_made_in_an_older_way_are_made_anew_from_the_files(library, tmp_path, rkpd):
    outside = tmp_path / "luar.md"
    outside.write_text("# RPJMD Kabupaten Maros\n\nVisi daerah.")
    library.add(outside)
    outside.unlink()
    assert library.outdated() == 0
    with Database(tmp_path / "data" / "index.db") as db:
        db.execute("update document set format = ?", [INDEX_FORMAT - 1])
        db.conn.commit()
    assert library.outdated() == 2
    assert found(library)
    here, gone = library.index()
    assert (here.status, gone.status) == ("replaced", "replaced")
    assert gone.notes == ("Berkasnya tidak ada. Teks yang tersimpan tetap dipakai.",)
    assert (library.outdated(), [report.status for report in library.index()]) == (0, ["unchanged"])


def test_words_of_a_recognised_page_survive_corrections_and_are_read_when_asked_for(tmp_path):
    words = (Word("Jalan", (0.1, 0.2, 0.3, 0.25)), Word("mantap", (0.35, 0.2, 0.5, 0.25)))
    page = Page(3, "Jalan mantap", "hlm. 3 (tercetak i)", (0, 4), 0.81, words)
    catalogue = Catalogue(tmp_path / "index.db")
    entry = Entry(None, Source("/pindai.pdf", "sha", 1, 1), Metadata("Pindai", "rkpd"), Metadata())
    document = catalogue.put(entry, Content([page]), "m")
    light = Page(3, "Jalan mantap", "hlm. 3 (tercetak i)", (0, 4), 0.81)
    for _ in range(2):
        assert catalogue.pages(document.id) == [light]
        assert catalogue.pages(document.id, words=True) == [page]
        assert (catalogue.words(document.id, 3), catalogue.words(document.id, 4)) == (words, ())
        catalogue.move(catalogue.entry(document.id), {}, Legal())
    catalogue.close()


# --- any order of all of these


class AnyOrder(RuleBasedStateMachine):
    """Files come and change, versions are published, restored and removed: every text that was ever live can still be read, no file
    is lost, and a run over the folder finds nothing left to do the second time."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        self.library = library_in(self.root)
        self.corpus = self.root / "corpus"
        self.texts: dict[int, str] = {}
        self.held: dict[int, str] = {}

    @rule(name=st.sampled_from("ab"), length=st.sampled_from((40, 55, 70)))
    def write(self, name, length):
        path = self.corpus / f"{name}.md"
        path.write_text(OLD.replace("40", str(length)))
        report = self.library.add(path)
        assert report.status != "failed"
        self._note()

    @precondition(lambda self: len(self.library.documents()) > 1)
    @rule(first=st.booleans())
    def take_place(self, first):
        one, other = (document.id for document in self.library.documents()[:2])
        self.library.publish(one if first else other, replaces=other if first else one)

    @precondition(lambda self: self.library.archived())
    @rule(which=st.integers(0, 9))
    def restore(self, which):
        old = self.library.archived()
        document = old[which % len(old)]
        self.library.restore(document.id)
        assert self.library.document(document.id).status in ("indexed", "missing")

    @precondition(lambda self: self.library.archived())
    @rule(which=st.integers(0, 9))
    def remove(self, which):
        old = self.library.archived()
        del self.texts[self.library.remove(old[which % len(old)].id).id]

    @rule()
    def run_over_the_folder(self):
        before = {document.id for document in self.library.documents()}
        for _ in range(2):
            reports = list(self.library.index(prune=True))
        assert {report.status for report in reports} <= {"unchanged"}
        self.texts = {number: text for number, text in self.texts.items() if number not in before or self._known(number)}
        self._note()

    def _known(self, number: int) -> bool:
        try:
            return bool(self.library.document(number))
        except UnknownDocument:
            return False

    def _note(self):
        for document in (*self.library.documents(), *self.library.archived()):
            self.texts.setdefault(document.id, self.library.pages(document.id)[0].text)

    @invariant()
    def every_version_says_what_it_said(self):
        for number, text in self.texts.items():
            assert self.library.pages(number)[0].text == text

    @invariant()
    def files_are_where_the_catalogue_says(self):
        for document in self.library.documents():
            assert document.status == "missing" or Path(document.path).is_file()

    @invariant()
    def whole(self):
        assert_whole(self.root / "data" / "index.db", HashedWords())

    def teardown(self):
        self.library.close()
        self.folder.cleanup()


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=8, stateful_step_count=10, deadline=None)


# --- which document is an older version


def known(name, title, kind="rkpd", region="Kabupaten Wajo", period="2025", number=7) -> Document:
    return Document(number, name, f"/{name}", "", title, kind, region, period, "indexed", 1, 1, "")


RKPD = known("RKPD 2025.pdf", "Rencana Kerja Pemerintah Daerah Tahun 2025")


@pytest.mark.parametrize(
    "name", ["RKPD 2025 (2).pdf", "rkpd_2025_final.pdf", "RKPD 2025 rev2.pdf", "RKPD-2025-v3 20250312.pdf"]
)
def test_the_same_name_but_for_its_version_is_the_same_document(name):
    assert (
        older_version(
            name, Metadata("RKPD Tahun 2025 Rencana Kerja Pemerintah Daerah", "rkpd", "Kabupaten Wajo", "2025"), [RKPD]
        )
        == 7
    )


@pytest.mark.parametrize(
    "title", ["Rancangan Rencana Kerja Pemerintah Daerah Tahun 2025", "RENCANA KERJA PEMERINTAH DAERAH, TAHUN 2025"]
)
def test_the_same_title_under_another_name_is_the_same_document(title):
    assert older_version("unggahan.pdf", Metadata(title, "rkpd", "Kabupaten Wajo", "2025"), [RKPD]) == 7


@pytest.mark.parametrize(
    ("name", "title", "region", "period"),
    [
        ("RKPD 2026.pdf", "Rencana Kerja Pemerintah Daerah Tahun 2026", "Kabupaten Wajo", "2026"),
        ("RKPD 2025.pdf", "Rencana Kerja Pemerintah Daerah Tahun 2025", "Kabupaten Maros", "2025"),
        ("RKPD 2025 (2).pdf", "Rencana Kerja Pemerintah Daerah Tahun 2026", "Kabupaten Wajo", "2026"),
        ("RKPD.pdf", "Perubahan Rencana Kerja Pemerintah Daerah Tahun 2025", "Kabupaten Wajo", "2025"),
        ("lain.pdf", "Rencana Kerja Pemerintah Daerah Tahun 2025 Triwulan II", "Kabupaten Wajo", "2025"),
    ],
)
def test_another_year_region_or_part_is_another_document(name, title, region, period):
    assert older_version(name, Metadata(title, "rkpd", region, period), [RKPD]) is None


def test_plans_of_two_offices_and_regulations_of_two_numbers_are_different_documents():
    renstra = known("renstra.pdf", "Rencana Strategis Dinas Kesehatan Kabupaten Wajo 2025-2029", "renstra", period="2025-2029")
    other = Metadata("Rencana Strategis Dinas Pendidikan Kabupaten Wajo 2025-2029", "renstra", "Kabupaten Wajo", "2025-2029")
    assert older_version("renstra dikbud.pdf", other, [renstra]) is None
    title = "Peraturan Bupati Wajo Nomor {} Tahun 2025 tentang Sistem Pemerintahan Berbasis Elektronik"
    perbup = known("perbup.pdf", title.format(3), "peraturan")
    for number, older in ((3, 7), (4, None)):
        new = Metadata(title.format(number), "peraturan", "Kabupaten Wajo", "2025")
        assert older_version("perbup (2).pdf", new, [perbup]) == older


def test_names_that_scanners_give_say_nothing():
    scan = known("scan001.pdf", "Laporan Keuangan Daerah", "laporan")
    assert (
        older_version("scan001 (2).pdf", Metadata("Laporan Kinerja Dinas", "laporan", "Kabupaten Wajo", "2025"), [scan]) is None
    )


YEARS = st.integers(2015, 2035).map(str)
MARKS = st.sampled_from(["", " (2)", " rev1", " final", "_v2", " revisi", " - salinan", " 2025-01-31"])
TITLES = st.sampled_from(
    [
        "Rencana Strategis Dinas Kesehatan",
        "Laporan Kinerja Tahunan",
        "Masterplan Kota Cerdas",
        "Rencana Kerja Pemerintah Daerah",
    ]
)


@given(title=TITLES, year=YEARS, mark=MARKS)
def test_a_document_is_a_version_of_itself_whatever_mark_its_name_bears(title, year, mark):
    document = known(f"{title} {year}.pdf", f"{title} {year}", "laporan", period=year)
    assert (
        older_version(f"{title} {year}{mark}.pdf", Metadata(f"{title} {year}", "laporan", "Kabupaten Wajo", year), [document])
        == 7
    )


@given(title=TITLES, years=st.tuples(YEARS, YEARS), mark=MARKS, periods=st.booleans())
def test_no_mark_makes_one_year_a_version_of_another(title, years, mark, periods):
    assume(years[0] != years[1])
    old, new = years
    document = known(f"{title} {old}.pdf", f"{title} {old}", "laporan", period=old if periods else "")
    about = Metadata(f"{title} {new}", "laporan", "Kabupaten Wajo", new if periods else "")
    assert older_version(f"{title} {new}{mark}.pdf", about, [document]) is None


# --- what differs


def pages(*texts: str) -> list[Page]:
    return [Page(number, text) for number, text in enumerate(texts, 1)]


LINES = [
    f"Halaman tentang {what} di semua kecamatan dan desa pada tahun ini." for what in "jalan irigasi pasar sekolah".split()
]


def test_pages_that_changed_came_and_went_are_told():
    old, new = known("a", "RKPD"), known("b", "RKPD Baru", period="2026")
    result = compare(
        old, pages(*LINES), new, pages(LINES[0], LINES[1].replace("ini", "lalu"), LINES[3], "Lampiran peta wilayah.")
    )
    assert (result.changed, result.added, result.removed) == ((2,), (4,), (3,))
    assert result.summary == (
        "Judul berubah dari “RKPD” menjadi “RKPD Baru”. Periode berubah dari “2025” menjadi “2026”. "
        "Dari 4 halaman, 1 berubah (hlm. 2), 1 baru (hlm. 4) dan 1 dihapus."
    )


def test_capitals_marks_and_line_breaks_are_no_change():
    assert compare(RKPD, pages("Visi: maju,\nmandiri"), RKPD, pages("VISI maju mandiri")).summary == "Isi teksnya sama."


@given(
    st.lists(st.sampled_from(LINES + ["", "Penutup."]), max_size=6),
    st.lists(st.sampled_from(LINES + ["", "Penutup."]), max_size=6),
)
def test_every_page_is_kept_changed_new_or_removed(one, other):
    there, back = compare(RKPD, pages(*one), RKPD, pages(*other)), compare(RKPD, pages(*other), RKPD, pages(*one))
    assert len(other) - len(there.added) == len(one) - len(there.removed)
    assert (there.changed, there.added, there.removed) == ((), (), ()) if one == other else there.summary != "Isi teksnya sama."
    assert len(one) - len(back.added) == len(other) - len(back.removed)
