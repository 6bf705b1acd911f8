"""Removed documents: kept aside with what people had decided, brought back whole, gone after a month."""

import json
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from small_library import library_in

from indexer.errors import Cancelled, UnknownDocument
from indexer.library import KEPT_DAYS
from indexer.models import Metadata

TEXT = "# RKPD Wajo\n\nAnggaran smart city Kabupaten Wajo sebesar Rp 5 miliar pada tahun 2024.\n"


@pytest.fixture
def corpus(tmp_path) -> Path:
    (tmp_path / "corpus" / "rkpd").mkdir(parents=True)
    return tmp_path / "corpus"


@pytest.fixture
def library(corpus):
    library = library_in(corpus.parent)
    yield library
    library.close()


@pytest.fixture
def removed(library, corpus) -> int:
    """The number of a document that was corrected, marked, and removed."""
    path = corpus / "rkpd" / "wajo.md"
    path.write_text(TEXT)
    number = library.add(path, Metadata(period="2024")).document
    library.correct(number, Metadata(region="Kabupaten Wajo"))
    library.set_validity(number, "dicabut")
    library.remove(number, delete_file=True, by="Dina")
    assert library.documents() == [] and not path.exists()
    return number


def bin_of(library_folder: Path) -> list[str]:
    return [path.name for path in (library_folder / "data" / "terhapus").iterdir()]


def test_it_comes_back_as_it_was(library, corpus, removed):
    (listed,) = library.removed()
    assert (listed.id, listed.title, listed.by) == (removed, "RKPD Wajo", "Dina")
    assert listed.until - listed.at == timedelta(days=KEPT_DAYS)
    assert library.bring_back(removed).status == "indexed"
    document = library.document(removed)
    assert (document.region, document.period, document.validity) == ("Kabupaten Wajo", "2024", "dicabut")
    assert Path(document.path) == corpus / "rkpd" / "wajo.md" and bin_of(corpus.parent) == []
    assert library.search("berapa anggaran smart city wajo")[0].document.id == removed
    with pytest.raises(UnknownDocument, match="tidak dapat dikembalikan"):
        library.bring_back(removed)


def test_beside_what_has_taken_its_name(library, corpus, removed):
    (corpus / "rkpd" / "wajo.md").write_text("# Lain\n\nIsi lain sama sekali.")
    library.bring_back(removed)
    assert library.document(removed).name == "wajo (2).md" and (corpus / "rkpd" / "wajo (2).md").read_text() == TEXT


def test_what_was_sent_again_meanwhile_is_not_offered(library, corpus, removed):
    (corpus / "salinan.md").write_text(TEXT)
    again = library.add(corpus / "salinan.md").document
    assert library.removed() == []
    assert library.bring_back(removed).document == again and not (corpus / "rkpd" / "wajo.md").exists()


def test_after_a_month_it_is_gone(library, corpus, removed):
    note = corpus.parent / "data" / "terhapus" / str(removed) / ".keterangan.json"
    noted = json.loads(note.read_text())
    long_ago = datetime.fromisoformat(noted["at"]) - timedelta(days=KEPT_DAYS)
    note.write_text(json.dumps(noted | {"at": long_ago.isoformat()}))
    assert library.removed() == [] and bin_of(corpus.parent) == []


def test_a_folder_that_is_damaged_hides_no_other(library, corpus, removed):
    (corpus.parent / "data" / "terhapus" / "77").mkdir()
    assert [one.id for one in library.removed()] == [removed]
    with pytest.raises(UnknownDocument, match="tidak dapat dikembalikan"):
        library.bring_back(77)


def test_stopped_half_way_it_lies_where_it_lay(library, corpus, removed):
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        library.bring_back(removed, stop=stop)
    assert [one.id for one in library.removed()] == [removed] and list((corpus / "rkpd").iterdir()) == []


def test_a_removed_document_whose_file_is_gone_cannot_come_back(library, corpus):
    path = corpus / "wajo.md"
    path.write_text(TEXT)
    number = library.add(path).document
    path.unlink()
    library.remove(number, delete_file=True)
    assert library.removed() == []
