"""Files on their way into the catalogue: what is done again, what is not, and what is said about it."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from small_library import HashedWords, assert_whole

from indexer.errors import LibraryBusy, ModelMismatch, UnknownDocument
from indexer.ingest.decisions import Decisions
from indexer.ingest.ingest import Ingest
from indexer.ingest.rebuild import rebuild
from indexer.ingest.shelf import Shelf
from indexer.models import Document, Metadata
from indexer.store.catalogue import Catalogue

RPJMD = """# RPJMD Kabupaten Wajo

## Visi
Visi Kabupaten Wajo adalah masyarakat yang sejahtera dan amanah. {visi}

## Misi
{misi}
"""
SERVICES = ("kesehatan", "pendidikan", "perizinan", "kependudukan", "pengairan", "perikanan", "pariwisata", "pertanian")
LONG = " ".join(f"Layanan {service} yang cepat dan terbuka bagi semua warga di setiap kecamatan." for service in SERVICES)


def text(visi: str = "", misi: str = "Misi pertama adalah tata kelola.") -> str:
    return RPJMD.format(visi=f"{visi} {LONG}", misi=f"{misi} {LONG}")


def correct(catalogue: Catalogue, document: int, given: Metadata) -> Document:
    return Decisions(catalogue, Shelf(catalogue.path.parent.parent / "corpus")).correct(document, given)


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


@pytest.fixture
def model():
    return HashedWords()


@pytest.fixture
def catalogue(tmp_path):
    catalogue = Catalogue(tmp_path / "data" / "index.db")
    yield catalogue
    catalogue.close()


@pytest.fixture
def ingest(catalogue, model, corpus):
    yield Ingest(catalogue, model, corpus)
    assert_whole(catalogue.path, model)


@pytest.fixture
def rpjmd(corpus):
    path = corpus / "rpjmd.md"
    path.write_text(text())
    return path


def test_a_new_file_is_indexed_and_an_unchanged_one_left_alone(ingest, rpjmd, model):
    first = ingest.add(rpjmd)
    assert (first.status, first.path, first.error) == ("indexed", str(rpjmd), None)
    assert first.chunks >= 2
    model.passages.clear()
    again = ingest.add(rpjmd)
    assert (again.status, again.document, again.chunks) == ("unchanged", first.document, first.chunks)
    assert model.passages == []


def test_a_file_that_was_only_touched_is_unchanged(ingest, rpjmd):
    ingest.add(rpjmd)
    os.utime(rpjmd, ns=(1, 1))
    assert ingest.add(rpjmd).status == "unchanged"


def test_only_what_changed_in_a_file_is_embedded_again(ingest, catalogue, rpjmd, model):
    first = ingest.add(rpjmd)
    before = set(catalogue.chunk_ids().tolist())
    model.passages.clear()
    rpjmd.write_text(text(misi="Misi pertama adalah ekonomi hijau."))
    report = ingest.add(rpjmd)
    assert report.status == "replaced"
    assert report.document > first.document  # an answer in the log goes on pointing at what it quoted
    assert len(model.passages) == 1
    assert "hijau" in model.passages[0]
    assert before.isdisjoint(catalogue.chunk_ids().tolist())  # they stay with the older version, which keeps its chunks
    assert len(catalogue.lexical("hijau", 5, (1, 1))) == 1


def test_the_same_text_twice_in_a_document_is_two_chunks(ingest, corpus):
    path = corpus / "berulang.md"
    path.write_text("# Bab\n" + f"{LONG}\n\n## Bagian\n{LONG}\n\n## Bagian\n{LONG}\n")
    report = ingest.add(path)
    path.write_text(path.read_text() + f"\n## Bagian\n{LONG}\n")
    assert ingest.add(path).chunks > report.chunks


def test_progress_is_told_in_pages_and_in_embedded_chunks(ingest, rpjmd):
    steps = []
    report = ingest.add(rpjmd, progress=lambda *step: steps.append(step))
    read = [step for step in steps if step[0] == "dibaca"]
    assert (read[0], read[-1]) == (("dibaca", 0, 0), ("dibaca", 1, 1))
    assert steps[len(read) :] == [("diindeks", done, report.chunks) for done in range(report.chunks + 1)]


def test_the_same_content_is_named_not_indexed_twice(ingest, catalogue, rpjmd):
    first = ingest.add(rpjmd)
    report = ingest.add(shutil.copy(rpjmd, rpjmd.with_name("salinan.md")))
    assert (report.status, report.document) == ("unchanged", first.document)
    assert report.error == "Isi berkas ini sama dengan rpjmd.md, jadi tidak diindeks lagi."
    assert len(catalogue.documents()) == 1


def test_a_renamed_file_keeps_its_number_and_what_was_said_about_it(ingest, catalogue, rpjmd, model):
    first = ingest.add(rpjmd, Metadata(kind="rpjmd", title="RPJMD Wajo"))
    model.passages.clear()
    report = ingest.add(rpjmd.rename(rpjmd.with_name("rpjmd-2025.md")))
    assert (report.status, report.document, report.error) == ("replaced", first.document, None)
    (document,) = catalogue.documents()
    assert (document.name, document.kind, document.title) == ("rpjmd-2025.md", "rpjmd", "RPJMD Wajo")
    assert model.passages == []


def test_a_file_moved_away_before_another_took_its_place_is_moved(ingest, catalogue, rpjmd):
    first = ingest.add(rpjmd)
    old = rpjmd.rename(rpjmd.with_name("arsip.md"))
    rpjmd.write_text(text(visi="Edisi baru."))
    assert ingest.add(old).document == first.document
    assert ingest.add(rpjmd).status == "indexed"
    assert sorted(document.name for document in catalogue.documents()) == ["arsip.md", "rpjmd.md"]


def test_a_file_that_became_a_copy_of_another_leaves_the_library(ingest, catalogue, rpjmd):
    ingest.add(rpjmd)
    other = rpjmd.with_name("lain.md")
    other.write_text(text(visi="Lain sekali."))
    ingest.add(other)
    shutil.copy(rpjmd, other)
    report = ingest.add(other)
    assert (report.status, report.error[:32]) == ("removed", "Isi berkas ini sama dengan rpjmd")
    assert [document.name for document in catalogue.documents()] == ["rpjmd.md"]


def test_a_file_moved_over_another_one_takes_its_place(ingest, catalogue, rpjmd):
    moved = ingest.add(rpjmd).document
    other = rpjmd.with_name("lain.md")
    other.write_text(text(visi="Lain sekali."))
    taken = ingest.add(other).document
    rpjmd.replace(other)
    report = ingest.add(other)
    assert (report.status, report.document) == ("replaced", moved)
    assert [(document.id, document.name) for document in catalogue.documents()] == [(moved, "lain.md")]
    assert catalogue.document(taken).successor == moved


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("kosong.txt", b"", "kosong"),
        ("rusak.pdf", b"%PDF-1.7 bukan pdf", "rusak"),
        ("gambar.txt", bytes(range(256)) * 20, "teks"),
    ],
)
def test_a_file_that_cannot_be_indexed_is_told_in_one_line(ingest, catalogue, corpus, name, content, sentence):
    (corpus / name).write_bytes(content)
    report = ingest.add(corpus / name)
    assert (report.status, report.document) == ("failed", None)
    assert sentence in report.error
    assert "\n" not in report.error
    assert catalogue.documents() == []


def test_a_path_without_a_file_is_told_in_one_line(ingest, corpus):
    report = ingest.add(corpus / "tidak-ada.pdf")
    assert report.status == "failed"
    assert report.error == f"Berkas {corpus / 'tidak-ada.pdf'} tidak ada; periksa lagi namanya."


def test_a_name_that_is_no_text_is_told_in_one_line(ingest, corpus):
    path = corpus / os.fsdecode(b"r\xe9nstra.txt")
    path.write_text(text())
    report = ingest.add(path)
    assert report.status == "failed"
    assert "ganti namanya" in report.error
    assert report.path.encode()


def test_a_document_whose_file_became_unreadable_stays_as_it_was(ingest, catalogue, rpjmd):
    document = ingest.add(rpjmd).document
    rpjmd.write_text("")
    assert ingest.add(rpjmd).status == "failed"
    assert catalogue.document(document).chunks >= 2


def test_what_people_say_survives_a_new_edition_of_the_file(ingest, catalogue, rpjmd):
    document = ingest.add(rpjmd, Metadata(kind="rpjmd", region="Kabupaten Wajo")).document
    rpjmd.write_text(text(visi="Edisi kedua."))
    found = catalogue.document(ingest.add(rpjmd, Metadata(period="2025-2029")).document)
    assert found.id != document
    assert (found.kind, found.region, found.period) == ("rpjmd", "Kabupaten Wajo", "2025-2029")


def test_saying_something_new_about_an_unchanged_file_takes_effect(ingest, catalogue, rpjmd, model):
    document = ingest.add(rpjmd, Metadata(kind="renja")).document
    assert ingest.add(rpjmd, Metadata(kind="renja")).status == "unchanged"
    model.passages.clear()
    assert ingest.add(rpjmd, Metadata(kind="rpjmd")).status == "replaced"
    assert catalogue.document(document).kind == "rpjmd"
    assert model.passages == []


def test_a_corrected_title_is_found(ingest, catalogue, rpjmd):
    document = ingest.add(rpjmd).document
    assert catalogue.lexical("sengkang", 5, (1, 1)) == []
    corrected = correct(catalogue, document, Metadata(title="Rencana Sengkang"))
    assert (corrected.id, corrected.title) == (document, "Rencana Sengkang")
    assert len(catalogue.lexical("sengkang", 50, (1, 1))) == corrected.chunks
    with pytest.raises(UnknownDocument):
        correct(catalogue, document + 1, Metadata(title="x"))


def test_another_model_is_refused_before_any_work(ingest, catalogue, corpus, rpjmd):
    ingest.add(rpjmd)
    other = HashedWords("kata-16", 16)
    with pytest.raises(ModelMismatch, match="tanya rebuild"):
        Ingest(catalogue, other, corpus).add(rpjmd)
    assert other.passages == []


class Meanwhile(HashedWords):
    """A model during whose first work something else happens."""

    def __init__(self, happens):
        super().__init__()
        self.happens = happens

    def embed_passages(self, texts, progress=None):
        happens, self.happens = self.happens, lambda: None
        happens()
        return super().embed_passages(texts, progress)


def test_a_file_that_another_process_indexed_meanwhile_is_not_indexed_twice(ingest, catalogue, corpus, rpjmd):
    slow = Ingest(catalogue, Meanwhile(lambda: ingest.add(rpjmd)), corpus)
    assert slow.add(rpjmd).status == "unchanged"
    assert len(catalogue.documents()) == 1


def test_a_document_that_is_removed_meanwhile_is_indexed_as_a_new_one(ingest, catalogue, corpus, rpjmd):
    document = ingest.add(rpjmd).document
    rpjmd.write_text(text(visi="Edisi kedua."))
    slow = Ingest(catalogue, Meanwhile(lambda: catalogue.delete(document)), corpus)
    report = slow.add(rpjmd)
    assert report.status == "indexed"
    assert report.document > document


def test_a_correction_made_meanwhile_is_kept(ingest, catalogue, corpus, rpjmd):
    document = ingest.add(rpjmd).document
    rpjmd.write_text(text(visi="Edisi kedua."))
    slow = Ingest(catalogue, Meanwhile(lambda: correct(catalogue, document, Metadata(title="Judul benar"))), corpus)
    report = slow.add(rpjmd)
    assert report.status == "replaced"
    assert catalogue.document(report.document).title == "Judul benar"


def test_a_rebuild_changes_the_model_and_keeps_numbers_and_what_people_said(catalogue, corpus, rpjmd, model):
    document = Ingest(catalogue, model, corpus).add(rpjmd, Metadata(title="Judul benar")).document
    other = HashedWords("kata-16", 16)
    reports = list(rebuild(catalogue, other, corpus))
    assert [(report.status, report.document) for report in reports] == [("replaced", document)]
    assert catalogue.model() == "kata-16"
    assert catalogue.document(document).title == "Judul benar"
    assert_whole(catalogue.path, other)
    assert sorted(path.name for path in catalogue.path.parent.glob("*.db")) == ["index.db"]


def test_a_rebuild_keeps_what_no_longer_has_a_file(catalogue, corpus, rpjmd, model):
    document = Ingest(catalogue, model, corpus).add(rpjmd).document
    rpjmd.unlink()
    list(rebuild(catalogue, model, corpus))
    found = catalogue.document(document)
    assert (found.status, found.chunks) == ("missing", len(catalogue.chunk_ids()))
    assert found.chunks >= 2
    rpjmd.write_text(text())
    report = Ingest(catalogue, model, corpus).add(rpjmd)
    assert (report.status, report.document) == ("replaced", document)
    assert catalogue.document(document).status == "indexed"


def test_a_rebuild_that_is_left_off_changes_nothing(catalogue, corpus, rpjmd, model):
    Ingest(catalogue, model, corpus).add(rpjmd)
    before, ids = catalogue.change(), catalogue.chunk_ids().tolist()
    started = rebuild(catalogue, HashedWords("kata-16", 16), corpus)
    next(started)
    started.close()
    assert (catalogue.change(), catalogue.chunk_ids().tolist(), catalogue.model()) == (before, ids, "kata-32")
    assert not list(catalogue.path.parent.glob("rebuild.db*"))


def test_two_rebuilds_at_once_do_not_mix(catalogue, corpus, rpjmd, model):
    Ingest(catalogue, model, corpus).add(rpjmd)
    first = rebuild(catalogue, HashedWords("kata-16", 16), corpus)
    next(first)
    with pytest.raises(LibraryBusy, match="tunggu sampai selesai"):
        list(rebuild(catalogue, model, corpus))
    list(first)
    assert_whole(catalogue.path, HashedWords("kata-16", 16))


def test_a_rebuild_takes_along_what_is_written_meanwhile(catalogue, corpus, rpjmd, model):
    ingest = Ingest(catalogue, model, corpus)
    going = corpus / "pergi.md"
    going.write_text(text(visi="Akan dihapus."))
    first, second = ingest.add(rpjmd).document, ingest.add(going).document
    other = HashedWords("kata-16", 16)
    started = rebuild(catalogue, other, corpus)
    next(started)
    (corpus / "baru.md").write_text(text(visi="Datang kemudian."))
    added = ingest.add(corpus / "baru.md").document
    correct(catalogue, first, Metadata(title="Judul benar"))
    catalogue.delete(second)
    list(started)
    assert sorted(document.id for document in catalogue.documents()) == [first, added]
    assert catalogue.document(first).title == "Judul benar"
    assert_whole(catalogue.path, other)


NAMES = st.sampled_from(["a.md", "b.md", "c.md"])
TEXTS = st.sampled_from([text(visi=word) for word in ("mangga", "durian", "rambutan")])


class AnyOrder(RuleBasedStateMachine):
    """Files come, change, move and go in any order; a run over the folder makes the library as the folder is."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        root = Path(self.folder.name)
        self.corpus, self.model = root / "corpus", HashedWords()
        self.corpus.mkdir()
        self.catalogue = Catalogue(root / "data" / "index.db")
        self.ingest = Ingest(self.catalogue, self.model, self.corpus)

    @rule(name=NAMES, content=TEXTS)
    def write(self, name, content):
        (self.corpus / name).write_text(content)

    @rule(name=NAMES)
    def delete(self, name):
        (self.corpus / name).unlink(missing_ok=True)

    @rule(old=NAMES, new=NAMES)
    def move(self, old, new):
        if (self.corpus / old).exists():
            (self.corpus / old).replace(self.corpus / new)

    @rule(name=NAMES)
    def add(self, name):
        report = self.ingest.add(self.corpus / name)
        assert (report.status == "failed") == (not (self.corpus / name).exists())

    @precondition(lambda self: self.catalogue.documents())
    @rule(which=st.integers(0, 9), title=st.sampled_from(["Judul satu", "Judul dua"]))
    def correct(self, which, title):
        found = self.catalogue.documents()
        correct(self.catalogue, found[which % len(found)].id, Metadata(title=title))

    @precondition(lambda self: self.catalogue.documents())
    @rule(which=st.integers(0, 9))
    def remove(self, which):
        found = self.catalogue.documents()
        self.catalogue.delete(found[which % len(found)].id)

    @rule()
    def build_anew(self):
        list(rebuild(self.catalogue, self.model, self.corpus))

    @rule()
    def run_over_the_folder(self):
        files = sorted(self.corpus.iterdir())
        for _ in range(2):
            reports = [self.ingest.add(path) for path in files]
        assert {report.status for report in reports} <= {"unchanged"}
        contents = {path.read_bytes() for path in files}
        here = [document for document in self.catalogue.documents() if (self.corpus / document.name).exists()]
        assert len(here) == len(contents)

    @invariant()
    def whole(self):
        assert_whole(self.catalogue.path, self.model)

    def teardown(self):
        self.catalogue.close()
        self.folder.cleanup()


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=20, stateful_step_count=12, deadline=None)


REGULATION = """# PERATURAN BUPATI WAJO
NOMOR 3 TAHUN 2025
TENTANG PUSAT LAYANAN

Pasal 1
Pusat Pelayanan Keluarga (PUSPA) melayani warga.

Ditetapkan di Sengkang
pada tanggal 2 Mei 2025
BUPATI WAJO,
ttd
ANDI CONTOH
"""


def test_what_a_regulation_says_about_itself_and_spells_out_is_kept_with_it_also_by_a_rebuild(ingest, catalogue, corpus, model):
    path = corpus / "perbup.md"
    path.write_text(REGULATION)
    document = ingest.add(path).document
    for _ in range(2):
        last = max(catalogue.chunk_ids().tolist(), key=lambda number: len(catalogue.around(number, 99, 0)))
        assert catalogue.around(last, 0, 0)[0].kind == "statement"
        assert catalogue.acronyms() == {"puspa": ("pusat pelayanan keluarga",)}
        list(rebuild(catalogue, model, corpus))
    catalogue.delete(document)
    assert catalogue.acronyms() == {}
