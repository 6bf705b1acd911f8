"""The catalogue: one SQLite file, used by several threads and processes."""

import sqlite3
import threading
from dataclasses import replace

import numpy as np
import pytest
from sqlite_utils import Database

from indexer.errors import IndexerError, LibraryBusy, ModelMismatch, UnknownDocument
from indexer.models import Chunk, Document, Metadata, Page, State
from indexer.store.catalogue import Catalogue
from indexer.store.entries import Content, Entry, IndexedChunk, Legal, Source
from indexer.store.migrations import MIGRATIONS


def put(catalogue: Catalogue, about: Entry, pages, indexed, model: str = "m", acronyms=None, older=None) -> Document:
    return catalogue.put(about, Content(pages, indexed, acronyms or {}), model, older or {})


PAGES = (Page(1, "# Bab I\nVisi daerah."), Page(2, "Misi daerah."))


def entry(name="rpjmd.pdf", given=Metadata(), **changes) -> Entry:
    source = Source(f"/corpus/{name}", f"sha of {name}", 10, 1)
    found = Metadata("RPJMD", "rpjmd", "Wajo", "2025")
    return Entry(**{"id": None, "source": source, "found": found, "given": given} | changes)


def chunks(*texts, first=100) -> list[IndexedChunk]:
    return [
        IndexedChunk(
            first + at, Chunk(text, (1, 2), ("Bab I",), heads=("No", "Nama")), b"digest", ("bab i", text.lower()),
            np.full(4, at, dtype=np.float32),
        )
        for at, text in enumerate(texts)
    ]  # fmt: skip


@pytest.fixture
def catalogue(tmp_path):
    catalogue = Catalogue(tmp_path / "data" / "index.db")
    yield catalogue
    catalogue.close()


def test_a_document_comes_back_as_it_was_put(catalogue):
    document = put(catalogue, entry(), PAGES, chunks("Visi daerah", "Misi daerah"))
    assert (document.name, document.path, document.pages, document.chunks) == ("rpjmd.pdf", "/corpus/rpjmd.pdf", 2, 2)
    assert (document.title, document.kind, document.region, document.period) == ("RPJMD", "rpjmd", "Wajo", "2025")
    assert catalogue.documents() == [document] == [catalogue.document(document.id)]
    assert catalogue.pages(document.id) == list(PAGES)
    found, chunk = catalogue.chunks([100, 101, 999])[101]
    assert found == document
    assert chunk == Chunk("Misi daerah", (1, 2), ("Bab I",), heads=("No", "Nama"))
    ids, vectors = catalogue.vectors([101])
    assert ids.tolist() == [101]
    assert vectors.tolist() == [[1, 1, 1, 1]]


def test_acronyms_come_and_go_with_the_documents_that_define_them(catalogue):
    first = put(
        catalogue,
        entry(),
        PAGES,
        chunks("a"),
        "m",
        {"ikm": ("indeks kepuasan masyarakat",), "tte": ("tanda tangan elektronik",)},
    )
    second = put(
        catalogue,
        entry("renja.pdf"),
        PAGES,
        chunks("b", first=200),
        "m",
        {"ikm": ("industri kecil dan menengah", "indeks kepuasan masyarakat")},
    )
    assert catalogue.acronyms() == {
        "ikm": ("indeks kepuasan masyarakat", "industri kecil dan menengah"), "tte": ("tanda tangan elektronik",)
    }  # fmt: skip
    catalogue.delete(first.id)
    assert set(catalogue.acronyms()) == {"ikm"}
    put(catalogue, entry("renja.pdf", id=second.id), PAGES, chunks("b", first=200))
    assert catalogue.acronyms() == {}


def test_a_format_without_pages_has_no_page_count(catalogue):
    assert put(catalogue, entry(), [Page(None, "Berita.")], chunks("Berita")).pages is None


def test_what_people_say_counts_more_than_what_the_file_says(catalogue):
    document = put(catalogue, entry(given=Metadata(region="Kabupaten Wajo")), PAGES, chunks("a"))
    assert (document.title, document.region) == ("RPJMD", "Kabupaten Wajo")
    kept = catalogue.entry(document.id)
    assert (kept.found.region, kept.given.region) == ("Wajo", "Kabupaten Wajo")


def test_a_document_of_which_nothing_is_known_is_called_by_its_file(catalogue):
    document = put(catalogue, entry("catatan rapat.txt", found=Metadata()), PAGES, chunks("a"))
    assert (document.title, document.kind) == ("catatan rapat", "lainnya")


def test_replacing_leaves_nothing_of_the_old(catalogue):
    old = put(catalogue, entry(), PAGES, chunks("lama"))
    new = put(catalogue, entry(id=old.id), PAGES[:1], chunks("baru", first=200))
    assert new.id == old.id
    assert catalogue.chunk_ids().tolist() == [200]
    assert catalogue.lexical("lama", 5, (1, 1)) == []
    assert catalogue.vocabulary() == {"bab": 1, "i": 1, "baru": 1}
    assert catalogue.pages(old.id) == list(PAGES[:1])


def in_state(catalogue: Catalogue, document: Document, state: State, words: str = "visi") -> Document:
    moved = replace(catalogue.entry(document.id), status=state)
    terms = {chunk_id: ("bab i", words) for chunk_id in catalogue.chunks_of(document.id)}
    return catalogue.move(moved, terms, Legal())


def test_chunks_stay_in_every_state_and_are_searched_in_two(catalogue):
    document = put(catalogue, entry(status=State.HELD), PAGES, chunks("visi", "misi"), acronyms={"ikm": ["indeks kepuasan"]})
    for state in (State.HELD, State.INDEXED, State.ARCHIVED, State.MISSING, State.HELD):
        in_state(catalogue, document, state)
        searched = [100, 101] if state.searched else []
        assert catalogue.chunk_ids().tolist() == searched
        assert (catalogue.chunk_count(), len(catalogue.lexical("visi", 5, (1, 1)))) == (len(searched), len(searched))
        assert bool(catalogue.acronyms()) == bool(catalogue.vocabulary()) == state.searched
        assert list(catalogue.chunks_of(document.id)) == [100, 101]
        assert (catalogue.document(document.id).chunks, catalogue.pages(document.id)) == (2, list(PAGES))


def test_what_is_said_of_a_document_changes_its_words_and_nothing_else(catalogue):
    document = put(catalogue, entry(), PAGES, chunks("visi"))
    in_state(catalogue, document, State.INDEXED, "sengkang")
    assert (len(catalogue.lexical("sengkang", 5, (1, 1))), catalogue.lexical("visi", 5, (1, 1))) == (1, [])
    assert catalogue.chunk_ids().tolist() == [100]


def test_a_vector_is_known_by_its_text_in_whichever_document(catalogue):
    put(catalogue, entry(status=State.HELD), PAGES, chunks("visi"))
    known = catalogue.embedded([b"digest", b"lain"])
    assert {digest: vector.tolist() for digest, vector in known.items()} == {b"digest": [0, 0, 0, 0]}
    assert catalogue.embedded([b"lain"] * 2000) == {}


def test_removing_leaves_nothing_and_no_number_is_used_again(catalogue):
    first = put(catalogue, entry(), PAGES, chunks("lama"))
    assert catalogue.delete(first.id) == first
    assert (catalogue.documents(), catalogue.chunk_count(), catalogue.vocabulary()) == ([], 0, {})
    assert put(catalogue, entry(), PAGES, chunks("baru")).id > first.id


def test_a_document_that_is_not_there_is_unknown(catalogue):
    for ask in (catalogue.document, catalogue.pages, catalogue.entry, catalogue.delete):
        with pytest.raises(UnknownDocument):
            ask(7)


def test_lexical_search_gives_the_best_first(catalogue):
    put(catalogue, entry(), PAGES, chunks("visi misi dan program", "visi visi", "program"))
    found = catalogue.lexical("visi", 5, (1.0, 1.0))
    assert [number for number, _ in found] == [101, 100]
    assert found[0][1] > found[1][1]
    assert len(catalogue.lexical("visi OR program", 2, (1.0, 1.0))) == 2


def test_weights_say_how_much_headings_count(catalogue):
    texts = chunks("banjir", "jalan")
    texts[1] = IndexedChunk(101, texts[1].chunk, b"", ("banjir", "jalan"), texts[1].vector)
    put(catalogue, entry(), PAGES, texts)
    assert [number for number, _ in catalogue.lexical("banjir", 5, (10.0, 1.0))] == [101, 100]
    assert [number for number, _ in catalogue.lexical("banjir", 5, (0.1, 1.0))] == [100, 101]


def test_a_chunk_is_shown_with_its_neighbours_of_the_same_document(catalogue):
    put(catalogue, entry(), PAGES, chunks("a", "b", "c"))
    put(catalogue, entry("lain.pdf"), PAGES, chunks("x", "y", first=103))
    assert [chunk.text for chunk in catalogue.around(102, 1, 1)] == ["b", "c"]
    assert [chunk.text for chunk in catalogue.around(101, 5, 5)] == ["a", "b", "c"]
    assert catalogue.around(7, 1, 1) == []


def test_one_library_holds_vectors_of_one_model(catalogue):
    assert catalogue.model() is None
    document = put(catalogue, entry(), PAGES, chunks("a"), "satu")
    with pytest.raises(ModelMismatch, match="satu.*dua.*tanya rebuild"):
        put(catalogue, entry("lain.pdf"), PAGES, chunks("b", first=200), "dua")
    assert catalogue.documents() == [document]
    catalogue.delete(document.id)
    put(catalogue, entry(), PAGES, chunks("a"), "dua")
    assert catalogue.model() == "dua"


def test_documents_of_a_library_made_before_there_were_versions_are_live_and_outdated(tmp_path):
    path = tmp_path / "index.db"
    with Database(path) as db:
        MIGRATIONS.apply(db, stop_before="0004_versions")
        named = dict(path="/a.pdf", name="a.pdf", sha256="s", size=1, mtime_ns=1, title="A", kind="rkpd", region="", period="")
        about = dict(found='{"title": "A"}', given="{}", status="indexed", pages=1, chunks=0, indexed_at="", revision=1)
        db["document"].insert(named | about)
        db["page"].insert({"document_id": 1, "ordinal": 0, "number": 1, "text": "Visi."})
    catalogue = Catalogue(path)
    (document,) = catalogue.documents()
    assert (document.successor, document.validity, document.amended_by) == (None, "", None)
    assert (catalogue.pages(1), catalogue.outdated(), catalogue.versions(1)) == ([Page(1, "Visi.")], [1], [document])
    catalogue.close()


def test_every_change_counts_and_nothing_else_does(catalogue):
    seen = [catalogue.change()]
    document = put(catalogue, entry(), PAGES, chunks("a"))
    seen.append(catalogue.change())
    put(catalogue, entry(id=document.id), PAGES, chunks("a"))
    seen.append(catalogue.change())
    catalogue.delete(document.id)
    seen.append(catalogue.change())
    assert seen == sorted(set(seen))
    catalogue.documents()
    assert catalogue.change() == seen[-1]


def test_a_transaction_that_fails_leaves_nothing(catalogue):
    put(catalogue, entry(), PAGES, chunks("a"))
    before = catalogue.change()
    with pytest.raises(sqlite3.IntegrityError):
        put(catalogue, entry("lain.pdf"), PAGES, chunks("b"))  # its chunk has the id of the other's
    assert (catalogue.change(), len(catalogue.documents())) == (before, 1)
    with pytest.raises(ZeroDivisionError), catalogue.writing():
        put(catalogue, entry("lain.pdf"), PAGES, chunks("b", first=200))
        raise ZeroDivisionError
    assert (catalogue.change(), len(catalogue.documents())) == (before, 1)


def test_a_reader_sees_one_state_while_another_connection_writes(catalogue):
    put(catalogue, entry(), PAGES, chunks("a"))
    other = Catalogue(catalogue.path)
    with catalogue.reading():
        assert catalogue.chunk_count() == 1
        put(other, entry("lain.pdf"), PAGES, chunks("b", first=200))
        assert catalogue.chunk_count() == 1
    assert catalogue.chunk_count() == 2
    other.close()


def test_a_writer_that_waited_too_long_is_told_to_try_again(catalogue):
    other = Catalogue(catalogue.path)
    other._db.execute("pragma busy_timeout = 50")  # a test need not wait as long as people do
    with catalogue.writing(), pytest.raises(LibraryBusy, match="coba lagi"):
        put(other, entry(), PAGES, chunks("a"))
    put(other, entry(), PAGES, chunks("a"))
    other.close()


def test_threads_write_and_read_at_once(catalogue):
    failures = []

    def work(number: int) -> None:
        try:
            for turn in range(5):
                name = f"{number}-{turn}.pdf"
                put(catalogue, entry(name), PAGES, chunks("a", "b", first=1000 * number + 10 * turn))
                assert catalogue.chunk_count() % 2 == 0
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (len(catalogue.documents()), catalogue.chunk_count(), catalogue.change()) == (30, 60, 30)


def test_several_openers_of_a_new_file_do_not_collide(tmp_path):
    opened, gate = [], threading.Barrier(8)

    def work() -> None:
        gate.wait()
        catalogue = Catalogue(tmp_path / "index.db")
        opened.append(catalogue.documents())
        catalogue.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert opened == [[]] * 8


def test_a_file_that_is_no_library_is_told_in_one_sentence(tmp_path):
    path = tmp_path / "index.db"
    path.write_text("Bukan basis data. " * 100)
    with pytest.raises(IndexerError, match="rusak; pindahkan berkas itu"):
        Catalogue(path)


def test_a_place_that_cannot_be_written_is_told_in_one_sentence(tmp_path):
    (tmp_path / "data").write_text("berkas, bukan folder")
    with pytest.raises(IndexerError, match="TANYA_DATA_DIR"):
        Catalogue(tmp_path / "data" / "index.db")
