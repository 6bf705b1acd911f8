"""The library as others use it: what is indexed is found, whoever indexed it, and however the files behind it fared."""

import shutil
import threading
import time
import zipfile

import pytest
from small_library import HashedWords, assert_whole, library_in, opening, settings_in
from sqlite_utils import Database

from indexer.errors import ModelMismatch, UnknownDocument
from indexer.library import Library, find_files
from indexer.models import Metadata
from indexer.store.catalogue import Catalogue

TEXTS = {
    "wajo.md": "# Smart City Wajo\n\nAnggaran smart city Kabupaten Wajo sebesar Rp 5 miliar pada tahun 2024.",
    "maros.md": "# Penghargaan Maros\n\nBupati Maros menerima penghargaan masterplan smart city di Jakarta.",
    "renstra/dinas.txt": "Rencana strategis Dinas Kominfo memuat layanan pengaduan warga.",
}


@pytest.fixture
def root(tmp_path):
    for name, text in TEXTS.items():
        path = tmp_path / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


@pytest.fixture
def library(root):
    library = library_in(root)
    yield library
    library.close()


def statuses(reports) -> dict[str, str]:
    return {report.path.rpartition("/")[2]: report.status for report in reports}


def best(library: Library, question: str) -> str | None:
    return next((passage.document.name for passage in library.search(question)), None)


def test_an_empty_library_answers_with_nothing(tmp_path):
    library = Library.open(settings_in(tmp_path), **opening(HashedWords()))
    assert (library.search("Apa visi Wajo?"), library.documents(), library.built_with) == ([], [], None)
    library.close()


def test_the_corpus_folder_is_indexed_and_found(library):
    assert statuses(library.index()) == {"wajo.md": "indexed", "maros.md": "indexed", "dinas.txt": "indexed"}
    assert best(library, "berapa anggaran smart city wajo") == "wajo.md"
    assert best(library, "siapa yang menerima penghargaan") == "maros.md"
    assert statuses(library.index()) == {"wajo.md": "unchanged", "maros.md": "unchanged", "dinas.txt": "unchanged"}


def test_changes_are_found_at_the_next_search(library, root):
    list(library.index())
    assert "stadion" not in library.search("pembangunan stadion")[0].chunk.text
    (root / "corpus" / "maros.md").write_text("Pembangunan stadion Maros dimulai.")
    library.add(root / "corpus" / "maros.md")
    assert best(library, "pembangunan stadion") == "maros.md"
    (document,) = [document for document in library.documents() if document.name == "maros.md"]
    library.remove(document.id)
    assert best(library, "pembangunan stadion") != "maros.md"
    assert (root / "corpus" / "maros.md").exists()


def test_what_a_document_spells_out_is_known_when_a_question_is_read(library, root):
    def meant():
        (puspa,) = library.understand("apa itu puspa").concepts
        return puspa.alternatives

    list(library.index())
    assert meant() == (("puspa",),)
    (root / "corpus" / "puspa.md").write_text("Pusat Pelayanan Keluarga (PUSPA) mendampingi orang tua.")
    list(library.index())
    assert meant() == (("puspa",), ("pusat", "layan", "keluarga"))


def test_a_document_of_no_region_hides_no_region_in_a_question(library):
    list(library.index())
    assert "" in {document.region for document in library.documents()}
    understood = library.understand("lebih banyak mana anggaran smart city Wajo atau Maros tahun 2024")
    assert [part.side for part in understood.parts] == ["Kabupaten Wajo", "Kabupaten Maros"]


def test_what_another_process_writes_is_found_at_the_next_search(library, root):
    list(library.index())
    other = library_in(root)
    (root / "corpus" / "baru.md").write_text("Jembatan gantung Desa Barru diresmikan Gubernur.")
    other.add(root / "corpus" / "baru.md")
    assert best(library, "jembatan gantung diresmikan") == "baru.md"
    other.remove(next(document.id for document in other.documents() if document.name == "wajo.md"))
    assert "wajo.md" not in {passage.document.name for passage in library.search("anggaran smart city wajo")}
    other.close()


def test_a_document_is_removed_with_its_file_when_asked(library, root):
    report = library.add(root / "corpus" / "wajo.md")
    assert library.remove(report.document, delete_file=True).name == "wajo.md"
    assert not (root / "corpus" / "wajo.md").exists()
    with pytest.raises(UnknownDocument, match="tanya documents"):
        library.remove(report.document)


def test_pages_and_neighbours_of_a_passage(library):
    list(library.index())
    passage = library.search("anggaran smart city wajo")[0]
    assert passage.chunk.text in "\f".join(page.text for page in library.pages(passage.document.id))
    assert passage.chunk in library.around(passage.chunk_id)
    assert library.document(passage.document.id) == passage.document


def test_only_documents_are_taken_from_a_folder_but_any_file_that_is_named(library, root):
    corpus = root / "corpus"
    for name in ("README.md", ".rahasia.md", "~$rkpd.docx", "build.py", "arsip.7z", ".git/catatan.md"):
        (corpus / name).parent.mkdir(exist_ok=True)
        (corpus / name).write_text("Bukan dokumen.")
    assert {path.name for path in find_files([corpus])} == {"wajo.md", "maros.md", "dinas.txt"}
    (corpus / "catatan.log").write_text("Catatan rapat koordinasi pengadaan.")
    assert statuses(library.index([corpus / "catatan.log"])) == {"catatan.log": "indexed"}


def test_an_archive_is_unpacked_beside_itself_once(library, root):
    archive = root / "corpus" / "kiriman.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("2025/rkpd.md", "# RKPD Kabupaten Barru\n\nSasaran jalan mantap.")
        file.writestr("berita.txt", "Bupati Barru meresmikan pasar.")
    found = statuses(library.index())
    assert (found["rkpd.md"], found["berita.txt"], len(found)) == ("indexed", "indexed", 5)
    assert (root / "corpus" / "kiriman" / "2025" / "rkpd.md").is_file()
    (root / "corpus" / "kiriman" / "berita.txt").unlink()
    assert statuses(library.index([archive], prune=True)) == {"rkpd.md": "unchanged"}
    assert not (root / "corpus" / "kiriman" / "berita.txt").exists()


def test_an_archive_that_cannot_be_unpacked_is_told_and_leaves_nothing(library, root):
    with zipfile.ZipFile(root / "corpus" / "kosong.zip", "w") as file:
        file.writestr("program.exe", "bukan dokumen")
    found = {report.path.rpartition("/")[2]: report for report in library.index()}
    assert found["kosong.zip"].status == "failed"
    assert found["kosong.zip"].error
    assert sorted(path.name for path in (root / "corpus").iterdir()) == ["kosong.zip", "maros.md", "renstra", "wajo.md"]


def test_files_that_could_not_be_indexed_wait(library, root):
    (root / "corpus" / "rusak.pdf").write_bytes(b"%PDF-1.4 rusak")
    assert len(library.waiting()) == 4
    assert statuses(library.index())["rusak.pdf"] == "failed"
    assert [path.name for path in library.waiting()] == ["rusak.pdf"]


def test_a_library_of_an_older_program_is_told_about_when_it_is_opened(library, root):
    list(library.index())
    with Database(root / "data" / "index.db") as db:
        db.execute("update document set format = 0")
        db.conn.commit()
    lines = []
    Library.open(settings_in(root), say=lines.append, **opening(HashedWords())).close()
    assert lines == ["3 dokumen diindeks dengan cara versi lama; jalankan `tanya index` untuk memperbaruinya."]


def test_a_file_named_twice_is_taken_once(library, root):
    assert len(list(library.index([root / "corpus", root / "corpus" / "wajo.md"]))) == 3


def test_one_bad_file_does_not_stop_the_others(library, root):
    (root / "corpus" / "a-rusak.pdf").write_bytes(b"%PDF-1.4 rusak")
    found = statuses(library.index([root / "corpus", root / "tidak-ada"]))
    assert found == {
        "a-rusak.pdf": "failed", "tidak-ada": "failed", "wajo.md": "indexed", "maros.md": "indexed", "dinas.txt": "indexed"
    }  # fmt: skip


def test_what_is_gone_is_removed_only_when_asked_and_only_there(library, root):
    corpus = root / "corpus"
    list(library.index())
    (corpus / "wajo.md").unlink()
    (corpus / "renstra" / "dinas.txt").unlink()
    assert "removed" not in statuses(library.index()).values()
    assert statuses(library.index([corpus / "renstra"], prune=True)) == {"dinas.txt": "removed"}
    assert statuses(library.index(prune=True)) == {"wajo.md": "removed", "maros.md": "unchanged"}
    assert [document.name for document in library.documents()] == ["maros.md"]


def test_a_file_that_is_gone_is_removed_by_its_name(library, root):
    list(library.index())
    (root / "corpus" / "wajo.md").unlink()
    assert statuses(library.index([root / "corpus" / "wajo.md"])) == {"wajo.md": "failed"}
    assert statuses(library.index([root / "corpus" / "wajo.md"], prune=True)) == {"wajo.md": "removed"}


def test_a_folder_that_is_not_there_takes_nothing_with_it(library, root):
    list(library.index())
    (root / "corpus").rename(root / "dilepas")
    assert statuses(library.index(prune=True)) == {"corpus": "failed"}
    assert len(library.documents()) == 3


def test_a_renamed_file_is_not_pruned(library, root):
    list(library.index())
    numbers = {document.name: document.id for document in library.documents()}
    (root / "corpus" / "wajo.md").rename(root / "corpus" / "wajo-2024.md")
    assert statuses(library.index(prune=True))["wajo-2024.md"] == "replaced"
    assert numbers["wajo.md"] in {document.id for document in library.documents()}


def test_what_is_given_holds_for_every_file_of_the_run(library):
    list(library.index(given=Metadata(region="Provinsi Contoh")))
    assert {document.region for document in library.documents()} == {"Provinsi Contoh"}


def test_progress_counts_files_too(library):
    steps = []
    list(library.index(progress=lambda *step: steps.append(step)))
    assert [step for step in steps if step[0] == "berkas"] == [("berkas", 0, 3), ("berkas", 1, 3), ("berkas", 2, 3)]


def search_in_new_process(root) -> list[tuple[int, float]]:
    library = library_in(root)
    found = [(passage.chunk_id, round(passage.cosine, 4)) for passage in library.search("anggaran smart city")]
    library.close()
    return found


def test_the_vectors_file_only_saves_time(library, root):
    list(library.index())
    library.close()
    file = root / "data" / "vectors.faiss"
    found, whole = search_in_new_process(root), file.read_bytes()
    assert found
    file.write_bytes(whole[: len(whole) // 2])
    assert search_in_new_process(root) == found
    assert file.read_bytes() == whole
    file.unlink()
    assert search_in_new_process(root) == found


def test_a_vectors_file_of_another_library_is_not_believed(library, root, tmp_path):
    list(library.index())
    library.close()
    found = search_in_new_process(root)
    other = tmp_path / "lain"
    shutil.copytree(root / "corpus", other / "corpus")
    (other / "corpus" / "wajo.md").write_text("Isi yang sama sekali berbeda tentang anggaran.")
    stranger = library_in(other)
    list(stranger.index())
    stranger.close()
    shutil.copy(other / "data" / "vectors.faiss", root / "data" / "vectors.faiss")
    assert search_in_new_process(root) == found


def test_a_restored_older_library_is_not_mixed_with_newer_vectors(library, root):
    list(library.index([root / "corpus" / "wajo.md"]))
    library.close()
    backup = shutil.copy(root / "data" / "index.db", root / "cadangan.db")
    later = library_in(root)
    list(later.index([root / "corpus" / "maros.md"]))
    later.close()
    shutil.copy(backup, root / "data" / "index.db")
    restored = library_in(root)
    list(restored.index([root / "corpus" / "renstra"]))
    assert {passage.document.name for passage in restored.search("penghargaan bupati layanan")} == {"wajo.md", "dinas.txt"}
    assert_whole(root / "data" / "index.db", HashedWords())
    restored.close()


def test_another_model_is_refused_until_the_library_is_rebuilt(library, root):
    list(library.index())
    other = HashedWords("kata-16", 16)
    with pytest.raises(ModelMismatch, match="kata-32.*kata-16.*tanya rebuild"):
        Library.open(settings_in(root), **opening(other))
    rebuilding = library_in(root, other)
    assert len(rebuilding.documents()) == 3
    with pytest.raises(ModelMismatch):
        list(rebuilding.index())
    assert len(list(rebuilding.rebuild())) == 3
    assert best(rebuilding, "anggaran smart city wajo") == "wajo.md"
    rebuilding.close()
    with pytest.raises(ModelMismatch):
        library.search("anggaran")
    library.close()


def test_the_library_answers_while_it_is_rebuilt(library, root):
    list(library.index())
    rebuilding = library_in(root)
    for _ in rebuilding.rebuild():
        assert best(library, "anggaran smart city wajo") == "wajo.md"
    assert best(library, "anggaran smart city wajo") == "wajo.md"
    rebuilding.close()


def test_searches_and_uploads_go_side_by_side_in_threads(library, root):
    list(library.index())
    failures = []

    def ask() -> None:
        for _ in range(15):
            if best(library, "berapa anggaran smart city wajo") != "wajo.md":
                failures.append("not found")

    def upload(number: int) -> None:
        for turn in range(5):
            path = root / "corpus" / f"unggahan-{number}-{turn}.md"
            path.write_text(f"Berkas nomor {number} giliran {turn} tentang irigasi.")
            if library.add(path).status != "indexed":
                failures.append(path)

    def guarded(work, *args) -> None:
        try:
            work(*args)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=guarded, args=args) for args in ((ask,), (ask,), (ask,), (upload, 1), (upload, 2))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(library.documents()) == 13
    assert_whole(root / "data" / "index.db", HashedWords())


def test_an_upload_waits_for_another_writer_and_then_works(library, root):
    catalogue = Catalogue(root / "data" / "index.db")
    reports = []
    with catalogue.writing():
        thread = threading.Thread(target=lambda: reports.append(library.add(root / "corpus" / "wajo.md")))
        thread.start()
        time.sleep(0.3)
        assert reports == []
    thread.join()
    assert reports[0].status == "indexed"
    catalogue.close()
